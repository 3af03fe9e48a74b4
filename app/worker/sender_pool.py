"""The senders of a channel, and how many of them may be at work."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

from app.domain.messaging.messages import Channel
from app.providers.ports import Outcome, Unknown

MANY: Final = 40
REST: Final = 30.0
"""Seconds for which a provider that left so many outcomes in a row unknown gets no alerts, then one to try it."""


@dataclass
class SenderPool:
    """The senders of one channel, each a thread: a mail server that hangs holds up no SMS.

    `kept` of them take no alert, so that an OTP or a reply finds one free however many alerts there are.
    """

    channel: Channel
    senders: int
    kept: int = 0
    _sending: set[Future[None]] = field(default_factory=set)
    _unknown_in_a_row: int = 0
    _rests_until: float = 0.0

    def __post_init__(self) -> None:
        self._threads = ThreadPoolExecutor(self.senders, thread_name_prefix=self.channel)

    def free(self) -> int:
        """How many senders have nothing to send."""
        self._sending = {each for each in self._sending if not each.done()}
        return self.senders - len(self._sending)

    def free_for_alerts(self) -> int:
        """How many of them may take an alert: none while the provider is left in peace, then one to try it."""
        if time.monotonic() < self._rests_until:
            return 0
        free = max(0, self.free() - self.kept)
        return free if self._unknown_in_a_row < MANY else min(1, free)

    def record_outcome(self, outcome: Outcome) -> None:
        """Mind how the provider is: while it is out of order, each attempt would burn one of an alert's two."""
        self._unknown_in_a_row = self._unknown_in_a_row + 1 if isinstance(outcome, Unknown) else 0
        if self._unknown_in_a_row >= MANY:
            self._rests_until = time.monotonic() + REST

    def start(self, work: Callable[[], None]) -> Future[None]:
        """Give a free sender something to do."""
        future = self._threads.submit(work)
        self._sending.add(future)
        return future

    def finish(self) -> None:
        """Wait until every sender is done; none starts again."""
        self._threads.shutdown()
