"""The PaymentProvider for Daraja."""

import time
from datetime import datetime
from decimal import Decimal
from typing import Final

from app.domain.payments.payment_states import FailureReason
from app.domain.payments.provider_port import (
    PaymentOrder,
    PaymentQuestion,
    PaymentStatus,
    RefundOutcome,
    RequestOutcome,
    RequestRejected,
    RequestUnknown,
    Transaction,
    TransactionPage,
    Verdict,
)
from app.platform.db import Clock, utc_now
from app.providers.daraja import operations, prompts, pulled
from app.providers.daraja.calls import DarajaCalls
from app.providers.daraja.config import DarajaConfig
from app.providers.daraja.operations import Registration
from app.providers.daraja.tokens import WAIT, TokenStore
from app.providers.http_exchange import AnswerLost, NeverSent, Patience

MOST_PAGES: Final = 100
"""The most pages that are read of one list: 10,000 payments."""
LONGEST_SWEEP: Final = 60.0
"""Seconds for all pages of a list; the rest of it is left to the next time."""


class Daraja:
    """One short code at Daraja: see PaymentProvider. Threads may share it; it never repeats a submit.

    A call usually takes less than two seconds. At worst it takes a minute and a half: it waits for a token, for an
    answer that refuses the token, for another token, and for the answer.
    """

    def __init__(
        self,
        config: DarajaConfig,
        tokens: TokenStore,
        *,
        clock: Clock = utc_now,
        patience: Patience | None = None,
        wait: float = WAIT,
    ) -> None:
        self._config = config
        self._clock = clock
        self._calls = DarajaCalls(config, tokens, patience or Patience(), wait=wait)

    def request_payment(self, order: PaymentOrder) -> RequestOutcome:
        """Have the phone prompted, once."""
        try:
            body = prompts.submit_body(self._config, order, self._clock())
        except ValueError as error:
            return RequestRejected(str(error), FailureReason.OUT_OF_ORDER, is_fault=True)
        try:
            return prompts.judge_submit(self._calls.post(prompts.SUBMIT, body))
        except NeverSent as error:
            return prompts.judge_never_sent(error)
        except AnswerLost as error:
            return RequestUnknown(str(error))

    def query_status(self, question: PaymentQuestion) -> PaymentStatus:
        """The status of a prompt. A prompt whose answer was lost has no id, and cannot be queried."""
        if not question.request_id:
            return PaymentStatus(Verdict.UNKNOWN, "no id")
        body = prompts.query_body(self._config, question.request_id, self._clock())
        try:
            return prompts.judge_query(self._calls.post(prompts.QUERY, body), question.request_id)
        except NeverSent as error:
            return PaymentStatus(Verdict.UNKNOWN, error.code, is_fault=error.is_fault)
        except AnswerLost as error:
            return PaymentStatus(Verdict.UNKNOWN, str(error))

    def fetch_transactions(self, since: datetime, until: datetime) -> TransactionPage:
        """The payments to the paybill, each receipt once; `is_whole` only if every row of every page was read."""
        found: dict[str, Transaction] = {}
        offset, is_whole, ends = 0, True, time.monotonic() + LONGEST_SWEEP
        for _ in range(MOST_PAGES):
            rows = self._fetch_page(since, until, offset)
            if rows is None:
                break
            read = [pulled.read_row(row) for row in rows]
            new = {each.receipt: each for each in read if each is not None and each.receipt not in found}
            found |= new
            is_whole = is_whole and None not in read
            if len(rows) < pulled.FULL:
                return TransactionPage(list(found.values()), is_whole)
            offset += len(rows)
            if not new or time.monotonic() > ends:  # the same page again, for example
                break
        return TransactionPage(list(found.values()), is_whole=False)

    def send_refund(self, refund_id: str, phone: str, amount_kes: Decimal, *, token: str) -> RefundOutcome | None:
        """Send a refund by B2C, once for each id; None without an API operator: the refund is only recorded then."""
        if not self._config.has_operator:
            return None
        try:
            body = operations.refund_body(self._config, refund_id, phone, amount_kes, token)
        except ValueError:
            return RefundOutcome.REJECTED
        try:
            return operations.judge_refund(self._calls.post(operations.REFUND, body))
        except NeverSent:
            return RefundOutcome.REJECTED
        except AnswerLost:
            return RefundOutcome.UNKNOWN

    def ask_transaction(self, receipt: str, token: str) -> bool:
        """Query one transaction by its code; whether the query was accepted. The result comes as a callback."""
        if not self._config.has_operator:
            return False
        body = operations.status_body(self._config, receipt, token)
        try:
            return operations.is_taken(self._calls.post(operations.STATUS, body))
        except (NeverSent, AnswerLost):
            return False

    def register_urls(self) -> Registration:
        """Register our URLs for payments to the paybill. Once in production: then only Safaricom's pages change it."""
        path = operations.C2B.format(version=self._config.c2b_version)
        return self._register(path, operations.c2b_body(self._config))

    def register_pull(self, nominated_phone: str) -> Registration:
        """Register for the list of payments (Pull Transactions). Raises ValueError for an invalid number."""
        return self._register(pulled.REGISTER, operations.pull_registration_body(self._config, nominated_phone))

    def _register(self, path: str, body: dict[str, str]) -> Registration:
        try:
            return operations.judge_registration(self._calls.post(path, body))
        except (NeverSent, AnswerLost) as error:
            return Registration(is_done=False, code=str(error))

    def _fetch_page(self, since: datetime, until: datetime, offset: int) -> list[pulled.Row] | None:
        body = pulled.pull_body(self._config.shortcode, since, until, offset)
        try:
            return pulled.read_page(self._calls.post(pulled.QUERY, body))
        except (NeverSent, AnswerLost):
            return None
