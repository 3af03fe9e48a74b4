"""Filing at a desk: by the rules of filing on a phone, under the clerk's name, with the consent stored beside it."""

import json
from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import func, select

from app.container import Container
from app.domain.applications.applications import Application, Change
from app.domain.applying import application_drafts
from app.domain.applying.application_drafts import SavedAnswers
from app.domain.applying.at_desk import desk_consents, desk_drafts, desk_filing
from app.domain.applying.at_desk.desk_consents import ConsentGiven, DeskConsent, SeenDocument
from app.domain.applying.at_desk.desk_drafts import DeskDraft
from app.domain.applying.at_desk.desk_filing import FiledAtDesk
from app.domain.applying.eligibility import Bar
from app.domain.applying.filing import Barred, OpenApplication, SlotTaken, TooManyApplications
from app.domain.catalogue.fees import Fee
from app.domain.catalogue.models import Service
from app.domain.identity import accounts
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.messaging.messages import Message, MessageKind
from app.domain.privacy import data_subjects, subject_rights
from app.domain.self_service import account_care
from app.domain.shared.errors import Invalid, NotAllowed, NotFound, RuleViolation, VersionConflict
from app.domain.shared.purge import delete_with_all_of
from app.domain.staff import staff_members
from app.domain.staff.roles import Role
from app.domain.staff.staff_members import Post, Staff
from app.domain.subscribers import phones
from app.platform.db import now
from tests.conftest import Clock
from tests.database.applying import ANSWERS, FEE, SERVICE, applied_for, child, file, found, taken
from tests.database.holder import (
    CITIZEN,
    NUMBER,
    ON_SQLITE,
    PHONE,
    STRANGER,
    account,
    at_once,
    do,
    login,
    opened,
    patiently,
    prove,
    sms_to,
)

SAID = ConsentGiven("sw", SeenDocument.NATIONAL_ID)


def clerk(container: Container, name: str = "a.wanjiru") -> Staff:
    """Add a member of staff of a Huduma Centre."""
    post = Post(name, name.title(), Role.HUDUMA_DESK, "hksdp")
    return staff_members.as_staff(do(container, staff_members.add_staff, post, actor="test")[0])


def person(container: Container, number: str = NUMBER, phone: str = PHONE) -> str:
    """Open an account that a desk has proven; its id."""
    who = opened(container, number, phone=phone)
    prove(container, who)
    return who


def filled(
    container: Container, who: str, staff: Staff, given: dict[str, str] = ANSWERS, *, again: bool = False
) -> str:
    """Fill in a form at the desk; the id of the draft."""
    with container.database.transaction() as session:
        draft = desk_filing.begin_at_desk(session, who, SERVICE, SAID, staff=staff, again=again)
        for name, value in given.items():
            desk_drafts.keep_answer(session, draft.id, name, value, staff=staff)
        return draft.id


def send(container: Container, draft_id: str, staff: Staff, *, fee: Fee | None = FEE, version: int = 5) -> FiledAtDesk:
    """File a draft."""
    named = {"staff": staff, "version": version, "fee": fee, "contacts": container.contacts}
    return do(container, desk_filing.file_at_desk, draft_id, **named)


def refusal(container: Container, draft_id: str, staff: Staff) -> type[RuleViolation] | str:
    """The class of the refusal of a filing; the reference where it is filed."""
    try:
        return patiently(lambda: send(container, draft_id, staff)).reference
    except RuleViolation as refused:
        return type(refused)


