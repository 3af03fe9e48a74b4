"""Measure how Lango grows: `python -m tests.scale [--part NAME ...] [--hops N] [--rate N] [--most N]`.

All parts take about three hours, most of which are the two runs of a million hops. Requests go to this machine only,
and the command stops by itself. A part that is measured again replaces its older figures in docs/results/.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from tests.benchmarks import alerts, finding, flood, holders
from tests.benchmarks.load import crowd
from tests.benchmarks.measures import sent_alerts
from tests.benchmarks.report import Row
from tests.benchmarks.serving import LANGO, Installation, installation, web
from tests.faults.stores import own_postgres
from tests.scale import batch, figures, growth, linking, page, settling
from tests.scale.a_run import Faults, Run, run

HOPS: Final = 1_010_000
"""That many are due, at random moments; a few less may be, and a million are wanted."""
RATE: Final = 300.0
"""Hops a second: the callers, nginx, both webs and the database share one machine."""
MOST: Final = 5_000_000
PAYMENTS: Final = 1_000
LINKED: Final = 20_000
RATES: Final = ((50, 1), (200, 3))
"""Alerts a second, and workers: one sends 20 at a time, so 100 a second to a provider that takes 0.2 s over each."""
SECONDS_OF_ALERTS: Final = 20
WAITING: Final = 3_000
"""Alerts that wait when the workers start."""


def main() -> None:
    """Measure what is asked for, and write it down."""
    asked = argparse.ArgumentParser(prog="python -m tests.scale", description="How Lango grows.")
    asked.add_argument("--part", choices=PARTS, action="append", help="one of them alone")
    asked.add_argument("--hops", type=int, default=HOPS)
    asked.add_argument("--rate", type=float, default=RATE, help="hops a second")
    asked.add_argument("--most", type=int, default=MOST, help="accounts and applications, at most")
    wanted = asked.parse_args()
    for part in wanted.part or PARTS:
        print(f"{part} ...", flush=True)
        with tempfile.TemporaryDirectory(prefix="lango-") as home:
            figures.keep(part, PARTS[part](Path(home), wanted))
        page.write()


def _hops(home: Path, wanted: argparse.Namespace) -> dict[str, Any]:
    return _told(run(home, hops=wanted.hops, rate=wanted.rate), wanted)


def _faults(home: Path, wanted: argparse.Namespace) -> dict[str, Any]:
    return _told(run(home, hops=wanted.hops, rate=wanted.rate, fault=Faults()), wanted)


def _told(came: Run, wanted: argparse.Namespace) -> dict[str, Any]:
    load = came.load
    return {
        "rate": wanted.rate,
        "seconds": load.seconds,
        "answered": load.answered,
        "claimed": came.claimed,
        "counted": came.counted,
        "ms": {str(share): load.within(share) for share in (0.5, 0.95, 0.99, 0.999)},
        "kinds": {
            kind: [len(found), load.within(0.5, kind), load.within(0.99, kind)]
            for kind, found in sorted(load.by_kind.items())
        },
        "cores": came.cores | {"callers": load.cpu / load.seconds},
        "errors": came.errors,
        "unknown": came.unknown,
        "asked_again": came.asked_again,
        "wrong": len(came.wrong),
        "a_wrong_one": came.wrong[0][:200] if came.wrong else "",
        "alerts": came.alerts,
        "faults": came.faults,
        "spans": [[number, span.answered, span.wrong, span.longest] for number, span in sorted(load.spans.items())],
    }


def _growth(home: Path, wanted: argparse.Namespace) -> dict[str, Any]:
    curves = {each: growth.of_the_database(home, each, wanted.most) for each in growth.SIZES}
    return {each: figures.curves_told(found) for each, found in curves.items()}


def _sessions(home: Path, wanted: argparse.Namespace) -> dict[str, Any]:
    return {"curves": figures.curves_told(growth.of_live_sessions(home, wanted.most))}


def _services(home: Path, _: argparse.Namespace) -> dict[str, Any]:
    found = [finding.cost_of(home, size) for size in finding.SIZES]
    curves = (
        growth.Curve("a query, median", "ms", {each.services: each.median for each in found}),
        growth.Curve("a query, 95th percentile", "ms", {each.services: each.slow for each in found}),
        growth.Curve("building the index", "s", {each.services: each.building for each in found}),
    )
    return {"curves": figures.curves_told(curves)}


def _rates(home: Path, _: argparse.Namespace) -> dict[str, Any]:
    rows: list[Row] = []
    with own_postgres(home) as server, installation(home / "lango", server.url) as place:
        holders.open_accounts(place)
        with web(place, LANGO) as lango, crowd() as callers:
            rows += flood.sign_ins(callers, lango)
        for rate, workers in RATES:
            rows += sent_alerts(place, SECONDS_OF_ALERTS * rate, rate, workers)
        rows += [_drained(place, workers) for workers in (1, 2)]
        linked = f"{linking.link_rate(place.container, LINKED):.0f} a second"
        rows.append(Row(f"{LINKED:,} rows of the audit trail linked, one worker", linked))
        settled = settling.settle(place.container, PAYMENTS)
        told = f"{settled.a_second:.0f} a second"
        rows.append(
            Row(f"{settled.payments:,} payments asked for, sent, told of, looked up, settled, one process", told)
        )
    return _rows(rows)


def _batch(home: Path, _: argparse.Namespace) -> dict[str, Any]:
    with own_postgres(home) as server, installation(home / "lango", server.url) as place:
        return _rows(batch.rows(batch.deliver(place)))


def _rows(rows: Iterable[Row]) -> dict[str, Any]:
    return {"rows": [[each.measure, each.result, each.bar, each.verdict] for each in rows]}


def _drained(place: Installation, workers: int) -> Row:
    rate = alerts.drain_rate(place, WAITING, workers)
    return Row(
        f"alerts that wait, sent by {workers} worker(s) to a provider that answers at once", f"{rate:.0f} a second"
    )


PARTS: Final[Mapping[str, Callable[[Path, argparse.Namespace], dict[str, Any]]]] = {
    "hops": _hops,
    "faults": _faults,
    "growth": _growth,
    "sessions": _sessions,
    "services": _services,
    "rates": _rates,
    "batch": _batch,
}


if __name__ == "__main__":
    main()
