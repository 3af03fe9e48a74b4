"""Payment notifications are hints: however wrong one is, only what the provider answers to a query or lists counts.

Each of these faults was found by `tests/faults/test_payments_machine.py`, or while that was written.
"""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.payments import orders, worklist
from app.domain.payments.models import Payment
from app.domain.payments.payment_states import FailureReason, PaymentState, ReceiptState
from app.domain.payments.provider_port import (
    RequestAccepted,
    RequestOutcome,
    RequestRejected,
    RequestUnknown,
    Verdict,
)
from tests.conftest import Clock
from tests.database.applying import file, found
from tests.database.holder import ON_SQLITE
from tests.database.paying import DARAJA, FEE_KES, Paying

pytestmark = ON_SQLITE
P, R = PaymentState, ReceiptState
TRUE, FALSE = "SJK1A2B3C4", "SJK9999999"
LATE = FailureReason.NO_ANSWER


@pytest.fixture
def daraja(container: Container, clock: Clock) -> Paying:
    return Paying(container, clock, DARAJA)


def failed(daraja: Paying) -> str:
    """A first prompt that nobody answered in time; the payment's id."""
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
    """Somebody pays for something cheap, and forges a callback that names it as the request whose response was lost."""
    other = file(daraja.container, daraja.account, again=True).reference
    daraja.ask()
    lost = daraja.send(RequestUnknown("ReadTimeout"))
    mine, daraja.reference = daraja.reference, other
    daraja.ask()
    daraja.send(RequestAccepted("ws_CO_cheap"))
    daraja.notice(lost, TRUE, amount_kes=FEE_KES, request_id="ws_CO_cheap")
    names = daraja.read(lambda s: dict(s.execute(select(Payment.id, Payment.request_id)).all()))
    assert (names[lost], daraja.read(lambda s: found(s, mine).status)) == (None, "awaiting_payment")


@pytest.mark.parametrize("outcome", [RequestUnknown("ReadTimeout"), RequestRejected("500.001", LATE), None], ids=str)
def test_a_request_that_bears_a_made_up_name_is_found_by_the_money_of_the_list(
    daraja: Paying, outcome: RequestOutcome | None
) -> None:
    """A forged callback names the receipt for another request. `outcome`: None where none is stored yet."""
    mine, daraja.reference = daraja.reference, file(daraja.container, daraja.account, again=True).reference
    daraja.ask()
    daraja.notice(daraja.send(), TRUE, amount_kes=FEE_KES)
    daraja.reference = mine
    daraja.ask()
    daraja.clock.move(seconds=5)
    [claimed] = daraja.do(worklist.claim_requests, 5)
    daraja.notice(claimed.payment_id, request_id="ws_CO_made_up")
    if outcome is not None:
        daraja.do(worklist.record_outcome, claimed, outcome, daraja.contacts)
    daraja.notice(claimed.payment_id, TRUE, amount_kes=FEE_KES, request_id="ws_CO_true")
    daraja.listed(TRUE)
    assert (daraja.status, daraja.payments()) == ("submitted", [P.PROMPTED, P.PAID])


def test_the_providers_own_answer_goes_before_the_name_that_a_callback_told(daraja: Paying) -> None:
    daraja.ask()
    daraja.clock.move(seconds=5)
    [claimed] = daraja.do(worklist.claim_requests, 5)
    daraja.clock.move(seconds=91)
    daraja.do(worklist.settle_lost, daraja.contacts)
    daraja.notice(claimed.payment_id, request_id="ws_CO_made_up")
    daraja.do(worklist.record_outcome, claimed, RequestAccepted("ws_CO_true"), daraja.contacts)
    assert daraja.read(lambda s: orders.request_name_of(s.scalars(select(Payment)).one())) == "ws_CO_true"
    assert daraja.payments() == [P.PROMPTED]


def test_what_was_told_is_asked_about_until_somebody_answers(daraja: Paying) -> None:
    """A prompt that failed here, a callback that says it is paid, and a query that stays without an answer."""
    first = failed(daraja)
    daraja.notice(first, TRUE, amount_kes=FEE_KES)
    daraja.query(Verdict.UNKNOWN)
    daraja.clock.move(minutes=5)
    assert daraja.query(Verdict.PAID) == 1
    assert (daraja.status, daraja.payments()) == ("submitted", [P.PAID])


def test_money_that_the_list_named_first_pays_the_prompt_whose_callback_names_it_later(daraja: Paying) -> None:
    """The query said no, then the list has the money, and only then a callback says which prompt it is of."""
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
