"""Load shedding: sessions under way go on, dials are told to dial again, other requests get 503, callbacks pass."""

import asyncio
import threading
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlencode

import pytest
from prometheus_client import REGISTRY

from app.bootstrap.web import create_app, serve
from app.container import Container
from app.platform import gsm0338
from app.ussd import turn
from app.web import asgi
from app.web.asgi import MOST_WAITING, THREADS, Asgi
from tests.conftest import CALLBACK_KEY
from tests.web.callbacks import FORM, SOUND

USSD: Final = f"/at/{CALLBACK_KEY}/ussd"
SORRY: Final = "END " + turn.SORRY


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """An event: until it is set, every hop blocks as if its database hung."""
    opened, answer = threading.Event(), turn.answer

    def wait_and_answer(*given: Any) -> str:
        assert opened.wait(30)
        return answer(*given)

    monkeypatch.setattr(turn, "answer", wait_and_answer)
    yield opened
    opened.set()


async def asked(app: Asgi, path: str, method: str = "POST", **form: str) -> tuple[int, str, dict[bytes, bytes]]:
    body, told = urlencode(form).encode(), []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(event: dict[str, Any]) -> None:
        told.append(event)

    headers = [(b"host", b"lango"), (b"content-type", FORM.encode()), (b"content-length", str(len(body)).encode())]
    scope = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": b"",
        "scheme": "http", "http_version": "1.1", "server": ("127.0.0.1", "8000"), "client": ("192.0.2.1", 4711),
        "headers": headers,
    }  # fmt: skip
    await app(scope, receive, send)
    return told[0]["status"], told[1]["body"].decode(), dict(told[0]["headers"])


def hop(app: Asgi, number: int, text: str) -> Any:
    form = SOUND["ussd"] | {"sessionId": f"flood {number}", "phoneNumber": f"+25472{number:07}", "text": text}
    return asked(app, USSD, **form)


def shed(what: str) -> float:
    return REGISTRY.get_sample_value("lango_shed_total", {"what": what}) or 0.0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_flood_of_dials_is_shed_and_nothing_that_was_begun(container: Container, gate: threading.Event) -> None:
    app, before = serve(create_app(container)), (shed("dial"), shed("request"))

    async def flood() -> None:
        begun = [asyncio.create_task(hop(app, number, "")) for number in range(THREADS + MOST_WAITING)]
        await asyncio.sleep(0.05)
        for number in range(5):
            status, said, _ = await hop(app, 1_000 + number, "")
            assert (status, said.startswith(SORRY)) == (200, True)
            assert gsm0338.fits(said)
        on_their_way = [asyncio.create_task(hop(app, 2_000 + number, "1")) for number in range(5)]
        status, _, headers = await asked(app, "/api/v1/services", "GET")
        assert (status, headers[b"retry-after"]) == (503, b"5")
        gate.set()
        assert {said[:4] for _, said, _ in await asyncio.gather(*begun, *on_their_way)} == {"CON "}
        status, said, _ = await hop(app, 3_000, "")
        assert said.startswith("CON "), "when the flood is over a dial is a dial"

    asyncio.run(flood())
    assert (shed("dial"), shed("request")) == (before[0] + 5, before[1] + 1)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_a_provider_tells_is_never_shed(
    container: Container, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asgi, "MOST_WAITING", 0)
    app = serve(create_app(container))

    async def flood() -> None:
        begun = [asyncio.create_task(hop(app, number, "")) for number in range(THREADS)]
        await asyncio.sleep(0.05)
        report = asyncio.create_task(asked(app, f"/at/{CALLBACK_KEY}/sms/reports", **SOUND["sms/reports"]))
        assert (await hop(app, 1_000, ""))[1].startswith(SORRY)
        gate.set()
        assert (await report)[0] == 200
        await asyncio.gather(*begun)

    asyncio.run(flood())
