"""One application, for its agency's staff: which messages are sent again, the preview of a fee, and the audit trail."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from app.container import Container
from app.domain.applications import account_applications, transitions
from app.domain.applications.applications import WITHHELD, Applicant, Application
from app.domain.applications.moves import Transition
from app.domain.audit import audit_chain, audit_log
from app.domain.audit.audit_log import AuditEvent
from app.domain.back_office import audit_search, case_fee, case_file, case_messages, case_person
from app.domain.back_office.audit_search import LOOKED_AT, PAGE, AuditPage, AuditQuestion, Vouched
from app.domain.back_office.case_fee import FeeWish
from app.domain.back_office.case_messages import NotResent, ResendRefusal
from app.domain.catalogue import models
from app.domain.catalogue.fees import AccessFees
from app.domain.catalogue.models import Service, Status
from app.domain.messaging import sms_budget
from app.domain.messaging.messages import Message, MessageState
from app.domain.messaging.sms_budget import BudgetSpent
from app.domain.shared.errors import NotAllowed, NotFound, RuleViolation, VersionConflict
from app.domain.shared.persons import AccountType
from app.domain.staff.roles import Role
from app.domain.staff.staff_members import SMS_AN_HOUR, Staff
from app.domain.subscribers import phones
from tests.conftest import Clock
from tests.database.applying import SERVICE
from tests.database.audit_tampering import insider
from tests.database.holder import NUMBER, ON_SQLITE, PHONE, STRANGER, at_once, do, sms_to, statements

CLERK = Staff("c" * 16, "w.otieno", "Wanjiru", Role.CLERK, "dis", frozenset(), "en")
AUDITOR = Staff("a" * 16, "a.auditor", "Auma", Role.AUDITOR, None, frozenset(), "en")
FEES = AccessFees("50")
WISH = FeeWish(1500, "Two copies.", "Nakala mbili.", 1)


@pytest.fixture
def reference(container: Container) -> str:
    """The reference of an application whose service has no published fee."""
    with container.database.transaction() as session:
        session.execute(update(Service).where(Service.code == SERVICE).values(fee_kes=None))
        service = models.service(session, SERVICE)
        assert service is not None
        who = Applicant(AccountType.CITIZEN, NUMBER, PHONE)
        return transitions.record_application(
            session, service, who, actor="test", contacts=container.contacts
        ).reference


def fail(container: Container) -> int:
    """Let all messages fail; the id of the newest."""
    with container.database.transaction() as session:
        session.execute(update(Message).values(state=MessageState.FAILED, next_at=None, last_error="no subscriber"))
        return session.scalars(select(func.max(Message.id))).one()


def resend(container: Container, reference: str, message: int, staff: Staff = CLERK) -> None:
    with container.database.transaction() as session:
        application = case_file.find_case(session, reference, staff, lock=True)
        case_messages.resend_message(session, application, message, staff)


def refusal(container: Container, reference: str, message: int) -> ResendRefusal:
    """Why a message is not sent again; asserts that the page of the case says the same."""
    with pytest.raises(NotResent) as refused:
        resend(container, reference, message)
    ways = container.contacts.payment_ways
    shown = do(container, case_file.view_case, reference, CLERK, "en", ways).messages
    assert [each.refusal for each in shown if each.sent.id == message] == [refused.value.why]
    return refused.value.why


# Messages


def test_two_clerks_who_click_at_once_send_it_once(container: Container, reference: str) -> None:
    message = fail(container)

    def click() -> RuleViolation | None:
        try:
            resend(container, reference, message)
        except RuleViolation as refused:
            return refused
        return None

    outcomes = at_once([click, click, click])
    assert outcomes.count(None) == 1
    assert {each.why for each in outcomes if isinstance(each, NotResent)} == {ResendRefusal.NOT_FAILED}
    assert len(sms_to(container, PHONE)) == 1
    with container.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Message)) == 1


@ON_SQLITE
def test_what_is_no_longer_true_or_would_reach_another_is_not_sent_again(container: Container, reference: str) -> None:
    message = fail(container)
    do(container, lambda session: session.execute(update(Message).values(erased_at=container.database.clock())))
    assert refusal(container, reference, message) is ResendRefusal.GONE
    do(container, lambda session: session.execute(update(Message).values(erased_at=None)))
    do(container, lambda session: phones.set_alerts(session, PHONE, wanted=False))
    assert refusal(container, reference, message) is ResendRefusal.STOPPED
    do(container, lambda session: phones.set_alerts(session, PHONE, wanted=True))
    do(container, lambda session: session.execute(update(Application).values(account_id=f"{WITHHELD}x")))
    assert refusal(container, reference, message) is ResendRefusal.ELSEWHERE
    do(container, lambda session: session.execute(update(Application).values(account_id=None)))
    row = select(Application)
    redirect = account_applications.redirect_one
    do(container, lambda session: redirect(session, session.scalars(row).one(), STRANGER))
    assert refusal(container, reference, message) is ResendRefusal.ELSEWHERE
    do(container, lambda session: redirect(session, session.scalars(row).one(), PHONE))
    step = Transition(Status.PROCESSING)
    do(container, transitions.apply_transition, reference, step, actor="t", contacts=container.contacts)
    assert refusal(container, reference, message) is ResendRefusal.OUTDATED
    newest = fail(container)
    resend(container, reference, newest)
    assert refusal(container, reference, newest) is ResendRefusal.NOT_FAILED


@ON_SQLITE
def test_an_sms_that_is_sent_again_is_the_clerks_own(container: Container, reference: str) -> None:
    message = fail(container)
    do(container, sms_budget.reserve_for_key, CLERK.sms_budget, SMS_AN_HOUR)
    with pytest.raises(BudgetSpent):
        resend(container, reference, message)
    assert sms_to(container, PHONE) == []


@ON_SQLITE
def test_a_case_is_its_agencys_own_service_and_no_test(container: Container, reference: str) -> None:
    message = fail(container)
    index, ways = container.finder.index(), container.contacts.payment_ways
    for other in (replace(CLERK, agency="ntsa"), replace(CLERK, services=frozenset({"passport-new-34"}))):
        for look in (
            lambda who: do(container, case_file.view_case, reference, who, "en", ways),
            lambda who: do(container, case_person.view_person, index, reference, who, "en"),
            lambda who: resend(container, reference, message, who),
            lambda who: try_fee(container, reference, WISH, who),
        ):
            with pytest.raises(NotFound):
                look(other)
    do(container, lambda session: session.execute(update(Application).values(is_test=True)))
    with pytest.raises(NotFound):
        do(container, case_file.find_case, reference, replace(CLERK, agency=None))


def test_agencies_own_answers_are_laid_out_whatever_their_shape() -> None:
    deep: object = "end"
    for _ in range(50):
        deep = [deep]
    assert [*case_person.lines_of({"a": {"b": [1, None]}, "c": ""})] == [("a.b.1", "1"), ("a.b.2", "null"), ("c", "")]
    [(name, rest)] = case_person.lines_of({"deep": deep})
    assert (name, rest.count("[")) == ("deep.1.1.1.1.1", 45)


# A fee


def try_fee(container: Container, reference: str, wish: FeeWish, staff: Staff = CLERK) -> case_fee.FeePreview:
    given = {"staff": staff, "fees": FEES, "contacts": container.contacts}
    return do(container, case_fee.preview_fee, reference, wish, **given)


def everything(container: Container) -> tuple[object, ...]:
    with container.database.reading() as session:
        counts = [session.scalar(select(func.count()).select_from(each)) for each in (AuditEvent, Message)]
        row = session.scalars(select(Application)).one()
        return (*counts, row.version, row.status, row.base_fee_kes, len(row.history))


def test_a_fee_that_was_tried_has_changed_nothing_and_is_told_as_it_was_shown(
    container: Container, reference: str
) -> None:
    before = everything(container)
    shown = try_fee(container, reference, WISH)
    assert everything(container) == before
    assert (int(shown.fee.total), {*shown.texts}) == (1550, {"en", "sw"})
    given = {"staff": CLERK, "fees": FEES, "contacts": container.contacts}
    do(container, case_fee.set_case_fee, reference, WISH, **given)
    assert sms_to(container, PHONE)[-1] == shown.texts["en"]
    with pytest.raises(VersionConflict):
        do(container, case_fee.set_case_fee, reference, WISH, **given)
    do(container, lambda session: session.execute(update(Service).values(fee_kes=100)))
    with pytest.raises(NotAllowed):
        try_fee(container, reference, replace(WISH, version=2))


# The audit trail


def search(container: Container, **asked: object) -> AuditPage:
    return do(container, audit_search.search_trail, AuditQuestion(**asked), staff=AUDITOR)  # type: ignore[arg-type]


def done(container: Container, clock: Clock, *lines: tuple[str, str, str]) -> None:
    for actor, action, subject in lines:
        clock.move(minutes=1)
        do(container, audit_log.record, actor=actor, action=action, subject=subject)


def actions(page: AuditPage) -> list[str]:
    return [line.action for line in page.lines if line.action != audit_search.SEARCHED]


def test_the_trail_is_searched_by_each_of_these(container: Container, clock: Clock, reference: str) -> None:
    done(container, clock, ("x", "a.one", "S"), ("y", "a.two", "S"), ("x", "b.one", "T"))
    assert actions(search(container, subject="S")) == ["a.two", "a.one"]
    assert actions(search(container, subject="S", actor="x")) == ["a.one"]
    assert actions(search(container, actor="x")) == ["b.one", "a.one"]
    assert actions(search(container, action="a.")) == ["a.two", "a.one"]
    spaced = f"{reference[:4]} {reference[4:8]}-{reference[8:]}"
    assert actions(search(container, subject=spaced)) == ["application.submitted"]
    day = clock().replace(hour=0, minute=0)
    assert actions(search(container, since=day, until=day + timedelta(days=1), actor="y")) == ["a.two"]
    assert actions(search(container, until=day)) == []
    assert actions(search(container, since=clock() + timedelta(seconds=1))) == []


def test_looking_is_kept_and_what_was_typed_in_vain_is_not(container: Container, clock: Clock) -> None:
    done(container, clock, ("x", "a.one", "S"))
    search(container, subject="S")
    search(container, subject=NUMBER)
    with container.database.reading() as session:
        mine = select(AuditEvent.subject).where(AuditEvent.action == audit_search.SEARCHED).order_by(AuditEvent.id)
        assert session.scalars(mine).all() == ["S", audit_search.TRAIL]
        everything = session.scalars(select(AuditEvent)).all()
        assert not any(NUMBER in f"{each.subject} {each.details}" for each in everything)


@ON_SQLITE
def test_pages_follow_each_other_and_none_reads_more_than_it_may(
    container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    with container.database.transaction() as session:
        for number in range(PAGE + 3):
            audit_log.record(session, actor="x", action=f"a.{number}", subject="S")
        for _ in range(30):
            audit_log.record(session, actor="y", action="b", subject="U")
    first = search(container, subject="S")
    second = search(container, subject="S", after=first.last)
    read = actions(first) + actions(second)
    assert read == [f"a.{number}" for number in reversed(range(PAGE + 3))]
    assert second.last is None
    monkeypatch.setattr(audit_search, "LOOKED_AT", 10)
    place, rounds, found = None, 0, list[str]()
    while rounds == 0 or place is not None:
        page = search(container, subject="S", action="a.0", after=place)
        place, rounds, found = page.last, rounds + 1, found + actions(page)
    assert (found, rounds > 4) == (["a.0"], True)


def test_a_row_that_was_changed_is_shown_to_be(container: Container, clock: Clock) -> None:
    done(container, clock, ("x", "a.one", "S"), ("x", "a.two", "S"))
    assert {line.vouched for line in search(container, subject="S").lines} == {Vouched.WAITING}
    do(container, audit_chain.link)
    assert {line.vouched for line in search(container, actor="x").lines} == {Vouched.PROVEN}
    with insider(container.database) as connection:
        connection.execute(update(AuditEvent).where(AuditEvent.action == "a.one").values(actor="z"))
        connection.execute(update(AuditEvent).where(AuditEvent.action == "a.two").values(id=999_999))
        connection.commit()
    for moved in (search(container, actor="z"), search(container, actor="x")):
        assert [line.vouched for line in moved.lines] == [Vouched.BROKEN]


@ON_SQLITE
def test_every_question_goes_along_an_index_in_its_order(container: Container) -> None:
    with statements(container) as said:
        for asked in ({"subject": "S"}, {"actor": "x"}, {}, {"action": "a", "subject": "S"}):
            search(container, **asked)
    with container.database.reading() as session:
        connection = session.connection().connection.driver_connection
        assert connection is not None
        for query in (each for each in said if "ORDER BY audit.at DESC" in each):
            plan = connection.execute(f"EXPLAIN QUERY PLAN {query}", ["S"] * query.count("?")).fetchall()
            told = " ".join(str(each) for each in plan)
            assert ("USING INDEX ix_audit" in told, "TEMP B-TREE" in told) == (True, False), query
    assert LOOKED_AT <= 2_000
