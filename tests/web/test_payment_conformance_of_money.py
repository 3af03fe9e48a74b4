"""The conformance of payments, rule by rule (10-21): received money, by any channel; see test_payment_conformance.py.

Where a rule does not apply to a provider, its test checks what comes nearest to it, and its docstring says why.
"""

import re
import sys
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from types import ModuleType
from typing import Any, Final

import pytest
from sqlalchemy import func, select

from app.domain.payments import worklist
from app.domain.payments.callback_tokens import TokenPurpose, make_token
from app.domain.payments.claims import ClaimOutcome
from app.domain.payments.models import ClaimState, PaymentRefund, ProviderToken
from app.domain.payments.payment_states import FailureReason, PaymentState, ReceiptReason, ReceiptState
from app.domain.payments.provider_port import PaymentQuestion, PaymentStatus, RefundOutcome, Verdict
from app.domain.payments.receipts import reconciliation, refunds
from app.domain.payments.receipts.reconciliation import ItemKind
from app.domain.shared.payment_ways import Provider
from app.simulator.payments.faults import NON_NUMERIC_CODE
from app.simulator.payments.state import PromptAnswer
from tests.database.holder import PHONE, at_once
from tests.database.paying import FEE_KES
from tests.web import conftest, test_payment_conformance
from tests.web.payment_bodies import notification, stk
from tests.web.payment_world import PaymentWorld, installation

pytestmark = pytest.mark.slow

P, R = PaymentState, ReceiptState
PAID: Final = PromptAnswer.PIN_RIGHT
RULES: Final = 21


def test_10_short_is_kept_told_and_not_paid(world: PaymentWorld) -> None:
    world.has_account()
    receipt = world.pay_bill(Decimal(7000)).receipt
    world.deliver()
    world.pass_time(minutes=1)
    assert (world.status, world.paying.receipts()) == ("awaiting_payment", {receipt: R.CREDITED})
    assert world.paying.application.due_kes == Decimal(550)
    assert "KES 7,000 came. KES 550 is still to be paid" in world.told()[-1]
    assert (ItemKind.SHORT, world.paying.reference) in world.for_staff()
    world.pay_bill(Decimal(550))
    world.deliver()
    world.pass_time(minutes=1)
    assert (world.status, world.paying.refunds()) == ("submitted", {})


def test_11_over_is_paid_and_the_difference_goes_to_staff(world: PaymentWorld) -> None:
    world.has_account()
    receipt = world.pay_bill(Decimal(8000)).receipt
    world.deliver()
    world.pass_time(minutes=1)
    assert (world.status, world.paying.receipts()) == ("submitted", {receipt: R.CREDITED})
    assert world.paying.refunds() == {"over": Decimal(450)}
    assert (ItemKind.REFUND, receipt) in world.for_staff()


@pytest.mark.parametrize("first", ["callback", "query", "list"])
def test_12_one_receipt_by_every_channel_is_one_row(world: PaymentWorld, first: str) -> None:
    """Pesaflow has two channels: its notification, and its answer to a status query."""
    world.simulator.faults.callback_late = True
    receipt = world.prompted(PAID)
    if first == "callback":
        world.simulator.deliver()
        world.simulator.deliver_late()
    if first == "list":
        world.pass_time(minutes=11)
    else:
        world.work(seconds=21)
        assert world.status == "submitted"
        assert world.paying.application.paid_kes == FEE_KES
    world.simulator.deliver()
    world.simulator.deliver_late()
    world.pass_time(minutes=11)
    assert (world.status, world.paying.receipts()) == ("submitted", {receipt: R.CREDITED})
    heard = {*world.rows()[receipt].channels.split(",")}
    assert heard == ({"callback", "query", "c2b", "pull"} if world.is_daraja else {"callback", "query"})
    assert (world.paying.application.paid_kes, world.paying.refunds()) == (FEE_KES, {})


