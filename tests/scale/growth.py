"""The cost of each kind of hop, and of the worker's queries of the outbox, by the size of the database; and the memory
of Redis for a live session. Each is measured alone, so that its time is its cost and not the wait for others."""

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

from redis import Redis
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.messaging import outbox, outbox_sweep
from app.domain.messaging.messages import Channel
from tests.benchmarks import holders, mixed_visits, tasks, visits
from tests.benchmarks.line import Visit
from tests.benchmarks.load import Crowd, crowd
from tests.benchmarks.serving import LANGO, Installation, Web, installation, web
from tests.faults.stores import own_postgres
from tests.scale import filling

SIZES: Final = {"postgresql": (10**4, 10**5, 10**6, 5 * 10**6), "sqlite": (10**4, 10**5, 10**6)}
SECONDS, WARM_UP = 3.0, 1.0
LOOKS: Final = 40
"""How often each query of the worker is timed."""
SESSIONS: Final = (10**4, 10**5, 10**6)
AT_ONCE: Final = 10_000


@dataclass
class Curve:
    """A cost by size, in `unit`."""

    name: str
    unit: str
    points: dict[int, float] = field(default_factory=dict)

    @property
    def growth(self) -> float:
        """The cost at the largest size divided by the cost at the smallest."""
        first, last = self.points[min(self.points)], self.points[max(self.points)]
        return last / first


def of_the_database(folder: Path, database: str, most: int) -> list[Curve]:
    """The time of each kind of hop and of the worker's queries, with more and more accounts and applications."""
    curves: dict[str, Curve] = {}
    with _place(folder, database) as place, web(place, LANGO) as lango, crowd() as callers:
        holders.open_accounts(place)
        filled = 0
        for size in (each for each in SIZES[database] if each <= most):
            print(f"{database} with {size:,} accounts and applications.", flush=True)
            filling.fill(place.container.database.engine, filled + 1, size)
            filled = size
            for name, milliseconds in _costs(place, lango, callers):
                curves.setdefault(name, Curve(name, "ms")).points[size] = milliseconds
            weight = curves.setdefault("weight", Curve("an account, its application, message and phone", "bytes"))
            weight.points[size] = _size(place.container) / size
    return [*curves.values()]


def of_live_sessions(folder: Path, most: int) -> tuple[Curve, Curve]:
    """The bytes that Redis takes for each session, and a menu hop's time, with more and more of them alive."""
    bytes_each, hop = Curve("memory of Redis for each live session", "bytes"), Curve("menu hop", "ms")
    with (
        installation(folder / "sessions", f"sqlite:///{folder / 'sessions.db'}") as place,
        web(place, LANGO) as lango,
        crowd() as callers,
        Redis.from_url(place.container.settings.redis_url) as redis,
    ):
        visit = tasks.through_the_menus(lango.port)
        callers.call(visit, lango.port, callers=2, seconds=WARM_UP)
        empty, made = int(redis.info("memory")["used_memory"]), 0
        for size in (each for each in SESSIONS if each <= most):
            print(f"{size:,} live sessions.", flush=True)
            _multiply(redis, size - made)
            made = size
            bytes_each.points[size] = (int(redis.info("memory")["used_memory"]) - empty) / size
            hop.points[size] = callers.call(visit, lango.port, callers=2, seconds=SECONDS).within(0.5)
    return bytes_each, hop


@contextmanager
def _place(folder: Path, database: str) -> Iterator[Installation]:
    home = folder / database
    home.mkdir()
    if database == "postgresql":
        with own_postgres(home) as server, installation(home / "lango", server.url) as place:
            yield place
    else:
        with installation(home / "lango", f"sqlite:///{home / 'lango.db'}") as place:
            yield place


def _costs(place: Installation, lango: Web, callers: Crowd) -> Iterator[tuple[str, float]]:
    """Median milliseconds of each kind of hop, seen by two callers without other load, and of the worker's queries."""
    kinds: dict[str, Visit] = {
        "menu hop": tasks.through_the_menus(lango.port),
        "first dial, unknown phone": visits.dial,
        "first dial, known phone": visits.dial_known,
        "first dial, signed in": mixed_visits.dials_signed_in,
        "find": visits.found,
        "status dialled straight": visits.straight,
        "status by SMS": visits.texted,
        "my applications": mixed_visits.looks,
        "sign-in": visits.signs_in,
    }
    for name, visit in kinds.items():
        callers.call(visit, lango.port, callers=2, seconds=WARM_UP)
        load = callers.call(visit, lango.port, callers=2, seconds=SECONDS)
        if load.wrong:
            raise RuntimeError(f"{name}: {load.wrong[0]}")
        yield name, load.within(0.5)
    yield "worker: claims from the outbox", _look(place.container, _claim)
    yield "worker: looks for what is overdue", _look(place.container, outbox_sweep.sweep)


def _size(container: Container) -> int:
    """Bytes of the whole database, its indexes included."""
    engine = container.database.engine
    if engine.dialect.name != "postgresql":
        return Path(engine.url.database or "").stat().st_size
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())


def _claim(session: Session) -> object:
    return outbox.claim(session, Channel.SMS, 10, most_alerts=10)


def _look(container: Container, work: Callable[[Session], object]) -> float:
    """The median milliseconds of a query whose transaction is rolled back, so that nothing stays claimed."""
    spent = []
    for _ in range(LOOKS):
        began = time.perf_counter()
        with container.database.reading() as session:
            work(session)
            session.rollback()
        spent.append(1000 * (time.perf_counter() - began))
    return median(spent)


def _multiply(redis: "Redis", count: int) -> None:
    """Make so many copies of one session in Redis, each under a key of its own, for an hour."""
    model = next(key for key in redis.scan_iter("u:*", count=1000) if redis.pttl(key) > 0)
    held = redis.dump(model) or b""
    for begin in range(0, count, AT_ONCE):
        pipe = redis.pipeline(transaction=False)
        for _ in range(min(AT_ONCE, count - begin)):
            pipe.restore(b"u:" + secrets.token_hex(16).encode(), 3_600_000, held)
        pipe.execute()
