"""A stand-in: money that the provider has confirmed without a receipt code. The receipt named later replaces it.

A code from a callback is only provisional until the provider's list has it.
"""

import secrets
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.audit import audit_log
from app.domain.payments.models import Payment, PaymentReceipt
from app.domain.payments.payment_events import WORKER, apply_receipt_event
from app.domain.payments.payment_states import CONFIRMED, ReceiptEvent, ReceiptState
from app.domain.payments.provider_port import MoneyChannel
from app.domain.payments.receipts.refunds import share_refunds
from app.domain.payments.receipts.rows import (
    DOUBTED,
    add_channel,
    is_counted_on_word,
    is_listed,
    seal_account,
)
from app.platform.db import now


def keep_stand_in(session: Session, payment: Payment, amount: Decimal) -> PaymentReceipt:
    """Store a stand-in for money that the provider has confirmed without a code."""
    moment = now(session)
    row = PaymentReceipt(
        id=secrets.token_hex(10),
        provider=payment.provider,
        named=False,
        state=ReceiptState.HEARD,
        amount_kes=amount,
        channels=MoneyChannel.QUERY,
        application_id=payment.application_id,
        payment_id=payment.id,
        paid_at=moment,
        heard_at=moment,
    )
    row.receipt = f"?{row.id}"
    session.add(row)
    session.flush()
    return row


def name_stand_ins(session: Session, rows: Sequence[PaymentReceipt]) -> list[PaymentReceipt]:
    """Let reported receipts replace a stand-in, or a part of it, whose money is counted; returns these receipts."""
    done = []
    for row in (each for each in rows if each.named and each.state in DOUBTED):
        stand_ins = (each for each in rows if not each.named and each.state in CONFIRMED)
        stand_in = next((each for each in stand_ins if each.amount_kes >= row.amount_kes), None)
        if stand_in is None:
            continue
        done.append(row)
        if stand_in.amount_kes == row.amount_kes:
            _give_name(session, stand_in, row)
        else:
            stand_in.amount_kes -= row.amount_kes
            add_channel(row, MoneyChannel.QUERY)
            is_credited = stand_in.state == ReceiptState.CREDITED
            apply_receipt_event(session, row, ReceiptEvent.CREDIT if is_credited else ReceiptEvent.EXCEED)
            share_refunds(session, stand_in, row)
    return done


def _give_name(session: Session, stand_in: PaymentReceipt, row: PaymentReceipt) -> None:
    """The stand-in is the money of this receipt: it gets its code, and the receipt's own row is deleted."""
    receipt, channels, paid_at, account = row.receipt, row.channels, row.paid_at, row.account or ""
    session.delete(row)
    session.flush()
    _call(session, stand_in, receipt)
    stand_in.named, stand_in.paid_at = True, paid_at
    for channel in channels.split(","):
        add_channel(stand_in, MoneyChannel(channel))
    if account:
        seal_account(stand_in, account)
    session.flush()


def take_place_of_stand_in(session: Session, row: PaymentReceipt, application: Application) -> bool:
    """Whether a listed receipt is money that is counted already on the word of a query, which named no receipt.

    Any prompt of this application and this sum will do, its own first: as many receipts as were confirmed as paid are
    then counted once, whichever of them a callback had named.
    """
    mine = (PaymentReceipt.application_id == application.id) & (PaymentReceipt.provider == row.provider)
    same = (PaymentReceipt.amount_kes == row.amount_kes) & PaymentReceipt.state.in_(CONFIRMED)
    query = select(PaymentReceipt).where(mine, same).order_by(PaymentReceipt.heard_at).with_for_update()
    found = session.scalars(query.execution_options(populate_existing=True)).all()
    waiting = [each for each in found if is_counted_on_word(each) and not is_listed(each)]
    if not waiting:
        return False
    _give_name(session, min(waiting, key=lambda each: (each.payment_id != row.payment_id, each.named)), row)
    return True


def take_name_away(session: Session, stand_in: PaymentReceipt) -> None:
    """A callback named a receipt for this money, but the provider's list has that receipt for other money."""
    _call(session, stand_in, f"?{stand_in.id}")
    stand_in.named = False
    session.flush()


def _call(session: Session, stand_in: PaymentReceipt, receipt: str) -> None:
    before, stand_in.receipt = stand_in.receipt, receipt
    audit_log.record(session, actor=WORKER, action="receipt.name", subject=receipt, before=before)
