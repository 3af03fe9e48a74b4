"""mutmut, quicker: the tests are collected once, and a fork runs those of a mutant and ends with the first that fails.

mutmut itself collects the tests for each mutant anew and ends each run in good order: that takes longer than the tests.
`tests.mutants` starts this as `python -m tests.mutants.trying`, with the words of `python -m mutmut`.
"""

import fcntl
import gc
import os
import resource
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from functools import partial
from pathlib import Path
from time import process_time
from typing import IO, Any, Final

import mutmut.__main__ as tool
import pytest
import redis
from mutmut.configuration import config
from mutmut.runners.harness import PytestRunner, TestRunner
from mutmut.state import state
from mutmut.workers.isolation import ForkServerRunner, MutantRunner
from sqlalchemy.orm import configure_mappers

from tests.mutants.variables import FOLDER, REDIS

AGAIN: Final = (None, 0, 33, 35)
"""The ends that are no verdict: not tried, not noticed, no test came by, not sure. What was noticed stays so."""
UNNOTICED, NOTICED, UNSURE = 0, 1, 35
"""Statuses of a run, as mutmut reads them: it calls one that says nothing of its mutant suspicious."""
NONE: Final = "app.none.x_none__mutmut_"
"""No mutant: what a run without a fault is called."""
LONG: Final = 3600
"""Seconds that all tests may take without a fault."""
LEAST, MOST_OF_A_TEST = 10, 0.5
"""Seconds of a core that a mutant has, and has for each test: one that never ends is noticed, a busy machine is not."""
ALONE: Final = ("-p", "no:unraisableexception", "-p", "no:threadexception", "--tb=native", "--assert=plain")
"""What a test that failed has left behind is not to fail the next one; why one failed, nobody reads: half the time."""
to_try = tool.collect_source_file_mutation_data


class Collected(TestRunner):
    """Tests that a session of pytest has collected, run by a fork of its process."""

    def __init__(self, session: pytest.Session) -> None:
        self.session = session
        self.items = {item.nodeid: item for item in session.items}

    def warm_up(self) -> None:
        """Hold on to where mutmut lets its server write meanwhile: it would be closed by the first test, as a fault."""
        self.nowhere = sys.stdout

    def run_tests(self, *, mutant_name: str | None, tests: Iterable[str]) -> int:
        """First the tests that noticed most of the function's other faults, then the quick ones."""
        told = Path(os.environ[FOLDER]) / (mutant_name or NONE).rpartition("__mutmut_")[0]
        before = Counter(told.read_text().splitlines() if told.exists() else ())
        names = sorted(tests, key=lambda name: (-before[name], state().duration_by_test[name], name))
        seconds = int(
            process_time() + LEAST + MOST_OF_A_TEST * len(names) + sum(state().duration_by_test[name] for name in names)
        )
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        try:
            with place(), told.open("a") as noticing:
                return self._verdict([self.items[name] for name in names], noticing)
        except Exception:
            traceback.print_exc(file=sys.__stderr__)
            return UNSURE

    def _verdict(self, items: list[pytest.Item], noticing: IO[str]) -> int:
        """A fault is noticed by a test that fails twice: once, it may have been the machine."""
        for item in items:
            if self._fails(item) and self._fails(item):
                noticing.write(f"{item.nodeid}\n")
                return NOTICED
        return UNNOTICED

    def _fails(self, item: pytest.Item) -> bool:
        self.session.testsfailed = 0
        item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
        return bool(self.session.testsfailed)


@contextmanager
def place() -> Iterator[None]:
    """A folder and an empty Redis of its own for one run of tests."""
    root = Path(os.environ[FOLDER])
    folder = tempfile.mkdtemp(dir=root)
    with claimed(sorted(root.glob("redis-*/url"))) as url:
        redis.Redis.from_url(url).flushall()
        os.environ |= {REDIS: url, "PYTEST_DEBUG_TEMPROOT": folder}
        yield
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def claimed(files: list[Path]) -> Iterator[str]:
    """What one of these files says, of which nobody else has the lock; there is one for each worker."""
    for file in files:
        with file.open() as opened:
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield opened.read()
            return
    raise RuntimeError("there is a Redis for each worker, and all are taken")


class Server(ForkServerRunner):
    """The server that forks a worker for each mutant, and the trial without one: both where the tests are collected."""

    def _forkserver_main(self, work_fd: int, result_fd: int) -> None:
        serve = super()._forkserver_main

        def work(session: pytest.Session) -> None:
            self.test_runner_class = partial(Collected, session)  # type: ignore[assignment]
            serve(work_fd, result_fd)

        where_tests_are_collected(work)

    def run_clean_tests(self, tests: Iterable[str]) -> int:
        """The tests without a fault, run as those with one, each worker its share: they must pass."""
        wanted = sorted(tests or state().duration_by_test)
        shares = [share for first in range(self.max_workers) if (share := wanted[first :: self.max_workers])]
        clean = Server(self.max_workers, PytestRunner, {}, max_restarts=0)
        clean.startup()
        try:
            for number, share in enumerate(shares):
                clean.submit(f"{NONE}{number}", share, LONG, 0)
            ends = [clean.wait_for_result().exit_code for _ in shares]
        finally:
            clean.shutdown()
        return int(any(ends))


def where_tests_are_collected(work: Callable[[pytest.Session], None]) -> None:
    """Do something in a process of its own that has collected the tests, and end that."""

    class Loop:
        @pytest.hookimpl(tryfirst=True)
        def pytest_runtestloop(self, session: pytest.Session) -> bool:
            configure_mappers()
            gc.collect()
            gc.freeze()
            work(session)
            os._exit(0)

    os.chdir("mutants")
    told = [*config().pytest_add_cli_args_test_selection, *config().pytest_add_cli_args, *ALONE]
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        pytest.main(["--rootdir=.", "--capture=no", *told], plugins=[Loop()])
    os._exit(1)


def runner(max_workers: int = 1) -> MutantRunner:
    """What mutmut is to try mutants with."""
    return Server(max_workers, PytestRunner, {}, max_restarts=config().max_forkserver_restarts)


def untried(*, mutant_names: tuple[str, ...] | list[str]) -> tuple[list[Any], dict[str, Any]]:
    """Of the mutants that are asked for, those of which nothing is known yet, or that no test has noticed."""
    mutants, data = to_try(mutant_names=mutant_names)
    return [(of, name, None) for of, name, end in mutants if end in AGAIN], data


if __name__ == "__main__":
    tool.get_mutant_runner = runner  # type: ignore[attr-defined]
    tool.collect_source_file_mutation_data = untried
    tool.cli()
