"""The repository has no path of one machine, no host of a package registry, and no mark of unfinished work."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OF_ONE_MACHINE = re.compile(r"(?<!\w)/(?:root|home|Users)/\w")
REGISTRY = re.compile(
    r"--(?:extra-)?index-url|(?:index|registry|proxy)[\w-]*\.[\w.-]+\.\w+/|pypi\.org/simple|artifact"
    r"ory|nexus\d*\.",
    re.IGNORECASE,
)
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b|NotImplemented" + "Error")
KEPT_BY_GIT = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]


def texts() -> dict[str, str]:
    """Every text file of the project."""
    listed = subprocess.run(KEPT_BY_GIT, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [ROOT / name for name in listed.splitlines() if (ROOT / name).is_file()]
    return {str(file.relative_to(ROOT)): file.read_text(errors="ignore") for file in files}


def found(pattern: re.Pattern[str]) -> dict[str, str]:
    hits = {name: pattern.search(text) for name, text in texts().items()}
    return {name: hit[0] for name, hit in hits.items() if hit}


def test_no_path_of_one_machine() -> None:
    assert found(OF_ONE_MACHINE) == {}


def test_no_host_of_a_registry() -> None:
    assert found(REGISTRY) == {}
    pinned = [name for name in texts() if re.fullmatch(r"requirements.*\.txt", name)]
    assert len(pinned) >= 2
    assert [name for name in pinned if "://" in texts()[name]] == []


def test_every_pinned_requirement_has_its_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        for pinned in re.split(r"\n(?=\S)", texts()[name]):
            if re.match(r"[\w\[\]-]+==", pinned):
                assert "--hash=sha256:" in pinned, pinned


def test_nothing_unfinished() -> None:
    assert found(UNFINISHED) == {}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (OF_ONE_MACHINE, "see " + "/root" + "/x"),
        (OF_ONE_MACHINE, "cd " + "/home" + "/wanjiku"),
        (REGISTRY, "--index" + "-url https://somewhere"),
        (REGISTRY, "https://pypi" + ".org/simple/flask"),
        (UNFINISHED, "# TO" + "DO later"),
    ],
)
def test_what_does_not_belong_would_be_found(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)
