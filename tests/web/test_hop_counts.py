"""Where sessions end and how long hops take: the web counts in Redis, and the worker adds each count to the database
once."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from redis import Redis
from sqlalchemy import select, update

from app.container import Container
from app.domain.reporting import hop_counts
from app.domain.reporting.hop_counts import Ending, HopTime, SessionStand
from app.platform.db import now
from app.worker.count_keeping import keep_counts
from tests.conftest import Clock
from tests.web.callbacks import hop, new_session

Stands = dict[tuple[str, str], int]


@pytest.fixture(autouse=True)
def nothing_counted(redis_url: str) -> None:
    """Remove what an earlier test has counted."""
    with Redis.from_url(redis_url) as redis:
        redis.flushall()


def stands(container: Container) -> Stands:
    """Have the worker add the counts; the number of sessions by last screen and ending."""
    keep_counts(container)
    with container.database.reading() as session:
        found: Stands = {}
        for row in session.scalars(select(SessionStand)):
            if row.sessions:
                found[row.screen, row.ending] = found.get((row.screen, row.ending), 0) + row.sessions
        return found


def hops(container: Container) -> int:
    with container.database.reading() as session:
        return sum(session.scalars(select(HopTime.hops)))


def test_a_session_is_counted_once_where_it_was_left(container: Container, client: FlaskClient) -> None:
    left, went_on = new_session(), new_session()
    for text in ("", "5"):
        hop(client, text, session=left)
    for text in ("", "4", "4*pasport"):
        hop(client, text, session=went_on)
    hop(client, "", session=new_session())
    assert stands(container) == {("help.topics", "left"): 1, ("services.found", "left"): 1, ("home.home", "left"): 1}
    assert hops(container) == 6


def test_a_session_that_goes_on_after_it_was_added_stands_only_where_it_is_now(
    container: Container, client: FlaskClient
) -> None:
    session = new_session()
    hop(client, "", session=session)
    assert stands(container) == {("home.home", "left"): 1}
    hop(client, "5", session=session)
    assert stands(container) == {("help.topics", "left"): 1}


def test_a_hop_that_comes_twice_counts_once(container: Container, client: FlaskClient) -> None:
    session = new_session()
    for text in ("", "", "5", "5"):
        hop(client, text, session=session)
    assert stands(container) == {("help.topics", "left"): 1}
    assert hops(container) == 2


def test_a_session_that_redis_lost_is_counted_anew_and_nothing_is_taken_off(
    container: Container, client: FlaskClient, redis_url: str
) -> None:
    session = new_session()
    hop(client, "", session=session)
    stands(container)
    with Redis.from_url(redis_url) as redis:
        redis.flushall()
    hop(client, "5", session=session)
    assert stands(container) == {("home.home", "left"): 1, ("help.topics", "left"): 1}


def test_the_network_and_the_language_stand_beside_the_screen(container: Container, client: FlaskClient) -> None:
    hop(client, "6", session=new_session())
    keep_counts(container)
    with container.database.reading() as session:
        [row] = session.scalars(select(SessionStand))
    assert (row.screen, row.language, row.network, row.ending) == ("home.home", "sw", "Safaricom", Ending.LEFT)


def test_a_session_that_failed_is_told_apart(
    container: Container, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = new_session()
    hop(client, "", session=session)
    monkeypatch.setattr("menus.engine.step", lambda *_: 1 / 0)
    assert hop(client, "5", session=session).startswith("END Sorry")
    assert stands(container) == {("home.home", "failed"): 1}


def test_a_worker_that_dies_between_adding_and_dropping_adds_nothing_twice(
    container: Container, client: FlaskClient
) -> None:
    hop(client, "", session=new_session())
    [batch] = container.sessions.take_counts()
    with container.database.transaction() as session:
        assert hop_counts.add_counts(session, batch.name, batch.counts)
    assert stands(container) == {("home.home", "left"): 1}


def test_what_a_later_release_counts_is_left_out(container: Container) -> None:
    counts = {"s|2026-11-27|home.home|Safaricom|en|asleep": 1, "x|1": 2, "t|1795000000|50": 3}
    with container.database.transaction() as session:
        assert hop_counts.add_counts(session, "a batch", counts)
        assert session.scalars(select(SessionStand)).all() == []
        assert session.scalars(select(HopTime.hops)).all() == [3]


DAMAGED = (
    "s|2026-13-45|home.home|Safaricom|en|left", "s|2026-11-27|home.home|Safaricom|en|", "t|99999999999|50", "t|x|50",
    "s|2026-11-27|home\x00home|Safaricom|en|left", "s|2026-11-27|" + "x" * 300 + "|Safaricom|en|left", "", "|", "s|",
)  # fmt: skip


def test_damaged_counts_spoil_neither_a_hop_nor_the_worker(
    container: Container, client: FlaskClient, redis_url: str
) -> None:
    session = new_session()
    hop(client, "", session=session)
    with Redis.from_url(redis_url) as redis:
        for each in redis.hkeys("counts"):
            redis.hset("counts", each, b"\xff no number")
        redis.hset("counts", mapping=dict.fromkeys([*DAMAGED, b"\xff\xfe"], 1))
        redis.hset("counts", "t|1795000000|50", 10**18)
    assert hop(client, "5", session=session).startswith("CON Help")
    assert stands(container) == {("help.topics", "left"): 1}
    with Redis.from_url(redis_url) as redis:
        assert redis.keys("counts*") == []


def test_what_is_old_goes(container: Container, clock: Clock, client: FlaskClient) -> None:
    hop(client, "", session=new_session())
    keep_counts(container)
    with container.database.transaction() as session:
        session.execute(update(HopTime).values(at=now(session) - hop_counts.TIMES_KEPT - timedelta(hours=1)))
        assert hop_counts.purge_counts(session) == 1
    clock.move(days=402)
    with container.database.transaction() as session:
        assert hop_counts.purge_counts(session) == 1


@pytest.mark.parametrize(("seconds", "bound"), [(0, 5), (0.005, 5), (0.0051, 10), (4.9, 5000), (9, 5000)])
def test_a_time_is_counted_under_the_first_bound_that_it_does_not_exceed(
    container: Container, seconds: float, bound: int
) -> None:
    assert hop_counts.name_time(container.database.clock(), seconds).endswith(f"|{bound}")
