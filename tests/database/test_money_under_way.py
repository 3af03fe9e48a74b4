"""Money that is under way: notifications that come while a query does, parts, late answers, and what citizens are told.

In each of these stories money was once asked about no more, or a citizen was told something that was not true.
"""

from decimal import Decimal
from typing import Any, Final

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.applications.applications import Application
from app.domain.applying import withdrawal
from app.domain.messaging.messages import Message
from app.domain.payments import claims, due_work, requests, sweeps, worklist
from app.domain.payments.claims import ClaimOutcome, ClaimWish
from app.domain.payments.models import ClaimState, Payment, PaymentClaim, PaymentReceipt, PaymentRefund
from app.domain.payments.payment_states import FailureReason, PaymentState, ReceiptState
from app.domain.payments.payment_view import PaymentStage, payment_view
from app.domain.payments.provider_port import (
    PaymentStatus,
    RefundWord,
    RequestAccepted,
    RequestRejected,
    RequestUnknown,
    Verdict,
)
from app.domain.payments.receipts import reconciliation
from app.domain.payments.receipts.account_check import AccountVerdict, check_account
from app.domain.payments.refunding import refund_decisions
from app.domain.payments.refunding.refund_decisions import RefundEnd, RefundPlan, RefundWay
from app.domain.payments.refunding.refund_states import RefundState
from tests.conftest import Clock
from tests.database.holder import ON_SQLITE, PHONE
from tests.database.paying import DARAJA, FEE_KES, PESAFLOW, Paying
from tests.database.test_refunds import Refunding

pytestmark = ON_SQLITE
ONE, TWO = "SJK1A2B3C4", "SJK9Z8Y7X6"
INVOICE: Final = RequestAccepted("GWLQKD", FEE_KES)
NONE_YET: Final[dict[str, Any]] = {"paid_kes": Decimal(0), "expected_kes": FEE_KES}
ALL: Final[dict[str, Any]] = {"paid_kes": FEE_KES, "expected_kes": FEE_KES}
TWICE: Final[dict[str, Any]] = {"paid_kes": 2 * FEE_KES, "expected_kes": FEE_KES}


@pytest.fixture
def pesaflow(container: Container, clock: Clock) -> Paying:
    return Paying(container, clock, PESAFLOW)


@pytest.fixture
def daraja(container: Container, clock: Clock) -> Paying:
    return Paying(container, clock, DARAJA)


def sms(at: Paying) -> list[str]:
    """All SMS so far."""
    rows = at.read(lambda s: s.scalars(select(Message).order_by(Message.id)).all())
    return [at.container.keys.open_text(each.body_sealed, each.sealed_at("body")) for each in rows]


def hours(at: Paying, count: int, verdict: Verdict, **facts: Any) -> int:
    """So many hours pass, and each query gets this answer; how many there were."""
    asked = 0
    for _ in range(count):
        at.clock.move(hours=1)
        asked += at.query(verdict, **facts)
        at.do(reconciliation.doubt_unconfirmed)
    return asked


def withdraw(session: Session, at: Paying) -> None:
    """The citizen withdraws the application."""
    withdrawal.end_withdrawn(session, session.scalars(select(Application)).one(), phone=PHONE, contacts=at.contacts)


def test_a_notice_of_a_second_payment_while_a_query_is_under_way_is_asked_about(pesaflow: Paying) -> None:
    pesaflow.ask()
    name = pesaflow.send(INVOICE)
    pesaflow.notice(name, ONE, amount_kes=FEE_KES)
    [claimed] = pesaflow.do(worklist.claim_queries, 10)
    pesaflow.notice(name, TWO, amount_kes=FEE_KES)
    pesaflow.do(worklist.record_status, claimed, PaymentStatus(Verdict.PAID, **ALL), pesaflow.contacts)
    assert hours(pesaflow, 24 * 8, Verdict.PAID, **TWICE) >= 1
    assert pesaflow.refunds() == {"already paid": FEE_KES}


@pytest.mark.parametrize("after", [{"seconds": 3601}, {"days": 3, "seconds": 1}])
def test_a_notice_while_a_query_is_under_way_is_asked_about_soon(pesaflow: Paying, after: dict[str, int]) -> None:
    pesaflow.ask(prompt=False)
    name = pesaflow.send(INVOICE)
    pesaflow.clock.move(**after)
    [claimed] = pesaflow.do(worklist.claim_queries, 10)
    pesaflow.notice(name, ONE, amount_kes=FEE_KES)
    pesaflow.do(worklist.record_status, claimed, PaymentStatus(Verdict.PENDING, **NONE_YET), pesaflow.contacts)
    pesaflow.clock.move(minutes=2)
    assert pesaflow.query(Verdict.PAID, **ALL) == 1
    assert pesaflow.status == "submitted"


