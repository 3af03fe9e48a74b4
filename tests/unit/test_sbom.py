"""The software bill of materials (SBOM) lists every pinned package, and is valid CycloneDX."""

import json
import re
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests import sbom

PINNED = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)


def plain(name: str) -> str:
    """The normalised name of a package (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.slow
def test_every_pinned_package_is_named_with_its_version_and_all_of_its_hashes() -> None:
    written = sbom.made()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is None
    bom = json.loads(written)
    assert (bom["bomFormat"], bom["metadata"]["component"]["name"]) == ("CycloneDX", "lango")
    locked = sbom.LOCKED.read_text()
    pinned = {(plain(name), version) for name, version in PINNED.findall(locked)}
    assert len(pinned) > 40
    components = bom["components"]
    assert {(plain(each["name"]), each["version"]) for each in components} == pinned
    hashes = {kept["content"] for each in components for ref in each["externalReferences"] for kept in ref["hashes"]}
    assert hashes == set(re.findall(r"--hash=sha256:([0-9a-f]{64})", locked))
    [project] = [each for each in bom["dependencies"] if each["ref"] == bom["metadata"]["component"]["bom-ref"]]
    assert 15 < len(project["dependsOn"]) < len(components), "what the project asks for itself"
    without = [each["name"] for each in components if not each.get("licenses")]
    assert [name for name in without if sbom.licence_of(name)] == []
    assert len(without) < len(components) / 10, "only what is not installed on this Python"


@pytest.mark.slow
def test_a_package_for_another_python_is_not_left_out(tmp_path: Path) -> None:
    locked = tmp_path / "locked.txt"
    hashed = f"--hash=sha256:{'0' * 64}"
    locked.write_text(f"flask==3.1.3 {hashed}\nnowhere-installed==1.2 ; python_full_version < '3.9' {hashed}\n")
    [_flask, named] = sorted(json.loads(sbom.made(locked))["components"], key=lambda each: str(each["name"]))
    assert (named["name"], named["version"], named.get("licenses")) == ("nowhere-installed", "1.2", None)


@pytest.mark.parametrize(
    ("package", "licence"), [("flask", "BSD-3-Clause"), ("itsdangerous", "BSD License"), ("x", None)]
)
def test_a_licence_is_told_as_it_is_declared(package: str, licence: str | None) -> None:
    assert sbom.licence_of(package) == licence
