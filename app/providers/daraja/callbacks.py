"""Parsers of Daraja's callbacks. None is signed: each is only a hint until Daraja confirms it to a query of ours.

A parser raises Malformed for a body that Daraja never sends. Names and numbers of payers are not read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from app.domain.payments.provider_port import MoneyChannel, PaymentNotice, RefundWord
from app.domain.shared.payment_ways import Provider
from app.platform.i18n import NAIROBI
from app.providers.daraja.prompts import LONGEST_ID
from app.providers.daraja.pulled import LONGEST_ACCOUNT, RECEIPT
from app.providers.daraja.result_codes import REFUND_FAILURES
from app.providers.ports import Malformed
from app.providers.posted_json import find_object, read_amount, read_code, read_moment, read_object, read_word

PAID: Final = "0"
TIMES: Final = ("%Y%m%d%H%M%S", "%d.%m.%Y %H:%M:%S")
"""The time formats of C2B, prompts and Transaction Status, and of B2C; in Nairobi time."""

_ORGANISATION: Final = re.compile(r"([0-9]{5,7}) ?- ?")


@dataclass(frozen=True)
class TransactionResult:
    """The result of a query about one transaction, or of a refund.

    `receipt` is empty if none is named. `shortcode`: who got the money, if an organisation. Daraja does not tell
    the account that the payer named.
    """

    receipt: str
    amount_kes: Decimal | None
    is_completed: bool
    finalised_at: datetime | None
    code: str
    shortcode: str = ""


def parse_stk(body: bytes, payment_id: str) -> PaymentNotice:
    """How a prompt ended. The details are read by name: which ones there are, and their order, varies."""
    told = find_object(find_object(read_object(body), "Body"), "stkCallback")
    code = _code(told)
    details = told.get("CallbackMetadata")
    named = _pairs(details.get("Item") if isinstance(details, dict) else None, "Name")
    return PaymentNotice(
        provider=Provider.DARAJA,
        channel=MoneyChannel.CALLBACK,
        payment_id=payment_id,
        says_paid=code == PAID,
        code=code,
        receipt=_receipt(named.get("MpesaReceiptNumber")),
        amount_kes=read_amount(named.get("Amount")),
        paid_at=read_moment(named.get("TransactionDate"), TIMES[0], zone=NAIROBI),
        request_id=read_word(told.get("CheckoutRequestID"), LONGEST_ID),
    )


def parse_c2b(body: bytes, shortcode: str) -> PaymentNotice:
    """A payment to our paybill, about to be made (validation) or made (confirmation)."""
    told = read_object(body)
    if read_word(told.get("BusinessShortCode")) != shortcode:
        raise Malformed(400, "BusinessShortCode is not ours")
    receipt, amount = _receipt(told.get("TransID")), read_amount(told.get("TransAmount"))
    if not receipt or amount is None:
        raise Malformed(400, "TransID or TransAmount cannot be read")
    return PaymentNotice(
        provider=Provider.DARAJA,
        channel=MoneyChannel.C2B,
        payment_id=None,
        says_paid=True,
        code=PAID,
        receipt=receipt,
        amount_kes=amount,
        account=read_word(told.get("BillRefNumber"), LONGEST_ACCOUNT),
        paid_at=read_moment(told.get("TransTime"), TIMES[0], zone=NAIROBI),
    )


def parse_result(body: bytes) -> TransactionResult:
    """The result of a Transaction Status query or of a refund.

    `TransactionID` is no receipt: it is the id of the query itself.
    """
    told = find_object(read_object(body), "Result")
    code = _code(told)
    details = told.get("ResultParameters")
    named = _pairs(details.get("ResultParameter") if isinstance(details, dict) else None, "Key")
    refund, state = _receipt(named.get("TransactionReceipt")), read_word(named.get("TransactionStatus")).lower()
    ended = named.get("FinalisedTime") or named.get("TransactionCompletedDateTime")
    credited = _ORGANISATION.match(read_word(named.get("CreditPartyName")))
    return TransactionResult(
        receipt=_receipt(named.get("ReceiptNo")) or refund,
        amount_kes=read_amount(named.get("Amount") or named.get("TransactionAmount")),
        is_completed=code == PAID and (state == "completed" or (not state and bool(refund))),
        finalised_at=read_moment(ended, *TIMES, zone=NAIROBI),
        code=code,
        shortcode=credited[1] if credited else "",
    )


def judge_refund_result(result: TransactionResult) -> RefundWord:
    """The state of a refund by its result. It is unknown after success without a receipt, or an unknown code."""
    if result.is_completed and result.receipt:
        return RefundWord.DONE
    return RefundWord.FAILED if result.code in REFUND_FAILURES else RefundWord.UNKNOWN


def _code(told: dict[str, Any]) -> str:
    """The code of a result, which is not always a number. Raises Malformed where there is none."""
    code = read_code(told.get("ResultCode"))
    if not code:
        raise Malformed(400, "ResultCode is missing")
    return code


def _receipt(value: object) -> str:
    """The code of a payment, as the payer's SMS has it; "" for what is none."""
    receipt = read_word(value).upper()
    return receipt if RECEIPT.fullmatch(receipt) else ""


def _pairs(found: object, name: str) -> dict[str, Any]:
    """Details by name; of a name that comes twice (`DebitPartyName`) the first. A single detail is in no list."""
    items: Iterable[object] = found if isinstance(found, list) else [found]
    named: dict[str, Any] = {}
    for item in items:
        if isinstance(item, dict) and isinstance(item.get(name), str):
            named.setdefault(item[name], item.get("Value"))
    return named
