"""What operators see: one JSON line for each thing worth knowing, and counters for Prometheus.

Nothing here names a citizen: no phone, no reference, no text. A session is known by the digest of its hop.
"""

import logging
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import REGISTRY, Collector

HOPS = Counter("lango_ussd_hops", "USSD callbacks answered, by what they were to their session", ["verdict"])
SCREENS = Counter("lango_screens", "Screens left and reached", ["here", "there"])
HOP_SECONDS = Histogram(
    "lango_ussd_hop_seconds",
    "Seconds from a USSD callback to its answer",
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
SESSION_ENDS = Counter("lango_ussd_session_ends", "End-of-session events, by how it ended", ["status"])
INBOUND = Counter("lango_sms_inbound", "Inbound SMS taken: new, repeated, or spooled", ["fresh"])
REPORTS = Counter("lango_sms_reports", "Delivery reports taken", ["status"])
SMS_REFUSED = Counter("lango_sms_refused", "SMS that the gate did not let out, by whose budget was used up", ["why"])
SHED = Counter("lango_shed", "Requests turned away because too many waited: dials, and all but callbacks", ["what"])
REFUSED = Counter("lango_callbacks_refused", "Callbacks that the provider would never send", ["status"])
ALARMS = Counter("lango_alarms", "What somebody should look at: an attack, a budget used up", ["what"])
API_KEYS = Counter("lango_api_keys", "Requests of agencies that were refused at the door, by why", ["why"])
API_MISSES = Counter("lango_api_misses", "References that agencies asked for and that are none of theirs")
PAYMENTS = Counter(
    "lango_payments", "Requests for money that were sent, by what the provider said", ["provider", "outcome"]
)
REFUNDS = Counter("lango_refunds", "Refunds that were sent, by what the provider said", ["provider", "outcome"])
PAYMENT_QUERIES = Counter("lango_payment_queries", "Providers asked about a request", ["provider", "verdict"])
PAYMENT_SWEEPS = Counter("lango_payment_sweeps", "Providers asked for all that came in", ["sweep", "whole"])
PAYMENT_NOTICES = Counter(
    "lango_payment_notices", "What providers told of money: new, repeated, or spooled", ["provider", "channel", "fresh"]
)
WEBHOOKS = Counter("lango_webhooks", "Events posted to agencies' systems, by what came of it", ["outcome"])
SPOOLED = Counter("lango_spool", "Records of the spool: kept, applied, set aside", ["kind", "what"])
FAILURES = Counter("lango_failures", "Answers that had to say sorry, by what was out of order", ["what"])
COUNTERS: Final = (
    HOPS, SCREENS, SESSION_ENDS, INBOUND, REPORTS, SMS_REFUSED, SHED, REFUSED, ALARMS, API_KEYS, API_MISSES, PAYMENTS,
    REFUNDS, PAYMENT_QUERIES, PAYMENT_SWEEPS, PAYMENT_NOTICES, WEBHOOKS, SPOOLED, FAILURES,
)  # fmt: skip
"""All of them."""
BY_WORKERS: Final = (
    ALARMS, FAILURES, SMS_REFUSED, PAYMENTS, REFUNDS, PAYMENT_QUERIES, PAYMENT_SWEEPS, WEBHOOKS, SPOOLED,
)  # fmt: skip
"""The counters that workers use, exported as `lango_worker_...`."""
ALARM_NAMES: Final = (
    "a payment was refused for no fault of the citizen's", "a refund's result does not fit what was sent",
    "alerts wait", "an invoice asks for less than was ordered", "audit anchors forged", "audit rows not linked",
    "audit trail broken", "codes capped", "payments wait", "phone change cannot be read",
    "references guessed with an API key", "refunds wait", "sms of a block capped", "sms of a day capped", "spraying",
    "staff sign-in locked", "webhook endpoint gone", "webhook endpoint stands still", "webhooks given up",
)  # fmt: skip
"""Every alarm. Each counter starts at 0: else Prometheus would not see the first alarm of a kind as an increase."""
for _name in ALARM_NAMES:
    ALARMS.labels(_name)

log = structlog.get_logger()


@cache
def counted_as(counter: Counter, *labels: str) -> Counter:
    """A counter with its labels. It is cached, since every hop counts: only for labels with few values."""
    return counter.labels(*labels)


def configure_logs() -> None:
    """JSON lines on standard error, from here and from the libraries."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def gauge(name: str, says: str, value: float | Mapping[Any, float], *, by: str | Sequence[str] = "") -> Metric:
    """A gauge with its present value, or with several, by the values of one label or of more (`by`)."""
    if not isinstance(value, Mapping):
        return GaugeMetricFamily(name, says, value=value)
    family = GaugeMetricFamily(name, says, labels=[by] if isinstance(by, str) else by)
    for label, number in value.items():
        family.add_metric([str(label)] if isinstance(by, str) else label, number)
    return family


def read_counters() -> dict[tuple[str, tuple[str, ...]], int]:
    """The values of `BY_WORKERS` in this process, by the counter's name and the values of its labels."""
    return {
        (family.name, tuple(sample.labels.values())): int(sample.value)
        for counter in BY_WORKERS
        for family in counter.collect()
        for sample in family.samples
        if sample.name.endswith("_total")
    }


def worker_families(counted: Mapping[tuple[str, tuple[str, ...]], int]) -> list[Metric]:
    """The counts of the workers, as counters with names of their own: every web process exports the same ones."""
    told = {(ALARMS._name, (name,)): 0 for name in ALARM_NAMES} | dict(counted)
    found: list[Metric] = []
    for counter in BY_WORKERS:
        says = f"{counter._documentation}; by all workers together"
        family = CounterMetricFamily(worker_name(counter), says, labels=counter._labelnames)
        for (name, labels), value in sorted(told.items()):
            if name == counter._name and len(labels) == len(counter._labelnames):
                family.add_metric(labels, value)
        found.append(family)
    return found


def worker_name(counter: Counter) -> str:
    """The name under which a counter of the workers is exported."""
    return f"{counter._name}".replace("lango_", "lango_worker_", 1)


def exposition(gauges: Iterable[Metric] = ()) -> bytes:
    """All counters in Prometheus' text format, those of the other web processes included; then these gauges."""
    registry = CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        _AllProcesses(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(REGISTRY)
    registry.register(_AsGiven(gauges))
    return generate_latest(registry)


class _AsGiven(Collector):
    """A collector of gauges that were read for this scrape."""

    def __init__(self, gauges: Iterable[Metric]) -> None:
        self._gauges = gauges

    def collect(self) -> Iterable[Metric]:
        return self._gauges


class _AllProcesses(multiprocess.MultiProcessCollector):
    """The counters of all web processes, in a folder of any name: the library's class uses it as a pattern."""

    def collect(self) -> Any:
        files = [str(file) for file in Path(self._path).glob("*.db")]
        return self.merge(files, accumulate=True)  # type: ignore[no-untyped-call]


def failed(what: str, error: BaseException) -> None:
    """Log and count a failure. Only the error's class is logged: its message may hold what was typed."""
    FAILURES.labels(what).inc()
    log.error("failed", what=what, error=type(error).__name__, cause=type(error.__cause__).__name__)


def alarm(what: str) -> None:
    """Log and count an alarm that somebody should look at; `what` is one of `ALARM_NAMES`."""
    ALARMS.labels(what).inc()
    log.error("alarm", what=what)
