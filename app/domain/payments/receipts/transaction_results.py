"""The provider's result about one transaction that it was asked about by its code (Daraja's Transaction Status).

It confirms the money, but not which account the payer named. So it never counts for an application by itself: a recent
transaction is left to the provider's list, which has the account, and an older one is stored for staff.
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
    """Store confirmed money that no list has named; whether it is new. A result with another code changes nothing."""
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
