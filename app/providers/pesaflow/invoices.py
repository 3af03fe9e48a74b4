"""An invoice at Pesaflow: the requests that create one and query it, and what the answers mean."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from app.domain.payments.payment_states import FailureReason
from app.domain.payments.provider_port import (
    PaymentOrder,
    PaymentQuestion,
    PaymentStatus,
    RequestAccepted,
    RequestOutcome,
    RequestRejected,
    RequestUnknown,
    Verdict,
)
from app.providers.http_exchange import HttpAnswer
from app.providers.pesaflow.config import PesaflowConfig
from app.providers.pesaflow.hashes import sign_checkout, sign_question, spell
from app.providers.ports import Malformed
from app.providers.posted_json import read_amount, read_code, read_object, read_word

CHECKOUT: Final = "/PaymentAPI/iframev2.1.php"
STATUS: Final = "/api/invoice/payment/status"
CURRENCY: Final = "KES"
LONGEST_DESCRIPTION, LONGEST_FIELD = 100, 200
"""Characters that Pesaflow takes of a description (source 39), and that we send of anything else."""
LONGEST_INVOICE: Final = 40
PAID: Final = ("paid", "settled")
PENDING: Final = "pending"
NOT_FOUND: Final = "404"
"""The code for an invoice that Pesaflow does not have (yet)."""


def checkout_form(config: PesaflowConfig, order: PaymentOrder) -> dict[str, str]:
    """The form that creates an invoice, and prompts the phone if the order wants that.

    Raises ValueError for an order without an amount or a service.
    """
    if not order.amount_kes.is_finite() or order.amount_kes <= 0 or not order.service_id:
        raise ValueError("no amount or no service")
    form = {
        "apiClientID": config.client_id,
        "serviceID": order.service_id,
        "billDesc": read_word(order.description, LONGEST_DESCRIPTION) or "Payment",
        "currency": CURRENCY,
        "billRefNumber": order.reference,
        "clientMSISDN": order.phone.removeprefix("+"),
        "clientName": read_word(order.payer_name, LONGEST_FIELD),
        "clientIDNumber": read_word(order.payer_id_number, LONGEST_FIELD),
        "clientEmail": read_word(order.payer_email, LONGEST_FIELD),
        "amountExpected": spell(order.amount_kes),
        "callBackURLOnSuccess": config.page,
        "notificationURL": config.notification(order.token),
        "pictureURL": "",
        "format": "json",
        "sendSTK": "true" if order.prompt else "false",
    }
    return form | {"secureHash": sign_checkout(config, form)}


def status_query(config: PesaflowConfig, question: PaymentQuestion) -> dict[str, str]:
    """The query about an invoice: by its number, or by our reference if the number was lost."""
    ref_no = question.request_id or question.reference
    return {"api_client_id": config.client_id, "ref_no": ref_no, "secure_hash": sign_question(config, ref_no)}


def judge_checkout(answer: HttpAnswer) -> RequestOutcome:
    """The outcome of a checkout by its answer. Only a 4xx other than 408 certainly means that it was not accepted."""
    told = _read(answer)
    invoice = read_word(told.get("invoice_number"), LONGEST_INVOICE)
    if invoice and answer.status < 300:
        return RequestAccepted(invoice, read_amount(told.get("amount_expected")))
    if 400 <= answer.status < 500 and answer.status != 408:
        is_fault = answer.status != 429
        return RequestRejected(f"HTTP {answer.status}", FailureReason.OUT_OF_ORDER, is_fault=is_fault)
    return RequestUnknown(f"HTTP {answer.status} without an invoice number")


def judge_status(answer: HttpAnswer, question: PaymentQuestion) -> PaymentStatus:
    """The status of an invoice by the answer to a query. It is paid only when the whole amount has been paid.

    Not found is no failure: a checkout whose answer was lost may be found a little later.
    """
    told = _read(answer)
    if answer.status == 404 and "not found" in read_word(told.get("error"), LONGEST_FIELD).lower():
        return PaymentStatus(Verdict.PENDING, NOT_FOUND)
    if answer.status != 200:
        is_fault = 300 <= answer.status < 500 and answer.status not in (408, 429)
        return PaymentStatus(Verdict.UNKNOWN, f"HTTP {answer.status}", is_fault=is_fault)
    if not _is_about(told, question):
        return PaymentStatus(Verdict.UNKNOWN, "another invoice", is_fault=True)
    code = read_code(told.get("status")).lower()
    paid, expected = read_amount(told.get("amount_paid")), read_amount(told.get("amount_expected"))
    verdict = _verdict(code, paid, expected)
    return PaymentStatus(
        verdict,
        code or "HTTP 200",
        request_id=question.request_id or _invoice_number(told, question),
        paid_kes=None if verdict is Verdict.UNKNOWN else paid,
        expected_kes=expected,
    )


def _verdict(code: str, paid: Decimal | None, expected: Decimal | None) -> Verdict:
    """Paid or pending, if the status and the amounts agree; else unknown, as for pending with all of it paid."""
    is_whole = paid is not None and bool(expected) and paid >= (expected or 0)
    if code == PENDING:
        return Verdict.UNKNOWN if is_whole else Verdict.PENDING
    if code not in PAID or paid is None or not expected:
        return Verdict.UNKNOWN
    return Verdict.PAID if is_whole else Verdict.PENDING


def _is_about(told: Mapping[str, Any], question: PaymentQuestion) -> bool:
    """Whether an answer is about our bill, in shillings, as far as it says."""
    reference, currency = read_word(told.get("client_invoice_ref")), read_word(told.get("currency")).upper()
    return reference in ("", question.reference) and currency in ("", CURRENCY)


def _invoice_number(told: Mapping[str, Any], question: PaymentQuestion) -> str:
    """The number of an invoice that was queried by our reference; "" if the answer has none."""
    number = read_word(told.get("invoice_number") or told.get("ref_no"), LONGEST_INVOICE)
    return "" if number == question.reference else number


def _read(answer: HttpAnswer) -> dict[str, Any]:
    try:
        return read_object(answer.body)
    except Malformed:
        return {}
