"""What an agency does to an application: record it, move it. The alert to the citizen is in the same transaction."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Final

from sqlalchemy.orm import Session

from app.domain.applications import account_applications, applications, note_policy, reference_shapes
from app.domain.applications.applications import Applicant, Application
from app.domain.applications.moves import Transition
from app.domain.applications.note_policy import Ours
from app.domain.applications.status_messages import as_email, as_sms, of_a_new_one, status_view
from app.domain.audit import audit_log
from app.domain.catalogue import catalogue_texts
from app.domain.catalogue.models import Service, Status
from app.domain.messaging import messages
from app.domain.messaging.messages import MessageKind
from app.domain.messaging.sms_budget import KeyBudget
from app.domain.shared import references
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import Invalid, NotAllowed, NotFound
from app.domain.staff.reach import Reach
from app.domain.subscribers import phones
from app.platform import i18n

FIRST_VERSION: Final = 1
"""The version of an application that was recorded and not moved yet."""
WORDS_RELEASED: Final = "application.words_released"
"""The audit action where a second person has approved a text that the note policy blocks."""
UNKNOWN: Final = "there is no application of this reference"
"""The same error for an unknown reference and for one of another agency, so that neither is revealed."""


def record_application(
    session: Session,
    service: Service,
    applicant: Applicant,
    *,
    actor: str,
    contacts: Contacts,
    reference: str | None = None,
    answers: dict[str, Any] | None = None,
    paid_by: KeyBudget | None = None,
    account_id: str | None = None,
    ours: bool = False,
    is_test: bool = False,
) -> Application:
    """Record an application taken at a desk or on the portal, as submitted, and alert its phone.

    `account_id`: the account that files it itself through Lango. `ours`: the reference was drawn by Lango, so the
    agency's shapes are not checked. `is_test`: a test application; `applicant` has the test phone then.
    Raises Invalid for a reference that the service's agency may not use, Conflict for one that another application has,
    BudgetSpent as `tell` does.
    """
    if reference is not None and not ours:
        reference_shapes.check_reference(session, service.agency_code, reference)
    application = applications.add(
        session, service, applicant, reference=reference, answers=answers, account_id=account_id, is_test=is_test
    )
    applications.place_at(session, application, Transition(Status.SUBMITTED), actor=actor)
    tell(session, application, contacts, paid_by=paid_by)
    return application


def apply_transition(
    session: Session,
    reference: str,
    step: Transition,
    *,
    actor: str,
    contacts: Contacts,
    reach: Reach | None = None,
    versions: Collection[int] | None = None,
    paid_by: KeyBudget | None = None,
    released_by: str | None = None,
) -> Application:
    """Move an application, and alert the citizen. `reach` None allows any agency's (an operator's command).

    `released_by`: the second person who has approved texts that the note policy blocks; recorded in the audit trail.
    The policy is not checked then.

    Raises NotFound (also for another agency's), VersionConflict, NotAllowed, Invalid (also for texts that `note_policy`
    blocks), and BudgetSpent as `tell` does. The caller must roll back then.
    """
    check_translation(step)
    if released_by is None:
        check_words(step, contacts, reference)
    application = find_application_of(session, reference, reach=reach, lock=True)
    applications.check_move(application, step, versions=versions)
    if step.status == Status.AWAITING_PAYMENT and application.is_paid:
        raise NotAllowed("its fee is paid")
    applications.place_at(session, application, step, actor=actor)
    if released_by is not None:
        told = {"version": str(application.version), "released_by": released_by}
        audit_log.record(session, actor=actor, action=WORDS_RELEASED, subject=application.reference, **told)
    tell(session, application, contacts, paid_by=paid_by)
    return application


def check_words(step: Transition, contacts: Contacts, reference: str) -> None:
    """Raises Invalid for texts that `note_policy` blocks, and for a note in Kiswahili alone."""
    ours = Ours.of(contacts, reference)
    note_policy.check_note("note", step.note, ours)
    note_policy.check_note("note_sw", step.note_sw, ours)
    note_policy.check_note("place", step.place, ours)
    check_translation(step)


def check_translation(step: Transition) -> None:
    """Raises Invalid for a note in Kiswahili alone."""
    if step.note_sw and not step.note:
        raise Invalid("note: it is wanted where note_sw is given, for phones that read English")


def find_application_of(session: Session, reference: str, *, reach: Reach | None, lock: bool = False) -> Application:
    """An application by its reference, in any spelling. Raises NotFound, also for one outside of `reach`."""
    application = applications.find_application(session, references.lookup_key(reference), reach=reach, lock=lock)
    if application is None:
        raise NotFound(UNKNOWN)
    return application


def find_said(session: Session, text: str) -> Application:
    """The application whose reference is in a text that a clerk typed or pasted: `Ref: 1020 3040 5060`.

    Besides the whole text, a part of it counts as a reference if it has a letter, or is one of ours (twelve digits with
    a valid check digit, or without the zeros before). Raises NotFound, also where two applications are named.
    """
    whole = references.lookup_key(text)
    parts = {references.lookup_key(each) for each in references.candidates(text)}
    named = {key for key in parts if not key.isdecimal() or references.is_ours(key)}
    named |= {key for each in (whole, *parts) if (key := references.with_zeros(each))}
    found = applications.find_applications(session, {whole, *named})
    if whole in found:
        return found[whole]
    if len(found) != 1:
        raise NotFound(UNKNOWN)
    return next(iter(found.values()))


def is_silenced(session: Session, application: Application) -> bool:
    """Whether the agency has switched SMS off for the present stage. The first SMS is always sent, because it contains
    the reference."""
    stands = (application.agency_code, application.service.family, application.stage)
    return application.version != FIRST_VERSION and catalogue_texts.is_silent(session, *stands)


def _wants_alert(session: Session, application: Application, phone: str) -> bool:
    return not is_silenced(session, application) and phones.wants_alerts(session, phone)


def tell(
    session: Session,
    application: Application,
    contacts: Contacts,
    *,
    paid_by: KeyBudget | None = None,
    done_on: str | None = None,
) -> None:
    """Put the alerts about the present version into the outbox: an SMS, and an e-mail if there is an address.

    `done_on`: the phone on which the citizen did this just now. To that phone the SMS is a receipt: it is also sent at
    night, after STOP and at silenced stages (`is_silenced`), and counts against the phone's own budget.

    The e-mail goes to the address that `account_applications.mailbox` selects. Nobody is alerted of an application that
    a desk has yet to decide on. `paid_by`: the budget of the agency's key for the SMS. Raises BudgetSpent when it is
    used up; the caller must roll back the change then.
    """
    if application.is_withheld:
        return
    phone, mailbox = application.phone_number, account_applications.mailbox(session, application)
    language = (phones.language_of(session, phone) if phone else None) or i18n.ENGLISH
    told = status_view(session, application, language, contacts, phone=phone)
    if application.version == FIRST_VERSION:
        told = of_a_new_one(language, told)
    key = application.message_key(f"alert:{application.reference}:{application.version}")
    kind = MessageKind.RECEIPT if phone == done_on else MessageKind.ALERT
    if phone and (kind is MessageKind.RECEIPT or _wants_alert(session, application, phone)):
        body, code = as_sms(language, told, contacts), application.service_code
        messages.queue_sms(
            session, key=f"{key}:sms", kind=kind, phone=phone, body=body, paid_by=paid_by, service_code=code
        )
    if mailbox:
        read = told if mailbox.reads_note else replace(told, note="")
        subject, body = as_email(language, read, contacts)
        to = mailbox.address
        messages.queue_email(
            session, key=f"{key}:email", kind=MessageKind.ALERT, address=to, subject=subject, body=body
        )
