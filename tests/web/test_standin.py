"""The stand-in for Africa's Talking behaves as it is told to: other tests rely on it."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

import pytest

from app.providers.africastalking.callbacks import parse_report
from app.providers.africastalking.sms import AfricasTalking, idempotency_key
from app.providers.ports import Accepted, DeliveryStatus, Report
from tests.standin import Standin, When
from tests.standin_wire import closed_port

PHONE = "+254711000001"


class Inbox(ThreadingHTTPServer):
    """A server that receives the provider's delivery reports."""

    daemon_threads = True

    def __init__(self) -> None:
        self.reports: list[Report] = []
        super().__init__(("127.0.0.1", 0), InboxHandler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/reports"

    @property
    def statuses(self) -> list[str]:
        return [report.status for report in self.reports]


class InboxHandler(BaseHTTPRequestHandler):
    server: Inbox

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.reports.append(parse_report(parse_qs(body, keep_blank_values=True)))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with Inbox() as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()


def send(provider: Standin, key: str = "k1") -> Accepted:
    outcome = AfricasTalking("lango", provider.api_key, base_url=provider.url).send(PHONE, "Habari", key=key)
    assert isinstance(outcome, Accepted)
    return outcome


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("after", ["sent", "delivered"]),
        ("before", ["sent", "delivered"]),
        ("twice", ["sent", "sent", "delivered", "delivered"]),
        ("out of order", ["delivered", "sent"]),
        ("never", []),
    ],
)
def test_reports_come_as_told(inbox: Inbox, when: When, expected: list[str]) -> None:
    with Standin() as provider:
        provider.reports(inbox.url, when=when, delay=0.1 if when == "after" else 0.001)
        outcome = send(provider)
        at_the_answer = len(inbox.reports)
        provider.settle()
        assert at_the_answer == (2 if when == "before" else at_the_answer)
        assert when != "after" or at_the_answer == 0
        assert inbox.statuses == expected
        assert {(report.id, report.phone) for report in inbox.reports} <= {(outcome.provider_id, PHONE)}
        assert provider.told == [200] * len(expected)


def test_a_report_comes_though_the_answer_never_did(inbox: Inbox) -> None:
    with Standin() as provider:
        provider.will("drop", "after")
        provider.reports(inbox.url, statuses=("Success",))
        AfricasTalking("lango", provider.api_key, base_url=provider.url).send(PHONE, "Habari", key="k1")
        provider.wait_for(1)
        provider.settle()
        assert inbox.statuses == [DeliveryStatus.DELIVERED]


def test_a_report_to_nobody_is_told_as_such() -> None:
    with Standin() as provider:
        assert provider.report(f"http://127.0.0.1:{closed_port()}/", id="x", status="Failed") == 0
        assert provider.told == [0]


def test_two_messages_under_one_key_are_a_duplicate() -> None:
    with Standin() as provider:
        for key in ("k1", "k2", "k1"):
            send(provider, key)
        assert provider.duplicates() == {idempotency_key("k1"): 2}


def test_a_rule_is_used_as_often_as_told_and_by_whom_it_fits() -> None:
    with Standin() as provider:
        provider.will("refuse", 406, text="siri", times=None)
        provider.will("http", 500, phone="+254711000009")
        sender = AfricasTalking("lango", provider.api_key, base_url=provider.url)
        codes = [getattr(sender.send(PHONE, "siri", key="k"), "code", "") for _ in range(3)]
        assert codes == ["406", "406", "406"]
        assert isinstance(sender.send(PHONE, "Habari", key="k"), Accepted)
        assert len(provider.wait_for(1)) == 1
