"""Granian as the Procfile starts it, restarted in three ways while citizens walk all the time.

A reload is SIGHUP: each worker in turn gets a successor, and ends 8 s later. A relief is a second server that listens
at the same port before the first gets SIGTERM. A stop is SIGTERM, and a server that is started when the first is gone:
what comes in between is refused, and comes again.

Granian finishes every request of which it has read a byte. A connection that it has not begun to read when it ends is
closed, and one that still waits in the kernel is reset: nothing was done for these, and they come again too.
"""

import os
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final
from urllib.parse import urlencode

import pytest

from app.dev import demo_data
from tests.conftest import CALLBACK_KEY
from tests.faults import results
from tests.faults.callers import Dialler
from tests.faults.granian import PATIENCE, granian, insisted, sent, workers
from tests.faults.scene import Scene, scene
from tests.faults.stores import waited
from tests.outgoing import phone, phones_of_many_blocks
from tests.servers import free_port
from tests.web.callbacks import FORM, SOUND

pytestmark = [pytest.mark.slow, results.databases("sqlite")]

PART: Final = "Restarts of the web server"
RESTARTS: Final = results.many(short=1, long=10)
CITIZENS: Final = 8
HOPS: Final = ("", "1", "1*102030405060", "1*102030405060*1")
"""A session that ends with an SMS."""
LISTEN, ESTABLISHED = "0A", "01"
WORKERS: Final = 2
"""Workers of a server, each with a socket of its own (Procfile)."""
NOBODY_LISTENS: Final = ConnectionRefusedError.__name__
MOST_RESET: Final = 2 + RESTARTS
"""The most connections, in all restarts, that meet a worker in the millisecond of its end, while others listen."""
MOST_RESET_AT_STOPS: Final = (RESTARTS + 1) * CITIZENS
"""The same where nobody else listens: one for each caller and stop, and in one of the stops two.

Each of the two workers has a socket of its own: a caller whose connection waited at the one may come again to the
other, in the tenth of a second before that ends as well. Measured: 28 in 20 stops (docs/results/reliability.md), 8 in
10 where ten programs wait for each core. No setting of Granian's makes it fewer. It reads no more once it is told to
end; no caller here has a second request on a connection, so keep-alive has no part in it, nor has the backlog, which
is never full. What the kernel could pass on (`tcp_migrate_req`) has nowhere to go when the last one ends.
"""


@dataclass
class Street:
    """What citizens who walk all the time have seen."""

    right: list[str] = field(default_factory=list)
    """The screens of their walk, while nothing happens."""
    walks: int = 0
    hops: int = 0
    unanswered: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    cut_off: int = 0
    """Hops that a server had begun and did not end: their copies are told for 6 s that the request was received."""
    longest: float = 0.0

    def walk(self, url: str, citizen: Dialler) -> None:
        """One session; a hop that is not answered is repeated."""
        citizen.lost = self.unanswered
        for text, right in zip(HOPS, self.right, strict=True):
            hop = insisted(citizen, url, text)
            self.cut_off += hop.not_yet
            self.longest = max(self.longest, hop.seconds)
            self.hops += 1
            if hop.shown != right:
                self.wrong.append(hop.shown)
                return
        self.walks += 1

    def tell(self, how: str, restarts: int, sms_too_many: int) -> None:
        """Report the figures."""
        figures = {
            how: restarts,
            f"hops_during_{how}": self.hops,
            f"connections_refused_during_{how}": self.unanswered[NOBODY_LISTENS],
            f"connections_reset_during_{how}": self.reset(),
            f"told_to_dial_again_during_{how}": self.cut_off,
            f"longest_until_answered_during_{how}_s": self.longest,
        }
        results.tell(PART, wrong_screens=len(self.wrong), sms_too_many=sms_too_many, **figures)

    def reset(self) -> int:
        """Connections that a server had taken, or its kernel, and that broke before the answer."""
        return self.unanswered.total() - self.unanswered[NOBODY_LISTENS]


@contextmanager
def walked_on(how: str, at: Scene, url: str) -> Iterator[Street]:
    """Citizens walk until the end of the block; then every screen was right, and each walk has sent its SMS once."""
    first, street, over, phones = Dialler(phone(0)), Street(), threading.Event(), phones_of_many_blocks()
    street.right = [first.hop(url, text) or "" for text in HOPS]
    before = sent(at.container)

    def walk_again_and_again() -> None:
        while not over.is_set():
            street.walk(url, Dialler(next(phones)))

    with ThreadPoolExecutor(CITIZENS) as threads:
        walking = [threads.submit(walk_again_and_again) for _ in range(CITIZENS)]
        try:
            yield street
        finally:
            over.set()
    too_many = sent(at.container) - before - street.walks
    street.tell(how, RESTARTS, too_many)
    for each in walking:
        each.result()
    assert street.wrong == []
    assert street.walks >= CITIZENS
    assert too_many == 0


