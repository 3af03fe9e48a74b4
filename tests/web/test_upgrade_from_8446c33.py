"""An installation of release 8446c33 is upgraded: its database is migrated, its live sessions and its spool go on.

All data that is read here was written by that release itself, which `tests/release_8446c33.py` ran.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr
from redis import Redis
from sqlalchemy import select, text

from app.callbacks.intake import CallbackProcessor
from app.container import Container
from app.dev import demo_data
from app.domain.audit import audit_chain, audit_proof, audit_renewal
from app.domain.identity import accounts
from app.domain.messaging.messages import Message
from app.domain.privacy import key_rotation, subject_rights
from app.domain.shared.persons import AccountType
from app.domain.subscribers import phones
from app.migrations import runner
from app.platform.db import Database
from app.platform.encryption import Keyring
from app.ussd.turn import SIGNED_OUT, UPDATED
from app.worker.main import Worker
from tests import release_8446c33 as old
from tests import servers
from tests.conftest import KEY, Clock, settings
from tests.database.holder import do, sms_to
from tests.filled import load_ours
from tests.release_8446c33 import ACCOUNT_PHONE, MOVE, MOVE_URL, OTHER_PHONE, PASSWORD, SESSIONS, Left
from tests.web.agency import APPLICATIONS, Agency
from tests.web.callbacks import SOUND, hop, post
from tests.web.talking import talk

pytestmark = pytest.mark.slow

GOES_ON: Final = {
    "registering": ("2001", "CON 29000005 Amina, 2001."),
    "before a password": ("730962*730962", "CON Your account is open"),
    "signed in for 30 days": ("1", "CON Driving licence renewal, 3 years"),
    "a status": ("0", "CON Enter your reference"),
    "in Kiswahili": ("2", "CON Kuhuisha pasipoti - kurasa 34"),
}
"""For each live session: the next inputs, and the beginning of the screen after them."""
NEW_KEY: Final = "the key that comes first from now on 0123456789"
LEFT: Final = Left.read()


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def upgraded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of that release's database after the upgrade: migrated, and with what is new in the catalogue."""
    if request.param == "sqlite":
        file = tmp_path_factory.mktemp("old") / "lango.db"
        old.sqlite_database(file)
        url = f"sqlite:///{file}"
    else:
        url = servers.fresh_database(request.getfixturevalue("postgres_url"))
    with closing(Container.of(settings(database_url=url, redis_url="unix:///nowhere")).database) as database:
        if request.param == "postgresql":
            with database.engine.begin() as connection:
                connection.execute(text("DROP SCHEMA public CASCADE"))
                connection.execute(text("CREATE SCHEMA public"))
            old.fill_postgresql(database.engine)
        with database.engine.connect() as connection:
            assert connection.scalar(text("SELECT version_num FROM alembic_version")) == old.NEWEST
        runner.migrate(database)
        with database.transaction() as session:
            assert load_ours(session, without="services_listed", new_only=True)
    return url


@pytest.fixture
def database_url(upgraded: str, tmp_path: Path) -> Iterator[str]:
    """The URL of a copy of the upgraded database."""
    if upgraded.startswith("sqlite"):
        file = tmp_path / "lango.db"
        file.write_bytes(Path(upgraded.removeprefix("sqlite:///")).read_bytes())
        yield f"sqlite:///{file}"
    else:
        url = servers.fresh_database(upgraded)
        yield url
        servers.drop_database(url)


@pytest.fixture(autouse=True)
def redis(redis_url: str, tmp_path: Path) -> Iterator[Redis]:
    """Redis and the spool, with what that release stored in them."""
    spool = tmp_path / "data" / "spool"
    spool.mkdir(parents=True)
    (spool / "live").write_text(LEFT.spool, "ascii")
    with Redis.from_url(redis_url) as server:
        server.flushall()
        LEFT.put_sessions(server)
        yield server


def go_on(client: FlaskClient, name: str, *more: str) -> str:
    """Type more in a live session, hop by hop; the last screen."""
    phone, typed = SESSIONS[name]
    said = ""
    for number in range(len(more) + 1):
        said = hop(client, "*".join([typed, *more[:number]]), session=old.session_id(name), phone=phone)
    return said


