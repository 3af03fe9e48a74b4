"""The senders of a channel, and how many of them may be busy."""

import time
from typing import Final

from app.domain.messaging.messages import Channel
from app.providers.ports import Outcome, Unknown
from app.worker.thread_pool import ThreadPool

MANY: Final = 40
REST: Final = 30.0
"""Seconds for which no alerts go to a provider after MANY unknown outcomes in a row; then one goes, as a trial."""


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
        """How many senders may take an alert: none while the provider rests, then one as a trial."""
        if time.monotonic() < self._rests_until:
            return 0
        free = max(0, self.free() - self.kept)
        return free if self._unknown_in_a_row < MANY else min(1, free)

    def record_outcome(self, outcome: Outcome) -> None:
        """Count the unknown outcomes in a row: while the provider fails, each attempt uses up one of an alert's two."""
        self._unknown_in_a_row = self._unknown_in_a_row + 1 if isinstance(outcome, Unknown) else 0
        if self._unknown_in_a_row >= MANY:
            self._rests_until = time.monotonic() + REST
