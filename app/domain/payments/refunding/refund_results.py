"""The provider's result of a refund, some time after it was sent.

It comes by a callback that only its URL authenticates: the key in the path, and a token that is made for this refund
and this attempt, and known only to the provider. Asking the provider again would prove no more, as that answer comes
the same way. So a result counts only for a refund that was sent, with exactly its sum, and with a receipt that is used
nowhere else; any other goes to staff.
"""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.payments import payment_messages
from app.domain.payments.models import PaymentReceipt, PaymentRefund
from app.domain.payments.provider_port import RefundNotice, RefundWord
from app.domain.payments.refunding.refund_events import HeldRefund, apply_refund_event, hold_refund
from app.domain.payments.refunding.refund_states import RefundEvent, RefundState
from app.domain.payments.refunding.refund_worklist import ID_LENGTH
from app.domain.shared.contacts import Contacts
from app.platform.observability import alarm, log

LONGEST_CODE: Final = 40


def hear_refund_result(session: Session, told: RefundNotice, contacts: Contacts) -> bool:
    """Record the result of a refund; whether that changed anything. A failure of an earlier attempt is ignored."""
    held = hold_refund(session, told.name[:ID_LENGTH])
    if held is None or not held.refund.epoch:
        return False
    code = told.code[:LONGEST_CODE]
    is_of_this_attempt = told.name[ID_LENGTH:] == f"{held.refund.epoch:04x}"
    if told.says is RefundWord.DONE:
        return _confirm(session, held, told, contacts)
    if not is_of_this_attempt or held.refund.state == RefundState.RECORDED:  # people pay it out meanwhile
        return False
    event = RefundEvent.FAIL if told.says is RefundWord.FAILED else RefundEvent.LOSE
    return apply_refund_event(session, held, event, code=code)


def is_proof_taken(session: Session, held: HeldRefund, proof: str) -> bool:
    """Whether a receipt is used for other money already: for another refund, or for money that came in."""
    others = (PaymentRefund.proof == proof) & (PaymentRefund.id != held.refund.id)
    came = (PaymentReceipt.provider == held.receipt.provider) & (PaymentReceipt.receipt == proof)
    given = session.scalar(select(PaymentRefund.id).where(others).limit(1))
    return given is not None or session.scalar(select(PaymentReceipt.id).where(came).limit(1)) is not None


def _confirm(session: Session, held: HeldRefund, told: RefundNotice, contacts: Contacts) -> bool:
    if told.amount_kes != held.refund.amount_kes or is_proof_taken(session, held, told.receipt):
        log.error("refund result does not fit", refund=held.refund.id)
        alarm("a refund's result does not fit what was sent")
        return apply_refund_event(session, held, RefundEvent.LOSE, code="does not fit")
    if not apply_refund_event(session, held, RefundEvent.CONFIRM, code=told.code[:LONGEST_CODE]):
        return False
    held.refund.proof = told.receipt
    payment_messages.tell_refunded(session, held.refund, held.receipt, held.application, contacts)
    return True
