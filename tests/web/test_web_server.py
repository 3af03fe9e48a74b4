"""The web server as it is started, attacked over raw sockets: spellings of a path, protocols, unfinished bodies."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

import pytest

from app.dev.local_stack import WEB, healthy
from app.platform.config.setting_fields import ROOT
from app.web.asgi import BODY_SECONDS, MOST_UNFINISHED
from tests.benchmarks.processes import running
from tests.conftest import CALLBACK_KEY, KEY
from tests.servers import free_port
from tests.web.callbacks import FORM, SOUND

USSD = f"/at/{CALLBACK_KEY}/ussd"
BODY = urlencode(SOUND["ussd"]).encode()
HEAD = f"Host: lango.example\r\nContent-Type: {FORM}\r\nConnection: close\r\n"
HOP = f"{HEAD}Content-Length: {len(BODY)}\r\n\r\n".encode() + BODY


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory, sqlite_file: Path, redis_url: str) -> Iterator[int]:
    """The port of one web process, started as `make run` starts it."""
    folder, port = tmp_path_factory.mktemp("web"), free_port()
    (folder / "metrics").mkdir()
    (folder / "lango.db").write_bytes(sqlite_file.read_bytes())
    environment = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DATA_DIR": str(folder), "REDIS_URL": redis_url,
        "SECRET_KEYS": KEY, "AT_CALLBACK_KEYS": CALLBACK_KEY, "PROMETHEUS_MULTIPROC_DIR": str(folder / "metrics"),
        "DATABASE_URL": f"sqlite:///{folder}/lango.db",
    }  # fmt: skip
    command = [*WEB, "--workers", "1", "--port", str(port)]
    with running(command, environment=environment, log=folder / "web.log") as program:
        program.attend(lambda: healthy(port))
        yield port


def sent(port: int, request: bytes, *, patience: float = 10) -> tuple[int, bytes]:
    """The status and the body of the answer to these bytes; status 0 where it is no HTTP/1 answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as line:
        line.sendall(request)
        answer = HTTPResponse(line)
        try:
            answer.begin()
            return answer.status, answer.read()
        except (ValueError, OSError, HTTPException):
            return 0, b""


def test_a_path_has_one_spelling(port: int) -> None:
    key = CALLBACK_KEY
    nothing = sent(port, b"POST /nothing HTTP/1.1\r\n" + HOP)
    assert nothing[0] == 404
    for path in (
        f"/at/{key}%2Fussd", f"/at%2F{key}/ussd", f"//at/{key}/ussd", f"/at//{key}/ussd", f"/at/{key}//ussd",
        f"/./at/{key}/ussd", f"/at/./{key}/ussd", f"/at/{key}/./ussd", f"/x/../at/{key}/ussd", f"/at/{key}/x/../ussd",
        f"/%61t/{key}/ussd", f"/at/{key}/%75ssd", f"/at/{key}/uss%64", f"/at/{key}/ussd;x=1", f"/at;x/{key}/ussd",
        f"/at/{key}/ussd/", f"/at/{key}/ussd//", f"/at/{key}/ussd%20", f"/at/{key}/ussd%00", f"/at/{key}/ussd%3Bx",
        f"/at/%{ord(key[0]):02x}{key[1:]}/ussd", f"/AT/{key}/ussd", f"/at\\{key}/ussd", f"/at/{key}/ussd%2f",
        f"/%2e/at/{key}/ussd", f"/at/{key}/ussd/%2e", f"/at/{key}/ussd/.", f"/%2Fat/{key}/ussd", f"at/{key}/ussd", "*",
    ):  # fmt: skip
        for verb in (b"POST", b"GET"):
            answer = sent(port, verb + f" {path} HTTP/1.1\r\n".encode() + HOP)
            assert answer in (nothing, (400, b""), (0, b"")), (verb, path)
    assert sent(port, f"POST {USSD} HTTP/1.1\r\n".encode() + HOP)[1].startswith(b"CON ")
    assert sent(port, f"POST {USSD}?a=%2F HTTP/1.1\r\n".encode() + HOP)[1].startswith(b"CON ")


