"""Filing an application: once, by who may, with its date and its fee."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import func, select

from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import Application, Change
from app.domain.applications.moves import Transition
from app.domain.applying import application_drafts, filing
from app.domain.applying.application_drafts import DraftedApplication, SavedAnswers
from app.domain.applying.eligibility import Bar
from app.domain.applying.filing import Barred, Filed, OpenApplication, SlotTaken, TooManyApplications
from app.domain.applying.subjects import read_subject
from app.domain.audit.audit_log import AuditEvent
from app.domain.catalogue.models import Service, Status
from app.domain.forms import form_versions
from app.domain.forms.slots import Slot
from app.domain.identity import accounts
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.messaging.messages import Message, MessageKind
from app.domain.self_service import account_care, desk_takeover
from app.domain.shared.errors import Invalid, NotFound, Revoked, RuleViolation
from app.domain.shared.persons import AccountType
from app.domain.subscribers import phones
from app.platform.db import now
from tests.conftest import Clock
from tests.database.applying import (
    ANSWERS,
    FORM,
    FREE,
    SERVICE,
    SLOT,
    answers,
    applied_for,
    child,
    file,
    found,
    taken,
)
from tests.database.holder import (
    ON_SQLITE,
    PHONE,
    STRANGER,
    account,
    at_once,
    do,
    emails_to,
    hold_email,
    login,
    opened,
    patiently,
    prove,
    sms_to,
)
from tests.database.proofs import filed as recorded_for


def refusal(work: Callable[[], Filed]) -> type[RuleViolation] | None:
    """The class of the refusal of a filing; None where it is filed."""
    try:
        patiently(work)
    except RuleViolation as refused:
        return type(refused)
    return None


def all_at_once(works: list[Callable[[], Filed]]) -> list[type[RuleViolation] | None]:
    """How filings at the same moment are refused: for each the class of its refusal, or None."""
    return at_once([partial(refusal, work) for work in works])


def count_of(container: Container) -> int:
    with container.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Application)) or 0


def test_what_is_filed_is_kept_fixed_told_and_taken(container: Container) -> None:
    applied_for(container)
    who = opened(container)
    hold_email(container, who, "wanjiku@example.com")
    filed = file(container, who, given=child())
    assert (filed.status, filed.total_kes) == (Status.AWAITING_PAYMENT, Decimal(7550))
    with container.database.reading() as session:
        kept = found(session, filed.reference)
        answered = container.keys.open_text(kept.answers_sealed or b"", kept.sealed_at("answers"))
        assert json.loads(answered) == child()
        assert read_subject(kept) == {"subject_first_name": "Amani"}
        assert (kept.form_digest, kept.slot_code, kept.account_id) == (FORM.digest, SLOT, who)
        assert (kept.base_fee_kes, kept.access_fee_kes) == (Decimal(7500), Decimal(50))
        assert kept.phone_number == PHONE
        assert [(each.status, each.actor) for each in session.scalars(select(Change))] == [
            (Status.AWAITING_PAYMENT, "citizen")
        ]
    first, second = sms_to(container, PHONE)
    shown = " ".join(filed.reference[place : place + 4] for place in (0, 4, 8))
    assert first.startswith(f"eCitizen {shown}: ")
    assert "KES 7,550" in first
    assert first.endswith("Keep this number.")
    assert second == f"eCitizen {shown}: Thu 26 Nov 2026, 12:00. Take your old passport to Nyayo House by 7 Dec 2026."
    (mail,) = emails_to(container, "wanjiku@example.com")
    assert "KES 7,550" in mail
    assert "Keep this number." in mail
    assert taken(container) == 1


def test_free_and_unpublished_are_submitted_at_once(container: Container) -> None:
    applied_for(container)
    who = opened(container)
    free = file(container, who, fee=FREE)
    unknown = file(container, who, fee=None, again=True)
    assert [(each.status, each.total_kes) for each in (free, unknown)] == [
        (Status.SUBMITTED, Decimal(0)),
        (Status.SUBMITTED, None),
    ]
    assert not any("KES" in each for each in sms_to(container, PHONE))


def test_sixteen_filings_of_one_account_at_once_are_one(container: Container) -> None:
    applied_for(container)
    who = opened(container)
    came = all_at_once([partial(file, container, who) for _ in range(16)])
    assert came.count(None) == 1
    assert came.count(OpenApplication) == 15
    assert (count_of(container), taken(container)) == (1, 1)
    assert len(sms_to(container, PHONE)) == 2


def test_sixteen_takers_of_five_places_take_five(container: Container) -> None:
    applied_for(container, capacity=5)
    holders = [opened(container, str(29000100 + number), phone=f"+2547120001{number:02d}") for number in range(16)]
    came = all_at_once(
        [partial(file, container, who, phone=f"+2547120001{number:02d}") for number, who in enumerate(holders)]
    )
    assert (came.count(None), came.count(SlotTaken)) == (5, 11)
    assert (count_of(container), taken(container)) == (5, 5)
    assert [len(sms_to(container, f"+2547120001{number:02d}")) for number in range(16)].count(0) == 11


def test_sixteen_copies_of_accounts_of_one_household_leave_each_one_application(container: Container) -> None:
    """There are places enough, and one phone: only its daily limit could refuse one account because of another."""
    applied_for(container)
    holders = [opened(container, str(29000100 + number)) for number in range(4)]
    came = all_at_once([partial(file, container, who) for who in holders * 4])
    assert (came.count(None), came.count(OpenApplication)) == (4, 12)
    assert taken(container) == 4


def test_again_is_another_and_what_has_ended_is_no_obstacle(container: Container) -> None:
    applied_for(container)
    who = opened(container)
    first = file(container, who)
    with pytest.raises(OpenApplication) as stopped:
        file(container, who)
    assert stopped.value.reference == first.reference
    second = file(container, who, again=True)
    for each in (first, second):
        step = Transition(Status.CANCELLED)
        do(container, transitions.apply_transition, each.reference, step, actor="test", contacts=container.contacts)
    assert taken(container) == 0
    third = file(container, who)
    assert len({first.reference, second.reference, third.reference}) == 3


@ON_SQLITE
def test_each_child_has_an_application_however_its_name_is_typed(container: Container) -> None:
    applied_for(container)
    who = opened(container)
    own, amani = file(container, who), file(container, who, given=child("Amani"))
    baraka = file(container, who, given=child("Baraka"))
    for given, known in ((answers(), own), (child(" amani"), amani), (child("BARAKA"), baraka)):
        with pytest.raises(OpenApplication) as stopped:
            file(container, who, given=given)
        assert stopped.value.reference == known.reference
    with container.database.reading() as session:
        told = filing.find_open(session, login(container, who), SERVICE, child("amani"))
    assert told == amani.reference


@ON_SQLITE
def test_an_unproven_account_neither_learns_of_the_persons_own_nor_blocks_it(container: Container) -> None:
    """Somebody else opened an account with the person's number: it does not learn what is recorded for the person."""
    applied_for(container)
    known = recorded_for(container, phone=STRANGER)
    who = opened(container)
    mine = file(container, who)
    assert mine.reference != known
    step = Transition(Status.CANCELLED)
    do(container, transitions.apply_transition, mine.reference, step, actor="test", contacts=container.contacts)
    prove(container, who)
    with pytest.raises(OpenApplication) as stopped:
        file(container, who)
    assert stopped.value.reference == known


