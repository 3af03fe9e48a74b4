"""Invoices of Pesaflow: whatever notifications say, and where two may be one, only Pesaflow's answer to a query counts.

Each of these faults was found by `tests/faults/test_payments_machine.py`, or while that was written.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.applications import agency_fees
from app.domain.applications.applications import Application
from app.domain.applications.moves import Transition
from app.domain.applying import withdrawal
from app.domain.catalogue.fees import Fee
from app.domain.catalogue.models import Service, Status
from app.domain.payments import worklist
from app.domain.payments.models import Payment, PaymentReceipt, PaymentRefund
from app.domain.payments.payment_states import FailureReason, PaymentState, ReceiptState
from app.domain.payments.provider_port import (
    PaymentStatus,
    RequestAccepted,
    RequestOutcome,
    RequestRejected,
    RequestUnknown,
    Verdict,
)
from app.domain.payments.receipts import reconciliation
from app.domain.shared.errors import NotAllowed
from tests.conftest import Clock
from tests.database.applying import SERVICE, file
from tests.database.holder import ON_SQLITE, PHONE, login
from tests.database.paying import FEE_KES, PESAFLOW, Paying

pytestmark = ON_SQLITE
P, R = PaymentState, ReceiptState
TRUE = "SJK1A2B3C4"


@pytest.fixture
def pesaflow(container: Container, clock: Clock) -> Paying:
    return Paying(container, clock, PESAFLOW)


def lapsed(pesaflow: Paying, invoice: str, total: Decimal) -> str:
    """A first invoice that nobody has paid, and whose prompt has expired; the payment's id."""
    pesaflow.ask()
    name = pesaflow.send(RequestAccepted(invoice, total))
    pesaflow.clock.move(seconds=160)
    pesaflow.query(Verdict.PENDING, paid_kes=Decimal(0), expected_kes=total)
    return name


def test_an_invoice_that_is_asked_about_by_our_reference_alone_counts_once(pesaflow: Paying) -> None:
    """Asked by our reference, Pesaflow need not say which invoice it means: both answers may be about the first."""
    first = lapsed(pesaflow, "GWLQKD", FEE_KES)
    pesaflow.ask()
    pesaflow.send(RequestUnknown("ReadTimeout"))
    pesaflow.notice(first, TRUE, amount_kes=FEE_KES)
    pesaflow.clock.move(seconds=25)
    assert pesaflow.query(Verdict.PAID, paid_kes=FEE_KES, expected_kes=FEE_KES) == 2
    assert (pesaflow.status, pesaflow.receipts(), pesaflow.refunds()) == ("submitted", {TRUE: R.CREDITED}, {})


def test_a_notification_names_the_invoice_of_the_checkout_whose_answer_was_lost(pesaflow: Paying) -> None:
    lapsed(pesaflow, "GWLQKD", FEE_KES)
    pesaflow.ask()
    second = pesaflow.send(RequestUnknown("ReadTimeout"))
    pesaflow.notice(second, TRUE, amount_kes=FEE_KES, request_id="QKDGWL")
    pesaflow.query(Verdict.PAID, request_id="QKDGWL", paid_kes=FEE_KES, expected_kes=FEE_KES)
    assert (pesaflow.status, pesaflow.payments()) == ("submitted", [P.FAILED, P.PAID])


def test_an_invoice_of_which_a_part_is_paid_stays_the_one_to_be_paid(pesaflow: Paying) -> None:
    first = lapsed(pesaflow, "GWLQKD", Decimal(7600))
    pesaflow.ask()
    pesaflow.clock.move(seconds=5)
    [claimed] = pesaflow.do(worklist.claim_requests, 5)
    pesaflow.notice(first, TRUE, amount_kes=FEE_KES)
    pesaflow.query(Verdict.PENDING, paid_kes=FEE_KES, expected_kes=Decimal(7600))
    pesaflow.do(worklist.record_outcome, claimed, RequestAccepted("QKDGWL", FEE_KES), pesaflow.contacts)
    application = pesaflow.application
    assert (application.status, application.due_kes) == ("awaiting_payment", Decimal(50))
    assert application.invoice_number == "GWLQKD"


def set_fee(pesaflow: Paying, kes: int) -> None:
    """The agency changes the fee of the application, as its service has no published one."""
    fee, step = Fee(Decimal(kes), Decimal(50)), Transition(Status.AWAITING_PAYMENT)
    pesaflow.do(lambda session: setattr(session.get_one(Service, SERVICE), "fee_kes", None))
    pesaflow.do(lambda session: setattr(session.scalars(select(Application)).one(), "form_digest", "of-a-form"))
    pesaflow.do(agency_fees.set_fee, pesaflow.reference, fee, step, actor="agency:dis", contacts=pesaflow.contacts)


