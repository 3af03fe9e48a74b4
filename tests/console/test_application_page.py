"""One application in the console: its status, a separate page for the person, messages sent again, and its fee."""

from typing import Any

import pytest
from sqlalchemy import select, update

from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import WITHHELD, Applicant, Application
from app.domain.applications.moves import Transition
from app.domain.applying import citizen_replies
from app.domain.audit.audit_log import AuditEvent
from app.domain.catalogue import models
from app.domain.catalogue.models import Service, Status
from app.domain.messaging.messages import Message, MessageState
from app.domain.shared.persons import AccountType
from app.domain.staff.roles import Role
from tests.conftest import Clock
from tests.console.driver import CSRF, Driver, text_of
from tests.database.applying import FREE, SERVICE, applied_for, child, file
from tests.database.holder import NUMBER, PHONE, do, login, opened, sms_to
from tests.database.paying import FEE_KES, PESAFLOW, Paying

ATTACK = "<script>alert(1)</script><b onmouseover='x'>"


@pytest.fixture
def clerk(container: Container) -> Driver:
    return Driver.of(container, "w.otieno", Role.CLERK, "dis")


@pytest.fixture
def supervisor(container: Container) -> Driver:
    return Driver.of(container, "j.mwangi", Role.SUPERVISOR, "dis")


def filed(container: Container, **changed: str) -> str:
    """Wanjiku applies for her child on her phone; the reference."""
    applied_for(container)
    return file(container, opened(container), given=child(**changed), fee=FREE).reference


def recorded(container: Container, answers: dict[str, Any] | None = None) -> str:
    """The agency records an application through its own system; the reference."""
    with container.database.transaction() as session:
        service = models.service(session, SERVICE)
        assert service is not None
        who = Applicant(AccountType.CITIZEN, NUMBER, PHONE)
        contacts = container.contacts
        made = transitions.record_application(session, service, who, actor="t", contacts=contacts, answers=answers)
        return made.reference


def move(container: Container, reference: str, step: Transition) -> None:
    do(container, transitions.apply_transition, reference, step, actor="test", contacts=container.contacts)


def settle(container: Container, reference: str, state: MessageState, error: str = "no such subscriber") -> None:
    """Set the state of all messages about an application."""
    with container.database.transaction() as session:
        mine = Message.key.contains(reference)
        now = container.database.clock()
        ended = {"final_at": now, "last_error": error} if state != MessageState.ACCEPTED else {"accepted_at": now}
        session.execute(update(Message).where(mine).values(state=state, next_at=None, **ended))


def path(reference: str, below: str = "") -> str:
    return f"/console/applications/{reference}{below}"


def audited(container: Container, action: str) -> list[tuple[str, str]]:
    with container.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.action == action).order_by(AuditEvent.id))
        return [(row.actor, row.subject) for row in rows]


def resend_ids(page: str) -> list[str]:
    return [each.split('"')[0] for each in page.split('name="message" value="')[1:]]


def test_a_clerk_sees_where_it_stands_and_the_person_only_when_asked_for(container: Container, clerk: Driver) -> None:
    reference = filed(container)
    move(
        container, reference, Transition(Status.NEEDS_ACTION, note="Bring a photo.", note_sw="Lete picha.", place="B1")
    )
    account = do(container, lambda session: session.scalars(select(Application)).one().account_id)
    who = login(container, account)
    do(container, citizen_replies.answer_agency, who, reference, "I bring it on Monday", phone=PHONE)
    shown = clerk.get(path(reference))
    spaced = f"{reference[:4]} {reference[4:8]} {reference[8:]}"
    assert f"<h1>Application {spaced}</h1>" in shown.text
    told = text_of(shown)
    for part in ("Bring a photo.", "Lete picha.", "B1", "by the citizen", "citizen: I bring it on Monday"):
        assert part in told
    assert "Take your old passport to Nyayo House by 7 Dec 2026." in told
    assert "Thu 26 Nov 2026, 12:00" in told
    for personal in ("Wanjiku", "Amani", "2900 0001", NUMBER, "0712 000 001", "1990"):
        assert personal not in shown.text
    assert audited(container, "application.person_viewed") == []
    person = clerk.get(path(reference, "/person"))
    told = text_of(person)
    for part in ("Wanjiku", "2900 0001", "0712 000 001", "1990", "Declared on a phone, not proven", "Amani", "A child"):
        assert part in told
    title = person.text.split("<title>")[1].split("</title>")[0]
    assert "Wanjiku" not in title
    assert audited(container, "application.viewed") == [(clerk.staff.actor, reference)]
    assert audited(container, "application.person_viewed") == [(clerk.staff.actor, reference)]


def test_what_an_agency_sent_is_laid_out_line_by_line(container: Container, clerk: Driver) -> None:
    reference = recorded(container, {"owner": {"names": ["Amani", "Baraka"]}, "urgent": True, "none": {}})
    told = text_of(clerk.get(path(reference, "/person")))
    for part in ("owner.names.1 Amani", "owner.names.2 Baraka", "urgent true", "none {}", "Your agency recorded"):
        assert part in told