@pytest.mark.parametrize("day", [0, 5])
def test_a_notice_that_comes_before_the_provider_knows_is_asked_about_again_soon(pesaflow: Paying, day: int) -> None:
    pesaflow.ask(prompt=False)
    name = pesaflow.send(INVOICE)
    hours(pesaflow, 2 + 24 * day, Verdict.PENDING, **NONE_YET)
    pesaflow.notice(name, ONE, amount_kes=FEE_KES)
    pesaflow.query(Verdict.PENDING, **NONE_YET)
    pesaflow.clock.move(minutes=2)
    assert pesaflow.query(Verdict.PAID, **ALL) == 1


def test_a_notice_without_a_receipt_about_a_paid_invoice_is_asked_about_until_there_is_an_answer(
    pesaflow: Paying,
) -> None:
    pesaflow.ask()
    name = pesaflow.send(INVOICE)
    pesaflow.notice(name, ONE, amount_kes=FEE_KES)
    pesaflow.query(Verdict.PAID, **ALL)
    pesaflow.clock.move(seconds=60)
    pesaflow.notice(name, request_id="GWLQKD")
    assert pesaflow.query(Verdict.UNKNOWN) == 1
    assert hours(pesaflow, 24 * 8, Verdict.PAID, **TWICE) >= 1
    assert pesaflow.refunds() == {"already paid": FEE_KES}


def test_a_lost_invoice_is_known_by_our_reference_although_an_earlier_request_was_refused(pesaflow: Paying) -> None:
    pesaflow.ask()
    pesaflow.send(RequestRejected("500.001.1001", FailureReason.BUSY_LINE))
    pesaflow.clock.move(minutes=1)
    pesaflow.ask()
    pesaflow.send(RequestUnknown("ReadTimeout"))
    pesaflow.clock.move(seconds=20)
    assert pesaflow.query(Verdict.PAID, request_id="GWLQKD", **ALL) == 1
    assert pesaflow.status == "submitted"


def test_nobody_is_told_to_pay_again_while_a_notice_says_that_money_came(pesaflow: Paying) -> None:
    pesaflow.ask()
    name = pesaflow.send(INVOICE)
    pesaflow.clock.move(seconds=150)
    pesaflow.notice(name, ONE, amount_kes=FEE_KES, request_id="GWLQKD")
    pesaflow.query(Verdict.PENDING, **NONE_YET)
    assert not any("not paid" in each for each in sms(pesaflow))
    assert pesaflow.payments() == [PaymentState.PROMPTED]


def test_a_refund_that_people_pay_out_is_not_failed_by_a_late_result(container: Container, clock: Clock) -> None:
    at = Refunding(container, clock)
    at.approve()
    at.send()
    at.tell(RefundWord.UNKNOWN)
    at.settle(is_done=False)
    at.approve(RefundPlan(RefundWay.BY_HAND))
    at.tell(RefundWord.FAILED)
    assert at.refund.state is RefundState.RECORDED


def test_a_list_that_does_not_reach_back_to_a_lost_request_does_not_decide_on_it(daraja: Paying) -> None:
    daraja.sweep()
    daraja.clock.move(minutes=30)
    daraja.ask()
    daraja.send(RequestUnknown("ReadTimeout"))
    daraja.clock.move(hours=49)
    claimed = daraja.do(sweeps.claim_sweep)
    assert claimed.since > daraja.read(lambda s: s.scalar(select(Payment.sent_at)))
    daraja.do(sweeps.finish_sweep, claimed, is_whole=True)
    daraja.do(worklist.settle_lost, daraja.contacts)
    assert daraja.payments() == [PaymentState.UNKNOWN]
    assert not any("not paid" in each for each in sms(daraja))


def test_the_first_list_reaches_back_as_far_as_lists_do(daraja: Paying) -> None:
    daraja.ask()
    daraja.send(RequestUnknown("ReadTimeout"))
    daraja.clock.move(hours=3)
    claimed = daraja.do(sweeps.claim_sweep)
    sent = daraja.read(lambda s: s.scalar(select(Payment.sent_at)))
    daraja.do(sweeps.finish_sweep, claimed, is_whole=True)
    daraja.do(worklist.settle_lost, daraja.contacts)
    assert claimed.since <= sent or daraja.payments() == [PaymentState.UNKNOWN]


def test_who_has_paid_by_hand_is_not_told_that_it_is_not_paid(daraja: Paying) -> None:
    daraja.ask()
    daraja.send()
    daraja.listed(ONE)
    daraja.clock.move(seconds=30)
    daraja.query(Verdict.FAILED, code="1032", reason=FailureReason.CANCELLED)
    assert daraja.status == "submitted"
    assert not any("not paid" in each for each in sms(daraja))