def test_an_invoice_for_a_fee_that_was_changed_since_is_not_to_be_paid_any_more(pesaflow: Paying) -> None:
    """It was: the next answer about the old invoice put its sum back, and whoever paid that had paid everything."""
    first = lapsed(pesaflow, "GWLQKD", FEE_KES)
    set_fee(pesaflow, 50_000)
    pesaflow.clock.move(seconds=7200)
    assert pesaflow.query(Verdict.PENDING, paid_kes=Decimal(0), expected_kes=FEE_KES) == 1
    assert (pesaflow.application.invoice_number, pesaflow.application.due_kes) == (None, Decimal(50_050))
    pesaflow.notice(first, TRUE, amount_kes=FEE_KES)
    pesaflow.query(Verdict.PAID, paid_kes=FEE_KES, expected_kes=FEE_KES)
    assert (pesaflow.status, pesaflow.application.due_kes) == ("awaiting_payment", 50_050 - FEE_KES)
    with pytest.raises(NotAllowed, match="a fee above that is wanted"):
        set_fee(pesaflow, 7_000)
    set_fee(pesaflow, 10_000)
    pesaflow.ask()
    rest = 10_050 - FEE_KES
    second = pesaflow.send(RequestAccepted("QKDGWL", rest))
    assert (pesaflow.application.invoice_number, pesaflow.application.due_kes) == ("QKDGWL", rest)
    pesaflow.notice(second, "SJK9Z8Y7X6", amount_kes=rest)
    pesaflow.clock.move(seconds=25)
    pesaflow.query(Verdict.PAID, paid_kes=rest, expected_kes=rest)
    assert (pesaflow.status, pesaflow.application.due_kes) == ("submitted", Decimal(0))
    assert pesaflow.refunds() == {}


def test_what_is_heard_of_a_paid_invoice_is_asked_about_until_there_is_an_answer(pesaflow: Paying) -> None:
    """Paid once more: where the one query that followed was not answered, the money was never counted."""
    pesaflow.ask()
    name = pesaflow.send(RequestAccepted("GWLQKD", FEE_KES))
    pesaflow.notice(name, TRUE, amount_kes=FEE_KES)
    pesaflow.query(Verdict.PAID, paid_kes=FEE_KES, expected_kes=FEE_KES)
    pesaflow.clock.move(seconds=600)
    pesaflow.notice(name, "SJK9Z8Y7X6", amount_kes=FEE_KES)
    assert pesaflow.query(Verdict.UNKNOWN) == 1
    pesaflow.clock.move(seconds=600)
    assert pesaflow.query(Verdict.PAID, paid_kes=2 * FEE_KES, expected_kes=FEE_KES) == 1
    assert pesaflow.receipts() == {TRUE: R.CREDITED, "SJK9Z8Y7X6": R.SURPLUS}
    pesaflow.clock.move(seconds=86_400)
    assert pesaflow.query(Verdict.UNKNOWN) == 0


def test_a_second_invoice_changes_nothing_of_what_is_paid(pesaflow: Paying) -> None:
    first = lapsed(pesaflow, "GWLQKD", FEE_KES)
    pesaflow.ask()
    pesaflow.clock.move(seconds=5)
    [claimed] = pesaflow.do(worklist.claim_requests, 5)
    pesaflow.notice(first, TRUE, amount_kes=FEE_KES)
    pesaflow.query(Verdict.PAID, paid_kes=FEE_KES, expected_kes=FEE_KES)
    pesaflow.do(worklist.record_outcome, claimed, RequestAccepted("QKDGWL", Decimal(7600)), pesaflow.contacts)
    assert (pesaflow.status, pesaflow.application.is_paid) == ("submitted", True)


def test_of_no_receipt_more_is_given_back_than_came_by_it(pesaflow: Paying) -> None:
    """A stand-in of 7,600 (50 too much) is split when a receipt of 7,580 is named; then all is withdrawn."""
    pesaflow.ask()
    name = pesaflow.send(RequestAccepted("GWLQKD", FEE_KES))
    told: Callable[..., Any] = pesaflow.query
    told(Verdict.PAID, paid_kes=Decimal(7600), expected_kes=FEE_KES)
    pesaflow.clock.move(seconds=20)
    told(Verdict.PAID, paid_kes=Decimal(7600), expected_kes=FEE_KES)
    pesaflow.notice(name, TRUE, amount_kes=Decimal(7580))
    told(Verdict.PAID, paid_kes=Decimal(7600), expected_kes=FEE_KES)
    who, contacts = login(pesaflow.container, pesaflow.account), pesaflow.contacts
    pesaflow.do(withdrawal.withdraw, who, pesaflow.reference, phone=PHONE, contacts=contacts)
    rows = pesaflow.read(lambda s: s.scalars(select(PaymentReceipt)).all())
    back: dict[str, Decimal] = {}
    for each in pesaflow.read(lambda s: s.scalars(select(PaymentRefund)).all()):
        back[each.receipt_id] = back.get(each.receipt_id, Decimal(0)) + each.amount_kes
    assert back == {each.id: each.amount_kes for each in rows}
    assert sorted(each.amount_kes for each in rows) == [Decimal(20), Decimal(7580)]


