"""What a password or a code opened is closed after 180 seconds, also when Redis has lost the session (ASVS 7.3.1)."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from redis import Redis
from structlog.testing import CapturingLogger

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.identity import accounts
from app.domain.ussd_state import checkpoints
from app.ussd import turn
from app.ussd.turn import SIGNED_OUT
from sessions.redis import RedisSessions, connect
from tests.conftest import Clock
from tests.database.holder import PASSWORD, PHONE, opened, sms_to
from tests.database.reset_asking import ask, code_in
from tests.web.callbacks import hop, new_session

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)]

HOLDS = 180
NEW_PASSWORD = "730962"
OUT = f"END {SIGNED_OUT}"
OPENS = {
    "signed in": f"3*{PASSWORD}",
    "My applications": f"3*{PASSWORD}*2",
    "My account": f"3*{PASSWORD}*3",
    "what we keep": f"3*{PASSWORD}*3*1",
    "another password": f"3*{PASSWORD}*3*4*{NEW_PASSWORD}",
    "a code entered": "1*{code}",
    "a new password chosen": f"1*{{code}}*{NEW_PASSWORD}",
    "registered": "2*1*29000002*Otieno*1984*1*482915*482915",
}
"""The inputs that lead to a screen which a password or a code opened."""


@pytest.fixture
def redis(redis_url: str) -> Iterator[Redis]:
    """The Redis server of the sessions, emptied."""
    with Redis.from_url(redis_url) as server:
        server.flushall()
        yield server


def stand(container: Container, client: FlaskClient, session: str, opens: str) -> tuple[str, list[str]]:
    """Walk to a screen that a password or a code opened; the text that was typed, and all screens."""
    text = OPENS[opens]
    if opens != "registered":
        opened(container, password=PASSWORD)
    if "{code}" in text:
        assert ask(container)
        text = text.format(code=code_in(sms_to(container, PHONE)[-1]))
    pieces = text.split("*")
    typed = ["*".join(pieces[:each]) for each in range(len(pieces) + 1)]
    return text, [hop(client, each, session=session, phone=PHONE) for each in typed]


def without_redis(container: Container, tmp_path: Path) -> FlaskClient:
    sessions = RedisSessions(connect(f"unix://{tmp_path}/none.sock"), container.keys)
    return create_app(replace(container, sessions=sessions)).test_client()


HOPS: dict[str, Callable[[str], str]] = {
    "the next hop": lambda text: text + "*1",
    "the same hop again": lambda text: text,
    "a hop that comes late": lambda text: text.rpartition("*")[0],
    "home": lambda text: text + "*00",
    "a long text": lambda text: text + "*00*3*1",
}


@pytest.mark.parametrize("following", HOPS)
@pytest.mark.parametrize("opens", OPENS)
def test_what_stood_open_is_told_to_dial_again(
    container: Container, client: FlaskClient, clock: Clock, redis: Redis, opens: str, following: str
) -> None:
    session = new_session()
    text, shown = stand(container, client, session, opens)
    clock.move(seconds=HOLDS)
    redis.flushall()
    assert hop(client, HOPS[following](text), session=session, phone=PHONE) == OUT
    for afterwards in HOPS.values():
        redis.flushall()
        assert hop(client, afterwards(text), session=session, phone=PHONE) == OUT
    assert OUT not in shown


@pytest.mark.parametrize("following", ["the next hop", "the same hop again"])
@pytest.mark.parametrize("opens", OPENS)
def test_what_stood_open_yesterday_is_told_to_dial_again_also_without_redis(
    container: Container, client: FlaskClient, clock: Clock, redis: Redis, tmp_path: Path, opens: str, following: str
) -> None:
    session = new_session()
    text, _ = stand(container, client, session, opens)
    clock.move(hours=20)
    served = without_redis(container, tmp_path)
    assert hop(served, HOPS[following](text), session=session, phone=PHONE) == OUT


@pytest.mark.parametrize("opens", OPENS)
def test_redis_may_have_kept_it_and_it_does_not_go_on(
    container: Container, client: FlaskClient, clock: Clock, redis: Redis, opens: str
) -> None:
    session = new_session()
    text, _ = stand(container, client, session, opens)
    clock.move(seconds=HOLDS)
    assert hop(client, text + "*1", session=session, phone=PHONE) == OUT


@pytest.mark.parametrize("opens", OPENS)
def test_until_then_a_lost_session_goes_on_in_the_same_bytes(
    container: Container, client: FlaskClient, clock: Clock, redis: Redis, opens: str
) -> None:
    session = new_session()
    text, shown = stand(container, client, session, opens)
    clock.move(seconds=HOLDS - 1)
    redis.flushall()
    assert hop(client, text, session=session, phone=PHONE) == shown[-1]
    redis.flushall()
    assert "signed out" not in hop(client, text + "*1", session=session, phone=PHONE)


@pytest.mark.parametrize("later", [HOLDS + 1, 20 * 3600])
@pytest.mark.parametrize("opens", OPENS)
def test_the_next_dial_is_not_led_back_to_it(
    container: Container, client: FlaskClient, clock: Clock, redis: Redis, opens: str, later: int
) -> None:
    """The offer to go on does not lead there either."""
    _, shown = stand(container, client, new_session(), opens)
    clock.move(seconds=later)
    greeting = hop(client, "", session=new_session(), phone=PHONE)
    assert greeting.startswith(("CON Welcome. Karibu eCitizen", "CON Code for a new password"))
    assert greeting not in shown[1:]


def test_the_last_words_of_such_a_session_go_too(
    container: Container, client: FlaskClient, clock: Clock, redis: Redis
) -> None:
    session = new_session()
    text, _ = stand(container, client, session, "a new password chosen")
    text += f"*{NEW_PASSWORD}"
    last = hop(client, text, session=session, phone=PHONE)
    assert last.startswith("END Your password is changed.")
    clock.move(seconds=HOLDS - 1)
    redis.flushall()
    assert hop(client, text, session=session, phone=PHONE) == last
    assert times_left(redis) <= 1000, "nor does Redis keep them longer than they would have been"
    redis.flushall()
    clock.move(seconds=1)
    for following in (text, text + "*1", text.rpartition("*")[0]):
        said = hop(client, following, session=session, phone=PHONE)
        assert said.startswith("END This session has ended. Please dial again.")


def test_what_is_refused_to_an_ended_sign_in_is_logged_without_a_name(
    container: Container, client: FlaskClient, clock: Clock, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = new_session()
    text, _ = stand(container, client, session, "My account")
    monkeypatch.setattr(turn, "log", log := CapturingLogger())
    clock.move(seconds=HOLDS)
    assert hop(client, text + "*1", session=session, phone=PHONE) == OUT
    assert [(call.args, call.kwargs) for call in log.calls] == [
        (("refused",), {"why": "what was begun has been ended"})
    ]


ENDS = {
    "a code to an address": (f"3*{PASSWORD}*3*2*1", "*wanjiku@example.com", "A code is on its way to wanjiku@"),
    "a new password by a code": (f"1*{{code}}*{NEW_PASSWORD}", f"*{NEW_PASSWORD}", "Your password is changed."),
    "closing, which signs out": (f"3*{PASSWORD}*3*8", "*2", "Your account is closed."),
}
"""The inputs before and after a pause, and the beginning of the last answer."""


@pytest.mark.parametrize("forgets", [False, True], ids=["Redis keeps it", "Redis forgets"])
@pytest.mark.parametrize("end", ENDS)
def test_the_last_words_are_as_old_as_the_secret_that_opened_them(
    container: Container,
    client: FlaskClient,
    clock: Clock,
    redis: Redis,
    monkeypatch: pytest.MonkeyPatch,
    end: str,
    forgets: bool,
) -> None:
    """The last answer is repeated until 180 s after the password, and not until 180 s after the end."""
    typed, more, words = ENDS[end]
    monkeypatch.setitem(OPENS, end, typed)
    session = new_session()
    text, _ = stand(container, client, session, end)
    clock.move(seconds=HOLDS - 10)
    text += more
    last = hop(client, text, session=session, phone=PHONE)
    assert last.startswith(f"END {words}")
    assert 0 < times_left(redis) <= 10_000
    clock.move(seconds=9)
    if forgets:
        redis.flushall()
    assert hop(client, text, session=session, phone=PHONE) == last
    assert 0 < times_left(redis) <= 10_000
    clock.move(seconds=1)
    redis.flushall()  # by its own clock the key would have expired
    assert hop(client, text, session=session, phone=PHONE).startswith("END This session has ended. Please dial again.")


def times_left(redis: Redis) -> int:
    """The milliseconds for which Redis still keeps its only session."""
    [key] = redis.keys("u:*")
    return int(redis.pttl(key))


@pytest.mark.parametrize("opens", OPENS)
def test_redis_never_keeps_it_longer_than_what_is_left_of_180_s(
    container: Container, client: FlaskClient, clock: Clock, redis: Redis, opens: str
) -> None:
    session = new_session()
    text, _ = stand(container, client, session, opens)
    assert times_left(redis) <= HOLDS * 1000
    clock.move(seconds=100)
    text += "*0"
    hop(client, text, session=session, phone=PHONE)
    assert 0 < times_left(redis) <= 80_000


def test_a_hop_whose_answer_never_came_does_not_prolong_it(
    container: Container, client: FlaskClient, clock: Clock, redis: Redis
) -> None:
    """A process that dies during a hop leaves the earlier answers in Redis, where a repeated hop would read them."""
    session = new_session()
    text, _ = stand(container, client, session, "what we keep")
    clock.move(seconds=170)
    text += "*0"
    hop(client, text, session=session, phone=PHONE)
    container.sessions.claim(session, PHONE, text + "*2")
    assert times_left(redis) <= 10_000


def test_the_age_is_that_of_the_password_and_not_of_the_last_hop(
    container: Container, client: FlaskClient, clock: Clock, redis: Redis
) -> None:
    session = new_session()
    text, _ = stand(container, client, session, "My account")
    for _ in range(2):
        clock.move(seconds=89)
        text += "*1*0"
        assert hop(client, text, session=session, phone=PHONE).startswith("CON ")
    clock.move(seconds=2)
    assert hop(client, text + "*1", session=session, phone=PHONE) == OUT


@pytest.mark.parametrize(
    "typed", ["1", "2*a@example.com", "3", f"4*{NEW_PASSWORD}", "5", "7", "8*2"], ids=lambda typed: f"option {typed[0]}"
)
def test_a_checkpoint_of_the_release_before_opens_nothing(
    container: Container, client: FlaskClient, redis: Redis, typed: str
) -> None:
    """That release stored `proven` without the time of the password."""
    account_id, session, said = opened(container, password=PASSWORD), new_session(), ""
    old = {"trail": ["home.home", "account.account"], "account": account_id, "name": "W", "proven": True, "draft": {}}
    standing(container, session, "3", old)
    before = row_of(container, account_id)
    for number in range(len(typed.split("*"))):
        said = hop(client, "*".join(["3", *typed.split("*")[: number + 1]]), session=session, phone=PHONE)
        assert not any(personal in said for personal in ("****0001", "2547", "Wanjiku"))
    assert said == OUT or typed == "7"
    assert row_of(container, account_id) == before


def row_of(container: Container, account_id: str) -> list[object]:
    """The values of all columns of an account."""
    with container.database.reading() as database:
        row = accounts.get(database, account_id)
        return [getattr(row, column.key) for column in accounts.Account.__table__.columns]


def test_a_checkpoint_of_the_release_before_sets_no_password(
    container: Container, client: FlaskClient, redis: Redis
) -> None:
    account_id, session = opened(container, password=PASSWORD), new_session()
    old = {"trail": ["home.home", "password_reset.choose_password"], "draft": {"account_id": account_id}}
    standing(container, session, "1*000000", old)
    assert hop(client, f"1*000000*{NEW_PASSWORD}", session=session, phone=PHONE) == OUT
    with container.database.reading() as database:
        assert accounts.get(database, account_id).auth_epoch == 0


def standing(container: Container, session: str, text: str, state: Mapping[str, object]) -> None:
    """Write a checkpoint with this text and state for a session."""
    claim = container.sessions.unclaimed(session, PHONE, text)
    kept = json.dumps(state).encode()
    with container.database.transaction() as database:
        checkpoints.keep(
            database, PHONE, name=claim.session, hop=claim.hop, step=3, state=kept, answer="CON My account"
        )
