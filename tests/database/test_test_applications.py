"""Test applications: of no citizen, in no figure, without money, and deleted after 30 days with all their rows."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

import pytest
from sqlalchemy import func, select, text

from app.container import Container
from app.domain.applications import account_applications, applications, transitions
from app.domain.applications.applications import NOBODYS, Applicant, Application
from app.domain.applications.moves import Transition
from app.domain.applying import payment_deadlines, simulated_events
from app.domain.applying.simulated_events import SimulatedEvent, Simulation
from app.domain.catalogue.models import Status, service
from app.domain.identity import accounts
from app.domain.messaging import dead_letters, messages, outbox
from app.domain.messaging.messages import Message, MessageState
from app.domain.payments import claims, payment_view, requests
from app.domain.payments.claims import ClaimWish
from app.domain.payments.models import PaymentReceipt, PaymentRefund
from app.domain.payments.payment_states import ReceiptState
from app.domain.payments.payment_view import PaymentStage
from app.domain.payments.provider_port import MoneyChannel, Transaction
from app.domain.payments.receipts import account_check, reconciliation, settlement
from app.domain.payments.receipts.account_check import AccountVerdict
from app.domain.payments.requests import PaymentRefused, PaymentWish
from app.domain.privacy import retention, subject_rights
from app.domain.self_service import application_queries
from app.domain.shared import references
from app.domain.shared.errors import Conflict, NotAllowed, NotFound
from app.domain.shared.payment_ways import Provider
from app.domain.staff import api_keys
from app.domain.staff.api_keys import Key
from app.platform.db import Base
from tests.conftest import Clock
from tests.database.holder import CITIZEN, NUMBER, ON_SQLITE, PHONE, do, login, opened, sms_to, waiting
from tests.database.paying import DARAJA
from tests.trying import TEST_PHONE, key_to_try

REFERENCE: Final = "EPP1-A1B2C3D4"
SERVICE: Final = "interstate-pass"
FEE: Final = Decimal(1500)


def tried(container: Container, reference: str | None = REFERENCE, *, is_test: bool = True) -> str:
    """Record an application under a real citizen's document, as a test unless `is_test` is false; its reference."""

    def work(session: Any) -> str:
        wanted = service(session, SERVICE)
        assert wanted is not None
        to, mail = (TEST_PHONE, "wanjiku@example.com") if is_test else (PHONE, None)
        applicant = Applicant(CITIZEN, NUMBER, to, mail)
        made = transitions.record_application(
            session, wanted, applicant, actor="test", contacts=container.contacts, reference=reference, is_test=is_test
        )
        return made.reference

    return str(do(container, work))


def find(container: Container, reference: str) -> Application:
    with container.database.reading() as session:
        found = applications.find_application(session, references.lookup_key(reference))
    assert found is not None
    return found


def priced(container: Container, reference: str, *, paid: int = 0) -> None:
    """Set a fee and wait for its payment; a part may have been paid."""

    def work(session: Any) -> None:
        found = transitions.find_application_of(session, reference, reach=None)
        found.base_fee_kes, found.access_fee_kes, found.paid_kes = FEE, Decimal(50), Decimal(paid) or None
        applications.place_at(session, found, Transition(Status.AWAITING_PAYMENT), actor="test")

    do(container, work)


@pytest.fixture
def key(container: Container) -> Key:
    """A test key."""
    shown = key_to_try(container)
    with container.database.reading() as session:
        found = api_keys.find_key(session, shown)
    assert found is not None
    return found


@pytest.fixture
def simulate(container: Container, key: Key) -> Callable[..., None]:
    """Simulate an event with a test key."""

    def done(event: SimulatedEvent, reference: str = REFERENCE, **what: Any) -> None:
        wanted = Simulation(event, **what)
        do(container, simulated_events.simulate, reference, wanted, key=key, contacts=container.contacts)

    return done


def count(container: Container, *tables: str) -> list[int]:
    with container.database.reading() as session:
        return [session.scalar(select(func.count()).select_from(Base.metadata.tables[each])) or 0 for each in tables]


