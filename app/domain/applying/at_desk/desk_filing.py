"""Filing at a desk for a person who is present, by the same rules as on a phone, and with the person's consent.

The person's account must be proven, and they show a document. No password is asked for, so that the clerk never learns
it. The application belongs to the person's account, alerts their own phone, and counts against their own limits.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications.applications import Application, find_application
from app.domain.applying import eligibility, filing, hand_in
from app.domain.applying.at_desk import desk_drafts
from app.domain.applying.at_desk.desk_consents import ConsentGiven, DeskConsent, check_consent
from app.domain.applying.at_desk.desk_drafts import DeskDraft
from app.domain.applying.eligibility import Bar
from app.domain.applying.filing import ON_THE_PHONE, Barred, Filer, Filing, OpenApplication
from app.domain.audit import audit_log
from app.domain.catalogue.fees import Fee
from app.domain.catalogue.models import Service
from app.domain.forms import form_versions
from app.domain.forms.definition import Form
from app.domain.identity import accounts
from app.domain.identity.accounts import Account
from app.domain.shared import references
from app.domain.shared.contacts import Contacts
from app.domain.shared.counters import Limit
from app.domain.shared.errors import NotAllowed, NotFound, VersionConflict
from app.domain.staff.staff_members import Staff
from app.domain.subscribers import phones
from app.platform.db import now
from app.platform.i18n import NAIROBI

BY_STAFF: Final = "applications by a member of staff"
A_WORKDAY: Final = 150
"""The most applications that one member of staff may file in a day: one every four minutes, for ten hours."""
DAY: Final = timedelta(days=1)
UNPROVEN: Final = "the account is not proven: nobody has seen that it is this person's"


@dataclass(frozen=True)
class DeskTerms:
    """What a desk checks first: the form, why the person may not apply (if so), and the open application (if any)."""

    form: Form
    bar: Bar | None
    open_reference: str | None


@dataclass(frozen=True)
class FiledAtDesk:
    """The result of filing. `total_kes` is None where the fee is not published."""

    reference: str
    total_kes: Decimal | None


def find_terms(session: Session, account: Account, service_code: str) -> DeskTerms:
    """The terms for an account and a service. Raises NotFound for a service that is not applied for here."""
    service, form = _applied_for(session, service_code)
    today = now(session).astimezone(NAIROBI).date()
    bar = Bar.CLOSED if service.is_closed_on(today) else eligibility.bar_of(account, form, today=today)
    return DeskTerms(form, bar, filing.find_open_of(session, account, service_code, {}))


def begin_at_desk(
    session: Session, account_id: str, service_code: str, consent: ConsentGiven, *, staff: Staff, again: bool = False
) -> DeskDraft:
    """Begin a draft for somebody who consented. Recorded in the audit trail.

    Raises NotFound, NotAllowed (the account is not proven), Invalid, Barred and OpenApplication (unless `again`).
    """
    check_consent(consent)
    account = _held(session, account_id)
    terms = find_terms(session, account, service_code)
    if terms.bar:
        raise Barred(terms.bar)
    if terms.open_reference and not again:
        raise OpenApplication(terms.open_reference)
    draft = desk_drafts.add_draft(session, account, service_code, terms.form, consent, staff=staff)
    draft.again = again
    told = {"service": service_code, "words": consent.words, "language": consent.language, "seen": consent.document}
    audit_log.record(session, actor=staff.actor, action="account.agreed_to_desk", subject=account.id, **told)
    return draft


def file_at_desk(
    session: Session,
    draft_id: str,
    *,
    staff: Staff,
    version: int,
    again: bool = False,
    fee: Fee | None,
    contacts: Contacts,
) -> FiledAtDesk:
    """File a draft exactly once: a second call returns the result of the first.

    `version`: the version of the draft whose answers were read back. `again`: also beside an open application.
    Raises NotFound, NotAllowed (the account is not proven any more), VersionConflict (the answers were changed since),
    and what `filing.file_for` does; then nothing has changed.
    """
    account = _held(session, desk_drafts.find_desk_draft(session, draft_id, staff=staff).account_id)
    draft = desk_drafts.hold_desk_draft(session, draft_id, staff=staff)
    if draft.reference:
        return _filed_before(session, draft.reference)
    if draft.version != version:
        raise VersionConflict("the answers were changed since they were read back")
    wanted = _wanted(account, draft, again=again or draft.again)
    filed = filing.file_for(
        session,
        account,
        wanted,
        filer=Filer(staff.actor, Limit(BY_STAFF, staff.id, DAY, A_WORKDAY)),
        fee=fee,
        contacts=contacts,
        language=phones.language_of(session, wanted.phone) or draft.language,
    )
    _keep_consent(session, draft, filed.reference, staff)
    draft.reference = filed.reference
    draft.answers = {}
    return FiledAtDesk(filed.reference, filed.total_kes)


def find_filed(session: Session, draft: DeskDraft) -> Application:
    """The application that was filed from a draft. Raises NotFound."""
    found = find_application(session, references.lookup_key(draft.reference or ""))
    if found is None:
        raise NotFound("it is not filed")
    return found


def tell_hand_in(session: Session, application: Application, language: str) -> tuple[str, str]:
    """The appointment of a filed application, and what to hand in, as in its SMS; each is empty where there is none."""
    answers, digest = application.answers, application.form_digest
    if answers is None or not digest:
        return "", ""
    form = form_versions.form_of(session, digest)
    agency, filed_at = application.service.agency.short_name, application.created_at
    brought = hand_in.hand_in_text(session, form, answers, language, agency=agency, filed_at=filed_at)
    return hand_in.appointment_text(session, form, answers, language), brought


def _held(session: Session, account_id: str) -> Account:
    """The account, locked FOR UPDATE. Raises NotFound, NotAllowed where it is not proven."""
    account = accounts.get(session, account_id, lock=True)
    if not account.is_proven:
        raise NotAllowed(UNPROVEN)
    return account


def _applied_for(session: Session, service_code: str) -> tuple[Service, Form]:
    service = session.get(Service, service_code)
    known = service is not None and service.channel == ON_THE_PHONE and service.form
    form = form_versions.current_form(session, service.form) if service and known and service.form else None
    if service is None or form is None:
        raise NotFound("this service is not applied for here")
    return service, form


def _wanted(account: Account, draft: DeskDraft, *, again: bool) -> Filing:
    """The filing of a draft. The account's own phone takes the place of the phone in hand."""
    answers, phone = draft.answers, account.phone_number
    return Filing(draft.service_code, draft.form_digest, answers, phone, again=again)


def _filed_before(session: Session, reference: str) -> FiledAtDesk:
    known = find_application(session, references.lookup_key(reference))
    return FiledAtDesk(reference, known.total_kes if known else None)


def _keep_consent(session: Session, draft: DeskDraft, reference: str, staff: Staff) -> None:
    application = find_application(session, references.lookup_key(reference))
    assert application is not None, "it was filed just now"  # noqa: S101
    session.add(
        DeskConsent(
            application_id=application.id,
            account_id=draft.account_id,
            actor=staff.actor,
            words=draft.words,
            language=draft.language,
            document=draft.document,
            at=draft.consented_at,
        )
    )
    audit_log.record(session, actor=staff.actor, action="application.filed_at_desk", subject=reference)
