"""What is asked of Daraja besides prompts: giving money back, looking for one transaction, being registered."""

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
"""Codes of a registration: of the one for payments to the paybill, and of the one for the list of them."""
ORGANISATION: Final = "4"
"""The kind of party that a short code is."""


@dataclass(frozen=True)
class Registration:
    """What became of being registered. `code`: the provider's word for it; being registered already is done too."""

    is_done: bool
    code: str


def refund_body(config: DarajaConfig, refund_id: str, phone: str, amount_kes: Decimal, token: str) -> dict[str, Any]:
    """What is posted to give money back: its id is ours, and pays once. Raises ValueError like a prompt."""
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
    """What is posted to look for one transaction; what was found comes later, as a callback."""
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
    """What is posted to be told of payments to the paybill. Where our validation is out of reach, they are taken."""
    return {
        "ShortCode": config.shortcode,
        "ResponseType": "Completed",
        "ConfirmationURL": config.callback("c2b", "confirmation"),
        "ValidationURL": config.callback("c2b", "validation"),
    }


def pull_registration_body(config: DarajaConfig, nominated_phone: str) -> dict[str, str]:
    """What is posted to be allowed to ask for the list. Raises ValueError for a number that is none."""
    return {
        "ShortCode": config.shortcode,
        "RequestType": "Pull",
        "NominatedNumber": read_payer(nominated_phone),
        "CallBackURL": config.callback("c2b", "confirmation"),
    }


def is_taken(answer: HttpAnswer) -> bool:
    """Whether a call whose result comes later was taken."""
    return answer.status == 200 and read_code(read_answer(answer).get("ResponseCode")) == "0"


def judge_refund(answer: HttpAnswer) -> RefundOutcome:
    """What an answer says of a refund. What may pass is unknown: asked again under the same id, it is paid once."""
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
    """What an answer says of a registration, for payments to the paybill or for the list of them."""
    told = read_answer(answer)
    words = " ".join(read_word(told.get(name), LONGEST_WORDS).lower() for name in ("errorMessage", "ResponseMessage"))
    code = read_code(told.get("errorCode") or told.get("ResponseCode") or told.get("ResponseStatus"))
    if code == ALREADY or "already registered" in words or "duplicate notification info" in words:
        return Registration(is_done=True, code="already registered")
    return Registration(is_done=answer.status == 200 and code in DONE, code=code or f"HTTP {answer.status}")


def _results(config: DarajaConfig, token: str) -> dict[str, str]:
    """Where the result is posted, and that it was waited for in vain."""
    return {"ResultURL": config.callback("results", token), "QueueTimeOutURL": config.callback("timeouts", token)}
