"""A session goes on when Redis has lost it or is out of reach; and the answer when the connection breaks at a commit.

`tests/stories/test_stories.py` runs the stories under the same faults; here are the edge cases.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from redis import Redis
from sqlalchemy import Connection, event, func, select, text

from app.bootstrap.web import create_app
from app.container import Container
from app.dev import demo_data
from app.domain.applications import lookup
from app.domain.idempotency.hop_effects import Effect
from app.domain.identity.accounts import Account
from app.domain.shared.counters import Tally
from app.domain.ussd_state import checkpoints
from menus.context import SessionState
from sessions.redis import RedisSessions, connect
from tests.web.callbacks import CITIZEN, REFERENCE, count, hop, new_session

COPIES = 16
STANDING = f"1*{REFERENCE}"
REGISTERING = "2*1*29000002*Otieno*1984*1"


@pytest.fixture
def session() -> str:
    """A session id of this test's own."""
    return new_session()


@pytest.fixture
def filled(container: Container) -> Container:
    """An installation with the sample applications."""
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    return container


@pytest.fixture
def forget(redis_url: str) -> Iterator[Callable[[], object]]:
    """A function that makes Redis lose everything."""
    with Redis.from_url(redis_url) as redis:
        yield redis.flushall


def without_redis(container: Container, tmp_path: Path) -> Container:
    return replace(container, sessions=RedisSessions(connect(f"unix://{tmp_path}/none.sock"), container.keys))


def walk(client: FlaskClient, session: str, texts: str) -> str:
    """Send every hop up to this text; the last answer."""
    pieces = texts.split("*")
    said = hop(client, "", session=session)
    for number in range(1, len(pieces) + 1):
        said = hop(client, "*".join(pieces[:number]), session=session)
    return said


def test_what_was_answered_is_answered_again_in_the_same_bytes(
    filled: Container, client: FlaskClient, session: str, forget: Callable[[], object]
) -> None:
    first = walk(client, session, STANDING + "*1")
    forget()
    assert hop(client, STANDING + "*1", session=session) == first
    assert count(filled, "messages") == len(samples_sent(filled)) + 1


def samples_sent(container: Container) -> list[str]:
    with container.database.reading() as session:
        return list(session.scalars(text("SELECT key FROM messages WHERE key NOT LIKE 'status:%'")))


def test_a_typed_star_is_one_input_also_when_redis_has_lost_the_session(
    filled: Container, client: FlaskClient, session: str, forget: Callable[[], object]
) -> None:
    walk(client, session, REGISTERING[: -len("*1")])
    forget()
    assert "from 1 to 3" in hop(client, f"{REGISTERING[: -len('*1')]}*1*1", session=session)
    assert hop(client, f"{REGISTERING[: -len('*1')]}*1*1*1", session=session).startswith(
        "CON Choose a 6-digit password"
    )


def test_a_star_typed_before_the_loss_stays_one_input(
    filled: Container, client: FlaskClient, session: str, forget: Callable[[], object]
) -> None:
    """Also in a session that has only read so far: nothing was entered, done or refused."""
    walk(client, session, "4")
    found = hop(client, "4*Otieno*Paul", session=session)
    wanted = hop(client, "4*Otieno*Paul*1", session=session)
    other = new_session()
    walk(client, other, "4")
    assert hop(client, "4*Otieno*Paul", session=other) == found
    forget()
    assert hop(client, "4*Otieno*Paul*1", session=other) == wanted


def test_a_hop_that_redis_missed_is_gone_on_from(
    filled: Container, client: FlaskClient, session: str, tmp_path: Path
) -> None:
    """Redis is away for one hop, and comes back with the state before it."""
    hop(client, "", session=session)
    hop(client, "1", session=session)
    away = create_app(without_redis(filled, tmp_path)).test_client()
    assert hop(away, STANDING, session=session).startswith("CON Passport renewal")
    assert hop(client, STANDING + "*1", session=session).startswith("END You will get an SMS")


