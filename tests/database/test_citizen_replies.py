"""Replies of a citizen to an agency that needs something for an application."""

from functools import partial

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import Application
from app.domain.applications.moves import Transition
from app.domain.applying import citizen_replies
from app.domain.applying.citizen_replies import CitizenReply, SecretTold, TooManyReplies
from app.domain.audit.audit_log import AuditEvent
from app.domain.catalogue.models import Status
from app.domain.shared.errors import Invalid, NotAllowed, NotFound, Revoked
from tests.conftest import Clock
from tests.database.applying import FREE, applied_for, file, found
from tests.database.holder import ON_SQLITE, PHONE, STRANGER, at_once, do, login, opened, prove
from tests.database.proofs import filed as recorded_for
from tests.database.test_withdrawal import refusal


def wanted(container: Container, account_id: str) -> str:
    """File an application, and let its agency ask for something; its reference."""
    applied_for(container)
    reference = file(container, account_id, fee=FREE).reference
    ask(container, reference)
    return reference


def ask(container: Container, reference: str) -> None:
    step = Transition(Status.NEEDS_ACTION, note="Which hospital was it?")
    do(container, transitions.apply_transition, reference, step, actor="agency:dis", contacts=container.contacts)


def answer(container: Container, account_id: str, reference: str, text: str | None, phone: str = PHONE) -> int:
    who = login(container, account_id)
    return do(container, citizen_replies.answer_agency, who, reference, text, phone=phone)


def answered(container: Container, reference: str) -> list[tuple[int, str | None]]:
    with container.database.reading() as session:
        told = citizen_replies.replies(session, found(session, reference))
        return [(each.version, each.text) for each in told]


def test_an_answer_is_kept_with_the_step_sealed_and_moves_nothing(container: Container) -> None:
    who = opened(container)
    reference = wanted(container, who)
    assert answer(container, who, reference, "  Pumwani   hospital ") == 1
    assert answer(container, who, reference, None) == 2
    assert answered(container, reference) == [(2, "Pumwani hospital"), (2, None)]
    with container.database.reading() as session:
        row = found(session, reference)
        assert (row.status, row.version) == (Status.NEEDS_ACTION, 2)
        kept = session.scalars(select(CitizenReply).order_by(CitizenReply.number)).all()
        assert b"Pumwani" not in (kept[0].reply_sealed or b"")
        trail = session.scalars(select(AuditEvent).where(AuditEvent.action == "application.answered")).all()
        assert [(each.actor, each.subject, each.details) for each in trail] == [
            ("citizen", reference, {"version": "2", "number": "1"}),
            ("citizen", reference, {"version": "2", "number": "2"}),
        ]
    assert "Pumwani" not in repr(citizen_replies.Reply(2, row.since, "Pumwani"))


def test_sixteen_answers_at_once_are_five(container: Container) -> None:
    who = opened(container)
    reference = wanted(container, who)

    def one(number: int) -> None:
        answer(container, who, reference, f"It was the hospital, {number}")

    came = at_once([partial(refusal, partial(one, number)) for number in range(16)])
    assert (came.count(None), came.count(TooManyReplies)) == (5, 11)
    assert len(answered(container, reference)) == 5


@ON_SQLITE
def test_each_step_has_answers_of_its_own(container: Container) -> None:
    who = opened(container)
    reference = wanted(container, who)
    for _ in range(5):
        answer(container, who, reference, None)
    with pytest.raises(TooManyReplies):
        answer(container, who, reference, None)
    step = Transition(Status.PROCESSING)
    do(container, transitions.apply_transition, reference, step, actor="agency:dis", contacts=container.contacts)
    with pytest.raises(NotAllowed):
        answer(container, who, reference, "Nothing is wanted now")
    ask(container, reference)
    assert answer(container, who, reference, "It was Kenyatta") == 1
    assert answered(container, reference)[-1] == (4, "It was Kenyatta")


@ON_SQLITE
@pytest.mark.parametrize("text", ["", "   ", "x" * 161])
def test_an_answer_has_a_length(container: Container, text: str) -> None:
    who = opened(container)
    reference = wanted(container, who)
    with pytest.raises(Invalid):
        answer(container, who, reference, text)
    assert answered(container, reference) == []


@ON_SQLITE
@pytest.mark.parametrize(
    "text",
    ["482915", "482 915", "4-8-2-9-1-5", "48/29/15", "my password is 482915", "PIN 4829", "nenosiri langu ni 482915"],
)
def test_a_password_goes_to_no_agency(container: Container, text: str) -> None:
    who = opened(container)
    reference = wanted(container, who)
    with pytest.raises(SecretTold) as stopped:
        answer(container, who, reference, text)
    assert "4829" not in str(stopped.value)
    assert answered(container, reference) == []


@ON_SQLITE
@pytest.mark.parametrize(
    "text",
    [
        *("OB 12/34/2026", "29000001", "Receipt 123456 of May", "0712345678", "KRA PIN A001234567Z", "yes"),
        *("12/05/26", "12.05.26.", "no code since 12/05/26"),
    ],
)
def test_what_agencies_ask_for_is_no_password(container: Container, text: str) -> None:
    who = opened(container)
    reference = wanted(container, who)
    assert answer(container, who, reference, text) == 1


@ON_SQLITE
def test_only_who_sees_it_answers_and_only_with_the_password(container: Container, clock: Clock) -> None:
    who, other = opened(container), opened(container, "29000002", phone=STRANGER)
    prove(container, other)
    reference = wanted(container, who)
    for phone in (PHONE, STRANGER):
        with pytest.raises(NotFound):
            answer(container, other, reference, "I know better", phone)
    mine = login(container, who)
    clock.move(seconds=180)
    with pytest.raises(Revoked):
        do(container, citizen_replies.answer_agency, mine, reference, "Late", phone=PHONE)
    assert answered(container, reference) == []


@ON_SQLITE
def test_what_an_agency_recorded_is_answered_on_its_phone(container: Container) -> None:
    reference = recorded_for(container, phone=PHONE)
    ask(container, reference)
    who = opened(container)
    assert answer(container, who, reference, "It is with me") == 1
    with pytest.raises(NotFound):
        answer(container, who, reference, "From elsewhere", STRANGER)
    with container.database.reading() as session:
        assert len(session.scalars(select(Application)).all()) == 1
