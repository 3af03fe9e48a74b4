"""Filing an application: eligibility, the slot, the fee and the messages, all in the caller's transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.applications import applications, transitions
from app.domain.applications.applications import Applicant, Application
from app.domain.applications.moves import MOVES, Transition
from app.domain.applying import application_drafts, eligibility
from app.domain.applying.answer_checks import check_answers
from app.domain.applying.eligibility import Bar
from app.domain.applying.hand_in import appointment_text, hand_in_text
from app.domain.applying.subjects import is_same, keep_subject, read_subject, subject_of
from app.domain.catalogue.fees import Fee
from app.domain.catalogue.models import Service, Status
from app.domain.forms import form_versions, slots
from app.domain.forms.definition import Form, FormQuestion, Kind
from app.domain.forms.walk import place_of
from app.domain.identity import accounts
from app.domain.identity.accounts import Account, Login
from app.domain.messaging import messages
from app.domain.messaging.messages import MessageKind
from app.domain.messaging.sms_budget import Purse
from app.domain.shared import counters, references
from app.domain.shared.contacts import Contacts
from app.domain.shared.counters import Limit
from app.domain.shared.errors import Invalid, NotAllowed, NotFound, RuleViolation
from app.domain.webhooks.event_kinds import EventKind
from app.domain.webhooks.webhook_events import queue_event
from app.platform import gsm0338
from app.platform.db import now
from app.platform.i18n import NAIROBI

ON_THE_PHONE: Final = "phone"
"""The channel of a service that is applied for through Lango."""
A_DAY: Final = 10
"""The most applications of one account, and from one phone, in a day: each sends SMS and may take a slot."""
DAY: Final = timedelta(days=1)
MOST_HAND_IN: Final = 2
"""The most segments of the hand-in SMS with the reference in it; a longer one leaves the reference out."""
CITIZEN: Final = "citizen"
"""The actor in the history and the audit trail."""
OVER: Final = [status for status, leads in MOVES.items() if not leads]


class OpenApplication(RuleViolation):
    """There is an open application for the same service and person. `reference`: its reference."""

    def __init__(self, reference: str) -> None:
        super().__init__("there is an application for this already")
        self.reference = reference


class SlotTaken(RuleViolation):
    """The chosen slot is no longer free. `question`: the name of the question that asks for it."""

    def __init__(self, question: str) -> None:
        super().__init__("this date is no longer free")
        self.question = question


class TooManyApplications(RuleViolation):
    """An account, a phone or a member of staff has reached its daily limit. `whose`: the name of that limit."""

    def __init__(self, said: str = f"no more than {A_DAY} applications a day", *, whose: str = "") -> None:
        super().__init__(said)
        self.whose = whose


class Barred(NotAllowed):
    """The account may not apply for this. `bar`: why."""

    def __init__(self, bar: Bar) -> None:
        super().__init__(f"this form is not for this account: {bar}")
        self.bar = bar


@dataclass(frozen=True)
class Filing:
    """What is to be filed. `phone`: the phone in hand, which gets the SMS. `again`: also where an application for the
    same service and person is open."""

    service_code: str
    form_digest: str
    answers: dict[str, str] = field(repr=False)
    phone: str = field(repr=False)
    again: bool = False


@dataclass(frozen=True)
class Filed:
    """The result of filing; `total_kes` is None where the fee is not published."""

    reference: str
    status: Status
    total_kes: Decimal | None


@dataclass(frozen=True)
class Filer:
    """Who files: the citizen, or a member of staff in their name. `limit`: the filer's rate limit, besides that of the
    account."""

    actor: str
    limit: Limit = field(repr=False)


def file_application(
    session: Session, login: Login, filing: Filing, *, fee: Fee | None, contacts: Contacts, language: str
) -> Filed:
    """File an application for the signed-in account, with an SMS and an e-mail. `fee`: from the catalogue.

    Raises Revoked (the password must be given again), and what `file_for` does; then nothing has changed.
    """
    account = accounts.for_change(session, login)  # locks the row: a second session of the account waits
    filer = Filer(CITIZEN, Limit("applications from a phone", filing.phone, DAY, A_DAY))
    filed = file_for(session, account, filing, filer=filer, fee=fee, contacts=contacts, language=language)
    application_drafts.drop_draft(session, account.id, filing.service_code)
    return filed


def file_for(
    session: Session,
    account: Account,
    filing: Filing,
    *,
    filer: Filer,
    fee: Fee | None,
    contacts: Contacts,
    language: str,
) -> Filed:
    """File an application of an account whose row is locked. `filer`: the citizen, or staff in their name.

    Raises NotFound (the service is no longer applied for here, or has another form), Barred, Invalid (the answers do
    not fit the form), OpenApplication, SlotTaken and TooManyApplications; then nothing has changed.
    """
    service, form = _applied_for(session, filing)
    today = now(session).astimezone(NAIROBI).date()
    if service.is_closed_on(today):
        raise Barred(Bar.CLOSED)
    if bar := eligibility.bar_of(account, form, today=today):
        raise Barred(bar)
    check_answers(form, filing.answers, today=today)
    if not filing.again and (known := find_open_of(session, account, service.code, filing.answers)):
        raise OpenApplication(known)
    with session.begin_nested():  # a savepoint: a caller who catches an error has no partial changes
        slot_code = _take_slot(session, form, filing.answers, today)
        _count(session, account, filer)
        application = _record(session, account, service, filing)
        application.slot_code = slot_code
        if fee is not None:
            application.base_fee_kes, application.access_fee_kes = fee.base, fee.access
        status = Status.AWAITING_PAYMENT if application.total_kes else Status.SUBMITTED
        applications.place_at(session, application, Transition(status), actor=filer.actor)
        transitions.tell(session, application, contacts, done_on=filing.phone)
        queue_event(session, application, EventKind.CREATED)
        _tell_hand_in(session, application, form, filing, language)
    return Filed(application.reference, status, application.total_kes)


def find_open(session: Session, login: Login, service_code: str, subject: Mapping[str, str]) -> str | None:
    """The reference of an open application for the same service and person, if any. `subject`: see `subject_of`.

    For a proven account this looks at what it filed and at what agencies recorded under its ID number. For one that is
    not proven it looks only at what it filed itself, which reveals nothing of the applications of the person whose ID
    number it used. Raises Revoked.
    """
    return find_open_of(session, accounts.signed_in(session, login), service_code, subject)


def find_open_of(session: Session, account: Account, service_code: str, answers: Mapping[str, str]) -> str | None:
    """The same for an account. `answers`: only those about the person whom it is for are used."""
    subject = subject_of(answers)
    mine = Application.account_id == account.id
    if account.is_proven:
        mine |= (Application.applicant == account.applicant) & Application.account_id.is_(None)
    live = (Application.service_code == service_code) & Application.status.not_in(OVER)
    found = session.scalars(select(Application).where(mine, live).order_by(Application.id.desc()))
    return next((each.reference for each in found if is_same(read_subject(each), subject)), None)


def _applied_for(session: Session, filing: Filing) -> tuple[Service, Form]:
    service = session.get(Service, filing.service_code)
    if service is None or service.form is None or service.channel != ON_THE_PHONE:
        raise NotFound("this service is not applied for on the phone")
    form = form_versions.form_of(session, filing.form_digest)
    if form.name != service.form:
        raise NotFound("this service has another form")
    return service, form


def _take_slot(session: Session, form: Form, answers: Mapping[str, str], today: date) -> str | None:
    """Take the chosen slot and return its code; None where none was chosen. Raises SlotTaken, Invalid."""
    chosen = [each for each in form.questions if each.kind is Kind.SLOT and answers.get(each.name)]
    dates = [each for each in chosen if answers[each.name].startswith(slots.SLOT)]
    for question in chosen:
        if question not in dates and answers[question.name].removeprefix(slots.WEEK) <= today.isoformat():
            raise SlotTaken(question.name)
    if len(dates) > 1:
        raise Invalid("answers: one date can be taken for an application")
    for question in dates:
        code = answers[question.name].removeprefix(slots.SLOT)
        if not _is_of(session, code, question, answers) or not slots.take_slot(session, code):
            raise SlotTaken(question.name)
        return code
    return None


def _is_of(session: Session, code: str, question: FormQuestion, answers: Mapping[str, str]) -> bool:
    """Whether a slot belongs to the calendar and place that the question offers."""
    slot = slots.find_slot(session, code)
    return slot is not None and (slot.calendar, slot.place) == (question.calendar, place_of(question, answers))


def _count(session: Session, account: Account, filer: Filer) -> None:
    full = counters.spend(session, [Limit("applications of an account", account.id, DAY, A_DAY), filer.limit])
    if full is not None:
        raise TooManyApplications(f"no more than {full.most} applications a day", whose=full.what)


def _record(session: Session, account: Account, service: Service, filing: Filing) -> Application:
    applicant = Applicant(account.account_type, account.number, filing.phone)
    answers = dict(filing.answers)
    application = applications.add(session, service, applicant, reference=None, answers=answers, account_id=account.id)
    application.form_digest = filing.form_digest
    keep_subject(application, subject_of(filing.answers))
    return application


def _tell_hand_in(session: Session, application: Application, form: Form, filing: Filing, language: str) -> None:
    """Queue the SMS about the appointment and what to hand in. It uses no SMS budget: applications are rate-limited."""
    agency = application.service.agency.short_name
    when = appointment_text(session, form, filing.answers, language)
    text = hand_in_text(session, form, filing.answers, language, agency=agency)
    told = ". ".join(each for each in (when, text) if each)
    if not told:
        return
    with_reference = gsm0338.fold(f"eCitizen {references.shown(application.reference)}: {told}")
    body = with_reference if gsm0338.parts(with_reference) <= MOST_HAND_IN else f"eCitizen: {told}"
    messages.queue_sms(
        session,
        key=f"hand-in:{application.reference}:sms",
        kind=MessageKind.RECEIPT,
        phone=filing.phone,
        body=body,
        purse=Purse.AGENCY,
        service_code=application.service_code,
    )
