"""An installation with a worker and a provider over real HTTP (used by the tests of delivery)."""

from concurrent.futures import wait
from dataclasses import dataclass, field, replace
from typing import Final

from pydantic import SecretStr

from app.container import Container
from app.domain.messaging.messages import MessageState
from app.worker.main import Worker
from tests.conftest import Clock
from tests.outgoing import phone, queue, states
from tests.standin import Standin

SHORT: Final = (2.0, 2.0)
"""Seconds to connect and to wait for an answer, in place of 3 and 10."""


@dataclass
class Office:
    """Workers, the provider, and the URL at which our web receives the provider's reports."""

    container: Container
    clock: Clock
    provider: Standin
    reports: str
    workers: list[Worker] = field(default_factory=list)

    def worker(self, **settings: object) -> Worker:
        """A new worker that sends to the provider; `settings` override its settings."""
        account = {"at_username": "lango", "at_api_key": SecretStr(self.provider.api_key)}
        changed = account | {"at_base_url": self.provider.url} | settings
        container = replace(self.container, settings=self.container.settings.model_copy(update=changed))
        self.workers.append(Worker(container))
        return self.workers[-1]

    def send(self, worker: Worker | None = None) -> None:
        """Send all that is due now, and wait for the outcomes and the reports."""
        worker = worker or self.worker()
        while started := worker.turn():
            assert not wait(started, 20).not_done
        self.provider.settle()

    def pass_time(self, **by: float) -> None:
        """Move the clock, run the worker's sweep, and send all that is due."""
        self.clock.move(**by)
        worker = self.worker()
        worker.sweep()
        self.send(worker)

    def states(self) -> set[MessageState]:
        """The states that the messages have."""
        return set(states(self.container).values())


def crowd(office: Office, count: int) -> list[str]:
    """Queue an alert to each of `count` phones, with the phone number as its key; the numbers."""
    numbers = [phone(number) for number in range(count)]
    for number in numbers:
        queue(office.container, number, to=number)
    return numbers
