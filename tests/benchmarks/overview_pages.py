"""How long the console's overview takes among a million applications, and how long the worker takes to count them.

For the installation that `agency_lists` has filled, on PostgreSQL, with 90 days of sessions and SMS added.
"""

import time
from collections.abc import Iterator
from statistics import median
from typing import Final

import psycopg

from app.container import Container
from app.domain.reporting import standing_counts
from app.domain.staff.roles import Role
from tests.benchmarks.report import Row
from tests.console.driver import Driver

ROUNDS: Final = 40
MOST_MS: Final = 300.0
"""Of a page (interface: bars)."""
SESSIONS: Final = """
INSERT INTO session_stands (day, screen, network, language, ending, sessions)
SELECT CAST(%(today)s AS date) - d, 'screen.' || s, n, l, e, 10 + s
FROM generate_series(0, 89) AS d, generate_series(1, 120) AS s,
     unnest(ARRAY['Safaricom', 'Airtel', 'Telkom', 'Equitel']) AS n, unnest(ARRAY['en', 'sw']) AS l,
     unnest(ARRAY['left', 'ended']) AS e
"""
HOPS: Final = """
INSERT INTO hop_times (at, up_to_ms, hops)
SELECT CAST(%(now)s AS timestamptz) - s * interval '10 minutes', b, 100
FROM generate_series(0, 4463) AS s, unnest(ARRAY[5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000]) AS b
"""
MESSAGES: Final = """
INSERT INTO daily_messages (day, agency_code, service_code, network, state, messages, parts, kes)
SELECT CAST(%(today)s AS date) - d, agency_code, code, n, s, 100, 120, 96
FROM generate_series(0, 89) AS d, (SELECT * FROM services ORDER BY code LIMIT 300) AS chosen,
     unnest(ARRAY['Safaricom', 'Airtel']) AS n, unnest(ARRAY['delivered', 'failed']) AS s
"""


def measure(container: Container) -> Iterator[Row]:
    """A row for the worker's counting, for staff who see all agencies, for staff of one agency, and for one chart."""
    yield _count(container)
    moment = container.database.clock()
    with psycopg.connect(container.settings.database, autocommit=True) as connection:
        for each in (SESSIONS, HOPS, MESSAGES):
            connection.execute(each, {"today": moment.date(), "now": moment})
        connection.execute("VACUUM ANALYZE")
    operator = Driver.of(container, "bench.operator", Role.OPERATOR)
    supervisor = Driver.of(container, "bench.supervisor", Role.SUPERVISOR, "dis")
    yield _page(operator, "of all, 90 days", "/console/overview?days=90")
    yield _page(supervisor, "of an agency, 90 days", "/console/overview?days=90")
    yield _page(operator, "one chart, 90 days", "/console/overview/chart.svg?figure=drop-offs&days=90")


def _count(container: Container) -> Row:
    began = time.perf_counter()
    with container.database.transaction() as session:
        standing_counts.count_standing(session)
    seconds = time.perf_counter() - began
    return Row("the worker counts what stands where, every five minutes", f"{seconds:.2f} s")


def _page(driver: Driver, name: str, path: str) -> Row:
    spent = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        answer = driver.client.get(path)
        spent.append(1000 * (time.perf_counter() - began))
    at_95 = sorted(spent)[ROUNDS * 95 // 100 - 1]
    reached = answer.status_code == 200 and at_95 <= MOST_MS
    return Row(
        f"overview: {name}",
        f"p50 {median(spent):.0f} ms, p95 {at_95:.0f} ms, the first {spent[0]:.0f} ms",
        f"p95 <= {MOST_MS:.0f} ms",
        reached,
    )
