"""Requests to Daraja besides prompts: refunds, queries about one transaction, registrations."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from app.domain.payments.provider_port import RefundOutcome
from app.providers.daraja.calls import read_answer
from app.providers.daraja.config import DarajaConfig
from app.providers.daraja.prompts import LONGEST_WORDS, read_payer, read_whole
from app.providers.daraja.result_codes import REFUSALS
from app.providers.http_exchange import HttpAnswer
from app.providers.posted_json import read_code, read_word

REFUND: Final = "/mpesa/b2c/v3/paymentrequest"
STATUS: Final = "/mpesa/transactionstatus/v1/query"
C2B: Final = "/mpesa/c2b/v{version}/registerurl"
DUPLICATE: Final = "500.002.1001"
DONE, ALREADY = ("0", "00000000", "1000"), "1001"
"""Codes of a registration, for payments to the paybill or for their list: it is done, or was done before."""
ORGANISATION: Final = "4"
"""The identifier type of a short code."""


@dataclass(frozen=True)
class Registration:
    """The result of a registration. `code`: the provider's. A registration that was made before counts as done."""

    is_done: bool
    code: str


def refund_body(config: DarajaConfig, refund_id: str, phone: str, amount_kes: Decimal, token: str) -> dict[str, Any]:
    """The body of a refund (B2C). Its id is ours, and is paid once. Raises ValueError like `submit_body`."""
    return {
        "OriginatorConversationID": refund_id,
        "InitiatorName": config.initiator,
        "SecurityCredential": config.security_credential,
        "CommandID": "BusinessPayment",
        "Amount": read_whole(amount_kes),
        "PartyA": config.shortcode,
        "PartyB": read_payer(phone),
        "Remarks": "Refund",
    } | _results(config, token)


def status_body(config: DarajaConfig, receipt: str, token: str) -> dict[str, Any]:
    """The body of a query about one transaction; the result comes later, as a callback."""
    return {
        "Initiator": config.initiator,
        "SecurityCredential": config.security_credential,
        "CommandID": "TransactionStatusQuery",
        "TransactionID": receipt,
        "PartyA": config.shortcode,
        "IdentifierType": ORGANISATION,
        "Remarks": "Status",
        "Occasion": "",
    } | _results(config, token)


def c2b_body(config: DarajaConfig) -> dict[str, str]:
    """The body that registers our URLs for payments to the paybill. Without our validation they are accepted."""
    return {
        "ShortCode": config.shortcode,
        "ResponseType": "Completed",
        "ConfirmationURL": config.callback("c2b", "confirmation"),
        "ValidationURL": config.callback("c2b", "validation"),
    }


def pull_registration_body(config: DarajaConfig, nominated_phone: str) -> dict[str, str]:
    """The body that registers for the list of payments. Raises ValueError for an invalid number."""
    return {
        "ShortCode": config.shortcode,
        "RequestType": "Pull",
        "NominatedNumber": read_payer(nominated_phone),
        "CallBackURL": config.callback("c2b", "confirmation"),
    }


def is_taken(answer: HttpAnswer) -> bool:
    """Whether a call whose result comes later was accepted."""
    return answer.status == 200 and read_code(read_answer(answer).get("ResponseCode")) == "0"


def judge_refund(answer: HttpAnswer) -> RefundOutcome:
    """The outcome of a refund by its answer. A transient error is unknown: sent again, the same id is paid once."""
    if is_taken(answer):
        return RefundOutcome.ACCEPTED
    told = read_answer(answer)
    code, words = read_code(told.get("errorCode")), read_word(told.get("errorMessage"), LONGEST_WORDS).lower()
    if code == DUPLICATE and "duplicate" in words:
        return RefundOutcome.DUPLICATE
    refusal = REFUSALS.get(code)
    is_final = refusal.is_fault if refusal else 400 <= answer.status < 500 and answer.status not in (408, 429)
    return RefundOutcome.REJECTED if is_final else RefundOutcome.UNKNOWN


def judge_registration(answer: HttpAnswer) -> Registration:
    """The result of a registration by its answer, for payments to the paybill or for the list of them."""
    told = read_answer(answer)
    words = " ".join(read_word(told.get(name), LONGEST_WORDS).lower() for name in ("errorMessage", "ResponseMessage"))
    code = read_code(told.get("errorCode") or told.get("ResponseCode") or told.get("ResponseStatus"))
    if code == ALREADY or "already registered" in words or "duplicate notification info" in words:
        return Registration(is_done=True, code="already registered")
    return Registration(is_done=answer.status == 200 and code in DONE, code=code or f"HTTP {answer.status}")


def _results(config: DarajaConfig, token: str) -> dict[str, str]:
    """The URLs for the result, and for a timeout in Daraja's queue."""
    return {"ResultURL": config.callback("results", token), "QueueTimeOutURL": config.callback("timeouts", token)}
