"""Rights of the data subject (Data Protection Act, 2019): export and erasure of what is stored about one person.

Whoever asks gives a document and a phone, and gets only what both lead to (`data_subjects`).
"""

import secrets
from collections import Counter
from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete, func, inspect, select
from sqlalchemy.orm import Session

from app.domain.applications.applications import Application, Change
from app.domain.applying.at_desk.desk_consents import DeskConsent
from app.domain.applying.citizen_replies import CitizenReply
from app.domain.audit import audit_log
from app.domain.audit.audit_log import AuditEvent
from app.domain.identity import accounts
from app.domain.identity.accounts import Account
from app.domain.payments.models import Payment, PaymentClaim, PaymentReceipt, PaymentRefund
from app.domain.privacy import data_subjects
from app.domain.privacy.data_subjects import Subject, Which
from app.domain.self_service import account_care
from app.domain.shared import sealed_columns
from app.domain.shared.persons import AccountType
from app.platform.db import Base, keys, now
from app.platform.i18n import ENGLISH
from app.platform.phone_numbers import masked

HIDDEN: Final = frozenset(
    {"password_hash", "code_sealed", "kept_sealed", "account_sealed", "seq", "epoch", "auth_epoch", "priority"}
)
"""Columns that are not shown: they would open something (an unfinished session may hold a password's hash), may be
somebody else's (what a payer typed as the account), or say nothing."""
STAYS: Final = (
    *(Account, Application, Change, CitizenReply, DeskConsent),
    *(AuditEvent, Payment, PaymentReceipt, PaymentRefund),
)
"""Tables whose rows are not deleted: in accounts, applications and payments, the personal data is erased."""
OF_ANY_PHONE: Final = (Payment, PaymentClaim, PaymentRefund)
"""Tables of a person's rows with a phone that may be another's: it is shown only where it is the given phone."""
SHARED: Final = "kept for the phone, which others share: neither shown nor erased"


@dataclass(frozen=True)
class Outline:
    """Facts that only the person would recognise, and how many rows are theirs and how many the phone's, by table."""

    facts: dict[str, str]
    own: Counter[str]
    shared: Counter[str]


@dataclass(frozen=True)
class Erased:
    """What was deleted, by table, and what stays; `request` names the erasure in the audit trail."""

    request: str
    gone: Counter[str]
    shared: Counter[str]
    closed: bool
    unlinked: int
    live: int


def find_rights_holder(
    session: Session, account_type: AccountType, number: str, phone: str, *, actor: str
) -> Subject | None:
    """The person that a document and a phone both lead to; None otherwise, for whatever reason. A refusal is
    audited."""
    subject = data_subjects.find_subject(session, account_type, number, phone)
    if subject is None:
        audit_log.record(session, actor=actor, action="privacy.refused", subject=_new_request())
    return subject


def outline(session: Session, subject: Subject, number: str, phone: str, *, actor: str) -> Outline:
    """What an operator sees before anything is erased. Audited."""
    facts = {"number": accounts.hidden(number), "phone": masked(phone)}
    if subject.account:
        facts = account_care.described(subject.account, ENGLISH)
    _record(session, actor, "privacy.looked_up", subject)
    own, shared = (_counted(session, which) for which in (_rows(subject), data_subjects.shared_rows(subject)))
    return Outline(facts, own, shared)


def export(session: Session, subject: Subject, *, actor: str) -> dict[str, object]:
    """Everything that is stored about a person, by table, decrypted. Audited, without the number."""
    told: dict[str, object] = {"at": now(session).isoformat()}
    for kind, mine in _rows(subject).items():
        rows = session.scalars(select(kind).where(mine).order_by(*inspect(kind).primary_key)).all()
        told[kind.__tablename__] = [_shown(session, row, subject) for row in rows]
    if not subject.alone:
        told[SHARED] = dict(_counted(session, data_subjects.shared_rows(subject)))
    _record(session, actor, "privacy.exported", subject)
    return told


def erase(session: Session, subject: Subject, *, actor: str) -> Erased:
    """Erase what is stored about a person. Audited, without the number.

    Their account is closed; their applications stay with the agencies, and no longer lead to a phone or an address.
    """
    request = _record(session, actor, "privacy.erased", subject)
    shared, gone = _counted(session, data_subjects.shared_rows(subject)), Counter[str]()
    for kind, mine in _rows(subject).items():
        if kind not in STAYS:
            gone[kind.__tablename__] = session.execute(delete(kind).where(mine)).rowcount  # type: ignore[attr-defined]
    for application in subject.applications:
        application.phone_index, application.phone_sealed = secrets.token_bytes(32), b""
        application.email_sealed = None
    for payment in session.scalars(select(Payment).where(data_subjects.rows_of(subject)[Payment])):
        payment.phone, payment.phone_sealed = secrets.token_bytes(32), b""
        payment.request_sealed = None  # Daraja's id of a prompt contains the payer's number
    for refund in session.scalars(select(PaymentRefund).where(data_subjects.rows_of(subject)[PaymentRefund])):
        refund.phone_sealed = None
    if subject.account:
        accounts.close(session, subject.account.id)
    live = sum(not each.is_over for each in subject.applications)
    return Erased(request, gone, shared, subject.account is not None, len(subject.applications), live)


def _rows(subject: Subject) -> Which:
    return dict(sorted(data_subjects.rows_of(subject).items(), key=lambda each: each[0].__tablename__))


def _counted(session: Session, which: Which) -> Counter[str]:
    query = {kind.__tablename__: select(func.count()).select_from(kind).where(mine) for kind, mine in which.items()}
    return Counter({table: count for table, each in query.items() if (count := session.scalar(each))})


def _shown(session: Session, row: Base, subject: Subject) -> dict[str, object]:
    is_anothers = isinstance(row, OF_ANY_PHONE) and getattr(row, "phone", None) != subject.person.phone
    hidden = HIDDEN | {"phone_sealed", "request_sealed"} if is_anothers else HIDDEN
    return sealed_columns.shown(keys(session), row, hidden=hidden)


def _record(session: Session, actor: str, action: str, subject: Subject) -> str:
    """Write one audit row for the request, and one for the account, so that its own trail shows it."""
    request = _new_request()
    counts = {"accounts": str(int(subject.account is not None)), "applications": str(len(subject.applications))}
    audit_log.record(session, actor=actor, action=action, subject=request, **counts)
    if subject.account:
        audit_log.record(session, actor=actor, action=action, subject=subject.account.id, request=request)
    return request


def _new_request() -> str:
    return f"request:{secrets.token_hex(4)}"
