"""docs/decisions/dependencies.md names each package of pyproject.toml, what it is for, and its licence as declared."""

import re
import tomllib
from typing import Final

import pytest

from tests.architecture.prose import DOCS, ROOT
from tests.sbom import licence_of

PAGE: Final = DOCS / "decisions" / "dependencies.md"


def asked_for() -> dict[str, list[str]]:
    """The packages that pyproject.toml requires, by the sentence above their table on the page."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    kinds = {"What runs:": project["dependencies"], "What tests and checks:": project["optional-dependencies"]["dev"]}
    return {above: [re.split(r"[\[<>=!~;]", each)[0].strip() for each in wanted] for above, wanted in kinds.items()}


def rows(page: str, above: str) -> list[list[str]]:
    """The rows of the table below a sentence."""
    table = page.partition(f"\n{above}\n\n")[2].partition("\n\n")[0].splitlines()
    return [re.split(r"\s*\|\s*", line)[1:-1] for line in table[2:]]


def wrong(page: str) -> list[str]:
    """Packages that a page omits or invents, and those without a purpose or with a wrong licence."""
    found = []
    for above, packages in asked_for().items():
        table = rows(page, above)
        found += sorted(set(packages) ^ {name for name, _, _ in table})
        found += [f"{name}: {licence}" for name, _, licence in table if licence != licence_of(name)]
        found += [f"{name}: for what?" for name, purpose, _ in table if not purpose]
    return found


def test_each_package_has_a_purpose_and_its_licence() -> None:
    assert wrong(PAGE.read_text()) == []


def test_each_is_named_once() -> None:
    for above, packages in asked_for().items():
        assert [name for name, _, _ in rows(PAGE.read_text(), above)] == sorted(packages)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("", ["flask"]),
        ("| flask | HTTP | GPL-3.0-only |", ["flask: GPL-3.0-only"]),
        ("| flask | | BSD-3-Clause |", ["flask: for what?"]),
    ],
)
def test_what_is_wrong_would_be_found(line: str, found: list[str]) -> None:
    page = re.sub(r"\| flask \|.*\n", f"{line}\n" if line else "", PAGE.read_text())
    assert wrong(page) == found
