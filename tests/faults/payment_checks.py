"""What must hold of money once everything has been delivered: our rows against the books of the provider."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sqlalchemy import select

from app.domain.applications.applications import Application
from app.domain.catalogue.models import Status
from app.domain.payments.models import Payment, PaymentReceipt, PaymentRefund
from app.domain.payments.payment_states import PaymentState, ReceiptState
from app.domain.shared.payment_ways import Provider
from tests.faults.payment_model import PRICE
from tests.faults.payment_orders import Orders

COUNTED: Final = (ReceiptState.CREDITED, ReceiptState.SURPLUS, ReceiptState.UNMATCHED, ReceiptState.REFUNDED)
TERMINAL: Final = (
    PaymentState.PAID, PaymentState.FAILED, PaymentState.REJECTED, PaymentState.UNRESOLVED, PaymentState.STOPPED,
)  # fmt: skip
FINAL: Final = (PaymentState.PAID, PaymentState.STOPPED)
"""The states that no payment ever leaves."""
NOTHING: Final = Decimal(0)


@dataclass
class Rows:
    """All rows that the code under test has written."""

    applications: dict[str, Application]
    payments: list[Payment]
    receipts: list[PaymentReceipt]
    refunds: list[PaymentRefund]

    def counted(self, application: Application) -> list[PaymentReceipt]:
        """What came in for an application."""
        return [each for each in self.receipts if each.application_id == application.id and each.state in COUNTED]


def read(orders: Orders) -> Rows:
    """The rows as they are."""
    with orders.container.database.reading() as session:
        found = session.scalars(select(Application)).all()
        return Rows(
            {each.reference: each for each in found},
            list(session.scalars(select(Payment))),
            list(session.scalars(select(PaymentReceipt))),
            list(session.scalars(select(PaymentRefund))),
        )


def faults(orders: Orders) -> list[str]:
    """Each difference, in words; empty where there is none."""
    rows = read(orders)
    daraja = orders.books.provider is Provider.DARAJA
    found = [*(_of_receipts(orders, rows) if daraja else _of_invoices(orders, rows)), *_of_payments(orders, rows)]
    for reference, application in rows.applications.items():
        found += [f"{reference}: {each}" for each in _of_application(orders, rows, application)]
    return found


def _of_receipts(orders: Orders, rows: Rows) -> list[str]:
    """Each true receipt is there once, with its sum, and nothing else counts."""
    true = Counter((each.receipt, each.amount) for each in orders.books.money)
    ours = Counter((each.receipt, each.amount_kes) for each in rows.receipts if each.state in COUNTED)
    lost, doubled = true - ours, ours - true
    return [f"lost {each}" for each in lost] + [f"doubled or forged {each}" for each in doubled]


def _of_invoices(orders: Orders, rows: Rows) -> list[str]:
    """For each application as much is counted as was paid of its invoices; no receipt that was told is missing."""
    found = []
    for reference, application in rows.applications.items():
        ours = sum((each.amount_kes for each in rows.counted(application)), NOTHING)
        true = orders.books.came_for(reference)
        if ours != true:
            found.append(f"{'lost' if ours < true else 'doubled or forged'}: {ours} of {true} of {reference}")
    kept = {each.receipt for each in rows.receipts}
    return found + [f"receipt {each.receipt} is nowhere" for each in orders.books.money if each.receipt not in kept]


def _of_payments(orders: Orders, rows: Rows) -> list[str]:
    found = [f"{name} was sent {times} times" for name, times in orders.sent.items() if times > 1]
    confirmed = defaultdict[str | None, Decimal](Decimal)
    for each in rows.receipts:
        confirmed[each.payment_id] += each.amount_kes if each.state in COUNTED else NOTHING
    for payment in rows.payments:
        asked = orders.books.requests.get(payment.id)
        is_own = asked is not None and asked.payment_id == payment.id  # a second checkout may share an invoice
        if payment.state not in TERMINAL:
            found.append(f"payment {payment.id} ends {payment.state}")
        owed = payment.expected_kes or payment.amount_kes  # a part of an invoice does not pay it
        if payment.state in (PaymentState.FAILED, PaymentState.REJECTED) and confirmed[payment.id] >= owed:
            found.append(f"payment {payment.id} ends {payment.state}, and there is a receipt of it")
        if payment.state != PaymentState.PAID and asked is not None and is_own and asked.total() >= asked.amount:
            found.append(f"payment {payment.id} was paid and ends {payment.state}")
        if payment.state == PaymentState.PAID and not rows.counted(payment.application):
            found.append(f"payment {payment.id} ends paid, and nothing came in for its application")
    return found


def _of_application(orders: Orders, rows: Rows, application: Application) -> list[str]:
    """Paid exactly when what is credited covers the price; what is given back is the surplus, and no shilling more."""
    came = orders.books.came_for(application.reference) + _matched(orders, application.reference)
    counted = rows.counted(application)
    credited = sum((each.amount_kes for each in counted if each.state == ReceiptState.CREDITED), NOTHING)
    back = _given_back(rows, counted)
    price = application.invoice_kes or PRICE
    paid = application.paid_kes or NOTHING
    found = [] if paid == credited else [f"{paid} counts, and {credited} is credited"]
    if application.status == Status.CANCELLED:
        wanted, is_right = came, not credited
    elif application.status == Status.SUBMITTED:
        wanted, is_right = came - price, credited >= price and application.is_paid
    else:
        wanted, is_right = NOTHING, credited < price and came < price
    if not is_right:
        found.append(f"{application.status}, and {credited} of {price} is credited, of {came} that came")
    if sum(back.values()) != wanted:
        found.append(f"{sum(back.values())} is given back, and not {wanted}")
    amounts = {each.id: each.amount_kes for each in counted}
    return found + [
        f"{back[name]} of a receipt of {amounts[name]} is given back" for name in back if back[name] > amounts[name]
    ]


def _given_back(rows: Rows, counted: list[PaymentReceipt]) -> dict[str, Decimal]:
    mine, found = {each.id for each in counted}, defaultdict[str, Decimal](Decimal)
    for each in rows.refunds:
        if each.receipt_id in mine:
            found[each.receipt_id] += each.amount_kes
    return found


def _matched(orders: Orders, reference: str) -> Decimal:
    """The money that staff matched to an application."""
    mine = {receipt for receipt, to in orders.matched.items() if to == reference}
    return sum((each.amount for each in orders.books.money if each.receipt in mine), NOTHING)


class Watch:
    """Checks that no payment leaves a final state."""

    def __init__(self) -> None:
        self.states: dict[str, str] = {}

    def look(self, orders: Orders) -> list[str]:
        """The payments that have left a final state since the last look."""
        with orders.container.database.reading() as session:
            now = {name: str(state) for name, state in session.execute(select(Payment.id, Payment.state))}
        found = [
            f"payment {name} left {before} for {now.get(name)}"
            for name, before in self.states.items()
            if before in FINAL and now.get(name) != before
        ]
        self.states = now
        return found
