"""The messages of M-PESA to the payer."""

from dataclasses import dataclass
from decimal import Decimal

from app.simulator.payments.state import ECITIZEN_PAYBILL, RESULT_CODES, Money, Prompt, PromptAnswer


@dataclass(frozen=True)
class PaidBill:
    """The message of M-PESA about a payment or an attempt. Without a `receipt` no money has moved."""

    text: str
    receipt: str = ""


def prompt_as_json(prompt: Prompt) -> dict[str, str]:
    """A prompt as a phone shows it, for a page."""
    text = f"M-PESA: pay KES {prompt.amount:,.0f} to {prompt.payee}, account {prompt.account}?"
    return {"id": prompt.id, "text": text}


def seen_by_payer(prompt: Prompt) -> PaidBill:
    """The message about a prompt that has ended."""
    if prompt.receipt:
        return PaidBill(_words(prompt.receipt, prompt.amount, prompt.payee, prompt.account), prompt.receipt)
    words = {
        RESULT_CODES[PromptAnswer.PIN_WRONG]: "failed, you have entered a wrong PIN",
        RESULT_CODES[PromptAnswer.NO_MONEY]: "failed, you do not have enough money",
    }
    return PaidBill(f"M-PESA: {words.get(prompt.code, 'nothing was paid')}.")


def words_of(money: Money) -> PaidBill:
    """The message about a payment by hand."""
    payee = "eCitizen" if money.paybill == ECITIZEN_PAYBILL else "Lango"
    return PaidBill(_words(money.receipt, money.amount, payee, money.account), money.receipt)


def _words(receipt: str, amount: Decimal, payee: str, account: str) -> str:
    return f"{receipt} Confirmed. Ksh{amount:,.2f} sent to {payee} for account {account}."
