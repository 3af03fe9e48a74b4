"""Runs the long form of the fault tests (`make faults`) or of the simulation (`make simulation`): writes a report.

Each file of tests runs by itself. What it showed is kept beside the report, so that the files can run on several days:
`make faults FILES="fuzz soak"` runs these two, and the report still has the last figures of the others.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from tests import measured_here
from tests.architecture.made_parts import table
from tests.faults import results

ROOT: Final = Path(__file__).parents[2]
REPORTS: Final = ROOT / "docs" / "results"
PROCESSES: Final = "2"
TESTS_FAILED: Final = 1
"""The exit status of pytest when it ran to its end and tests failed."""
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

    def files(self) -> list[str]:
        """The files of its tests, by the names that FILES takes."""
        return sorted(path.stem.removeprefix("test_") for path in (ROOT / self.tests).glob("test_*.py"))


FORMS: Final = {
    "faults": Form("tests/faults", "reliability", UNDER_FIRE),
    "simulation": Form("tests/simulation", "simulation", SIMULATED),
}


@dataclass(frozen=True)
class Run:
    """What one file of tests showed, when and where."""

    day: str
    commit: str
    machine: str
    minutes: float
    passed: int
    failed: list[str]
    left_out: list[str]
    figures: results.Figures


def main() -> int:
    """Run each file of tests that is asked for, and write the report anew after each; 0 if no test failed.

    Files are named without `test_`; with none named, all run. One that does not exist is refused.
    """
    form, wanted = FORMS[sys.argv[1]], sys.argv[2:]
    if unknown := {*wanted} - {*form.files()}:
        sys.exit(f"no such tests: {' '.join(sorted(unknown))}; there are {' '.join(form.files())}")
    kept, names = _read(form), wanted or form.files()
    for name in names:
        kept[name] = _run(f"{form.tests}/test_{name}.py")
        _write(form, kept)
    return int(any(kept[name].failed for name in names))


def _run(tests: str) -> Run:
    """Run one file of tests in its long form. Where it did not run to its end, this program ends too."""
    since = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="lango-faults-") as folder:
        figures, outcomes = Path(folder, "figures"), Path(folder, "outcomes.xml")
        figures.touch()
        environment = os.environ | {"FAULTS": "long", results.FIGURES: str(figures)}
        command = [sys.executable, "-m", "pytest", "-vv", "--show-capture=no", "-n", PROCESSES, "--dist", "worksteal"]
        command += ["-m", "", f"--junitxml={outcomes}", tests]
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        if status not in {0, TESTS_FAILED}:
            sys.exit(status)
        told = results.together(json.loads(line) for line in figures.read_text().splitlines())
        cases = [*ElementTree.parse(outcomes).iter("testcase")]
    failed = [_name(case) for case in cases if case.find("failure") is not None or case.find("error") is not None]
    left_out = [_name(case) for case in cases if case.find("skipped") is not None]
    passed = len(cases) - len(failed) - len(left_out)
    minutes = (time.monotonic() - since) / 60
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    return Run(
        today, measured_here.commit(), measured_here.machine("hypothesis"), minutes, passed, failed, left_out, told
    )


def _name(case: ElementTree.Element) -> str:
    return f"`{case.get('classname', '').rpartition('.')[2]}::{case.get('name')}`"


def _read(form: Form) -> dict[str, Run]:
    """What was kept of earlier runs, of the files that there still are."""
    file = REPORTS / f"{form.report}.json"
    found = json.loads(file.read_text()) if file.exists() else {}
    return {name: Run(**found[name]) for name in form.files() if name in found}


def _write(form: Form, kept: Mapping[str, Run]) -> None:
    stored = {name: asdict(kept[name]) for name in sorted(kept)}
    (REPORTS / f"{form.report}.json").write_text(json.dumps(stored, indent=1) + "\n")
    lines = [form.introduction, *_runs(form, kept), *_figures(results.together(run.figures for run in kept.values()))]
    (REPORTS / f"{form.report}.md").write_text("\n".join(lines).rstrip() + "\n")


def _runs(form: Form, kept: Mapping[str, Run]) -> Iterator[str]:
    """What ran, when and where, and what failed, in Markdown."""
    yield "## What ran\n"
    head = ("tests", "day", "commit", "minutes", "passed", "failed", "left out")
    yield table(head, [_row(name, kept.get(name)) for name in form.files()]) + "\n"
    yield from (
        f"{machine}; {PROCESSES} tests at a time.\n" for machine in sorted({run.machine for run in kept.values()})
    )
    told = [f"- failed: {each}" for run in kept.values() for each in run.failed]
    told += [f"- left out: {each}" for run in kept.values() for each in run.left_out]
    if told:
        yield from [*told, ""]


def _row(name: str, run: Run | None) -> tuple[object, ...]:
    if run is None:
        return (f"`{name}`", "not yet", "", "", "", "", "")
    counted = (run.passed, len(run.failed), len(run.left_out))
    return (f"`{name}`", run.day, run.commit, f"{run.minutes:.1f}", *counted)


def _figures(told: results.Figures) -> Iterator[str]:
    """What was counted of each part, in Markdown."""
    for part in (part for part in results.PARTS if part in told):
        yield f"## {part}\n\n{results.PARTS[part]}.\n"
        rows = [(name.replace("_", " "), results.in_words(name, values)) for name, values in told[part].items()]
        yield table(("what", "how many"), rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())
