"""Money is counted once, whichever channels report it, and in whatever order."""

from decimal import Decimal

import pytest

from app.container import Container
from app.domain.payments import worklist
from app.domain.payments.payment_states import FailureReason, PaymentState, ReceiptState
from app.domain.payments.provider_port import RequestAccepted, RequestRejected, RequestUnknown, Verdict
from app.domain.payments.receipts import reconciliation
from app.domain.payments.requests import PaymentRefusal, PaymentRefused
from app.domain.shared.payment_ways import PaymentWays
from tests.conftest import Clock
from tests.database.holder import PHONE, sms_to
from tests.database.paying import DARAJA, FEE_KES, PESAFLOW, Paying

P, R = PaymentState, ReceiptState


@pytest.fixture
def daraja(container: Container, clock: Clock) -> Paying:
    return Paying(container, clock, DARAJA)


@pytest.fixture
def pesaflow(container: Container, clock: Clock) -> Paying:
    return Paying(container, clock, PESAFLOW)


@pytest.fixture(params=[DARAJA, PESAFLOW], ids=["daraja", "pesaflow"])
def either(request: pytest.FixtureRequest, container: Container, clock: Clock) -> Paying:
    ways: PaymentWays = request.param
    return Paying(container, clock, ways)


def paid(either: Paying) -> dict[str, Decimal]:
    """The sums in the answer to a query, where the provider tells any."""
    return {"paid_kes": FEE_KES, "expected_kes": FEE_KES} if either.ways.has_pesaflow else {}


@pytest.mark.both_databases
def test_a_prompt_is_paid_when_the_provider_says_so_and_its_receipt_is_told(either: Paying) -> None:
    either.ask()
    name = either.send()
    either.notice(name, "SJK1A2B3C4", amount_kes=FEE_KES)
    assert (either.status, either.receipts()) == ("awaiting_payment", {"SJK1A2B3C4": R.HEARD})
    assert either.query(Verdict.PAID, **paid(either)) == 1
    assert (either.status, either.payments()) == ("submitted", [P.PAID])
    assert either.receipts() == {"SJK1A2B3C4": R.CREDITED}
    assert "KES 7,550 paid, receipt SJK1A2B3C4." in sms_to(either.container, PHONE)[-1]


@pytest.mark.both_databases
def test_a_lost_callback_costs_nothing_and_the_name_of_the_receipt_comes_later(daraja: Paying) -> None:
    daraja.ask()
    daraja.send()
    daraja.clock.move(seconds=20)
    assert daraja.query(Verdict.PAID) == 1
    assert (daraja.status, daraja.receipts()) == ("submitted", {"?": R.CREDITED})
    daraja.listed("SJK1A2B3C4")
    daraja.listed("SJK1A2B3C4")
    assert daraja.receipts() == {"SJK1A2B3C4": R.CREDITED}
    assert daraja.application.paid_kes == FEE_KES


def test_a_total_whose_parts_are_named_later_is_counted_once(pesaflow: Paying) -> None:
    pesaflow.ask()
    name = pesaflow.send(RequestAccepted("GWLQKD", FEE_KES))
    pesaflow.clock.move(seconds=20)
    pesaflow.query(Verdict.PAID, paid_kes=FEE_KES, expected_kes=FEE_KES)
    pesaflow.notice(name, "A1", amount_kes=Decimal(7000))
    pesaflow.notice(name, "A2", amount_kes=Decimal(550))
    pesaflow.query(Verdict.PAID, paid_kes=FEE_KES, expected_kes=FEE_KES)
    assert pesaflow.receipts() == {"A1": R.CREDITED, "A2": R.CREDITED}
    assert pesaflow.application.paid_kes == FEE_KES
    assert pesaflow.refunds() == {}


def test_only_the_code_of_success_pays(either: Paying) -> None:
    either.ask()
    name = either.send()
    either.notice(name, "SJK1A2B3C4", amount_kes=FEE_KES)
    for verdict in (Verdict.PENDING, Verdict.UNKNOWN):
        either.query(verdict)
        assert (either.status, either.payments()) == ("awaiting_payment", [P.PROMPTED])
        either.clock.move(seconds=25)
    either.query(Verdict.FAILED, code="2001", reason=FailureReason.WRONG_PIN)
    assert (either.status, either.payments()) == ("awaiting_payment", [P.FAILED])
    assert either.receipts() == {"SJK1A2B3C4": R.HEARD}
    assert "not paid. The M-PESA PIN was wrong. To try again dial" in sms_to(either.container, PHONE)[-1]


