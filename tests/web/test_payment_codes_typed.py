"""Rule 21 in depth: the code of an M-PESA SMS, whoever types it, settles only what the provider confirms.

Daraja confirms it by its list, which names accounts; Pesaflow by the amount that is paid of the invoice, once a
notification has named the receipt.
"""

from decimal import Decimal
from typing import Final

import pytest

from app.domain.payments.claims import ClaimOutcome
from app.domain.payments.models import ClaimState
from app.domain.payments.payment_states import ReceiptState
from app.domain.payments.receipts.reconciliation import ItemKind
from app.platform.config.simulated_credentials import SIMULATED_DARAJA_SHORTCODE
from app.simulator.payments.state import Money, PromptAnswer
from tests.database.holder import PHONE
from tests.database.paying import FEE_KES
from tests.web.payment_world import PaymentWorld

pytestmark = pytest.mark.slow

R = ReceiptState
NOT_MATCHED: Final = "we could not match M-PESA code"
ALL_LOOKS: Final = {"minutes": 46}


def test_the_right_code_and_account(world: PaymentWorld) -> None:
    """Spaces and small letters do not matter; no SMS tells the citizen that the code could not be matched."""
    world.has_account()
    receipt = world.pay_bill(FEE_KES).receipt
    spaced = f" {receipt[:4].lower()} {receipt[4:]} "
    assert world.type_code(spaced) is ClaimOutcome.WAITING
    assert world.type_code(receipt) is ClaimOutcome.WAITING, "once"
    world.deliver()
    world.pass_time(minutes=2)
    assert (world.status, world.claims()) == ("submitted", {receipt: ClaimState.MATCHED})
    assert not any(NOT_MATCHED in each for each in world.told())


def test_a_code_without_a_digit(world: PaymentWorld) -> None:
    """One code in ten has no digit."""
    assert world.type_code("UKNDUNLQTO") is ClaimOutcome.WAITING


def test_money_of_anothers_account(world: PaymentWorld) -> None:
    """A payment is credited to the account that it names, never to the application for which its code is typed."""
    world.has_account()
    receipt = world.pay_bill(FEE_KES).receipt
    payer, typist = world.paying.reference, world.apply_again()
    assert world.type_code(receipt, typist) is ClaimOutcome.WAITING
    world.deliver()
    world.pass_time(**ALL_LOOKS)
    assert world.claims() == {receipt: ClaimState.TO_STAFF}
    assert (ItemKind.CLAIM, receipt) in world.for_staff()
    assert any(f"{NOT_MATCHED} {receipt}" in each for each in world.told())
    assert (world.status, world.paying.application.paid_kes) == ("submitted", FEE_KES)
    world.paying.reference = typist
    assert (world.status, world.paying.application.paid_kes) == ("awaiting_payment", None)
    assert payer != typist


def test_money_of_another_short_code(world: PaymentWorld) -> None:
    """M-PESA has the payment, and its account is this application's, but it went to another short code: no provider
    confirms it."""
    with world.simulator.store.change() as state:
        elsewhere = Money(
            receipt="SJK1A2B3C4",
            paybill="600111",
            account=world.paying.reference,
            amount=FEE_KES,
            phone=PHONE[1:],
            paid_at=world.clock(),
        )
        state.money[elsewhere.receipt] = elsewhere
    assert world.type_code(elsewhere.receipt) is ClaimOutcome.WAITING
    for _look in range(4):
        world.pass_time(minutes=12)
        world.deliver()
    assert (world.status, world.rows()) == ("awaiting_payment", {})
    assert world.claims() == {elsewhere.receipt: ClaimState.TO_STAFF}
    assert world.simulator.count("transaction status") == (1 if world.is_daraja else 0)


def test_money_of_the_other_provider(world: PaymentWorld) -> None:
    """Paid to the paybill of the provider through which this application is not paid."""
    paybill = "222222" if world.is_daraja else SIMULATED_DARAJA_SHORTCODE
    with world.simulator.store.change() as state:
        state.money["SJK1A2B3C4"] = Money(
            receipt="SJK1A2B3C4", paybill=paybill, account="X", amount=FEE_KES, phone=PHONE[1:], paid_at=world.clock()
        )
    assert world.type_code("SJK1A2B3C4") is ClaimOutcome.WAITING
    world.pass_time(**ALL_LOOKS)
    assert (world.status, world.claims()) == ("awaiting_payment", {"SJK1A2B3C4": ClaimState.TO_STAFF})


def test_money_that_is_settled_already(world: PaymentWorld) -> None:
    receipt = world.prompted(PromptAnswer.PIN_RIGHT)
    world.deliver()
    assert world.type_code(receipt) is ClaimOutcome.KNOWN
    other = world.apply_again()
    assert world.type_code(receipt, other) is ClaimOutcome.TO_STAFF
    world.pass_time(**ALL_LOOKS)
    assert world.paying.receipts() == {receipt: R.CREDITED}
    world.paying.reference = other
    assert (world.status, world.paying.application.paid_kes) == ("awaiting_payment", None)


def test_money_that_was_too_much_pays_nothing_else(world: PaymentWorld) -> None:
    """A second payment is to be refunded: its code pays no other application."""
    world.prompted(PromptAnswer.PIN_RIGHT)
    world.deliver()
    second = world.pay_bill(FEE_KES).receipt
    world.deliver()
    world.pass_time(minutes=1)
    other = world.apply_again()
    assert world.type_code(second, other) is ClaimOutcome.TO_STAFF
    world.pass_time(**ALL_LOOKS)
    assert world.paying.receipts()[second] is R.SURPLUS
    world.paying.reference = other
    assert world.status == "awaiting_payment"


def test_a_code_that_nobody_knows(world: PaymentWorld) -> None:
    assert world.type_code("SJK9Z9Z9Z9") is ClaimOutcome.WAITING
    world.pass_time(**ALL_LOOKS)
    world.deliver()
    assert (world.status, world.rows()) == ("awaiting_payment", {})
    assert world.claims() == {"SJK9Z9Z9Z9": ClaimState.TO_STAFF}
    assert f"{NOT_MATCHED} SJK9Z9Z9Z9" in world.told()[-1]
    assert world.type_code("SJK9Z9Z9Z9") is ClaimOutcome.TO_STAFF


def test_less_than_is_due(world: PaymentWorld) -> None:
    """A part of the fee is credited with its own amount."""
    world.has_account()
    receipt = world.pay_bill(Decimal(100)).receipt
    world.type_code(receipt)
    world.deliver()
    world.pass_time(minutes=2)
    assert (world.status, world.paying.application.due_kes) == ("awaiting_payment", FEE_KES - 100)
    assert world.claims() == {receipt: ClaimState.MATCHED}
