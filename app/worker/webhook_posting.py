"""The worker's part that posts webhooks to agencies' systems, in threads of its own: nothing else waits for those.

The events in flight to one endpoint are limited (`claim_events`), and all slow endpoints together may use half of the
threads, so that a fast one always finds some free.
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
"""Seconds after which an answer counts as slow."""
OF_THE_SLOW: Final = SENDERS // 2
"""Senders that all endpoints whose last answer was slow may use together."""
PATIENCE: Final = LEASE.total_seconds()
"""Seconds for which the write of an outcome is retried while the database fails; then the event is posted again."""


class WebhookPosting:
    """Posts the events that are due, to every endpoint whose breaker lets it."""

    def __init__(self, container: Container, gateway: WebhookGateway | None = None) -> None:
        self._database = container.database
        self._gateway = gateway or container.webhook_gateway()
        self._senders = ThreadPool("webhook", SENDERS)
        self._slow: set[str] = set()
        self._claimed_at: dict[str, float] = {}
        self._working: list[tuple[str, Future[None]]] = []
        """The endpoint that each busy sender posts to. Only the worker's own thread reads and writes this."""

    def turn(self) -> list[Future[None]]:
        """Start as many posts as there are free senders; one future for each. Raises nothing, so that SMS go on."""
        started: list[Future[None]] = []
        try:
            for endpoint_id in self._find_due():
                started += self._start(endpoint_id)
        except Exception as error:
            failed("database" if isinstance(error, SQLAlchemyError) else "webhooks", error)
        return started

    def finish(self) -> None:
        """Wait until all that was started is done."""
        self._senders.finish()

    def _find_due(self) -> list[str]:
        """The endpoints with due events, the one served longest ago first: so each gets its turn when senders are
        few."""
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
        """Post one event. Before that, a commit records that it may have been posted."""
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
        """Post it, unless this process was suspended since: another worker may then have gone on to the next event."""
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
    """Record the outcome of an event. Returns a Standstill where the endpoint's breaker has opened or closed."""
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
    """Log that an endpoint's breaker has opened or closed: once, and not for each event."""
    if stands.is_over:
        seconds = round(stands.seconds)
        log.warning("endpoint goes again", endpoint=stands.endpoint_id, after_seconds=seconds, it_was=stands.reason)
        return
    log.error("endpoint stands still", endpoint=stands.endpoint_id, reason=stands.reason)
    if not is_test:
        alarm("webhook endpoint stands still")
