"""Withdrawing an application, and the date that is given back, however an application ends."""

from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import Change
from app.domain.applications.moves import Transition
from app.domain.applying import withdrawal
from app.domain.catalogue.models import Status
from app.domain.identity import accounts
from app.domain.messaging.messages import Message, MessageKind
from app.domain.shared.errors import NotAllowed, NotFound, Revoked, RuleViolation
from app.domain.subscribers import phones
from tests.conftest import Clock
from tests.database.applying import FREE, SLOT, applied_for, file, found, taken
from tests.database.holder import ON_SQLITE, PHONE, STRANGER, at_once, do, login, opened, patiently, prove, sms_to
from tests.database.proofs import filed as recorded_for


def withdraw(container: Container, account_id: str, reference: str, phone: str = PHONE) -> None:
    who = login(container, account_id)
    do(container, withdrawal.withdraw, who, reference, phone=phone, contacts=container.contacts)


def may(container: Container, account_id: str, reference: str, phone: str = PHONE) -> bool:
    who = login(container, account_id)
    with container.database.reading() as session:
        return withdrawal.can_withdraw(session, who, reference, phone=phone)


def move(container: Container, reference: str, *statuses: Status) -> None:
    for status in statuses:
        step = Transition(status)
        do(container, transitions.apply_transition, reference, step, actor="agency:dis", contacts=container.contacts)


def refusal(work: Callable[[], None]) -> type[RuleViolation] | None:
    try:
        patiently(work)
    except RuleViolation as refused:
        return type(refused)
    return None


def test_withdrawn_is_cancelled_told_and_its_date_is_free_again(container: Container) -> None:
    applied_for(container)
    who = opened(container)
    do(container, phones.set_alerts, PHONE, wanted=False)
    reference = file(container, who).reference
    assert may(container, who, reference)
    withdraw(container, who, reference)
    with container.database.reading() as session:
        row = found(session, reference)
        assert (row.status, row.slot_code) == (Status.CANCELLED, None)
        steps = session.scalars(select(Change).order_by(Change.version)).all()
        assert [(each.status, each.actor) for each in steps] == [
            (Status.AWAITING_PAYMENT, "citizen"),
            (Status.CANCELLED, "citizen"),
        ]
        told = session.scalars(select(Message.kind).where(Message.key == f"alert:{reference}:2:sms")).one()
    assert told == MessageKind.RECEIPT, "asked for on this phone, and so told there, night or STOP"
    assert sms_to(container, PHONE)[-1].endswith("Cancelled. Apply again if you still need it.")
    assert taken(container) == 0
    assert not may(container, who, reference)
    with pytest.raises(NotAllowed):
        withdraw(container, who, reference)
    assert taken(container) == 0


def test_sixteen_withdrawals_at_once_are_one(container: Container) -> None:
    applied_for(container)
    who, other = opened(container), opened(container, "29000002", phone=STRANGER)
    file(container, other, phone=STRANGER)
    reference = file(container, who).reference
    came = at_once([partial(refusal, partial(withdraw, container, who, reference)) for _ in range(16)])
    assert (came.count(None), came.count(NotAllowed)) == (1, 15)
    assert taken(container) == 1, "the other's place is not given away"


def test_a_withdrawal_and_an_agency_that_begins_at_the_same_moment_come_to_one_end(container: Container) -> None:
    applied_for(container)
    who = opened(container)
    reference = file(container, who, fee=FREE).reference
    came = at_once(
        [
            partial(refusal, partial(withdraw, container, who, reference)),
            partial(refusal, partial(move, container, reference, Status.PROCESSING)),
        ]
    )
    assert came.count(None) == 1
    with container.database.reading() as session:
        row = found(session, reference)
        assert (row.status, row.slot_code) in {(Status.CANCELLED, None), (Status.PROCESSING, SLOT)}
        assert taken(container) == (row.status == Status.PROCESSING)


