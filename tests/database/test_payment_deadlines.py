"""Unpaid applications: one reminder after 7 days, cancelled after 14."""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import product

import pytest
from sqlalchemy import TextClause, select, text, update

from app.container import Container
from app.domain.applications import agency_fees, transitions
from app.domain.applications.applications import WITHHELD, Application
from app.domain.applications.moves import Transition
from app.domain.applications.partial_indexes import SLOT_KEPT, UNPAID, UNREMINDED
from app.domain.applying import payment_deadlines
from app.domain.catalogue.fees import Fee
from app.domain.catalogue.models import Status
from app.domain.messaging.messages import Message, MessageKind
from app.domain.shared.payment_ways import PaymentWays
from app.domain.subscribers import phones
from app.domain.subscribers.phones import phone_index
from app.platform import gsm0338
from app.worker.main import Worker
from tests.conftest import Clock
from tests.database.applying import FEE, applied_for, file, found, taken
from tests.database.holder import ON_SQLITE, PHONE, STRANGER, at_once, do, opened, patiently, sms_to
from tests.database.paying import DARAJA, PESAFLOW
from tests.database.proofs import filed as recorded_for


def sweep(container: Container) -> None:
    """Run one round of the worker."""
    worker = Worker(container)
    worker.sweep()
    worker.finish()


def status(container: Container, reference: str) -> Status:
    with container.database.reading() as session:
        return found(session, reference).status


def reminders(container: Container, phone: str = PHONE) -> int:
    """The number of reminders that were ever queued for a phone."""
    with container.database.reading() as session:
        mine = (Message.recipient == phone_index(session, phone)) & Message.key.startswith("reminder:")
        return len(session.scalars(select(Message.id).where(mine)).all())


def move(container: Container, reference: str, to: Status) -> None:
    step = Transition(to)
    do(container, transitions.apply_transition, reference, step, actor="agency:dis", contacts=container.contacts)


@pytest.mark.both_databases
def test_reminded_once_after_a_week_and_cancelled_after_two(container: Container, clock: Clock) -> None:
    applied_for(container)
    reference = file(container, opened(container)).reference
    shown = " ".join(reference[place : place + 4] for place in (0, 4, 8))
    clock.move(days=6, hours=23, minutes=59)
    sweep(container)
    assert reminders(container) == 0
    clock.move(minutes=1)
    for _ in range(3):
        sweep(container)
    assert sms_to(container, PHONE)[-1:] == [
        (
            f"eCitizen {shown}: not paid yet. Pay KES 7,550: dial *222*1*{reference}# "
            "Unpaid, it is cancelled on 7 Dec 2026."
        )
    ]
    clock.move(days=6, hours=23, minutes=59)
    sweep(container)
    assert (status(container, reference), taken(container)) == (Status.AWAITING_PAYMENT, 1)
    clock.move(minutes=1)
    for _ in range(2):
        sweep(container)
    assert (status(container, reference), taken(container)) == (Status.CANCELLED, 0)
    with container.database.reading() as session:
        row = found(session, reference)
        assert [(each.status, each.actor) for each in row.history][-1] == (Status.CANCELLED, "worker")
    assert sms_to(container, PHONE)[-1].endswith("Cancelled. Apply again if you still need it.")
    assert reminders(container) == 1


@pytest.mark.both_databases
def test_many_workers_at_once_remind_and_cancel_each_once(container: Container, clock: Clock) -> None:
    applied_for(container)
    holders = [opened(container, str(29000100 + number), phone=f"+2547120001{number:02d}") for number in range(12)]
    for number, who in enumerate(holders):
        file(container, who, phone=f"+2547120001{number:02d}")
    clock.move(days=7)
    remind = partial(do, container, payment_deadlines.remind_unpaid, container.contacts)
    reminded = at_once([partial(patiently, remind) for _ in range(8)])
    assert sum(reminded) == 12
    assert sum(reminders(container, f"+2547120001{number:02d}") for number in range(12)) == 12
    clock.move(days=7)
    cancel = partial(do, container, payment_deadlines.cancel_unpaid, container.contacts)
    assert sum(at_once([partial(patiently, cancel) for _ in range(8)])) == 12
    assert taken(container) == 0


