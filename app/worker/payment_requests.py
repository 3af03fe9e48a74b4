"""The worker's part that calls payment providers, in threads of its own: no SMS waits for that.

Requests and queries have separate threads, so that slow answers to queries delay no prompt. A claim is committed before
anything is sent, and the write of its outcome is retried for PATIENCE seconds: a request is never sent a second time
(law 13).
"""

import re
import time
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from app.container import Container
from app.domain.payments import claims, due_work, sweeps, worklist
from app.domain.payments.claims import ClaimedCode
from app.domain.payments.payment_states import FailureReason
from app.domain.payments.provider_port import (
    MoneyChannel,
    PaymentOrder,
    PaymentProvider,
    PaymentStatus,
    RequestOutcome,
    RequestRejected,
    RequestUnknown,
    TransactionLookup,
    TransactionPage,
    Verdict,
)
from app.domain.payments.receipts import settlement
from app.domain.payments.sweeps import ClaimedSweep
from app.domain.payments.worklist import SEND_LEASE, ClaimedQuery, ClaimedRequest
from app.domain.shared.payment_ways import Provider
from app.platform.observability import PAYMENT_QUERIES, PAYMENT_SWEEPS, PAYMENTS, failed, log
from app.worker.database_retries import retry_until_written
from app.worker.thread_pool import ThreadPool

SENDERS, ASKERS, SWEEPERS = 8, 4, 1
PATIENCE: Final = 150.0
"""Seconds for which the write of an outcome is retried while the database fails; then the lease's end settles it."""
PLAIN: Final = re.compile(r"(?!.*[0-9]{6})[\w. -]{0,40}")
"""A code that may be logged: it has no six digits in a row, so no personal number."""


