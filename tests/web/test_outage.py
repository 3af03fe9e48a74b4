"""While the database is out of reach, callbacks are spooled and answered; they are applied when it is back."""

import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest
from flask.testing import FlaskClient
from psycopg.sql import SQL, Identifier
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from app.bootstrap.web import create_app
from app.callbacks import intake
from app.callbacks.intake import CallbackProcessor
from app.container import Container
from app.domain.messaging import delivery_reports
from app.domain.messaging.delivery_reports import DeliveryReport
from app.domain.messaging.inbound_sms import InboundMessage
from app.domain.messaging.messages import MessageState
from app.domain.subscribers import phones
from app.worker.main import Worker
from tests.conftest import CALLBACK_KEY, GATHERER, NO_DISK, Clock, prepare, settings
from tests.outgoing import PHONE, begin, listening, locked, look, states, unknown
from tests.web.callbacks import CITIZEN, SOUND, count, post

PATIENCE: Final = 60.0
"""Seconds that a thousand callbacks may take."""
SENDERS: Final = 8


def texts(client: FlaskClient, *names: str, text: str = "HELP") -> list[int]:
    """Post an SMS of each of these ids; the status of each answer."""
    return [post(client, "sms", SOUND["sms"] | {"id": name, "text": text}).status_code for name in names]


def received(container: Container) -> list[str]:
    """The ids of the SMS that were taken, in the order in which their rows were inserted."""
    with container.database.reading() as session:
        order = text("rowid") if session.get_bind().dialect.name == "sqlite" else text("xmin::text::bigint")
        return list(session.scalars(select(InboundMessage.provider_id).order_by(order)))


def alerts(container: Container) -> bool:
    with container.database.reading() as session:
        return phones.wants_alerts(session, CITIZEN)


def wait_until(done: Callable[[], bool], *, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)


def is_drained(container: Container) -> bool:
    return not container.spool.waits()


@contextmanager
def away(container: Container) -> Iterator[None]:
    """Meanwhile the tables that callbacks write to have another name, so that each write fails."""
    names = ("inbound", "delivery_reports", "phones")

    def rename(to: str, back: str = "") -> None:
        with container.database.transaction() as session:
            for name in names:
                session.execute(text(f"ALTER TABLE {name}{back} RENAME TO {name}{to}"))

    rename("_away")
    try:
        yield
    finally:
        rename("", "_away")


def test_what_is_told_meanwhile_is_answered_kept_and_applied_in_order(
    container: Container, client: FlaskClient
) -> None:
    with away(container):
        assert texts(client, "1", "2") == [200, 200]
        assert post(client, "sms/optouts", SOUND["sms/optouts"]).status_code == 200
        assert texts(client, "3", text="START") == [200]
        assert post(client, "sms/reports", SOUND["sms/reports"]).status_code == 200
        assert texts(client, "4") == [200]
        assert container.spool.read_state().waiting == 6
        assert (container.spool.read_state().oldest, count(container, "messages")) == (container.database.clock(), 0)
    wait_until(lambda: is_drained(container))
    assert received(container) == ["1", "2", "3", "4"]
    assert alerts(container), "START came after the opt-out"
    assert (count(container, "delivery_reports"), count(container, "messages")) == (1, 4)


@pytest.mark.slow
def test_a_database_that_is_locked_is_not_waited_for_and_only_by_the_first(
    container: Container, client: FlaskClient
) -> None:
    with locked(container):
        began = time.monotonic()
        assert texts(client, "1") == [200]
        assert time.monotonic() - began < 5
        began = time.monotonic()
        assert texts(client, "2", "3", "4") == [200] * 3
        assert time.monotonic() - began < 2
    wait_until(lambda: is_drained(container))
    assert received(container) == ["1", "2", "3", "4"]


def test_while_anything_waits_what_comes_waits_behind_it(container: Container, client: FlaskClient) -> None:
    """Otherwise a START would overtake a STOP that waits in the spool, and be undone by it."""
    container.spool.put("opt-out", {"phone": CITIZEN}, container.database.clock())
    assert texts(client, "1", text="START") == [200]
    wait_until(lambda: is_drained(container))
    assert alerts(container)
    assert texts(client, "2") == [200]
    assert received(container) == ["1", "2"]


