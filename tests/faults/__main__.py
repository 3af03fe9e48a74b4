"""Runs the long form of the fault tests (`make faults`) or of the simulation (`make simulation`): writes a report."""

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from tests.faults import results

ROOT: Final = Path(__file__).parents[2]
REPORTS: Final = ROOT / "docs" / "results"
LIBRARIES: Final = ("flask", "granian", "sqlalchemy", "redis", "psycopg", "hypothesis")
PROCESSES: Final = "2"
UNDER_FIRE: Final = """# Under fire: what was counted

Written by `make faults`, which kills, cuts, fills and floods real processes and real servers on one machine, and
counts. What each row of the threat and fault tables is proved by: [reliability.md](../reliability.md).
SIGKILL is not a power cut: these figures say nothing about a disk that forgets what it said it had kept.
"""
SIMULATED: Final = """# Simulated histories: what was counted

Written by `make simulation`, which tells thousands of histories of the whole of Lango under one virtual clock: web,
worker, phones, SMS and payment providers, stores, and their faults. Each is told by its seed; one that breaks a
[law](../laws.md) is told again by `python -m tests.simulation SEED`.
"""


@dataclass(frozen=True)
class Form:
    """Which tests run, and the file and the introduction of their report."""

    tests: str
    report: str
    introduction: str


FORMS: Final = {
    "faults": Form("tests/faults", "reliability.md", UNDER_FIRE),
    "simulation": Form("tests/simulation", "simulation.md", SIMULATED),
}


def main() -> int:
    """Run every test in its long form and write the report; the exit status of pytest."""
    form, more = FORMS[sys.argv[1] if sys.argv[1:] else "faults"], sys.argv[2:]
    since = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="lango-faults-") as folder:
        figures, outcomes = Path(folder, "figures"), Path(folder, "outcomes.xml")
        figures.touch()
        environment = os.environ | {"FAULTS": "long", results.FIGURES: str(figures)}
        command = [sys.executable, "-m", "pytest", "-vv", "--show-capture=no", "-n", PROCESSES, "--dist", "worksteal"]
        command += [f"--junitxml={outcomes}", form.tests, *more]
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        told = results.together(figures.read_text().splitlines())
        lines = [form.introduction, *_where(time.monotonic() - since, more), *_told(told, outcomes)]
    (REPORTS / form.report).write_text("\n".join(lines).rstrip() + "\n")
    return status


def _told(told: Mapping[str, Mapping[str, str]], outcomes: Path) -> list[str]:
    """What failed, and what was counted of each part, in Markdown."""
    lines = _outcome([*ElementTree.parse(outcomes).iter("testcase")])
    for part, figures in told.items():
        if figures:
            lines += [f"## {part}", "", f"{results.PARTS[part]}.", "", "| | |", "|---|---|"]
            lines += [f"| {name.replace('_', ' ')} | {value} |" for name, value in figures.items()]
            lines.append("")
    return lines


def _where(seconds: float, more: list[str]) -> list[str]:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    rows = {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "commit": commit.stdout.strip() or "unknown",
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        "Python": f"{platform.python_version()}; {libraries}",
        "duration": f"{seconds / 60:.0f} minutes, {PROCESSES} tests at a time",
    }
    if more:
        rows["not all of it"] = f"`{' '.join(more)}`"
    return ["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows.items()), ""]


def _outcome(cases: list[ElementTree.Element]) -> list[str]:
    failed = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
    skipped = [case for case in cases if case.find("skipped") is not None]
    passed = len(cases) - len(failed) - len(skipped)
    lines = ["## What failed", "", f"{passed} tests passed, {len(failed)} failed, {len(skipped)} were left out.", ""]
    lines += [f"- failed: {_name(case)}" for case in failed] + [f"- left out: {_name(case)}" for case in skipped]
    return [*lines, ""] if failed or skipped else lines


def _name(case: ElementTree.Element) -> str:
    return f"`{case.get('classname', '').rpartition('.')[2]}::{case.get('name')}`"


if __name__ == "__main__":
    sys.exit(main())
