"""Threads share the connections to a provider, and nothing else: a cookie of one answer is sent with no request."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.providers.africastalking.sim_swaps import SimSwaps
from app.providers.africastalking.sms import AfricasTalking
from app.providers.identity_registry import HttpRegistry, RegistryDown

PHONES = [f"+25471200000{number}" for number in range(8)]


class Sticky(ThreadingHTTPServer):
    """A server that sets a cookie in each answer, as one behind a load balancer does."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.cookies: list[str | None] = []
        self.callers: set[int] = set()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Sticky

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.cookies.append(self.headers.get("Cookie"))
        self.server.callers.add(self.client_address[1])
        self.send_response(200)
        self.send_header("Set-Cookie", f"person={len(self.server.cookies)}; Path=/")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@pytest.fixture
def sticky() -> Iterator[Sticky]:
    server = Sticky()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def by_sms(url: str) -> Callable[[str], object]:
    gateway = AfricasTalking("lango", "key", base_url=url)
    return lambda phone: gateway.send(phone, "text", key=phone)


def about_sims(url: str) -> Callable[[str], object]:
    return SimSwaps("lango", "key", base_url=url).ask


def of_persons(url: str) -> Callable[[str], object]:
    registry = HttpRegistry(url)

    def ask(phone: str) -> object:
        try:
            return registry.find("citizen", phone[-8:])
        except RegistryDown as down:
            return down

    return ask


@pytest.mark.parametrize("way", [by_sms, about_sims, of_persons])
def test_no_cookie_of_one_answer_goes_out_with_another_request(sticky: Sticky, way: Callable[..., object]) -> None:
    ask = way(f"http://127.0.0.1:{sticky.server_port}")
    assert callable(ask)
    for phone in PHONES[:2]:
        ask(phone)
    with ThreadPoolExecutor(len(PHONES)) as threads:
        list(threads.map(ask, PHONES))
    assert sticky.cookies == [None] * (2 + len(PHONES))
    for phone in PHONES:
        ask(phone)
    assert len(sticky.callers) <= len(PHONES), "connections are used again"
