"""With eight event streams open and many slow requests of phones, the web server answers callbacks in time."""

import os
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import urlencode

import pytest
import requests

from app.dev.local_stack import WEB, healthy
from app.platform.config.setting_fields import ROOT
from tests.benchmarks.processes import running
from tests.conftest import CALLBACK_KEY, KEY
from tests.servers import free_port
from tests.simulator.phones import PHONE, new_session

pytestmark = pytest.mark.slow
STREAMS, SLOW = 8, 60
"""Event streams and slow requests: more slow ones than the two processes have threads for callbacks."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, sqlite_file: Path, redis_url: str) -> Iterator[tuple[str, Path]]:
    """The address of a web server with two processes, and its database file."""
    folder, port = tmp_path_factory.mktemp("phones"), free_port()
    database = folder / "lango.db"
    (folder / "metrics").mkdir()
    database.write_bytes(sqlite_file.read_bytes())
    environment = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DATA_DIR": str(folder), "REDIS_URL": redis_url,
        "SECRET_KEYS": KEY, "AT_CALLBACK_KEYS": CALLBACK_KEY, "PROMETHEUS_MULTIPROC_DIR": str(folder / "metrics"),
        "DATABASE_URL": f"sqlite:///{database}", "SIMULATOR": "1", "PORT": f"{port}",
    }  # fmt: skip
    with running([*WEB, "--port", str(port)], environment=environment, log=folder / "web.log") as program:
        program.attend(lambda: healthy(port))
        yield f"http://127.0.0.1:{port}", database


def hop_seconds(base: str) -> float:
    """The seconds that a citizen's dial waits, sent as the provider's callback."""
    fields = {"phoneNumber": "+254700000055", "serviceCode": "*222#", "text": "", "sessionId": new_session()}
    began = time.monotonic()
    answer = requests.post(
        f"{base}/at/{CALLBACK_KEY}/ussd",
        data=urlencode(fields | {"networkCode": "63902"}),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        timeout=10,
    )
    assert answer.text.startswith("CON ")
    return time.monotonic() - began


def test_callbacks_are_answered_in_time_beside_streams_and_slow_phones(served: tuple[str, Path]) -> None:
    base, database = served
    with ExitStack() as stack:
        for number in range(STREAMS):
            stream = requests.get(f"{base}/phone/events?phone=070000000{number}", stream=True, timeout=30)
            stack.callback(stream.close)
            assert stream.status_code == 200
        ninth = requests.get(f"{base}/phone/events?phone=0700000009", timeout=10)
        assert (ninth.status_code, "close one" in ninth.text) == (503, True)
        assert min(hop_seconds(base) for _ in range(3)) < 5
        locked = stack.enter_context(closing(sqlite3.connect(database, isolation_level=None)))
        locked.execute("BEGIN IMMEDIATE")  # each inbound SMS waits two seconds for the lock, and is spooled then
        texters = stack.enter_context(ThreadPoolExecutor(SLOW))
        slow = [texters.submit(send_text, base) for _ in range(SLOW)]
        time.sleep(0.5)
        waits = [hop_seconds(base) for _ in range(5)]
        assert not all(each.done() for each in slow)
        locked.execute("ROLLBACK")
        assert [each.result() for each in slow] == [200] * SLOW
        assert max(waits) < 5, waits


def send_text(base: str) -> int:
    """Send an SMS from a phone of the page; the HTTP status of the gateway's answer."""
    answer = requests.post(f"{base}/phone/texts", json={"phone": PHONE, "text": "hali"}, timeout=30)
    return int(answer.json()["wire"][0]["answer"]["status"])


def test_a_stream_of_the_real_server_tells_and_ends_with_its_reader(served: tuple[str, Path]) -> None:
    base, _ = served
    for _ in range(2 * STREAMS):
        with requests.get(f"{base}/phone/events?phone=0700000001", stream=True, timeout=10) as stream:
            assert next(stream.iter_lines()) == b"retry: 1000"
    begin = time.monotonic()
    while requests.get(f"{base}/phone/events?phone=0700000001", stream=True, timeout=10).status_code == 503:
        assert time.monotonic() - begin < 5, "who has gone holds no slot"
        time.sleep(0.1)
