"""Names on the pages of one application: states of messages and money, kinds of account, spans of time."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Final

from app.domain.applying.application_messages import MessageTopic
from app.domain.back_office.case_messages import ResendRefusal
from app.domain.messaging.messages import Channel, MessageState
from app.domain.payments.payment_states import FailureReason, PaymentState, ReceiptReason, ReceiptState
from app.domain.payments.payment_view import PaymentStage
from app.domain.payments.refunding.refund_states import RefundState
from app.domain.shared.persons import AccountType
from app.platform.phone_numbers import is_kenyan, spelt
from app.web.console.texts import mark, say

MINUTE: Final = timedelta(minutes=1)
ACTORS: Final[Mapping[str, str]] = {"citizen": mark("the citizen"), "worker": mark("Lango itself")}
"""Names of actors besides staff and agencies' keys, which have names of their own."""
TOPICS: Final[Mapping[str, str]] = {
    MessageTopic.CHANGE: mark("Where it stands"),
    MessageTopic.REMINDER: mark("Reminder of the fee"),
    MessageTopic.HAND_IN: mark("What to hand in"),
    MessageTopic.PAYMENT: mark("Money came in"),
}
CHANNELS: Final[Mapping[str, str]] = {Channel.SMS: mark("SMS"), Channel.EMAIL: mark("e-mail")}
MESSAGE_STATES: Final[Mapping[str, str]] = {
    MessageState.PENDING: mark("Waits to be sent"),
    MessageState.LEASED: mark("Is being sent"),
    MessageState.ATTEMPTING: mark("Is being sent"),
    MessageState.UNKNOWN: mark("May have gone: the network has not answered"),
    MessageState.ACCEPTED: mark("Sent"),
    MessageState.DELIVERED: mark("Delivered"),
    MessageState.FAILED: mark("Failed"),
    MessageState.EXPIRED: mark("Not sent in time"),
}
REFUSALS: Final[Mapping[str, str]] = {
    ResendRefusal.NOT_FAILED: mark("It has not failed, or was sent again already: look at how it stands now."),
    ResendRefusal.OUTDATED: mark("The application has moved on since: it would tell what is no longer so."),
    ResendRefusal.GONE: mark("What it said is no longer kept."),
    ResendRefusal.ELSEWHERE: mark("Its phone or address does not hear of this application any more."),
    ResendRefusal.STOPPED: mark("The phone has said STOP."),
}
ACCOUNT_TYPES: Final[Mapping[str, str]] = {
    AccountType.CITIZEN: mark("Citizen"),
    AccountType.RESIDENT: mark("Foreign resident"),
    AccountType.REFUGEE: mark("Refugee"),
    AccountType.DIPLOMAT: mark("Diplomat"),
    AccountType.FOREIGNER: mark("Visitor"),
}
PAYMENT_STAGES: Final[Mapping[str, str]] = {
    PaymentStage.DUE: mark("to be paid"),
    PaymentStage.CONFIRMING: mark("a prompt is out: nobody is to pay again"),
    PaymentStage.INVOICED: mark("an invoice is out, to be paid by paybill"),
    PaymentStage.PAID: mark("paid"),
    PaymentStage.NOTHING_DUE: mark("nothing is due"),
    PaymentStage.CLOSED: mark("due, and it cannot be paid by phone"),
}
PAYMENT_STATES: Final[Mapping[str, str]] = {
    PaymentState.ASKED: mark("waits to be sent"),
    PaymentState.SENDING: mark("is being sent"),
    PaymentState.PROMPTED: mark("waits for the payer"),
    PaymentState.UNKNOWN: mark("may have gone: the provider is asked"),
    PaymentState.PAID: mark("paid"),
    PaymentState.FAILED: mark("not paid"),
    PaymentState.REJECTED: mark("refused by the provider"),
    PaymentState.UNRESOLVED: mark("nobody has said how it ended"),
    PaymentState.STOPPED: mark("stopped"),
}
FAILURES: Final[Mapping[str, str]] = {
    FailureReason.NO_MONEY: mark("too little money"),
    FailureReason.LIMIT: mark("above a limit of the payer"),
    FailureReason.TOO_SOON: mark("too soon after another"),
    FailureReason.BUSY_LINE: mark("the phone was busy"),
    FailureReason.CANCELLED: mark("cancelled by the payer"),
    FailureReason.NO_ANSWER: mark("the payer did not answer"),
    FailureReason.NOT_PAID: mark("it was not paid"),
    FailureReason.WRONG_PIN: mark("wrong PIN"),
    FailureReason.LOCKED: mark("the payer's PIN is locked"),
    FailureReason.OUT_OF_ORDER: mark("the provider was out of order"),
}
RECEIPT_STATES: Final[Mapping[str, str]] = {
    ReceiptState.HEARD: mark("heard of, not confirmed"),
    ReceiptState.CREDITED: mark("counts"),
    ReceiptState.UNMATCHED: mark("belongs to no application yet"),
    ReceiptState.SURPLUS: mark("to be given back"),
    ReceiptState.REFUNDED: mark("given back"),
    ReceiptState.DOUBTFUL: mark("never confirmed"),
}
REASONS: Final[Mapping[str, str]] = {
    ReceiptReason.UNKNOWN_ACCOUNT: mark("its account is not known"),
    ReceiptReason.ALREADY_PAID: mark("it was paid already"),
    ReceiptReason.ENDED: mark("the application had ended"),
    ReceiptReason.OVER: mark("more than was due"),
    ReceiptReason.WITHDRAWN: mark("the application was withdrawn"),
    ReceiptReason.NEVER_CONFIRMED: mark("never confirmed"),
}
REFUND_STATES: Final[Mapping[str, str]] = {
    RefundState.QUEUED: mark("waits"),
    RefundState.APPROVED: mark("agreed, not yet sent"),
    RefundState.SENDING: mark("is being sent"),
    RefundState.SENT: mark("sent"),
    RefundState.RECORDED: mark("people give it back"),
    RefundState.UNKNOWN: mark("not known whether it went"),
    RefundState.DONE: mark("done"),
    RefundState.FAILED: mark("failed"),
}


def word(table: Mapping[str, str], value: str | None) -> str:
    """The name of a value; the value itself where only a newer release knows it."""
    return say(table.get(value, str(value))) if value else ""


def shillings_of(amount: Decimal) -> str:
    """`KES 7,550`, with cents where there are any."""
    return f"KES {amount:,.0f}" if amount == amount.to_integral_value() else f"KES {amount:,.2f}"


def span(length: timedelta) -> str:
    """How long something has lasted: `2 d 3 h`, `3 h 5 min`."""
    minutes = int(length.total_seconds()) // 60
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return say("{days} d {hours} h", days=days, hours=hours)
    return say("{hours} h {minutes} min", hours=hours, minutes=rest)


def in_fours(number: str) -> str:
    """A number of a document as it is read out: `2900 0001`."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def spelt_phone(phone: str | None) -> str:
    """A phone as it is dialled; for None, that it is not kept any more."""
    if phone is None:
        return say("Not kept any more")
    return spelt(phone) if is_kenyan(phone) else phone