# Nobody's


@ON_SQLITE
def test_it_keeps_neither_the_document_nor_the_address_that_were_sent(container: Container) -> None:
    account = opened(container)
    do(container, lambda s: accounts.prove(s, accounts.get(s, account, lock=True), actor="test", by="desk"))
    made = find(container, tried(container))
    with container.database.reading() as session:
        assert Application.id_number.open(container.keys, made) == f"{NOBODYS}{REFERENCE}"
        assert Application.phone_number.open(container.keys, made) == TEST_PHONE
        assert (made.email_sealed, account_applications.mailbox(session, made)) == (None, None)
        holder = accounts.get(session, account)
        assert holder.applicant != made.applicant
        assert account_applications.recorded_phone(session, holder, other_than=PHONE) is None
        seen = account_applications.seen(session, login(container, account), phone=PHONE)
    assert seen == []
    assert sms_to(container, PHONE) == []
    assert [to for _, to, _ in waiting(container)] == [TEST_PHONE]


@ON_SQLITE
def test_it_is_neither_exported_nor_erased_as_the_citizens_of_that_document(container: Container) -> None:
    opened(container)
    tried(container)
    before = count(container, "applications", "messages")

    def work(session: Any) -> tuple[str, int]:
        subject = subject_rights.find_rights_holder(session, CITIZEN, NUMBER, PHONE, actor="test")
        assert subject is not None
        told = str(subject_rights.export(session, subject, actor="test"))
        return told, subject_rights.erase(session, subject, actor="test").unlinked

    told, unlinked = do(container, work)
    assert REFERENCE not in told
    assert unlinked == 0
    assert count(container, "applications", "messages") == before
    assert find(container, REFERENCE).phone_sealed


@ON_SQLITE
def test_a_citizen_whose_phone_is_a_test_phone_still_has_what_is_theirs_shown(container: Container) -> None:
    """A test application is no citizen's: it makes the phone no other person's, and its messages are the phone's."""
    opened(container, "29000002", phone=TEST_PHONE)
    tried(container)
    subject = do(container, subject_rights.find_rights_holder, CITIZEN, "29000002", TEST_PHONE, actor="test")
    assert subject is not None
    assert subject.alone
    with container.database.reading() as session:
        [message] = session.scalars(select(Message).where(Message.key.startswith("test:")))
    assert message.id in subject.messages


@ON_SQLITE
def test_whoever_is_signed_in_on_the_test_phone_sees_it_and_on_any_other_nobody_does(container: Container) -> None:
    account = opened(container, "29000002", phone=TEST_PHONE)
    tried(container)
    for phone, seen in ((TEST_PHONE, [REFERENCE]), (PHONE, [])):
        with container.database.reading() as session:
            found = account_applications.seen(session, login(container, account), phone=phone)
            assert [each.reference for each in found] == seen
            assert account_applications.is_shown(session, find(container, REFERENCE), phone) is bool(seen)


@ON_SQLITE
def test_where_it_stands_is_told_to_its_own_phone_alone(container: Container) -> None:
    tried(container)
    contacts = container.contacts
    told = do(container, application_queries.standing_of, REFERENCE, "en", contacts, phone=TEST_PHONE)
    assert told.mark == "TEST: "
    for work, named in ((application_queries.standing_of, {}), (application_queries.send_standing, {"hop": "1"})):
        given = [REFERENCE, "en"] if named else [REFERENCE, "en", contacts]
        with pytest.raises(NotFound):
            do(container, work, *given, phone=PHONE, **named, **({"contacts": contacts} if named else {}))


# A reference of the agency's own


