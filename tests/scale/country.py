"""What a country takes, by arithmetic from what was measured: cores, processes, memory, disk and the cost of SMS.

Each row says how it is worked out, so that who knows their own numbers better can put them in.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from sessions.store import TTL_MS
from tests.scale.results_day import BETWEEN_HOPS, HOPS_A_DIAL, ORDINARY, WORST, Day, webs_for

ACCOUNTS: Final = 14_000_000
"""As many as eCitizen has users (source 13)."""
BUSY: Final = 0.6
"""The share of a core that is used at the peak: beyond two thirds the waiting times grow steeply."""
WEB_MB: Final = 202
"""Memory of a web process, as `make bench` measured it (docs/results/bench.md)."""
KES_AN_SMS: Final = 0.80
DAYS: Final = (ORDINARY, WORST)

Row = tuple[str, str, str, str]


def rows(kept: Mapping[str, Any]) -> Iterator[Row]:
    """What is needed, how that is worked out, and the figures of the ordinary and of the worst day.

    `kept`: the figures of `make scale`; the part `hops` must be there, `growth` and `sessions` add their rows.
    """
    yield "dials a second at the peak", "dials / 86,400 s x 6", *_each(lambda day: day.dials_a_second)
    yield "hops a second", f"x {HOPS_A_DIAL}", *_each(hops_a_second)
    costs = hop_costs(kept["hops"])
    for name, cost in costs.items():
        how = f"hops a second x {1000 * cost:.2f} ms / {BUSY}"
        yield f"cores of {name}", how, *_each(partial(_cores, cost))
    webs = {day: webs_for(day, costs["webs"], busy=BUSY) for day in DAYS}
    yield "memory of web processes", f"one a core, x {WEB_MB} MB", *_each(lambda day: webs[day] * WEB_MB / 1000, "GB")
    if "sessions" in kept:
        size = _last(kept["sessions"]["curves"], "bytes")
        lives = HOPS_A_DIAL * BETWEEN_HOPS + TTL_MS / 1000
        how = f"dials a second x {lives:,.0f} s x {size:,.0f} bytes"
        yield "memory of Redis", how, *_each(lambda day: day.dials_a_second * lives * size / 1e6, "MB")
    if "postgresql" in kept.get("growth", {}):
        weight = _last(kept["growth"]["postgresql"], "bytes")
        how = f"{ACCOUNTS:,} accounts, each with one application, x {weight:,.0f} bytes"
        yield "disk of PostgreSQL", how, *_each(lambda _: ACCOUNTS * weight / 1e9, "GB")
    yield "alerts by SMS", "of that day; codes, replies and receipts come on top", *_each(lambda day: day.sms)
    yield "cost of these alerts", f"x KES {KES_AN_SMS:.2f}", *_each(lambda day: day.sms * KES_AN_SMS, "KES")


def hop_costs(run: Mapping[str, Any]) -> dict[str, float]:
    """Seconds of a core that each program spent on a hop of a run; the callers are no part of a country."""
    spent: dict[str, float] = run["cores"]
    hop = run["seconds"] / run["answered"]
    return {name: cores * hop for name, cores in spent.items() if name != "callers"}


def hops_a_second(day: Day) -> float:
    """At the peak of a day."""
    return day.dials_a_second * HOPS_A_DIAL


def _cores(hop_seconds: float, day: Day) -> float:
    return hops_a_second(day) * hop_seconds / BUSY


def _each(count: Callable[[Day], float], unit: str = "") -> tuple[str, str]:
    first, second = (f"{count(day):,.1f}".removesuffix(".0") + (f" {unit}" if unit else "") for day in DAYS)
    return first, second


def _last(curves: list[dict[str, Any]], unit: str) -> float:
    """The value at the largest size of the curve that has this unit."""
    [curve] = [each for each in curves if each["unit"] == unit]
    return float(curve["points"][-1][1])