@ON_SQLITE
def test_a_round_takes_a_few_at_a_time_the_oldest_first(
    container: Container, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(payment_deadlines, "AT_ONCE", 2)
    applied_for(container)
    who = opened(container)
    references = []
    for _ in range(3):
        references.append(file(container, who, again=True).reference)
        clock.move(hours=1)
    clock.move(days=14)
    cancel = partial(do, container, payment_deadlines.cancel_unpaid, container.contacts)
    assert (cancel(), [status(container, each) for each in references][-1]) == (2, Status.AWAITING_PAYMENT)
    assert (cancel(), cancel()) == (1, 0)


@ON_SQLITE
def test_what_was_paid_is_left_alone_and_a_new_fee_is_a_new_week(container: Container, clock: Clock) -> None:
    applied_for(container)
    who = opened(container)
    reference = file(container, who).reference
    clock.move(days=7)
    sweep(container)
    move(container, reference, Status.SUBMITTED)
    clock.move(days=30)
    sweep(container)
    assert status(container, reference) == Status.SUBMITTED
    move(container, reference, Status.AWAITING_PAYMENT)
    sweep(container)
    assert (status(container, reference), reminders(container)) == (Status.AWAITING_PAYMENT, 1)
    clock.move(days=7)
    sweep(container)
    assert reminders(container) == 2
    clock.move(days=7)
    sweep(container)
    assert status(container, reference) == Status.CANCELLED


@ON_SQLITE
def test_only_what_was_filed_or_priced_through_lango(container: Container, clock: Clock) -> None:
    """What an agency recorded is paid elsewhere: Lango sends no reminder for it, and does not cancel it."""
    applied_for(container)
    theirs, priced = recorded_for(container, phone=PHONE), recorded_for(container, phone=STRANGER, number="29000002")
    move(container, theirs, Status.AWAITING_PAYMENT)
    with container.database.transaction() as session:
        found(session, priced).service.fee_kes = None
    do(
        container,
        agency_fees.set_fee,
        priced,
        Fee(FEE.base, FEE.access),
        Transition(Status.AWAITING_PAYMENT),
        actor="agency:dis",
        contacts=container.contacts,
    )
    clock.move(days=7)
    sweep(container)
    assert (reminders(container), reminders(container, STRANGER)) == (0, 1)
    clock.move(days=7)
    sweep(container)
    assert [status(container, each) for each in (theirs, priced)] == [Status.AWAITING_PAYMENT, Status.CANCELLED]


@ON_SQLITE
def test_a_reminder_is_an_alert_and_none_goes_to_who_said_stop_or_is_withheld(
    container: Container, clock: Clock
) -> None:
    applied_for(container)
    who, quiet = opened(container), opened(container, "29000002", phone=STRANGER)
    reference = file(container, who).reference
    withheld = file(container, who, again=True).reference
    file(container, quiet, phone=STRANGER)
    do(container, phones.set_alerts, STRANGER, wanted=False)
    with container.database.transaction() as session:
        found(session, withheld).account_id = WITHHELD + who
    clock.move(days=7)
    sweep(container)
    written = select(Message).where(Message.key.startswith("reminder:")).order_by(Message.id)
    with container.database.reading() as session:
        kinds = [(each.key, each.kind) for each in session.scalars(written)]
    assert kinds == [(f"reminder:{reference}:1:sms", MessageKind.ALERT)]
    clock.move(days=7)
    sweep(container)
    assert taken(container) == 0, "what nobody hears of is over too"


@ON_SQLITE
def test_in_kiswahili_and_without_an_amount_it_is_one_sms(container: Container, clock: Clock) -> None:
    applied_for(container)
    do(container, phones.choose_language, PHONE, "sw")
    reference = file(container, opened(container), fee=None).reference
    move(container, reference, Status.AWAITING_PAYMENT)
    clock.move(days=7)
    sweep(container)
    assert sms_to(container, PHONE)[-1].partition(": ")[2] == (
        "hayajalipiwa. Lipa ankara uliyopewa na ofisi. Yasipolipiwa, yataghairiwa 7 Des 2026."
    )


@ON_SQLITE
@pytest.mark.parametrize("reference", ["102030405060", "WWWWWWWWWWWWWWWWWWW9"])
@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("ways", [PESAFLOW, DARAJA, PaymentWays()], ids=["Pesaflow", "Daraja", "closed"])
def test_the_longest_reminder_fits(container: Container, ways: PaymentWays, language: str, reference: str) -> None:
    """With and without an invoice and a part payment, which are left out where there is no room."""
    applied_for(container)
    filed = file(container, opened(container)).reference
    to = replace(container.contacts, payment_ways=ways)
    with container.database.reading() as session:
        one = found(session, filed)
        for invoice, paid, base in product((None, "GWLQKDXY"), (None, Decimal(500)), (Decimal(1_009_950), None)):
            one.reference, one.invoice_number, one.paid_kes, one.base_fee_kes = reference, invoice, paid, base
            told = payment_deadlines.reminder(one, language, to)
            assert gsm0338.fits(told, gsm0338.ONE_SMS), told
            due = "1,009,500" if paid else "1,010,000"
            assert (f"KES {due}" in told) == (base is not None), told


@ON_SQLITE
def test_a_row_that_no_key_opens_holds_up_no_other(container: Container, clock: Clock) -> None:
    applied_for(container)
    who, other = opened(container), opened(container, "29000002", phone=STRANGER)
    broken = file(container, who).reference
    file(container, other, phone=STRANGER)
    spoil = update(Application).where(Application.reference == broken).values(phone_sealed=b"of another ring")
    do(container, lambda session: session.execute(spoil))
    clock.move(days=7)
    sweep(container)
    assert reminders(container, STRANGER) == 1
    clock.move(days=7)
    sweep(container)
    assert (status(container, broken), taken(container)) == (Status.CANCELLED, 0)


def test_a_date_that_an_older_release_left_taken_is_given_back_once(container: Container) -> None:
    """A release before 0016 ends an application without giving back the date that it holds."""
    applied_for(container)
    who = opened(container)
    reference = file(container, who).reference
    file(container, who, again=True)
    old = text("UPDATE applications SET status = 'cancelled', version = version + 1 WHERE reference = :reference")
    do(container, lambda session: session.execute(old, {"reference": reference}))
    assert taken(container) == 2
    give_back = partial(do, container, payment_deadlines.give_back_kept_slots)
    came = at_once([partial(patiently, give_back) for _ in range(8)])
    assert (sum(came), taken(container)) == (1, 1)
    sweep(container)
    with container.database.reading() as session:
        assert (taken(container), found(session, reference).slot_code) == (1, None)


@pytest.mark.parametrize(
    ("which", "index", "by"),
    [
        (UNREMINDED, "ix_applications_unreminded", "since"),
        (UNPAID, "ix_applications_un", "since"),
        (SLOT_KEPT, "ix_applications_slot_kept", "id"),
    ],
)
def test_each_look_goes_by_an_index_that_holds_no_others(
    container: Container, which: TextClause, index: str, by: str
) -> None:
    is_sqlite = container.database.engine.dialect.name == "sqlite"
    explain = "EXPLAIN QUERY PLAN" if is_sqlite else "EXPLAIN"
    look = f"{explain} SELECT id FROM applications WHERE {which.text} ORDER BY {by} LIMIT 50"
    with container.database.reading() as session:
        if not is_sqlite:  # PostgreSQL reads a table without rows as a whole
            session.execute(text("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off"))
        plan = str(session.execute(text(look)).all())
    assert index in plan, plan
    assert "SORT" not in plan.upper(), plan
