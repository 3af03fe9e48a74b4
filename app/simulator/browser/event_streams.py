"""`GET /phone/events`: what happens to some phones, live, as server-sent events.

A stream has no thread of its own: it waits in the event loop, and polls twice a second in one of two shared threads. A
machine has at most eight streams (`app/simulator/browser/stream_slots.py`); each ends with its reader or the server.
"""

import asyncio
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, Final, TypeVar
from urllib.parse import parse_qs

from app.platform.observability import failed
from app.platform.phone_numbers import read_typed
from app.simulator.browser.phone_events import PhoneEvent, PhoneEvents, StreamPosition
from app.simulator.browser.stream_slots import MOST_STREAMS, StreamSlots
from app.web import guards
from app.web.asgi import Receive, Scope, Send, answer_in_words

LOOK_SECONDS: Final = 0.5
HEARTBEAT_SECONDS: Final = 10.0
RETRY_MILLISECONDS: Final = 1000
"""The delay before a page whose stream was cut reconnects."""
MOST_PHONES: Final = 12
"""The most phones of one stream."""
READERS: Final = 2
"""Threads that query the database for all streams of a process."""
HEADERS: Final = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-accel-buffering", b"no"),
]
Found = TypeVar("Found")
FULL: Final = f"{MOST_STREAMS} pages of phones are open on this machine already: close one of them\n"


class EventStreams:
    """The ASGI application of the streams."""

    def __init__(self, events: PhoneEvents, slots: StreamSlots) -> None:
        self._events, self._slots = events, slots
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="phone-events")
        self._stop = ServerStop()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request: with a stream for as long as it is read, or with why there is none."""
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        phones, refusal = _asked(scope, headers)
        slot = self._slots.take() if refusal is None else None
        if refusal is None and slot is None:
            refusal = (503, FULL)
        if refusal is not None:
            await answer_in_words(send, *refusal)
            return
        assert slot is not None  # noqa: S101
        try:
            await self._stream(phones, headers.get(b"last-event-id", ""), receive, send)
        finally:
            slot.release()

    async def _stream(self, phones: Sequence[str], last_event_id: str, receive: Receive, send: Send) -> None:
        over = asyncio.ensure_future(_gone(receive))
        with self._stop.told(over):
            try:
                await self._tell(phones, last_event_id, over, send)
            finally:
                over.cancel()

    async def _tell(self, phones: Sequence[str], last_event_id: str, over: "asyncio.Future[None]", send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        position = await self._in_thread(self._events.begin, last_event_id)
        await _send(send, f"retry: {RETRY_MILLISECONDS}\nid: {position.event_id}\n\n".encode())
        silent = 0.0
        while not over.done():
            before = position.event_id
            found = await self._look(phones, position)
            silent = 0.0 if found else silent + LOOK_SECONDS
            if found:
                ids = [before] * (len(found) - 1) + [position.event_id]
                await _send(send, b"".join(each.as_lines(at) for each, at in zip(found, ids, strict=True)))
            elif silent >= HEARTBEAT_SECONDS:
                silent = 0.0
                await _send(send, f": still here\nid: {position.event_id}\n\n".encode())
            await asyncio.wait({over}, timeout=LOOK_SECONDS)
        with suppress(Exception):  # the reader may be gone
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _look(self, phones: Sequence[str], position: StreamPosition) -> list[PhoneEvent]:
        """The new events; none while the database is out of reach, and all of them afterwards."""
        try:
            return await self._in_thread(self._events.read, phones, position)
        except Exception as error:
            failed("phone events", error)
            return []

    async def _in_thread(self, function: Callable[..., Found], *given: Any) -> Found:
        return await asyncio.get_running_loop().run_in_executor(self._readers, function, *given)


class ServerStop:
    """Ends all streams when the server is asked to stop: it waits for open requests, and a stream would stay open.

    The event loop keeps its own signal handlers: a Python handler for the same signal is called in addition.
    """

    def __init__(self) -> None:
        self._streams: set[asyncio.Future[None]] = set()
        self._before: dict[int, Any] = {}

    @contextmanager
    def told(self, over: "asyncio.Future[None]") -> Iterator[None]:
        """Register a stream while the block lasts: its `over` is cancelled when the server is asked to stop."""
        if not self._streams:
            self._listen()
        self._streams.add(over)
        try:
            yield
        finally:
            self._streams.discard(over)
            if not self._streams:
                self._listen_no_more()

    def _listen(self) -> None:
        with suppress(ValueError):  # not the main thread, as in a test: no signal stops it
            for number in (signal.SIGTERM, signal.SIGINT):
                self._before[number] = signal.signal(number, self._hear)

    def _listen_no_more(self) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)
        self._before.clear()

    def _hear(self, number: int, frame: FrameType | None) -> None:
        for each in self._streams:
            each.get_loop().call_soon_threadsafe(each.cancel)
        before = self._before.get(number)
        if callable(before):
            before(number, frame)
        elif before == signal.SIG_DFL:  # there is no other handler: take the default action
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)


async def _gone(receive: Receive) -> None:
    """Wait until the reader of the stream disconnects."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send(send: Send, lines: bytes) -> None:
    await send({"type": "http.response.body", "body": lines, "more_body": True})


def _asked(scope: Scope, headers: Mapping[bytes, str]) -> tuple[list[str], tuple[int, str] | None]:
    """The phones of the request; or the status and the text with which it is refused."""
    if not guards.is_loopback_host(headers.get(b"host", "")):
        return [], (421, "the simulator is for this machine: http://localhost or http://127.0.0.1 is wanted\n")
    if headers.get(b"sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return [], (403, "the page of the phones alone is told what happens to them\n")
    given = parse_qs(scope["query_string"].decode("latin-1")).get("phone", [])
    phones = [found for each in given if (found := read_typed(each)) is not None]
    if not 1 <= len(given) <= MOST_PHONES or len(phones) != len(given):
        return [], (400, f"phone: 1 to {MOST_PHONES} phone numbers are wanted\n")
    return list(dict.fromkeys(phones)), None