# Live sessions


@pytest.mark.parametrize("lost", [False, True], ids=["Redis has it", "Redis has lost it"])
def test_who_was_signed_in_by_a_password_signs_in_again(client: FlaskClient, redis: Redis, lost: bool) -> None:
    """That release did not store the time of the password. The chosen line is not applied to another screen."""
    if lost:
        redis.flushall()
    assert go_on(client, "signed in", "1") == f"END {SIGNED_OUT}"
    assert go_on(client, "signed in", "1") == f"END {SIGNED_OUT}"
    assert talk(client, ACCOUNT_PHONE, "3", PASSWORD)[-1].startswith("CON eCitizen: Wanjiku")


@pytest.mark.parametrize("lost", [False, True], ids=["Redis has it", "Redis has lost it"])
@pytest.mark.parametrize("name", GOES_ON)
def test_a_live_session_goes_on(client: FlaskClient, redis: Redis, name: str, lost: bool) -> None:
    if lost:
        redis.flushall()
    else:
        assert go_on(client, name) == LEFT.answers[name], "the hop before comes again: the same bytes"
    typed, said = GOES_ON[name]
    assert go_on(client, name, *typed.split("*")).startswith(said)


def test_who_stands_on_a_screen_that_is_gone_dials_again_once(client: FlaskClient) -> None:
    assert go_on(client, "on a screen that is gone", "29000005") == f"END {UPDATED}"
    phone, _ = SESSIONS["on a screen that is gone"]
    assert talk(client, phone)[0].startswith("CON Welcome")


def test_a_form_is_gone_on_with_at_the_next_dial(client: FlaskClient) -> None:
    phone, _ = SESSIONS["registering"]
    offer, question, read = talk(client, phone, "1", "2001")
    assert offer.startswith("CON You have not finished")
    assert question.startswith("CON Enter your year of birth")
    assert read.startswith("CON ****0005 Amina, 2001. Correct?")


# Accounts


def test_an_old_account_signs_in_by_its_password_and_sees_its_applications(client: FlaskClient) -> None:
    *_, first, mine = talk(client, ACCOUNT_PHONE, "3", PASSWORD, "2")
    assert first.startswith("CON eCitizen: Wanjiku")
    assert "1. Passport renewal, 34 pages: Collected" in mine


def test_a_phone_that_stays_signed_in_still_is(client: FlaskClient) -> None:
    first, mine = talk(client, OTHER_PHONE, "2")
    assert first.startswith("CON Otieno: Waiting to be processed")
    assert "1. Driving licence renewal, 3 years: Waiting to be processed" in mine


def test_a_wrong_password_is_still_wrong(client: FlaskClient) -> None:
    assert talk(client, ACCOUNT_PHONE, "3", "999999")[-1].startswith("CON Wrong account or password. Tries left: 4.")


# SMS, reports and the spool


def test_a_text_with_an_old_reference_is_answered_once(client: FlaskClient, container: Container) -> None:
    CallbackProcessor(container).drain()
    post(client, "sms", SOUND["sms"] | {"id": "new", "from": ACCOUNT_PHONE, "text": "222244442222"})
    post(client, "sms", old.INBOUND)
    told = [each for each in sms_to(container, ACCOUNT_PHONE) if each.startswith("eCitizen 2222 4444 2222: Driving")]
    assert len(told) == 1
    with container.database.reading() as session:
        replies = session.scalars(select(Message.key).where(Message.key.like("reply:sms%")).order_by(Message.key)).all()
    assert replies == [f"reply:{old.INBOUND['id']}", "reply:sms-spooled"], "what was answered before is answered once"


