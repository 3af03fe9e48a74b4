"""State of another release that this one cannot read costs one session at most: the next dial is a fresh one."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from redis import Redis
from sqlalchemy import text

from app.bootstrap.web import create_app
from app.callbacks.intake import CallbackProcessor
from app.container import Container
from app.domain.identity import accounts
from app.domain.identity.recovery import pending_changes
from app.domain.identity.recovery.pending_changes import What
from app.domain.subscribers import phones
from app.domain.subscribers.phones import phone_index
from app.domain.ussd_state import checkpoints
from app.domain.ussd_state.checkpoints import Checkpoint
from app.ussd.turn import SORRY
from menus import kept_state
from menus.context import SessionState
from menus.flows.identity.new_password import NewPasswordDraft
from sessions.redis import RedisSessions, connect
from tests.database.holder import PASSWORD, PHONE, do, opened
from tests.web.callbacks import CITIZEN, hop, new_session

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)]

WELCOME = "CON Welcome"
FORM = "2*1*29000002*Otieno"
UNREADABLE = {
    "nothing": b"",
    "no JSON": b"\x00{",
    "no object": b"[1]",
    "another version": b'{"version":2,"trail":["home.home"],"draft":{}}',
    "a field of another type": b'{"trail":["home.home"],"page":"first","draft":{}}',
    "an answer of another type": b'{"trail":["home.home"],"auth_epoch":0,"draft":{"number":29000002}}',
    "no screen": b'{"trail":[],"draft":{}}',
    "no moment": b'{"trail":["home.home"],"password_at":"a while ago","draft":{}}',
}


@pytest.fixture
def redis(redis_url: str) -> Iterator[Redis]:
    """The Redis server of the sessions, emptied."""
    with Redis.from_url(redis_url) as server:
        server.flushall()
        yield server


@pytest.fixture
def session() -> str:
    return new_session()


def walk(client: FlaskClient, session: str, typed: str, *, phone: str = CITIZEN) -> str:
    pieces = typed.split("*")
    said = hop(client, "", session=session, phone=phone)
    for each in range(1, len(pieces) + 1):
        said = hop(client, "*".join(pieces[:each]), session=session, phone=phone)
    return said


def put(container: Container, session: str, typed: str, kept: bytes) -> None:
    """Store `kept` as the state of a session, in Redis and in its checkpoint, as another release that serves a hop."""
    claim = container.sessions.claim(session, CITIZEN, typed)
    written = {"name": claim.session, "hop": claim.hop, "step": 99, "state": kept, "answer": "CON Of another release"}
    do(container, checkpoints.keep, CITIZEN, **written)
    container.sessions.commit(claim, kept, "CON Of another release")


# A session that cannot be read is rebuilt from its text, like one that Redis has lost


@pytest.mark.parametrize("lost", [False, True], ids=["in Redis", "in the checkpoint"])
@pytest.mark.parametrize("kept", UNREADABLE)
def test_it_goes_on_like_a_lost_session(
    container: Container, client: FlaskClient, redis: Redis, session: str, kept: str, lost: bool
) -> None:
    walk(client, session, "2*1*29000002")
    put(container, session, FORM, UNREADABLE[kept])
    if lost:
        redis.flushall()
    assert "Otieno, 1984" in hop(client, FORM + "*1984", session=session)
    assert hop(client, FORM + "*1984", session=session) == hop(client, FORM + "*1984", session=session)
    redis.flushall()  # the new state has replaced the unreadable one
    assert hop(client, FORM + "*1984*9", session=session).startswith("CON Please answer with a number from 1 to 3")


@pytest.mark.parametrize("kept", UNREADABLE)
def test_so_it_does_without_redis(
    container: Container, client: FlaskClient, session: str, kept: str, tmp_path: Path
) -> None:
    walk(client, session, "2*1*29000002")
    put(container, session, FORM, UNREADABLE[kept])
    away = replace(container, sessions=RedisSessions(connect(f"unix://{tmp_path}/none.sock"), container.keys))
    without = create_app(away).test_client()
    for typed, said in ((FORM, "year of birth"), (FORM + "*1984", "Otieno, 1984"), (FORM + "*1984*9", "from 1 to 3")):
        assert said in hop(without, typed, session=session)


@pytest.mark.parametrize("kept", UNREADABLE)
def test_the_next_dial_is_a_fresh_first_screen_all_day(
    container: Container, client: FlaskClient, session: str, kept: str
) -> None:
    walk(client, session, "2*1*29000002")
    put(container, session, FORM, UNREADABLE[kept])
    for _ in range(3):
        assert hop(client, "", session=new_session()).startswith(WELCOME)


# Versions: a release does not read what a password or a code opened in another version


@pytest.mark.parametrize("lost", [False, True], ids=["Redis has it", "Redis has lost it"])
@pytest.mark.parametrize("by", [(1, 2), (2, 1), (1, 2, 1), (2, 1, 2)])
@pytest.mark.parametrize("open_at", ["My account", "My applications"])
def test_across_versions_a_password_is_asked_for_again(
    container: Container,
    client: FlaskClient,
    redis: Redis,
    session: str,
    monkeypatch: pytest.MonkeyPatch,
    by: tuple[int, ...],
    lost: bool,
    open_at: str,
) -> None:
    opened(container, password=PASSWORD)
    typed = f"3*{PASSWORD}*" + ("3" if open_at == "My account" else "2")
    monkeypatch.setattr(kept_state, "VERSION", by[0])
    walk(client, session, typed, phone=PHONE)
    for version in by[1:]:
        monkeypatch.setattr(kept_state, "VERSION", version)
        if lost:
            redis.flushall()
        typed += "*1"
        said = hop(client, typed, session=session, phone=PHONE)
        assert re.search("Enter your .*password", said), said


def test_and_a_code_for_a_new_password_opens_nothing_there(
    container: Container, client: FlaskClient, session: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    account_id = opened(container)
    state = SessionState(
        ["home.home", "password_reset.choose_password"], code_at=container.database.clock().isoformat()
    )
    state.draft.of(NewPasswordDraft).account_id, state.kept = account_id, True
    walk(client, session, "5")
    monkeypatch.setattr(kept_state, "VERSION", 2)
    put(container, session, "5*1", state.to_bytes())
    monkeypatch.setattr(kept_state, "VERSION", 1)
    assert "password" not in hop(client, "5*1*730962", session=session)


# A step that fails by an error of ours is not offered again


def test_what_fails_on_going_on_is_not_offered_again(container: Container, client: FlaskClient, session: str) -> None:
    walk(client, session, "2*1*29000002")
    written = json.dumps({"trail": ["home.home", "registration.number"], "kept": True, "auth_epoch": 0,
                          "draft": {"account_type": "a kind of another release"}}).encode()  # fmt: skip
    put(container, session, FORM, written)
    again = new_session()
    assert hop(client, "", session=again).startswith("CON You have not finished")
    hop(client, "1", session=again)
    assert hop(client, "1*29000002", session=again).startswith(f"END {SORRY}")
    assert hop(client, "", session=new_session()).startswith(WELCOME)


@pytest.mark.parametrize(
    "unfinished",
    [
        {"trail": ["home.home", "registration.gone"], "draft": {"number": "29000002"}},
        {"trail": ["registration.gone", "registration.number"], "draft": {"number": "29000002"}},
        {"trail": [], "draft": {"number": "29000002"}},
        {"trail": ["home.home", "registration.number"], "draft": {"number": 29000002}},
        {"trail": [["registration.number"]], "draft": {"number": "29000002"}},
        {"trail": 5, "draft": {}},
        {"trail": ["registration.number"], "draft": None},
        {"where": "registration.number"},
    ],
    ids=str,
)  # fmt: skip
def test_an_offer_that_cannot_be_kept_is_not_made_again(
    container: Container, client: FlaskClient, session: str, unfinished: dict[str, object]
) -> None:
    """The offer was made before its release was replaced: if it were repeated, every dial of the day would fail."""
    state = SessionState(["home.home", "unfinished.offer"], kept=True, unfinished=unfinished)
    put(container, session, "", state.to_bytes())
    for _ in range(2):
        assert hop(client, "", session=new_session()).startswith(WELCOME)


# Rows


def test_a_change_that_only_a_newer_release_can_stop_is_not_told_by_an_old_one(
    container: Container, client: FlaskClient
) -> None:
    account_id = opened(container)
    do(container, pending_changes.begin_change, account_id, What.EMAIL, container.database.clock() + timedelta(days=3))
    renamed = "UPDATE pending_changes SET what = 'address', key = :key WHERE account_id = :id"
    written(container, renamed, id=account_id, key=f"{account_id}:address")
    assert hop(client, "", session=new_session(), phone=PHONE).startswith(WELCOME)


def test_what_an_account_says_besides_is_left_where_it_is(
    container: Container, client: FlaskClient, session: str
) -> None:
    account_id = opened(container, password=PASSWORD)
    with container.database.transaction() as database:
        account = accounts.get(database, account_id)
        assert account
        said = {"first_name": "Wanjiku", "birth": "1990", "county": "Kisumu"}
        account.said_sealed = container.keys.seal_text(json.dumps(said), account.sealed_at("said"))
    assert walk(client, session, f"3*{PASSWORD}", phone=PHONE).startswith("CON eCitizen: Wanjiku")


@pytest.mark.parametrize("kept", [["CON"], [None], {"state": None}, [None, "CON", "more"], [1, "CON"], "CON", None, []])
def test_a_checkpoint_of_another_shape_keeps_nobody_from_dialling(
    container: Container, client: FlaskClient, session: str, kept: object
) -> None:
    walk(client, session, "2*1*29000002")
    with container.database.transaction() as database:
        checkpoint = database.get_one(Checkpoint, phone_index(database, CITIZEN))
        checkpoint.kept_sealed = container.keys.seal(json.dumps(kept).encode(), f"checkpoints.kept:{checkpoint.hop}")
    assert hop(client, "", session=new_session()).startswith(WELCOME)


def test_a_spooled_record_of_a_kind_that_only_a_newer_release_knows_is_kept_for_it(container: Container) -> None:
    container.spool.put("payment", {"amount": 1}, container.database.clock())
    container.spool.put("opt-out", {"phone": CITIZEN}, container.database.clock())
    CallbackProcessor(container).drain()
    assert (container.spool.read_state().waiting, container.spool.read_state().aside) == (0, 1)
    with container.database.reading() as database:
        assert not phones.wants_alerts(database, CITIZEN)


def written(container: Container, statement: str, **fields: str) -> None:
    """Execute a statement that writes what another release would write."""
    with container.database.transaction() as session:
        session.execute(text(statement), fields)