def test_what_a_worker_writes_down_days_late_is_still_asked_about(pesaflow: Paying) -> None:
    pesaflow.ask()
    pesaflow.clock.move(seconds=5)
    [claimed] = pesaflow.do(worklist.claim_requests, 5)
    pesaflow.notice(claimed.payment_id, TRUE, amount_kes=FEE_KES)
    pesaflow.clock.move(days=4)
    pesaflow.do(worklist.record_outcome, claimed, RequestAccepted("GWLQKD", FEE_KES), pesaflow.contacts)
    assert pesaflow.payments() == [P.PROMPTED]
    assert pesaflow.query(Verdict.PAID, paid_kes=FEE_KES, expected_kes=FEE_KES) == 1
    assert (pesaflow.status, pesaflow.receipts()) == ("submitted", {TRUE: R.CREDITED})


def test_a_request_that_was_rejected_while_its_money_was_told_is_asked_about(pesaflow: Paying) -> None:
    pesaflow.ask()
    pesaflow.clock.move(seconds=5)
    [claimed] = pesaflow.do(worklist.claim_requests, 5)
    pesaflow.notice(claimed.payment_id, TRUE, amount_kes=FEE_KES)
    rejected = RequestRejected("HTTP 422", FailureReason.OUT_OF_ORDER)
    pesaflow.do(worklist.record_outcome, claimed, rejected, pesaflow.contacts)
    assert pesaflow.payments() == [P.REJECTED]
    pesaflow.query(Verdict.PAID, paid_kes=FEE_KES, expected_kes=FEE_KES)
    assert (pesaflow.status, pesaflow.payments()) == ("submitted", [P.PAID])


def test_a_request_that_was_rejected_after_a_notification_had_named_its_invoice_is_asked_about(
    pesaflow: Paying,
) -> None:
    """The notification names the invoice and no receipt, as where another request holds that receipt already."""
    pesaflow.ask()
    pesaflow.clock.move(seconds=5)
    [claimed] = pesaflow.do(worklist.claim_requests, 5)
    pesaflow.notice(claimed.payment_id, request_id="QKDGWL")
    rejected = RequestRejected("HTTP 422", FailureReason.OUT_OF_ORDER)
    pesaflow.do(worklist.record_outcome, claimed, rejected, pesaflow.contacts)
    assert pesaflow.query(Verdict.PAID, paid_kes=FEE_KES, expected_kes=FEE_KES) == 1
    assert (pesaflow.status, pesaflow.payments()) == ("submitted", [P.PAID])


def test_what_a_worker_writes_down_days_late_is_no_answer_to_a_question(pesaflow: Paying) -> None:
    """A query got no answer; the outcome is stored days later, when staff already look at the receipt."""
    pesaflow.ask()
    pesaflow.clock.move(seconds=5)
    [claimed] = pesaflow.do(worklist.claim_requests, 5)
    pesaflow.clock.move(seconds=120)
    pesaflow.do(worklist.settle_lost, pesaflow.contacts)
    pesaflow.clock.move(seconds=30)
    pesaflow.query(Verdict.UNKNOWN)
    pesaflow.notice(claimed.payment_id, TRUE, amount_kes=FEE_KES)
    pesaflow.clock.move(days=8)
    pesaflow.do(reconciliation.doubt_unconfirmed)
    pesaflow.do(worklist.record_outcome, claimed, RequestAccepted("GWLQKD", FEE_KES), pesaflow.contacts)
    pesaflow.clock.move(hours=25)
    assert pesaflow.query(Verdict.PAID, paid_kes=FEE_KES, expected_kes=FEE_KES) == 1
    assert (pesaflow.status, pesaflow.receipts()) == ("submitted", {TRUE: R.CREDITED})


