"""A real worker process that is killed or frozen at the worst moments: no message is lost, and none is sent twice."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from pydantic import SecretStr

from app.container import Container
from app.domain.messaging.messages import MessageState
from app.domain.messaging.outbox import LEASE
from app.platform.db import utc_now
from app.providers.africastalking.sms import idempotency_key
from app.worker.main import Worker
from tests.conftest import CALLBACK_KEY, KEY, settings
from tests.faults.stores import waited
from tests.outgoing import listening, locked, phone, queue, sent, states
from tests.standin import Kind as Deed
from tests.standin import Standin

pytestmark = pytest.mark.slow  # kills belong to `make test-all`

ROOT: Final = Path(__file__).parents[2]
COMMAND: Final = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
CROWD: Final = 40
"""Messages in the outbox when a worker is killed: so many that some are at every step."""


@dataclass
class Ahead:
    """The clock of this machine, put forward by so much."""

    by: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return utc_now() + self.by


@dataclass
class Scene:
    """A crowd of messages, the provider that they are sent to, and the log of the worker process."""

    container: Container
    clock: Ahead
    provider: Standin
    log: Path

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[bytes]]:
        """A worker process, which is killed at the end of the block."""
        environment = os.environ | {
            "DATABASE_URL": self.container.settings.database,
            "REDIS_URL": "unix:///nowhere",
            "SECRET_KEYS": KEY,
            "AT_USERNAME": "lango",
            "AT_API_KEY": self.provider.api_key,
            "AT_BASE_URL": self.provider.url,
        }
        with (
            self.log.open("ab") as log,
            subprocess.Popen(COMMAND, cwd=ROOT, env=environment, stderr=log) as program,
        ):
            try:
                yield program
            finally:
                program.kill()

    def recover(self) -> None:
        """Run another worker, after the leases have ended and after the wait for delivery reports."""
        for seconds in (31, 121):
            self.provider.settle()
            self.clock.by += timedelta(seconds=seconds)
            account = {"at_username": "lango", "at_api_key": SecretStr(self.provider.api_key)}
            changed = self.container.settings.model_copy(update=account | {"at_base_url": self.provider.url})
            worker = Worker(replace(self.container, settings=changed))
            worker.sweep()
            while started := worker.turn():
                assert not wait(started, 20).not_done
            worker.finish()
        self.provider.settle()

    def now(self) -> dict[str, MessageState]:
        return states(self.container)


@pytest.fixture
def scene(database_url: str, redis_url: str, tmp_path: Path) -> Iterator[Scene]:
    clock = Ahead()
    container = Container.of(settings(database_url=database_url, redis_url=redis_url), clock=clock)
    with Standin() as provider, listening(container) as url:
        provider.reports(f"{url}/at/{CALLBACK_KEY}/sms/reports", statuses=("Success",))
        for number in range(CROWD):
            queue(container, f"a{number}", to=phone(number))
        yield Scene(container, clock, provider, tmp_path / "worker.log")
    container.database.close()


def kill_after_the_request_left(scene: Scene, program: subprocess.Popen[bytes]) -> None:
    scene.provider.wait_for(3, seconds=20)
    program.kill()
    program.wait()
    assert MessageState.ATTEMPTING in scene.now().values()


def kill_before_the_answer_is_written_down(scene: Scene, program: subprocess.Popen[bytes]) -> None:
    """The response comes while the database is locked."""
    scene.provider.wait_for(3, seconds=20)
    with locked(scene.container):
        time.sleep(0.7)
        program.kill()
        program.wait()
    assert MessageState.ATTEMPTING in scene.now().values()


@pytest.mark.parametrize("kill", [kill_after_the_request_left, kill_before_the_answer_is_written_down])
def test_a_worker_is_killed_and_every_message_goes_out_once(
    scene: Scene, kill: Callable[[Scene, subprocess.Popen[bytes]], None]
) -> None:
    """At steps seen from outside; tests/faults/test_kills_of_the_worker.py kills it at each step of its own."""
    scene.provider.will("hang", 0.4, times=CROWD)
    with scene.worker() as program:
        kill(scene, program)
        assert program.wait(5) == -signal.SIGKILL
    left = scene.now()
    scene.recover()
    assert sorted(sent(scene.container, scene.provider)) == sorted(left)
    assert set(scene.now().values()) == {MessageState.DELIVERED}
    assert set(left.values()) != {MessageState.DELIVERED}


def wait_for_a_lease(scene: Scene) -> None:
    """The other worker has leased some messages, and is about to begin sending them."""
    scene.provider.wait_for(1, seconds=20)


def wait_for_answers(scene: Scene) -> None:
    """Some messages are being sent, and the responses come while the other worker sleeps."""
    scene.provider.wait_for(3, seconds=20)


def wait_until_what_was_begun_is_out(scene: Scene) -> None:
    """Nothing can hold back a request whose sender is frozen between its last look at the clock and the first byte."""
    begun = {idempotency_key(key) for key, state in scene.now().items() if state == MessageState.ATTEMPTING}
    waited(lambda: begun <= {each["idempotency-key"] for each in scene.provider.asked})


@pytest.mark.parametrize(
    ("database_url", "wait_for"),
    [("sqlite", wait_for_answers), ("postgresql", wait_for_answers), ("postgresql", wait_for_a_lease)],
    indirect=["database_url"],
)
def test_a_worker_that_sleeps_past_its_leases_and_wakes_sends_nothing_twice(
    scene: Scene, wait_for: Callable[[Scene], None]
) -> None:
    """SIGSTOP, as when a virtual machine is frozen (fault F22); on SQLite not while the process holds the only lock."""
    scene.provider.will("hang", 0.4, times=CROWD)
    with scene.worker() as program:
        wait_for(scene)
        with locked(scene.container):
            wait_until_what_was_begun_is_out(scene)
            program.send_signal(signal.SIGSTOP)
            os.waitid(os.P_PID, program.pid, os.WSTOPPED | os.WNOWAIT)  # not while the process itself holds the lock
            began = time.monotonic()
        assert {MessageState.LEASED, MessageState.ATTEMPTING} & set(scene.now().values())
        scene.recover()
        asleep = set(scene.now().values())
        assert MessageState.DELIVERED in asleep
        assert asleep <= {MessageState.DELIVERED, MessageState.LEASED}, (
            "PostgreSQL: what it had locked waits until it wakes"
        )
        time.sleep(max(0.0, LEASE.total_seconds() / 2 + 1 - (time.monotonic() - began)))
        program.send_signal(signal.SIGCONT)
        time.sleep(3)
        assert program.poll() is None
    scene.recover()
    assert sorted(sent(scene.container, scene.provider)) == sorted(scene.now())
    assert set(scene.now().values()) == {MessageState.DELIVERED}


def test_a_worker_that_is_asked_to_stop_finishes_what_is_on_its_way_begins_nothing_and_has_named_nobody(
    scene: Scene,
) -> None:
    deeds: list[tuple[Deed, object]] = [
        ("refuse", 403), ("refuse all", f"no {phone(1)}"), ("http", 500), ("drop", "after"), ("html", None),
    ]  # fmt: skip
    for number, (deed, value) in enumerate(deeds):
        scene.provider.will(deed, value, phone=phone(number))
    scene.provider.will("hang", 1, times=CROWD)
    with scene.worker() as program:
        scene.provider.wait_for(5, seconds=20)
        program.terminate()
        assert program.wait(15) == 0
    scene.provider.settle()
    found = scene.now()
    done = [key for key, state in found.items() if state == MessageState.DELIVERED]
    assert sorted(done) == sorted(sent(scene.container, scene.provider))
    assert set(found.values()) == {
        MessageState.DELIVERED,
        MessageState.PENDING,
        MessageState.FAILED,
        MessageState.UNKNOWN,
    }
    log = scene.log.read_text()
    assert {"accepted", "refused", "unknown"} == set(re.findall(r'"outcome": "(\w+)"', log))
    for secret in ("Nyayo", scene.provider.api_key, KEY, *(phone(number)[-9:] for number in range(CROWD))):
        assert secret not in log
