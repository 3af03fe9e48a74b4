"""Callbacks under load and faults: eight copies at once, input dialled ahead, and each dependency out of order."""

import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from app.bootstrap.web import create_app
from app.container import Container
from app.dev import demo_data
from app.domain.subscribers import phones
from menus.context import SessionState
from tests.conftest import settings
from tests.servers import redis_server
from tests.web.callbacks import CITIZEN, REFERENCE, SOUND, URLS, count, hop, new_session, post

COPIES = 8
STRAIGHT = pytest.mark.parametrize("in_code", [True, False], ids=["behind the code", "in the text"])
"""The two fields in which the provider may send the input that is dialled with the code."""


def language(container: Container) -> str | None:
    with container.database.reading() as session:
        return phones.language_of(session, CITIZEN)


@pytest.fixture
def filled(container: Container) -> Container:
    """An installation with the sample applications."""
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    return container


@pytest.fixture
def session() -> str:
    """A session id of this test's own."""
    return new_session()


# Eight copies at once


def at_once(container: Container, work: Callable[[FlaskClient], object]) -> set[object]:
    """The distinct answers to eight callers at the same time."""
    app = create_app(container)
    with ThreadPoolExecutor(COPIES) as pool:
        return set(pool.map(lambda _: work(app.test_client()), range(COPIES)))


def test_the_same_sms_is_taken_and_answered_once(container: Container) -> None:
    assert at_once(container, lambda client: post(client, "sms", SOUND["sms"]).status_code) == {200}
    assert count(container, "inbound") == count(container, "messages") == 1


def test_the_same_report_is_kept_once(container: Container) -> None:
    assert at_once(container, lambda client: post(client, "sms/reports", SOUND["sms/reports"]).status_code) == {200}
    assert count(container, "delivery_reports") == 1


def test_the_same_hop_has_one_effect_and_one_answer(filled: Container, session: str) -> None:
    client = create_app(filled).test_client()
    before = count(filled, "messages")
    for typed in ("", "1", f"1*{REFERENCE}"):
        hop(client, typed, session=session)
    (answer,) = at_once(filled, lambda each: hop(each, f"1*{REFERENCE}*1", session=session))
    assert str(answer).startswith("END You will get an SMS about 1020 3040 5060.")
    assert count(filled, "messages") == before + 1
    assert count(filled, "effects") == 1


# Input dialled ahead


@STRAIGHT
def test_a_reference_dialled_straight_shows_its_standing_at_once(
    filled: Container, client: FlaskClient, session: str, in_code: bool
) -> None:
    code, text = (f"*222*1*{REFERENCE}#", "") if in_code else ("*222#", f"1*{REFERENCE}")
    first = hop(client, text, session=session, code=code)
    assert first.startswith("CON Passport renewal, 34 pages\nReady for collection")
    assert hop(client, text, session=session, code=code) == first
    for typed, expected in [
        ("0", "CON Enter your reference number"),
        ("1*2*3", "CON Not a reference number."),  # one answer, not three
        ("1020*3040*5060", "CON Passport renewal, 34 pages"),
        ("1", "END You will get an SMS about 1020 3040 5060."),
    ]:
        text = f"{text}*{typed}" if text else typed
        assert hop(client, text, session=session, code=code).startswith(expected), typed


@STRAIGHT
def test_a_language_dialled_straight_is_shown_and_not_remembered(
    container: Container, client: FlaskClient, session: str, in_code: bool
) -> None:
    code, text, answer = ("*222*6#", "", "6") if in_code else ("*222#", "6", "6*6")
    assert hop(client, text, session=session, code=code).startswith("CON Karibu eCitizen")
    assert (language(container), count(container, "effects")) == (None, 0)
    assert hop(client, answer, session=session, code=code).startswith("CON Welcome. Karibu eCitizen")
    assert (language(container), count(container, "effects")) == ("en", 1)


@pytest.mark.parametrize(
    ("code", "typed"),
    [(f"*222*1*{REFERENCE}*1#", ""), ("*222#", f"1*{REFERENCE}*1"), (f"*222*1*{REFERENCE}#", "1")],
    ids=["behind the code", "in the text", "in both"],
)
def test_text_dialled_ahead_sends_the_sms_of_a_status_once(
    filled: Container, client: FlaskClient, session: str, code: str, typed: str
) -> None:
    before = count(filled, "messages")
    for _ in range(2):
        assert hop(client, typed, session=session, code=code).startswith("END You will get an SMS about 1020 3040 5060")
    assert (count(filled, "messages"), count(filled, "effects")) == (before + 1, 1)


