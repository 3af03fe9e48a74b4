"""One receipt, one refund, or one payment code that a citizen typed, as shown to staff within their reach.

Staff of an agency reach the money of its applications, limited to their services if any are named. For them, unmatched
money and money of other agencies does not exist (NotFound). National roles reach everything but test applications.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.applications.applications import Application, within
from app.domain.audit import audit_log
from app.domain.payments.models import Payment, PaymentClaim, PaymentReceipt, PaymentRefund
from app.domain.payments.refunding.refund_decisions import payer_phone
from app.domain.shared.errors import NotFound
from app.domain.staff import approvals
from app.domain.staff.approvals import Approval, ApprovalKind
from app.domain.staff.staff_members import Staff
from app.platform.phone_numbers import masked

MOST: Final = 20
"""The most typed codes that are shown."""
NO_RECEIPT: Final = "there is no such receipt"


@dataclass(frozen=True)
class TypedCode:
    """The code of a receipt that a citizen typed for an application, and the state of that claim."""

    id: str
    reference: str
    state: str


@dataclass(frozen=True)
class ReceiptFile:
    """A receipt with its application, refunds, payment request and typed codes.

    `payer`: the phone that paid, masked; empty where it is not known. `waiting`: the open approval requests, by the id
    of the refund or receipt.
    """

    row: PaymentReceipt
    application: Application | None
    refunds: Sequence[PaymentRefund]
    payment: Payment | None
    claims: Sequence[TypedCode]
    waiting: dict[str, Approval]
    payer: str = field(repr=False)


def open_receipt(session: Session, receipt_id: str, staff: Staff) -> ReceiptFile:
    """A receipt for a member of staff. The view is recorded in the audit trail. Raises NotFound."""
    row = find_receipt_within(session, receipt_id, staff)
    mine = select(PaymentRefund).where(PaymentRefund.receipt_id == row.id).order_by(PaymentRefund.queued_at)
    refunds = session.scalars(mine).all()
    asked = {each: approvals.find_waiting(session, ApprovalKind.REFUND, each) for each in [row.id, *_ids(refunds)]}
    phone = payer_phone(session, row)
    audit_log.record(session, actor=staff.actor, action="receipt.viewed", subject=row.receipt)
    return ReceiptFile(
        row=row,
        application=session.get(Application, row.application_id) if row.application_id else None,
        refunds=refunds,
        payment=session.get(Payment, row.payment_id) if row.payment_id else None,
        claims=_typed(session, row.receipt, staff),
        waiting={name: each for name, each in asked.items() if each is not None},
        payer=masked(phone) if phone else "",
    )


def find_receipt_within(session: Session, receipt_id: str, staff: Staff) -> PaymentReceipt:
    """A receipt within a member of staff's reach. Raises NotFound for any other."""
    row = session.get(PaymentReceipt, receipt_id)
    if row is None or not _reaches(session, row.application_id, staff):
        raise NotFound(NO_RECEIPT)
    return row


def is_within(session: Session, row: PaymentReceipt, staff: Staff) -> bool:
    """Whether a receipt is within a member of staff's reach."""
    return _reaches(session, row.application_id, staff)


def find_refund_within(session: Session, refund_id: str, staff: Staff) -> tuple[PaymentRefund, PaymentReceipt]:
    """A refund within a member of staff's reach, and its receipt. Raises NotFound for any other."""
    refund = session.get(PaymentRefund, refund_id, populate_existing=True)
    if refund is None:
        raise NotFound("there is no such refund")
    return refund, find_receipt_within(session, refund.receipt_id, staff)


def find_claim_within(session: Session, claim_id: str, staff: Staff) -> PaymentClaim:
    """A typed code, of an application within a member of staff's reach. Raises NotFound for any other."""
    claim = session.get(PaymentClaim, claim_id)
    if claim is None or not _reaches(session, claim.application_id, staff):
        raise NotFound("there is no such code")
    return claim


def application_of(session: Session, row: PaymentReceipt) -> Application | None:
    """The application that the money belongs to; None where it is matched with none."""
    return session.get(Application, row.application_id) if row.application_id else None


def _ids(refunds: Sequence[PaymentRefund]) -> list[str]:
    return [each.id for each in refunds]


def _typed(session: Session, code: str, staff: Staff) -> list[TypedCode]:
    columns = (PaymentClaim.id, Application.reference, PaymentClaim.state)
    query = select(*columns).join(Application, Application.id == PaymentClaim.application_id)
    reached = Application.is_test.is_(False) if staff.reach is None else within(staff.reach)
    found = session.execute(query.where(PaymentClaim.code == code, reached).order_by(PaymentClaim.made_at).limit(MOST))
    return [TypedCode(name, reference, str(state)) for name, reference, state in found]


def _reaches(session: Session, application_id: int | None, staff: Staff) -> bool:
    application = session.get(Application, application_id) if application_id else None
    if application is None:
        return staff.reach is None
    if application.is_test:
        return False
    return staff.reach is None or staff.reach.has_service(application.service_code, application.agency_code)
