"""Starts and stops a program under measurement, and reads its processor time and memory from Linux (proc(5))."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from app.dev.supervisor import leash

PATIENCE = 30.0
"""Seconds that a program may take to be ready, and to stop."""
_TICKS = os.sysconf("SC_CLK_TCK")


class Program:
    """A program that runs, and the processes that it has started."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self._process, self._log = process, log

    def attend(self, ready: Callable[[], bool]) -> None:
        """Wait until it is ready. Raises RuntimeError with its log when it ends before, or is not ready in time."""
        deadline = time.monotonic() + PATIENCE
        while not ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{self._log.name}: it does not start\n{self._log.read_text()}")
            time.sleep(0.02)

    def cpu(self) -> float:
        """Seconds of processor time so far."""
        return cpu_of(self._process.pid)

    def memory(self) -> tuple[float, float]:
        """Megabytes of its largest child process: resident, and proportional (memory that several processes share
        counts for each of them by its share).
        """
        return max(_resident_and_own(pid) for pid in self._children())

    def kill_children(self) -> None:
        """Send SIGKILL to the processes that it has started, not to itself."""
        for pid in self._children():
            os.kill(pid, signal.SIGKILL)

    def _children(self) -> list[int]:
        return children_of(self._process.pid)


def children_of(pid: int) -> list[int]:
    """The running processes that a process has started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def cpu_of(pid: int) -> float:
    """Seconds of processor time so far of a process and of its children, including those that have ended."""
    spent = 0
    for number, each in enumerate([pid, *children_of(pid)]):
        with suppress(FileNotFoundError):  # a child that has just ended
            behind_the_name = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            spent += sum(map(int, behind_the_name[11 : 15 if number == 0 else 13]))
    return spent / _TICKS


def _resident_and_own(pid: int) -> tuple[float, float]:
    """`Rss` and `Pss` of a process, in megabytes; the kernel says kB and counts 1,024 bytes."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    sizes = {name: value.split()[0] for name, _, value in (line.partition(":") for line in lines[1:])}
    return int(sizes["Rss"]) * 1024 / 1e6, int(sizes["Pss"]) * 1024 / 1e6


@contextmanager
def running(command: Sequence[str], *, environment: Mapping[str, str], log: Path) -> Iterator[Program]:
    """A program in a process group and a folder of its own (that of its log), until the end of the block."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*leash(), *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=dict(environment),
            cwd=log.parent,
            start_new_session=True,
        )
    try:
        yield Program(process, log)
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