def test_a_record_that_was_applied_before_a_crash_is_not_applied_again(container: Container, tmp_path: Path) -> None:
    """The spool file is still there: the process died before it could delete the file."""
    container.spool.put("opt-out", {"phone": CITIZEN}, container.database.clock())
    live = tmp_path / "data" / "spool" / "live"
    kept = live.read_bytes()
    assert CallbackProcessor(container).drain() == 1
    with container.database.transaction() as session:
        phones.set_alerts(session, CITIZEN, wanted=True)
    live.write_bytes(kept)
    CallbackProcessor(container).drain()
    assert alerts(container)
    assert count(container, "arrivals") == 1


def test_what_came_twice_is_taken_once(container: Container, client: FlaskClient) -> None:
    texts(client, "before")
    with away(container):
        texts(client, "before", "1", "1")
    texts(client, "1")
    wait_until(lambda: is_drained(container))
    assert sorted(received(container)) == ["1", "before"]
    assert count(container, "messages") == 2


def test_times_are_those_of_coming(container: Container, client: FlaskClient, clock: Clock) -> None:
    came = clock()
    with away(container):
        texts(client, "1")
        post(client, "sms/reports", SOUND["sms/reports"])
        clock.move(hours=2)
    wait_until(lambda: is_drained(container))
    with container.database.reading() as session:
        assert session.scalars(select(InboundMessage.received_at)).one() == came
        assert session.scalars(select(DeliveryReport.at)).one() == came
    assert look(container, "reply:1").not_after > clock(), "its answer is worth sending from now on"


