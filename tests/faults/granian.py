"""The web as the Procfile starts it, Granian and its workers; and callers who repeat a hop until it is answered."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import func, select

from app.container import Container
from app.dev.local_stack import WEB
from app.domain.messaging.messages import Message
from app.platform.config.setting_fields import ROOT
from app.ussd import turn
from tests.benchmarks.processes import running
from tests.faults.callers import Dialler
from tests.faults.scene import Scene
from tests.outgoing import phone
from tests.servers import free_port

NOT_YET: Final = "END " + turn.RECEIVED
"""What a copy of a hop is told while a process, alive or dead, holds the lease of the first copy: 6 s."""
PATIENCE: Final = 30.0
"""Seconds in which a repeated hop is answered, whatever is killed or restarted."""


class Insisted(NamedTuple):
    """What a hop showed in the end, the seconds that it took, and how often it was told to dial again."""

    shown: str
    seconds: float
    not_yet: int


@contextmanager
def granian(at: Scene, folder: Path, port: int | None = None, *options: str) -> Iterator[tuple[int, str]]:
    """The web, with its log in a folder of its own; its process id, and where it listens."""
    port, metrics = port or free_port(), folder / "metrics"
    metrics.mkdir(parents=True)
    more = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PROMETHEUS_MULTIPROC_DIR": str(metrics)}
    command = [*WEB, "--port", str(port), *options]
    with running(command, environment=at.environment(**more), log=folder / "web.log") as program:
        url = f"http://127.0.0.1:{port}"
        program.attend(lambda: Dialler(phone(0)).hop(url, "") is not None)
        yield program._process.pid, url


def workers(main: int) -> list[int]:
    """The workers of a server, the oldest first."""
    return [int(pid) for pid in Path(f"/proc/{main}/task/{main}/children").read_text().split()]


def insisted(citizen: Dialler, url: str, text: str) -> Insisted:
    """Repeat a hop until it is answered, as a provider would."""
    since, not_yet = time.monotonic(), 0
    while (shown := citizen.hop(url, text)) is None or shown.startswith(NOT_YET):
        assert time.monotonic() - since < PATIENCE, f"no answer to hop {text!r}"
        not_yet += shown is not None
        time.sleep(0.1)
    return Insisted(shown, time.monotonic() - since, not_yet)


def sent(container: Container) -> int:
    """How many messages the installation has written."""
    with container.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Message)) or 0