def test_13_money_for_an_unknown_account_goes_to_staff(world: PaymentWorld) -> None:
    """The paybill of Pesaflow takes only its invoices as accounts: M-PESA refuses any other, and no money moves."""
    paid = world.pay_bill(FEE_KES, account="KAMAU")
    world.deliver()
    world.pass_time(minutes=1)
    assert world.status == "awaiting_payment"
    if not world.is_daraja:
        assert (paid.receipt, world.rows(), world.simulator.money()) == ("", {}, [])
        return
    assert world.paying.receipts() == {paid.receipt: R.UNMATCHED}
    assert world.for_staff() == {(ItemKind.UNMATCHED, paid.receipt)}
    whose = {"actor": "clerk", "contacts": world.paying.contacts}
    world.paying.do(reconciliation.match_receipt, paid.receipt, world.paying.reference, **whose)
    assert (world.status, world.paying.receipts()) == ("submitted", {paid.receipt: R.CREDITED})


def test_14_a_second_receipt_of_what_is_paid_is_given_back_by_staff(world: PaymentWorld) -> None:
    first = world.prompted(PAID)
    world.deliver()
    world.pass_time(minutes=1)
    second = world.pay_bill(FEE_KES).receipt
    world.deliver()
    world.pass_time(minutes=1)
    assert (world.status, world.paying.receipts()) == ("submitted", {first: R.CREDITED, second: R.SURPLUS})
    assert world.paying.refunds() == {"already paid": FEE_KES}
    assert world.for_staff() == {(ItemKind.REFUND, second)}
    assert f"receipt {second}, and nothing was to be paid. We give it back." in world.told()[-1]


def test_15_failed_and_then_paid_is_paid(world: PaymentWorld) -> None:
    """Daraja reports a final failure, and then success. Pesaflow's invoice is given up with its prompt, then paid."""
    world.simulator.faults.callback_late = True
    if world.is_daraja:
        world.prompted(PAID)
        world.simulator.faults.non_numeric_code = 1
        world.work(seconds=21)
    else:
        world.prompted()
        world.pass_time(minutes=5)
    assert (world.status, world.payments()) == ("awaiting_payment", [P.FAILED])
    if not world.is_daraja:
        world.answer(PAID)
    world.simulator.deliver()
    world.simulator.deliver_late()
    world.work()
    assert (world.status, world.payments()) == ("submitted", [P.PAID])
    assert "correct" in world.events()


def test_16_paid_and_then_failed_is_paid(world: PaymentWorld) -> None:
    """The failure comes by a callback, and by the answer to an earlier status query."""
    payment_id = world.agree()
    world.work(seconds=5)
    world.clock.move(seconds=21)
    [asked] = world.paying.do(worklist.claim_queries, 5)
    receipt = world.answer(PAID)
    world.deliver()
    assert world.status == "submitted"
    failed = PaymentStatus(Verdict.FAILED, "1032", FailureReason.CANCELLED)
    world.paying.do(worklist.record_status, asked, failed, world.paying.contacts)
    body = stk(1032) if world.is_daraja else notification(world.paying.reference, status="failed")
    assert world.post(world.told_at(payment_id), body) == 200
    world.pass_time(minutes=3)
    assert (world.status, world.payments()) == ("submitted", [P.PAID])
    assert world.paying.receipts() == {receipt: R.CREDITED}
    assert "fail" not in world.events()


def test_17_a_refused_token_is_renewed_once_for_all_processes(world: PaymentWorld, database_url: str) -> None:
    """Pesaflow's calls take no token: each is signed, and no token is requested or stored."""
    world.prompted()
    question = PaymentQuestion("any", world.name_of_request(), world.paying.reference)
    other = installation(world.provider, world.standin, database_url, world.clock)
    with closing(other.database):
        second = other.payment_provider(world.provider)
        assert second is not None
        gateways = [world.gateway, second] * 3
        with world.simulator.store.change() as state:  # another caller got one with our key
            state.token = ""
        said = at_once([lambda each=each: each.query_status(question) for each in gateways])  # type: ignore[misc]
        other.finder.close()
    assert {each.verdict for each in said} == {Verdict.PENDING}
    assert world.simulator.count("token") == (2 if world.is_daraja else 0)
    kept = world.paying.read(lambda s: s.scalars(select(ProviderToken.number)).all())
    assert kept == ([2] if world.is_daraja else [])


def test_18_a_spurious_500_changes_nothing(world: PaymentWorld) -> None:
    world.simulator.faults.lose_callback = True
    world.prompted(PAID)
    world.simulator.faults.lose_confirmation = True
    before, said = world.payment_rows()[0].state, world.told()
    world.simulator.faults.spurious_500 = True
    world.pass_time(minutes=4)
    assert world.questions() >= 4
    assert (world.payments(), world.status, world.told()) == ([before], "awaiting_payment", said)
    assert {*world.events()} == {"ask", "send", "accept"}
    world.simulator.faults.spurious_500 = 0
    world.pass_time(minutes=2)
    assert (world.status, world.payments()) == ("submitted", [P.PAID])


