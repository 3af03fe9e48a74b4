"""Redis killed, flushed, slow, cut, silent, read-only and full, at every hop of a walk: the walk goes on.

Every row of faults F1 to F8.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.bootstrap.web import create_app
from app.container import Container
from app.dev import demo_data
from app.domain.idempotency.hop_effects import Effect
from app.domain.identity.accounts import Account
from sessions.store import ClaimResult, SessionsUnavailable
from tests.conftest import settings
from tests.faults import results
from tests.faults.proxy import Proxy
from tests.faults.stores import OwnRedis, own_redis
from tests.faults.walkers import DEADLINE, WALKS, Judge, Person, Screens, Walker, people, walk

pytestmark = [pytest.mark.slow, results.databases("sqlite")]

PART: Final = "Faults of Redis"
WALKED: Final = tuple(WALKS) if results.LONG else ("registering",)
AT: Final = slice(None) if results.LONG else slice(4, None, 3)
"""After which hops the fault comes."""


@dataclass
class Line:
    """An installation, its Redis, and the wire between them."""

    redis: OwnRedis
    wire: Proxy
    container: Container
    client: FlaskClient
    screens: Screens
    people: Iterator[Person]


@pytest.fixture
def line(tmp_path: Path, database_url: str) -> Iterator[Line]:
    folder = tmp_path / "redis"
    folder.mkdir()
    with own_redis(folder) as redis, Proxy(str(redis.socket)) as wire:
        container = Container.of(settings(database_url=database_url, redis_url=f"redis://127.0.0.1:{wire.port}"))
        with closing(container.database):
            with container.database.transaction() as session:
                demo_data.load(session, container.contacts)
            client, citizens = create_app(container).test_client(), people()
            yield Line(redis, wire, container, client, Screens(client, next(citizens)), citizens)


@contextmanager
def killed(line: Line) -> Iterator[None]:
    """SIGKILL; afterwards it starts again with its append-only file."""
    line.redis.kill()
    yield
    results.tell(PART, longest_restart_s=line.redis.start())


@contextmanager
def restarted(line: Line) -> Iterator[None]:
    """SIGKILL, and there again before the next hop (fault F5)."""
    line.redis.kill()
    line.redis.start()
    yield


@contextmanager
def wire(line: Line, **fault: Any) -> Iterator[None]:
    """The proxy has a fault."""
    vars(line.wire).update(fault)
    yield
    line.wire.heal()


@contextmanager
def cut(line: Line) -> Iterator[None]:
    """Connections break after 20 bytes, and again each time."""
    line.wire.cut_after(20)
    yield
    line.wire.heal()


@contextmanager
def told(line: Line, *order: str, undo: tuple[str, ...] = ()) -> Iterator[None]:
    """A command is given to Redis past the proxy, and undone."""
    with line.redis.admin() as redis:
        redis.execute_command(*order)
        yield
        if undo:
            redis.execute_command(*undo)


FAULTS: Final[dict[str, Callable[[Line], Any]]] = {
    "killed": killed,
    "killed and started again": restarted,
    "flushed": lambda line: told(line, "FLUSHALL"),
    "its scripts flushed": lambda line: told(line, "SCRIPT", "FLUSH"),
    "slow, 0.2 s": lambda line: wire(line, latency=0.2),
    "slow, 3 s": lambda line: wire(line, latency=3.0),
    "silent": lambda line: wire(line, silent=True),
    "cut": cut,
    "read-only": lambda line: told(line, "REPLICAOF", "127.0.0.1", "1", undo=("REPLICAOF", "NO", "ONE")),
    "without its replicas": lambda line: told(
        line, "CONFIG", "SET", "min-replicas-to-write", "1", undo=("CONFIG", "SET", "min-replicas-to-write", "0")
    ),
    "full": lambda line: told(
        line, "CONFIG", "SET", "maxmemory", "1", undo=("CONFIG", "SET", "maxmemory", "0")
    ),
}  # fmt: skip


MAY_LOSE_A_SECOND: Final = ("killed and started again",)
"""The append-only file waits for a sync that is under way: the last hop may be known as claimed and not as answered."""


def effects(container: Container) -> tuple[int, int]:
    """Effects, and accounts."""
    with container.database.reading() as session:
        return tuple(session.scalar(select(func.count()).select_from(table)) or 0 for table in (Effect, Account))  # type: ignore[return-value]


@pytest.mark.parametrize("fault", FAULTS)
def test_at_every_hop_of_every_walk_the_right_screen_comes_or_one_honest_sentence(line: Line, fault: str) -> None:
    """The fault comes after hop `at`, and is there for one hop; that hop is repeated, and the walk goes on."""
    judge, before, registered = Judge(), effects(line.container), 0
    for name in WALKED:
        for at in range(len(WALKS[name]))[AT]:
            person = next(line.people)
            right = line.screens.of(name, person)
            walker = Walker(line.client, walk(name, person), judge)
            judge.judge(walker.dial(), right[0])
            for _ in range(at):
                judge.judge(walker.go_on(), right[walker.done])
            with FAULTS[fault](line):
                judge.judge(walker.go_on(), right[walker.done])
            judge.judge(walker.repeat(), right[walker.done])
            for shown in walker.steps():
                judge.judge(shown, right[walker.done])
            registered += name == "registering"
    results.tell(
        PART, **{f"hops {what}": number for what, number in judge.seen.items()}, longest_answer_s=judge.longest
    )
    assert judge.wrong == []
    assert judge.longest < DEADLINE
    assert fault in MAY_LOSE_A_SECOND or judge.seen["honest"] == 0, "it could have been rebuilt"
    assert effects(line.container)[1] - before[1] == registered


@pytest.mark.parametrize("fault", FAULTS if results.LONG else ("killed", "silent", "full"))
def test_the_first_screen_comes_whatever_is_wrong_with_redis(line: Line, fault: str) -> None:
    judge = Judge()
    with FAULTS[fault](line):
        for _ in range(results.many(short=2, long=10)):
            person = next(people())
            walker = Walker(line.client, ("1", "102030405060"), judge)
            for shown, right in zip([walker.dial(), *walker.steps()], line.screens.of("status", person), strict=False):
                judge.judge(shown, right)
    results.tell(PART, dials_during_the_fault=results.many(short=2, long=10), longest_answer_s=judge.longest)
    assert judge.wrong == []
    assert judge.seen["honest"] == 0
    assert judge.longest < DEADLINE


def test_memory_runs_out_between_claim_and_commit_and_no_copy_of_the_hop_waits(line: Line) -> None:
    """Redis takes the claim and refuses the commit: the session is forgotten, and rebuilt, and not left leased."""
    store, phone = line.container.sessions, "+254700000001"
    store.commit(store.claim("ATUid_1", phone, ""), b"state", "CON Welcome")
    claimed = store.claim("ATUid_1", phone, "1")
    assert claimed.verdict is ClaimResult.GO
    with FAULTS["full"](line), pytest.raises(SessionsUnavailable):
        store.commit(claimed, b"state", "CON One")
    assert store.claim("ATUid_1", phone, "1").verdict is ClaimResult.LOST


def test_scripts_are_flushed_under_load_and_no_hop_notices(line: Line) -> None:
    judge, nobody = Judge(), Person("-", "-", "-")
    right = line.screens.of("help", nobody)
    with line.redis.admin() as redis:
        for _ in range(results.many(short=20, long=500)):
            walker = Walker(line.client, walk("help", nobody), judge)
            for step in (walker.dial, *[walker.go_on] * len(walker.answers)):
                redis.execute_command("SCRIPT", "FLUSH")
                judge.judge(step(), right[walker.done])
    assert (judge.wrong, judge.seen["honest"]) == ([], 0)
