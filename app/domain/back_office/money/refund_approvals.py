"""Giving money back takes two persons: to have it sent, or given back by people, and to say how one ended that the
provider has not told the end of.

The request holds how the refund stood when it was asked for, where the money goes, and how. One that has changed since
is refused at the second person's yes.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy.orm import Session

from app.domain.back_office.money import money_files
from app.domain.payments.models import PaymentReceipt, PaymentRefund
from app.domain.payments.payment_states import ReceiptState
from app.domain.payments.refunding import refund_decisions
from app.domain.payments.refunding.refund_decisions import TO_APPROVE, TO_SETTLE, RefundEnd, RefundPlan, RefundWay
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import NotAllowed
from app.domain.staff import approvals
from app.domain.staff.approvals import Approval, ApprovalKind, Wish
from app.domain.staff.staff_members import Staff, get_staff

APPROVE: Final = "approve"
GIVE_UP: Final = "give up"
"""Money that is nobody's: looking for whose it is ends, and it goes back."""
SETTLE: Final = "settle"


def ask_refund(session: Session, refund_id: str, plan: RefundPlan, reason: str, *, staff: Staff) -> str:
    """Ask that a refund be sent, or be given back by people. Raises NotFound, NotAllowed, Invalid."""
    refund, row = money_files.find_refund_within(session, refund_id, staff)
    if refund.state not in TO_APPROVE:
        raise NotAllowed(f"this refund is {refund.state}")
    plan = complete_plan(session, row, plan)
    details = {"step": APPROVE, **asdict(plan), **_seen(refund, row)}
    return _ask(session, refund.id, details, row, reason, staff)


def ask_giving_up(session: Session, receipt_id: str, plan: RefundPlan, reason: str, *, staff: Staff) -> str:
    """Ask that money that is nobody's goes back. Raises NotFound, NotAllowed, Invalid."""
    row = money_files.find_receipt_within(session, receipt_id, staff)
    if row.state != ReceiptState.UNMATCHED:
        raise NotAllowed(f"this receipt is {row.state}: only one that is {ReceiptState.UNMATCHED} is nobody's")
    plan = complete_plan(session, row, plan)
    details = {"step": GIVE_UP, **asdict(plan), "receipt": row.receipt, "amount": str(row.amount_kes)}
    return _ask(session, row.id, details, row, reason, staff)


def ask_settlement(session: Session, refund_id: str, end: RefundEnd, reason: str, *, staff: Staff) -> str:
    """Ask that a refund be said to have ended so. Raises NotFound, NotAllowed, Invalid."""
    refund, row = money_files.find_refund_within(session, refund_id, staff)
    if refund.state not in TO_SETTLE:
        raise NotAllowed(f"this refund is {refund.state}")
    proof = refund_decisions.read_proof(end.proof) if end.is_done else ""
    details = {"step": SETTLE, "is_done": end.is_done, "proof": proof, **_seen(refund, row)}
    return _ask(session, refund.id, details, row, reason, staff)


def complete_plan(session: Session, row: PaymentReceipt, plan: RefundPlan) -> RefundPlan:
    """The plan with the phone that paid, where that is known and none was typed. Raises Invalid, NotAllowed."""
    if plan.way is RefundWay.SEND and not plan.phone:
        plan = RefundPlan(plan.way, refund_decisions.payer_phone(session, row) or "")
    refund_decisions.check_plan(session, row, plan)
    return plan


def carry_out_refund(
    session: Session, approval: Approval, details: Mapping[str, Any], actor: str, contacts: Contacts
) -> None:
    """Do what two persons have agreed on. Raises NotFound, NotAllowed, Invalid, Conflict."""
    decider = get_staff(session, approval.decided_by or "")
    if details["step"] == GIVE_UP:
        row = money_files.find_receipt_within(session, approval.subject, decider)
        refund_id = refund_decisions.give_back_unmatched(session, row.id, actor=actor)
        refund_decisions.approve_refund(session, refund_id, plan_of(details), actor=actor)
        return
    refund, row = money_files.find_refund_within(session, approval.subject, decider)
    if _seen(refund, row) != {name: details[name] for name in _seen(refund, row)}:
        raise NotAllowed("the refund has changed since this was asked for: refuse this, and ask anew")
    if details["step"] == APPROVE:
        refund_decisions.approve_refund(session, refund.id, plan_of(details), actor=actor)
        return
    end = RefundEnd(details["is_done"], details["proof"])
    refund_decisions.settle_refund(session, refund.id, end, actor=actor, contacts=contacts)


def plan_of(details: Mapping[str, Any]) -> RefundPlan:
    """The plan that a request holds."""
    return RefundPlan(RefundWay(details["way"]), details["phone"])


def _seen(refund: PaymentRefund, row: PaymentReceipt) -> dict[str, Any]:
    """How a refund stands: what both persons look at."""
    amount = str(refund.amount_kes)
    return {"receipt": row.receipt, "amount": amount, "state": str(refund.state), "epoch": refund.epoch}


def _ask(
    session: Session, subject: str, details: dict[str, Any], row: PaymentReceipt, reason: str, staff: Staff
) -> str:
    agency = money_files.agency_of(session, row)
    return approvals.request_approval(session, Wish(ApprovalKind.REFUND, subject, details, reason, agency), staff=staff)
