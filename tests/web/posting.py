"""Workers that post webhooks (used by the tests of webhooks)."""

from collections.abc import Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from typing import Final

from app.container import Container
from app.domain.messaging import messages, outbox_sweep
from app.domain.messaging.messages import Message
from app.providers.webhooks import HttpWebhookGateway
from app.worker.webhook_posting import WebhookPosting
from tests.conftest import Clock
from tests.database.hearing import LOCAL, events
from tests.database.holder import do

WHOLE: Final = 0.6
"""Seconds that a receiver may take in these tests, in place of 10."""


@dataclass
class PostOffice:
    """One installation and its workers that post webhooks."""

    container: Container
    clock: Clock
    workers: list[WebhookPosting] = field(default_factory=list)

    def worker(self, whole: float = WHOLE) -> WebhookPosting:
        """A new worker's part that posts; `whole` is the receiver's time in seconds."""
        self.workers.append(WebhookPosting(self.container, HttpWebhookGateway(LOCAL, whole=whole)))
        return self.workers[-1]

    def queue(self, endpoint_id: str, about: str, *names: str) -> list[str]:
        """Queue events about one application for an endpoint, one commit each; their keys."""
        keys = [f"webhook:{endpoint_id}:{about}:{name}" for name in names]
        for key in keys:
            body = f'{{"type":"application.created","data":{{"reference":"{about}"}},"key":"{key}"}}'
            assert do(self.container, messages.queue_webhook, key=key, endpoint_id=endpoint_id, about=about, body=body)
        return keys

    def send(self, worker: WebhookPosting | None = None) -> None:
        """Post all that is due now, and wait for the outcomes."""
        worker = worker or self.workers[0]
        while started := worker.turn():
            finished(started)

    def pass_time(self, **by: float) -> None:
        """Move the clock, sweep the outbox, and post all that is due."""
        self.clock.move(**by)
        do(self.container, outbox_sweep.sweep)
        self.send()

    def row(self, key: str) -> Message:
        """The row of an event as it is stored now."""
        [found] = [each for each in events(self.container, key.split(":")[1]) if each.key == key]
        return found

    def finish(self) -> None:
        """Stop all workers."""
        for worker in self.workers:
            worker.finish()


def finished(started: Sequence[Future[None]]) -> None:
    """Wait for all posts that were started, and raise what one of them raised."""
    assert not wait(started, 20).not_done
    for each in started:
        each.result()
