"""Events of an application are queued for its agency's systems: in the same commit, thin, and for no other agency."""

import json
import re
from decimal import Decimal

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import Application
from app.domain.applications.moves import Transition
from app.domain.applying import payment_deadlines
from app.domain.applying.filing import OpenApplication
from app.domain.catalogue.models import Status
from app.domain.messaging.messages import Message
from app.domain.payments.payment_states import ReceiptState
from app.domain.webhooks import webhook_endpoints, webhook_events
from app.domain.webhooks.event_kinds import EventKind
from tests.conftest import Clock
from tests.database.applying import ANSWERS, FREE, SERVICE, applied_for, file, found
from tests.database.hearing import added, endpoint, events, told, types
from tests.database.holder import ON_SQLITE, PHONE, WANJIKU, do, opened
from tests.database.paying import DARAJA, FEE_KES, Paying
from tests.database.proofs import filed as recorded_for
from tests.database.test_citizen_replies import answer, ask
from tests.database.test_withdrawal import withdraw

PARTS = {"reference", "service", "status", "stage", "version", "is_test"}
MONEY = {"amount_kes", "paid_kes", "due_kes"}


def test_a_filed_application_is_told_thin_in_the_commit_that_files_it(container: Container, clock: Clock) -> None:
    applied_for(container)
    hears = endpoint(container)
    reference = file(container, opened(container)).reference
    [event] = told(container, hears)
    assert event == {
        "type": "application.created",
        "timestamp": clock().isoformat().replace("+00:00", "Z"),
        "data": {
            "reference": reference,
            "service": SERVICE,
            "status": "awaiting_payment",
            "stage": "awaiting_payment",
            "version": 1,
            "is_test": False,
        },
    }
    [row] = events(container, hears)
    assert row.key == f"webhook:{hears}:{reference}:created:1"
    assert "." not in row.key, "what is signed is joined by dots"
    assert reference.encode() not in row.body_sealed + row.address_sealed + row.recipient


def test_what_is_not_filed_is_not_told(container: Container) -> None:
    applied_for(container)
    hears, who = endpoint(container), opened(container)
    file(container, who)
    with pytest.raises(OpenApplication):
        file(container, who)
    assert len(events(container, hears)) == 1


@ON_SQLITE
def test_a_commit_that_fails_tells_nothing(container: Container) -> None:
    applied_for(container)
    hears, who = endpoint(container), opened(container)
    reference = file(container, who).reference

    def told_and_undone(session: Session) -> None:
        webhook_events.queue_event(session, found(session, reference), EventKind.EXPIRED)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        do(container, told_and_undone)
    assert types(container, hears) == ["application.created"]


def test_an_answer_and_a_withdrawal_are_told_and_what_the_agency_does_is_not(container: Container) -> None:
    applied_for(container)
    hears, who = endpoint(container), opened(container)
    reference = file(container, who, fee=FREE).reference
    ask(container, reference)
    answer(container, who, reference, "Pumwani hospital")
    answer(container, who, reference, None)
    withdraw(container, who, reference)
    assert types(container, hears) == [
        "application.created", "application.replied", "application.replied", "application.withdrawn",
    ]  # fmt: skip
    data = [each["data"] for each in told(container, hears)]
    assert [(each["status"], each["version"]) for each in data] == [
        ("submitted", 1), ("needs_action", 2), ("needs_action", 2), ("cancelled", 3),
    ]  # fmt: skip
    assert len({each.key for each in events(container, hears)}) == 4


@ON_SQLITE
def test_one_that_an_agency_records_is_not_told(container: Container) -> None:
    hears = endpoint(container)
    recorded_for(container, phone=PHONE)
    assert events(container, hears) == []


def test_one_that_is_not_paid_in_time_is_told(container: Container, clock: Clock) -> None:
    applied_for(container)
    hears = endpoint(container)
    file(container, opened(container))
    clock.move(days=15)
    for _ in range(2):
        do(container, payment_deadlines.cancel_unpaid, container.contacts)
    assert types(container, hears) == ["application.created", "application.expired"]
    assert told(container, hears)[-1]["data"]["status"] == "cancelled"


def test_a_part_of_the_money_and_the_rest_are_told_once_each(container: Container, clock: Clock) -> None:
    paying = Paying(container, clock, DARAJA)
    hears = endpoint(container)
    for _ in range(2):
        paying.listed("QK1", Decimal(7000))
    for _ in range(2):
        paying.listed("QK2", Decimal(600))
    assert paying.receipts() == {"QK1": ReceiptState.CREDITED, "QK2": ReceiptState.CREDITED}
    assert types(container, hears) == ["payment.received", "application.paid"]
    part, whole = (each["data"] for each in told(container, hears))
    assert {each: part[each] for each in MONEY} == {"amount_kes": 7000, "paid_kes": 7000, "due_kes": 550}
    assert {each: whole[each] for each in MONEY} == {"amount_kes": 600, "paid_kes": 7600, "due_kes": 0}
    assert (part["status"], whole["status"], whole["version"]) == ("awaiting_payment", "submitted", 2)


