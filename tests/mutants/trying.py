"""A faster mutmut: the tests are collected once, and a fork runs those of a mutant up to the first that fails.

mutmut itself collects the tests for each mutant anew and tears each run down: that takes longer than the tests.
`tests.mutants` starts this as `python -m tests.mutants.trying`, with the arguments of `python -m mutmut`.
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
"""Results after which a mutant is tried again: not tried, not noticed, no test covers it, unsure; noticed ones stay."""
UNNOTICED, NOTICED, UNSURE = 0, 1, 35
"""Exit codes of a run, as mutmut reads them: it calls a run that says nothing about its mutant suspicious."""
NONE: Final = "app.none.x_none__mutmut_"
"""The name of a run without a mutant."""
LONG: Final = 3600
"""Seconds that all tests may take without a mutant."""
LEAST, MOST_OF_A_TEST = 10, 0.5
"""Processor seconds that a mutant has, and more for each test: an endless loop is noticed, a slow machine is not."""
ALONE: Final = ("-p", "no:unraisableexception", "-p", "no:threadexception", "--tb=native", "--assert=plain")
"""Arguments of pytest: a failed test must not fail the next one; detailed failures, which nobody reads, are slow."""
to_try = tool.collect_source_file_mutation_data


class Collected(TestRunner):
    """Runs tests that a session of pytest has collected, in a fork of its process."""

    def __init__(self, session: pytest.Session) -> None:
        self.session = session
        self.items = {item.nodeid: item for item in session.items}

    def warm_up(self) -> None:
        """Keep the file that mutmut has put in the place of stdout: else the first test closes it, and fails."""
        self.nowhere = sys.stdout

    def run_tests(self, *, mutant_name: str | None, tests: Iterable[str]) -> int:
        """Run first the tests that noticed most of the function's other mutants, then the fast ones."""
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
        """A mutant is noticed by a test that fails twice: a single failure may be the machine's."""
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
    """Lock one of these files that nobody else has locked, and yield its text; there is one for each worker."""
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
    """Forks a worker for each mutant, and runs the tests without one: both in a process with the collected tests."""

    def _forkserver_main(self, work_fd: int, result_fd: int) -> None:
        serve = super()._forkserver_main

        def work(session: pytest.Session) -> None:
            self.test_runner_class = partial(Collected, session)  # type: ignore[assignment]
            serve(work_fd, result_fd)

        where_tests_are_collected(work)

    def run_clean_tests(self, tests: Iterable[str]) -> int:
        """Run the tests without a mutant, a share on each worker: they must pass. 1 if one fails, else 0."""
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
    """Collect the tests in this process, call `work` with the session, and end the process."""

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
    """The runner that mutmut uses for mutants, in the place of its own."""
    return Server(max_workers, PytestRunner, {}, max_restarts=config().max_forkserver_restarts)


def untried(*, mutant_names: tuple[str, ...] | list[str]) -> tuple[list[Any], dict[str, Any]]:
    """Those of the wanted mutants that were not tried yet, or that no test has noticed."""
    mutants, data = to_try(mutant_names=mutant_names)
    return [(of, name, None) for of, name, end in mutants if end in AGAIN], data


if __name__ == "__main__":
    tool.get_mutant_runner = runner  # type: ignore[attr-defined]
    tool.collect_source_file_mutation_data = untried
    tool.cli()
