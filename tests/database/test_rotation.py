"""Key rotation: everything works before, during and after a rotation, and without the old key."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr
from sqlalchemy import LargeBinary, select, text
from sqlalchemy.orm import Session

from app.bootstrap.web import create_app
from app.cli.privacy import keys as keys_group
from app.container import Container
from app.domain.applications import account_applications, status_messages, transitions
from app.domain.applications.applications import Applicant
from app.domain.applications.moves import Transition
from app.domain.audit import audit_chain, audit_proof, audit_renewal
from app.domain.catalogue.models import Status, service
from app.domain.idempotency import api_requests
from app.domain.idempotency.api_requests import Call
from app.domain.identity import accounts, otp, sign_in
from app.domain.identity.accounts import Account, Login
from app.domain.identity.otp import Purpose
from app.domain.identity.recovery import pending_changes, recovery_factors
from app.domain.messaging import inbound_sms, messages, outbox
from app.domain.messaging.messages import Channel, Message, MessageKind
from app.domain.privacy import key_rotation
from app.domain.privacy.key_rotation import Count
from app.domain.shared import counters, sealed_columns
from app.domain.shared.blind_indexes import blind_index
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import Conflict
from app.domain.shared.persons import AccountType
from app.domain.staff import api_keys
from app.domain.staff.reach import Reach
from app.domain.subscribers import phones
from app.domain.subscribers.phones import Phone
from app.platform.db import Base
from tests.conftest import KEY, Clock, settings
from tests.database.holder import CITIZEN, NUMBER, PASSWORD, PHONE, STRANGER, WANJIKU, at_once, do, opened
from tests.web.talking import talk

NEW = "the key that comes first from now on 0123456789"
EMAIL, EARLIER = "wanjiku@example.com", "kamau@example.com"
QUIET, OTHER = "+254712000044", "+254712000055"
HOUR = timedelta(hours=1)
CONTACTS = Contacts("*222#", "22222", "+254 20 7903260", "support@ecitizen.go.ke")
Rings = Callable[..., Container]


@pytest.fixture
def ring(database_url: str, redis_url: str, clock: Clock) -> Iterator[Rings]:
    """Restarts the same installation with other keys."""
    made: list[Container] = []

    def of(*secrets: str) -> Container:
        wanted = settings(database_url=database_url, redis_url=redis_url)
        made.append(Container.of(wanted.model_copy(update={"secret_keys": SecretStr(",".join(secrets))}), clock=clock))
        return made[-1]

    yield of
    for each in made:
        each.database.close()


@dataclass
class Town:
    """People and their data, stored under the old key, and checks that must hold under any key ring."""

    account: str = ""
    reference: str = ""
    api_key: str = ""
    turns: int = 0

    @classmethod
    def of(cls, container: Container) -> "Town":
        town = cls(opened(container, password=PASSWORD))
        opened(container, "29000002", phone=OTHER, password=PASSWORD)
        do(container, recovery_factors.set_email, town.account, EARLIER)
        do(
            container,
            lambda session: setattr(
                accounts.get(session, town.account), "email_codes_from", container.database.clock()
            ),
        )
        do(container, recovery_factors.set_email, town.account, EMAIL)
        do(container, accounts.remember, town.account, PHONE)
        do(container, phones.choose_language, PHONE, "sw")
        do(container, phones.set_alerts, QUIET, wanted=False)
        town.api_key = do(container, api_keys.issue_key, "dis", actor="test")
        with container.database.transaction() as session:
            wanted = service(session, "passport-renew-34")
            assert wanted is not None
            applicant = Applicant(CITIZEN, NUMBER, PHONE, EMAIL)
            made = transitions.record_application(
                session, wanted, applicant, actor="test", contacts=container.contacts, answers={}
            )
            town.reference = made.reference
        step = Transition(Status.PROCESSING, note="Bring your old passport", note_sw="Nenda na pasipoti ya zamani")
        do(container, transitions.apply_transition, town.reference, step, actor="test", contacts=container.contacts)
        do(
            container,
            inbound_sms.receive,
            provider_id="in-1",
            sender=PHONE,
            text="HELP",
            sent_at=None,
            answer=lambda *_: "Help",
        )
        do(container, otp.issue_code, Purpose.PHONE, asker=PHONE, account_id=town.account, target=STRANGER)
        do(container, counters.count, "test", PHONE, HOUR)
        do(container, api_requests.once, Call("dis", "k-1", ("body",)), lambda _: {"made": 1})
        return town

    def lives(self, container: Container, client: FlaskClient) -> None:
        """Check a sign-in, the menu, a status check, a new alert, and all that is looked up by an index."""
        self.turns += 1
        self.signs_in(container)
        assert "Maombi yangu" in talk(client, PHONE, "1")[-1], "behind the change of the address"
        assert "Bring your old passport" in do(container, self.standing)
        do(container, self.finds)
        self.told(container)

    def signs_in(self, container: Container) -> None:
        for name in (NUMBER, EMAIL):
            counted = do(container, sign_in.reserve, name, PHONE)
            assert sign_in.opened_by(container.keys, counted, PASSWORD) == self.account
            fresh = sign_in.renewed(container.keys, counted, self.account, PASSWORD)
            do(container, sign_in.succeeded, counted, PHONE, name, fresh)

    def standing(self, session: Session) -> str:
        found = transitions.find_application_of(session, self.reference, reach=Reach("dis"))
        return status_messages.status_view(session, found, "en", CONTACTS, phone=PHONE).note

    def finds(self, session: Session) -> None:
        [mine] = accounts.by_phone(session, PHONE)
        assert (mine.phone_number, mine.email_address) == (PHONE, EMAIL)
        assert pending_changes.previous_email(session, mine.id) == EARLIER
        assert mine.id == self.account
        assert mine.said == WANJIKU
        seen = account_applications.seen(session, Login(mine.id, mine.auth_epoch), phone=PHONE)
        assert [each.reference for each in seen] == [self.reference]
        assert accounts.remembered(session, PHONE) == self.account
        assert phones.language_of(session, PHONE) == "sw"
        assert not phones.wants_alerts(session, QUIET)
        shown = api_keys.find_key(session, self.api_key)
        assert shown is not None
        assert shown.agency == "dis"
        assert otp.pending(session, Purpose.PHONE, PHONE) is not None
        assert counters.so_far(session, "test", PHONE, HOUR) == 1
        assert api_requests.once(session, Call("dis", "k-1", ("body",)), lambda _: {"made": 2}) == ({"made": 1}, True)
        with pytest.raises(Conflict):
            accounts.open_account(
                session, accounts.new_id(), AccountType.CITIZEN, NUMBER, said=WANJIKU, phone=PHONE, password_hash="none"
            )

    def told(self, container: Container) -> None:
        """Queue one more alert: all alerts to the phone have the same index, whatever key the earlier ones had."""
        key = f"alert-{self.turns}"
        assert do(container, messages.queue_sms, key=key, kind=MessageKind.ALERT, phone=PHONE, body="moved")
        with container.database.reading() as session:
            mine = (
                select(Message.recipient).where(Message.kind == MessageKind.ALERT, Message.channel == "sms").distinct()
            )
            assert len(session.scalars(mine).all()) == 1


def hushed(_table: str, _count: Count) -> None:
    """Ignore the progress."""


def client_of(container: Container) -> FlaskClient:
    return create_app(container).test_client()


@pytest.mark.both_databases
def test_it_works_before_in_the_middle_after_and_without_the_old_key(
    ring: Rings, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Town.of(ring(KEY))
    town.lives(ring(KEY), client_of(ring(KEY)))
    both = ring(NEW, KEY)
    client = client_of(both)
    town.lives(both, client)
    monkeypatch.setattr(key_rotation, "PAGE", 2)

    pages: list[str] = []

    def live(table: str, _count: Count) -> None:
        pages.append(table)
        if len(pages) % 4 == 0:
            town.lives(both, client)

    found = key_rotation.rotate(both.database, live)
    assert town.turns > 5, "there was traffic between the pages"
    assert not any(count.stale or count.unopened for count in found.values())
    town.lives(both, client)
    only = ring(NEW)
    rest = key_rotation.survey(only.database, hushed)
    assert not any(count.stale or count.unopened for count in rest.values())
    with only.database.transaction() as session:
        session.execute(text("DELETE FROM api_calls"))  # named under the old key, and kept for two days
        session.execute(text("DELETE FROM tallies"))
    do(only, counters.count, "test", PHONE, HOUR)
    do(only, api_requests.once, Call("dis", "k-1", ("body",)), lambda _: {"made": 1})
    town.lives(only, client_of(only))


def test_everything_is_under_the_first_key_afterwards(ring: Rings) -> None:
    Town.of(ring(KEY))
    both = ring(NEW, KEY)
    before = key_rotation.survey(both.database, hushed)
    assert {table for table, count in before.items() if count.sealed} >= {
        "accounts", "api_calls", "api_keys", "application_changes", "applications", "codes", "inbound", "messages",
        "phones", "remembered_phones",
    }  # fmt: skip
    assert {table for table, count in before.items() if count.indexes} == {
        "accounts", "api_keys", "applications", "messages", "phones", "remembered_phones",
    }  # fmt: skip
    key_rotation.rotate(both.database, hushed)
    with both.database.reading() as session:
        for kind in sealed_columns.kinds():
            for row in session.scalars(select(kind)):
                for name in sealed_columns.values(kind):
                    value = getattr(row, name)
                    assert not value or both.keys.is_newest(value), (kind, name)
        under_new = ring(NEW).keys.digest("phone", PHONE)
        for table, column in (("codes", "asker"), ("inbound", "sender"), ("phones", "index")):
            assert under_new in session.scalars(select(Base.metadata.tables[table].c[column])).all(), "it moved along"


def test_a_rotation_that_is_cut_off_is_started_again(ring: Rings, monkeypatch: pytest.MonkeyPatch) -> None:
    Town.of(ring(KEY))
    both = ring(NEW, KEY)
    monkeypatch.setattr(key_rotation, "PAGE", 1)
    done: list[str] = []

    def break_off(table: str, _count: Count) -> None:
        done.append(table)
        if len(done) == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        key_rotation.rotate(both.database, break_off)
    left = sum(count.stale for count in key_rotation.survey(both.database, hushed).values())
    assert left
    key_rotation.rotate(both.database, hushed)
    assert not any(count.stale for count in key_rotation.survey(ring(NEW).database, hushed).values())
    again = [count.stale for count in key_rotation.survey(both.database, hushed, write=True).values()]
    assert not any(again), "done twice, nothing is left to do"


def test_a_password_changes_its_pepper_at_the_next_right_sign_in(ring: Rings) -> None:
    town = Town.of(ring(KEY))
    both = ring(NEW, KEY)
    key_rotation.rotate(both.database, hushed)
    assert do(both, key_rotation.leaning).passwords == 2
    counted = do(both, sign_in.reserve, NUMBER, PHONE)
    assert sign_in.opened_by(both.keys, counted, "000000") is None
    town.signs_in(both)
    audit_renewal.renew(both.database)
    assert do(both, key_rotation.leaning) == key_rotation.Leaning(passwords=1, audit=0, api_keys=0, phones=0)
    only = ring(NEW)
    town.signs_in(only)
    counted = do(only, sign_in.reserve, "29000002", OTHER)
    assert sign_in.opened_by(only.keys, counted, PASSWORD) is None, "only a code opens this one now"


def test_a_password_that_was_changed_meanwhile_is_left_as_it_is(ring: Rings) -> None:
    town = Town.of(ring(KEY))
    both = ring(NEW, KEY)
    counted = do(both, sign_in.reserve, NUMBER, PHONE)
    fresh = sign_in.renewed(both.keys, counted, town.account, PASSWORD)
    do(both, accounts.set_password, town.account, "another")
    do(both, sign_in.succeeded, counted, PHONE, NUMBER, fresh)
    with both.database.reading() as session:
        assert session.get_one(Account, town.account).password_hash == "another"


def test_a_thing_keeps_its_index_until_it_is_moved_and_then_has_the_new_one(ring: Rings) -> None:
    old, both = ring(KEY), ring(NEW, KEY)
    do(old, phones.choose_language, PHONE, "sw")
    assert do(both, blind_index, "phone", PHONE) == old.keys.digest("phone", PHONE)
    assert do(both, blind_index, "phone", STRANGER) == ring(NEW).keys.digest("phone", STRANGER)
    key_rotation.rotate(both.database, hushed)
    assert do(both, blind_index, "phone", PHONE) == ring(NEW).keys.digest("phone", PHONE)


@pytest.mark.both_databases
def test_processes_that_are_restarted_one_after_the_other_agree(ring: Rings) -> None:
    town = Town.of(ring(KEY))
    behind, ahead = ring(KEY, NEW), ring(NEW, KEY)
    for container in (behind, ahead, behind):
        town.signs_in(container)
        do(container, town.finds)
        town.turns += 1
        town.told(container)
    for first, second, phone in ((behind, ahead, "+254712000071"), (ahead, behind, "+254712000072")):
        do(first, phones.set_alerts, phone, wanted=False)
        assert not do(second, phones.wants_alerts, phone)
        do(second, phones.set_alerts, phone, wanted=True)
        assert do(first, phones.wants_alerts, phone)


def test_the_commands_tell_what_is_to_do_do_it_and_tell_when_it_is_done(ring: Rings) -> None:
    Town.of(ring(KEY))
    do(ring(KEY), audit_chain.link)
    app = create_app(ring(NEW, KEY))
    app.cli.add_command(keys_group)
    run = app.test_cli_runner().invoke
    before = run(args=["keys", "status"])
    assert before.exit_code == 1
    assert "is to do: run `keys rotate`" in before.stderr
    done = run(args=["keys", "rotate"])
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"audit: {audit_proof.verify(ring(NEW).database).head.seq} rows vouched for anew",
        "passwords on an older key: 2 (each changes at the next sign-in; without the key it must be reset)",
        "Everything else is under the first key.",
        (
            "Keep the older keys in SECRET_KEYS for 7 days more: counters, codes, repeated requests and texts of "
            "phones that are known from nowhere else are still named under them."
        ),
    ]
    assert "accounts: 2 of 2 rows, 7 values and 5 indexes of an older key" in done.stderr
    assert run(args=["keys", "status"]).exit_code == 0


def test_a_phone_that_is_there_under_both_keys_becomes_one(ring: Rings) -> None:
    do(ring(KEY), phones.choose_language, PHONE, "en")
    do(ring(NEW), phones.choose_language, PHONE, "sw")
    both = ring(NEW, KEY)
    key_rotation.rotate(both.database, hushed)
    with both.database.reading() as session:
        assert [each.language for each in session.scalars(select(Phone))] == ["sw"]


def test_what_no_key_opens_is_counted_and_left(ring: Rings) -> None:
    Town.of(ring(KEY))
    other = ring(NEW)
    found = key_rotation.rotate(other.database, hushed)
    assert sum(count.unopened for count in found.values()) > 10
    assert not any(count.stale for count in found.values())
    assert sum(count.sealed for count in key_rotation.survey(ring(NEW, KEY).database, hushed).values()) > 10


@pytest.mark.slow
@pytest.mark.both_databases
def test_alerts_that_are_sent_while_it_runs_are_all_sent_once(ring: Rings) -> None:
    old, both = ring(KEY), ring(NEW, KEY)
    for number in range(60):
        do(
            old,
            messages.queue_sms,
            key=f"a{number}",
            kind=MessageKind.ALERT,
            phone=f"+2547{number % 20:08}",
            body="moved",
        )
    sent: list[str] = []

    def send() -> None:
        for _ in range(200):
            for claimed in do(both, outbox.claim, Channel.SMS, 5, most_alerts=5):
                if do(both, outbox.attempting, claimed):
                    sent.append(claimed.key)
                    do(both, outbox.accepted, claimed, provider_id=claimed.key, cost="", parts=1)
            if len(sent) == 60:
                return

    at_once([send, lambda: key_rotation.rotate(both.database, hushed) and None])
    assert sorted(sent) == sorted(f"a{number}" for number in range(60))
    key_rotation.rotate(both.database, hushed)
    assert not any(count.stale for count in key_rotation.survey(ring(NEW).database, hushed).values())


def test_every_digest_is_marked_and_every_sealed_column_has_a_place() -> None:
    digests = [
        column for table in Base.metadata.sorted_tables for column in table.columns
        if isinstance(column.type, LargeBinary) and column.type.length == 32
        and table.name not in ("audit", "audit_marks")
    ]  # fmt: skip
    assert [str(column) for column in digests if not column.info] == []
    assert [str(column) for column in digests if column.info] != []
    ours = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables for column in table.columns if column.name.endswith("_sealed")
    }  # fmt: skip
    assert ours == {
        (kind.__tablename__, name) for kind in sealed_columns.kinds() for name in sealed_columns.values(kind)
    }
    assert [kind for kind in sealed_columns.kinds() if not callable(getattr(kind, "sealed_at", None))] == []