def test_what_it_had_spooled_is_applied(container: Container) -> None:
    assert container.spool.read_state().waiting == 4
    assert CallbackProcessor(container).drain() == 4
    assert (container.spool.read_state().waiting, container.spool.read_state().aside) == (0, 0)
    assert [each for each in sms_to(container, "+254700000006") if "2222 8888 0000: Birth certificate" in each]
    with container.database.reading() as session:
        assert not phones.wants_alerts(session, "+254700000007")
        reply = session.scalars(select(Message).where(Message.key == f"reply:{old.INBOUND['id']}")).one()
        assert reply.state == "delivered"


def test_what_it_had_not_sent_yet_is_sent_once(container: Container) -> None:
    keys = select(Message.key).where(Message.state == "pending")
    with container.database.reading() as session:
        waits = session.scalars(keys).all()
    assert "alert:102030405060:4:sms" in waits
    worker, sent = Worker(container), 0
    while started := worker.turn():
        sent += len([each.result() for each in started])
    worker.finish()
    assert sent == len(waits)
    with container.database.reading() as session:
        assert session.scalars(keys).all() == []
        assert set(session.scalars(select(Message.state).where(Message.key.in_(waits)))) == {"accepted"}


# Agencies


def test_an_old_key_moves_an_old_application(client: FlaskClient, container: Container) -> None:
    agency = Agency(client, LEFT.key)
    moved = agency.move("EPP1-A1B2C3D4", "processing")
    assert (moved.status_code, moved.get_json()["version"]) == (200, 4)
    history = agency.get(f"{APPLICATIONS}/EPP1-A1B2C3D4").get_json()["history"]
    assert [each["status"] for each in history] == ["submitted", "processing", "needs_action", "processing"]
    assert sms_to(container, "+254700000009")


def test_a_request_that_it_has_carried_out_is_not_carried_out_again(client: FlaskClient) -> None:
    again = Agency(client, LEFT.key).post(MOVE_URL, MOVE, idempotency_key=old.IDEMPOTENCY_KEY)
    assert (again.status_code, again.headers.get("Idempotent-Replayed")) == (200, "true")
    assert again.get_data(as_text=True) == LEFT.moved


def test_samples_that_are_there_are_not_recorded_anew(container: Container) -> None:
    assert do(container, demo_data.load, container.contacts) == 0


# The audit trail, look-ups and keys


def test_the_audit_trail_is_judged_as_an_earlier_release_s(container: Container) -> None:
    """27 links of an earlier release; one row of its last minutes has no MAC, and counts as unproven once linked."""
    found = audit_proof.verify(container.database)
    assert (found.head.seq, found.fault, found.earlier, found.unproven) == (27, None, 27, 0)
    linked = do(container, audit_chain.link)
    assert linked == found.unlinked
    found = audit_proof.verify(container.database)
    assert (found.fault, found.earlier, found.unproven, found.unlinked) == (None, 27, 1, 0)


def test_a_person_is_found_by_document_and_phone(container: Container) -> None:
    with container.database.transaction() as session:
        subject = subject_rights.find_rights_holder(
            session, AccountType.CITIZEN, "29000001", ACCOUNT_PHONE, actor="operator:test"
        )
        assert subject is not None
        told = subject_rights.export(session, subject, actor="operator:test")
    assert {name for name, rows in told.items() if rows} >= {"accounts", "applications", "messages", "checkpoints"}


def test_its_rows_are_taken_to_a_new_key_and_found_without_the_old_one(
    container: Container, redis_url: str, clock: Clock
) -> None:
    url = str(container.settings.database)
    both = Database(url, Keyring([NEW_KEY, KEY]), clock)
    counts = key_rotation.rotate(both, lambda *_: None)
    assert {name for name, each in counts.items() if each.unopened or each.stale} == set()
    assert audit_renewal.renew(both)[1] is None
    both.close()
    here = settings(database_url=url, redis_url=redis_url).model_copy(update={"secret_keys": SecretStr(NEW_KEY)})
    later = Container.of(here, clock=clock)
    with later.database.reading() as session:
        assert len(accounts.by_phone(session, ACCOUNT_PHONE)) == 1
        assert len(accounts.by_number(session, "29000002")) == 1
        assert phones.language_of(session, "+254700000003") == "sw"
    later.database.close()
