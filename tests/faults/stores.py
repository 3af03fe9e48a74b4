"""Servers that a test may kill and start again: a Redis and a PostgreSQL that are its own."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import parse_qs, urlsplit

import psycopg
from redis import Redis

from app.dev.local_stack import redis_answers, redis_binary, redis_command
from tests import servers

PATIENCE: Final = 30.0


class OwnRedis:
    """A Redis as `make run` starts it, with its append-only file."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.socket = folder, folder / "redis.sock"
        self.start()

    def start(self) -> float:
        """Start it (again); the seconds until it answers."""
        self._process = subprocess.Popen(
            redis_command(redis_binary(), self.folder, self.socket),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return waited(lambda: redis_answers(self.socket))

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def kill(self) -> None:
        """SIGKILL."""
        self._process.kill()
        self._process.wait()

    @contextmanager
    def admin(self) -> Iterator[Any]:
        """A direct connection, past every proxy."""
        with Redis.from_url(f"unix://{self.socket}") as connection:
            yield connection


class OwnPostgres:
    """A PostgreSQL; `socket` is where it listens."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.home = parse_qs(urlsplit(url).query)["host"][0]
        self.socket = f"{self.home}/.s.PGSQL.5432"
        self._again: subprocess.Popen[bytes] | None = None

    def kill(self) -> int:
        """SIGKILL of every process of it; how many these were."""
        main = self.main()
        owner = Path(f"/proc/{main}").stat()
        self._command = Path(f"/proc/{main}/cmdline").read_bytes().split(b"\0")[:-1]
        self._owner = {"user": owner.st_uid, "group": owner.st_gid} if os.geteuid() == 0 else {}
        pids = [main, *map(int, Path(f"/proc/{main}/task/{main}/children").read_text().split())]
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        waited(lambda: not _runs(main))
        if self._again:  # until it is reaped its process id is in use, and the next server does not start
            self._again.wait(PATIENCE)
        else:
            with suppress(ChildProcessError):
                os.waitpid(main, 0)
        return len(pids)

    def start(self) -> float:
        """Start it again as it was; the seconds until it answers."""
        with Path(self.home, "again.log").open("ab") as log:
            popen = cast("Any", subprocess.Popen)
            self._again = popen(self._command, cwd=self.home, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                extra_groups=[] if self._owner else None, **self._owner)  # fmt: skip
        return waited(self._answers)

    def stop(self) -> None:
        """Stop it, if it was started again."""
        if self._again:
            self._again.send_signal(signal.SIGINT)
            self._again.wait(PATIENCE)

    def main(self) -> int:
        """The process id of the one that starts all others."""
        return int(Path(self.home, "data", "postmaster.pid").read_text().split()[0])

    def _answers(self) -> bool:
        with suppress(psycopg.OperationalError), psycopg.connect(self.url):
            return True
        return False


@contextmanager
def own_redis(folder: Path) -> Iterator[OwnRedis]:
    """A Redis that may be killed."""
    server = OwnRedis(folder)
    try:
        yield server
    finally:
        server.kill()


@contextmanager
def own_postgres(folder: Path) -> Iterator[OwnPostgres]:
    """A PostgreSQL that may be killed, with an empty database; what it has committed survives that, not a power cut."""
    with servers.postgres_server(folder) as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("ALTER DATABASE postgres SET synchronous_commit = on")
        server = OwnPostgres(url)
        try:
            yield server
        finally:
            server.stop()


def waited(ready: Callable[[], bool]) -> float:
    """Wait until `ready` returns true; the seconds that it took."""
    since = time.monotonic()
    while not ready():
        assert time.monotonic() - since < PATIENCE, "it never came about"
        time.sleep(0.01)
    return time.monotonic() - since


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except FileNotFoundError:
        return False