def test_nobody_is_shown_while_a_desk_has_to_decide_whose_it_is(container: Container, clerk: Driver) -> None:
    reference = filed(container)
    do(container, lambda session: session.execute(update(Application).values(account_id=f"{WITHHELD}x")))
    assert "A desk has yet to decide" in text_of(clerk.get(path(reference)))
    page = clerk.get(path(reference, "/person"))
    assert "A desk has yet to decide" in text_of(page)
    assert "Amani" not in page.text
    assert "Nyayo House" not in page.text


def test_another_agencys_and_a_tests_look_like_none(container: Container, clerk: Driver) -> None:
    reference = filed(container)
    elsewhere = Driver.of(container, "e.wafula", Role.SUPERVISOR, "ntsa")
    held = Driver.of(container, "h.held", Role.CLERK, "dis", services=("passport-new-34",))
    elsewhere.get("/console/")
    for below in ("", "/person", "/fee"):
        there = elsewhere.get(path(reference, below))
        unknown = elsewhere.get(path("102030405060", below))
        assert (there.status_code, unknown.status_code) == (404, 404)
        assert CSRF.sub("", there.text) == CSRF.sub("", unknown.text)
        assert [*there.headers.keys()] == [*unknown.headers.keys()]
        assert held.get(path(reference, below)).status_code == 404
    for below in ("/resend", "/fee"):
        given = {"message": "1", "amount": "1500", "version": "1"}
        assert elsewhere.post(path(reference, below), **given).status_code == 404
    do(container, lambda session: session.execute(update(Application).values(is_test=True)))
    for below in ("", "/person", "/fee"):
        assert clerk.get(path(reference, below)).status_code == 404
        assert clerk.get(path("%00%C3%9F/x", below)).status_code == 404
    assert audited(container, "application.viewed") + audited(container, "application.person_viewed") == []


@pytest.mark.parametrize(("role", "agency"), [(Role.OPERATOR, None), (Role.AUDITOR, None), (Role.HUDUMA_DESK, "hksdp")])
def test_who_does_no_work_on_applications_sees_no_person(container: Container, role: Role, agency: str | None) -> None:
    reference = filed(container)
    driver = Driver.of(container, "o.other", role, agency)
    for below in ("", "/person", "/fee"):
        assert driver.get(path(reference, below)).status_code == 403
    for below in ("/resend", "/fee"):
        assert driver.post(path(reference, below), message="1").status_code == 403


def test_what_people_write_stays_text(container: Container, clerk: Driver) -> None:
    reference = filed(container, name=ATTACK, remark=ATTACK)
    with container.database.transaction() as session:
        row = session.scalars(select(Application)).one()
        row.place = row.history[0].place = ATTACK
        row.history[0].actor = ATTACK
        row.history[0].note_sealed = container.keys.seal_text(ATTACK, row.history[0].sealed_at("note"))
    settle(container, reference, MessageState.FAILED, ATTACK)
    for page in (clerk.get(path(reference)), clerk.get(path(reference, "/person"))):
        assert page.status_code == 200
        assert "<script" not in page.text
        assert "<b onmouse" not in page.text
        assert "&lt;script&gt;" in page.text
    own = recorded(container, {"<script>k": ATTACK})
    assert "<script" not in clerk.get(path(own, "/person")).text


# Messages


def test_a_message_that_failed_is_sent_again_once(container: Container, clerk: Driver, supervisor: Driver) -> None:
    reference = recorded(container)
    settle(container, reference, MessageState.FAILED)
    page = clerk.get(path(reference))
    assert "Failed no such subscriber" in text_of(page)
    [message] = resend_ids(page.text)
    supervisor.get(path(reference))
    answer = clerk.post(path(reference, "/resend"), message=message)
    assert "The message is sent again." in text_of(clerk.follow(answer))
    assert resend_ids(clerk.page.text if clerk.page else "") == []
    stale = supervisor.post(path(reference, "/resend"), message=message)
    assert stale.status_code == 422
    assert "was sent again already: look at how it stands now" in text_of(stale)
    assert len(sms_to(container, PHONE)) == 1
    assert audited(container, "application.message_resent") == [(clerk.staff.actor, reference)]


def test_only_messages_of_this_application_are_sent_again(container: Container, clerk: Driver) -> None:
    reference, other = recorded(container), recorded(container)
    settle(container, other, MessageState.FAILED)
    [message] = resend_ids(clerk.get(path(other)).text)
    clerk.get(path(reference))
    for number in (message, "", "0", "x", "٣", "9" * 30):
        assert clerk.post(path(reference, "/resend"), message=number).status_code == 404
    assert sms_to(container, PHONE)[1:] == []


