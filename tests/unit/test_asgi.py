"""The ASGI server: the body of a request is received in whole, and in time, before the request takes a thread."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from app.web import asgi
from app.web.asgi import Allowance, Asgi, Environ

Event = dict[str, Any]
HEADERS = [(b"host", b"lango.example")]


def scope(*headers: tuple[bytes, bytes], path: str = "/a", version: str = "1.1") -> dict[str, Any]:
    return {
        "type": "http", "method": "POST", "path": path, "raw_path": b"/%61", "query_string": b"q=%20", "scheme": "http",
        "http_version": version, "server": ("127.0.0.1", "8000"), "client": ("192.0.2.1", 4711), "headers": [*headers],
    }  # fmt: skip


def echo(environ: Environ, start_response: Any) -> Iterable[bytes]:
    """Answers with the body and the URI of the request, and with the name of the thread in X-Thread."""
    write = start_response("201 CREATED", [("X-Thread", threading.current_thread().name)])
    write(environ["wsgi.input"].read())
    return [b".", environ["RAW_URI"].encode()]


async def nothing_more() -> Event:
    await asyncio.sleep(60)
    raise AssertionError


async def asked(app: Asgi, given: dict[str, Any], *events: Event) -> tuple[int, bytes]:
    """Send a request, piece by piece; its status and body, or (0, b"") where no answer came."""
    left, told = list(events), []

    async def receive() -> Event:
        return left.pop(0) if left else await nothing_more()

    async def send(event: Event) -> None:
        told.append(event)

    await app(given, receive, send)
    return (told[0]["status"], told[1]["body"]) if told else (0, b"")


def piece(body: bytes, *, more: bool = True) -> Event:
    return {"type": "http.request", "body": body, "more_body": more}


def said(length: int) -> tuple[bytes, bytes]:
    return (b"content-length", str(length).encode())


def test_a_body_comes_whole_however_it_was_cut() -> None:
    sent = scope(*HEADERS, said(4))
    assert asyncio.run(asked(Asgi(echo), sent, piece(b"a"), piece(b"bc"), piece(b"d"))) == (201, b"abcd./%61?q=%20")
    chunked = scope(*HEADERS, (b"transfer-encoding", b"chunked"))
    assert asyncio.run(asked(Asgi(echo), chunked, piece(b"ab"), piece(b"c", more=False))) == (201, b"abc./%61?q=%20")


def test_without_a_body_nothing_is_waited_for() -> None:
    for headers in (HEADERS, [*HEADERS, said(0)]):
        assert asyncio.run(asked(Asgi(echo), scope(*headers))) == (201, b"./%61?q=%20")


def test_of_a_body_that_is_too_large_no_more_than_a_byte_too_many_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi, "LARGEST_BODY", 3)
    chunked = scope(*HEADERS, (b"transfer-encoding", b"chunked"))
    assert asyncio.run(asked(Asgi(echo), chunked, piece(b"ab"), piece(b"cd")))[1] == b"abcd./%61?q=%20"
    assert asyncio.run(asked(Asgi(echo), scope(*HEADERS, said(4))))[1] == b"./%61?q=%20", "its head is enough"


def test_a_body_that_does_not_come_in_time_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi, "BODY_SECONDS", 0.05)
    app = Asgi(echo)
    assert asyncio.run(asked(app, scope(*HEADERS, said(4)), piece(b"ab")))[0] == 408
    assert not app._unfinished


def test_one_body_too_many_cuts_the_one_waited_for_the_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi, "MOST_UNFINISHED", 2)
    monkeypatch.setattr(asgi, "BODY_SECONDS", 0.5)
    order: list[int] = []

    async def crowd() -> list[int]:
        app = Asgi(echo)

        async def one(number: int) -> int:
            status, _ = await asked(app, scope(*HEADERS, said(4)))
            order.append(number)
            return status

        waiting = [asyncio.ensure_future(one(number)) for number in range(6)]
        await asyncio.sleep(0.1)
        assert order == [0, 1, 2, 3]
        assert (await asked(app, scope(*HEADERS, said(2)), piece(b"ab")))[0] == 201, "who sends it all is served"
        return await asyncio.gather(*waiting)

    assert asyncio.run(crowd()) == [408] * 6


def test_a_body_that_nobody_would_look_at_is_not_waited_for() -> None:
    closed = Asgi(echo, lambda environ: environ["PATH_INFO"] != "/closed")
    assert asyncio.run(asked(closed, scope(*HEADERS, said(4), path="/closed")))[0] == 201


def photo_or_not(environ: Environ) -> Allowance | None:
    return Allowance(6, 0.3) if environ["PATH_INFO"] == "/photo" else None


def test_of_what_may_be_larger_more_is_taken_in_and_longer_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi, "LARGEST_BODY", 3)
    monkeypatch.setattr(asgi, "BODY_SECONDS", 0.05)
    app = Asgi(echo, allowed=photo_or_not)
    photo, other = (scope(*HEADERS, said(6), path=path) for path in ("/photo", "/other"))
    assert asyncio.run(asked(app, photo, piece(b"abc"), piece(b"def")))[1] == b"abcdef./%61?q=%20"
    assert asyncio.run(asked(app, other, piece(b"abcdef")))[1] == b"./%61?q=%20", "its head is enough"
    chunked = scope(*HEADERS, (b"transfer-encoding", b"chunked"), path="/photo")
    assert asyncio.run(asked(app, chunked, piece(b"abcdefg"), piece(b"h")))[1] == b"abcdefg./%61?q=%20"
    begun = time.monotonic()
    assert asyncio.run(asked(app, photo, piece(b"abc")))[0] == 408
    assert time.monotonic() - begun >= 0.3


def test_a_large_body_counts_for_as_many_as_it_may_have_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi, "LARGEST_BODY", 3)
    monkeypatch.setattr(asgi, "MOST_UNFINISHED", 3)
    monkeypatch.setattr(asgi, "BODY_SECONDS", 0.3)

    async def crowd() -> list[int]:
        app = Asgi(echo, allowed=photo_or_not)
        paths = ("/photo", "/other", "/photo")
        asking = [asyncio.ensure_future(asked(app, scope(*HEADERS, said(3), path=path))) for path in paths]
        await asyncio.sleep(0.05)
        done = [each.done() for each in asking]
        await asyncio.gather(*asking)
        return [int(each) for each in done]

    assert asyncio.run(crowd()) == [1, 0, 0], "the first gives way, and that is room enough"


def test_nobody_is_answered_who_has_gone() -> None:
    assert asyncio.run(asked(Asgi(echo), scope(*HEADERS, said(4)), {"type": "http.disconnect"})) == (0, b"")


@pytest.mark.parametrize(
    ("status", "version", "headers"),
    [
        (400, "1.1", []),
        (400, "1.1", [(b"host", b"")]),
        (400, "1.1", [(b"host", b"a"), (b"host", b"b")]),
        (400, "1", [(b"host", b"a"), (b"host", b"b")]),
        (201, "1", [(b"host", b"")]),
        (201, "1.1", [(b"host", b"a")]),
    ],
)
def test_a_request_has_one_host(status: int, version: str, headers: list[tuple[bytes, bytes]]) -> None:
    assert asyncio.run(asked(Asgi(echo), scope(*headers, version=version)))[0] == status


def test_what_the_application_sees_of_a_request() -> None:
    headers = [*HEADERS, (b"x-a", b"1"), (b"x-a", b"2"), (b"x_a", b"3"), (b"content-type", b"text/plain")]
    environ = asgi.environ_of(scope(*headers, path="/ä"))
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/ä"
    assert (environ["HTTP_X_A"], environ["CONTENT_TYPE"], environ["REMOTE_ADDR"]) == ("1,2", "text/plain", "192.0.2.1")
    assert (environ["QUERY_STRING"], environ["RAW_URI"]) == ("q=%20", "/%61?q=%20")


def test_the_application_works_in_a_thread_and_its_answer_is_closed() -> None:
    closed, threads = [], []

    class Body(list[bytes]):
        def close(self) -> None:
            closed.append(True)

    def app(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        threads.append(threading.current_thread())
        start_response("200 OK", [])
        return Body([b"yes"])

    assert asyncio.run(asked(Asgi(app), scope(*HEADERS))) == (200, b"yes")
    assert closed == [True]
    assert threads[0] is not threading.main_thread()


def test_slow_requests_of_a_path_with_threads_of_its_own_take_none_from_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asgi, "THREADS", 1)
    goes_on = threading.Event()

    def slow_or_not(environ: Environ, start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/phone/hops":
            goes_on.wait(5)
        return echo(environ, start_response)

    async def crowd() -> list[int]:
        app = Asgi(slow_or_not, own_threads={"/phone": 2, "/phone/gateways": 1})
        slow = [asyncio.ensure_future(asked(app, scope(*HEADERS, path="/phone/hops"))) for _ in range(20)]
        for path in ("/at/key/ussd", "/phone/gateways/daraja", "/phones", "/"):
            async with asyncio.timeout(2):
                assert (await asked(app, scope(*HEADERS, path=path)))[0] == 201, path
        assert not any(each.done() for each in slow)
        goes_on.set()
        return [status for status, _ in await asyncio.gather(*slow)]

    assert asyncio.run(crowd()) == [201] * 20


def test_a_stream_takes_no_thread_and_has_one_path_and_one_verb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi, "THREADS", 1)

    async def crowd() -> None:
        gone = asyncio.Event()

        async def stream(_: Event, __: Any, send: Any) -> None:
            await gone.wait()
            await asgi.answer_in_words(send, 299, "a stream")

        app = Asgi(echo, streams={"/events": stream})
        get = scope(*HEADERS) | {"method": "GET", "path": "/events", "raw_path": b"/events"}
        streams = [asyncio.ensure_future(asked(app, get)) for _ in range(30)]
        for other in (get | {"method": "POST"}, get | {"raw_path": b"/%65vents"}, get | {"raw_path": b"//events"}):
            assert (await asked(app, other))[0] == 201
        assert (await asked(app, get | {"headers": []}))[0] == 400, "a stream is asked for at one host, like all else"
        gone.set()
        assert [status for status, _ in await asyncio.gather(*streams)] == [299] * 30

    asyncio.run(crowd())