def test_nor_who_has_paid_the_invoice_before(pesaflow: Paying) -> None:
    pesaflow.ask()
    first = pesaflow.send(INVOICE)
    pesaflow.clock.move(seconds=160)
    pesaflow.query(Verdict.PENDING, **NONE_YET)
    before = len(sms(pesaflow))
    pesaflow.ask()
    pesaflow.send(RequestAccepted("QKDGWL", FEE_KES))
    pesaflow.notice(first, ONE, amount_kes=FEE_KES)
    pesaflow.query(Verdict.PAID, **ALL)
    pesaflow.clock.move(seconds=160)
    pesaflow.query(Verdict.PENDING, **NONE_YET)
    assert pesaflow.status == "submitted"
    assert not any("not paid" in each for each in sms(pesaflow)[before:])


@pytest.mark.parametrize("ends", ["withdrawn", "paid"])
def test_nobody_is_told_to_pay_an_invoice_of_what_is_paid_or_withdrawn(pesaflow: Paying, ends: str) -> None:
    pesaflow.ask()
    first = pesaflow.send(INVOICE)
    pesaflow.clock.move(seconds=160)
    pesaflow.query(Verdict.PENDING, **NONE_YET)
    pesaflow.ask(prompt=False)
    pesaflow.clock.move(seconds=5)
    [claimed] = pesaflow.do(worklist.claim_requests, 5)
    if ends == "paid":
        pesaflow.notice(first, ONE, amount_kes=FEE_KES)
        pesaflow.query(Verdict.PAID, **ALL)
    else:
        pesaflow.do(withdraw, pesaflow)
    before = len(sms(pesaflow))
    pesaflow.do(worklist.record_outcome, claimed, RequestAccepted("QKDGWL", Decimal(7600)), pesaflow.contacts)
    assert sms(pesaflow)[before:] == []


def test_who_has_paid_a_part_is_not_told_both_to_pay_and_not_to_pay(pesaflow: Paying) -> None:
    pesaflow.ask()
    name = pesaflow.send(RequestAccepted("GWLQKD", Decimal(7600)))
    pesaflow.notice(name, ONE, amount_kes=FEE_KES)
    pesaflow.query(Verdict.PENDING, paid_kes=FEE_KES, expected_kes=Decimal(7600))
    pesaflow.clock.move(hours=2)
    assert "KES 50 is still to be paid: dial" in sms(pesaflow)[-1]
    view = pesaflow.read(lambda s: payment_view(s, s.scalars(select(Application)).one(), "en", PESAFLOW))
    assert view.stage is PaymentStage.INVOICED


def test_the_invoice_that_is_to_be_paid_is_asked_about_although_a_later_request_was_rejected(pesaflow: Paying) -> None:
    pesaflow.ask()
    pesaflow.send(INVOICE)
    pesaflow.clock.move(seconds=4000)
    pesaflow.query(Verdict.PENDING, **NONE_YET)
    pesaflow.ask()
    pesaflow.send(RequestRejected("HTTP 429", FailureReason.OUT_OF_ORDER))
    pesaflow.clock.move(seconds=100)
    assert pesaflow.application.invoice_number == "GWLQKD"
    assert pesaflow.do(requests.ask_provider, pesaflow.reference) is requests.AskOutcome.ASKED
    assert pesaflow.query(Verdict.PAID, **ALL) == 1
    assert pesaflow.status == "submitted"


def test_a_doubtful_receipt_of_a_paid_invoice_can_be_asked_about(pesaflow: Paying) -> None:
    pesaflow.ask()
    name = pesaflow.send(INVOICE)
    pesaflow.notice(name, ONE, amount_kes=FEE_KES)
    pesaflow.query(Verdict.PAID, **ALL)
    pesaflow.notice(name, TWO, amount_kes=FEE_KES)
    pesaflow.query(Verdict.PAID, **ALL)
    hours(pesaflow, 24 * 4, Verdict.PAID, **ALL)
    assert pesaflow.receipts()[TWO] is ReceiptState.DOUBTFUL
    assert pesaflow.do(requests.ask_provider, pesaflow.reference) is requests.AskOutcome.ASKED


def test_a_lost_request_of_daraja_is_not_due_for_ever(daraja: Paying) -> None:
    daraja.ask()
    daraja.send(RequestUnknown("ReadTimeout"))
    daraja.sweep()
    daraja.clock.move(minutes=20)
    daraja.sweep()
    daraja.do(worklist.settle_lost, daraja.contacts)
    daraja.do(requests.ask_provider, daraja.reference)
    daraja.clock.move(minutes=1)
    daraja.query(Verdict.PENDING)
    daraja.do(worklist.settle_lost, daraja.contacts)
    daraja.sweep()
    assert not daraja.read(due_work.has_due_work)