@ON_SQLITE
def test_what_was_filed_by_an_account_that_is_closed_blocks_nobody(container: Container) -> None:
    applied_for(container)
    thief = opened(container, phone=STRANGER)
    file(container, thief, phone=STRANGER)
    do(container, accounts.close, thief)
    who = opened(container)
    prove(container, who)
    assert file(container, who).status == Status.AWAITING_PAYMENT


def test_a_password_of_three_minutes_ago_files_nothing(container: Container, clock: Clock) -> None:
    applied_for(container)
    who = login(container, opened(container))
    clock.move(seconds=180)
    with pytest.raises(Revoked):
        file(container, who.account_id, who=who)
    with pytest.raises(Revoked):
        file(container, who.account_id, who=login(container, who.account_id, password_given=False))
    assert (count_of(container), taken(container)) == (0, 0)


@ON_SQLITE
def test_a_new_password_ends_what_was_begun(container: Container) -> None:
    applied_for(container)
    who = login(container, opened(container))
    do(container, accounts.set_password, who.account_id, "another")
    with pytest.raises(Revoked):
        file(container, who.account_id, who=who)


@ON_SQLITE
@pytest.mark.parametrize(
    ("kind", "birth", "min_age", "bar"),
    [
        (AccountType.CITIZEN, "1990", 18, None),
        (AccountType.RESIDENT, "1990", 18, None),
        (AccountType.REFUGEE, "1990", 18, Bar.ACCOUNT_TYPE),
        (AccountType.CITIZEN, "2008", 18, None),  # every holder of an account was found to be 18 or older
        (AccountType.CITIZEN, "2008-11-24", 18, Bar.AGE),  # 18 tomorrow
        (AccountType.CITIZEN, "2008-11-23", 18, None),
        (AccountType.CITIZEN, "2005", 21, Bar.UNKNOWN_AGE),
        (AccountType.CITIZEN, "2006", 21, Bar.AGE),
        (AccountType.CITIZEN, "2004", 21, None),
    ],
)
def test_who_may_apply(container: Container, kind: AccountType, birth: str, min_age: int, bar: Bar | None) -> None:
    form = FORM.model_copy(update={"min_age": min_age})
    applied_for(container, form=form)
    number = "29000001" if kind == AccountType.CITIZEN else "900001"
    who = opened(container, number, kind=kind, said=DeclaredDetails("Wanjiku", birth))
    if bar is None:
        assert file(container, who, digest=form.digest).reference
        return
    with pytest.raises(Barred) as stopped:
        file(container, who, digest=form.digest)
    assert (stopped.value.bar, count_of(container), taken(container)) == (bar, 0, 0)


