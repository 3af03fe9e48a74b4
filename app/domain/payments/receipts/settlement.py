"""How money is settled: notifications are stored as hints, and what the provider confirms is counted once, whatever
channels report it.

A notification names a receipt (HEARD) and brings the next query to the provider forward; it pays nothing by itself. The
provider confirms in two ways. A query about a request tells how much was paid, and names no receipt: a stand-in is
counted, with the receipt code of a callback, or none. Its list names receipts: each replaces a stand-in of the same
application and sum, if there is one; any other is counted for the account that it names. So the counted sum is what the
provider says, whatever notifications say.

Lock order, against deadlocks: an application's row before a payment's, and a payment's before a receipt's.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.applications import applications
from app.domain.applications.applications import Application
from app.domain.payments import orders, sweeps
from app.domain.payments.models import Payment, PaymentReceipt
from app.domain.payments.payment_events import apply_payment_event
from app.domain.payments.payment_states import CONFIRMED, OPEN, PaymentEvent, PaymentState, ReceiptState
from app.domain.payments.provider_port import MoneyChannel, PaymentNotice, PaymentStatus, Transaction
from app.domain.payments.receipts.crediting import credit_receipt
from app.domain.payments.receipts.rows import (
    CLOCKS_APART,
    DOUBTED,
    LONGEST_ACCOUNT,
    LONGEST_RECEIPT,
    add_channel,
    hold_application,
    hold_payment,
    hold_receipt,
    is_counted_on_word,
    is_listed,
    receipts_of,
    seal_account,
)
from app.domain.payments.receipts.stand_ins import (
    keep_stand_in,
    name_stand_ins,
    take_name_away,
    take_place_of_stand_in,
)
from app.domain.shared import references
from app.domain.shared.contacts import Contacts
from app.domain.shared.payment_ways import Provider
from app.platform.db import ensure, now

NOTHING: Final = Decimal(0)
LONGEST_OF_A_PROMPT: Final = 12
NAMED_BY_HINTS: Final = (
    PaymentState.SENDING,
    PaymentState.UNKNOWN,
    PaymentState.REJECTED,
    # here the id may also come from the provider
    PaymentState.UNRESOLVED,
)
"""States in which a request's provider id may come from a callback only."""


def hear_notice(session: Session, notice: PaymentNotice, at: datetime) -> bool:
    """Store an unsolicited notification, and have the provider asked; whether anything is new. `at`: when it came."""
    payment = hold_payment(session, notice.payment_id)
    is_new = False
    if notice.receipt and notice.says_paid:
        application = payment.application if payment else find_account(session, notice.account)
        amount = notice.amount_kes if notice.amount_kes is not None else (payment.amount_kes if payment else NOTHING)
        told = Transaction(notice.receipt[:LONGEST_RECEIPT], amount, notice.account, notice.paid_at or at)
        is_new = _keep_receipt(session, notice.provider, told, notice.channel, payment, application)
    if payment is not None:
        _adopt_name(session, payment, notice)
        _ask_soon(session, payment)
    if notice.provider is Provider.DARAJA and is_new:
        sweeps.ask_soon(session)
    return is_new


def record_transaction(
    session: Session, provider: Provider, transaction: Transaction, channel: MoneyChannel, contacts: Contacts
) -> None:
    """Count money that the provider confirms, asked by us; once, however often it is reported."""
    application = _hold_account(session, transaction.account) or _hold_known(session, provider, transaction)
    row = hold_receipt(session, provider, transaction.receipt)
    if row is not None and _is_misnamed(row, application, transaction.amount_kes):
        take_name_away(session, row)
        row, application = None, application if transaction.account is not None else None
    if row is not None and row.state not in DOUBTED:
        add_channel(row, channel)
        return
    if row is None:
        _keep_receipt(session, provider, transaction, channel, None, application)
        row = hold_receipt(session, provider, transaction.receipt)
        assert row is not None, "it was kept in the line above"  # noqa: S101
    row.amount_kes, row.paid_at = transaction.amount_kes, transaction.paid_at
    add_channel(row, channel)
    if transaction.account is not None:
        seal_account(row, transaction.account)
    _check_hint(session, row, application)
    if application is not None and take_place_of_stand_in(session, row, application):
        return
    credit_receipt(session, row, application, contacts)
    if application is not None:
        _find_its_payment(session, row, application)


def confirm_paid(session: Session, payment: Payment, status: PaymentStatus, contacts: Contacts) -> None:
    """The provider, asked about this request, says that it is paid, or how much of it. Its application's row is locked.

    The money is counted before the payment moves, so that it is never shown as paid without its receipt.
    """
    rows = receipts_of(session, payment)
    if payment.provider is Provider.DARAJA:
        _confirm_prompt(session, payment, rows, contacts)
    else:
        _confirm_invoice(session, payment, rows, status, contacts)