def test_a_notification_before_our_commit_is_kept_and_asked_about_at_once(either: Paying) -> None:
    either.ask()
    either.clock.move(seconds=5)
    [claimed] = either.do(worklist.claim_requests, 5)
    either.notice(claimed.payment_id, "SJK1A2B3C4", amount_kes=FEE_KES)
    either.do(worklist.record_outcome, claimed, RequestAccepted("REQ1"), either.contacts)
    assert either.query(Verdict.PAID, **paid(either)) == 1
    assert (either.status, either.receipts()) == ("submitted", {"SJK1A2B3C4": R.CREDITED})


def test_a_lost_answer_is_unknown_and_nothing_is_sent_again(either: Paying) -> None:
    either.ask()
    either.send(RequestUnknown("ReadTimeout"))
    assert either.payments() == [P.UNKNOWN]
    either.clock.move(minutes=1)
    assert either.do(worklist.claim_requests, 5) == []
    with pytest.raises(PaymentRefused) as refused:
        either.ask()
    assert refused.value.why is PaymentRefusal.OPEN


def test_the_request_whose_answer_was_lost_is_found_by_our_reference(pesaflow: Paying) -> None:
    pesaflow.ask()
    pesaflow.send(RequestUnknown("ReadTimeout"))
    pesaflow.clock.move(seconds=20)
    pesaflow.query(Verdict.PENDING, request_id="GWLQKD", paid_kes=Decimal(0), expected_kes=FEE_KES)
    assert (pesaflow.payments(), pesaflow.application.invoice_number) == ([P.PROMPTED], "GWLQKD")


def test_the_callback_names_the_request_whose_answer_was_lost(daraja: Paying) -> None:
    daraja.ask()
    name = daraja.send(RequestUnknown("ReadTimeout"))
    daraja.notice(name, "SJK1A2B3C4", amount_kes=FEE_KES, request_id="ws_CO_1")
    assert daraja.query(Verdict.PAID) == 1
    assert (daraja.status, daraja.payments()) == ("submitted", [P.PAID])


def test_a_lost_request_is_over_once_the_whole_list_has_no_money_of_it(daraja: Paying) -> None:
    daraja.ask()
    daraja.send(RequestUnknown("ReadTimeout"))
    daraja.clock.move(minutes=1)
    daraja.sweep()
    daraja.do(worklist.settle_lost, daraja.contacts)
    assert daraja.payments() == [P.UNKNOWN]
    daraja.clock.move(minutes=16)
    daraja.sweep()
    daraja.do(worklist.settle_lost, daraja.contacts)
    assert daraja.payments() == [P.FAILED]
    daraja.listed("SJK1A2B3C4")
    assert (daraja.status, daraja.payments()) == ("submitted", [P.PAID])


def test_late_success_after_failure_is_paid_and_failure_after_success_changes_nothing(either: Paying) -> None:
    either.ask()
    name = either.send()
    either.clock.move(seconds=20)
    either.query(Verdict.FAILED, code="1037", reason=FailureReason.NO_ANSWER)
    either.clock.move(seconds=20)
    either.notice(name, "SJK1A2B3C4", amount_kes=FEE_KES)
    either.query(Verdict.PAID, **paid(either))
    assert (either.status, either.payments()) == ("submitted", [P.PAID])
    either.notice(name)
    either.query(Verdict.FAILED, code="1032", reason=FailureReason.CANCELLED)
    assert (either.status, either.payments()) == ("submitted", [P.PAID])


@pytest.mark.both_databases
def test_four_channels_of_one_receipt_are_one_row(daraja: Paying) -> None:
    daraja.ask()
    name = daraja.send()
    for _twice in range(2):
        daraja.notice(name, "SJK1A2B3C4", amount_kes=FEE_KES)
        daraja.query(Verdict.PAID)
        daraja.notice(None, "SJK1A2B3C4", amount_kes=FEE_KES, account=daraja.reference)
        daraja.listed("SJK1A2B3C4")
    assert daraja.receipts() == {"SJK1A2B3C4": R.CREDITED}
    assert daraja.application.paid_kes == FEE_KES


def test_a_paybill_payment_counts_once_the_list_has_it(daraja: Paying) -> None:
    daraja.notice(None, "SJK1A2B3C4", amount_kes=FEE_KES, account=f" {daraja.reference[:4]} {daraja.reference[4:]}")
    assert (daraja.status, daraja.receipts()) == ("awaiting_payment", {"SJK1A2B3C4": R.HEARD})
    daraja.listed("SJK1A2B3C4")
    assert (daraja.status, daraja.receipts()) == ("submitted", {"SJK1A2B3C4": R.CREDITED})


