"""The callbacks of payment providers: how a prompt ended, a payment to the paybill, the result of a query or a refund.

Each is delivered once, so it is answered 200 as soon as it is stored, in the database or in the spool, and evaluated
afterwards. Its content is not trusted: the provider is queried. The token in a path is read before the body, without
the database (`guards`).
"""

from typing import Final

from flask import Blueprint, Response, g, jsonify, request

from app.domain.payments.callback_tokens import TokenPurpose
from app.domain.payments.provider_port import PaymentNotice, RefundNotice, RefundWord, ResultNotice, Transaction
from app.domain.payments.receipts.account_check import AccountVerdict, check_account
from app.platform.config.payment_fields import DarajaAccess
from app.platform.deadline import within
from app.platform.observability import PAYMENT_NOTICES, failed
from app.providers.daraja.callbacks import (
    TransactionResult,
    judge_refund_result,
    parse_c2b,
    parse_result,
    parse_stk,
)
from app.providers.pesaflow.notifications import parse_notification
from app.web import container, guards, intake

daraja = Blueprint("daraja_callbacks", __name__)
daraja.before_request(guards.daraja_only)
pesaflow = Blueprint("pesaflow_callbacks", __name__)
pesaflow.before_request(guards.pesaflow_only)

ACCEPTED: Final = {"ResultCode": 0, "ResultDesc": "Accepted"}
VALIDATION_SECONDS: Final = 4.0
"""Seconds within which an account is checked: Safaricom waits for about eight seconds (source 38)."""
VERDICTS: Final = {
    AccountVerdict.GOOD: ("0", "Accepted"),
    AccountVerdict.UNKNOWN_ACCOUNT: ("C2B00012", "Rejected"),
    AccountVerdict.BAD_AMOUNT: ("C2B00013", "Rejected"),
    AccountVerdict.NOTHING_DUE: ("C2B00016", "Rejected"),
}
"""What Safaricom is answered for each verdict, before the money is taken (source 38)."""


@daraja.post("/daraja/<key>/stk/<token>")
@guards.tells_of(TokenPurpose.PAYMENT)
def tell_prompt(key: str, token: str) -> Response:
    """How a prompt ended."""
    return _take(parse_stk(request.get_data(), g.subject))


@daraja.post("/daraja/<key>/c2b/validation")
def validate_payment(key: str) -> Response:
    """Whether a payment to the paybill names an account that is ours, before the money is taken."""
    asked = parse_c2b(request.get_data(), _daraja().shortcode)
    code, words = VERDICTS[_judge(asked)]
    return jsonify(ResultCode=code, ResultDesc=words)


@daraja.post("/daraja/<key>/c2b/confirmation")
def confirm_payment(key: str) -> Response:
    """A payment to the paybill was made."""
    return _take(parse_c2b(request.get_data(), _daraja().shortcode))


@daraja.post("/daraja/<key>/results/<token>")
@guards.tells_of(TokenPurpose.CLAIM, TokenPurpose.REFUND)
def tell_result(key: str, token: str) -> Response:
    """The result of a query about one transaction, or of a refund."""
    result = parse_result(request.get_data())
    if g.purpose is TokenPurpose.REFUND:
        return _take(
            RefundNotice(g.subject, judge_refund_result(result), result.code, result.receipt, result.amount_kes)
        )
    return _take(ResultNotice(g.subject, result.code, _transaction(result, _daraja())))


@daraja.post("/daraja/<key>/timeouts/<token>")
@guards.tells_of(TokenPurpose.CLAIM, TokenPurpose.REFUND)
def tell_timeout(key: str, token: str) -> Response:
    """The request timed out in the provider's queue. Of a query nothing is kept; a refund is left for staff."""
    if g.purpose is TokenPurpose.REFUND:
        return _take(RefundNotice(g.subject, RefundWord.UNKNOWN, "timeout"))
    PAYMENT_NOTICES.labels("daraja", "timeout", "no").inc()
    return jsonify(ACCEPTED)


@pesaflow.post("/pesaflow/<key>/notify/<token>")
@guards.tells_of(TokenPurpose.PAYMENT)
def tell_payment(key: str, token: str) -> Response:
    """A notification about the payment of an invoice."""
    config = container().pesaflow_config()
    assert config is not None, "its key has opened"  # noqa: S101
    return _take(parse_notification(request.get_data(), g.subject, config))


def _take(told: PaymentNotice | ResultNotice | RefundNotice) -> Response:
    fresh = intake().take(told)
    provider = told.provider if isinstance(told, PaymentNotice) else "daraja"
    result = "refund" if isinstance(told, RefundNotice) else "result"
    channel = told.channel if isinstance(told, PaymentNotice) else result
    PAYMENT_NOTICES.labels(provider, channel, {True: "yes", False: "no", None: "spooled"}[fresh]).inc()
    return jsonify(ACCEPTED)


def _judge(asked: PaymentNotice) -> AccountVerdict:
    """The verdict on the account of a payment. GOOD where the check fails: an error of ours must not refuse money."""
    try:
        with within(VALIDATION_SECONDS), container().database.reading() as session:
            return check_account(session, asked.account, asked.amount_kes)
    except Exception as error:
        failed("account check", error)
        return AccountVerdict.GOOD


def _daraja() -> DarajaAccess:
    access = container().settings.daraja
    assert access is not None, "its key has opened"  # noqa: S101
    return access


def _transaction(result: TransactionResult, access: DarajaAccess) -> Transaction | None:
    """The transaction of a result, without its account; None where it is incomplete, or of another short code."""
    is_ours = result.shortcode in ("", access.shortcode)
    if not (result.is_completed and is_ours and result.receipt and result.amount_kes and result.finalised_at):
        return None
    return Transaction(result.receipt, result.amount_kes, None, result.finalised_at)
