"""The identity registry over real HTTP, against a stand-in: its answers, its failures, and its time limit."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final, Self

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.container import IdentityRegistry
from app.domain.identity.identity_checks import RegisteredPerson, RegistryUnavailable
from app.domain.shared.persons import AccountType
from app.platform.deadline import within
from app.providers.identity_registry import FAILURES, MOST, HttpRegistry, NoRegister, RegistryDown
from tests.standin_wire import closed_port, silence

LIMIT: Final = 3.5
"""The most seconds that a failed look-up may take."""
WANJIKU: Final[dict[str, Any]] = {
    "first_name": "Wanjiku", "other_names": "Ann", "surname": "Kamau", "gender": "F",
    "date_of_birth": "1990-04-12", "citizenship": "KEN", "date_of_death": None,
}  # fmt: skip
Answer = Callable[["Handler"], object]


@dataclass
class Registry:
    """A stand-in for the register of persons: it gives its answers in order, and repeats the last one for ever."""

    answers: list[Answer] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """The path and the body of each request."""

    def __enter__(self) -> Self:
        self.over = threading.Event()
        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.registry = self
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()

    def will(self, *answers: Answer) -> None:
        self.answers = list(answers)

    def next_answer(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class Server(ThreadingHTTPServer):
    daemon_threads = True
    registry: Registry

    def handle_error(self, *_: object) -> None:
        """Print nothing: a client that disconnects is expected."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10
    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.number = body["number"]
        self.server.registry.asked.append((self.path, body))
        self.server.registry.next_answer()(self)

    def do_GET(self) -> None:
        self.server.registry.asked.append((self.path, {}))
        answered(200, WANJIKU)(self)

    def log_message(self, *_: object) -> None:
        """Log nothing."""


def answered(status: int, body: object = None, **headers: str) -> Answer:
    """An answer with a JSON body."""
    return raw(status, json.dumps(body).encode(), content_type="application/json", **headers)