def test_what_staff_look_at_is_still_asked_about_until_somebody_answers(pesaflow: Paying) -> None:
    """Pesaflow has no list: a receipt for a checkout that it rejected can be confirmed by a query only."""
    pesaflow.ask()
    name = pesaflow.send(RequestRejected("HTTP 500", FailureReason.OUT_OF_ORDER))
    pesaflow.clock.move(days=4)
    pesaflow.notice(name, TRUE, amount_kes=FEE_KES, request_id="GWLQKD")
    pesaflow.clock.move(days=4)
    pesaflow.do(reconciliation.doubt_unconfirmed)
    pesaflow.query(Verdict.UNKNOWN)
    assert (pesaflow.receipts(), pesaflow.payments()) == ({TRUE: R.DOUBTFUL}, [P.REJECTED])
    pesaflow.clock.move(hours=25)
    assert pesaflow.query(Verdict.PAID, paid_kes=FEE_KES, expected_kes=FEE_KES) == 1
    assert (pesaflow.status, pesaflow.receipts()) == ("submitted", {TRUE: R.CREDITED})


REFUSED = RequestRejected("HTTP 500", FailureReason.OUT_OF_ORDER)


@pytest.mark.parametrize("outcome", [RequestAccepted("GWLQKD", FEE_KES), REFUSED])
@pytest.mark.parametrize("before", [Verdict.PENDING, Verdict.UNKNOWN])
def test_an_invoice_whose_receipt_a_forgery_took_is_asked_about_until_somebody_answers(
    pesaflow: Paying, outcome: RequestOutcome, before: Verdict
) -> None:
    """The notification is true, but another request holds its receipt: only the invoice's name is left of it."""
    said = {"paid_kes": Decimal(0), "expected_kes": FEE_KES} if before is Verdict.PENDING else {}
    mine, pesaflow.reference = pesaflow.reference, file(pesaflow.container, pesaflow.account, again=True).reference
    pesaflow.ask()
    other = pesaflow.send(RequestUnknown("ReadTimeout"))
    pesaflow.reference = mine
    pesaflow.ask()
    name = pesaflow.send(outcome)
    pesaflow.clock.move(minutes=20)
    pesaflow.query(before, **said)
    pesaflow.clock.move(days=4)
    pesaflow.query(before, **said)
    pesaflow.notice(other, TRUE, amount_kes=Decimal(5000))
    pesaflow.query(before, **said)
    pesaflow.notice(name, TRUE, amount_kes=FEE_KES, request_id="GWLQKD")
    pesaflow.query(Verdict.UNKNOWN)
    pesaflow.clock.move(hours=25)
    assert pesaflow.query(Verdict.PAID, request_id="GWLQKD", paid_kes=FEE_KES, expected_kes=FEE_KES) >= 1
    assert pesaflow.status == "submitted"


def test_of_two_checkouts_whose_answers_were_lost_neither_is_taken_for_the_other(pesaflow: Paying) -> None:
    """Asked by our reference, Pesaflow reports one invoice and its money; a notification tells whose it is."""
    pesaflow.ask()
    pesaflow.send(RequestUnknown("ReadTimeout"))
    pesaflow.clock.move(minutes=20)
    pesaflow.query(Verdict.PENDING, paid_kes=Decimal(0), expected_kes=FEE_KES)
    pesaflow.ask()
    second = pesaflow.send(RequestUnknown("ReadTimeout"))
    pesaflow.clock.move(seconds=25)
    paid = {"request_id": "QKDGWL", "paid_kes": FEE_KES, "expected_kes": FEE_KES}
    pesaflow.query(Verdict.PAID, **paid)
    assert pesaflow.read(lambda s: s.scalars(select(Payment.request_id)).all()) == [None, None]
    pesaflow.notice(second, TRUE, amount_kes=FEE_KES, request_id="QKDGWL")
    pesaflow.query(Verdict.PAID, **paid)
    assert (pesaflow.status, pesaflow.payments()) == ("submitted", [P.FAILED, P.PAID])
    assert (pesaflow.receipts(), pesaflow.refunds()) == ({TRUE: R.CREDITED}, {})


def test_an_answer_to_a_question_by_an_older_name_is_dropped(pesaflow: Paying) -> None:
    """The query was by our reference, and a notification named the invoice meanwhile: the answer is about another."""
    pesaflow.ask()
    lost = pesaflow.send(RequestUnknown("ReadTimeout"))
    pesaflow.clock.move(seconds=25)
    [claimed] = pesaflow.do(worklist.claim_queries, 5)
    pesaflow.notice(lost, request_id="QKDGWL")
    late = PaymentStatus(Verdict.PAID, request_id="GWLQKD", paid_kes=FEE_KES, expected_kes=FEE_KES)
    pesaflow.do(worklist.record_status, claimed, late, pesaflow.contacts)
    assert (pesaflow.status, pesaflow.receipts()) == ("awaiting_payment", {})