class PaymentRequests:
    """Sends the payment requests that citizens have agreed to, and queries what became of them."""

    def __init__(self, container: Container, providers: Mapping[Provider, PaymentProvider] | None = None) -> None:
        self._database, self._contacts = container.database, container.contacts
        self._providers = providers if providers is not None else _providers(container)
        daraja = self._providers.get(Provider.DARAJA)
        self._lookup = daraja if isinstance(daraja, TransactionLookup) else None
        self._senders = ThreadPool("payment", SENDERS)
        self._askers = ThreadPool("payment-query", ASKERS)
        self._sweepers = ThreadPool("payment-sweep", SWEEPERS)

    def turn(self) -> list[Future[None]]:
        """Start as much as there are free threads for; one future for each. Raises nothing, so that SMS go on."""
        started: list[Future[None]] = []
        if not self._has_due_work():
            return started
        for start in (self._start_requests, self._start_questions, self._start_sweep):
            try:
                started += start()
            except Exception as error:
                failed("database" if isinstance(error, SQLAlchemyError) else "payments", error)
        return started

    def finish(self) -> None:
        """Wait until all that was started is done."""
        for pool in (self._senders, self._askers, self._sweepers):
            pool.finish()

    def _has_due_work(self) -> bool:
        try:
            with self._database.reading() as session:
                return due_work.has_due_work(session)
        except Exception as error:
            failed("database" if isinstance(error, SQLAlchemyError) else "payments", error)
            return False

    def _start_requests(self) -> list[Future[None]]:
        since, free = time.monotonic(), self._senders.free()
        if not free:
            return []
        with self._database.transaction() as session:
            claimed = worklist.claim_requests(session, free)
        return [self._senders.start(partial(self._send_or_tell, each, since)) for each in claimed]

    def _start_questions(self) -> list[Future[None]]:
        free = self._askers.free()
        if not free:
            return []
        lookup = self._lookup
        with self._database.transaction() as session:
            claimed = worklist.claim_queries(session, free)
            codes: list[ClaimedCode] = claims.claim_codes(session, free - len(claimed)) if lookup else []
        started = [self._askers.start(partial(self._ask_or_tell, each)) for each in claimed]
        if lookup:
            started += [self._askers.start(partial(self._look_up_or_tell, lookup, each)) for each in codes]
        return started

    def _start_sweep(self) -> list[Future[None]]:
        daraja = self._providers.get(Provider.DARAJA)
        if daraja is None or not self._sweepers.free():
            return []
        with self._database.transaction() as session:
            claimed = sweeps.claim_sweep(session)
        return [self._sweepers.start(partial(self._sweep_or_tell, daraja, claimed))] if claimed else []

    # Requests

    def _send_or_tell(self, claimed: ClaimedRequest, since: float) -> None:
        try:
            self._send(claimed, since)
        except Exception as error:
            failed("payment request", error)  # it is unknown when its lease has run out

    def _send(self, claimed: ClaimedRequest, since: float) -> None:
        outcome = self._hand_over(claimed, since)
        record = partial(worklist.record_outcome, claimed=claimed, outcome=outcome, contacts=self._contacts)
        retry_until_written(self._database, record, seconds=PATIENCE)
        what = type(outcome).__name__.removeprefix("Request").lower()
        PAYMENTS.labels(claimed.provider, what).inc()
        code = getattr(outcome, "code", getattr(outcome, "why", ""))
        tell = log.error if getattr(outcome, "is_fault", False) else log.info
        tell("asked for money", provider=claimed.provider, outcome=what, code=plain(code))

    def _hand_over(self, claimed: ClaimedRequest, since: float) -> RequestOutcome:
        """Send it, unless this process was suspended since: it then counts as lost already, or will at any moment."""
        provider = self._providers.get(claimed.provider)
        if provider is None:
            return RequestRejected("not set up", FailureReason.OUT_OF_ORDER, is_fault=True)
        if time.monotonic() - since > SEND_LEASE.total_seconds() / 2:
            return RequestRejected("the sender slept", FailureReason.OUT_OF_ORDER)
        try:
            return provider.request_payment(self._with_service(claimed))
        except Exception as error:
            failed("payment provider", error)
            return RequestUnknown(type(error).__name__)

    # Questions

    def _ask_or_tell(self, claimed: ClaimedQuery) -> None:
        try:
            self._ask(claimed)
        except Exception as error:
            failed("payment query", error)  # it is asked again when its lease has run out

    def _ask(self, claimed: ClaimedQuery) -> None:
        status = self._query(claimed)
        record = partial(worklist.record_status, claimed=claimed, status=status, contacts=self._contacts)
        retry_until_written(self._database, record, seconds=PATIENCE)
        PAYMENT_QUERIES.labels(claimed.provider, status.verdict).inc()
        tell = log.error if status.is_fault else log.info
        tell("asked about a payment", provider=claimed.provider, outcome=status.verdict, code=plain(status.code))

    def _query(self, claimed: ClaimedQuery) -> PaymentStatus:
        provider = self._providers.get(claimed.provider)
        if provider is None:
            return PaymentStatus(Verdict.UNKNOWN, "not set up", is_fault=True)
        try:
            return provider.query_status(claimed.question)
        except Exception as error:
            failed("payment provider", error)
            return PaymentStatus(Verdict.UNKNOWN, type(error).__name__)

    def _look_up_or_tell(self, lookup: TransactionLookup, claimed: ClaimedCode) -> None:
        """Query a code that a citizen typed. The result comes as a callback; where none is found, staff look."""
        try:
            is_taken = lookup.ask_transaction(claimed.code, claimed.token)
        except Exception as error:
            failed("payment provider", error)
            return
        log.info("asked about a transaction", provider=Provider.DARAJA, taken=is_taken)

    # Sweeps

    def _sweep_or_tell(self, provider: PaymentProvider, claimed: ClaimedSweep) -> None:
        try:
            self._sweep(provider, claimed)
        except Exception as error:
            failed("payment sweep", error)  # it is done again when its lease has run out

    def _sweep(self, provider: PaymentProvider, claimed: ClaimedSweep) -> None:
        """Fetch a page of transactions and record each by itself: one that fails stops no other, and is fetched
        again."""
        page = _fetch(provider, claimed)
        is_whole = page.is_whole
        for each in page.transactions:
            record = partial(
                settlement.record_transaction,
                provider=Provider.DARAJA,
                transaction=each,
                channel=MoneyChannel.PULL,
                contacts=self._contacts,
            )
            try:
                retry_until_written(self._database, record, seconds=PATIENCE)
            except Exception as error:
                failed("payment sweep", error)
                is_whole = False
        finish = partial(sweeps.finish_sweep, claimed=claimed, is_whole=is_whole)
        retry_until_written(self._database, finish, seconds=PATIENCE)
        PAYMENT_SWEEPS.labels(claimed.name, "yes" if is_whole else "no").inc()
        log.info("asked for what came in", sweep=claimed.name, transactions=len(page.transactions), whole=is_whole)

    def _with_service(self, claimed: ClaimedRequest) -> PaymentOrder:
        """The order with its service at Pesaflow: its own, or else that of the installation."""
        service = claimed.order.service_id or self._contacts.payment_ways.pesaflow_service_id
        return replace(claimed.order, service_id=service)


def plain(code: str) -> str:
    """A provider's code as it may be logged."""
    return code if PLAIN.fullmatch(code) else "unreadable"


def _fetch(provider: PaymentProvider, claimed: ClaimedSweep) -> TransactionPage:
    try:
        page = provider.fetch_transactions(claimed.since, claimed.until)
    except Exception as error:
        failed("payment provider", error)
        page = None
    return page or TransactionPage((), is_whole=False)


def _providers(container: Container) -> dict[Provider, PaymentProvider]:
    found = {each: container.payment_provider(each) for each in Provider}
    return {each: provider for each, provider in found.items() if provider is not None}