def _confirm_prompt(session: Session, payment: Payment, rows: Sequence[PaymentReceipt], contacts: Contacts) -> None:
    """Daraja confirms success without an amount, so it is the ordered sum, whatever the callback said: it counts a
    receipt that the list has named, or a stand-in, with the code of the callback if there is one.

    A listed receipt is marked by this: it is not taken for another prompt that is confirmed as paid.
    """
    if any(is_counted_on_word(row) for row in rows):
        return
    if (listed := _find_listed(session, payment)) is not None:
        listed.payment_id = payment.id
        add_channel(listed, MoneyChannel.QUERY)
        return
    heard = next((row for row in rows if row.state in DOUBTED), None)
    row = heard or keep_stand_in(session, payment, payment.amount_kes)
    row.amount_kes = payment.amount_kes
    add_channel(row, MoneyChannel.QUERY)
    credit_receipt(session, row, payment.application, contacts)


def _confirm_invoice(
    session: Session, payment: Payment, rows: Sequence[PaymentReceipt], status: PaymentStatus, contacts: Contacts
) -> None:
    """Pesaflow tells how much of the invoice is paid in all: known receipts are confirmed up to that sum."""
    total = status.paid_kes if status.paid_kes is not None else payment.expected_kes or payment.amount_kes
    known = sum((row.amount_kes for row in rows if row.state in CONFIRMED), NOTHING)
    named = name_stand_ins(session, rows)
    new = max(NOTHING, total - known)
    for row in rows:
        if row.state not in DOUBTED or row in named or not new:
            continue
        row.amount_kes = min(row.amount_kes, new)  # a notification may name the total so far
        new -= row.amount_kes
        add_channel(row, MoneyChannel.QUERY)
        credit_receipt(session, row, payment.application, contacts)
    if new:
        credit_receipt(session, keep_stand_in(session, payment, new), payment.application, contacts)


def close_paid(session: Session, payment: Payment, code: str = "") -> None:
    """The provider says that a request is paid: one that had ended otherwise here is corrected too."""
    if payment.state in (PaymentState.ASKED, PaymentState.STOPPED):
        return
    if not apply_payment_event(session, payment, PaymentEvent.CONFIRM, code=code):
        apply_payment_event(session, payment, PaymentEvent.CORRECT, code=code)
    payment.failure = None
    if payment.provider is Provider.DARAJA:
        payment.next_at = None


def _hold_account(session: Session, account: str | None) -> Application | None:
    """The application of a paybill account, locked; None where there is none."""
    found = find_account(session, account)
    return hold_application(session, found.id) if found else None


def _hold_known(session: Session, provider: Provider, transaction: Transaction) -> Application | None:
    """Where the provider names no account: the application of the prompt whose callback named the receipt, locked."""
    if transaction.account is not None:
        return None
    mine = (PaymentReceipt.provider == provider) & (PaymentReceipt.receipt == transaction.receipt)
    prompted = select(PaymentReceipt.application_id).where(mine, PaymentReceipt.payment_id.is_not(None))
    known = session.scalar(prompted)
    return hold_application(session, known) if known is not None else None


def find_account(session: Session, account: str | None) -> Application | None:
    """The application of a paybill account; None where there is none, and for a test."""
    key = references.lookup_key(account) if account and len(account) <= LONGEST_ACCOUNT else ""
    if not key:
        return None
    found = applications.find_application(session, key) or _find_cut(session, key)
    return None if found is not None and found.is_test else found  # real money never counts for a test application


def _find_cut(session: Session, key: str) -> Application | None:
    """A prompt shows at most 12 characters of an account (source 38). A longer reference is matched by its first 12,
    only where a prompt was sent for it, and not where two begin alike."""
    if len(key) != LONGEST_OF_A_PROMPT:
        return None
    prompted = select(Payment.id).where(Payment.application_id == Application.id, Payment.sent_at.is_not(None))
    query = select(Application).where(Application.lookup.startswith(key, autoescape=True), prompted.exists())
    found = session.scalars(query.limit(2)).all()
    return found[0] if len(found) == 1 else None


def _keep_receipt(
    session: Session,
    provider: Provider,
    told: Transaction,
    channel: MoneyChannel,
    payment: Payment | None,
    application: Application | None,
) -> bool:
    """Store a reported receipt; False where it is known: then only the channel is added."""
    moment, name = now(session), secrets.token_hex(10)
    is_new = ensure(
        session,
        PaymentReceipt,
        id=name,
        provider=provider,
        receipt=told.receipt,
        named=True,
        state=ReceiptState.HEARD,
        amount_kes=told.amount_kes,
        channels=channel,
        application_id=application.id if application else None,
        payment_id=payment.id if payment else None,
        paid_at=told.paid_at,
        heard_at=moment,
    )
    row = hold_receipt(session, provider, told.receipt)
    assert row is not None, "it is there, by us or by another"  # noqa: S101
    add_channel(row, channel)
    if is_new and told.account:
        seal_account(row, told.account)
    if payment is not None and row.payment_id is None and _may_be_of(row, payment):
        row.payment_id = payment.id
        row.application_id = payment.application_id
        if row.state in CONFIRMED:  # the list has it, and the callback names its request
            close_paid(session, payment)
    session.flush()
    return is_new