def raw(status: int, body: bytes, **headers: str) -> Answer:
    def say(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in {"content_length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return say


def wired(sent: bytes) -> Answer:
    """An answer of these raw bytes, after which the connection is closed."""

    def say(handler: Handler) -> None:
        handler.wfile.write(sent)
        handler.close_connection = True

    return say


def trickled(start: bytes) -> Answer:
    """An answer that begins so and goes on with a byte every 0.2 s, for ever."""

    def say(handler: Handler) -> None:
        handler.wfile.write(start)
        while not handler.server.registry.over.wait(0.2):
            handler.wfile.write(b"a")

    return say


def silent(handler: Handler) -> None:
    """Send nothing."""
    handler.server.registry.over.wait(10)


@pytest.fixture
def registry() -> Iterator[Registry]:
    with Registry() as running:
        yield running


def look_up(url: str, number: str = "29000001", *, kind: AccountType = AccountType.CITIZEN) -> RegisteredPerson | None:
    return IdentityRegistry(HttpRegistry(url)).look_up(kind, number)


def timed(work: Callable[[], object]) -> float:
    """The seconds until a look-up raises RegistryUnavailable."""
    started = time.monotonic()
    with pytest.raises(RegistryUnavailable):
        work()
    return time.monotonic() - started


def test_a_person_is_known_by_the_kind_of_document_and_its_number(registry: Registry) -> None:
    registry.will(answered(200, WANJIKU))
    assert look_up(registry.url) == RegisteredPerson("Wanjiku", "Ann", "Kamau", "F", date(1990, 4, 12), None)
    assert look_up(registry.url + "/", "DIP/0001", kind=AccountType.DIPLOMAT)
    assert registry.asked == [
        ("/people", {"type": "citizen", "number": "29000001"}),
        ("/people", {"type": "diplomat", "number": "DIP/0001"}),
    ]


@pytest.mark.parametrize(
    ("changes", "names", "died"),
    [
        ({"date_of_death": "2024-05-17"}, ("Wanjiku", "Ann", "Kamau"), date(2024, 5, 17)),
        ({"date_of_death": "2024-05-17T00:00:00+03:00"}, ("Wanjiku", "Ann", "Kamau"), date(2024, 5, 17)),
        ({"date_of_death": ""}, ("Wanjiku", "Ann", "Kamau"), None),
        ({"other_names": None, "surname": None}, ("Wanjiku", "", ""), None),
        ({"first_name": "Mũthoni", "surname": "Gĩthĩnji"}, ("Mũthoni", "Ann", "Gĩthĩnji"), None),
        ({"date_of_birth": "1990-04-12T00:00:00", "unheard_of": {"a": [1]}}, ("Wanjiku", "Ann", "Kamau"), None),
    ],
)
def test_an_entry_is_read_with_what_it_has(
    registry: Registry, changes: dict[str, Any], names: tuple[str, str, str], died: date | None
) -> None:
    registry.will(answered(200, WANJIKU | changes))
    assert look_up(registry.url) == RegisteredPerson(*names, gender="F", born=date(1990, 4, 12), died=died)


def test_nobody_of_this_number_is_an_answer_and_no_failure(registry: Registry) -> None:
    registry.will(answered(404, {"detail": "no such person"}))
    register = HttpRegistry(registry.url)
    assert [register.find("citizen", "29000099") for _ in range(FAILURES + 1)] == [None] * (FAILURES + 1)


@pytest.mark.parametrize(
    "answer",
    [
        answered(503), answered(500, WANJIKU), answered(401), answered(429), answered(204),
        raw(200, b"<html>maintenance</html>"), raw(200, b""), raw(200, b"\xff\xfe{"), raw(200, b'{"first_name": '),
        answered(200, []), answered(200, None), answered(200, "Wanjiku"), answered(200, {}),
        answered(200, WANJIKU | {"date_of_birth": None}), answered(200, WANJIKU | {"date_of_birth": "12/04/1990"}),
        answered(200, WANJIKU | {"date_of_birth": 1990}), answered(200, WANJIKU | {"date_of_death": "yes"}),
        raw(200, b"[" * (MOST - 1)), raw(200, b'{"a": ' * 10000), raw(200, b'{"a": ' + b"9" * 6000 + b"}"),
        raw(200, json.dumps(WANJIKU | {"note": "a" * MOST}).encode()),
        raw(200, b"no gzip", content_encoding="gzip"), raw(200, b"{}", content_length="9"),
        wired(b""), wired(b"HTTP"), wired(b"SSH-2.0-OpenSSH_9\r\n"), wired(b"HTTP/1.1 200 OK\r\n"),
        wired(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        wired(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70000 + b"\r\n\r\n{}"),
        wired(b"HTTP/1.1 abc OK\r\n\r\n{}"),
    ],
)  # fmt: skip
def test_anything_else_says_nothing_about_the_person(registry: Registry, answer: Answer) -> None:
    registry.will(answer)
    assert timed(lambda: look_up(registry.url)) < LIMIT


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(registry: Registry, status: int) -> None:
    registry.will(answered(status, WANJIKU, location=f"{registry.url}/elsewhere"))
    timed(lambda: look_up(registry.url))
    assert [path for path, _ in registry.asked] == ["/people"]


def test_nobody_listens() -> None:
    assert timed(lambda: look_up(f"http://127.0.0.1:{closed_port()}")) < LIMIT


def test_production_without_a_registry_makes_nobody_up() -> None:
    timed(lambda: IdentityRegistry(NoRegister()).look_up(AccountType.CITIZEN, "29000001"))


@pytest.mark.slow
def test_nobody_waits_longer_than_three_seconds_and_a_half() -> None:
    """In each of six ways in which a server can delay its answer, all at once, each with a registry of its own."""
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n"
    ways = [silent, trickled(b""), trickled(b"HTTP/1.1 200 OK\r\nX: "), trickled(head + b"\r\n{"), trickled(head)]
    with ThreadPoolExecutor(len(ways) + 1) as citizens, silence(backlog=0) as full:
        running = [Registry([way]) for way in ways]
        try:
            urls = [each.__enter__().url for each in running] + [f"http://127.0.0.1:{full}"]
            times = list(citizens.map(lambda url: timed(lambda: look_up(url)), urls))
        finally:
            for each in running:
                each.__exit__()
    assert max(times) < LIMIT
    assert times[0] > 1.5  # a slow registry still has time to answer


@pytest.mark.slow
def test_an_answer_within_two_seconds_is_heard(registry: Registry) -> None:
    def slowly(handler: Handler) -> None:
        time.sleep(1.5)
        answered(200, WANJIKU)(handler)

    registry.will(slowly)
    assert look_up(registry.url)


@pytest.mark.slow
def test_after_five_failures_in_a_row_it_is_left_alone_for_a_while(registry: Registry) -> None:
    registry.will(answered(503))
    register = HttpRegistry(registry.url, rest=1.0)
    fail(register, FAILURES)
    assert len(registry.asked) == FAILURES
    started = time.monotonic()
    fail(register, 20)
    assert len(registry.asked) == FAILURES
    assert time.monotonic() - started < 0.5
    registry.will(answered(200, WANJIKU))
    time.sleep(1.1)
    assert register.find("citizen", "29000001")
    assert len(registry.asked) == FAILURES + 1


def test_after_its_rest_one_more_failure_is_enough_and_one_success_mends_all(registry: Registry) -> None:
    registry.will(answered(503))
    register = HttpRegistry(registry.url, rest=0.2)
    fail(register, FAILURES)
    time.sleep(0.3)
    fail(register, 2)
    assert len(registry.asked) == FAILURES + 1
    time.sleep(0.3)
    registry.will(answered(404), answered(503))
    assert register.find("citizen", "29000001") is None
    fail(register, FAILURES - 1)
    assert len(registry.asked) == FAILURES + 2 + FAILURES - 1


def test_a_failure_now_and_then_closes_nothing(registry: Registry) -> None:
    good, bad = answered(200, WANJIKU), answered(503)
    register = HttpRegistry(registry.url)
    registry.will(*[bad, bad, bad, bad, good] * 3, good)
    for _ in range(3):
        fail(register, FAILURES - 1)
        assert register.find("citizen", "29000001")
    assert len(registry.asked) == 3 * FAILURES


def test_threads_share_it_and_each_gets_its_own_answer(registry: Registry) -> None:
    def echo(handler: Handler) -> None:
        answered(200, WANJIKU | {"surname": handler.number})(handler)

    registry.will(echo)
    register = IdentityRegistry(HttpRegistry(registry.url))
    numbers = [f"{number:08d}" for number in range(80)]
    with ThreadPoolExecutor(8) as citizens:
        found = list(citizens.map(lambda number: register.look_up(AccountType.CITIZEN, number), numbers))
    assert [each and each.surname for each in found] == numbers


@given(st.binary(max_size=80) | st.builds(lambda end: b"HTTP/1.1 200 OK\r\n" + end, st.binary(max_size=80)))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_bytes_come_back_they_are_nobody(registry: Registry, sent: bytes) -> None:
    registry.will(wired(sent))
    assert timed(lambda: look_up(registry.url)) < LIMIT


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nX: "])
def test_no_more_threads_wait_for_it_than_may(registry: Registry, start: bytes) -> None:
    """An answer that never ends holds one of the limited threads, and does not block the process."""
    registry.will(trickled(start))
    register, before = HttpRegistry(registry.url, rest=0.0, at_once=2), {*threading.enumerate()}
    for _ in range(6):
        with within(0.05):
            fail(register, 1)
    assert len([each for each in {*threading.enumerate()} - before if each.name == "registry"]) == 2
    assert len(registry.asked) <= 2


@pytest.mark.slow
def test_a_place_is_free_again_when_its_answer_has_ended(registry: Registry) -> None:
    register = HttpRegistry(registry.url, at_once=1)
    registry.will(wired(b"HTTP"), answered(404), answered(200, WANJIKU))
    fail(register, 1)
    for _ in range(2):
        wait_for_threads()
        register.find("citizen", "29000001")
    assert len(registry.asked) == 3


def wait_for_threads() -> None:
    """Wait until no thread asks the registry any more."""
    for thread in threading.enumerate():
        if thread.name == "registry":
            thread.join(5)


def test_nothing_typed_is_in_the_words_of_a_failure(registry: Registry) -> None:
    registry.will(answered(503, {"detail": "29000001 Wanjiku"}))
    with pytest.raises(RegistryUnavailable) as failed:
        look_up(registry.url)
    assert "29000001" not in f"{failed.value!r} {failed.value.__cause__!r}"
    assert "Wanjiku" not in f"{failed.value!r}"


def fail(register: HttpRegistry, times: int) -> None:
    """Ask this many times; each look-up must fail."""
    for _ in range(times):
        with pytest.raises(RegistryDown):
            register.find("citizen", "29000001")
