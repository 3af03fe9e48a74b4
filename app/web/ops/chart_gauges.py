"""The charts of the overview as Prometheus gauges, from the rows that the worker counts for both.

The cost of SMS with codes is left out, for they go only where there is an account, and all values are rounded down to
tens: no number tells who has an account (threat T12).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from prometheus_client.core import Metric
from sqlalchemy.orm import Session

from app.domain.reporting import empty_searches, message_counts, session_figures, standing_counts
from app.domain.reporting.message_counts import LONGER
from app.domain.reporting.periods import Period, last_days
from app.domain.reporting.standing_counts import OLDER, Standing
from app.platform.observability import gauge

TENS: Final = 10
BEYOND: Final = "more"
"""The label of what is beyond the last bound of an age or a time."""
Values = Mapping[tuple[str, ...], float]


@dataclass(frozen=True)
class ChartGauge:
    """A gauge: its name, its help text, and its labels."""

    name: str
    says: str
    labels: tuple[str, ...] = ()

    def metric(self, values: Values) -> Metric:
        """The gauge with its numbers, by the values of its labels, each rounded down to tens."""
        return gauge(
            self.name, f"{self.says}, in whole tens", {key: _tens(n) for key, n in values.items()}, by=self.labels
        )


STANDING: Final = ChartGauge(
    "lango_standing",
    "Applications that are not finished, payments and receipts, by where they stand and up to how many days",
    ("what", "state", "days"),
)
ALERTS: Final = ChartGauge(
    "lango_alerts_today", "SMS about applications that were queued today, by network", ("network", "state")
)
DELIVERY: Final = ChartGauge(
    "lango_alert_delivery_today",
    "Alerts of today that were delivered within so many seconds and not fewer",
    ("seconds",),
)
COST: Final = ChartGauge(
    "lango_sms_cost_today_kes", "What the SMS about applications of today cost in KES, as far as told"
)
SESSIONS: Final = ChartGauge(
    "lango_sessions_today",
    "USSD sessions that began today (UTC), by how they ended and by network",
    ("ending", "network"),
)
SEARCHES: Final = ChartGauge("lango_empty_searches_today", "Searches of today that found nothing")
CHARTS: Final = (STANDING, ALERTS, DELIVERY, COST, SESSIONS, SEARCHES)


def read_gauges(session: Session) -> list[Metric]:
    """The gauges of today's charts, and of the present states."""
    today = last_days(session, 1)
    return [
        STANDING.metric(_standing(session)),
        ALERTS.metric(dict(_alerts(session, today))),
        DELIVERY.metric(
            {
                (_bound(up_to, LONGER),): many
                for up_to, many in message_counts.find_delivery_times(session, today, None).items()
            }
        ),
        COST.metric(
            {(): float(sum(each.kes for each in message_counts.find_costs(session, today, None, of_applications=True)))}
        ),
        SESSIONS.metric(
            {
                (each.ending, network): many
                for each in session_figures.find_outcomes(session, today)
                for network, many in each.networks.items()
            }
        ),
        SEARCHES.metric({(): empty_searches.count_searches(session, today)}),
    ]


def _standing(session: Session) -> Values:
    """Counts by state and age. The stages of a state, which are the agencies' own, are added up."""
    found = Counter[tuple[str, ...]]()
    for what in Standing:
        for row in standing_counts.find_standing(session, what, None).rows:
            for age, many in row.ages.items():
                found[what, row.state, _bound(age, OLDER)] += many
    return found


def _alerts(session: Session, today: Period) -> Iterator[tuple[tuple[str, ...], float]]:
    for each in message_counts.find_alerts(session, today, None):
        yield (each.network, "waiting"), each.waiting
        yield (each.network, "sent"), each.sent
        yield (each.network, "delivered"), each.delivered
        yield (each.network, "failed"), each.failed


def _bound(up_to: int, beyond: int) -> str:
    return BEYOND if up_to == beyond else str(up_to)


def _tens(number: float) -> int:
    return max(0, int(number)) // TENS * TENS
