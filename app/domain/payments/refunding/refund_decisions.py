"""What staff decide about a refund: to send it, to give it back by hand, and how one ended without a result of the
provider. Two persons approve each (`app/domain/back_office/money/refund_approvals.py`)."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.payments import payment_messages
from app.domain.payments.models import Payment, PaymentReceipt, PaymentRefund, readable_phone
from app.domain.payments.payment_events import apply_receipt_event
from app.domain.payments.payment_states import ReceiptEvent, ReceiptReason, ReceiptState
from app.domain.payments.receipts.refunds import queue_refund
from app.domain.payments.refunding.refund_events import HeldRefund, apply_refund_event, hold_refund, sum_of_refunds
from app.domain.payments.refunding.refund_results import is_proof_taken
from app.domain.payments.refunding.refund_states import RefundEvent, RefundState
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import Conflict, Invalid, NotAllowed, NotFound
from app.platform.db import now
from app.platform.phone_numbers import is_mobile

UNKNOWN: Final = "there is no such refund"
LONGEST_PROOF: Final = 40
TO_SETTLE: Final = (RefundState.UNKNOWN, RefundState.RECORDED)
"""States that staff close, by the provider's own record."""
TO_APPROVE: Final = (RefundState.QUEUED, RefundState.FAILED)


class RefundWay(StrEnum):
    """How money is given back."""

    SEND = "send"
    """To a phone, by the provider."""
    BY_HAND = "by hand"
    """By staff, from the list that is exported."""


@dataclass(frozen=True)
class RefundPlan:
    """How a refund is to be given back. `phone`: the recipient, where it is sent."""

    way: RefundWay
    phone: str = field(default="", repr=False)


@dataclass(frozen=True)
class RefundEnd:
    """How a refund ended, by the provider's own record. `proof`: the provider's id of the payout, if any."""

    is_done: bool
    proof: str = ""


def payer_phone(session: Session, row: PaymentReceipt) -> str | None:
    """The phone that paid a receipt, as far as it is known: that of the request that it settles."""
    payment = session.get(Payment, row.payment_id) if row.payment_id else None
    return readable_phone(payment) if payment else None


def check_plan(session: Session, row: PaymentReceipt, plan: RefundPlan) -> None:
    """Raises Invalid for no mobile; NotAllowed for another phone than the one that is known to have paid."""
    if plan.way is RefundWay.BY_HAND:
        return
    if not is_mobile(plan.phone):
        raise Invalid("a Kenyan mobile number is wanted, such as 0712345678")
    known = payer_phone(session, row)
    if known is not None and known != plan.phone:
        raise NotAllowed("money goes back to the phone that paid")


def approve_refund(session: Session, refund_id: str, plan: RefundPlan, *, actor: str) -> None:
    """Approve a refund, to be sent by the worker or given back by staff. Raises NotFound, NotAllowed, Invalid."""
    held = _hold(session, refund_id)
    refund, row = held.refund, held.receipt
    check_plan(session, row, plan)
    if row.state not in (ReceiptState.CREDITED, ReceiptState.SURPLUS) or sum_of_refunds(session, row) > row.amount_kes:
        raise NotAllowed("more would go back than came")
    if refund.state not in TO_APPROVE:
        raise NotAllowed(f"this refund is {refund.state}")
    apply_refund_event(session, held, RefundEvent.APPROVE, actor=actor)
    refund.approved_by, refund.approved_at, refund.phone_sealed = actor, now(session), None
    if plan.way is RefundWay.BY_HAND:
        apply_refund_event(session, held, RefundEvent.RECORD, actor=actor)
        return
    refund.phone_number = plan.phone
    refund.next_at = now(session)


def settle_refund(session: Session, refund_id: str, end: RefundEnd, *, actor: str, contacts: Contacts) -> None:
    """Record how a refund without a result ended. Raises NotFound, NotAllowed, Invalid, Conflict."""
    held = _hold(session, refund_id)
    if held.refund.state not in TO_SETTLE:
        raise NotAllowed(f"this refund is {held.refund.state}")
    if not end.is_done:
        apply_refund_event(session, held, RefundEvent.FAIL, actor=actor, code="by record")
        return
    proof = read_proof(end.proof)
    if is_proof_taken(session, held, proof):
        raise Conflict("this receipt stands for other money already")
    apply_refund_event(session, held, RefundEvent.CONFIRM, actor=actor, code="by record")
    held.refund.proof = proof
    payment_messages.tell_refunded(session, held.refund, held.receipt, held.application, contacts)


def read_proof(text: str) -> str:
    """The provider's id of a payout, as somebody typed it. Raises Invalid."""
    proof = "".join(text.split()).upper()
    if not proof or len(proof) > LONGEST_PROOF or not proof.isascii() or not proof.isprintable():
        raise Invalid("the receipt or the number of the document is wanted")
    return proof


def give_back_unmatched(session: Session, receipt_id: str, *, actor: str) -> str:
    """Give up matching a receipt: all of it is queued for refund; returns the refund's id.

    Raises NotFound; NotAllowed where it is matched by now.
    """
    query = select(PaymentReceipt).where(PaymentReceipt.id == receipt_id).with_for_update()
    row = session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("there is no such receipt")
    if row.state != ReceiptState.UNMATCHED:
        raise NotAllowed(f"this receipt is {row.state}: only one that is {ReceiptState.UNMATCHED} is nobody's")
    apply_receipt_event(session, row, ReceiptEvent.EXCEED, actor=actor)
    queue_refund(session, row, row.amount_kes, ReceiptReason.UNKNOWN_ACCOUNT, actor=actor)
    return session.scalars(select(PaymentRefund.id).where(PaymentRefund.receipt_id == row.id)).one()


def _hold(session: Session, refund_id: str) -> HeldRefund:
    held = hold_refund(session, refund_id)
    application: Application | None = held.application if held else None
    if held is None or (application is not None and application.is_test):
        raise NotFound(UNKNOWN)
    return held
