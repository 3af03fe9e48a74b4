"""A flood of sign-ins (threat T27): how many a second succeed, and how much it slows other requests."""

import threading
from collections.abc import Iterator
from functools import partial

from tests.benchmarks import tasks, visits
from tests.benchmarks.load import Crowd, LoadResult, crowd
from tests.benchmarks.report import Row
from tests.benchmarks.serving import Web

CALLERS, SECONDS = 24, 8.0
"""Callers who sign in again and again in a closed loop; seconds of the flood."""
WARM_UP = 1.0
"""Seconds before the measurement, in which the processes of the callers start."""
RATE, MENU_CALLERS = 50, 16
"""Menu hops a second meanwhile, in an open loop; by how many callers at most."""
SLOWEST = 25.0
"""The bar: milliseconds at the 99th percentile of the menu hops during the flood."""


def sign_ins(callers: Crowd, lango: Web) -> Iterator[Row]:
    """Menu hops alone, then beside the flood; each account of the flood signs in on its own phone."""
    print(f"A flood of sign-ins by {CALLERS} callers, {SECONDS:.0f} s, with menu hops beside it.", flush=True)
    results: list[LoadResult] = []
    with crowd() as others:
        call = partial(others.call, visits.signs_in, lango.port, callers=CALLERS, seconds=SECONDS)
        others.call(visits.signs_in, lango.port, callers=CALLERS, seconds=WARM_UP)
        alone = _menus(callers, lango)
        flood = threading.Thread(target=lambda: results.append(call()))
        flood.start()
        beside = _menus(callers, lango)
        flood.join()
    attempts = len(results[0].latencies) // visits.SIGN_IN_HOPS
    busy = len([answer for answer in results[0].wrong if "busy" in answer])
    wrong = len(results[0].wrong) - busy
    rate = (attempts - len(results[0].wrong)) / SECONDS
    yield Row("sign-ins a second in a flood", f"{rate:,.0f}, told busy {busy}" + (f", {wrong} WRONG" if wrong else ""))
    before, after = alone.within(0.99), beside.within(0.99)
    result = f"p99 {after:.1f} ms, {before:.1f} ms without it ({after / before:.1f} times), {len(beside.wrong)} wrong"
    reached = after <= SLOWEST and not beside.wrong
    yield Row(f"menu hops during the flood, {RATE} a second", result, f"p99 <= {SLOWEST:.0f} ms", reached)


def _menus(callers: Crowd, lango: Web) -> LoadResult:
    visit = tasks.through_the_menus(lango.port)
    return callers.call(visit, lango.port, callers=MENU_CALLERS, seconds=SECONDS, rate=RATE)
