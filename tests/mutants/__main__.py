"""`make mutants`: runs mutmut for an hour at most, and says what no test noticed. Status 1 unless all is explained.

What was tried is kept in `mutants/`: the next run goes on where this one stopped, and tries anew what has changed.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Final

from mutmut.mutation.diff_apply import get_diff_for_mutant

from tests import servers
from tests.conftest import prepare, settings
from tests.mutants.survivors import Found, Survivor, explained, read_results, read_survivor
from tests.mutants.variables import FILLED, FOLDER

ROOT: Final = Path(__file__).parents[2]
MUTMUT: Final = [sys.executable, "-m", "tests.mutants.trying"]
MINUTES: Final = 55
"""Minutes of the hour in which mutants are tried; the rest is for the report."""
GRACE: Final = 20
"""Seconds in which mutmut writes its results down after it was told to stop."""

SPINNER: Final = re.compile("[\u2800-\u28ff]|$")
"""What mutmut draws while it works."""


def main() -> int:
    """Run and report. Status 0 if each survivor is explained and, without names given, every mutant was tried."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES, help="stop by itself after so many (55)")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)), help="tried at the same time")
    parser.add_argument("mutants", nargs="*", help="only such, as `app.domain.identity.otp.*`")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    os.chdir(ROOT)
    began = time.monotonic()
    ended = run(given.mutants, minutes=given.minutes, workers=given.workers)
    found = read_results(told("results", "--all", "true"))
    new, stale = unexplained(found, all_of_them=not given.mutants)
    print("\n".join(report(found, new, stale, minutes=(time.monotonic() - began) / 60, ended=ended)))
    return int(bool(new or not found.total()) or (not given.mutants and bool(found.total("not tried"))))


def run(wanted: list[str], *, minutes: float, workers: int) -> bool:
    """Try mutants until all are tried or the time is over; whether all were."""
    with ExitStack() as given, tempfile.TemporaryDirectory(dir=servers.memory()) as folder:
        environment = os.environ | give(Path(folder), given, workers=workers)
        command = [*MUTMUT, "run", "--max-children", str(workers), *wanted]
        with (Path(folder) / "log").open("w+", errors="replace") as log:
            started = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
            try:
                failed = started.wait(60 * minutes) != 0
            except subprocess.TimeoutExpired:
                stop(started)
                return False
            except KeyboardInterrupt:
                stop(started)
                raise
            if failed:
                tail(log)
            return not failed


def give(folder: Path, given: ExitStack, *, workers: int) -> dict[str, str]:
    """The environment variables of a run: where a filled database, a Redis for each worker, and mypy are."""
    file = folder / "filled.db"
    prepare(settings(database_url=f"sqlite:///{file}", redis_url="unix:///nowhere"))
    for number in range(workers):
        (here := folder / f"redis-{number}").mkdir()
        (here / "url").write_text(given.enter_context(servers.redis_server(here)))
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    return {FILLED: str(file), FOLDER: str(folder), "TMPDIR": str(folder), "PATH": path}


def stop(started: subprocess.Popen[bytes]) -> None:
    """End mutmut and all processes that it started."""
    for how in (signal.SIGINT, signal.SIGKILL):
        try:
            os.killpg(started.pid, how)
            started.wait(GRACE)
        except subprocess.TimeoutExpired:
            continue
        except ProcessLookupError:
            return


def tail(log: IO[str]) -> None:
    """Print the end of the log of mutmut when it failed."""
    log.seek(0)
    lines = log.read().replace("\r", "\n").splitlines()
    print("\n".join(line for line in lines if not SPINNER.match(line))[-6000:], file=sys.stderr)


def told(*words: str) -> str:
    """The output of a command of mutmut."""
    return subprocess.run([*MUTMUT, *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def unexplained(found: Found, *, all_of_them: bool) -> tuple[dict[str, Survivor], list[Survivor]]:
    """The survivors without an explanation, by name; and the explanations whose mutant no longer survives."""
    known = explained()
    survivors = {name: read_survivor(name, get_diff_for_mutant(name)) for name in found.unnoticed}
    gone = set(known) - set(survivors.values())
    over = all_of_them and not found.total("not tried")
    new = {name: each for name, each in survivors.items() if each not in known}
    return new, sorted(gone, key=str) if over else []


def report(found: Found, new: dict[str, Survivor], stale: list[Survivor], *, minutes: float, ended: bool) -> list[str]:
    """What was tried, with which results, and the survivors that must be killed or explained."""
    tried, total = found.total("noticed", "unnoticed"), found.total()
    lines = ["| module | mutants | noticed | unnoticed | not tried |", "|---|---|---|---|---|"]
    for module, ends in sorted(found.by_module.items()):
        counts = [sum(ends.values()), *(ends[kind] for kind in ("noticed", "unnoticed", "not tried"))]
        lines.append(f"| {module} | {' | '.join(map(str, counts))} |")
    how = "all that was asked for" if ended else "as far as the time went"
    lines += ["", f"{tried} of {total} mutants are tried ({how}, {minutes:.1f} minutes now)."]
    lines += [f"to kill or to explain: {name}\n  - {each.was}\n  + {each.became}" for name, each in new.items()]
    return lines + [f"explained, and there no more: {each.function}: {each.became}" for each in stale]


if __name__ == "__main__":
    sys.exit(main())
