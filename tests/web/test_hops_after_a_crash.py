"""A web process dies after it commits the effect of a hop and before it stores the session: the hop is repeated.

The stored effect shows what the hop did. The repeated hop is answered as done, even if the effect or somebody else has
signed the session out meanwhile.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pytest
from flask.testing import FlaskClient
from redis import Redis
from sqlalchemy import delete, insert

from app.container import Container
from app.domain.identity import accounts
from app.domain.identity.recovery import recovery_factors
from app.domain.identity.recovery.pending_changes import What
from app.domain.self_service import phone_change
from app.domain.ussd_state.checkpoints import Checkpoint
from app.ussd.turn import RECEIVED, SIGNED_OUT, UPDATED
from tests.conftest import Clock
from tests.database.holder import PASSWORD, PHONE, STRANGER, begun_at, do, opened, sms_to
from tests.database.reset_asking import ask, code_in
from tests.web.callbacks import hop, new_session

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

ACCOUNT: Final = f"3*{PASSWORD}*3"
STOP: Final = f"1*{ACCOUNT}*3*2*2"
NEW_PHONE: Final = "+254712000077"


@pytest.fixture
def redis(redis_url: str) -> Iterator[Redis]:
    """The Redis server of the sessions, emptied."""
    with Redis.from_url(redis_url) as server:
        server.flushall()
        yield server


@contextmanager
def crash(container: Container, redis: Redis) -> Iterator[None]:
    """Afterwards restore the sessions and checkpoints of before, as after a crash: only the effects remain."""
    kept = {key: redis.dump(key) or b"" for key in redis.scan_iter()}
    with container.database.reading() as session:
        rows = [dict(row._mapping) for row in session.execute(Checkpoint.__table__.select())]
    yield
    redis.flushall()
    for key, value in kept.items():
        redis.restore(key, 0, value)
    with container.database.transaction() as session:
        session.execute(delete(Checkpoint))
        for row in rows:
            session.execute(insert(Checkpoint).values(row))


def walk(client: FlaskClient, text: str, session: str) -> str:
    """Send every hop up to this text, without the last one; the last answer."""
    pieces = text.split("*")
    return [hop(client, "*".join(pieces[:each]), session=session, phone=PHONE) for each in range(len(pieces))][-1]


def sign_everybody_out(container: Container, account_id: str) -> None:
    """End all sessions that are signed in to an account, as a desk does."""
    do(container, lambda session: accounts.end_what_was_begun(session, accounts.get(session, account_id, lock=True)))


def test_a_stop_is_told_as_done(container: Container, client: FlaskClient, redis: Redis) -> None:
    account_id, session = opened(container, password=PASSWORD), new_session()
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    assert walk(client, STOP, session).startswith("CON Stop the change to +2547******77?")
    with crash(container, redis):
        said = hop(client, STOP, session=session, phone=PHONE)
    assert said == "END Stopped. Your number stays +2547******01. Everybody is signed out, and both numbers are told."
    assert hop(client, STOP, session=session, phone=PHONE) == said
    assert len([text for text in sms_to(container, NEW_PHONE) if "is stopped" in text]) == 1


def test_a_stop_without_the_password_is_told_as_done(container: Container, client: FlaskClient, redis: Redis) -> None:
    account_id, session = opened(container), new_session()
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    assert walk(client, "2", session).startswith("CON The phone of account ****0001 changes")
    with crash(container, redis):
        said = hop(client, "2", session=session, phone=PHONE)
    assert said.startswith("END Stopped")
    assert hop(client, "2", session=session, phone=PHONE) == said


def test_a_stop_that_comes_too_late_says_so(container: Container, client: FlaskClient, clock: Clock) -> None:
    """The worker changes the phone number between the question and the citizen's answer."""
    account_id, session = opened(container, password=PASSWORD), new_session()
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    clock.move(days=1, seconds=-1)
    walk(client, STOP, session)
    clock.move(seconds=2)
    do(container, phone_change.due_phone_changes)
    said = hop(client, STOP, session=session, phone=PHONE)
    assert said.startswith("CON This cannot be stopped any more.")
    assert "Nothing was changed" not in said


def test_a_stop_of_what_another_change_has_replaced_says_so(
    container: Container, client: FlaskClient, clock: Clock
) -> None:
    account_id, session = opened(container, password=PASSWORD), new_session()
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    walk(client, STOP, session)
    clock.move(seconds=1)
    do(container, recovery_factors.plan_phone_change, account_id, STRANGER)
    assert hop(client, STOP, session=session, phone=PHONE).startswith("CON This cannot be stopped any more.")
    assert begun_at(container, account_id, What.PHONE) == clock()


def test_nobody_says_that_nothing_was_changed_where_something_was(
    container: Container, client: FlaskClient, redis: Redis
) -> None:
    """A desk signs everybody out before the hop is repeated."""
    account_id, session, alerts_off = opened(container, password=PASSWORD), new_session(), f"{ACCOUNT}*5*2"
    walk(client, alerts_off, session)
    with crash(container, redis):
        assert "are off" in hop(client, alerts_off, session=session, phone=PHONE)
    sign_everybody_out(container, account_id)
    assert hop(client, alerts_off, session=session, phone=PHONE) == f"END {RECEIVED}"


def test_where_nothing_was_changed_that_is_said(container: Container, client: FlaskClient) -> None:
    account_id, session, alerts_off = opened(container, password=PASSWORD), new_session(), f"{ACCOUNT}*5*2"
    walk(client, alerts_off, session)
    sign_everybody_out(container, account_id)
    assert hop(client, f"{ACCOUNT}*5*0", session=session, phone=PHONE) == f"END {SIGNED_OUT}"
    assert "Nothing was changed" in SIGNED_OUT
    assert "Nothing was changed" in UPDATED


@pytest.mark.parametrize("opens", ["a password", "a code", "a registration"])
def test_a_repeat_does_not_open_anything_for_longer(
    container: Container, client: FlaskClient, redis: Redis, clock: Clock, opens: str
) -> None:
    session, text, following = new_session(), f"3*{PASSWORD}", "*2"
    if opens != "a registration":
        opened(container, password=PASSWORD)
    if opens == "a code":
        assert ask(container)
        text, following = f"1*{code_in(sms_to(container, PHONE)[-1])}", "*730962"
    if opens == "a registration":
        text = f"2*1*29000002*Otieno*1984*1*{PASSWORD}*{PASSWORD}"
    walk(client, text, session)
    with crash(container, redis):
        first = hop(client, text, session=session, phone=PHONE)
    clock.move(seconds=100)
    assert hop(client, text, session=session, phone=PHONE) == first
    clock.move(seconds=79)
    with crash(container, redis):
        assert hop(client, text + following, session=session, phone=PHONE) != f"END {SIGNED_OUT}"
    clock.move(seconds=1)
    assert hop(client, text + following, session=session, phone=PHONE) == f"END {SIGNED_OUT}"
