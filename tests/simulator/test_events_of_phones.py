"""`GET /phone/events` streams a phone's events live, loses none when it is cut, and has room for eight streams."""

import asyncio
import fcntl
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from app.bootstrap.web import create_app, serve
from app.domain.messaging import delivery_reports, messages
from app.domain.messaging.messages import Message, MessageKind, MessageState
from app.simulator.browser import event_streams
from app.simulator.browser.stream_slots import StreamSlots
from app.simulator.payments.state import PromptAnswer
from app.web.asgi import Asgi
from app.worker.main import Worker
from tests.daraja_caller import DarajaCaller
from tests.simulator.phones import PHONE, PhonesWorld

QUERY = b"phone=%2B254700000001"


class OpenStream:
    """One stream, read as a browser reads it."""

    def __init__(self) -> None:
        self.status, self.body, self.headers = 0, b"", dict[bytes, bytes]()
        self.is_gone, self.is_over = asyncio.Event(), False

    async def receive(self) -> dict[str, Any]:
        await self.is_gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, event: dict[str, Any]) -> None:
        if event["type"] == "http.response.start":
            self.status, self.headers = event["status"], dict(event["headers"])
        else:
            self.body += event["body"]
            self.is_over = not event.get("more_body", False)

    @property
    def events(self) -> list[tuple[str, dict[str, Any]]]:
        """The kind and the content of each event so far."""
        found = []
        for block in self.body.decode().split("\n\n"):
            fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line and line[0] != ":")
            if "data" in fields:
                found.append((fields["event"], json.loads(fields["data"])))
        return found

    @property
    def last_event_id(self) -> bytes:
        """The id that a browser sends when it connects again."""
        return self.body.rpartition(b"id: ")[2].partition(b"\n")[0]

    async def told(self, number: int) -> list[tuple[str, dict[str, Any]]]:
        """Wait until there are so many events; all events so far."""
        async with asyncio.timeout(5):
            while len(self.events) < number:
                await asyncio.sleep(0.01)
        return self.events