def count(container: Container, table: type[Application | DeskDraft | DeskConsent]) -> int:
    with container.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_it_is_the_persons_own_under_the_name_of_the_desk(container: Container) -> None:
    applied_for(container)
    who, staff = person(container), clerk(container)
    with container.database.transaction() as session:
        phones.set_alerts(session, PHONE, wanted=False)
        mine = SavedAnswers("digest", {"remark": "mine"})
        application_drafts.save_draft(session, account(session, who), SERVICE, mine, phone=PHONE)
    filed = send(container, filled(container, who, staff, child()), staff, version=6)
    with container.database.reading() as session:
        kept = found(session, filed.reference)
        assert (kept.account_id, kept.applicant) == (who, account(session, who).applicant)
        assert kept.phone_number == PHONE
        assert json.loads(container.keys.open_text(kept.answers_sealed or b"", kept.sealed_at("answers"))) == child()
        assert [each.actor for each in session.scalars(select(Change))] == ["staff:hksdp/a.wanjiru"]
        consent = desk_consents.find_consent(session, kept)
        assert consent is not None
        assert (consent.actor, consent.language, consent.at) == (staff.actor, "sw", container.database.clock())
        kinds = session.scalars(select(Message.kind).where(Message.key.like("%:sms"))).all()
        assert kinds == [MessageKind.RECEIPT] * 2, "what one has asked for waits for no morning, and STOP holds it not"
        draft = session.scalars(select(DeskDraft)).one()
        assert (draft.reference, draft.answers) == (filed.reference, {})
        kept_draft = application_drafts.find_draft(session, account(session, who), SERVICE, phone=PHONE)
        assert kept_draft == mine, "what the person has begun on the phone is theirs"
    assert (len(sms_to(container, PHONE)), taken(container)) == (2, 1)


def test_sent_by_two_clicks_at_once_it_is_filed_once(container: Container) -> None:
    applied_for(container)
    staff = clerk(container)
    draft_id = filled(container, person(container), staff)
    done = at_once([partial(refusal, container, draft_id, staff)] * 4)
    assert len(set(done)) == 1
    assert (count(container, Application), count(container, DeskConsent), taken(container)) == (1, 1, 1)
    assert len(sms_to(container, PHONE)) == 2


def test_of_two_desks_one_gets_the_last_place(container: Container) -> None:
    applied_for(container, capacity=1)
    one, two = clerk(container), clerk(container, "b.kamau")
    first = filled(container, person(container), one)
    second = filled(container, person(container, "29000002", STRANGER), two)
    done = at_once([partial(refusal, container, first, one), partial(refusal, container, second, two)])
    assert SlotTaken in done
    assert (count(container, Application), count(container, DeskConsent), taken(container)) == (1, 1, 1)


def test_of_a_desk_and_the_phone_at_once_one_files(container: Container) -> None:
    applied_for(container)
    who, staff = person(container), clerk(container)
    draft_id = filled(container, who, staff)

    def by_phone() -> type[RuleViolation] | str:
        try:
            return patiently(lambda: file(container, who)).reference
        except OpenApplication as refused:
            return type(refused)

    works: list[Callable[[], type[RuleViolation] | str]] = [partial(refusal, container, draft_id, staff), by_phone]
    done = at_once(works)
    assert OpenApplication in done
    assert count(container, Application) == 1


@ON_SQLITE
def test_who_may_not_on_a_phone_may_not_at_a_desk(container: Container) -> None:
    applied_for(container)
    staff, unproven = clerk(container), opened(container)
    with pytest.raises(NotAllowed):
        filled(container, unproven, staff)
    minor = opened(container, "29000003", phone=STRANGER, said=DeclaredDetails("Baraka", "2015-01-01"))
    prove(container, minor)
    with pytest.raises(Barred):
        filled(container, minor, staff)
    prove(container, unproven)
    for wrong in (ConsentGiven("fr", SAID.document), ConsentGiven("sw", SAID.document, "2020-01")):
        with pytest.raises(Invalid):
            do(container, desk_filing.begin_at_desk, unproven, SERVICE, wrong, staff=staff)
    with pytest.raises(NotFound):
        do(container, desk_filing.begin_at_desk, unproven, "visa", SAID, staff=staff)
    assert count(container, DeskDraft) == 0


@ON_SQLITE
def test_an_open_one_stands_in_the_way_unless_another_is_meant(container: Container) -> None:
    applied_for(container)
    who, staff = person(container), clerk(container)
    draft_id = filled(container, who, staff)
    known = file(container, who).reference
    with pytest.raises(OpenApplication) as refused:
        send(container, draft_id, staff)
    assert refused.value.reference == known
    with pytest.raises(OpenApplication):
        filled(container, who, staff)
    assert send(container, filled(container, who, staff, again=True), staff).reference != known