@pytest.fixture
def at(database_url: str, redis_url: str) -> Iterator[Scene]:
    """An installation with sample applications."""
    with scene(database_url, redis_url) as made:
        with made.container.database.transaction() as session:
            demo_data.load(session, made.container.contacts)
        yield made


def halves(number: int) -> tuple[bytes, bytes]:
    """A dial, cut in two within its head or its body."""
    form = SOUND["ussd"] | {"sessionId": f"half {number}", "phoneNumber": phone(20_000 + number)}
    body = urlencode(form).encode()
    head = f"POST /at/{CALLBACK_KEY}/ussd HTTP/1.1\r\nHost: lango\r\nConnection: close\r\n"
    head += f"Content-Type: {FORM}\r\nContent-Length: {len(body)}\r\n\r\n"
    request = head.encode() + body
    at = number * 37 % (len(request) - 1) + 1
    return request[:at], request[at:]


def whole(line: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    with line, line.makefile("rb") as answer:
        return answer.read()


def listeners(port: int) -> int:
    """How many sockets listen at a port: each worker has one."""
    return sum((state, here) == (LISTEN, port) for state, here, *_ in sockets())


def unread(port: int) -> int:
    """How many bytes were sent to a port that the server has not read: on their way, or waiting in its kernel."""
    coming = sum(sent for _, _, there, sent, _ in sockets() if there == port)
    return coming + sum(waiting for state, here, _, _, waiting in sockets() if (state, here) == (ESTABLISHED, port))


def sockets() -> list[tuple[str, int, int, int, int]]:
    """Each socket: its state, its port, the other side's, the bytes not confirmed, and those not read (proc(5))."""
    return [_socket(line.split()) for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]


def _socket(line: list[str]) -> tuple[str, int, int, int, int]:
    here, there = (int(address.rpartition(":")[2], 16) for address in line[1:3])
    sent, waiting = (int(number, 16) for number in line[4].split(":"))
    return line[3], here, there, sent, waiting


def test_a_reload_under_load_leaves_no_hop_without_its_right_answer(at: Scene, tmp_path: Path) -> None:
    with granian(at, tmp_path / "web") as (main, url), walked_on("reloads", at, url) as street:
        for _ in range(RESTARTS):
            old = set(workers(main))
            os.kill(main, signal.SIGHUP)
            waited(lambda old=old: not old & set(workers(main)))  # type: ignore[misc]
    assert (street.unanswered[NOBODY_LISTENS], street.cut_off) == (0, 0)
    assert street.reset() <= MOST_RESET


def test_a_server_that_relieves_another_answers_every_hop_rightly(at: Scene, tmp_path: Path) -> None:
    port, random, street = free_port(), Random(7), Street()
    with ExitStack() as last:
        _, url = last.enter_context(granian(at, tmp_path / "web-0", port))
        waited(lambda: listeners(port) == WORKERS)  # the first of them answers before the others listen
        with walked_on("reliefs", at, url) as street:
            for number in range(RESTARTS):
                successor = ExitStack()
                successor.enter_context(granian(at, tmp_path / f"web-{number + 1}", port))
                waited(lambda: listeners(port) == 2 * WORKERS)
                time.sleep(random.uniform(0.1, 0.6))
                last.close()
                last.push(successor)
    assert (street.unanswered[NOBODY_LISTENS], street.cut_off) == (0, 0)
    assert street.reset() <= MOST_RESET


def test_a_server_that_is_stopped_and_started_has_done_nothing_twice(at: Scene, tmp_path: Path) -> None:
    port, random = free_port(), Random(7)
    with ExitStack() as last:
        _, url = last.enter_context(granian(at, tmp_path / "web-0", port))
        with walked_on("stops", at, url) as street:
            for number in range(RESTARTS):
                time.sleep(random.uniform(0.3, 1.0))
                last.close()
                last.enter_context(granian(at, tmp_path / f"web-{number + 1}", port))
    assert street.reset() <= MOST_RESET_AT_STOPS


def test_a_request_that_has_begun_when_the_server_is_told_to_end_is_answered(at: Scene, tmp_path: Path) -> None:
    with granian(at, tmp_path / "web") as (main, url):
        right, port = Dialler(phone(0)).hop(url, ""), int(url.rpartition(":")[2])
        waited(lambda: listeners(port) == WORKERS)
        lines = [socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) for _ in range(CITIZENS)]
        requests = [halves(number) for number in range(1, CITIZENS + 1)]
        for line, (begun, _) in zip(lines, requests, strict=True):
            line.sendall(begun)
        waited(lambda: unread(port) == 0)
        os.kill(main, signal.SIGTERM)
        waited(lambda: listeners(port) == 0)
        for line, (_, rest) in zip(lines, requests, strict=True):
            line.sendall(rest)
        shown = [whole(line).partition(b"\r\n\r\n")[2].decode() for line in lines]
    results.tell(PART, requests_half_sent_at_a_stop=len(shown), of_these_answered=shown.count(right or ""))
    assert shown == [right] * CITIZENS