@asynccontextmanager
async def opened(
    app: Asgi, query: bytes = QUERY, *headers: tuple[bytes, bytes], path: bytes = b"/phone/events"
) -> AsyncIterator[OpenStream]:
    """A stream that is read until the block ends, once it has begun."""
    stream = OpenStream()
    given = [(b"host", b"localhost:8000"), *headers]
    scope = {
        "type": "http", "method": "GET", "path": path.decode(), "raw_path": path, "query_string": query,
        "scheme": "http", "http_version": "1.1", "server": ("127.0.0.1", "8000"), "client": ("127.0.0.1", 4711),
        "headers": list({name: (name, value) for name, value in given}.values()),
    }  # fmt: skip
    task = asyncio.ensure_future(app(scope, stream.receive, stream.send))
    async with asyncio.timeout(5):
        while b"\n\n" not in stream.body and not task.done():
            await asyncio.sleep(0.005)
    try:
        yield stream
    finally:
        stream.is_gone.set()
        async with asyncio.timeout(5):
            await task


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Poll often, so that a test does not wait long."""
    monkeypatch.setattr(event_streams, "LOOK_SECONDS", 0.01)


def in_loop(test: Callable[[Asgi], Coroutine[Any, Any, None]], world: PhonesWorld) -> None:
    """Run a test against the web of a world."""
    asyncio.run(test(serve(world.app)))


async def in_thread(function: Callable[..., None], *given: Any) -> None:
    await asyncio.get_running_loop().run_in_executor(None, function, *given)


def send_sms(world: PhonesWorld, key: str, phone: str = PHONE, *, accepted_at: datetime | None = None) -> None:
    """Queue an SMS and let the worker send it. `accepted_at`: another time of its acceptance than now."""
    with world.container.database.transaction() as session:
        messages.queue_sms(session, key=key, kind=MessageKind.NOTICE, phone=phone, body=f"Body {key}")
    for future in Worker(world.container).turn():
        future.result()
    if accepted_at is not None:
        with world.container.database.transaction() as session:
            session.execute(update(Message).where(Message.key == key).values(accepted_at=accepted_at))


def report_on(world: PhonesWorld, key: str) -> None:
    with world.container.database.transaction() as session:
        name = session.query(Message).filter_by(key=key, state=MessageState.ACCEPTED).one().provider_id
        assert name is not None
        delivery_reports.receive(session, provider_id=name, status="delivered", failure="", phone=PHONE)


def send_mail(world: PhonesWorld) -> None:
    with world.container.database.transaction() as session:
        to, kind = "a@example.com", MessageKind.NOTICE
        messages.queue_email(session, key="mail", kind=kind, address=to, subject="Subject", body="Text")
    for future in Worker(world.container).turn():
        future.result()


def test_what_comes_to_a_phone_is_told_as_it_comes(world: PhonesWorld) -> None:
    async def told(app: Asgi) -> None:
        async with opened(app) as stream:
            assert (stream.status, stream.headers[b"content-type"]) == (200, b"text/event-stream; charset=utf-8")
            assert stream.body.startswith(b"retry: 1000\nid: ")
            await in_thread(send_sms, world, "a")
            [(kind, sms)] = await stream.told(1)
            assert kind == "sms"
            listed = world.client.get("/phone/messages", query_string={"phone": PHONE}).get_json()
            assert listed == [{name: sms[name] for name in ("id", "provider_id", "text", "at")}]
            assert sms["phone"] == PHONE
            await in_thread(send_sms, world, "another's", "+254700000002")
            await in_thread(report_on, world, "a")
            kind, report = (await stream.told(2))[1]
            assert (kind, report["status"], report["provider_id"]) == ("report", "delivered", sms["provider_id"])
            await in_thread(send_mail, world)
            kind, mail = (await stream.told(3))[2]
            assert (kind, mail["to"], mail["subject"], mail["text"]) == ("mail", "a@example.com", "Subject", "Text")
            await asyncio.sleep(0.1)
            assert len(stream.events) == 3, "nothing is told twice, and nothing of another phone"

    in_loop(told, world)


def test_a_prompt_is_told_and_that_it_is_over(world: PhonesWorld) -> None:
    def push() -> None:
        DarajaCaller(world.client).push()

    async def told(app: Asgi) -> None:
        async with opened(app) as stream:
            await in_thread(push)
            [(kind, prompt)] = await stream.told(1)
            assert (kind, prompt["phone"]) == ("prompt", PHONE)
            assert prompt["text"] == "M-PESA: pay KES 3,050 to Lango, account 102030405060?"
            world.clock.move(seconds=26)
            kind, over = (await stream.told(2))[1]
            assert (kind, over) == ("prompt_over", {"id": prompt["id"], "phone": PHONE})

    in_loop(told, world)


def test_a_cut_loses_nothing_and_repeats_nothing(world: PhonesWorld) -> None:
    async def told(app: Asgi) -> None:
        async with opened(app) as stream:
            await in_thread(send_sms, world, "before")
            await stream.told(1)
            world.clock.move(seconds=10)
            await asyncio.sleep(0.05)
            await in_thread(send_sms, world, "seen")
            await stream.told(2)
            last = stream.last_event_id
        world.clock.move(seconds=20)
        await in_thread(send_sms, world, "missed")
        world.clock.move(seconds=20)
        async with opened(app, QUERY, (b"last-event-id", last)) as again:
            found = await again.told(1)
            assert [each["text"] for _, each in found][-1] == "Body missed"
            assert "Body before" not in [each["text"] for _, each in found]
        async with opened(app) as fresh:
            await asyncio.sleep(0.05)
            assert fresh.events == [], "who comes for the first time has lists to read"

    in_loop(told, world)


def test_what_was_written_down_late_is_told_all_the_same_and_once(world: PhonesWorld) -> None:
    async def told(app: Asgi) -> None:
        async with opened(app) as stream:
            await asyncio.sleep(0.05)
            await in_thread(lambda: send_sms(world, "late", accepted_at=world.clock() - timedelta(seconds=3)))
            assert [kind for kind, _ in await stream.told(1)] == ["sms"]
            await asyncio.sleep(0.05)
            assert len(stream.events) == 1

    in_loop(told, world)


@pytest.mark.parametrize("last", [b"", b"x", b"-1", b"9" * 17, b"1"])
def test_a_position_that_is_none_of_ours_begins_now(world: PhonesWorld, last: bytes) -> None:
    async def told(app: Asgi) -> None:
        async with opened(app, QUERY, (b"last-event-id", last)) as stream:
            assert stream.last_event_id == f"{round(world.clock().timestamp() * 1_000_000)}".encode()

    in_loop(told, world)


def test_a_silent_stream_says_that_it_is_there(world: PhonesWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    assert event_streams.HEARTBEAT_SECONDS == 10.0
    monkeypatch.setattr(event_streams, "HEARTBEAT_SECONDS", 0.03)

    async def told(app: Asgi) -> None:
        async with opened(app) as stream:
            await asyncio.sleep(0.3)
            assert stream.body.count(b": still here\nid: ") >= 2
            assert stream.events == []

    in_loop(told, world)


def test_the_ninth_is_refused_and_a_reader_who_goes_makes_room(world: PhonesWorld) -> None:
    async def told(app: Asgi) -> None:
        other = serve(world.app)  # another process of the web has slots in the same folder
        async with AsyncExitStack() as seven:
            for each in (app, other, app, other, app, other, app):
                assert (await seven.enter_async_context(opened(each))).status == 200
            async with opened(other) as eighth, opened(app) as ninth:
                assert (eighth.status, ninth.status, ninth.is_over) == (200, 503, True)
                assert b"close one of them" in ninth.body
            async with opened(app) as next_one:
                assert next_one.status == 200

    in_loop(told, world)


def test_a_process_that_is_killed_gives_its_slots_back(tmp_path: Path) -> None:
    slots = StreamSlots(tmp_path / "streams", most=1)
    mine = slots.take()
    assert mine is not None
    assert slots.take() is None
    mine.release()
    lines = "import fcntl, sys, time", "file = open(sys.argv[1], 'r+')", "fcntl.flock(file, 2)", "print(flush=True)"
    holds = "; ".join([*lines, "time.sleep(60)"])
    command = [sys.executable, "-I", "-S", "-c", holds, str(tmp_path / "streams" / "0.lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        assert slots.take() is None
        other.kill()
        other.wait()
        assert slots.take() is not None
    assert fcntl.LOCK_EX == 2


@pytest.mark.parametrize(
    ("status", "query", "headers"),
    [
        (400, b"", []),
        (400, b"phone=x", []),
        (400, b"&".join([QUERY] * 13), []),
        (421, QUERY, [(b"host", b"evil.example")]),
        (403, QUERY, [(b"sec-fetch-site", b"cross-site")]),
        (403, QUERY, [(b"sec-fetch-site", b"same-site")]),
        (200, QUERY, [(b"sec-fetch-site", b"same-origin")]),
    ],
)
def test_who_may_read_and_what(
    world: PhonesWorld, status: int, query: bytes, headers: list[tuple[bytes, bytes]]
) -> None:
    async def told(app: Asgi) -> None:
        async with opened(app, query, *headers) as stream:
            assert stream.status == status

    in_loop(told, world)


def test_without_the_simulator_there_is_no_stream(world: PhonesWorld) -> None:
    async def told(app: Asgi) -> None:
        without = serve(create_app(world.with_settings(simulator=False)))
        async with opened(without) as stream, opened(without, path=b"/nothing") as nothing:
            assert (stream.status, stream.body) == (nothing.status, nothing.body) == (404, nothing.body)
        async with opened(app, path=b"/phone/%65vents") as misspelt:
            assert misspelt.status == 404

    in_loop(told, world)


def test_a_server_that_stops_is_not_held_up(world: PhonesWorld) -> None:
    async def told(app: Asgi) -> None:
        heard = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, heard.set)  # as the server has one
        async with opened(app) as stream, opened(app) as other:
            os.kill(os.getpid(), signal.SIGTERM)
            async with asyncio.timeout(5):
                await heard.wait()
                while not (stream.is_over and other.is_over):
                    await asyncio.sleep(0.01)

    before = signal.getsignal(signal.SIGTERM)
    in_loop(told, world)
    assert signal.getsignal(signal.SIGTERM) == before


def test_an_outage_of_the_database_cuts_no_stream(world: PhonesWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Awaitable[None]:
        raise TimeoutError

    async def told(app: Asgi) -> None:
        async with opened(app) as stream:
            with monkeypatch.context() as patched:
                patched.setattr("app.domain.messaging.arrivals.sms_since", fail)
                await in_thread(send_sms, world, "a")
                await asyncio.sleep(0.1)
                assert not stream.is_over
            assert [kind for kind, _ in await stream.told(1)] == ["sms"]

    in_loop(told, world)


def test_what_a_provider_tells_by_itself_is_on_the_wire_of_its_phone(world: PhonesWorld) -> None:
    def happen() -> None:
        world.send_sms("+254700000002")
        world.send_sms(PHONE)
        url = f"{world.container.settings.own_url}/daraja/the-key/stk/0a1b2c"
        prompt = DarajaCaller(world.client).push(CallBackURL=url)[1]["CheckoutRequestID"]
        world.payments.answer_shown(prompt, PromptAnswer.CANCEL)
        world.payments.courier.settle()
        world.account.callbacks.settle()

    async def told(app: Asgi) -> None:
        async with opened(app) as stream:
            await in_thread(happen)
            async with asyncio.timeout(5):
                while len(wire := [content for kind, content in stream.events if kind == "wire"]) < 2:
                    await asyncio.sleep(0.01)
        found = {each["request"]["path"]: each for each in wire}
        assert set(found) == {"/at/KEY/sms/reports", "/daraja/KEY/stk/0a1b2c"}
        report = found["/at/KEY/sms/reports"]
        assert (report["phone"], report["answer"]["status"]) == (PHONE, 200)
        assert "phoneNumber=%2B254700000001" in report["request"]["body"]
        outcome = found["/daraja/KEY/stk/0a1b2c"]
        assert json.loads(outcome["request"]["body"])["Body"]["stkCallback"]["ResultCode"] == 1032
        assert outcome["answer"]["status"] == 404, "nobody here has this key"

    in_loop(told, world)
