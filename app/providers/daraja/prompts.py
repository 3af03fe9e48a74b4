"""A prompt on the payer's phone (M-PESA Express): what is asked of Daraja, and what its answers mean."""

import re
from base64 import b64encode
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from app.domain.payments.payment_states import FailureReason
from app.domain.payments.provider_port import (
    PaymentOrder,
    PaymentStatus,
    RequestAccepted,
    RequestOutcome,
    RequestRejected,
    RequestUnknown,
    Verdict,
)
from app.platform.i18n import NAIROBI
from app.providers.daraja.calls import read_answer
from app.providers.daraja.config import DarajaConfig
from app.providers.daraja.result_codes import OVERLOADED, REFUSALS, find_meaning, find_refusal
from app.providers.http_exchange import HttpAnswer, NeverSent
from app.providers.posted_json import read_code, read_word

SUBMIT: Final = "/mpesa/stkpush/v1/processrequest"
QUERY: Final = "/mpesa/stkpushquery/v1/query"
LONGEST_ACCOUNT, LONGEST_DESCRIPTION = 12, 13
"""Characters that Daraja takes (source 38). The account is on the payer's screen and in the paybill's list."""
LONGEST_ID, LONGEST_WORDS = 128, 200
"""Characters that are read of an id, and of an error message."""

_PAYER: Final = re.compile(r"\+(254[17][0-9]{8})")


def read_payer(phone: str) -> str:
    """A Kenyan mobile number as Daraja writes it: `254712345678`. Raises ValueError."""
    found = _PAYER.fullmatch(phone)
    if found is None:
        raise ValueError("no Kenyan mobile number")
    return found[1]


def read_whole(amount_kes: Decimal) -> str:
    """An amount as Daraja writes it. Raises ValueError for less than 1 shilling, and for cents: nothing is rounded."""
    if not amount_kes.is_finite() or amount_kes < 1 or amount_kes != amount_kes.to_integral_value():
        raise ValueError("no whole shillings")
    return str(int(amount_kes))


def submit_body(config: DarajaConfig, order: PaymentOrder, moment: datetime) -> dict[str, Any]:
    """The body of a request that prompts a phone (STK push). Raises ValueError for an order that does not fit."""
    payer, account = read_payer(order.phone), re.sub(r"[^A-Za-z0-9]", "", order.reference)[:LONGEST_ACCOUNT]
    if not account or not order.prompt:
        raise ValueError("no account to name, or no prompt wanted")
    said = re.sub(r"[^A-Za-z0-9 ]", "", order.description)[:LONGEST_DESCRIPTION].strip()
    return _signed(config, moment) | {
        "TransactionType": "CustomerPayBillOnline",
        "Amount": read_whole(order.amount_kes),
        "PartyA": payer,
        "PartyB": config.shortcode,
        "PhoneNumber": payer,
        "CallBackURL": config.callback("stk", order.token),
        "AccountReference": account,
        "TransactionDesc": said or "Payment",
    }


def query_body(config: DarajaConfig, request_id: str, moment: datetime) -> dict[str, Any]:
    """The body of a query about a prompt."""
    return _signed(config, moment) | {"CheckoutRequestID": request_id}


def judge_submit(answer: HttpAnswer) -> RequestOutcome:
    """The outcome of a submit by its answer. With an id it was accepted, whatever else it says: it can be queried.

    Certainly not accepted: a refusal of the table, a redirect, and a 4xx other than 408. All else may be accepted.
    """
    told = read_answer(answer)
    request_id = read_word(told.get("CheckoutRequestID"), LONGEST_ID)
    if request_id:
        return RequestAccepted(request_id)
    code = read_code(told.get("errorCode"))
    refusal = find_refusal(code, read_word(told.get("errorMessage"), LONGEST_WORDS))
    if refusal is not None:
        return RequestRejected(code, refusal.reason, refusal.is_fault)
    if 300 <= answer.status < 500 and answer.status != 408 and code != OVERLOADED:
        is_fault = answer.status != 429
        return RequestRejected(code or f"HTTP {answer.status}", FailureReason.OUT_OF_ORDER, is_fault)
    return RequestUnknown(code or f"HTTP {answer.status} without an answer that can be read")


def judge_never_sent(error: NeverSent) -> RequestRejected:
    """The outcome of a submit that was not sent."""
    return RequestRejected(error.code, FailureReason.OUT_OF_ORDER, error.is_fault)


def judge_query(answer: HttpAnswer, request_id: str) -> PaymentStatus:
    """The status of a prompt by the answer to a query: only a result of this prompt, without an error, counts."""
    told = read_answer(answer)
    result, asked, error = (read_code(told.get(name)) for name in ("ResultCode", "ResponseCode", "errorCode"))
    if OVERLOADED in (result, asked, error):
        refusal = find_refusal(OVERLOADED, read_word(told.get("errorMessage"), LONGEST_WORDS))
        return PaymentStatus(Verdict.PENDING, OVERLOADED, is_fault=refusal is not None and refusal.is_fault)
    if read_word(told.get("CheckoutRequestID"), LONGEST_ID) not in ("", request_id):
        return PaymentStatus(Verdict.UNKNOWN, "another request", is_fault=True)
    if answer.status == 200 and asked in ("", "0") and result and not error:
        meaning = find_meaning(result)
        return PaymentStatus(meaning.verdict, result, meaning.reason, is_fault=meaning.is_fault)
    code = error or (asked if asked != "0" else "") or f"HTTP {answer.status}"
    return PaymentStatus(Verdict.UNKNOWN, code, is_fault=code in REFUSALS and REFUSALS[code].is_fault)


def _signed(config: DarajaConfig, moment: datetime) -> dict[str, Any]:
    """The short code, its password and the timestamp, in Nairobi time (source 38)."""
    stamp = moment.astimezone(NAIROBI).strftime("%Y%m%d%H%M%S")
    password = b64encode(f"{config.shortcode}{config.passkey}{stamp}".encode()).decode()
    return {"BusinessShortCode": config.shortcode, "Password": password, "Timestamp": stamp}
