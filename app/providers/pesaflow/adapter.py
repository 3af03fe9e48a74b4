"""The PaymentProvider for Pesaflow."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from app.domain.payments.payment_states import FailureReason
from app.domain.payments.provider_port import (
    PaymentOrder,
    PaymentQuestion,
    PaymentStatus,
    RefundOutcome,
    RequestOutcome,
    RequestRejected,
    RequestUnknown,
    TransactionPage,
    Verdict,
)
from app.providers.http_exchange import AnswerLost, HttpAnswer, NeverSent, Patience, exchange
from app.providers.pesaflow import invoices
from app.providers.pesaflow.config import PesaflowConfig


class Pesaflow:
    """One client of Pesaflow's: see PaymentProvider. Threads may share it; it never repeats a checkout.

    A call is over within one minute.
    """

    def __init__(self, config: PesaflowConfig, *, patience: Patience | None = None) -> None:
        self._config = config
        self._patience = patience or Patience()

    def request_payment(self, order: PaymentOrder) -> RequestOutcome:
        """Have an invoice made, once, and the phone prompted with it."""
        try:
            form = invoices.checkout_form(self._config, order)
        except ValueError as error:
            return RequestRejected(str(error), FailureReason.OUT_OF_ORDER, is_fault=True)
        try:
            return invoices.judge_checkout(self._ask("POST", invoices.CHECKOUT, data=form))
        except NeverSent as error:
            return RequestRejected(error.code, FailureReason.OUT_OF_ORDER, error.is_fault)
        except AnswerLost as error:
            return RequestUnknown(str(error))

    def query_status(self, question: PaymentQuestion) -> PaymentStatus:
        """What has been paid of an invoice; if its number was lost, it is queried by our reference."""
        asked = invoices.status_query(self._config, question)
        try:
            return invoices.judge_status(self._ask("GET", invoices.STATUS, params=asked), question)
        except NeverSent as error:
            return PaymentStatus(Verdict.UNKNOWN, error.code)
        except AnswerLost as error:
            return PaymentStatus(Verdict.UNKNOWN, str(error))

    def fetch_transactions(self, since: datetime, until: datetime) -> TransactionPage | None:
        """None: Pesaflow has no such list."""
        return None

    def send_refund(self, refund_id: str, phone: str, amount_kes: Decimal, *, token: str) -> RefundOutcome | None:
        """None: Pesaflow makes no refunds. The refund is only recorded, and the agency pays it."""
        return None

    def _ask(self, method: str, path: str, **what: Any) -> HttpAnswer:
        return exchange(self._patience, method, self._config.base_url.rstrip("/") + path, **what)
