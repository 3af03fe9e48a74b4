"""What the provider says of one transaction that it was asked about by its code (Daraja's Transaction Status).

It says that the money is there, and not which account the payer named. So it never counts for an application by
itself: what the provider's list may still name with its account is left to that, and older money is kept for staff.
"""

from sqlalchemy.orm import Session

from app.domain.payments import sweeps
from app.domain.payments.models import PaymentClaim
from app.domain.payments.provider_port import MoneyChannel, ResultNotice
from app.domain.payments.receipts import settlement
from app.domain.payments.receipts.rows import DOUBTED, hold_receipt
from app.domain.shared.contacts import Contacts
from app.domain.shared.payment_ways import Provider
from app.platform.db import now


def hear_result(session: Session, result: ResultNotice, contacts: Contacts) -> bool:
    """Keep money that no list has named and that is confirmed so; whether it is new. Another code changes nothing."""
    claim = session.get(PaymentClaim, result.claim_id)
    money = result.transaction
    if claim is None or money is None or money.receipt != claim.code:
        return False
    known = hold_receipt(session, Provider.DARAJA, money.receipt)
    if known is not None and known.state not in DOUBTED:
        return False
    if money.paid_at > now(session) - sweeps.BACK[sweeps.NIGHTLY]:
        sweeps.ask_soon(session)
        return False
    settlement.record_transaction(session, Provider.DARAJA, money, MoneyChannel.STATUS, contacts)
    return True
