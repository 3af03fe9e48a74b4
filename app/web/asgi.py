"""An ASGI adapter for the WSGI application: reads each request whole before it takes a thread.

A WSGI server gives a request its thread while the body is still arriving, so clients that withhold bodies occupy every
thread. Here the event loop awaits bodies, without a thread and for a limited time; the application gets them whole. It
also gets the path as it was sent (`RAW_URI`), which WSGI leaves out (`docs/decisions/requests-taken-in-whole.md`).
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from app.platform.long_waits import told_to
from app.web.concurrency import ConcurrencyLimit

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

THREADS: Final = 24
"""Requests of a process that may run at a time: a few hold a permit (`app/web/concurrency.py`), the others wait for
something, such as the database. Requests to paths with threads of their own are not among them."""
MOST_WAITING: Final = 48
"""Further requests that may wait before new ones are turned away: at 20 ms each, three at a time, the last begins after
half a second. While the database or Redis hangs, its circuit breaker answers those that wait."""
BODY_SECONDS: Final = 5.0
"""Seconds within which a body must arrive: a provider's has a kilobyte, an agency's at most a megabyte."""
MOST_UNFINISHED: Final = 200
"""Bodies that a process waits for at a time, of the 512 connections it accepts. One more, and the oldest is dropped."""
LARGEST_BODY: Final = 1024 * 1024
"""Bytes that are read of a body. Of a larger one the application sees a byte too many, or the declared length."""
PHOTO_SECONDS: Final = 20.0
"""Seconds within which a body of two megabytes must arrive: from a rural desk, on a line of a megabit a second."""

PLAIN_TEXT: Final = ((b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store"))
"""Headers of a plain text that is answered in place of the application."""

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Environ = dict[str, Any]
Answer = tuple[int, list[tuple[bytes, bytes]], bytes]
AsgiApplication = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass(frozen=True)
class Allowance:
    """The limits of a body: how many bytes are read, and how many seconds it may take. A large one counts towards
    MOST_UNFINISHED once for each megabyte."""

    largest: int
    seconds: float


class BodyWithheld(Exception):
    """The body did not arrive in time, or was dropped for newer ones."""


class ClientGone(Exception):
    """The client has disconnected."""


class Asgi:
    """A WSGI application behind an ASGI server; each request runs in one of a few threads.

    `is_open` tells by the head of a request whether its body is read at all. `allowed` gives the limits of bodies that
    may be larger than usual. `shed` gives the answer to a request while too many wait for a thread, or None: it waits.
    `own_threads`: how many threads the paths below a prefix have to themselves; the longest prefix that fits counts.
    `streams`: ASGI applications that answer a GET of one path, without end and without a thread.
    """

    def __init__(
        self,
        wsgi: "WSGIApplication",
        is_open: Callable[[Environ], bool] = lambda _: True,
        allowed: Callable[[Environ], Allowance | None] = lambda _: None,
        shed: Callable[[Environ, bytes], "Answer | None"] = lambda _environ, _body: None,
        *,
        own_threads: Mapping[str, int] | None = None,
        streams: Mapping[str, "AsgiApplication"] | None = None,
    ) -> None:
        self._wsgi, self._is_open, self._allowed, self._streams = wsgi, is_open, allowed, streams or {}
        self._shed, self._begun, self._limit = shed, 0, ConcurrencyLimit()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="request")
        longest_first = sorted((own_threads or {}).items(), key=lambda each: -len(each[0]))
        self._own_threads = {
            path: ThreadPoolExecutor(number, thread_name_prefix=f"request {path}") for path, number in longest_first
        }
        self._unfinished: dict[asyncio.Timeout, int] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        stream = self._streams.get(scope["raw_path"].decode("latin-1")) if scope["method"] == "GET" else None
        if stream is not None and _has_one_host(scope):
            await stream(scope, receive, send)
            return
        try:
            answer = await self._answer(scope, receive)
        except BodyWithheld:
            answer = _refusal(408, b"the body did not come in time\n")
        except ClientGone:
            return
        await _send(send, answer)

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        if not _has_one_host(scope):
            return _refusal(400, b"one Host is wanted\n")
        environ = environ_of(scope)
        body = b""
        if _may_have_body(environ) and self._is_open(environ):
            allowed = self._allowed(environ) or Allowance(LARGEST_BODY, BODY_SECONDS)
            body = await self._taken_in(receive, _length(environ), allowed)
        threads = self._threads_of(environ["PATH_INFO"])
        if threads is self._threads and self._begun >= THREADS + MOST_WAITING:
            turned_away = self._shed(environ, body) if self._is_open(environ) else None
            if turned_away is not None:
                return turned_away
        environ["wsgi.input"] = BytesIO(body)
        if threads is not self._threads:
            return await asyncio.get_running_loop().run_in_executor(threads, self._call, environ)
        self._begun += 1
        try:
            return await self._with_permit(environ)
        finally:
            self._begun -= 1

    async def _with_permit(self, environ: Environ) -> Answer:
        """Wait for a permit, then call the application. It gives the permit back early where it waits for long."""
        loop, permit = asyncio.get_running_loop(), await self._limit.take()

        def give_back() -> None:
            with suppress(RuntimeError):  # the loop has ended, and nobody waits
                loop.call_soon_threadsafe(permit.give_back)

        def call() -> Answer:
            with told_to(give_back):
                return self._call(environ)

        try:
            return await loop.run_in_executor(self._threads, call)
        finally:
            permit.give_back()

    def _threads_of(self, path: str) -> ThreadPoolExecutor:
        """The thread pool for a path."""
        own = self._own_threads.items()
        return next((threads for start, threads in own if f"{path}/".startswith(f"{start}/")), self._threads)

    async def _taken_in(self, receive: Receive, length: int | None, allowed: Allowance) -> bytes:
        """Read the body, but no more of it than was declared or is allowed. Raises BodyWithheld and ClientGone."""
        if length is not None and length > allowed.largest:
            return b""  # the application refuses it by its length
        try:
            async with asyncio.timeout(allowed.seconds) as patience:
                self._wait_with(patience, max(1, allowed.largest // LARGEST_BODY))
                return await _read(receive, allowed.largest + 1 if length is None else length)
        except TimeoutError:
            raise BodyWithheld from None
        finally:
            self._unfinished.pop(patience, None)

    def _wait_with(self, patience: asyncio.Timeout, weight: int) -> None:
        """Count a body that is waited for. Beyond MOST_UNFINISHED, the wait for the oldest ones times out at once."""
        self._unfinished[patience] = weight
        while sum(self._unfinished.values()) > MOST_UNFINISHED:
            oldest = next(iter(self._unfinished))
            del self._unfinished[oldest]
            oldest.reschedule(asyncio.get_running_loop().time())

    def _call(self, environ: Environ) -> Answer:
        """Call the application (PEP 3333), and return its whole answer."""
        told: list[Any] = []
        written: list[bytes] = []

        def start_response(
            status: str, headers: list[tuple[str, str]], _error: Any = None, /
        ) -> Callable[[bytes], object]:
            told[:] = [int(status.partition(" ")[0]), headers]
            return written.append

        parts = self._wsgi(environ, start_response)
        try:
            body = b"".join([*written, *parts])
        finally:
            if close := getattr(parts, "close", None):
                close()
        status, headers = told
        return status, [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers], body


async def answer_in_words(send: Send, status: int, words: str) -> None:
    """Answer a request with plain text, for an application of `streams` that has nothing to stream."""
    await _send(send, _refusal(status, words.encode()))


async def _send(send: Send, answer: Answer) -> None:
    status, headers, body = answer
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _read(receive: Receive, most: int) -> bytes:
    body = bytearray()
    while len(body) < most:
        event = await receive()
        if event["type"] == "http.disconnect":
            raise ClientGone
        body += event.get("body", b"")
        if not event.get("more_body"):
            break
    return bytes(body)


def environ_of(scope: Scope) -> Environ:
    """The WSGI environment of a request (PEP 3333), with its path and query as they were sent (`RAW_URI`)."""
    query = scope["query_string"].decode("latin-1")
    raw = scope["raw_path"].decode("latin-1")
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": query,
        "RAW_URI": f"{raw}?{query}" if query else raw,
        "SERVER_NAME": scope["server"][0],
        "SERVER_PORT": str(scope["server"][1]),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": scope["client"][0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.errors": sys.stderr,
        "wsgi.input_terminated": True,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        if b"_" in name:
            continue  # it would get the same key as the name with a hyphen
        key = name.decode("latin-1").upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        said = value.decode("latin-1")
        environ[key] = f"{environ[key]},{said}" if key in environ else said
    return environ


def _has_one_host(scope: Scope) -> bool:
    """Whether there is exactly one Host header, as HTTP/1.1 demands (RFC 9112, 3.2)."""
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    return len(hosts) == 1 and (bool(hosts[0].strip()) or scope["http_version"] == "1")


def _may_have_body(environ: Environ) -> bool:
    return environ.get("CONTENT_LENGTH", "0") != "0" or "HTTP_TRANSFER_ENCODING" in environ


def _length(environ: Environ) -> int | None:
    """The declared length of the body, if there is one; the server has checked that it is a number."""
    return int(environ["CONTENT_LENGTH"]) if "CONTENT_LENGTH" in environ else None


def _refusal(status: int, reason: bytes) -> Answer:
    return status, [*PLAIN_TEXT, (b"connection", b"close")], reason