def test_a_real_application_takes_its_reference_and_its_citizen_is_told(
    container: Container, simulate: Callable[..., None]
) -> None:
    """Otherwise a trial with the same reference would keep a citizen's application out, or the citizen's SMS back."""
    tried(container)
    priced(container, REFERENCE)
    simulate(SimulatedEvent.PAID)
    assert tried(container, is_test=False) == REFERENCE
    now_there = find(container, REFERENCE)
    assert (now_there.is_test, now_there.version, now_there.paid_kes) == (False, 1, None)
    assert len(sms_to(container, PHONE)) == 1
    assert count(container, "payment_receipts")[0] == 0
    with pytest.raises(Conflict):
        tried(container)


# In no figure


@ON_SQLITE
def test_what_is_told_of_it_is_in_no_figure_of_the_outbox(container: Container, clock: Clock) -> None:
    def figures() -> tuple[Any, ...]:
        with container.database.reading() as session:
            summary = outbox.summary(session)
            listed = [each.key for each in dead_letters.worth_a_look(session, 20)]
            return summary.counts, summary.oldest_seconds, messages.of_agencies(session), listed

    before = figures()
    tried(container)
    clock.move(minutes=30)
    assert figures() == before
    do(container, outbox.alarm_when_late, quiet=False)
    tried(container, None, is_test=False)
    assert figures()[2][MessageState.PENDING] == 1


@ON_SQLITE
def test_what_is_short_or_to_be_given_back_of_it_is_nobodys_work(
    container: Container, simulate: Callable[..., None]
) -> None:
    tried(container)
    priced(container, REFERENCE)
    simulate(SimulatedEvent.PAID, amount_kes=Decimal(100))
    assert find(container, REFERENCE).due_kes == Decimal(1450)
    with container.database.reading() as session:
        assert reconciliation.open_items(session) == []
    simulate(SimulatedEvent.WITHDRAWN)
    with container.database.reading() as session:
        assert session.scalars(select(PaymentRefund.amount_kes)).all() == [Decimal(100)]
        assert reconciliation.open_items(session) == []


# No money


@ON_SQLITE
def test_nobody_is_asked_for_money(container: Container) -> None:
    tried(container)
    priced(container, REFERENCE)
    wish = PaymentWish(REFERENCE, TEST_PHONE, TEST_PHONE, "en", prompt=True)
    with pytest.raises(PaymentRefused):
        do(container, requests.request_payment, wish, DARAJA)
    with pytest.raises(NotFound):
        do(container, claims.claim_payment, ClaimWish(REFERENCE, "SJK1A2B3C4", TEST_PHONE, "en"))
    with container.database.reading() as session:
        view = payment_view.payment_view(
            session, transitions.find_application_of(session, REFERENCE, reach=None), "en", DARAJA
        )
        assert (view.stage, view.is_test) == (PaymentStage.CLOSED, True)
        assert account_check.check_account(session, REFERENCE, None) is AccountVerdict.UNKNOWN_ACCOUNT


@ON_SQLITE
def test_money_that_comes_for_it_all_the_same_is_for_people_to_look_at(container: Container, clock: Clock) -> None:
    tried(container)
    priced(container, REFERENCE)
    told = Transaction("SJK1A2B3C4", Decimal(1550), REFERENCE, clock())
    contacts = container.contacts
    do(container, settlement.record_transaction, Provider.DARAJA, told, MoneyChannel.PULL, contacts)
    with container.database.reading() as session:
        [row] = session.scalars(select(PaymentReceipt))
    assert (row.state, row.application_id) == (ReceiptState.UNMATCHED, None)
    with pytest.raises(NotFound):
        do(container, reconciliation.match_receipt, "SJK1A2B3C4", REFERENCE, actor="test", contacts=contacts)
    assert find(container, REFERENCE).paid_kes is None


# What is simulated


