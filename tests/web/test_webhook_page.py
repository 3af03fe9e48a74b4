"""docs/webhooks.md: its receiver is run unchanged, with posts of our own gateway; its lists are those of the code."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest
from werkzeug.serving import make_server

from app.cli.webhooks import PING
from app.domain.webhooks.event_kinds import EventKind
from app.providers.ports import Accepted, Outcome, Refused
from app.providers.webhooks import HttpWebhookGateway

PAGE = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text()
[CODE] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
EXAMPLE = PAGE.partition("\nPOST /lango HTTP/1.1\n")[2].partition("```")[0]
SECRET, OLDER = "whsec_" + "c2VjcmV0" * 4, "whsec_" + "b2xkZXIh" * 4


@contextmanager
def running(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run the receiver of the page on this machine; its URL."""
    monkeypatch.setenv("LANGO_SECRET", SECRET)
    receiver = ModuleType("receiver")
    exec(compile(CODE, "docs/webhooks.md", "exec"), receiver.__dict__)
    server = make_server("127.0.0.1", 0, receiver.app)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/lango"
    server.shutdown()
    thread.join()
    server.server_close()


def post(url: str, *secrets: str, key: str = "e1", body: str = "", ago: timedelta = timedelta()) -> Outcome:
    gateway = HttpWebhookGateway(["127.0.0.1"])
    return gateway.post(url, secrets or (SECRET,), body or example(), key=key, at=datetime.now(UTC) - ago)


def example() -> str:
    """The body of the page's request."""
    return EXAMPLE.partition("\n\n")[2]


def test_the_receiver_has_ten_lines_beside_its_imports() -> None:
    assert len([line for line in CODE.splitlines() if line and not line.startswith(("import ", "from "))]) == 10


def test_what_is_ours_is_taken_once(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    ping = json.dumps({"type": PING, "data": {"endpoint": "0a1b2c3d4e5f"}})
    with running(monkeypatch) as url:
        outcomes = [post(url), post(url), post(url, OLDER, SECRET, key="e2"), post(url, key="e3", body=ping)]
    assert outcomes == [Accepted("", cost="", parts=1)] * 4
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in said] == ["application.paid", "application.paid", PING]
    assert "102030405060" in said[0]


def test_what_is_not_ours_or_is_played_again_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with running(monkeypatch) as url:
        assert post(url, OLDER) == Refused("401", "HTTP 401", temporary=True)
        assert post(url, ago=timedelta(minutes=6)) == Refused("401", "HTTP 401", temporary=True)
    assert capsys.readouterr().out == ""


def test_the_events_are_those_of_the_code() -> None:
    table = PAGE.partition("| `type` | when |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(.*?)` \|", table, re.MULTILINE) == [
        EventKind.CREATED, EventKind.PAID, EventKind.PAYMENT, EventKind.REPLIED, EventKind.WITHDRAWN, EventKind.EXPIRED,
    ]  # fmt: skip
    assert set(re.findall(r"^\| `(.*?)` \|", table, re.MULTILINE)) == set(EventKind)


def test_the_headers_are_those_that_are_sent() -> None:
    names = re.findall(r"^(webhook-[a-z]+): ", EXAMPLE, re.MULTILINE)
    assert names == ["webhook-id", "webhook-timestamp", "webhook-signature"]
    assert json.loads(example())["type"] == EventKind.PAID
