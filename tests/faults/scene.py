"""An installation whose processes are killed: its servers, the provider it sends to, a clock to put forward."""

from collections.abc import Iterator
from concurrent.futures import wait
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from pydantic import SecretStr

from app.container import Container
from app.domain.messaging.messages import MessageState
from app.platform.db import utc_now
from app.worker.main import Worker
from tests.conftest import CALLBACK_KEY, KEY, settings
from tests.outgoing import listening, states
from tests.standin import Standin

OVER: Final = {MessageState.DELIVERED, MessageState.ACCEPTED, MessageState.FAILED, MessageState.EXPIRED}


@dataclass
class Ahead:
    """The clock of this machine, and how far it has been put forward."""

    by: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return utc_now() + self.by


@dataclass
class Scene:
    """One installation, and the provider."""

    container: Container
    clock: Ahead
    provider: Standin

    def environment(self, **more: str) -> dict[str, str]:
        """The settings of its processes."""
        return {
            "DATA_DIR": str(self.container.settings.data_dir),
            "DATABASE_URL": self.container.settings.database,
            "REDIS_URL": self.container.settings.redis,
            "SECRET_KEYS": KEY,
            "AT_CALLBACK_KEYS": CALLBACK_KEY,
            "AT_USERNAME": "lango",
            "AT_API_KEY": self.provider.api_key,
            "AT_BASE_URL": self.provider.url,
        } | more

    def recover(self) -> None:
        """Run other workers, and let time pass until all leases and all waits for delivery reports are over."""
        for _ in range(8):
            for seconds in (31, 121):
                self.provider.settle()
                self.clock.by += timedelta(seconds=seconds)
                self._turns()
            if self.states() <= OVER:
                break
        self.provider.settle()

    def states(self) -> set[MessageState]:
        """The states of the messages, each once."""
        return set(states(self.container).values())

    def _turns(self) -> None:
        account = {"at_username": "lango", "at_api_key": SecretStr(self.provider.api_key)}
        changed = self.container.settings.model_copy(update=account | {"at_base_url": self.provider.url})
        worker = Worker(replace(self.container, settings=changed))
        worker.sweep()
        while started := worker.turn():
            assert not wait(started, 30).not_done
        worker.finish()


@contextmanager
def scene(database_url: str, redis_url: str, *, reports: bool = True) -> Iterator[Scene]:
    """An installation, and a provider that reports on what it sends, or does not."""
    clock = Ahead()
    container = Container.of(settings(database_url=database_url, redis_url=redis_url), clock=clock)
    with Standin() as provider, listening(container) as url:
        if reports:
            provider.reports(f"{url}/at/{CALLBACK_KEY}/sms/reports", statuses=("Success",))
        yield Scene(container, clock, provider)
    container.database.close()
