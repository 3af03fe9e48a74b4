"""Applications by the hundred thousand, inserted into a database by SQL, for tests and benchmarks of reading them.

They are spread unevenly over agencies, services and statuses: most have ended, and one service has a third of them.
"""

from datetime import datetime
from typing import Final

import psycopg

SERVICES: Final = (
    *("passport-renew-34",) * 3, "passport-new-34", "passport-new-50", "dl-renew-3", "dl-renew-3", "dl-renew-1",
    "business-name", "good-conduct",
)  # fmt: skip
AGENCIES: Final = ("dis",) * 5 + ("ntsa",) * 3 + ("brs", "dci")
"""The service of each tenth of the applications, and its agency."""
STATUSES: Final = (
    *("collected",) * 11, *("completed",) * 3, "rejected", "cancelled", "submitted", "processing",
    "ready_for_collection", "awaiting_payment",
)  # fmt: skip
"""The status of each twentieth of the applications; every thousandth waits for its citizen."""
EVERY: Final = "5 seconds"
"""The time between two changes; four applications change at the same moment."""
FILL: Final = """
INSERT INTO applications (reference, lookup, service_code, agency_code, status, stage, since, version, account_type,
                          applicant, id_sealed, phone_index, phone_sealed, created_at, is_test)
SELECT lpad(n::text, 12, '0'), lpad(n::text, 12, '0'), (%(services)s::text[])[1 + n * 7 %% 10],
       (%(agencies)s::text[])[1 + n * 7 %% 10],
       CASE WHEN n %% 1000 = 999 THEN 'needs_action' ELSE (%(statuses)s::text[])[1 + n / 10 %% 20] END, 'submitted',
       %(until)s::timestamptz - (%(count)s::int - n) / 4 * %(every)s::interval, 1 + n %% 5, 'citizen',
       sha256((n %% 700000)::text::bytea), sha256('id'), sha256((n %% 500000)::text::bytea), sha256('phone'),
       %(until)s::timestamptz, n %% 5000 = 4999
FROM generate_series(1, %(count)s::int) AS n
"""


def fill(url: str, count: int, until: datetime) -> None:
    """Insert so many applications into a PostgreSQL database; the last changed at `until`. No sealed value is real."""
    told = {"services": [*SERVICES], "agencies": [*AGENCIES], "statuses": [*STATUSES], "every": EVERY}
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(FILL, told | {"until": until, "count": count})
        connection.execute("VACUUM ANALYZE applications")
