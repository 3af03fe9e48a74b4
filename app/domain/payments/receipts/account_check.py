"""C2B validation: whether Daraja may accept a payment to our paybill."""

from decimal import Decimal
from enum import StrEnum

from sqlalchemy.orm import Session

from app.domain.catalogue.models import Status
from app.domain.payments.receipts import settlement


class AccountVerdict(StrEnum):
    """The answer about the account that a payer typed, and about the sum."""

    GOOD = "good"
    UNKNOWN_ACCOUNT = "unknown account"
    BAD_AMOUNT = "bad amount"
    """More than is due, or nothing."""
    NOTHING_DUE = "nothing due"


def check_account(session: Session, account: str, amount_kes: Decimal | None) -> AccountVerdict:
    """Refuse what could only be given back: an unknown account, a paid one, or too much. Less than is due is good."""
    application = settlement.find_account(session, account)
    if application is None:
        return AccountVerdict.UNKNOWN_ACCOUNT
    if application.status != Status.AWAITING_PAYMENT or not application.due_kes:
        return AccountVerdict.NOTHING_DUE
    if amount_kes is not None and not 0 < amount_kes <= application.due_kes:
        return AccountVerdict.BAD_AMOUNT
    return AccountVerdict.GOOD
