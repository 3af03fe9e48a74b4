"""The senders of a channel, and how many of them may be at work."""

import time
from typing import Final

from app.domain.messaging.messages import Channel
from app.providers.ports import Outcome, Unknown
from app.worker.thread_pool import ThreadPool

MANY: Final = 40
REST: Final = 30.0
"""Seconds for which a provider that left so many outcomes in a row unknown gets no alerts, then one to try it."""


class SenderPool(ThreadPool):
    """The senders of one channel, each a thread: a mail server that hangs holds up no SMS.

    `kept` of them take no alert, so that an OTP or a reply finds one free however many alerts there are.
    """

    def __init__(self, channel: Channel, senders: int, kept: int = 0) -> None:
        super().__init__(channel, senders)
        self.channel, self.kept = channel, kept
        self._unknown_in_a_row = 0
        self._rests_until = 0.0

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