def test_short_is_kept_told_and_completed(daraja: Paying) -> None:
    daraja.listed("SJK1A2B3C4", Decimal(7000))
    assert (daraja.status, daraja.application.due_kes) == ("awaiting_payment", Decimal(550))
    assert "KES 7,000 came. KES 550 is still to be paid" in sms_to(daraja.container, PHONE)[-1]
    daraja.listed("SJK1A2B3C5", Decimal(550))
    assert (daraja.status, daraja.refunds()) == ("submitted", {})


def test_over_is_paid_and_the_difference_is_given_back(daraja: Paying) -> None:
    daraja.listed("SJK1A2B3C4", Decimal(8000))
    assert (daraja.status, daraja.refunds()) == ("submitted", {"over": Decimal(450)})


def test_a_second_receipt_and_one_after_the_end_are_given_back(daraja: Paying) -> None:
    daraja.listed("SJK1A2B3C4")
    daraja.listed("SJK1A2B3C5")
    assert daraja.receipts() == {"SJK1A2B3C4": R.CREDITED, "SJK1A2B3C5": R.SURPLUS}
    assert daraja.refunds() == {"already paid": FEE_KES}


def test_an_account_of_nobody_waits_for_staff_who_match_it(daraja: Paying) -> None:
    daraja.listed("SJK1A2B3C4", account="12345")
    assert (daraja.status, daraja.receipts()) == ("awaiting_payment", {"SJK1A2B3C4": R.UNMATCHED})
    match = reconciliation.match_receipt
    stands = daraja.do(match, "SJK1A2B3C4", daraja.reference, actor="clerk", contacts=daraja.contacts)
    assert (stands, daraja.status) == ("credited", "submitted")


def test_two_requests_of_the_same_sum_and_one_by_hand_are_two_receipts(daraja: Paying) -> None:
    daraja.ask()
    daraja.send()
    daraja.listed("BYHAND0001")
    daraja.clock.move(seconds=20)
    daraja.query(Verdict.PAID)
    assert daraja.receipts() == {"BYHAND0001": R.CREDITED}
    daraja.listed("PROMPT0001")
    assert daraja.receipts() == {"BYHAND0001": R.CREDITED, "PROMPT0001": R.SURPLUS}


def test_a_rejected_request_is_told_and_may_be_repeated(either: Paying) -> None:
    either.ask()
    either.send(RequestRejected("500.001.1001", FailureReason.BUSY_LINE))
    assert either.payments() == [P.REJECTED]
    either.ask()
    either.send()
    assert either.payments() == [P.REJECTED, P.PROMPTED]


def test_a_total_with_a_commission_is_told_at_once_with_the_paybill(pesaflow: Paying) -> None:
    pesaflow.ask()
    pesaflow.send(RequestAccepted("GWLQKD", Decimal(7600)))
    told = sms_to(pesaflow.container, PHONE)[-1]
    assert "M-PESA asks for KES 7,600" in told
    assert "paybill 222222, account GWLQKD" in told


def test_an_unpaid_invoice_may_be_followed_by_a_second_for_the_tariff_alone(pesaflow: Paying) -> None:
    pesaflow.ask()
    pesaflow.send(RequestAccepted("GWLQKD", Decimal(7600)))
    pesaflow.clock.move(seconds=160)
    pesaflow.query(Verdict.PENDING, paid_kes=Decimal(0), expected_kes=Decimal(7600))
    assert pesaflow.payments() == [P.FAILED]
    pesaflow.ask()
    pesaflow.clock.move(seconds=5)
    [claimed] = pesaflow.do(worklist.claim_requests, 5)
    assert claimed.order.amount_kes == FEE_KES


def test_nobody_is_left_unsure_for_ever(daraja: Paying) -> None:
    daraja.ask()
    daraja.send()
    asked = 0
    for _hour in range(80):
        asked += daraja.query(Verdict.UNKNOWN, code="17x")
        daraja.clock.move(hours=1)
    assert daraja.payments() == [P.UNRESOLVED]
    assert 3 <= asked <= 10


def test_an_invoice_that_only_a_paybill_is_to_pay_says_nothing_of_a_failure(pesaflow: Paying) -> None:
    pesaflow.ask(prompt=False)
    pesaflow.send(RequestAccepted("GWLQKD", FEE_KES))
    assert "Pay KES 7,550 to paybill 222222, account GWLQKD." in sms_to(pesaflow.container, PHONE)[-1]
    pesaflow.clock.move(seconds=20)
    pesaflow.query(Verdict.PENDING, paid_kes=Decimal(0), expected_kes=FEE_KES)
    assert pesaflow.payments() == [P.FAILED]
    assert "not paid" not in sms_to(pesaflow.container, PHONE)[-1]
