"""An installation that runs in real time: served on a port of this machine, with its worker."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pexpect

from app.bootstrap.web import create_app
from app.container import Container
from app.dev import demo_data
from app.worker.main import Worker
from tests import servers
from tests.conftest import CALLBACK_KEY, KEY, settings
from tests.standin_payments import serving

ROOT = Path(__file__).parents[2]
PATIENCE = 30


@dataclass
class RunningInstallation:
    """A running installation, and the environment variables by which a command reaches it."""

    container: Container
    environment: dict[str, str]

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.container.settings.port}"

    @contextmanager
    def served(self) -> Iterator[None]:
        """The web answers until the block ends."""
        with serving(create_app(self.container), port=self.container.settings.port):
            yield

    def phone(self, *arguments: str, script: str = "") -> pexpect.spawn:
        """The terminal phone on a pseudo-terminal: `flask phone`, or a script in its place."""
        command = ["-c", script] if script else ["-m", "flask", "--app", "wsgi", "phone", *arguments]
        return pexpect.spawn(
            sys.executable, command, cwd=str(ROOT), env=self.environment, encoding="utf-8", timeout=PATIENCE,
            dimensions=(50, 200),
        )  # fmt: skip


@contextmanager
def running_installation(sqlite_file: Path, redis_url: str, folder: Path) -> Iterator[RunningInstallation]:
    """An installation with the sample applications, whose worker runs; `served` starts its web server."""
    file, port = folder / "lango.db", servers.free_port()
    file.write_bytes(sqlite_file.read_bytes())
    url = f"sqlite:///{file}"
    here = settings(database_url=url, redis_url=redis_url, data_dir=folder).model_copy(update={"port": port})
    container = Container.of(here)
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "xterm", "PORT": str(port), "DATA_DIR": str(folder),
        "DATABASE_URL": url, "REDIS_URL": redis_url, "SECRET_KEYS": KEY, "AT_CALLBACK_KEYS": CALLBACK_KEY,
        "SIMULATOR": "1",
    }  # fmt: skip
    with working(container):
        yield RunningInstallation(container, environment)
    container.finder.close()
    container.database.close()


@contextmanager
def working(container: Container) -> Iterator[None]:
    """The worker of an installation, in a thread, until the block ends."""
    over, worker, due = threading.Event(), Worker(container), [0.0]

    def work() -> None:
        while not over.wait(0.1):
            worker.turn()
            if time.monotonic() > due[0]:
                due[0] = time.monotonic() + 1
                worker.sweep()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        worker.finish()