def test_a_code_whose_invoice_is_paid_is_no_work_for_staff(pesaflow: Paying) -> None:
    pesaflow.ask()
    pesaflow.send(INVOICE)
    pesaflow.clock.move(seconds=30)
    pesaflow.do(claims.claim_payment, ClaimWish(pesaflow.reference, ONE, PHONE, "en"))
    pesaflow.query(Verdict.PAID, **ALL)
    for _ in range(60):
        pesaflow.clock.move(minutes=1)
        pesaflow.do(claims.decide_claims, pesaflow.contacts)
    assert not any("could not match" in each for each in sms(pesaflow))


def test_a_code_of_money_that_is_nobodys_is_not_matched(daraja: Paying) -> None:
    daraja.notice(None, ONE, amount_kes=FEE_KES, account=daraja.reference)
    daraja.do(claims.claim_payment, ClaimWish(daraja.reference, ONE, PHONE, "en"))
    daraja.listed(ONE, account="NOBODY99")
    daraja.clock.move(minutes=2)
    daraja.do(claims.decide_claims, daraja.contacts)
    assert daraja.read(lambda s: s.scalars(select(PaymentReceipt.application_id)).all()) == [None]
    assert daraja.read(lambda s: s.scalars(select(PaymentClaim.state)).all()) == [ClaimState.TO_STAFF]


def test_a_code_that_staff_have_closed_and_is_typed_again_is_looked_at_again(daraja: Paying) -> None:
    wish = ClaimWish(daraja.reference, ONE, PHONE, "en")
    daraja.do(claims.claim_payment, wish)
    for _ in range(60):
        daraja.clock.move(minutes=1)
        daraja.do(claims.decide_claims, daraja.contacts)
    name = daraja.read(lambda s: s.scalar(select(PaymentClaim.id)))
    daraja.do(claims.settle_claim, name, ClaimState.NOT_FOUND, actor="staff:x", contacts=daraja.contacts)
    told = "no payment with M-PESA code SJK1A2B3C4 has come"
    assert [told in each for each in sms(daraja)].count(True) == 1
    assert daraja.do(claims.claim_payment, wish) is ClaimOutcome.TO_STAFF
    daraja.do(claims.settle_claim, name, ClaimState.NOT_FOUND, actor="staff:x", contacts=daraja.contacts)
    assert [told in each for each in sms(daraja)].count(True) == 2


def test_the_account_of_a_prompt_for_a_long_reference_is_good(daraja: Paying) -> None:
    daraja.ask()
    daraja.send()
    daraja.do(lambda s: setattr(s.scalars(select(Application)).one(), "lookup", "NTSA20260001234"))
    assert daraja.read(lambda s: check_account(s, "NTSA20260001", FEE_KES)) is AccountVerdict.GOOD


def test_an_invoice_of_less_than_was_ordered_does_not_pay_the_fee(pesaflow: Paying) -> None:
    pesaflow.ask()
    pesaflow.send(RequestAccepted("GWLQKD", Decimal(50)))
    pesaflow.clock.move(seconds=30)
    pesaflow.query(Verdict.PAID, paid_kes=Decimal(50), expected_kes=Decimal(50))
    assert pesaflow.status == "awaiting_payment"


def test_a_refund_that_failed_before_its_money_was_named_can_be_agreed_on(pesaflow: Paying) -> None:
    pesaflow.ask()
    name = pesaflow.send(INVOICE)
    pesaflow.query(Verdict.PAID, **ALL)
    pesaflow.clock.move(seconds=20)
    pesaflow.query(Verdict.PAID, **ALL)
    pesaflow.notice(name, ONE, amount_kes=FEE_KES)
    pesaflow.query(Verdict.PAID, **TWICE)
    pesaflow.notice(name, TWO, amount_kes=Decimal(5000))
    mine = pesaflow.read(lambda s: s.scalar(select(PaymentRefund.id)))
    pesaflow.do(refund_decisions.approve_refund, mine, RefundPlan(RefundWay.BY_HAND), actor="x")
    pesaflow.do(refund_decisions.settle_refund, mine, RefundEnd(False), actor="x", contacts=pesaflow.contacts)
    pesaflow.query(Verdict.PAID, **TWICE)
    pesaflow.do(refund_decisions.approve_refund, mine, RefundPlan(RefundWay.BY_HAND), actor="x")
    assert pesaflow.read(lambda s: s.get_one(PaymentRefund, mine)).state is RefundState.RECORDED


def test_a_list_that_is_wanted_while_another_is_read_comes_soon(daraja: Paying) -> None:
    daraja.sweep()
    daraja.clock.move(minutes=11)
    claimed = daraja.do(sweeps.claim_sweep)
    daraja.clock.move(seconds=2)
    daraja.notice(None, ONE, amount_kes=FEE_KES, account=daraja.reference)
    daraja.do(sweeps.finish_sweep, claimed, is_whole=True)
    daraja.clock.move(seconds=20)
    assert daraja.do(sweeps.claim_sweep) is not None
