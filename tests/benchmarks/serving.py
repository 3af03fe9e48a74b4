"""An installation to measure: real servers in an empty folder, and the programs started as `make run` does."""

import os
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.container import Container
from app.dev import demo_data
from app.dev.local_stack import FLASK, WEB
from app.platform.config.setting_fields import ROOT
from tests import conftest, servers
from tests.benchmarks.processes import Program, running
from tests.benchmarks.visits import KEY
from tests.standin import Standin

LANGO, FLOOR = WEB[-1], "tests.benchmarks.floor:asgi"


@dataclass(frozen=True)
class Installation:
    """A Redis and a database, migrated and filled, and a folder for the logs of the programs."""

    folder: Path
    container: Container

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of its programs: only PATH is this terminal's, and no `.env` file is read."""
        settings = self.container.settings
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": settings.database_url,
            "REDIS_URL": settings.redis_url,
            "SECRET_KEYS": conftest.KEY,
            "AT_CALLBACK_KEYS": KEY,
            "PROMETHEUS_MULTIPROC_DIR": str(self.folder / "metrics"),
        } | more


@dataclass(frozen=True)
class Web:
    """A web server that answers on a port of this machine."""

    program: Program
    port: int


@contextmanager
def installation(folder: Path, database_url: str) -> Iterator[Installation]:
    """Lango in an empty folder, on an empty database, with a Redis of its own."""
    folder.mkdir(exist_ok=True)
    with servers.redis_server(folder) as redis_url, installed(folder, database_url, redis_url) as place:
        yield place


@contextmanager
def installed(folder: Path, database_url: str, redis_url: str) -> Iterator[Installation]:
    """Lango in a folder, on an empty database and a given Redis."""
    (folder / "metrics").mkdir(parents=True)
    settings = conftest.settings(database_url=database_url, redis_url=redis_url)
    conftest.prepare(settings)
    container = Container.of(settings)
    with closing(container.database):
        with container.database.transaction() as session:
            demo_data.load(session, container.contacts)
        yield Installation(folder, container)


@contextmanager
def web(place: Installation, application: str, port: int | None = None, /, **settings: str) -> Iterator[Web]:
    """Start an application with the server, the workers and the threads of production."""
    port = port or servers.free_port()
    command = [*WEB[:-1], application, "--port", str(port)]
    log = place.folder / f"{application.partition(':')[0]}.{port}.log"
    with running(command, environment=place.environment(**settings), log=log) as program:
        program.attend(lambda: listens(port))
        yield Web(program, port)


@contextmanager
def worker(place: Installation, provider: Standin, name: str = "worker", **more: str) -> Iterator[Program]:
    """Start a worker process that sends through this provider. `more`: further settings of its environment."""
    log = place.folder / f"{name}.log"
    settings = {"AT_USERNAME": "lango", "AT_API_KEY": provider.api_key, "AT_BASE_URL": provider.url} | more
    with running([*FLASK, "worker"], environment=place.environment(**settings), log=log) as program:
        yield program


def listens(port: int) -> bool:
    """Whether a program listens on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