@ON_SQLITE
@pytest.mark.parametrize(
    "given",
    [
        {},
        {"for_whom": "me"},
        answers(for_whom="nobody"),
        answers(agreed="no"),
        answers(agreed=""),
        answers(office="mombasa"),
        answers(remark="x" * 101),
        answers(day="nyayo-1"),
        answers(day="week:tomorrow"),
        answers(subject_first_name="Amani"),
        answers(unheard="of"),
        {name: answer for name, answer in child().items() if name != "subject_first_name"},
        child(""),
    ],
)
def test_answers_that_do_not_fit_the_form_are_refused(container: Container, given: dict[str, str]) -> None:
    applied_for(container)
    with pytest.raises(Invalid):
        file(container, opened(container), given=given)
    assert (count_of(container), taken(container)) == (0, 0)


@ON_SQLITE
@pytest.mark.parametrize(
    "changed", [{"day": "slot:of-nowhere"}, {"office": "kisumu"}, {"day": "week:2026-11-16"}, {"day": "slot:other"}]
)
def test_a_date_that_is_not_offered_is_chosen_anew(container: Container, changed: dict[str, str]) -> None:
    """At another place, of another calendar, of no date at all, and a week that has begun."""
    applied_for(container)
    at = container.database.clock().replace(year=2027)
    other = Slot(code="other", calendar="driving", place="nyayo", starts_at=at, capacity=9, taken=0)
    do(container, lambda session: session.add(other))
    with pytest.raises(SlotTaken) as stopped:
        file(container, opened(container), given=answers(**changed))
    assert stopped.value.question == "day"
    assert (count_of(container), taken(container), taken(container, "other")) == (0, 0, 0)


