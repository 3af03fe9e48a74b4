"""The load generator: callers in processes of their own, each with a thread and a connection, who check every answer.

Closed loop: each caller sends its next request as soon as the last one is answered. Open loop: requests are due at
random moments (Poisson); the time of each counts from its due moment, which includes the wait for a slow server.
"""

import multiprocessing
import secrets
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

from tests.benchmarks.line import Exchange, Line, Visit

PROCESSES = 2
SPAN = 10.0
"""Seconds of one interval of the results."""
EXPECTED = ", expected "
"""Stands between a wrong answer and what it should have contained, with the kind of the request."""
HEAD_START = 0.3
"""Seconds in which every caller connects before the first request."""


@dataclass(frozen=True)
class Part:
    """Visits of one sort, and their share (0 to 1) of the requests, not of the visits, which differ in length."""

    share: float
    visit: Visit


@dataclass(frozen=True)
class Plan:
    """What the callers of one process do, and from when (by the monotonic clock that all processes share)."""

    mix: tuple[Part, ...]
    port: int
    callers: int
    begin: float
    seconds: float
    rate: float
    """Requests a second of an open loop; 0 for a closed one."""
    trim: float = 0.0
    """Seconds at the begin and at the end whose requests are counted, but whose times are left out."""

    @property
    def end(self) -> float:
        """When the last request may be sent."""
        return self.begin + self.seconds

    def span(self, moment: float) -> int:
        """The number of the interval (`SPAN` seconds) that a moment is in."""
        return int((moment - self.begin) / SPAN)


@dataclass
class Span:
    """The results of the requests that were due within one interval of `SPAN` seconds."""

    answered: int = 0
    wrong: int = 0
    longest: float = 0.0
    """Seconds."""

    def add(self, other: "Span") -> None:
        """Add the results of another process."""
        self.answered, self.wrong = self.answered + other.answered, self.wrong + other.wrong
        self.longest = max(self.longest, other.longest)


