"""An open loop: requests in the mix in which people make them, at a fifth of the rate that the bare route answers."""

from collections.abc import Iterator

from tests.benchmarks import mixed_visits, tasks
from tests.benchmarks.load import Crowd, LoadResult
from tests.benchmarks.mixed_visits import OFF_BY, SHARES
from tests.benchmarks.report import Row, wrong_ones
from tests.benchmarks.serving import Web

OF_THE_FLOOR = 0.2
"""The rate of requests, as a share of the floor's rate that is measured in the same run."""
SECONDS, WARM_UP = 300.0, 3.0
CALLERS, SLOWEST = 64, 100.0
"""Requests under way at most; milliseconds at the 99th percentile (interface: bars)."""


def open_loop(callers: Crowd, lango: Web, floor_rate: float, seconds: float = SECONDS) -> Iterator[Row]:
    """The rows: all requests together, then each kind."""
    rate = OF_THE_FLOOR * floor_rate
    print(f"The mix in an open loop, {rate:.0f} a second for {seconds:.0f} s.", flush=True)
    mix = mixed_visits.mix(tasks.number_of("Help", lango.port))
    callers.call_mix(mix, lango.port, callers=CALLERS, seconds=WARM_UP, rate=rate / 2)
    before = lango.program.cpu()
    load = callers.call_mix(mix, lango.port, callers=CALLERS, seconds=seconds, rate=rate)
    cores = (lango.program.cpu() - before) / seconds
    slow = load.within(0.99)
    result = f"p50 {load.within(0.5):.1f} ms, p99 {slow:.1f} ms, p99.9 {load.within(0.999):.1f} ms"
    told = result + (wrong_ones([load]) or ", 0 wrong")
    name = f"the mix in an open loop, {load.a_second:.0f} hops a second for {seconds:.0f} s"
    yield Row(name, told, f"p99 <= {SLOWEST:.0f} ms, 0 wrong", slow <= SLOWEST and not load.wrong)
    yield Row("the mix: processor time of the web, of the callers", f"{cores:.2f} and {load.cpu / seconds:.2f} cores")
    yield from _shares(load)


def _shares(load: LoadResult) -> Iterator[Row]:
    """The share of the requests that each kind had, and its latency."""
    for kind, wanted in SHARES.items():
        share = len(load.by_kind[kind]) / max(1, len(load.latencies))
        result = f"{share:.1%} of the calls, p50 {load.within(0.5, kind):.1f} ms, p99 {load.within(0.99, kind):.1f} ms"
        yield Row(f"the mix: {kind}", result, f"{wanted:.0%} of the calls", abs(share - wanted) <= OFF_BY)