def test_a_message_that_is_stuck_is_seen(container: Container, clerk: Driver, clock: Clock) -> None:
    reference = recorded(container)
    settle(container, reference, MessageState.ACCEPTED)
    clock.move(minutes=9)
    told = text_of(clerk.get(path(reference)))
    assert "Sent, nothing more was heard for 0 h 9 min" in told
    assert "Stuck" not in told
    clock.move(days=2)
    clerk.sign_in()
    assert "Sent, nothing more was heard for 2 d 0 h Stuck" in text_of(clerk.get(path(reference)))
    settle(container, reference, MessageState.DELIVERED)
    assert "Stuck" not in text_of(clerk.get(path(reference)))


# A fee


@pytest.fixture
def priced(container: Container) -> str:
    """An application to a service whose fee is not published."""
    applied_for(container)
    do(container, lambda session: session.execute(update(Service).where(Service.code == SERVICE).values(fee_kes=None)))
    return file(container, opened(container), fee=None).reference


def confirmed(driver: Driver) -> str:
    assert driver.page is not None
    return driver.page.text.split('name="confirmed" value="')[1].split('"')[0]


def test_a_fee_is_set_with_the_words_shown_first(container: Container, clerk: Driver, priced: str) -> None:
    assert "Set its fee" in text_of(clerk.get(path(priced)))
    clerk.get(path(priced, "/fee"))
    before = sms_to(container, PHONE)
    given = {"amount": "1,500", "note": "Two copies.", "note_sw": "Nakala mbili.", "version": "1"}
    shown = clerk.post(path(priced, "/fee"), **given)
    assert shown.status_code == 200
    told = text_of(shown)
    assert "KES 1,500 to your agency and KES 50 to eCitizen: KES 1,550 in all." in told
    assert "Two copies." in told
    assert "Nakala mbili." in told
    assert sms_to(container, PHONE) == before
    assert audited(container, "application.awaiting_payment") == []
    changed = clerk.post(path(priced, "/fee"), **given | {"amount": "1600"}, confirmed=confirmed(clerk))
    assert "KES 1,650 in all." in text_of(changed), "what was not shown is not done"
    clerk.post(path(priced, "/fee"), **given)
    preview = clerk.page.text if clerk.page else ""
    done = clerk.post(path(priced, "/fee"), **given, confirmed=confirmed(clerk))
    assert "The fee is set, and the citizen is told." in text_of(clerk.follow(done))
    assert sms_to(container, PHONE)[-1] in preview
    again = clerk.post(path(priced, "/fee"), **given)
    assert again.status_code == 422
    assert "Somebody has changed this application since" in text_of(again)
    assert len(sms_to(container, PHONE)) == len(before) + 1


def test_a_fee_that_cannot_be_set_is_refused_with_what_was_typed(
    container: Container, clerk: Driver, priced: str
) -> None:
    clerk.get(path(priced, "/fee"))
    for given, said in (
        ({"amount": "1500.50"}, "Write whole shillings"),
        ({"amount": "0"}, "whole shillings from 1"),
        ({"amount": "9999999"}, "whole shillings from 1"),
        ({"note": "Pay at www.evil.example now"}, "This cannot be sent"),
        ({"note": "", "note_sw": "Nakala"}, "This cannot be sent"),
        ({"note": "x" * 301}, "at most 300"),
        ({"version": ""}, "Write whole shillings"),
    ):
        whole = {"amount": "1500", "note": "Two copies.", "note_sw": "", "version": "1"} | given
        refused = clerk.post(path(priced, "/fee"), **whole)
        assert (refused.status_code, said in text_of(refused)) == (422, True), given
        assert whole["amount"] in refused.text
    assert audited(container, "application.awaiting_payment") == []


def test_a_published_fee_is_not_set(container: Container, clerk: Driver) -> None:
    reference = filed(container)
    assert "Set its fee" not in text_of(clerk.get(path(reference)))
    assert "Its fee is published" in text_of(clerk.get(path(reference, "/fee")))
    refused = clerk.post(path(reference, "/fee"), amount="1500", note="", note_sw="", version="1")
    assert "the fee of this service is published" in text_of(refused)


# Money


def test_only_who_sees_money_sees_what_was_paid(
    container: Container, clock: Clock, clerk: Driver, supervisor: Driver
) -> None:
    paying = Paying(container, clock, PESAFLOW)
    paying.ask()
    payment = paying.send()
    paying.notice(payment, "SJK1234567", amount_kes=FEE_KES)
    told = text_of(supervisor.get(path(paying.reference)))
    assert "SJK1234567" in told
    assert "KES 7,550" in told
    assert "pesaflow, prompt on a phone" in told
    told = text_of(clerk.get(path(paying.reference)))
    assert "SJK1234567" not in told
    assert "Fee KES 7,500 to the agency and KES 50 to eCitizen" in told
    with container.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.action == "application.viewed"))
        assert [row.details for row in rows] == [{"money": "shown"}, {}]


def test_it_reads_in_kiswahili(container: Container, clerk: Driver) -> None:
    reference = filed(container)
    clerk.get("/console/")
    clerk.post("/console/me/language", language="sw")
    assert '<html lang="sw">' in clerk.get(path(reference)).text
    assert "Nini? " in text_of(clerk.get(path(reference, "/person")))
