"""What the programs of the Procfile log and keep while a story is played through them: nothing of it.

The web as the Procfile starts it (Granian, its access log as there), the worker, and a provider over real HTTP with an
API key. That an access log would be found is shown by a web that keeps one.
"""

import http.client
import json
import os
import re
import secrets
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from app.container import Container
from app.domain.applications.applications import Application
from app.domain.messaging.messages import MessageState
from app.domain.shared.payment_ways import Provider
from app.platform.config.setting_fields import ROOT
from app.platform.config.settings import Settings
from app.platform.db import utc_now
from app.simulator.payments.state import PromptAnswer
from tests import servers
from tests.benchmarks.processes import Program, running
from tests.conftest import GATHERER, Clock
from tests.database.applying import applied_for, file
from tests.database.holder import opened
from tests.faults import canaries, results
from tests.faults.canaries import Canary, found
from tests.faults.tainted import begin
from tests.faults.tainted_forms import HOLDER, PHONE
from tests.faults.tainted_payments import ACCOUNT, MAC, PAYER, PAYING
from tests.outgoing import states
from tests.standin import Standin
from tests.standin_payments import PaymentStandin, payment_standin
from tests.stories import telling
from tests.stories.telling import Teller, beats
from tests.web.payment_world import ACCOUNTS, KEY

pytestmark = pytest.mark.slow

TIMES = re.compile(r"Nov|\d\d:\d\d|^(?:wait|the registry|sweep|agency|report|speaks|notice)", re.MULTILINE)
STILL = [file.stem for file in sorted(canaries.STORIES.glob("*.story")) if not TIMES.search(file.read_text())]
"""Stories in which no time passes or is shown, and nothing is done from inside: these processes have the real clock."""
STORIES = STILL if results.LONG else ["register_citizen"]
PATIENCE = 60.0


class Wire:
    """The web over real HTTP, for callers that expect a Flask client."""

    def __init__(self, port: int) -> None:
        self.port = port

    def post(self, path: str, *, data: bytes, content_type: str) -> Any:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with closing(line):
            line.request("POST", path, data, {"Content-Type": content_type})
            answer = line.getresponse()
            return Answer(answer.status, answer.read().decode())

    def get(self, path: str) -> str:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with closing(line):
            line.request("GET", path, headers=GATHERER)
            return line.getresponse().read().decode()


class Answer:
    """An answer as a Flask client gives it."""

    def __init__(self, status_code: int, body: str) -> None:
        self.status_code, self.body = status_code, body

    def get_data(self, *, as_text: bool) -> str:
        assert as_text
        return self.body


class FromOutside(Teller):
    """Plays a story over HTTP; the worker is another process, which is waited for."""

    def deliver(self) -> None:
        deadline = time.monotonic() + PATIENCE
        waiting = {MessageState.PENDING, MessageState.LEASED, MessageState.ATTEMPTING}
        while waiting & set(states(self.container).values()):
            assert time.monotonic() < deadline, "the worker sends nothing"
            time.sleep(0.05)


def of_procfile(name: str, *more: str) -> list[str]:
    """A line of the Procfile as a shell runs it, on loopback."""
    [line] = re.findall(rf"^{name}: (.*)$", (ROOT / "Procfile").read_text(), re.MULTILINE)
    return [
        "sh",
        "-c",
        line.replace("0.0.0.0", "127.0.0.1").replace("wsgi:asgi", " ".join([*more, "wsgi:asgi"])),
    ]


def attend(program: Program, port: int) -> None:
    def answers() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    program.attend(answers)


@contextmanager
def installation(
    folder: Path, model: Path, *more: str, paid_by: Mapping[str, str] | None = None
) -> Iterator[tuple[Container, Wire, list[Canary]]]:
    """Redis, a database, the web and the worker, and what must not be found of their settings."""
    port, callback_key, api_key = servers.free_port(), secrets.token_urlsafe(32), secrets.token_hex(24)
    ring = secrets.token_urlsafe(40)
    (folder / "lango.db").write_bytes(model.read_bytes())
    with servers.redis_server(folder) as redis_url, Standin(api_key=api_key) as provider:
        given = {
            "DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder}/lango.db", "REDIS_URL": redis_url,
            "SECRET_KEYS": ring, "AT_CALLBACK_KEYS": callback_key, "AT_USERNAME": "lango", "AT_API_KEY": api_key,
            "AT_BASE_URL": provider.url, "PORT": str(port), "TMPDIR": str(folder),
        } | ({"PUBLIC_URL": f"http://127.0.0.1:{port}", **paid_by} if paid_by else {})  # fmt: skip
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        environment = {"PATH": path, "PYTHONPATH": str(ROOT), "ENVIRONMENT": "development"} | given
        container = Container.of(Settings(_env_file=None, **{name.lower(): value for name, value in given.items()}))  # type: ignore[arg-type]
        web = running(of_procfile("web", *more), environment=environment, log=folder / "web.log")
        worker = running(of_procfile("worker"), environment=environment, log=folder / "worker.log")
        with closing(container.database), web as program, worker:
            attend(program, port)
            kept = [("callback key", callback_key), ("API key", api_key), ("key ring", ring)]
            yield container, Wire(port), [Canary(*pair) for pair in kept]


