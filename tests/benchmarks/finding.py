"""What a search for a service costs, by the size of the catalogue; and how often the right service is found."""

import csv
import gc
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import insert

from app.cli.form_screens import find_form_misfits
from app.domain.catalogue.models import CatalogueLoad, Service
from app.domain.catalogue.search.finder import Finder
from app.domain.catalogue.search.index import Index
from app.domain.catalogue_import import loader
from app.domain.forms_import import form_loader
from app.migrations import runner
from app.platform.db import Database
from app.platform.encryption import Keyring
from tests.benchmarks import catalogues
from tests.benchmarks.report import Row
from tests.conftest import KEY, MONDAY
from tests.filled import load_ours
from tests.finding.asking import TABLES, Query, rates, table

ECITIZEN = 22_515
"""Services that eCitizen has (source 13)."""
SIZES = (1_000, 5_000, ECITIZEN, 100_000)
SLOWEST = 5.0
"""Milliseconds of processor time at the 95th percentile, with as many services as eCitizen has."""
LARGEST = 50.0
"""Megabytes of an index of that size."""
LOADED_IN = 10.0
"""Seconds of processor time to load so many from a file."""
ROUNDS = 3


def measure(home: Path) -> Iterator[Row]:
    """All of it: rates, cost, memory, loading."""
    queries = _queries()
    with closing(_filled(home / "whole.db", 0)) as database:
        with database.transaction() as session:
            load_ours(session)
        yield from _answers(Finder(database).index())
    for size in SIZES:
        with closing(_filled(home / f"{size}.db", size)) as database:
            yield from _cost(database, size, queries)
    yield _loading(home)


def _queries() -> list[Query]:
    return [query for name in TABLES for query in table(name)]


def _answers(index: Index) -> Iterator[Row]:
    for name, (first_five, first) in TABLES.items():
        queries = table(name)
        found = rates(index, queries)
        yield Row(
            f"find: right among the first five ({name}, {len(queries)} queries)",
            f"{found.first_five:.1%}",
            f">= {first_five:.0%}",
            found.first_five >= first_five,
        )
        yield Row(f"find: right at once ({name})", f"{found.first:.1%}", f">= {first:.0%}", found.first >= first)


@dataclass(frozen=True)
class Cost:
    """Processor time of a query, in milliseconds, and of building the index, in seconds."""

    services: int
    median: float
    slow: float
    """At the 95th percentile."""
    building: float


def cost_of(home: Path, size: int) -> Cost:
    """The cost with so many services."""
    with closing(_filled(home / f"{size}.db", size)) as database:
        return _cost_in(database, _queries())


def _cost_in(database: Database, queries: list[Query]) -> Cost:
    start = time.process_time()
    index = Finder(database).index()
    building = time.process_time() - start
    spent = sorted(_milliseconds(index, query.typed) for _ in range(ROUNDS) for query in queries)
    return Cost(len(index), median(spent), quantiles(spent, n=20)[-1], building)


def _cost(database: Database, size: int, queries: list[Query]) -> Iterator[Row]:
    cost = _cost_in(database, queries)
    matters = size == ECITIZEN
    yield Row(
        f"find: processor time of a query, {cost.services:,} services, median and p95",
        f"{cost.median:.2f} and {cost.slow:.2f} ms",
        f"p95 <= {SLOWEST:.0f} ms" if matters else "",
        cost.slow <= SLOWEST,
    )
    yield Row(f"find: processor time to build the index, {cost.services:,} services", f"{cost.building:.1f} s")
    if matters:
        memory = _megabytes(database)
        yield Row(
            f"find: memory of the index, {size:,} services",
            f"{memory:.0f} MB",
            f"<= {LARGEST:.0f} MB",
            memory <= LARGEST,
        )


def _milliseconds(index: Index, typed: str) -> float:
    start = time.process_time()
    index.find(typed)
    return (time.process_time() - start) * 1000


def _megabytes(database: Database) -> float:
    gc.collect()
    tracemalloc.start()
    kept = Finder(database).index()
    gc.collect()
    size = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    assert len(kept)
    return size


def _loading(home: Path) -> Row:
    file = home / "services_many.csv"
    rows = list(catalogues.rows(ECITIZEN))
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]))
        writer.writeheader()
        writer.writerows({name: row.get(name, "") for name in rows[0]} for row in rows)
    with closing(_filled(home / "loaded.db", 0)) as database:
        start = time.process_time()
        with database.transaction() as session:
            loader.load(session, [file])
        spent = time.process_time() - start
    result = f"{spent:.1f} s"
    return Row(
        f"catalogue load: processor time, {ECITIZEN:,} rows", result, f"<= {LOADED_IN:.0f} s", spent <= LOADED_IN
    )


def _filled(file: Path, size: int) -> Database:
    """A database with our forms, the catalogue without its services, and so many real and invented services."""
    database = Database(f"sqlite:///{file}", Keyring([KEY]))
    runner.upgrade(database.engine)
    with database.transaction() as session:
        form_loader.load_forms(session, form_loader.our_forms(), find_form_misfits)
        loader.load(session, [each for each in loader.our_files() if not each.stem.startswith("services")])
        if size:
            session.execute(insert(Service), [_service(row) for row in catalogues.rows(size)])
            session.add(CatalogueLoad(file="services.csv", digest="", rows=size, changed=size, at=MONDAY))
    return database


def _service(row: dict[str, str]) -> dict[str, object]:
    label = row.get("label") or f"{row['name'][:24]} {row['code'][-6:]}"
    return {
        "code": row["code"],
        "agency_code": row["agency_code"],
        "family": row.get("family") or "general",
        "category": row["category"],
        "name": row["name"],
        "name_sw": row.get("name_sw") or None,
        "label": label,
        "label_sw": row.get("label_sw") or label,
        "popular": int(row["popular"]) if row.get("popular") else None,
        "keywords": row.get("keywords") or None,
        "source": row.get("source") or None,
        "channel": row.get("channel") or "portal",
        "portal_url": row.get("portal_url") or None,
    }