@ON_SQLITE
def test_each_event_does_what_the_real_thing_does(container: Container, simulate: Callable[..., None]) -> None:
    made = [tried(container, None) for _ in range(4)]
    for each in made[:2]:
        priced(container, each)
    simulate(SimulatedEvent.PAID, made[0])
    simulate(SimulatedEvent.EXPIRED, made[1])
    simulate(SimulatedEvent.WITHDRAWN, made[2])
    assert [find(container, each).status for each in made[:3]] == ["submitted", "cancelled", "cancelled"]
    assert find(container, made[0]).is_paid
    do(container, lambda s: applications.place_at(
        s, transitions.find_application_of(s, made[3], reach=None), Transition(Status.NEEDS_ACTION), actor="test"
    ))  # fmt: skip
    simulate(SimulatedEvent.REPLIED, made[3], text="Nyayo House")
    assert count(container, "citizen_replies") == [1]
    for body in sms_to(container, TEST_PHONE):
        assert body.startswith("TEST: eCitizen ")
        assert len(body) <= 160


@ON_SQLITE
@pytest.mark.parametrize("event", list(SimulatedEvent))
def test_what_cannot_happen_now_is_refused(
    container: Container, simulate: Callable[..., None], event: SimulatedEvent
) -> None:
    tried(container)
    do(container, transitions.apply_transition, REFERENCE, Transition(Status.PROCESSING),
       actor="test", contacts=container.contacts)  # fmt: skip
    before = count(container, "messages", "application_changes", "payment_receipts", "audit")
    with pytest.raises(NotAllowed):
        simulate(event)
    assert count(container, "messages", "application_changes", "payment_receipts", "audit") == before


@ON_SQLITE
def test_a_real_one_is_out_of_reach(container: Container, simulate: Callable[..., None]) -> None:
    tried(container, is_test=False)
    with pytest.raises(NotFound):
        simulate(SimulatedEvent.WITHDRAWN)
    assert find(container, REFERENCE).status == Status.SUBMITTED


@ON_SQLITE
def test_its_reminder_and_its_end_are_told_to_the_test_phone(container: Container, clock: Clock) -> None:
    tried(container)
    priced(container, REFERENCE)
    clock.move(days=8)
    assert do(container, payment_deadlines.remind_unpaid, container.contacts) == 1
    clock.move(days=7)
    assert do(container, payment_deadlines.cancel_unpaid, container.contacts) == 1
    told = sms_to(container, TEST_PHONE)
    assert len(told) == 3
    assert all(each.startswith("TEST: eCitizen ") and len(each) <= 160 for each in told)


# Its end


def test_it_goes_after_30_days_with_all_that_belongs_to_it_and_nothing_real_does(
    container: Container, clock: Clock, simulate: Callable[..., None]
) -> None:
    of_it = ("applications", "application_changes", "payment_receipts", "payment_refunds", "citizen_replies")
    kept = container.settings.kept
    tried(container, None, is_test=False)
    before = count(container, *of_it)
    tried(container)
    priced(container, REFERENCE)
    simulate(SimulatedEvent.PAID)
    do(container, transitions.apply_transition, REFERENCE, Transition(Status.NEEDS_ACTION, note="Which office?"),
       actor="test", contacts=container.contacts)  # fmt: skip
    simulate(SimulatedEvent.REPLIED)
    simulate(SimulatedEvent.WITHDRAWN)
    assert min(count(container, *of_it)) >= 1
    clock.move(days=29, hours=23)
    do(container, retention.sweep, kept)
    assert find(container, REFERENCE).is_test
    clock.move(hours=2)
    do(container, retention.sweep, kept)
    assert count(container, *of_it) == before
    assert tried(container) == REFERENCE
    assert len(sms_to(container, TEST_PHONE)) >= 1, "what a later one tells is told"


def test_old_ones_are_found_by_their_index(container: Container) -> None:
    """Of very many applications the worker reads none that is real."""
    statement = "SELECT id FROM applications WHERE is_test AND created_at <= '2026-01-01' ORDER BY created_at LIMIT 500"
    with container.database.reading() as session:
        if session.get_bind().dialect.name == "sqlite":
            plan = str(session.execute(text(f"EXPLAIN QUERY PLAN {statement}")).all())
        else:
            session.execute(text("SET LOCAL enable_seqscan = off"))
            plan = str(session.execute(text(f"EXPLAIN {statement}")).all())
    assert "ix_applications_tests" in plan