def tell(story: str, container: Container, wire: Wire, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Play a story as it is written, and send some of it to paths where it does not belong."""
    monkeypatch.setattr(telling, "CALLBACK_KEY", key)
    teller = FromOutside(container, wire, Clock(utc_now()), lambda _: "")  # type: ignore[arg-type]
    begin(teller)
    for beat in beats(canaries.STORIES / f"{story}.story"):
        assert teller.tell(beat.does) == beat.sees, f"{story}, after: {beat.does}"
    for path in (f"/at/{key}/nothing", f"/at/{key}/ussd?text=482915", "/at/wrong/sms?from=%2B254712000001"):
        wire.post(path, data=b"text=482915&text=Wanjiku&phoneNumber=%2B254712000001", content_type=telling.FORM)
    (Path(container.settings.data_dir) / "metrics.txt").write_text(wire.get("/metrics"))


def left(folder: Path, wanted: set[Canary]) -> dict[str, list[tuple[str, str]]]:
    """The canaries that are found in each file; sockets are no files."""
    hits = {
        str(file.relative_to(folder)): found(file.read_bytes(), wanted) for file in folder.rglob("*") if file.is_file()
    }
    return {file: sorted((hit.kind, hit.value) for hit in some) for file, some in hits.items() if some}


@pytest.mark.parametrize("story", STORIES)
def test_the_programs_of_the_procfile_keep_nothing_of_a_story(
    story: str, tmp_path: Path, sqlite_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with payment_standin(delay=0.05) as standin:
        paid_by = account_at(standin, Provider.PESAFLOW)
        with installation(tmp_path, sqlite_file, paid_by=paid_by) as (container, wire, secrets_of_it):
            tell(story, container, wire, secrets_of_it[0].value, monkeypatch)
    wanted = canaries.of_the_stories() | {*secrets_of_it}
    files = {file.name for file in tmp_path.rglob("*") if file.is_file()}
    assert {"web.log", "worker.log", "metrics.txt", "lango.db"} <= files
    leaks = left(tmp_path, wanted)
    results.tell("Taint", stories_through_real_processes=1, leaks=len(leaks))
    assert leaks == {}


@pytest.mark.parametrize("provider", list(Provider))
def test_the_programs_of_the_procfile_keep_nothing_of_a_payment(
    provider: Provider, tmp_path: Path, sqlite_file: Path
) -> None:
    with payment_standin(delay=0.05) as standin:
        paid_by = account_at(standin, provider)
        with installation(tmp_path, sqlite_file, paid_by=paid_by) as (container, wire, secrets_of_it):
            if container.settings.daraja:
                standin.register(container.settings.daraja.callback_base)
            pay(container, wire, secrets_of_it[0].value, standin)
            with standin.simulator.store.change() as state:
                access_token = state.token
    tokens = {told.url.rpartition("/")[2][-MAC:] for told in standin.simulator.delivered} - {"confirmation"}
    made = {Canary("callback token", token) for token in tokens} | {Canary("callback key", KEY)}
    wanted = {*PAYING, *made, *secrets_of_it} | ({Canary("access token", access_token)} if access_token else set())
    leaks = left(tmp_path, wanted)
    results.tell("Taint", payments_through_real_processes=1, leaks=len(leaks))
    assert tokens
    assert bool(access_token) is (provider is Provider.DARAJA)
    assert leaks == {}


def pay(container: Container, wire: Wire, key: str, standin: PaymentStandin) -> None:
    """Request a payment over HTTP, and pay; wait for what the two processes make of it."""
    phone, payer, simulator = f"+254{PHONE[1:]}", f"+254{PAYER[1:]}", standin.simulator
    applied_for(container)
    reference = file(container, opened(container, HOLDER, phone=phone), phone=phone).reference
    session = {"sessionId": "ATUid_1", "phoneNumber": payer, "serviceCode": "*222#", "networkCode": "63902"}
    for typed in ("", "1", f"1*{reference}", f"1*{reference}*1", f"1*{reference}*1*1"):
        body = urlencode(session | {"text": typed}).encode()
        shown = wire.post(f"/at/{key}/ussd", data=body, content_type=telling.FORM).body
    assert shown.startswith("END We ask M-PESA now."), shown
    wait_until(lambda: bool(simulator.prompts(payer)))
    simulator.answer_prompt(simulator.prompts(payer)[0].id, PromptAnswer.PIN_RIGHT)
    wait_until(lambda: "submitted" in statuses(container))
    if container.settings.daraja:
        simulator.pay_bill(payer, container.settings.daraja.shortcode, ACCOUNT, Decimal(100))
    simulator.courier.settle()
    for told in simulator.delivered:
        path = urlsplit(told.url).path
        for each in (path, f"{path}x", f"{path}?phone={payer[1:]}"):
            wire.post(each, data=json.dumps({"Body": f"{payer} {ACCOUNT}"}).encode(), content_type="application/json")
    (Path(container.settings.data_dir) / "metrics.txt").write_text(wire.get("/metrics"))


def statuses(container: Container) -> set[str]:
    with container.database.reading() as session:
        return {*session.scalars(select(Application.status))}


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "it never comes to that"
        time.sleep(0.1)


def account_at(standin: PaymentStandin, provider: Provider) -> dict[str, str]:
    """The settings of an account at a provider, as the environment has them."""
    url = standin.daraja_url if provider is Provider.DARAJA else standin.pesaflow_url
    given = ACCOUNTS[provider] | {f"{provider}_base_url": url}
    opened_up = (each.get_secret_value() if isinstance(each, SecretStr) else str(each) for each in given.values())
    return dict(zip(map(str.upper, given), opened_up, strict=True))


def test_an_access_log_would_be_found_out(tmp_path: Path, sqlite_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = ("--access-log", "--log-level", "info")
    with installation(tmp_path, sqlite_file, *options) as (container, wire, secrets_of_it):
        tell("register_citizen", container, wire, secrets_of_it[0].value, monkeypatch)
    assert left(tmp_path, {*secrets_of_it}) == {"web.log": [("callback key", secrets_of_it[0].value)]}
