"""The measurements: each prints what it does, and yields the rows of the table."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from statistics import median

from sqlalchemy import func, select

from app.dev.storyboard.tasks import TASKS as CITIZEN_TASKS
from app.domain.messaging.messages import Message, MessageKind
from tests.benchmarks import alerts, mixed_visits, tasks, visits
from tests.benchmarks.line import Visit
from tests.benchmarks.load import Crowd, LoadResult
from tests.benchmarks.report import Row, spread, wrong_ones
from tests.benchmarks.serving import Installation, Web

CALLERS = 16
"""Concurrent callers of a closed loop."""
WARM_UP = 2.0
ROUNDS, ROUND = 5, 3.0
"""Rounds in which hops of each kind and the floor take turns, and the seconds of one turn."""
RATIOS = {
    "menu hops": 0.55,
    "first dial": 0.40,
    "first dial of a phone that holds an account": 0.40,
    "first dial of a phone that is signed in": 0.40,
    "find": 0.30,
}
"""The bars: the share of the floor's rate that each kind must reach, on either database."""
STRAIGHT_RATIOS = {"sqlite": 0.40, "postgresql": 0.30}
TEXTED_RATIOS = {"postgresql": 0.25}
"""The same for an SMS, by database. Each SMS is committed: SQLite waits for the disk each time, and has no bar."""
ALERTS, SOON, ON_TIME = 1000, 0.99, 0.95
"""The number of alerts; the share that must be accepted in time; the share of the wanted rate that must be reached."""


@dataclass
class Side:
    """One of the things that are compared: its visit, its web server, and the results of its turns."""

    name: str
    visit: Visit
    web: Web
    results: list[LoadResult] = field(default_factory=list)
    spent: list[float] = field(default_factory=list)
    """Microseconds of processor time that the web server took for each answer."""

    def turn(self, callers: Crowd) -> None:
        """Take one turn, and keep its result."""
        before = self.web.program.cpu()
        result = callers.call(self.visit, self.web.port, callers=CALLERS, seconds=ROUND)
        self.results.append(result)
        self.spent.append(1e6 * (self.web.program.cpu() - before) / max(1, len(result.latencies)))

    @property
    def rates(self) -> list[float]:
        """Answers a second in each round."""
        return [each.a_second for each in self.results]


def callbacks(place: Installation, lango: Web) -> Iterator[Row]:
    """Count the callbacks that each task takes."""
    _say("Counting the callbacks of each task.")
    for task in tasks.TASKS:
        took = tasks.callbacks(task, place, lango.port)
        reached = 0 < took <= task.bar
        yield Row(f"callbacks: {task.name}", str(took or "not done"), f"<= {task.bar}", reached)
    for told in CITIZEN_TASKS:
        yield Row(f"in its story: {told.name}", str(told.hops()), f"<= {told.bar}", 0 < told.hops() <= told.bar)


def against_the_floor(callers: Crowd, lango: Web, floor: Web, place: Installation) -> Generator[Row, None, float]:
    """Compare hops of each kind, and an SMS, with the bare route, in turns; each SMS must be answered in the outbox.

    Returns the floor's rate in answers a second.
    """
    _say(f"Hops and their floor, in turns, {ROUNDS} times {ROUND:.0f} s each.")
    bare = Side("floor (a GET and a SET)", visits.floor, floor)
    database = place.container.database.engine.dialect.name
    straight, texted = STRAIGHT_RATIOS[database], TEXTED_RATIOS.get(database)
    bars = RATIOS | {"status dialled straight": straight, "status by SMS": texted}
    dials = (visits.dial, visits.dial_known, mixed_visits.dials_signed_in)
    kinds = (tasks.through_the_menus(lango.port), *dials, visits.found, visits.straight, visits.texted)
    sides = [Side(name, visit, lango) for name, visit in zip(bars, kinds, strict=True)]
    for side in (bare, *sides):
        callers.call(side.visit, side.web.port, callers=CALLERS, seconds=WARM_UP)
    before = _replies(place)
    for _ in range(ROUNDS):
        for side in (bare, *sides):
            side.turn(callers)
    for side in (bare, *sides):
        yield Row(f"{side.name}: answers a second", spread(side.rates) + wrong_ones(side.results))
        yield Row(f"{side.name}: processor time of the web", f"{spread(side.spent)} us each")
    for side in sides:
        ratios = [ours / theirs for ours, theirs in zip(side.rates, bare.rates, strict=True)]
        bar = bars[side.name]
        reached = bar is None or (median(ratios) >= bar and not wrong_ones(side.results))
        yield Row(f"{side.name} / floor", spread(ratios, ".2f"), f">= {bar}" if bar else "", reached)
    texts, replies = sum(len(each.latencies) for each in sides[-1].results), _replies(place) - before
    yield Row("status by SMS: answers in the outbox", f"{replies:,} of {texts:,}", "all", replies == texts)
    cores = [each.cpu / each.seconds for side in (bare, *sides) for each in side.results]
    yield Row("the callers' own share of a core", spread(cores, ".2f"))
    return median(bare.rates)


def sent_alerts(place: Installation, count: int = ALERTS, rate: float = alerts.RATE, workers: int = 1) -> Iterator[Row]:
    """The time of alerts from commit to acceptance by the provider, at a rate (alerts a second)."""
    _say(f"{count} alerts, {rate} a second, {workers} worker(s), to a provider that takes {alerts.ANSWER} s over each.")
    sent = alerts.send(place, count, rate, workers)
    at_99 = sent.waits[int(0.99 * (len(sent.waits) - 1))]
    result = f"{100 * sent.soon:.1f} % (p50 {median(sent.waits):.1f} s, p99 {at_99:.1f} s, never {sent.never})"
    bar = f">= {100 * SOON:.0f} % at {rate:.0f}/s"
    by = f" by {workers} workers" if workers > 1 else ""
    measure = f"{len(sent.waits)} alerts at {sent.a_second:.0f} a second, accepted{by} within {alerts.SOON:.0f} s"
    reached = sent.soon >= SOON and sent.a_second >= ON_TIME * rate
    yield Row(measure, result, bar, reached)
    yield Row("alerts accepted twice by then", str(sent.twice), "0", sent.twice == 0)


def _replies(place: Installation) -> int:
    with place.container.database.reading() as session:
        return session.scalar(select(func.count()).where(Message.kind == MessageKind.REPLY)) or 0


def _say(text: str) -> None:
    print(text, flush=True)