@ON_SQLITE
def test_a_week_takes_no_place(container: Container) -> None:
    applied_for(container)
    file(container, opened(container), given=answers(day="week:2026-12-07"))
    assert taken(container) == 0


@ON_SQLITE
def test_a_service_that_is_applied_for_here_no_more_is_not_found(container: Container) -> None:
    applied_for(container)
    who = opened(container)
    for service, digest in (("passport-renew-50", FORM.digest), ("unheard-of", FORM.digest), (SERVICE, "0" * 64)):
        with pytest.raises(NotFound):
            file(container, who, service=service, digest=digest)
    do(container, lambda session: setattr(session.get_one(Service, SERVICE), "channel", "portal"))
    with pytest.raises(NotFound):
        file(container, who)


@ON_SQLITE
def test_an_older_version_of_the_form_is_still_filed(container: Container) -> None:
    applied_for(container)
    newer = FORM.model_copy(update={"version": "2", "questions": FORM.questions[:1]})
    do(container, form_versions.publish, newer)
    assert file(container, opened(container)).reference


@ON_SQLITE
def test_ten_a_day_for_an_account_and_for_a_phone(container: Container, clock: Clock) -> None:
    """Each sends SMS and may hold a date: without a limit one person could flood a phone and fill a calendar."""
    applied_for(container)
    who, neighbour = opened(container), opened(container, "29000002")
    for _ in range(10):
        file(container, who, again=True)
    with pytest.raises(TooManyApplications):
        file(container, who, again=True, phone=STRANGER)
    with pytest.raises(TooManyApplications):
        file(container, neighbour)
    assert (count_of(container), taken(container), len(sms_to(container, PHONE))) == (10, 10, 20)
    clock.move(days=1, seconds=1)
    assert file(container, neighbour).reference


@ON_SQLITE
def test_whoever_catches_a_refusal_has_nothing_half_done(container: Container) -> None:
    """The daily limit is checked after the date was taken; the refusal frees the date in the same transaction."""
    applied_for(container)
    who = opened(container)
    for _ in range(10):
        file(container, who, again=True)
    wanted = filing.Filing(SERVICE, FORM.digest, ANSWERS, phone=PHONE, again=True)
    mine = login(container, who)
    with container.database.transaction() as session, pytest.raises(TooManyApplications):
        filing.file_application(session, mine, wanted, fee=None, contacts=container.contacts, language="en")
    assert (count_of(container), taken(container)) == (10, 10)


@ON_SQLITE
def test_the_receipt_goes_at_night_and_to_a_phone_that_wants_no_alerts(container: Container) -> None:
    applied_for(container)
    do(container, phones.set_alerts, PHONE, wanted=False)
    file(container, opened(container))
    with container.database.reading() as session:
        kinds = session.scalars(select(Message.kind)).all()
    assert kinds == [MessageKind.RECEIPT, MessageKind.RECEIPT]


@ON_SQLITE
def test_everything_is_told_in_the_language_of_the_phone(container: Container) -> None:
    applied_for(container)
    do(container, phones.choose_language, PHONE, "sw")
    file(container, opened(container), language="sw")
    first, second = sms_to(container, PHONE)
    assert "Lipa KES 7,550: piga *222*1*" in first
    assert "Peleka pasipoti Nyayo kabla ya " in second
    assert all(len(each) <= 160 for each in (first, second))


