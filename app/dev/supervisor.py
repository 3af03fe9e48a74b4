"""A supervisor of child processes: restarts those that die, stops all together, and leaves none behind."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import TracebackType
from typing import IO, Self

FIRST_DELAY, LONGEST_DELAY = 0.5, 30.0
"""Seconds before a child that died is started again: the delay doubles from the first to the longest."""
STEADY = 60.0
"""Seconds: a child that lived this long is started again after the first delay."""
STOP_PATIENCE = 10.0
"""Seconds that a child has to end by itself when it is asked to."""
PR_SET_PDEATHSIG = 1


class StartError(Exception):
    """Lango cannot start here; the text says why, and what to do."""


class Stopped(Exception):
    """The supervisor was asked to stop: Ctrl-C, SIGTERM, or its terminal was closed."""


def say(text: str) -> None:
    """Tell the terminal, if there still is one."""
    with suppress(OSError):
        print(text, flush=True)


def leash() -> list[str]:
    """What to put before a command, so that its program gets SIGTERM when this process dies, even by SIGKILL.

    A function run between fork and exec would do it too, but is not safe in a process with threads.
    """
    return [sys.executable, "-IS", __file__, str(os.getpid())]


def end_with(parent: int) -> None:
    """Get SIGTERM when the parent dies (Linux: prctl(2); elsewhere nothing happens)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            sys.exit("The parent was gone before the kernel was told.")


class Child:
    """A program in a process group of its own, so that what it started ends with it."""

    def __init__(
        self, name: str, command: Sequence[str], *, log: IO[str] | None = None, keep_open: Sequence[int] = ()
    ) -> None:
        self.name, self.command, self.log, self.keep_open = name, command, log, keep_open
        self.delay, self.born, self.due = FIRST_DELAY, 0.0, 0.0
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; it writes to the log, or else to this terminal, and inherits nothing but `keep_open`."""
        self.born = time.monotonic()
        self.process = subprocess.Popen(
            [*leash(), *self.command],
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
            pass_fds=self.keep_open,
        )

    def ended(self) -> bool:
        """Whether it has ended. It is not reaped here: until it is, no other process can get its id."""
        waiting = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return self.process is None or os.waitid(os.P_PID, self.process.pid, waiting) is not None

    def look_after(self) -> None:
        """Start it again when it has died, after a longer delay each time, and say so."""
        if self.process is None and time.monotonic() >= self.due:
            self.start()
        elif self.process is not None and self.ended():
            lived = time.monotonic() - self.born
            delay = FIRST_DELAY if lived >= STEADY else self.delay
            say(f"{self.name} ended ({in_words(self._bury())}). It is started again in {delay:g} s.")
            self.due, self.delay = time.monotonic() + delay, min(2 * delay, LONGEST_DELAY)

    def stop(self, hurry: Callable[[], bool] = lambda: False) -> int:
        """Ask it to end; after 10 s, or in a hurry, end it. Returns its exit status (negative: the signal)."""
        if self.process is None:
            return 0
        os.kill(self.process.pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_PATIENCE
        while not (self.ended() or hurry() or time.monotonic() > deadline):
            time.sleep(0.02)
        return self._bury()

    def _bury(self) -> int:
        process, self.process = self.process, None
        if process is None:
            return 0
        with suppress(ProcessLookupError, PermissionError):  # PermissionError: a group of zombies, on macOS
            os.killpg(process.pid, signal.SIGKILL)
        return process.wait()


class Supervisor:
    """Keeps its children running until it is asked to stop; leaving the `with` block stops them all."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self.asked = 0

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup ignores it
                signal.signal(number, self._ask)
        return self

    def _ask(self, *_: object) -> None:
        self.asked += 1

    def __exit__(self, kind: type[BaseException] | None, error: object, where: TracebackType | None) -> bool:
        """Stop the children, the newest first. After a second Ctrl-C they are killed at once."""
        if kind is Stopped:
            say("Stopping.")
        while self.children:
            self.children.pop().stop(hurry=lambda: self.asked > 1)
        return kind is Stopped

    def keep(self, child: Child) -> None:
        """Start a child and look after it from now on."""
        self.children.append(child)
        child.start()

    def attend(self, done: Callable[[], bool] = lambda: False, seconds: float = float("inf")) -> bool:
        """Look after the children until `done` (True) or for `seconds` (False). Raises Stopped when asked to."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.asked:
                raise Stopped
            if done():
                return True
            for child in self.children:
                child.look_after()
            time.sleep(0.05)
        return False

    def step(self, name: str, command: Sequence[str]) -> None:
        """Run a command to its end while the children are looked after. Raises StartError when it fails."""
        child = Child(name, command)
        child.start()
        try:
            self.attend(child.ended)
        finally:
            status = child.stop()
        if status:
            raise StartError(f"Lango stops here: {name} failed ({in_words(status)}).")


def in_words(status: int) -> str:
    """How a program ended: `exit status 1`, `SIGKILL`."""
    return signal.Signals(-status).name if status < 0 else f"exit status {status}"


if __name__ == "__main__":
    end_with(int(sys.argv[1]))
    os.execvp(sys.argv[2], sys.argv[2:])  # noqa: S606 (the program takes the place of this one)
