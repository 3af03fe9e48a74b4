"""What a notification names is a hint: however wrong it is, as much counts as the provider says when it is asked.

Each of these was found by `tests/faults/test_payments_machine.py`, or while it was written.
"""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.applying import withdrawal
from app.domain.payments import orders, worklist
from app.domain.payments.models import Payment, PaymentReceipt, PaymentRefund
from app.domain.payments.payment_states import FailureReason, PaymentState, ReceiptState
from app.domain.payments.provider_port import (
    PaymentStatus,
    RequestAccepted,
    RequestRejected,
    RequestUnknown,
    Verdict,
)
from tests.conftest import Clock
from tests.database.applying import file, found
from tests.database.holder import ON_SQLITE, PHONE, login
from tests.database.paying import DARAJA, FEE_KES, PESAFLOW, Paying

pytestmark = ON_SQLITE
P, R = PaymentState, ReceiptState
TRUE, FALSE = "SJK1A2B3C4", "SJK9999999"
LATE = FailureReason.NO_ANSWER


@pytest.fixture
def daraja(container: Container, clock: Clock) -> Paying:
    return Paying(container, clock, DARAJA)


@pytest.fixture
def pesaflow(container: Container, clock: Clock) -> Paying:
    return Paying(container, clock, PESAFLOW)


def lapsed(pesaflow: Paying, invoice: str, total: Decimal) -> str:
    """A first invoice that nobody has paid, and whose prompt is gone."""
    pesaflow.ask()
    name = pesaflow.send(RequestAccepted(invoice, total))
    pesaflow.clock.move(seconds=160)
    pesaflow.query(Verdict.PENDING, paid_kes=Decimal(0), expected_kes=total)
    return name


def failed(daraja: Paying) -> str:
    """A first prompt that nobody answered in time."""
    daraja.ask()
    name = daraja.send()
    daraja.clock.move(seconds=30)
    daraja.query(Verdict.FAILED, code="1037", reason=LATE)
    return name


@pytest.mark.parametrize("told", [1, 1_000_000])
def test_a_prompt_that_is_paid_is_what_was_ordered_whatever_sum_its_callback_told(daraja: Paying, told: int) -> None:
    daraja.ask()
    daraja.notice(daraja.send(), TRUE, amount_kes=Decimal(told))
    daraja.query(Verdict.PAID)
    daraja.listed(TRUE)
    assert (daraja.status, daraja.application.paid_kes, daraja.refunds()) == ("submitted", FEE_KES, {})


def test_a_receipt_that_a_callback_made_up_gives_way_to_the_one_of_the_list(daraja: Paying) -> None:
    daraja.ask()
    daraja.notice(daraja.send(), FALSE, amount_kes=FEE_KES)
    daraja.query(Verdict.PAID)
    daraja.listed(TRUE)
    assert (daraja.receipts(), daraja.refunds()) == ({TRUE: R.CREDITED}, {})


def test_a_receipt_of_somebody_else_that_a_callback_named_stays_somebody_elses(daraja: Paying) -> None:
    daraja.ask()
    daraja.notice(daraja.send(), FALSE, amount_kes=FEE_KES)
    daraja.query(Verdict.PAID)
    daraja.listed(FALSE, Decimal(40), account="55512")
    assert daraja.receipts() == {"?": R.CREDITED, FALSE: R.UNMATCHED}
    daraja.listed(TRUE)
    assert (daraja.status, daraja.application.paid_kes, daraja.refunds()) == ("submitted", FEE_KES, {})
    assert daraja.receipts() == {TRUE: R.CREDITED, FALSE: R.UNMATCHED}


def test_a_callback_that_names_money_of_another_application_pays_neither_request(daraja: Paying) -> None:
    other = file(daraja.container, daraja.account, again=True).reference
    daraja.ask()
    daraja.notice(daraja.send(), TRUE, amount_kes=FEE_KES)
    daraja.listed(TRUE, account=other)
    assert (daraja.status, daraja.payments()) == ("awaiting_payment", [P.PROMPTED])
    assert daraja.read(lambda s: found(s, other).status) == "submitted"


def test_money_of_nobody_that_a_callback_names_stands_in_no_requests_way(daraja: Paying) -> None:
    daraja.ask()
    name = daraja.send()
    daraja.listed(FALSE, Decimal(40), account="55512")
    daraja.notice(name, FALSE, amount_kes=FEE_KES)
    daraja.query(Verdict.FAILED, code="2001", reason=FailureReason.WRONG_PIN)
    assert (daraja.payments(), daraja.receipts()) == ([P.FAILED], {FALSE: R.UNMATCHED})


def test_a_late_success_that_was_taken_for_the_next_request_counts_once(daraja: Paying) -> None:
    first = failed(daraja)
    daraja.ask()
    daraja.send(RequestUnknown("ReadTimeout"))
    daraja.listed(TRUE)
    assert daraja.payments() == [P.FAILED, P.PAID]
    daraja.notice(first, TRUE, amount_kes=FEE_KES)
    daraja.query(Verdict.PAID)
    assert (daraja.payments(), daraja.receipts()) == ([P.PAID, P.PAID], {TRUE: R.CREDITED})
    assert daraja.refunds() == {}


