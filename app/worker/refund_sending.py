"""The worker's part that sends refunds, in threads of its own, so that slow answers delay no prompt.

A claim is committed before anything is sent, and the write of its outcome is retried: a refund is sent again only where
two persons decide so (law 13).
"""

import time
from collections.abc import Mapping
from concurrent.futures import Future
from functools import partial
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from app.container import Container
from app.domain.payments.provider_port import PaymentProvider, RefundOutcome
from app.domain.payments.refunding import refund_worklist
from app.domain.payments.refunding.refund_worklist import REFUND_LEASE, ClaimedRefund
from app.domain.shared.payment_ways import Provider
from app.platform.observability import REFUNDS, failed, log
from app.worker.database_retries import retry_until_written
from app.worker.thread_pool import ThreadPool

SENDERS: Final = 2
PATIENCE: Final = 150.0
"""Seconds for which the write of an outcome is retried while the database fails; then the lease's end settles it."""
CANNOT: Final = frozenset({Provider.PESAFLOW})
"""Providers that cannot send money: their refunds are recorded, for people to give back."""


class RefundSending:
    """Sends the refunds that two persons have agreed on."""

    def __init__(self, container: Container, providers: Mapping[Provider, PaymentProvider] | None = None) -> None:
        self._database = container.database
        found = {each: container.payment_provider(each) for each in Provider} if providers is None else providers
        self._providers = {each: provider for each, provider in found.items() if provider and each not in CANNOT}
        self._pool = ThreadPool("refund", SENDERS)

    def turn(self) -> list[Future[None]]:
        """Start as many as there are free threads for; one future for each. Raises nothing, so that SMS go on."""
        since, free = time.monotonic(), self._pool.free()
        if not free:
            return []
        try:
            with self._database.reading() as session:
                if not refund_worklist.has_due_refunds(session):
                    return []
            with self._database.transaction() as session:
                claimed = refund_worklist.claim_refunds(session, free, self._providers.keys())
        except Exception as error:
            failed("database" if isinstance(error, SQLAlchemyError) else "refunds", error)
            return []
        return [self._pool.start(partial(self._send_or_tell, each, since)) for each in claimed]

    def finish(self) -> None:
        """Wait until all that was started is done."""
        self._pool.finish()

    def _send_or_tell(self, claimed: ClaimedRefund, since: float) -> None:
        try:
            self._send(claimed, since)
        except Exception as error:
            failed("refund", error)  # it is unknown when its lease has run out

    def _send(self, claimed: ClaimedRefund, since: float) -> None:
        outcome = self._hand_over(claimed, since)
        record = partial(refund_worklist.record_refund_outcome, claimed=claimed, outcome=outcome)
        retry_until_written(self._database, record, seconds=PATIENCE)
        what = str(outcome) if outcome else "not sent here"
        REFUNDS.labels(claimed.provider, what).inc()
        log.info("gave money back", provider=claimed.provider, outcome=what)

    def _hand_over(self, claimed: ClaimedRefund, since: float) -> RefundOutcome | None:
        """Send it, unless this process was suspended since: it then counts as lost already, or will at any moment."""
        if time.monotonic() - since > REFUND_LEASE.total_seconds() / 2:
            return RefundOutcome.REJECTED
        provider = self._providers[claimed.provider]
        try:
            return provider.send_refund(claimed.refund_id, claimed.phone, claimed.amount_kes, token=claimed.token)
        except Exception as error:
            failed("payment provider", error)
            return RefundOutcome.UNKNOWN
