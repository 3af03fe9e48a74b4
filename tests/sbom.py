"""`make sbom`: what Lango is made of, as CycloneDX JSON: every pinned package, its version, its hashes, its licence.

The packages are read from the locked file, not from what happens to be installed: one that only another Python needs is
named too. Licences are as declared by what is installed here; a package that is not has none.
"""

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import Distribution, PackageMetadata, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.license import LicenseAcknowledgement
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT: Final = Path(__file__).parents[1]
LOCKED: Final = ROOT / "requirements.txt"
PROJECT: Final = ROOT / "pyproject.toml"
BOM: Final = ROOT / "sbom.cdx.json"
BY_ITS_FILE: Final = {"axe-playwright-python": "MIT", "pyxform": "BSD-2-Clause"}
"""Packages that declare no licence but bring its text, and what that text is."""
CLASSIFIER: Final = "License :: "


class Invalid(Exception):
    """What was written is not CycloneDX 1.6."""


def made(locked: Path = LOCKED) -> str:
    """The bill of materials of a locked file. Raises Invalid."""
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", str(locked), "--output-reproducible"]
    command += ["--pyproject", str(PROJECT), "-o", "-"]
    read = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    bom: Bom = Bom.from_json(json.loads(read))  # type: ignore[attr-defined]
    factory = LicenseFactory()
    for component in bom.components:
        component.description = None  # a line of the locked file, which repeats the hashes
        if licence := licence_of(component.name):
            declared = factory.make_from_string(licence, license_acknowledgement=LicenseAcknowledgement.DECLARED)
            component.licenses.add(declared)
    if bom.metadata.component:
        asked = _asked_for()
        bom.register_dependency(bom.metadata.component, [each for each in bom.components if each.name in asked])
    written = JsonV1Dot6(bom).output_as_string(indent=2)
    if fault := JsonStrictValidator(SchemaVersion.V1_6).validate_str(written):
        raise Invalid(str(fault))
    return written


def licence_of(package: str) -> str | None:
    """The licence that a package declares: as an SPDX expression where it does, else in its own words."""
    try:
        found = distribution(package)
    except PackageNotFoundError:
        return None
    return _declared(found)


def _asked_for() -> set[str]:
    """The packages that the project asks for itself; the others came with these."""
    asked = tomllib.loads(PROJECT.read_text())["project"]["dependencies"]
    return {re.split(r"[^\w.-]", each, maxsplit=1)[0] for each in asked}


def _one(told: PackageMetadata, name: str) -> str | None:
    """A field of a package's metadata; None where it has none, whichever library reads it."""
    found: list[str] = told.get_all(name) or []
    return found[0] if found else None


def _declared(found: Distribution) -> str | None:
    told = found.metadata
    classified = [each for each in told.get_all("Classifier") or [] if each.startswith(CLASSIFIER)]
    words = (_one(told, "License") or "").strip()
    named = classified[0].rpartition(" :: ")[2] if classified else None
    declared = _one(told, "License-Expression") or (words if words and "\n" not in words else named)
    return declared or BY_ITS_FILE.get(told["Name"])


if __name__ == "__main__":
    BOM.write_text(made() + "\n")
    print(f"{BOM.name}: {len(json.loads(BOM.read_text())['components'])} packages of {LOCKED.name}")