def test_19_a_code_that_is_no_number_crashes_nothing(world: PaymentWorld) -> None:
    """For Daraja the code is a final failure, and the citizen is told; Pesaflow has no such code: it is unknown."""
    world.simulator.faults.non_numeric_code = True
    world.prompted(PromptAnswer.PIN_WRONG)
    if not world.is_daraja:
        world.pay_bill(Decimal(7000))
    world.deliver()
    assert {told.status for told in world.simulator.delivered} == {200}
    world.work(seconds=21)
    [payment] = world.payment_rows()
    if world.is_daraja:
        assert (payment.state, payment.code) == (P.FAILED, NON_NUMERIC_CODE)
        assert "not paid. M-PESA could not do it now." in world.told()[-1]
    else:
        assert payment.state == P.PROMPTED
    world.simulator.faults.non_numeric_code = 0
    world.pay_bill(FEE_KES if world.is_daraja else Decimal(550))
    world.deliver()
    world.pass_time(minutes=1)
    assert world.status == "submitted"


def test_20_a_refund_that_is_sent_twice_with_one_id_pays_once(world: PaymentWorld) -> None:
    """Pesaflow sends no refunds: the refund is recorded once, and the agency pays it."""
    world.prompted(PAID)
    world.deliver()
    world.pay_bill(FEE_KES)
    for _twice in range(2):
        world.deliver()
        world.pass_time(minutes=1)
    [refund] = world.paying.read(lambda s: s.scalars(select(PaymentRefund)).all())
    [row] = [each for each in world.rows().values() if each.id == refund.receipt_id]
    for _twice in range(2):
        world.paying.do(
            refunds.queue_refund, world.paying.do(lambda s: s.merge(row)), FEE_KES, ReceiptReason.ALREADY_PAID
        )
    assert world.paying.read(lambda s: s.scalar(select(func.count()).select_from(PaymentRefund))) == 1
    token = make_token(world.container.keys, TokenPurpose.REFUND, refund.id)
    world.simulator.faults.lose_answer = 1
    sent = [world.gateway.send_refund(refund.id, PHONE, refund.amount_kes, token=token) for _ in range(3)]
    paid = [each.amount for each in world.simulator.refunds()]
    if world.is_daraja:
        assert sent == [RefundOutcome.UNKNOWN, RefundOutcome.DUPLICATE, RefundOutcome.DUPLICATE]
        assert paid == [FEE_KES]
    else:
        assert (sent, paid) == ([None] * 3, [])


def test_21_a_typed_code_settles_only_what_the_provider_says(world: PaymentWorld) -> None:
    """Paid to our short code and this account, not settled yet; every other case is in test_payment_codes_typed.py."""
    world.has_account()
    world.simulator.faults.lose_confirmation = True
    receipt = world.pay_bill(FEE_KES).receipt
    assert world.type_code(receipt) is ClaimOutcome.WAITING
    assert world.status == "awaiting_payment", "it settles nothing by itself"
    world.deliver()
    world.pass_time(minutes=6)
    assert (world.status, world.paying.receipts()) == ("submitted", {receipt: R.CREDITED})
    assert world.claims() == {receipt: ClaimState.MATCHED}
    assert world.type_code(receipt) is ClaimOutcome.KNOWN


def test_there_is_a_test_of_each_rule_with_each_provider() -> None:
    found = [
        (int(rule[1]), "world" in test.__code__.co_varnames[: test.__code__.co_argcount])
        for module in (test_payment_conformance, sys.modules[__name__])
        for name, test in named_tests(module)
        if (rule := re.match(r"test_([0-9]{2})_", name))
    ]
    assert {number for number, _ in found} == {*range(1, RULES + 1)}
    assert all(both for _, both in found)
    assert list(conftest.PROVIDERS) == list(Provider)


def named_tests(module: ModuleType) -> list[tuple[str, Callable[..., Any]]]:
    return [(name, each) for name, each in vars(module).items() if name.startswith("test_") and callable(each)]
