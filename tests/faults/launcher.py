"""Starts Lango's processes quickly and kills them for real: each is forked from one that has everything imported.

    with Launcher(folder) as launcher:
        web = launcher.start("web", environment, step="after the claim", nth=3)
        web.url, web.wait(10), web.kill()

A process is what `flask --app wsgi worker` runs, or a threaded server of `wsgi:application`; it reads its settings from
the environment like any other. `steps.arm` tells it, before it begins, at which step it dies.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from app.dev.supervisor import end_with

ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True)
class Process:
    """A process of Lango's, a child of the launcher."""

    launcher: "Launcher"
    pid: int
    port: int

    @property
    def url(self) -> str:
        """Where a web listens."""
        return f"http://127.0.0.1:{self.port}"

    def wait(self, seconds: float) -> int | None:
        """How it ended (negative: the signal), None if it still runs after so long."""
        deadline = time.monotonic() + seconds
        while (status := self.launcher.ask({"poll": self.pid})) is None and time.monotonic() < deadline:
            time.sleep(0.02)
        return int(status) if status is not None else None

    def kill(self) -> None:
        """SIGKILL from outside; nothing happens to one that has ended."""
        if self.wait(0) is None:
            os.kill(self.pid, signal.SIGKILL)
            assert self.wait(10) == -signal.SIGKILL


class Launcher:
    """The process that forks the others. Their output goes to a file in the folder."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "processes.log"
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        with self.log.open("ab") as log:
            self._program = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.launcher", str(os.getpid())],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, cwd=ROOT,
            )  # fmt: skip
        assert self._answer() == "ready"
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, where: TracebackType | None) -> None:
        self._program.communicate(timeout=30)

    def start(self, what: str, environment: dict[str, str], *, step: str = "", nth: int = 1) -> Process:
        """Start a `web` or a `worker`, to die at a step (if one is named) when it is reached for the n-th time."""
        pid, port = self.ask({"start": what, "environment": environment, "step": step, "nth": nth})
        return Process(self, pid, port)

    def ask(self, wanted: dict[str, Any]) -> Any:
        """Send one line to the forking process; its answer."""
        with self._turn:
            assert self._program.stdin is not None
            self._program.stdin.write(json.dumps(wanted) + "\n")
            self._program.stdin.flush()
            return self._answer()

    def _answer(self) -> Any:
        assert self._program.stdout is not None
        line = self._program.stdout.readline()
        assert line, self.log.read_text()
        return json.loads(line)


def serve() -> None:
    """The forking process: one order a line, one answer a line, until there are no more."""
    from tests.faults import running  # imports all that the children need

    children: dict[int, int | None] = {}
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        if "poll" in order:
            answer: Any = _poll(children, order["poll"])
        else:
            answer = running.fork(order)
            children[answer[0]] = None
        print(json.dumps(answer), flush=True)
    for pid, status in children.items():
        if status is None and _poll(children, pid) is None:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _poll(children: dict[int, int | None], pid: int) -> int | None:
    if children[pid] is None:
        found, status = os.waitpid(pid, os.WNOHANG)
        children[pid] = os.waitstatus_to_exitcode(status) if found else None
    return children[pid]


if __name__ == "__main__":
    end_with(int(sys.argv[1]))
    serve()