@pytest.mark.parametrize("ahead", ["3*29000001*482915", "2*1*29000002*Otieno*1984*1", "5"])
def test_without_a_checkpoint_nothing_is_done(
    filled: Container, client: FlaskClient, session: str, ahead: str, tmp_path: Path
) -> None:
    """Text dialled ahead looks like a lost session, and may navigate and read only (law 5)."""
    for each in (client, create_app(without_redis(filled, tmp_path)).test_client()):
        before = {
            table: count(filled, table) for table in ("effects", "messages", "sign_in_tries", "tallies", "phones")
        }
        assert hop(each, ahead, session=new_session()).startswith("CON ")
        assert {table: count(filled, table) for table in before} == before


@pytest.mark.parametrize("redis", ["there", "away"])
def test_many_copies_of_a_hop_after_the_loss_have_one_effect_and_one_answer(
    filled: Container, session: str, forget: Callable[[], object], redis: str, tmp_path: Path
) -> None:
    app = create_app(filled if redis == "there" else without_redis(filled, tmp_path))
    walk(app.test_client(), session, REGISTERING + "*482915")
    forget()
    with ThreadPoolExecutor(COPIES) as pool:
        said = set(
            pool.map(lambda _: hop(app.test_client(), REGISTERING + "*482915*482915", session=session), range(COPIES))
        )
    assert {each[:24] for each in said} == {"CON Your account is open"}
    assert len(said) == 1
    with filled.database.reading() as database:
        assert len(database.scalars(select(Account)).all()) == 1


@pytest.mark.parametrize(
    "out_of_line",
    [REGISTERING[: -len("*1")], "2*1*29000002*Someone", "2*2", ""],
    ids=["late", "forked", "early", "the first one"],
)
@pytest.mark.parametrize("redis", ["there", "away"])
def test_a_hop_out_of_line_after_the_loss_is_told_the_latest_answer_and_the_session_goes_on(
    filled: Container, session: str, forget: Callable[[], object], redis: str, tmp_path: Path, out_of_line: str
) -> None:
    """The network sometimes sends a late hop, and never one that differs from the history of its session."""
    app = create_app(filled if redis == "there" else without_redis(filled, tmp_path))
    latest = walk(app.test_client(), session, REGISTERING)
    forget()
    with ThreadPoolExecutor(COPIES) as pool:
        said = set(pool.map(lambda _: hop(app.test_client(), out_of_line, session=session), range(COPIES)))
    assert said == {latest}
    assert "again" in hop(app.test_client(), REGISTERING + "*482915", session=session)


def test_another_phone_does_not_go_on_with_it(
    filled: Container, client: FlaskClient, session: str, forget: Callable[[], object]
) -> None:
    walk(client, session, REGISTERING)
    forget()
    said = hop(client, REGISTERING + "*482915", session=session, phone="+254722000334")
    assert "Choose a password" not in said
    assert count(filled, "accounts") == 0


def test_a_hop_that_comes_late_does_not_undo_a_later_one(container: Container) -> None:
    def keep(step: int, *, name: str = "s", hop: str) -> None:
        with container.database.transaction() as session:
            checkpoints.keep(
                session,
                CITIZEN,
                name=name,
                hop=hop,
                step=step,
                state=SessionState(["home.home"]).to_bytes(),
                answer="CON",
            )

    def at() -> str | None:
        with container.database.reading() as session:
            found = checkpoints.find_checkpoint(session, CITIZEN)
            return found.hop if found else None

    keep(3, hop="three")
    keep(2, hop="two")
    assert at() == "three"
    keep(3, hop="another in its place")
    assert at() == "three"
    keep(1, name="another", hop="one")
    assert at() == "one"
    keep(4, hop="late, of the session before")
    assert at() == "one"
    keep(2, name="another", hop="two again")
    keep(5, hop="later still")
    assert at() == "two again"


