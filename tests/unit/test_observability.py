"""What operators read: one line for each thing, whatever is in it (threat T24), and nobody's words."""

import json

import pytest
import structlog

from app import observability
from app.observability import alarm, configure_logs, failed

FORGED = 'Wanjiku\n{"event": "sent", "level": "info"}\r\x1b[2J\u2028'


@pytest.fixture(autouse=True)
def logs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Logs as the programs write them, to what this test reads."""
    configure_logs()
    monkeypatch.setattr(observability, "log", structlog.get_logger())


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    return [json.loads(line) for line in capsys.readouterr().err.split("\n") if line]


def test_one_record_is_one_line_whatever_stands_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    observability.log.info("sent", reason=FORGED)
    [record] = lines(capsys)
    assert (record["event"], record["reason"]) == ("sent", FORGED)


def test_a_failure_is_told_by_its_kind_and_not_in_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    failed("hop", ValueError("the password 482915"))
    [record] = lines(capsys)
    assert (record["what"], record["error"]) == ("hop", "ValueError")
    assert "482915" not in str(record)


def test_an_alarm_is_an_error_in_the_log_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    alarm("spraying")
    [record] = lines(capsys)
    assert (record["event"], record["level"], record["what"]) == ("alarm", "error", "spraying")
    assert 'lango_alarms_total{what="spraying"}' in observability.exposition().decode()