def test_what_stands_in_a_gap_may_be_quoted_and_nothing_before_it(port: int) -> None:
    unknown = sent(port, b"GET /api/v1/nothing HTTP/1.1\r\n" + HOP)
    assert unknown[0] == 404
    for path in ("/api/v1/applications/CPR%2F2020%2F1234", "/api/v1/applications/EPP1%20A1B2"):
        assert sent(port, f"GET {path} HTTP/1.1\r\n".encode() + HOP)[0] == 401, "it is for agencies"
    for path in ("/api/v1%2Fapplications/1", "/api/v1/%61pplications/1", "/api/v1/applications/../applications/1"):
        assert sent(port, f"GET {path} HTTP/1.1\r\n".encode() + HOP) == unknown, path


def test_only_http_1_is_spoken(port: int) -> None:
    preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])
    assert sent(port, preface)[0] in (0, 400)
    upgrade = b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n"
    assert sent(port, upgrade)[0] == 200, "and nothing is upgraded"


@pytest.mark.parametrize(
    ("status", "head"),
    [
        (400, b"GET /healthz HTTP/1.1\r\n"),
        (400, b"GET /healthz HTTP/1.1\r\nHost:\r\n"),
        (400, b"GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n"),
        (400, b"GET /healthz HTTP/1.1\r\nHost: a\r\nHost: a\r\n"),
        (200, b"GET /healthz HTTP/1.1\r\nHost: a\r\n"),
        (200, b"GET /healthz HTTP/1.0\r\n"),
    ],
)
def test_a_request_names_one_host(port: int, status: int, head: bytes) -> None:
    assert sent(port, head + b"Connection: close\r\n\r\n")[0] == status


@pytest.mark.parametrize(
    "told",
    [
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5, 6",
        "Content-Length: +5",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: xchunked",
    ],
)
def test_a_length_beside_chunks_begins_no_second_request(port: int, told: str) -> None:
    """Request smuggling: a request whose length is ambiguous hides no second one that only the web, no proxy, sees."""
    head = f"POST {USSD} HTTP/1.1\r\nHost: lango.example\r\nContent-Type: {FORM}\r\n{told}\r\n\r\n"
    hidden = b"GET /healthz HTTP/1.1\r\nHost: lango.example\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=2 * BODY_SECONDS) as line:
        line.sendall(head.encode() + b"0\r\n\r\n" + hidden)
        answers = b""
        while part := line.recv(4096):
            answers += part
    assert answers.count(b"HTTP/1.1 ") == 1, answers
    assert b"HTTP/1.1 200" not in answers


def withheld(stack: ExitStack, port: int, path: str, many: int) -> list[socket.socket]:
    """Open connections that have sent the headers, and two bytes of the hundred that they promised."""
    lines = []
    for _ in range(many):
        line = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=2 * BODY_SECONDS))
        line.sendall(f"POST {path} HTTP/1.1\r\n{HEAD}Content-Length: 100\r\n\r\nse".encode())
        lines.append(line)
    return lines


@pytest.mark.parametrize("many", [60, 2 * MOST_UNFINISHED])
def test_menus_go_on_while_bodies_are_withheld_by_who_has_the_key(port: int, many: int) -> None:
    with ExitStack() as stack:
        lines = withheld(stack, port, USSD, many)
        for _ in range(10):
            since = time.monotonic()
            assert sent(port, f"POST {USSD} HTTP/1.1\r\n".encode() + HOP, patience=3)[1].startswith(b"CON ")
            assert time.monotonic() - since < 2
        if many > MOST_UNFINISHED:
            assert lines[0].recv(64).startswith(b"HTTP/1.1 408 "), "the oldest makes room"


def test_with_a_wrong_key_nothing_is_waited_for(port: int) -> None:
    with ExitStack() as stack:
        since = time.monotonic()
        for line in withheld(stack, port, "/at/wrong/ussd", 5):
            assert line.recv(64).startswith(b"HTTP/1.1 404 ")
        assert time.monotonic() - since < BODY_SECONDS / 2


@pytest.mark.slow
def test_a_body_that_trickles_is_cut(port: int) -> None:
    with ExitStack() as stack:
        [line] = withheld(stack, port, USSD, 1)
        since = time.monotonic()
        line.settimeout(0.4)
        while time.monotonic() - since < 2 * BODY_SECONDS:
            line.sendall(b"x")
            try:
                assert line.recv(64).startswith(b"HTTP/1.1 408 ")
                break
            except TimeoutError:
                continue
        assert BODY_SECONDS - 1 < time.monotonic() - since < BODY_SECONDS + 2
