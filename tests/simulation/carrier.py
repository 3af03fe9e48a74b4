"""The SMS network of a simulation: what it answers, what reaches a handset, and when it reports.

The fate of an SMS is drawn from the seed and from its number, not from its key, which is random.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations
from random import Random
from typing import Final

from app.providers.ports import Accepted, DeliveryStatus, Outcome, Refused, Report, Unknown

FATES: Final = (
    *["taken"] * 12, *["taken, told before the answer"] * 2, *["taken, told twice"] * 2,
    "lost before", "answer lost", "refused for now", "refused for good", "no credit",
)  # fmt: skip
BOTH: Final = timedelta(minutes=15)
"""Two answers about one phone that are lost within this time are lost at once: until the second is sent again at the
latest, a report may be about the first."""
LATEST_REPORT: Final = 100
"""Seconds: a report that comes later than the outbox waits for it (120 s) may come after a second sending."""


@dataclass
class Carrier:
    """One provider. `later` does something so many seconds from now; `tell` delivers a report."""

    seed: int
    clock: Callable[[], datetime]
    later: Callable[[float, Callable[[], object]], None]
    tell: Callable[[Report], None]
    handset: Counter[str] = field(default_factory=Counter)
    """How often each message, by its key, has reached its phone."""
    asked: int = 0
    lost: dict[str, list[tuple[str, datetime]]] = field(default_factory=dict)
    """The messages whose answers were lost, and when, by their phone."""
    is_down: bool = False

    def send(self, phone: str, body: str, *, key: str) -> Outcome:
        """See SmsGateway."""
        self.asked += 1
        random = Random(f"{self.seed} sms {self.asked}")
        fate = "no credit" if self.is_down else random.choice(FATES)
        if fate in ("lost before", "answer lost"):
            self.lost.setdefault(phone, []).append((key, self.clock()))
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

    def were_two_lost(self, key: str) -> bool:
        """Whether the answer about another message to the same phone was lost at about the same time.

        Then nobody can tell which of the two a report is about, and some kinds are sent again (docs/reliability.md).
        """
        return any(
            (key in (one, other)) and one != other and abs(at - then) < BOTH
            for lost in self.lost.values()
            for (one, at), (other, then) in combinations(lost, 2)
        )

    def _report(self, random: Random, fate: str, name: str, phone: str) -> None:
        report = Report(name, DeliveryStatus.DELIVERED, "", phone, "Success")
        if fate == "taken, told before the answer":
            self.tell(report)
            return
        for _ in range(2 if fate == "taken, told twice" else 1):
            self.later(random.uniform(1, LATEST_REPORT), lambda: self.tell(report))