def _is_of(row: PaymentReceipt, application: Application, amount_kes: Decimal) -> bool:
    """Whether a receipt counts for this application, with this sum."""
    return row.application_id == application.id and row.amount_kes == amount_kes


def _is_misnamed(row: PaymentReceipt, application: Application | None, amount_kes: Decimal) -> bool:
    """Whether money that counts on the word of a query has the code of a receipt that is other money."""
    if not is_counted_on_word(row) or is_listed(row):
        return False
    return application is None or not _is_of(row, application, amount_kes)


def _may_be_of(row: PaymentReceipt, payment: Payment) -> bool:
    """Whether a callback can be right that this is its request's money: not with another account or sum."""
    if row.state in DOUBTED:
        return row.application_id in (None, payment.application_id)
    return row.state in CONFIRMED and _is_of(row, payment.application, payment.amount_kes)


def _check_hint(session: Session, row: PaymentReceipt, application: Application | None) -> None:
    """A callback named this receipt for its request; it was wrong if the list has another account or sum."""
    payment = session.get(Payment, row.payment_id) if row.payment_id else None
    if payment is None:
        return
    if application is None or payment.application_id != application.id or payment.amount_kes != row.amount_kes:
        row.payment_id = row.application_id = None


def _find_listed(session: Session, payment: Payment) -> PaymentReceipt | None:
    """A receipt of the application that the provider's list has named, and that was not taken for another prompt
    confirmed as paid. One of this very request comes first, then those paid since it was sent."""
    mine = (PaymentReceipt.application_id == payment.application_id) & (PaymentReceipt.provider == payment.provider)
    same = (PaymentReceipt.amount_kes == payment.amount_kes) & PaymentReceipt.state.in_(CONFIRMED)
    query = select(PaymentReceipt).where(mine, same).order_by(PaymentReceipt.paid_at).with_for_update()
    rows = session.scalars(query.execution_options(populate_existing=True)).all()
    since = (payment.sent_at or payment.asked_at) - CLOCKS_APART
    free = [each for each in rows if not is_counted_on_word(each)]
    return min(free, key=lambda each: (each.payment_id != payment.id, each.paid_at < since), default=None)


def _find_its_payment(session: Session, row: PaymentReceipt, application: Application) -> None:
    """The request that a callback named; else the latest one of this sum, sent before, that the provider cannot be
    asked about, or only by an id from a callback: no prompt of an earlier one is on a phone any more."""
    if row.payment_id is not None:
        payment = hold_payment(session, row.payment_id)
        if payment is not None:
            close_paid(session, payment)
        return
    lost = (Payment.application_id == application.id) & (Payment.amount_kes == row.amount_kes)
    lost &= Payment.provider == row.provider
    settled = (PaymentState.PAID, PaymentState.REJECTED, PaymentState.STOPPED)
    nameless = Payment.request_id.is_(None) & Payment.state.not_in(settled)
    lost &= nameless | (Payment.request_id.is_not(None) & Payment.state.in_(NAMED_BY_HINTS))
    query = select(Payment).where(lost, Payment.sent_at <= row.paid_at + CLOCKS_APART)
    held = query.order_by(Payment.sent_at.desc()).limit(1)
    payment = session.scalar(held.with_for_update(of=Payment).execution_options(populate_existing=True))
    if payment is not None:
        row.payment_id = payment.id
        close_paid(session, payment)


def _adopt_name(session: Session, payment: Payment, notice: PaymentNotice) -> None:
    """The callback has the provider's id of a request whose response was lost or has not come: now it can be queried.
    An id of another request is not taken: that one's money would be counted for this one."""
    name = notice.request_id[:LONGEST_RECEIPT]
    if payment.request_id is not None or not name:
        return
    if not orders.is_request_name_taken(session, payment, name):
        orders.keep_request_name(session, payment, name)


def _ask_soon(session: Session, payment: Payment) -> None:
    """Have the provider asked at once about a request; not during sending, when `next_at` is the lease."""
    if payment.state in (PaymentState.ASKED, PaymentState.SENDING, PaymentState.STOPPED):
        return
    if payment.provider is Provider.PESAFLOW or (payment.request_id and payment.state != PaymentState.PAID):
        payment.next_at = now(session)
    elif payment.state in OPEN:
        sweeps.ask_soon(session)