@dataclass
class LoadResult:
    """What the callers measured: the seconds that each answer took, and the wrong answers."""

    seconds: float
    by_kind: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)
    cpu: float = 0.0
    """Seconds of processor time that the callers themselves took."""
    answered: int = 0
    """All answers with status 200, also those whose time is left out; no cut connections, and no errors of a proxy."""
    spans: dict[int, Span] = field(default_factory=lambda: defaultdict(Span))
    """The results by the interval of `SPAN` seconds in which the requests were due."""

    @property
    def latencies(self) -> list[float]:
        """The seconds of the answers of all kinds."""
        return [each for kind in self.by_kind.values() for each in kind]

    @property
    def a_second(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def within(self, share: float, kind: str | None = None) -> float:
        """The milliseconds within which this share (0 to 1) of the requests, or of those of a kind, was answered."""
        ordered = sorted(self.latencies if kind is None else self.by_kind[kind])
        return 1000 * ordered[int(share * (len(ordered) - 1))] if ordered else float("inf")

    def note(self, plan: Plan, exchange: Exchange, answer: bytes, *, since: float) -> bool:
        """Record an answer; whether it is right."""
        took, right, span = time.monotonic() - since, exchange.expects in answer, self.spans[plan.span(since)]
        span.add(Span(1, not right, took))
        self.answered += answer[:3] == b"200"
        if plan.begin + plan.trim <= since <= plan.end - plan.trim:
            self.by_kind[exchange.kind].append(took)
        if not right:
            self.wrong.append(f"{answer!r}{EXPECTED}{exchange.kind}: {exchange.expects!r}")
        return right

    def add(self, other: "LoadResult") -> None:
        """Add the results of another process."""
        for kind, latencies in other.by_kind.items():
            self.by_kind[kind] += latencies
        for number, span in other.spans.items():
            self.spans[number].add(span)
        self.wrong += other.wrong
        self.cpu, self.answered = self.cpu + other.cpu, self.answered + other.answered


class Crowd:
    """All callers of all processes."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def call(self, visit: Visit, port: int, *, callers: int, seconds: float, rate: float = 0.0) -> LoadResult:
        """Run so many callers for so many seconds, at a rate (requests a second) or, without one, in a closed loop."""
        return self._carry_out((Part(1.0, visit),), port, callers, seconds, rate)

    def call_mix(
        self, mix: Sequence[Part], port: int, *, callers: int, seconds: float, rate: float, trim: float = 0.0
    ) -> LoadResult:
        """The same with visits of several sorts, in an open loop."""
        return self._carry_out(tuple(mix), port, callers, seconds, rate, trim)

    def _carry_out(
        self, mix: tuple[Part, ...], port: int, callers: int, seconds: float, rate: float, trim: float = 0.0
    ) -> LoadResult:
        begin = time.monotonic() + HEAD_START
        plan = Plan(mix, port, callers // PROCESSES, begin, seconds, rate / PROCESSES, trim)
        result = LoadResult(seconds)
        for part in self._pool.map(call, [plan] * PROCESSES):
            result.add(part)
        return result


@contextmanager
def crowd() -> Iterator[Crowd]:
    """Start the processes of the callers."""
    with ProcessPoolExecutor(PROCESSES, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield Crowd(pool)


def call(plan: Plan) -> LoadResult:
    """Carry out the plan of one process."""
    result, turns = LoadResult(plan.seconds), Turns(plan)
    used = time.process_time()
    threads = [threading.Thread(target=_caller, args=(plan, turns, result)) for _ in range(plan.callers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    result.cpu = time.process_time() - used
    return result


def _caller(plan: Plan, turns: "Turns", result: LoadResult) -> None:
    try:
        line = Line(plan.port)
        _wait_until(plan.begin)
        (_when_due if plan.rate else _at_once)(plan, turns, result, line)
        line.close()
    except OSError as error:
        result.wrong.append(repr(error))


def _at_once(plan: Plan, _: "Turns", result: LoadResult, line: Line) -> None:
    [only] = plan.mix
    while True:
        for exchange in only.visit(_name()):
            began = time.monotonic()
            if began > plan.end:
                return
            result.note(plan, exchange, line.ask(exchange.request), since=began)


def _when_due(plan: Plan, turns: "Turns", result: LoadResult, line: Line) -> None:
    """A visit ends with its first wrong answer: those that follow would be wrong for no other reason."""
    while turn := turns.take():
        _wait_until(turn.due)
        if result.note(plan, turn.exchange, line.ask(turn.exchange.request), since=turn.due):
            turns.give_back(turn)


@dataclass(frozen=True)
class Turn:
    """A request of an open loop: when it is due, and its part and visit."""

    due: float
    part: int
    visit: Iterator[Exchange]
    exchange: Exchange


class Turns:
    """The schedule of an open loop: each part has its share of the requests, and no visit has two under way."""

    def __init__(self, plan: Plan) -> None:
        self._plan, self._due = plan, plan.begin
        self._random = Random()
        self._weights = [part.share for part in plan.mix]
        self._visits = [self._several(part) for part in plan.mix]
        self._lock = threading.Lock()

    def take(self) -> Turn | None:
        """The next request, to be given back when it was answered; None when the time is over."""
        with self._lock:
            self._due += self._random.expovariate(self._plan.rate)
            if self._due > self._plan.end:
                return None
            due, [part] = self._due, self._random.choices(range(len(self._weights)), self._weights)
            waiting = self._visits[part]
            visit = waiting.pop(self._random.randrange(len(waiting))) if waiting else iter(())
        exchange = next(visit, None)
        if exchange is None:
            visit = self._plan.mix[part].visit(_name())
            exchange = next(visit)
        return Turn(due, part, visit, exchange)

    def give_back(self, turn: Turn) -> None:
        """A request was answered: its visit may go on."""
        with self._lock:
            self._visits[turn.part].append(turn.visit)

    def _several(self, part: Part) -> list[Iterator[Exchange]]:
        """The concurrent visits of a part: twice its share of the callers."""
        return [part.visit(_name()) for _ in range(max(1, round(2 * self._plan.callers * part.share)))]


def _name() -> str:
    return secrets.token_hex(16)


def _wait_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))
