"""The worker's part that tells agencies' systems what happened, in threads of its own: nobody else waits for those.

An endpoint has few of them at once, and those that answer slowly share half, so that one that answers quickly always
finds some free.
"""

import time
from concurrent.futures import Future
from functools import partial
from typing import Final

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.messaging.outbox import LEASE
from app.domain.webhooks import webhook_delivery
from app.domain.webhooks.webhook_breaker import Standstill
from app.domain.webhooks.webhook_delivery import GONE, ClaimedEvent
from app.domain.webhooks.webhook_endpoints import Endpoint
from app.platform.observability import WEBHOOKS, alarm, failed, log
from app.providers.ports import Accepted, Outcome, Unknown, WebhookGateway
from app.worker.database_retries import retry_until_written
from app.worker.thread_pool import ThreadPool

SENDERS: Final = 32
SLOW: Final = 2.0
"""Seconds after which an answer is slow."""
OF_THE_SLOW: Final = SENDERS // 2
"""Senders that all endpoints which were slow the last time have together."""
PATIENCE: Final = LEASE.total_seconds()
"""Seconds for which an outcome is written down again while the database is out of order; then it is posted again."""


class WebhookPosting:
    """Posts what is due to whichever endpoint goes."""

    def __init__(self, container: Container, gateway: WebhookGateway | None = None) -> None:
        self._database = container.database
        self._gateway = gateway or container.webhook_gateway()
        self._senders = ThreadPool("webhook", SENDERS)
        self._slow: set[str] = set()
        self._claimed_at: dict[str, float] = {}
        self._working: list[tuple[str, Future[None]]] = []
        """For which endpoint each sender is at work. Read and written by the worker's own thread alone."""

    def turn(self) -> list[Future[None]]:
        """Post as much as there are free senders for; one future for each. Raises nothing: SMS go on."""
        started: list[Future[None]] = []
        try:
            for endpoint_id in self._find_due():
                started += self._start(endpoint_id)
        except Exception as error:
            failed("database" if isinstance(error, SQLAlchemyError) else "webhooks", error)
        return started

    def finish(self) -> None:
        """Wait for what is on its way."""
        self._senders.finish()

    def _find_due(self) -> list[str]:
        """Who was claimed for the longest ago first: where senders are few, each endpoint gets its turn."""
        if not self._senders.free():
            return []
        with self._database.reading() as session:
            found = webhook_delivery.find_due(session)
        return sorted(found, key=lambda each: self._claimed_at.get(each, 0.0))

    def _start(self, endpoint_id: str) -> list[Future[None]]:
        since, free = time.monotonic(), self._free_for(endpoint_id)
        if free <= 0:
            return []
        self._claimed_at[endpoint_id] = since
        with self._database.transaction() as session:
            claimed = webhook_delivery.claim_events(session, endpoint_id, free)
        started = [self._senders.start(partial(self._post_or_tell, each, since)) for each in claimed]
        self._working += [(endpoint_id, each) for each in started]
        return started

    def _free_for(self, endpoint_id: str) -> int:
        self._working = [each for each in self._working if not each[1].done()]
        free = self._senders.free()
        if endpoint_id not in self._slow:
            return free
        return min(free, OF_THE_SLOW - sum(each in self._slow for each, _ in self._working))

    def _post_or_tell(self, claimed: ClaimedEvent, since: float) -> None:
        try:
            self._post(claimed, since)
        except Exception as error:
            failed("webhook", error)  # the sweep finds the event when its lease has run out

    def _post(self, claimed: ClaimedEvent, since: float) -> None:
        """First it is written down that it may have left, then it leaves."""
        begin = partial(webhook_delivery.begin_attempt, claimed=claimed)
        endpoint = retry_until_written(self._database, begin, seconds=PATIENCE)
        if endpoint is None:
            return
        outcome = self._hand_over(claimed, endpoint, since)
        if outcome is None:
            return
        record = partial(_record, claimed=claimed, outcome=outcome)
        stands = retry_until_written(self._database, record, seconds=PATIENCE)
        what, why = type(outcome).__name__.lower(), getattr(outcome, "code", getattr(outcome, "reason", ""))
        log.info("posted", endpoint=claimed.endpoint_id, outcome=what, reason=why)
        if not claimed.is_test:
            WEBHOOKS.labels(what).inc()
        if stands:
            _tell_of_standstill(stands, is_test=claimed.is_test)

    def _hand_over(self, claimed: ClaimedEvent, endpoint: Endpoint, since: float) -> Outcome | None:
        """Let it leave, unless this process slept since: another worker may then have gone on to the next event."""
        begun, message = time.monotonic(), claimed.message
        if begun - since > LEASE.total_seconds() / 2:
            return None
        try:
            return self._gateway.post(
                endpoint.url, endpoint.secrets, message.body, key=message.key, at=self._database.clock()
            )
        except Exception as error:
            failed("webhook gateway", error)
            return Unknown(type(error).__name__)
        finally:
            mind = self._slow.add if time.monotonic() - begun > SLOW else self._slow.discard
            mind(endpoint.id)


def _record(session: Session, *, claimed: ClaimedEvent, outcome: Outcome) -> Standstill | None:
    """What the outcome says of the event, and of its endpoint, where that stands still now or goes again."""
    if isinstance(outcome, Accepted):
        return webhook_delivery.record_accepted(session, claimed)
    if isinstance(outcome, Unknown):
        return webhook_delivery.record_refused(session, claimed, reason=outcome.reason, is_unknown=True)
    if outcome.temporary:
        return webhook_delivery.record_refused(session, claimed, reason=outcome.code)
    if outcome.code != GONE:
        webhook_delivery.record_dead(session, claimed, reason=outcome.code)
    elif webhook_delivery.record_gone(session, claimed, reason=f"{GONE} Gone") and not claimed.is_test:
        alarm("webhook endpoint gone")
    return None


def _tell_of_standstill(stands: Standstill, *, is_test: bool) -> None:
    """Once when an endpoint comes to stand still, once when it goes again: not for each event."""
    if stands.is_over:
        seconds = round(stands.seconds)
        log.warning("endpoint goes again", endpoint=stands.endpoint_id, after_seconds=seconds, it_was=stands.reason)
        return
    log.error("endpoint stands still", endpoint=stands.endpoint_id, reason=stands.reason)
    if not is_test:
        alarm("webhook endpoint stands still")