@ON_SQLITE
def test_it_counts_for_the_account_and_for_the_member_of_staff(
    container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    applied_for(container)
    who, staff = person(container), clerk(container)
    for _ in range(10):
        send(container, filled(container, who, staff, again=True), staff)
    with pytest.raises(TooManyApplications) as refused:
        send(container, filled(container, who, staff, again=True), staff)
    assert refused.value.whose == "applications of an account"
    monkeypatch.setattr(desk_filing, "A_WORKDAY", 10)
    other = person(container, "29000002", STRANGER)
    with pytest.raises(TooManyApplications) as refused:
        send(container, filled(container, other, staff), staff)
    assert refused.value.whose == desk_filing.BY_STAFF
    colleague = clerk(container, "b.kamau")
    assert send(container, filled(container, other, colleague), colleague).reference


@ON_SQLITE
def test_a_draft_is_its_owners_until_the_day_or_the_epoch_ends(container: Container, clock: Clock) -> None:
    applied_for(container)
    who, staff, other = person(container), clerk(container), clerk(container, "b.kamau")
    draft_id = filled(container, who, staff)
    assert do(container, desk_drafts.list_desk_drafts, who, staff=other) == []
    for work in (
        partial(desk_drafts.find_desk_draft, draft_id=draft_id, staff=other),
        partial(desk_drafts.keep_answer, draft_id=draft_id, name="remark", value="mine", staff=other),
    ):
        with pytest.raises(NotFound):
            do(container, work)
    with pytest.raises(NotFound):
        send(container, draft_id, other)
    with pytest.raises(VersionConflict):
        send(container, draft_id, staff, version=4)
    with container.database.transaction() as session:
        account(session, who).auth_epoch += 1
    with pytest.raises(NotFound):
        send(container, draft_id, staff)
    again = filled(container, who, staff)
    assert count(container, DeskDraft) == 1, "one of a member of staff, an account and a service"
    clock.move(days=1)
    with pytest.raises(NotFound):
        send(container, again, staff)
    assert do(container, desk_drafts.purge_desk_drafts) == 1


def test_it_goes_with_the_account_and_the_consent_with_the_application(container: Container) -> None:
    applied_for(container)
    who, staff = person(container), clerk(container)
    filed = send(container, filled(container, who, staff), staff)
    filled(container, who, staff, {"remark": "Draftcanary"}, again=True)
    with container.database.transaction() as session:
        subject = data_subjects.find_subject(session, CITIZEN, NUMBER, PHONE)
        assert subject is not None
        told = json.loads(json.dumps(subject_rights.export(session, subject, actor="test")))
    assert told["desk_drafts"][0]["answers"]["remark"] == "Draftcanary"
    [consent] = told["desk_consents"]
    assert (consent["actor"], consent["words"], consent["document"]) == (staff.actor, "2026-11", "national_id")
    mine = login(container, who)
    do(container, account_care.close, mine, "en", container.contacts)
    assert (count(container, DeskDraft), count(container, DeskConsent)) == (0, 1)
    do(container, delete_with_all_of, Application, Application.reference == filed.reference)
    assert count(container, DeskConsent) == 0


def test_a_desk_is_told_that_a_service_is_closed_before_it_begins_and_when_it_sends(container: Container) -> None:
    applied_for(container)
    who, staff = person(container), clerk(container)
    draft = filled(container, who, staff)
    with container.database.transaction() as session:
        session.get_one(Service, SERVICE).closed_at = now(session)
    with container.database.reading() as session:
        assert desk_filing.find_terms(session, accounts.get(session, who), SERVICE).bar is Bar.CLOSED
    for again in (lambda: send(container, draft, staff), lambda: filled(container, who, staff)):
        with pytest.raises(Barred) as refused:
            again()
        assert refused.value.bar is Bar.CLOSED