def test_an_ended_session_stays_ended(
    filled: Container, client: FlaskClient, session: str, forget: Callable[[], object]
) -> None:
    walk(client, session, STANDING + "*1")
    forget()
    assert hop(client, STANDING + "*1*1", session=session).startswith("END This session has ended")


# A commit whose outcome is unknown


@pytest.fixture
def breaking(filled: Container) -> Iterator[Callable[[int, bool], None]]:
    """A function that breaks the connection at the next commits of effects: how many, and whether after the commit."""
    left, through = 0, True

    def arm(times: int, after: bool) -> None:
        nonlocal left, through
        left, through = times, after

    def at_commit(connection: Connection) -> None:
        nonlocal left
        wrote = connection.info.pop("wrote an effect", False)
        if wrote and left:
            left -= 1
            broken: Any = connection.connection.dbapi_connection
            if through:
                broken.commit()
            broken.pgconn.finish()

    def executed(connection: Connection, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO effects"):
            connection.info["wrote an effect"] = True

    @event.listens_for(filled.database.engine, "before_cursor_execute")
    def _look(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        executed(connection, statement)

    event.listen(filled.database.engine, "commit", at_commit)
    yield arm
    event.remove(filled.database.engine, "commit", at_commit)
    event.remove(filled.database.engine, "before_cursor_execute", _look)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("after", [True, False])
def test_a_connection_that_breaks_at_the_commit_costs_nobody_anything(
    filled: Container, client: FlaskClient, session: str, breaking: Callable[[int, bool], None], after: bool
) -> None:
    walk(client, session, STANDING)
    breaking(1, after)
    assert hop(client, STANDING + "*1", session=session).startswith("END You will get an SMS")
    with filled.database.reading() as database:
        assert len(database.scalars(select(Effect)).all()) == 1
    assert count(filled, "messages") == len(samples_sent(filled)) + 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_where_the_outcome_stays_unknown_nobody_says_that_nothing_was_changed(
    filled: Container, client: FlaskClient, session: str, breaking: Callable[[int, bool], None]
) -> None:
    walk(client, session, STANDING)
    breaking(9, False)
    assert hop(client, STANDING + "*1", session=session).startswith("END We are still saving this.")


def test_many_copies_of_a_hop_without_redis_ask_the_register_for_one(
    filled: Container, session: str, tmp_path: Path
) -> None:
    """There are more copies than look-ups that a phone may make in a day."""
    app = create_app(without_redis(filled, tmp_path))
    walk(app.test_client(), session, REGISTERING[: -len("*1")])
    with ThreadPoolExecutor(COPIES) as pool:
        said = set(pool.map(lambda _: hop(app.test_client(), REGISTERING, session=session), range(COPIES)))
    assert [each[:29] for each in said] == ["CON Choose a 6-digit password"]
    with filled.database.reading() as database:
        assert set(database.scalars(select(Tally.count))) == {1}  # of the phone, and of the number


def test_a_form_in_which_nothing_was_told_is_not_offered_to_go_on_with(
    filled: Container, client: FlaskClient, session: str
) -> None:
    walk(client, session, "6*2")
    assert hop(client, "", session=new_session()).startswith("CON Karibu eCitizen\n1. ")


@pytest.mark.parametrize("misses", [0, lookup.MISSES_AN_HOUR - 1])
def test_many_copies_of_an_unknown_reference_count_as_one_miss(
    filled: Container, session: str, tmp_path: Path, misses: int
) -> None:
    app = create_app(without_redis(filled, tmp_path))
    with filled.database.transaction() as database:
        assert not misses or lookup.count_misses(database, CITIZEN, misses)
    walk(app.test_client(), session, "1")
    with ThreadPoolExecutor(COPIES) as pool:
        said = set(pool.map(lambda _: hop(app.test_client(), "1*EPP1-ZZ99ZZ99", session=session), range(COPIES)))
    assert [each[:34] for each in said] == ["CON We did not find that reference"]
    with filled.database.reading() as database:
        assert database.scalar(select(func.sum(Tally.count))) == misses + 1