@ON_SQLITE
@pytest.mark.parametrize(
    ("statuses", "allowed"),
    [
        ([], True),
        ([Status.SUBMITTED], True),
        ([Status.SUBMITTED, Status.NEEDS_ACTION], True),
        ([Status.SUBMITTED, Status.PROCESSING], False),
        ([Status.SUBMITTED, Status.PROCESSING, Status.NEEDS_ACTION], False),
        ([Status.SUBMITTED, Status.PROCESSING, Status.AWAITING_PAYMENT], True),
        ([Status.SUBMITTED, Status.PROCESSING, Status.AWAITING_PAYMENT, Status.SUBMITTED], False),
        ([Status.SUBMITTED, Status.PROCESSING, Status.READY], False),
        ([Status.SUBMITTED, Status.REJECTED], False),
    ],
)
def test_before_its_agency_has_begun(container: Container, statuses: list[Status], allowed: bool) -> None:
    applied_for(container)
    who = opened(container)
    reference = file(container, who).reference
    move(container, reference, *statuses)
    assert may(container, who, reference) is allowed
    came = refusal(partial(withdraw, container, who, reference))
    assert came is (None if allowed else NotAllowed)


@ON_SQLITE
def test_a_borrowed_phone_and_an_unproven_account_end_nothing_of_the_persons(container: Container) -> None:
    """A thief with the phone in hand registers as its owner: they see what is recorded for it, and cannot end it."""
    applied_for(container)
    recorded = recorded_for(container, phone=PHONE)
    thief = opened(container)
    assert not may(container, thief, recorded)
    with pytest.raises(NotFound):
        withdraw(container, thief, recorded)
    prove(container, thief)  # a desk finds that it is the person after all
    assert may(container, thief, recorded)
    withdraw(container, thief, recorded)


@ON_SQLITE
def test_nobody_else_withdraws_it_and_nobody_without_the_password(container: Container, clock: Clock) -> None:
    applied_for(container)
    who, other = opened(container), opened(container, "29000002", phone=STRANGER)
    prove(container, other)
    reference = file(container, who).reference
    for phone in (PHONE, STRANGER):
        with pytest.raises(NotFound):
            withdraw(container, other, reference, phone)
        assert not may(container, other, reference, phone)
    mine = login(container, who)
    clock.move(seconds=180)
    with pytest.raises(Revoked):
        do(container, withdrawal.withdraw, mine, reference, phone=PHONE, contacts=container.contacts)
    do(container, accounts.set_password, who, "another")
    with pytest.raises(Revoked), container.database.reading() as session:
        withdrawal.can_withdraw(session, mine, reference, phone=PHONE)
    assert taken(container) == 1


@ON_SQLITE
def test_withdrawn_elsewhere_the_phone_that_hears_of_it_is_told_as_of_any_change(container: Container) -> None:
    applied_for(container)
    who = opened(container)
    reference = file(container, who).reference
    withdraw(container, who, reference, STRANGER)
    with container.database.reading() as session:
        told = session.scalars(select(Message.kind).where(Message.key == f"alert:{reference}:2:sms")).one()
    assert told == MessageKind.ALERT
    assert sms_to(container, STRANGER) == []


@ON_SQLITE
@pytest.mark.parametrize(
    ("statuses", "left"),
    [
        ([Status.CANCELLED], 0),
        ([Status.SUBMITTED, Status.REJECTED], 0),
        ([Status.SUBMITTED, Status.PROCESSING, Status.REJECTED], 0),
        ([Status.SUBMITTED, Status.NEEDS_ACTION, Status.CANCELLED], 0),
        ([Status.SUBMITTED, Status.PROCESSING, Status.COMPLETED], 1),
        ([Status.SUBMITTED, Status.PROCESSING, Status.READY, Status.COLLECTED], 1),
    ],
)
def test_a_date_is_free_again_where_it_comes_to_nothing(
    container: Container, statuses: list[Status], left: int
) -> None:
    applied_for(container)
    reference = file(container, opened(container)).reference
    move(container, reference, *statuses)
    assert taken(container) == left
