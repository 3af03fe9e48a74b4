"""A worker that posts events, and agencies' systems that hear them, as the tests of webhooks hold them."""

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
"""Seconds that a receiver has in these tests, in place of 10."""


@dataclass
class PostOffice:
    """One installation that posts; any number of workers."""

    container: Container
    clock: Clock
    workers: list[WebhookPosting] = field(default_factory=list)

    def worker(self, whole: float = WHOLE) -> WebhookPosting:
        """A worker's part that posts."""
        self.workers.append(WebhookPosting(self.container, HttpWebhookGateway(LOCAL, whole=whole)))
        return self.workers[-1]

    def queue(self, endpoint_id: str, about: str, *names: str) -> list[str]:
        """Have events of one application wait for an endpoint, one commit each; their keys."""
        keys = [f"webhook:{endpoint_id}:{about}:{name}" for name in names]
        for key in keys:
            body = f'{{"type":"application.created","data":{{"reference":"{about}"}},"key":"{key}"}}'
            assert do(self.container, messages.queue_webhook, key=key, endpoint_id=endpoint_id, about=about, body=body)
        return keys

    def send(self, worker: WebhookPosting | None = None) -> None:
        """Post all that is due now, and wait for what comes of it."""
        worker = worker or self.workers[0]
        while started := worker.turn():
            finished(started)

    def pass_time(self, **by: float) -> None:
        """Let time pass, and what it settles be settled and posted."""
        self.clock.move(**by)
        do(self.container, outbox_sweep.sweep)
        self.send()

    def row(self, key: str) -> Message:
        """An event as it stands."""
        [found] = [each for each in events(self.container, key.split(":")[1]) if each.key == key]
        return found

    def finish(self) -> None:
        """No worker is at work any more."""
        for worker in self.workers:
            worker.finish()


def finished(started: Sequence[Future[None]]) -> None:
    """Wait for what is on its way."""
    assert not wait(started, 20).not_done
    for each in started:
        each.result()
