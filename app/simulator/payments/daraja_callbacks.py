"""What Daraja posts: the outcome of a prompt, a payment to the paybill, the result of a request."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from app.platform.config.simulated_credentials import SIMULATED_DARAJA_SHORTCODE
from app.platform.i18n import NAIROBI
from app.simulator.payments.courier import JSON, CallbackKind, SimulatedCallback
from app.simulator.payments.receipts import compact_time
from app.simulator.payments.state import Money, PaybillUrls, Prompt, SimulatorState

CALLBACK_WORDS: Final = {
    "0": "The service request is processed successfully.",
    "1": "The balance is insufficient for the transaction.",
    "1032": "Request cancelled by user",
    "1037": "DS timeout user cannot be reached",
    "2001": "The initiator information is invalid.",
}
QUERY_WORDS: Final = CALLBACK_WORDS | {"1032": "Request Cancelled by user.", "1037": "No response from user."}
"""The descriptions of the same codes in the answer to a query."""
VALIDATION_REFUSALS: Final = {
    "C2B00011": "invalid phone number",
    "C2B00012": "invalid account number",
    "C2B00013": "invalid amount",
    "C2B00014": "invalid KYC details",
    "C2B00015": "invalid short code",
    "C2B00016": "other error",
}


def outcome(prompt: Prompt, code: str, at: datetime) -> SimulatedCallback:
    """The callback about the end of a prompt. `code`: the one to tell, which a fault may have changed."""
    told: dict[str, Any] = {
        "MerchantRequestID": prompt.merchant_request_id,
        "CheckoutRequestID": prompt.id,
        "ResultCode": int(code) if code.isdigit() else code,
        "ResultDesc": CALLBACK_WORDS.get(code, "Failed"),
    }
    if code == "0":
        told["CallbackMetadata"] = {
            "Item": [
                {"Name": "Amount", "Value": float(prompt.amount)},
                {"Name": "MpesaReceiptNumber", "Value": prompt.receipt},
                {"Name": "Balance"},  # seen without a value
                {"Name": "TransactionDate", "Value": int(compact_time(at))},
                {"Name": "PhoneNumber", "Value": int(prompt.phone)},
            ]
        }
    return _told(CallbackKind.STK, prompt.callback_url, {"Body": {"stkCallback": told}}, prompt.phone)


def validation(urls: PaybillUrls, money: Money) -> SimulatedCallback:
    """The validation of a payment to the paybill, which is posted before the payment is made."""
    return _told(CallbackKind.VALIDATION, urls.validation, _c2b(urls, money, balance=""), money.phone)


def confirmation(state: SimulatorState, money: Money) -> SimulatedCallback:
    """The confirmation of a payment to the paybill. URLs must be registered."""
    urls = state.urls
    assert urls is not None, "they were looked at"  # noqa: S101
    mine = [each.amount for each in state.money.values() if each.paybill == SIMULATED_DARAJA_SHORTCODE]
    body = _c2b(urls, money, balance=f"{sum(mine, Decimal(0)):.2f}")
    return _told(CallbackKind.CONFIRMATION, urls.confirmation, body, money.phone)


def refusal(answer: tuple[int, bytes], urls: PaybillUrls) -> str | None:
    """Why a payment is not made, by the answer to its validation; without an answer the registered default decides."""
    status, body = answer
    try:
        code = str(json.loads(body)["ResultCode"]) if status == 200 else ""
    except (ValueError, KeyError, TypeError):
        code = ""
    if code == "0":
        return None
    if code in VALIDATION_REFUSALS:
        return VALIDATION_REFUSALS[code]
    return None if urls.default == "Completed" else "the business does not answer"


def status_result(money: Money | None, names: Mapping[str, str], url: str) -> SimulatedCallback:
    """The result of a query about one transaction. A receipt that is not the short code's is not found."""
    if money is None:
        found = {"ResultCode": 2032, "ResultDesc": "The transaction could not be found."}
        return result(url, dict(names) | found)
    parameters = [
        ("DebitPartyName", f"{money.phone} - "),
        ("CreditPartyName", f"{money.paybill} - Lango"),
        ("OriginatorConversationID", names["OriginatorConversationID"]),
        ("InitiatedTime", int(compact_time(money.paid_at))),
        ("DebitAccountType", "MMF Account For Customer"),
        ("DebitPartyCharges", ""),
        ("TransactionReason", ""),
        ("ReasonType", "Pay Bill Online"),
        ("TransactionStatus", "Completed"),
        ("FinalisedTime", int(compact_time(money.paid_at))),
        ("Amount", float(money.amount)),
        ("ConversationID", names["ConversationID"]),
        ("ReceiptNo", money.receipt),
        ("DebitPartyName", f"{money.phone} - "),  # it comes twice
    ]
    listed = {"ResultParameter": [{"Key": key, "Value": value} for key, value in parameters]}
    done = {"ResultCode": 0, "ResultDesc": CALLBACK_WORDS["0"], "ResultParameters": listed}
    return result(url, dict(names) | done)


def refund_result(receipt: str, amount: Decimal, names: Mapping[str, str], at: datetime, url: str) -> SimulatedCallback:
    """The result of a refund (B2C) that was paid out."""
    parameters = [
        ("TransactionAmount", float(amount)),
        ("TransactionReceipt", receipt),
        ("B2CRecipientIsRegisteredCustomer", "Y"),
        ("TransactionCompletedDateTime", f"{at.astimezone(NAIROBI):%d.%m.%Y %H:%M:%S}"),
    ]
    listed = {"ResultParameter": [{"Key": key, "Value": value} for key, value in parameters]}
    done = {"ResultCode": 0, "ResultDesc": CALLBACK_WORDS["0"], "TransactionID": receipt, "ResultParameters": listed}
    return result(url, dict(names) | done)


def result(url: str, told: Mapping[str, Any], kind: CallbackKind = CallbackKind.RESULT) -> SimulatedCallback:
    """The callback with the result of a request."""
    return _told(kind, url, {"Result": {"ResultType": 0, "TransactionID": "0000000000"} | dict(told)})


def _c2b(urls: PaybillUrls, money: Money, *, balance: str) -> dict[str, str]:
    return {
        "TransactionType": "Pay Bill",
        "TransID": money.receipt,
        "TransTime": compact_time(money.paid_at),
        "TransAmount": f"{money.amount:.2f}" if balance else f"{money.amount:.0f}",  # both were seen
        "BusinessShortCode": money.paybill,
        "BillRefNumber": money.account,
        "InvoiceNumber": "",
        "OrgAccountBalance": balance,
        "ThirdPartyTransID": "",
        "MSISDN": _hidden(money.phone, urls.version),
        "FirstName": "JANE",
        "MiddleName": "",
        "LastName": "",
    }


def _hidden(phone: str, version: int) -> str:
    """The payer's number as C2B tells it: hashed by version 1, masked by version 2."""
    if version == 1:
        return hashlib.sha256(phone.encode()).hexdigest()
    return f"{phone[:4]} ***** {phone[-3:]}"


def _told(kind: CallbackKind, url: str, body: Mapping[str, Any], phone: str = "") -> SimulatedCallback:
    headers = {"Content-Type": JSON, "Businessshortcode": SIMULATED_DARAJA_SHORTCODE}
    return SimulatedCallback(kind, url, json.dumps(body).encode(), headers, phone)
