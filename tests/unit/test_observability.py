"""Logs: each record is one line, whatever its values hold (threat T24), and a failure is logged without its message."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import structlog

from app.platform import observability
from app.platform.observability import alarm, configure_logs, failed

FORGED = 'Wanjiku\n{"event": "sent", "level": "info"}\r\x1b[2J\u2028'


@pytest.fixture
def logs(monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    """The logs, configured as in the programs, but written to memory."""
    written = StringIO()
    configure_logs()
    factory = structlog.PrintLoggerFactory(written)
    structlog.configure(logger_factory=factory, cache_logger_on_first_use=False)
    monkeypatch.setattr(observability, "log", structlog.get_logger())
    yield written
    structlog.reset_defaults()


def lines(logs: StringIO) -> list[dict[str, str]]:
    return [json.loads(line) for line in logs.getvalue().split("\n") if line]


def test_one_record_is_one_line_whatever_stands_in_it(logs: StringIO) -> None:
    observability.log.info("sent", reason=FORGED)
    [record] = lines(logs)
    assert (record["event"], record["reason"]) == ("sent", FORGED)


def test_a_failure_is_told_by_its_kind_and_not_in_its_words(logs: StringIO) -> None:
    failed("hop", ValueError("the password 482915"))
    [record] = lines(logs)
    assert (record["what"], record["error"]) == ("hop", "ValueError")
    assert "482915" not in str(record)


def test_an_alarm_is_an_error_in_the_log_and_counted(logs: StringIO) -> None:
    alarm("spraying")
    [record] = lines(logs)
    assert (record["event"], record["level"], record["what"]) == ("alarm", "error", "spraying")
    assert 'lango_alarms_total{what="spraying"}' in observability.exposition().decode()


def test_the_time_of_a_record_is_in_utc(logs: StringIO) -> None:
    observability.log.info("sent")
    [record] = lines(logs)
    at = datetime.fromisoformat(record["timestamp"])
    assert at.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - at) < timedelta(minutes=1)