@ON_SQLITE
def test_money_that_is_given_back_whole_is_not_told(container: Container, clock: Clock) -> None:
    paying = Paying(container, clock, DARAJA)
    paying.listed("QK1", FEE_KES)
    hears = endpoint(container)
    paying.listed("QK2", FEE_KES)
    assert paying.refunds(), "the second is too much"
    assert events(container, hears) == []


# Which endpoint gets an event


@ON_SQLITE
def test_only_live_endpoints_of_its_agency_and_service_and_kind_hear(container: Container) -> None:
    applied_for(container)
    url = "http://127.0.0.1:9/"
    hears = [endpoint(container, url), endpoint(container, url + "b", services=[SERVICE], events=[EventKind.CREATED])]
    gone = endpoint(container, url + "c")
    do(container, webhook_endpoints.disable_endpoint, gone, actor="operator:test")
    deaf = [
        gone,
        endpoint(container, url, agency="ntsa"),
        endpoint(container, url, is_test=True),
        endpoint(container, url + "d", events=[EventKind.PAID]),
        endpoint(container, url + "e", services=["passport-new-34"]),
    ]
    file(container, opened(container))
    assert [len(events(container, each)) for each in hears] == [1, 1]
    assert [len(events(container, each)) for each in deaf] == [0] * 5
    first, second = (events(container, each)[0].key for each in hears)
    assert first != second, "each endpoint knows an event by a key of its own"


@ON_SQLITE
def test_a_test_application_is_told_to_test_endpoints_only(container: Container) -> None:
    applied_for(container)
    url = "http://127.0.0.1:9/"
    real, trying = endpoint(container, url), endpoint(container, url, is_test=True)
    who = opened(container)
    reference = file(container, who, fee=FREE).reference
    with container.database.transaction() as session:
        session.execute(update(Application).values(is_test=True))
    ask(container, reference)
    answer(container, who, reference, None)
    assert types(container, real) == ["application.created"]
    assert types(container, trying) == ["application.replied"]
    assert told(container, trying)[0]["data"]["is_test"] is True


# What an event contains


def test_nothing_about_the_person_is_told_or_stands_in_a_key(container: Container, clock: Clock) -> None:
    """Everything that can happen to one application: no event contains anything known about its person."""
    paying = Paying(container, clock, DARAJA)
    hears = endpoint(container)
    paying.listed("QK1", Decimal(7000), at=clock())
    paying.listed("QK2", Decimal(550))
    step = Transition(Status.NEEDS_ACTION, note="Which hospital was it?", place="Nyayo House")
    paying.do(transitions.apply_transition, paying.reference, step, actor="agency:dis", contacts=paying.contacts)
    answer(container, paying.account, paying.reference, "Pumwani hospital")
    withdraw(container, paying.account, paying.reference)
    for event in told(container, hears):
        assert set(event) == {"type", "timestamp", "data"}
        assert set(event["data"]) in (PARTS, PARTS | MONEY)
    said = json.dumps(told(container, hears)) + "".join(each.key for each in events(container, hears))
    known = [PHONE, PHONE[4:], "29000001", WANJIKU.first_name, "Pumwani", "hospital", "Nyayo"]
    assert [
        each for each in [*known, ANSWERS["day"], "QK1", "QK2"] if re.search(re.escape(each), said, re.IGNORECASE)
    ] == []


def test_the_row_is_found_by_its_key_ring_and_leads_to_no_phone(container: Container) -> None:
    """The recipient is made of an endpoint and an application: no search by phone or address finds the message."""
    applied_for(container)
    url = "http://127.0.0.1:9/"
    first, _ = added(container, url)
    second, _ = added(container, url + "b")
    who = opened(container)
    file(container, who)
    file(container, who, again=True, phone=PHONE, given=ANSWERS | {"office": "nyayo"})
    with container.database.reading() as session:
        kinds = session.execute(select(Message.kind, Message.recipient)).all()
        columns = session.execute(text("SELECT address_sealed, subject_sealed FROM messages")).all()
    mine = [recipient for kind, recipient in kinds if kind == "webhook"]
    others = [recipient for kind, recipient in kinds if kind != "webhook"]
    assert len(set(mine)) == 4, "two applications, two endpoints"
    assert not set(mine) & set(others)
    assert all(PHONE.encode() not in each[0] for each in columns)
    assert {len(events(container, each)) for each in (first, second)} == {2}