@ON_SQLITE
def test_a_draft_is_dropped_when_it_is_filed_and_dies_with_the_password(container: Container, clock: Clock) -> None:
    applied_for(container)
    who = opened(container)
    saved = SavedAnswers(FORM.digest, {"for_whom": "me"})

    def save() -> None:
        with container.database.transaction() as session:
            application_drafts.save_draft(session, account(session, who), SERVICE, saved, phone=PHONE)

    def kept(phone: str = PHONE) -> SavedAnswers | None:
        with container.database.reading() as session:
            return application_drafts.find_draft(session, account(session, who), SERVICE, phone=phone)

    save()
    assert (kept(), kept(STRANGER)) == (saved, None)
    file(container, who)
    assert kept() is None
    save()
    do(container, accounts.set_password, who, "another")
    assert kept() is None
    save()
    clock.move(days=1)
    assert kept() is None


@ON_SQLITE
def test_a_closed_account_leaves_no_draft(container: Container) -> None:
    applied_for(container)
    who = opened(container)
    with container.database.transaction() as session:
        saved = SavedAnswers(FORM.digest, ANSWERS)
        application_drafts.save_draft(session, account(session, who), SERVICE, saved, phone=PHONE)
    do(container, account_care.close, login(container, who), "en", container.contacts)
    with container.database.reading() as session:
        assert session.scalars(select(DraftedApplication)).all() == []


@ON_SQLITE
def test_what_a_thief_filed_and_a_desk_cancels_gives_its_date_back_and_what_is_adopted_keeps_it(
    container: Container,
) -> None:
    applied_for(container)
    thiefs = opened(container, phone=STRANGER)
    one, other = file(container, thiefs, phone=STRANGER), file(container, thiefs, phone=STRANGER, again=True)
    do(
        container,
        lambda session: desk_takeover.take_over(
            session,
            accounts.get(session, thiefs, lock=True),
            PHONE,
            password_hash="none",
            actor="desk",
            contacts=container.contacts,
        ),
    )
    assert taken(container) == 2
    do(container, desk_takeover.cancel, one.reference, actor="desk", contacts=container.contacts)
    do(container, desk_takeover.adopt, other.reference, actor="desk")
    assert taken(container) == 1
    with container.database.reading() as session:
        kept = found(session, other.reference)
        assert (kept.slot_code, kept.total_kes) == (SLOT, Decimal(7550))
    prove(container, thiefs)
    with pytest.raises(OpenApplication) as stopped:
        file(container, thiefs)
    assert stopped.value.reference == other.reference


def test_nobody_else_finds_out_what_was_filed(container: Container) -> None:
    """The audit trail has nothing of the answers, and the row can be read only with the key ring."""
    applied_for(container)
    file(container, opened(container), given=child("Canary", remark="Canary"))
    with container.database.reading() as session:
        row = session.scalars(select(Application)).one()
        assert b"Canary" not in (row.answers_sealed or b"") + (row.subject_sealed or b"")
        trail = session.scalars(select(AuditEvent).where(AuditEvent.subject == row.reference)).all()
    assert [(each.actor, each.action) for each in trail] == [("citizen", "application.awaiting_payment")]
    assert "Canary" not in str([each.details for each in trail])
    assert "Canary" not in repr(filing.Filing(SERVICE, FORM.digest, child("Canary"), phone=PHONE))
    assert row.status == Status.AWAITING_PAYMENT


def close_until(container: Container, day: date) -> None:
    """The agency closes the service until a day; the index of a process may still show it as open."""
    with container.database.transaction() as session:
        service = session.get_one(Service, SERVICE)
        service.closed_at, service.closed_reason, service.reopens_on = now(session), "No booklets.", day


def test_a_closed_service_takes_no_application_whatever_an_index_still_says(container: Container, clock: Clock) -> None:
    """The database decides, not the index of a process; on the day of reopening applications are accepted again."""
    who = opened(container)
    applied_for(container)
    close_until(container, date(2026, 11, 24))
    with pytest.raises(Barred) as refused:
        file(container, who)
    assert refused.value.bar is Bar.CLOSED
    with container.database.reading() as session:
        assert session.scalars(select(Application).where(Application.account_id == who)).all() == []
    clock.move(days=1)
    assert file(container, who).reference