def test_a_record_that_cannot_be_applied_is_set_aside_and_told_of(
    container: Container, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    with away(container):
        texts(client, "1")
        post(client, "sms/optouts", SOUND["sms/optouts"])
        texts(client, "2")
        monkeypatch.setattr(phones, "set_alerts", broken)
    wait_until(lambda: is_drained(container))
    assert received(container) == ["1", "2"]
    assert container.spool.read_state().aside == 1
    assert "lango_spool_aside 1" in client.get("/metrics", headers=GATHERER).text
    monkeypatch.undo()
    container.spool.again()
    assert CallbackProcessor(container).drain() == 1
    assert not alerts(container)


def test_one_that_fails_for_ever_in_a_database_that_is_well_is_set_aside_at_last(
    container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object, **__: object) -> None:
        raise OperationalError("", {}, RuntimeError("canceling statement due to statement timeout"))

    monkeypatch.setattr(delivery_reports, "receive", slow)
    told = {"id": "X1", "status": "delivered", "failure": "", "phone": CITIZEN}
    container.spool.put("report", told, container.database.clock())
    container.spool.put("opt-out", {"phone": CITIZEN}, container.database.clock())
    reader = CallbackProcessor(container)
    assert (reader.drain(), container.spool.read_state().waiting) == (0, 2)
    monkeypatch.setattr(intake, "PATIENCE", -1.0)
    assert (reader.drain(), container.spool.read_state().aside) == (1, 1)
    assert not alerts(container)


def test_a_mistake_of_ours_loses_no_sms(
    container: Container, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("menus.sms.keywords.answer", lambda *_, **__: 1 / 0)
        assert texts(client, "1") == [200]
        wait_until(lambda: container.spool.read_state().aside == 1)
    wait_until(lambda: is_drained(container))
    container.spool.again()
    assert CallbackProcessor(container).drain() == 1
    assert received(container) == ["1"]


def test_if_neither_takes_it_the_provider_is_asked_to_repeat(container: Container) -> None:
    nowhere = settings(database_url=container.settings.database, redis_url=container.settings.redis, data_dir=NO_DISK)
    other = Container.of(nowhere)
    with closing(other.database), away(container):
        client = create_app(other).test_client()
        answers = [post(client, url, SOUND[url]) for url in ("sms", "sms/reports", "sms/optouts")]
        assert [answer.status_code for answer in answers] == [503] * 3
        assert answers[0].text == "cannot be kept now, please repeat\n"
    assert texts(create_app(container).test_client(), "1") == [200]


def test_a_worker_drains_before_it_settles_anything(container: Container, clock: Clock) -> None:
    """The report that a message was delivered is in the spool: the message is not sent a second time."""
    unknown(container, begin(container, "a"))
    told = {"id": "X1", "status": "delivered", "failure": "", "phone": PHONE}
    container.spool.put("report", told, clock())
    clock.move(seconds=121)
    worker = Worker(container)
    worker.sweep()
    worker.finish()
    assert states(container) == {"a": MessageState.DELIVERED}


def test_a_health_check_wakes_what_a_dead_process_left(container: Container, client: FlaskClient) -> None:
    container.spool.put("opt-out", {"phone": CITIZEN}, container.database.clock())
    client.get("/readyz")
    wait_until(lambda: is_drained(container))
    assert not alerts(container)


def test_metrics_tell_of_the_spool_also_without_a_database(redis_url: str, tmp_path: Path) -> None:
    here = settings(database_url=f"sqlite:///{tmp_path}/none/a.db", redis_url=redis_url, data_dir=tmp_path / "data")
    container = Container.of(here)
    with closing(container.database):
        client = create_app(container).test_client()
        texts(client, "1", "2")
        shown = client.get("/metrics", headers=GATHERER)
        assert shown.status_code == 200
        for line in ("lango_spool_records 2", "lango_spool_writable 1", "lango_database_up 0"):
            assert f"\n{line}.0\n" in shown.text
    prepare_at(here.database)


def prepare_at(url: str) -> None:
    """Create the folder and a database there, so that the spooled records can be applied."""
    Path(url.removeprefix("sqlite:///")).parent.mkdir()
    prepare(settings(database_url=url, redis_url="unix:///nowhere"))


# The same SMS fifty times


def test_fifty_threads_with_the_same_sms_leave_one_row_and_one_reply(container: Container) -> None:
    app = create_app(container)
    with ThreadPoolExecutor(50) as threads:
        answers = threads.map(lambda _: post(app.test_client(), "sms", SOUND["sms"]).status_code, range(50))
        assert set(answers) == {200}
    wait_until(lambda: is_drained(container))
    assert (count(container, "inbound"), count(container, "messages")) == (1, 1)


# A thousand callbacks


@pytest.mark.slow
def test_a_thousand_callbacks_during_an_outage_are_all_there_afterwards_once_and_in_order(container: Container) -> None:
    """Over real HTTP, to two web applications with one spool; every second SMS is sent twice."""
    with listening(container) as one, listening(container) as other:
        with outage(container):
            began = time.monotonic()
            send_thousand([one, other])
            assert time.monotonic() - began < PATIENCE
            assert container.spool.read_state().waiting >= 1000
        wait_until(lambda: is_drained(container), seconds=PATIENCE)
    assert container.spool.read_state().aside == 0
    found = received(container)
    assert len(found) == len(set(found)) == 800
    assert count(container, "messages") == 800
    for sender in range(SENDERS):
        mine = [name for name in found if name.startswith(f"{sender}-")]
        assert mine == sorted(mine)
    assert count(container, "delivery_reports") == 200


def send_thousand(urls: list[str]) -> None:
    """Send 800 SMS, each sender's in order and every second one twice, and 200 reports."""

    def post_to(url: str, path: str, form: dict[str, str]) -> None:
        address, body = f"{url}/at/{CALLBACK_KEY}/{path}", urlencode(form).encode()
        with urllib.request.urlopen(address, body, timeout=30) as answer:
            assert answer.status == 200

    def send(sender: int) -> None:
        url = urls[sender % len(urls)]
        for number in range(100):
            phone = f"+25472{sender}{number // 40}00300"  # a phone gets forty replies an hour
            form = SOUND["sms"] | {"id": f"{sender}-{number:03d}", "from": phone}
            for _ in range(1 + number % 2):
                post_to(url, "sms", form)
            if number % 4 == 0:
                post_to(url, "sms/reports", SOUND["sms/reports"] | {"id": f"X{sender}-{number}"})

    with ThreadPoolExecutor(SENDERS) as threads:
        list(threads.map(send, range(SENDERS)))


@contextmanager
def outage(container: Container) -> Iterator[None]:
    """SQLite: another connection holds the lock. PostgreSQL: connections are terminated, and new ones refused."""
    if container.database.engine.dialect.name == "sqlite":
        with locked(container):
            yield
        return
    with refused(container):
        yield


@contextmanager
def refused(container: Container) -> Iterator[None]:
    """Meanwhile PostgreSQL terminates the connections to this database, and refuses new ones."""
    parts = urlsplit(container.settings.database_url)
    name = parts.path.removeprefix("/")
    allow = SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    with psycopg.connect(parts._replace(path="/template1").geturl(), autocommit=True) as chief:
        chief.execute(allow.format(Identifier(name), SQL("false")))
        chief.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        yield
        chief.execute(allow.format(Identifier(name), SQL("true")))