def test_an_odd_code_leads_to_a_screen(client: FlaskClient, session: str) -> None:
    for number, code in enumerate(["*222*#", "*222**#", "*2221#", "*222*9#", "*222*1*1*1#", "*384*1#", "", "#", "222"]):
        assert hop(client, "", session=f"{session}{number}", code=code).startswith("CON "), code


# Dependencies out of order


def test_redis_stops_and_the_session_goes_on_without_it(tmp_path: Path, database_url: str, session: str) -> None:
    with redis_server(tmp_path) as url:
        container = Container.of(settings(database_url=database_url, redis_url=url))
        client = create_app(container).test_client()
        assert hop(client, "", session=session).startswith("CON Welcome")
    with closing(container.database):
        started = time.monotonic()
        assert hop(client, "1", session=session).startswith("CON Enter your reference")
        assert time.monotonic() - started < 2
        assert post(client, "sms", SOUND["sms"]).status_code == 200
        assert count(container, "inbound") == 1


def test_a_redis_that_says_nothing_is_not_waited_for(tmp_path: Path, database_url: str, session: str) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as silent:
        silent.bind(str(tmp_path / "silent.sock"))
        silent.listen()
        container = Container.of(settings(database_url=database_url, redis_url=f"unix://{tmp_path}/silent.sock"))
        with closing(container.database):
            started = time.monotonic()
            assert hop(create_app(container).test_client(), "", session=session).startswith("CON Welcome")
            assert time.monotonic() - started < 2


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_without_a_database_or_a_disk_there_is_help_and_the_provider_is_asked_to_repeat(
    redis_url: str, tmp_path: Path, session: str, kind: str
) -> None:
    nowhere = {"sqlite": f"sqlite:///{tmp_path}/none/at.db", "postgresql": f"postgresql://x@/x?host={tmp_path}"}[kind]
    client = create_app(Container.of(settings(database_url=nowhere, redis_url=redis_url))).test_client()
    started = time.monotonic()
    assert hop(client, "", session=session).startswith("CON Welcome. Karibu eCitizen")
    assert hop(client, "5", session=session).startswith("CON Help with eCitizen")
    assert hop(client, "5*00", session=session).startswith("CON Welcome. Karibu eCitizen")
    assert hop(client, "5*00*1", session=session).startswith("CON Enter your reference number")
    assert hop(client, f"5*00*1*{REFERENCE}", session=session).startswith("END Sorry, eCitizen is busy.")
    assert time.monotonic() - started < 5
    assert {url: post(client, url, SOUND[url]).status_code for url in URLS} == {
        "ussd": 200, "ussd/events": 200, "sms": 503, "sms/reports": 503, "sms/optouts": 503,
    }  # fmt: skip


@pytest.mark.slow
def test_a_lock_is_not_waited_for_beyond_the_patience_of_the_network(
    container: Container, client: FlaskClient, session: str
) -> None:
    hop(client, "", session=session)
    with container.database.transaction() as first:
        phones.choose_language(first, CITIZEN, "en")
    with container.database.transaction() as holder:
        holder.execute(text("UPDATE phones SET language = 'en'"))
        started = time.monotonic()
        assert hop(client, "6", session=session).startswith("END Sorry")
        assert time.monotonic() - started < 5
    assert language(container) == "en"


def test_a_copy_of_a_hop_that_failed_is_answered_like_the_first_and_at_once(
    container: Container, client: FlaskClient, session: str
) -> None:
    hop(client, "", session=session)
    with container.database.transaction() as holder:
        holder.execute(text("DROP TABLE effects"))
    first = hop(client, "6", session=session)
    assert first.startswith("END Sorry, eCitizen is busy. Nothing was changed.")
    started = time.monotonic()
    assert hop(client, "6", session=session) == first
    assert time.monotonic() - started < 1
    assert hop(client, "6*1", session=session).startswith("END This session has ended.")


def test_a_session_whose_screen_is_no_more_ends_with_a_clear_sentence(
    container: Container, client: FlaskClient, session: str
) -> None:
    claim = container.sessions.claim(session, CITIZEN, "")
    container.sessions.commit(claim, SessionState(["registration.gone"], language="sw").to_bytes(), "CON Karibu")
    assert hop(client, "1", session=session).startswith("END Huduma hii imesasishwa sasa hivi.")
