"""Refunds need two persons: to approve one, sent by the provider or paid out by hand, and to settle one whose outcome
the provider has not reported.

The approval request holds the state of the refund when it was requested, and where and how the money goes. If the
refund has changed since, the approval fails.
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
"""Stop searching for the owner of unmatched money, and refund it."""
SETTLE: Final = "settle"


def ask_refund(session: Session, refund_id: str, plan: RefundPlan, reason: str, *, staff: Staff) -> str:
    """Request the approval of a refund, to be sent or paid out by hand. Raises NotFound, NotAllowed, Invalid."""
    refund, row = money_files.find_refund_within(session, refund_id, staff)
    if refund.state not in TO_APPROVE:
        raise NotAllowed(f"this refund is {refund.state}")
    plan = complete_plan(session, row, plan)
    details = {"step": APPROVE, **asdict(plan), **_seen(refund, row)}
    return _ask(session, refund.id, details, row, reason, staff)


def ask_giving_up(session: Session, receipt_id: str, plan: RefundPlan, reason: str, *, staff: Staff) -> str:
    """Request the refund of an unmatched receipt. Raises NotFound, NotAllowed, Invalid."""
    row = money_files.find_receipt_within(session, receipt_id, staff)
    if row.state != ReceiptState.UNMATCHED:
        raise NotAllowed(f"this receipt is {row.state}: only one that is {ReceiptState.UNMATCHED} is nobody's")
    plan = complete_plan(session, row, plan)
    details = {"step": GIVE_UP, **asdict(plan), "receipt": row.receipt, "amount": str(row.amount_kes)}
    return _ask(session, row.id, details, row, reason, staff)


def ask_settlement(session: Session, refund_id: str, end: RefundEnd, reason: str, *, staff: Staff) -> str:
    """Request that the outcome of a refund be recorded by hand. Raises NotFound, NotAllowed, Invalid."""
    refund, row = money_files.find_refund_within(session, refund_id, staff)
    if refund.state not in TO_SETTLE:
        raise NotAllowed(f"this refund is {refund.state}")
    proof = refund_decisions.read_proof(end.proof) if end.is_done else ""
    details = {"step": SETTLE, "is_done": end.is_done, "proof": proof, **_seen(refund, row)}
    return _ask(session, refund.id, details, row, reason, staff)


def complete_plan(session: Session, row: PaymentReceipt, plan: RefundPlan) -> RefundPlan:
    """The plan, with the phone that paid filled in if it is known and none was typed. Raises Invalid, NotAllowed."""
    if plan.way is RefundWay.SEND and not plan.phone:
        plan = RefundPlan(plan.way, refund_decisions.payer_phone(session, row) or "")
    refund_decisions.check_plan(session, row, plan)
    return plan


def carry_out_refund(
    session: Session, approval: Approval, details: Mapping[str, Any], actor: str, contacts: Contacts
) -> None:
    """The action of `REFUND`: carry out an approved request. Raises NotFound, NotAllowed, Invalid, Conflict."""
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
    """The plan in the details of a request."""
    return RefundPlan(RefundWay(details["way"]), details["phone"])


def _seen(refund: PaymentRefund, row: PaymentReceipt) -> dict[str, Any]:
    """The state of a refund that both persons see; it must not change between request and approval."""
    amount = str(refund.amount_kes)
    return {"receipt": row.receipt, "amount": amount, "state": str(refund.state), "epoch": refund.epoch}


def _ask(
    session: Session, subject: str, details: dict[str, Any], row: PaymentReceipt, reason: str, staff: Staff
) -> str:
    about = money_files.application_of(session, row)
    agency, services = (about.agency_code, [about.service_code]) if about else (None, ())
    wish = Wish(ApprovalKind.REFUND, subject, details, reason, agency, services)
    return approvals.request_approval(session, wish, staff=staff)
