"""One application as its agency's staff see it: its state, its history, and the messages about it.

The personal data and the answers are a separate view (`case_person`). Each view is recorded in the audit trail under
its own action.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy.orm import Session

from app.domain.applications import agency_fees, transitions
from app.domain.applications.applications import Application, Change
from app.domain.applications.moves import COME_TO_NOTHING
from app.domain.applications.status_messages import service_and_stage, stage_of
from app.domain.applying import citizen_replies
from app.domain.applying.application_messages import MessageTopic, SentMessage, messages_of
from app.domain.applying.citizen_replies import Reply
from app.domain.applying.hand_in import appointment_text, hand_in_text
from app.domain.audit import audit_log
from app.domain.back_office.case_messages import CaseMessage, case_message
from app.domain.catalogue import catalogue_texts
from app.domain.catalogue.models import Status
from app.domain.forms import form_versions
from app.domain.payments.receipts.application_money import ApplicationMoney, application_money
from app.domain.shared.errors import NotFound
from app.domain.shared.payment_ways import PaymentWays
from app.domain.staff.roles import Permission
from app.domain.staff.staff_members import Staff

VIEWED: Final = "application.viewed"


@dataclass(frozen=True)
class CaseStep:
    """A step of the history, with the agency's label, the citizen's answers, and the time of a payment reminder."""

    version: int
    status: Status
    stage: str
    at: datetime
    place: str | None
    actor: str
    note: str | None = field(repr=False)
    note_sw: str | None = field(repr=False)
    replies: Sequence[Reply] = ()
    reminded_at: datetime | None = None


@dataclass(frozen=True)
class CaseFees:
    """The fees in shillings: the agency's fee, eCitizen's access fee, the amount paid, and the amount due."""

    base: Decimal
    access: Decimal
    paid: Decimal
    due: Decimal


@dataclass(frozen=True)
class CaseFile:
    """The state and history of an application, without personal data.

    `hand_in`, `appointment`: as in the citizen's SMS, but in the reader's language; empty where there is none. `money`:
    None for a reader without permission to see it. `may_set_fee`: whether the agency may set the fee now.
    """

    reference: str
    service: str
    service_code: str
    status: Status
    stage: str
    since: datetime
    created_at: datetime
    place: str | None
    version: int
    is_over: bool
    is_withheld: bool
    has_person: bool
    hand_in: str
    appointment: str
    may_set_fee: bool
    fees: CaseFees | None
    money: ApplicationMoney | None
    steps: Sequence[CaseStep]
    messages: Sequence[CaseMessage]


def find_case(session: Session, reference: str, staff: Staff, *, lock: bool = False) -> Application:
    """An application within a member of staff's reach. Raises NotFound for any other, and for a test application."""
    application = transitions.find_application_of(session, reference, reach=staff.reach, lock=lock)
    if application.is_test:
        raise NotFound(transitions.UNKNOWN)
    return application


def view_case(session: Session, reference: str, staff: Staff, language: str, ways: PaymentWays) -> CaseFile:
    """An application for display. Needs a write transaction: the view is recorded for audit. Raises NotFound."""
    application = find_case(session, reference, staff)
    service, stage = service_and_stage(session, application, language)
    sees_money = staff.may(Permission.VIEW_MONEY)
    shown = {"money": "shown"} if sees_money else {}
    sent = messages_of(session, application)
    audit_log.record(session, actor=staff.actor, action=VIEWED, subject=application.reference, **shown)
    return CaseFile(
        reference=application.reference,
        service=service,
        service_code=application.service_code,
        status=application.status,
        stage=stage,
        since=application.since,
        created_at=application.created_at,
        place=application.place,
        version=application.version,
        is_over=application.is_over,
        is_withheld=application.is_withheld,
        has_person=bool(application.form_digest or application.answers_sealed or application.subject_sealed),
        may_set_fee=agency_fees.may_set(application),
        fees=_fees(application),
        money=application_money(session, application, ways) if sees_money else None,
        steps=list(_steps(session, application, language, sent)),
        messages=[case_message(session, application, each) for each in sent],
        **_wanted(session, application, language),
    )


def _fees(application: Application) -> CaseFees | None:
    base, due, zero = application.base_fee_kes, application.due_kes, Decimal(0)
    if base is None or due is None:
        return None
    left = due if application.status == Status.AWAITING_PAYMENT else zero
    return CaseFees(base, application.access_fee_kes or zero, application.paid_kes or zero, left)


def _wanted(session: Session, application: Application, language: str) -> dict[str, str]:
    """The appointment and what to hand in, of an application filed through Lango and not rejected or cancelled."""
    wanted = {"hand_in": "", "appointment": ""}
    digest = application.form_digest
    if not digest or application.is_withheld or application.status in COME_TO_NOTHING:
        return wanted
    form, answers = form_versions.form_of(session, digest), _texts(application.answers)
    office = catalogue_texts.service_label(session, application.service, language)
    office = application.service.agency.short_name or office
    told = hand_in_text(session, form, answers, language, agency=office, filed_at=application.created_at)
    return {"hand_in": told, "appointment": appointment_text(session, form, answers, language)}


def _texts(answers: Any) -> Mapping[str, str]:
    return answers if isinstance(answers, dict) else {}


def _steps(
    session: Session, application: Application, language: str, sent: Sequence[SentMessage]
) -> Iterator[CaseStep]:
    answered = citizen_replies.replies(session, application)
    reminded = {each.version: each.created_at for each in sent if each.topic is MessageTopic.REMINDER}
    for change in application.history:
        replies = [each for each in answered if each.version == change.version]
        yield _step(session, application, change, language, replies, reminded.get(change.version))


def _step(
    session: Session,
    application: Application,
    change: Change,
    language: str,
    replies: Sequence[Reply],
    reminded_at: datetime | None,
) -> CaseStep:
    reached = stage_of(session, application.service.family, change.stage, change.status)
    return CaseStep(
        version=change.version,
        status=change.status,
        stage=catalogue_texts.stage_label(session, reached, language),
        at=change.at,
        place=change.place,
        actor=change.actor,
        note=change.note,
        note_sw=change.note_sw,
        replies=replies,
        reminded_at=reminded_at,
    )