def test_two_prompts_that_are_both_paid_are_two_receipts_in_whatever_order_they_are_told(daraja: Paying) -> None:
    first = failed(daraja)
    daraja.ask()
    daraja.send()
    daraja.listed("SECOND0001", at=daraja.clock() + timedelta(minutes=7))
    daraja.notice(first)
    daraja.query(Verdict.PAID)
    daraja.listed("FIRST00001")
    assert daraja.receipts() == {"SECOND0001": R.CREDITED, "FIRST00001": R.SURPLUS}
    assert daraja.refunds() == {"already paid": FEE_KES}


def test_money_is_of_the_latest_request_whose_answer_was_lost(daraja: Paying) -> None:
    daraja.ask()
    daraja.send(RequestUnknown("ReadTimeout"))
    daraja.clock.move(minutes=20)
    daraja.sweep()
    daraja.do(worklist.settle_lost, daraja.contacts)
    daraja.ask()
    daraja.send(RequestUnknown("ReadTimeout"))
    daraja.listed(TRUE)
    assert daraja.payments() == [P.FAILED, P.PAID]


def test_a_request_is_not_asked_about_by_the_name_of_another(daraja: Paying) -> None:
    """Somebody pays for something cheap, and tells its name as that of a request whose answer was lost."""
    other = file(daraja.container, daraja.account, again=True).reference
    daraja.ask()
    lost = daraja.send(RequestUnknown("ReadTimeout"))
    mine, daraja.reference = daraja.reference, other
    daraja.ask()
    daraja.send(RequestAccepted("ws_CO_cheap"))
    daraja.notice(lost, TRUE, amount_kes=FEE_KES, request_id="ws_CO_cheap")
    names = daraja.read(lambda s: dict(s.execute(select(Payment.id, Payment.request_id)).all()))
    assert (names[lost], daraja.read(lambda s: found(s, mine).status)) == (None, "awaiting_payment")


def test_the_providers_own_answer_goes_before_the_name_that_a_callback_told(daraja: Paying) -> None:
    daraja.ask()
    daraja.clock.move(seconds=5)
    [claimed] = daraja.do(worklist.claim_requests, 5)
    daraja.clock.move(seconds=91)
    daraja.do(worklist.settle_lost, daraja.contacts)
    daraja.notice(claimed.payment_id, request_id="ws_CO_made_up")
    daraja.do(worklist.record_outcome, claimed, RequestAccepted("ws_CO_true"), daraja.contacts)
    assert daraja.read(lambda s: orders.request_name_of(s, s.scalars(select(Payment)).one())) == "ws_CO_true"
    assert daraja.payments() == [P.PROMPTED]


def test_an_invoice_that_is_asked_about_by_our_reference_alone_counts_once(pesaflow: Paying) -> None:
    """Pesaflow need not say which of two invoices it speaks of; the second checkout may be about the first one."""
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
    """A stand-in of 7,600, of which 50 are over, is named in two parts; then all is withdrawn."""
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


def test_what_was_told_is_asked_about_until_somebody_answers(daraja: Paying) -> None:
    """A prompt that failed here, a callback that says it is paid, and a question that stays without an answer."""
    first = failed(daraja)
    daraja.notice(first, TRUE, amount_kes=FEE_KES)
    daraja.query(Verdict.UNKNOWN)
    daraja.clock.move(minutes=5)
    assert daraja.query(Verdict.PAID) == 1
    assert (daraja.status, daraja.payments()) == ("submitted", [P.PAID])


def test_money_that_the_list_named_first_pays_the_prompt_whose_callback_names_it_later(daraja: Paying) -> None:
    """The query said no, the list has the money, and only then a callback says whose it is."""
    first = failed(daraja)
    daraja.listed(TRUE)
    assert (daraja.status, daraja.payments()) == ("submitted", [P.FAILED])
    daraja.notice(first, TRUE, amount_kes=FEE_KES)
    assert (daraja.payments(), daraja.receipts()) == ([P.PAID], {TRUE: R.CREDITED})


def test_a_request_that_has_not_left_yet_is_stopped_and_not_called_paid(daraja: Paying) -> None:
    daraja.ask()
    asked = daraja.read(lambda s: s.scalars(select(Payment.id)).one())
    daraja.notice(asked, TRUE, amount_kes=FEE_KES)
    daraja.listed(TRUE)
    assert (daraja.status, daraja.payments()) == ("submitted", [P.ASKED])
    daraja.clock.move(seconds=5)
    assert daraja.do(worklist.claim_requests, 5) == []
    assert daraja.payments() == [P.STOPPED]


def test_of_two_checkouts_whose_answers_were_lost_neither_is_taken_for_the_other(pesaflow: Paying) -> None:
    """Asked by our reference Pesaflow says one invoice and its money: whose of the two it is, a notification tells."""
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
    """Asked by our reference alone, and answered after a notification has named the invoice: of another one."""
    pesaflow.ask()
    lost = pesaflow.send(RequestUnknown("ReadTimeout"))
    pesaflow.clock.move(seconds=25)
    [claimed] = pesaflow.do(worklist.claim_queries, 5)
    pesaflow.notice(lost, request_id="QKDGWL")
    late = PaymentStatus(Verdict.PAID, request_id="GWLQKD", paid_kes=FEE_KES, expected_kes=FEE_KES)
    pesaflow.do(worklist.record_status, claimed, late, pesaflow.contacts)
    assert (pesaflow.status, pesaflow.receipts()) == ("awaiting_payment", {})
