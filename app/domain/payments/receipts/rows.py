"""Row locks of payments in one order, against deadlocks: an application's, then a payment's, then a receipt's; and the
fields of a receipt."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.payments.models import Payment, PaymentReceipt
from app.domain.payments.payment_states import CONFIRMED, ReceiptState
from app.domain.payments.provider_port import MoneyChannel
from app.domain.shared.payment_ways import Provider

DOUBTED: Final = (ReceiptState.HEARD, ReceiptState.DOUBTFUL)
CLOCKS_APART: Final = timedelta(minutes=5)
"""By how much a provider's clock may differ from ours."""
LONGEST_RECEIPT: Final = 40
LONGEST_ACCOUNT: Final = 60
"""Characters that are stored."""


def hold_payment(session: Session, payment_id: str | None, *, skip_locked: bool = False) -> Payment | None:
    """A payment, locked, its application's row locked first; None where it does not exist, or (`skip_locked`) where
    another transaction has it locked."""
    owner = session.scalar(select(Payment.application_id).where(Payment.id == payment_id)) if payment_id else None
    if owner is None or hold_application(session, owner, skip_locked=skip_locked) is None:
        return None
    query = select(Payment).where(Payment.id == payment_id).with_for_update(of=Payment, skip_locked=skip_locked)
    return session.scalar(query.execution_options(populate_existing=True))


def hold_application(session: Session, application_id: int, *, skip_locked: bool = False) -> Application | None:
    """An application's row, locked, as it is now."""
    query = select(Application).where(Application.id == application_id)
    query = query.with_for_update(of=Application, skip_locked=skip_locked)
    return session.scalar(query.execution_options(populate_existing=True))


def hold_receipt(session: Session, provider: Provider, receipt: str) -> PaymentReceipt | None:
    """The row of a receipt, locked, as it is now."""
    mine = (PaymentReceipt.provider == provider) & (PaymentReceipt.receipt == receipt)
    query = select(PaymentReceipt).where(mine).with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))


def is_counted_on_word(row: PaymentReceipt) -> bool:
    """Whether it counts because the provider, asked about a prompt, said that this was paid; it named no receipt."""
    return row.state in CONFIRMED and MoneyChannel.QUERY in row.channels.split(",")


def is_listed(row: PaymentReceipt) -> bool:
    """Whether the provider itself has named this receipt, asked by us."""
    return not {MoneyChannel.PULL, MoneyChannel.STATUS}.isdisjoint(row.channels.split(","))


def receipts_of(session: Session, payment: Payment) -> Sequence[PaymentReceipt]:
    """The receipts of a request, locked; of an invoice that two requests share, of both. The oldest first."""
    mine = Payment.id == payment.id
    if payment.request_id:
        mine |= (Payment.application_id == payment.application_id) & (Payment.request_id == payment.request_id)
    query = select(PaymentReceipt).where(PaymentReceipt.payment_id.in_(select(Payment.id).where(mine)))
    held = query.order_by(PaymentReceipt.heard_at, PaymentReceipt.id).with_for_update()
    return session.scalars(held.execution_options(populate_existing=True)).all()


def add_channel(row: PaymentReceipt, channel: MoneyChannel) -> None:
    """Record a further channel that reported the receipt."""
    heard = row.channels.split(",")
    if channel not in heard:
        row.channels = ",".join([*heard, channel])


def seal_account(row: PaymentReceipt, account: str) -> None:
    """Store what the payer typed as the account, sealed and cut to the longest length."""
    row.account = account[:LONGEST_ACCOUNT]
