"""The SMS network of a simulation: what it answers, what reaches a handset, and when it reports.

Each message's fate is drawn from the seed, its key and its attempt alone, so that it does not hang on who asks first.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Final

from app.providers.ports import Accepted, DeliveryStatus, Outcome, Refused, Report, Unknown

FATES: Final = (
    *["taken"] * 12, *["taken, told before the answer"] * 2, *["taken, told twice"] * 2,
    "lost before", "answer lost", "refused for now", "refused for good", "no credit",
)  # fmt: skip
LATEST_REPORT: Final = 100
"""Seconds: a report that comes later than the outbox waits for it (120 s) may come after a second sending."""


@dataclass
class Carrier:
    """One provider. `later` does something so many seconds from now; `tell` brings a report."""

    seed: int
    later: Callable[[float, Callable[[], object]], None]
    tell: Callable[[Report], None]
    handset: Counter[str] = field(default_factory=Counter)
    """How often each message, by its key, has reached its phone."""
    attempts: Counter[str] = field(default_factory=Counter)
    is_down: bool = False

    def send(self, phone: str, body: str, *, key: str) -> Outcome:
        """See SmsGateway."""
        self.attempts[key] += 1
        random = Random(f"{self.seed} {key} {self.attempts[key]}")
        fate = "no credit" if self.is_down else random.choice(FATES)
        if fate == "refused for now":
            return Refused("502", "RejectedByGateway", temporary=True)
        if fate == "refused for good":
            return Refused("403", "InvalidPhoneNumber", temporary=False)
        if fate == "no credit":
            return Refused("405", "InsufficientBalance", temporary=True, for_all=True)
        if fate == "lost before":
            return Unknown("ReadTimeout")
        self.handset[key] += 1
        name = f"ATXid_{self.handset.total():06d}"
        self._report(random, fate, name, phone)
        return Unknown("ReadTimeout") if fate == "answer lost" else Accepted(name, "KES 0.8000", 1)

    def _report(self, random: Random, fate: str, name: str, phone: str) -> None:
        report = Report(name, DeliveryStatus.DELIVERED, "", phone, "Success")
        if fate == "taken, told before the answer":
            self.tell(report)
            return
        for _ in range(2 if fate == "taken, told twice" else 1):
            self.later(random.uniform(1, LATEST_REPORT), lambda: self.tell(report))
