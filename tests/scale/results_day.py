"""Simulates the worst day from measured costs: whether so many processes can carry its load, and who waits.

A model, not a measurement: it has the queue of `app/web/asgi.py` (72 requests of a process run or wait; further dials
are told to dial again), citizens who dial again, the rate of the SMS provider, and nothing else.
"""

import heapq
from collections import deque
from dataclasses import dataclass, field
from math import ceil
from random import Random
from typing import Final

from app.web.asgi import MOST_WAITING, THREADS

HOPS_A_DIAL: Final = 8
"""The hops of a dial: the stories have from 1 (a status dialled straight) to 13 (an application for a passport)."""
BETWEEN_HOPS: Final = 12.0
"""Seconds to read a screen and to answer it."""
PATIENCE: Final = 6
"""How often a citizen who is told to dial again does so, at most."""
REDIAL: Final = (20.0, 90.0)
"""The seconds after which a citizen dials again, at least and at most."""


@dataclass(frozen=True)
class Day:
    """The load of a day: `dials` spread over so many hours, with a peak so many times as high as the mean."""

    name: str
    dials: int
    hours: float
    peak: float
    sms: int
    """Alerts that are queued at once."""

    @property
    def dials_a_second(self) -> float:
        """Dials a second at the peak."""
        return self.peak * self.dials / (self.hours * 3600)


@dataclass
class Carried:
    """The results of a simulated day. Times are in seconds."""

    dials: int = 0
    at_once: int = 0
    """Dials that were answered when they were first made."""
    turned_away: int = 0
    """Answers that told somebody to dial again."""
    given_up: int = 0
    waits: list[float] = field(default_factory=list)
    busy: float = 0.0
    """The utilisation of the web processes; above 1 they cannot carry the load."""
    sms_seconds: float = 0.0

    def within(self, share: float) -> float:
        """Within how many seconds this share of the hops was answered."""
        ordered = sorted(self.waits)
        return ordered[int(share * (len(ordered) - 1))] if ordered else 0.0


def carry(day: Day, *, webs: int, hop_seconds: float, sms_a_second: float, minutes: int = 5, seed: int = 1) -> Carried:
    """Simulate the busiest minutes of a day. `webs`: web processes, each with a core; `hop_seconds`: the mean seconds
    of a core for one hop, whose distribution is exponential."""
    random, told = Random(seed), Carried()
    rate = day.dials_a_second
    end, moment, number = minutes * 60.0, 0.0, 0
    events: list[tuple[float, int, int, int]] = []
    """Each is a time, the number of a dial, the number of its next hop, and how often it was made again."""
    while moment < end:
        moment += random.expovariate(rate)
        heapq.heappush(events, (moment, number, 0, 0))
        number += 1
    free_at = [0.0] * webs
    waiting: list[deque[float]] = [deque() for _ in range(webs)]
    """For each process, when each of its running and waiting requests will be done."""
    while events:
        at, dial, hop, again = heapq.heappop(events)
        if at > end + 600:
            break
        web = min(range(webs), key=lambda each: len(_left(waiting[each], at)))
        if hop == 0:
            told.dials += again == 0
            if len(waiting[web]) >= THREADS + MOST_WAITING:
                told.turned_away += 1
                if again < PATIENCE:
                    heapq.heappush(events, (at + random.uniform(*REDIAL), dial, 0, again + 1))
                else:
                    told.given_up += 1
                continue
            told.at_once += again == 0
        done = max(free_at[web], at) + random.expovariate(1 / hop_seconds)
        free_at[web] = done
        waiting[web].append(done)
        told.waits.append(done - at)
        if hop + 1 < HOPS_A_DIAL:
            heapq.heappush(events, (done + random.uniform(0.5, 1.5) * BETWEEN_HOPS, dial, hop + 1, again))
    told.busy = rate * HOPS_A_DIAL * hop_seconds / webs
    told.sms_seconds = day.sms / sms_a_second
    return told


def webs_for(day: Day, hop_seconds: float, *, busy: float = 0.6) -> int:
    """The processes that carry a day at this utilisation; beyond two thirds, waiting times grow steeply."""
    return ceil(day.dials_a_second * HOPS_A_DIAL * hop_seconds / busy)


ORDINARY: Final = Day("an ordinary day", dials=500_000, hours=24, peak=6, sms=100_000)
"""As many dials as eCitizen has log-ins a day (source 13), all of them on phones."""
WORST: Final = Day("a results day", dials=5_000_000, hours=24, peak=6, sms=1_000_000)
"""Ten times that, and a million alerts at one moment."""


def _left(waiting: deque[float], at: float) -> deque[float]:
    """The requests of a process that are not done yet."""
    while waiting and waiting[0] <= at:
        waiting.popleft()
    return waiting
