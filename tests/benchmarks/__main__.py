"""Measure Lango here: `python -m tests.benchmarks [--database postgresql] [--seconds N] [--write FILE]`.

It takes about 20 minutes, of which the open loop takes 5 (`--seconds 20` for a try).

The exit status is always 0: a benchmark measures, and its reader judges.
"""

import argparse
import os
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests import measured_here, servers
from tests.benchmarks import (
    agency_lists,
    applying,
    finding,
    flood,
    holders,
    measures,
    memory,
    overview_pages,
    real_mix,
    telling_apart,
)
from tests.benchmarks.load import crowd
from tests.benchmarks.report import Row, table
from tests.benchmarks.serving import FLOOR, LANGO, Installation, installation, web


def main() -> None:
    """Measure everything and print the table."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="How fast Lango is here.")
    asked.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked.add_argument("--seconds", type=float, default=real_mix.SECONDS, help="of the open loop")
    asked.add_argument("--write", type=Path, metavar="FILE", help="keep the table, as in docs/results/bench.md")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="lango-") as home:
        rows = measure(Path(home), wanted.database, wanted.seconds)
        text = f"{here(wanted.database)}\n\n{table([*whatever_comes(rows)])}\n"
    print(f"\n{text}")
    if wanted.write:
        wanted.write.parent.mkdir(parents=True, exist_ok=True)
        wanted.write.write_text(text)


def here(database: str) -> str:
    """Where and when this is measured, with the load average before: on a busy machine the figures are unreliable."""
    load = os.getloadavg()[0]
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {measured_here.commit()}, load {load:.1f} before, "
        f"{measured_here.machine()}, {database}"
    )


def whatever_comes(rows: Iterator[Row]) -> Iterator[Row]:
    """Yield the rows; where the measurement fails, print the error and end with a row that says so."""
    try:
        yield from rows
    except Exception as error:  # whatever it is, the rows so far are worth reading
        traceback.print_exc()
        yield Row("cut short, see above", type(error).__name__)


def measure(home: Path, database: str, seconds: float) -> Iterator[Row]:
    """All measurements, one after the other."""
    with place_of(home / "web", database) as place, web(place, LANGO) as lango, crowd() as callers:
        yield from measures.callbacks(place, lango)
        holders.open_accounts(place)
        with web(place, FLOOR) as floor:
            floor_rate = yield from measures.against_the_floor(callers, lango, floor, place)
        yield from real_mix.open_loop(callers, lango, floor_rate, seconds)
        yield memory.of_the_mix(place.container.settings.redis_url)
        yield from flood.sign_ins(callers, lango)
        yield memory.of_the_web(lango)
    with place_of(home / "alerts", database) as place:
        yield from measures.sent_alerts(place)
    (home / "finding").mkdir()
    yield from finding.measure(home / "finding")
    with place_of(home / "applying", database) as place:
        yield from memory.of_sessions(place.container)
        yield from applying.measure(place.container)
    print("Lists among a million applications, and a batch.", flush=True)
    with place_of(home / "lists", "postgresql") as place:
        yield from agency_lists.measure(place.container)
        yield from overview_pages.measure(place.container)
    print("Whether time tells who has an account.", flush=True)
    (home / "alike").mkdir()
    yield from telling_apart.measure_apart(home / "alike")


@contextmanager
def place_of(folder: Path, database: str) -> Iterator[Installation]:
    """An installation in a folder of its own, with a database of its own."""
    folder.mkdir()
    if database == "postgresql":
        with servers.postgres_server(folder) as url, installation(folder, url) as place:
            yield place
    else:
        with installation(folder, f"sqlite:///{folder / 'lango.db'}") as place:
            yield place


if __name__ == "__main__":
    main()
