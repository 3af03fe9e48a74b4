"""`GET /phone/events`: what happens to some phones, live, as server-sent events.

A stream costs no thread: it waits in the event loop, and looks twice a second, in one of two threads of its own. There
are at most eight on a machine (`app/simulator/browser/stream_slots.py`), and none outlives its reader or the server.
"""

import asyncio
import signal
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Final
from urllib.parse import parse_qs

from app.platform.observability import failed
from app.platform.phone_numbers import read_typed
from app.simulator.browser.phone_events import PhoneEvents, StreamPosition
from app.simulator.browser.stream_slots import StreamSlots
from app.web import guards
from app.web.asgi import Receive, Scope, Send, answer_in_words

LOOK_SECONDS: Final = 0.5
HEARTBEAT_SECONDS: Final = 10.0
RETRY_MILLISECONDS: Final = 1000
"""After how long a page comes back whose stream was cut."""
MOST_PHONES: Final = 12
"""Phones of one stream."""
READERS: Final = 2
"""Threads that look into the database for all streams of a process."""
FULL: Final = "8 pages of phones are open on this machine already: close one of them\n"


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
        position = await self._read(self._events.begin, last_event_id)
        silent = 0.0
        await _send(send, f"retry: {RETRY_MILLISECONDS}\nid: {position.event_id}\n\n".encode())
        while not over.done():
            before = position.event_id
            found = await self._look(phones, position)
            lines = [each.as_lines(before) for each in found[:-1]] + [each.as_lines(position.event_id) for each in found[-1:]]
            silent = 0.0 if lines else silent + LOOK_SECONDS
            if silent >= HEARTBEAT_SECONDS:
                silent, lines = 0.0, [f": still here\nid: {position.event_id}\n\n".encode()]
            if lines:
                await _send(send, b"".join(lines))
            await asyncio.wait({over}, timeout=LOOK_SECONDS)
        with suppress(Exception):  # nobody may be there any more
            await send({"type": "http.response.body", "body": b""})
