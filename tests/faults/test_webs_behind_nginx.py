"""Two webs behind the nginx of `ops/`, restarted in turn and killed while citizens walk: nobody notices."""

import http.client
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import CALLBACK_KEY
from tests.faults import results
from tests.faults.callers import Dialler, post
from tests.faults.granian import granian, workers
from tests.faults.scene import Scene
from tests.faults.stores import waited
from tests.faults.test_restarts_of_the_web_server import at, walked_on
from tests.outgoing import phone
from tests.proxies import nginx
from tests.servers import free_port

__all__ = ["at"]

pytestmark = pytest.mark.slow

ROUNDS: Final = results.many(short=1, long=10)
ANSWER: Final = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nCON"


@contextmanager
def listening(answer: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """A server that gives every request this answer, which may be empty; its port, and the requests that it got."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                with line:
                    if request := line.recv(65_536):
                        asked.append(request)
                    line.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield int(server.getsockname()[1]), asked
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.mark.parametrize(
    ("path", "repeated"),
    [
        (f"/at/{CALLBACK_KEY}/ussd", True),
        (f"/at/{CALLBACK_KEY}/sms/reports", True),
        (f"/daraja/{CALLBACK_KEY}/stk/token", True),
        (f"/pesaflow/{CALLBACK_KEY}/notify/token", True),
        (f"/sms-gateway/{CALLBACK_KEY}/sms", True),
        ("/api/v1/applications", False),
        ("/console/sign-in", False),
    ],
)
def test_a_request_that_a_web_broke_off_is_repeated_if_it_is_a_callback(
    path: str, repeated: bool, tmp_path: Path
) -> None:
    with listening(b"") as (dead, first), listening(ANSWER) as (sound, second), nginx([dead, sound], tmp_path) as url:
        for _ in range(2):  # the webs take turns
            post(url + path, b"a=1")
        waited(lambda: (tmp_path / "lango.log").read_text().count("\n") == 2)  # written after the answer was sent
    assert first
    assert (len(second) == 2) is repeated
    assert all(CALLBACK_KEY not in log.read_text() for log in tmp_path.glob("*.log"))
    assert " 200 " in (tmp_path / "lango.log").read_text()


def test_a_flood_of_sign_ins_to_the_console_ends_at_the_proxy(tmp_path: Path) -> None:
    """Anybody can send that form; the page itself, and everything else, is shown as often as it is asked for."""
    with listening(ANSWER) as (sound, asked), nginx([sound, sound], tmp_path) as url:
        line = http.client.HTTPConnection(url.removeprefix("http://"))
        seen: dict[tuple[str, str], list[int]] = {}
        for ask in (("POST", "/console/sign-in"), ("GET", "/console/sign-in"), ("POST", f"/at/{CALLBACK_KEY}/ussd")):
            for _ in range(60):
                line.request(*ask, body=b"a=1" if ask[0] == "POST" else None)
                answer = line.getresponse()
                answer.read()
                seen.setdefault(ask, []).append(answer.status)
        line.close()
    refused = [statuses.count(429) for statuses in seen.values()]
    assert 20 <= refused[0] < 30, "31 at once, and one more a second"
    assert refused[1:] == [0, 0]
    assert len(asked) == 180 - refused[0]


def test_metrics_are_no_business_of_the_proxys_callers(tmp_path: Path) -> None:
    with listening(ANSWER) as (sound, asked), nginx([sound, sound], tmp_path) as url:
        line = http.client.HTTPConnection(url.removeprefix("http://"))
        line.request("GET", "/metrics")
        assert line.getresponse().status == 404
        line.close()
    assert asked == []


def test_without_tls_only_browsers_are_sent_on(tmp_path: Path) -> None:
    """Whoever sends a key in clear must notice (ASVS 4.1.2)."""
    seen, plain = {}, free_port()
    with listening(ANSWER) as (sound, asked), nginx([sound, sound], tmp_path, plain):
        for path in ("/console/sign-in", "/console", "/status", "/", "/api/v1/agency", f"/at/{CALLBACK_KEY}/ussd"):
            line = http.client.HTTPConnection("127.0.0.1", plain)
            line.request("GET", path)
            answer = line.getresponse()
            seen[path] = (answer.status, answer.getheader("Location"))
            line.close()
    assert [each[0] for each in seen.values()] == [301, 301, 301, 404, 404, 404]
    assert seen["/console/sign-in"][1] == "https://127.0.0.1/console/sign-in"
    assert asked == []


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_webs_that_are_restarted_in_turn_leave_no_hop_without_its_answer(at: Scene, tmp_path: Path) -> None:
    ports = [free_port(), free_port()]
    with ExitStack() as last, nginx(ports, tmp_path) as url:
        webs = [ExitStack() for _ in ports]
        for number, (web, port) in enumerate(zip(webs, ports, strict=True)):
            web.enter_context(granian(at, tmp_path / f"web-{number}", port))
            last.push(web)
        with walked_on("rolling restarts", at, url) as street:
            for turn in range(ROUNDS):
                for number, port in enumerate(ports):
                    time.sleep(0.5)
                    webs[number].close()
                    webs[number].enter_context(granian(at, tmp_path / f"web-{number}-{turn}", port))
    assert street.unanswered == {}
    assert street.cut_off == 0


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_web_that_is_killed_leaves_no_hop_unanswered(at: Scene, tmp_path: Path) -> None:
    ports = [free_port(), free_port()]
    with (
        granian(at, tmp_path / "web-0", ports[0]),
        granian(at, tmp_path / "web-1", ports[1], "--workers-kill-timeout", "1") as (main, _),
        nginx(ports, tmp_path) as url,
        walked_on("kills behind nginx", at, url) as street,
    ):
        time.sleep(1)
        assert Dialler(phone(0)).hop(url, "") is not None
        for each in workers(main):
            os.kill(each, signal.SIGKILL)
        time.sleep(2)
    assert street.unanswered == {}
