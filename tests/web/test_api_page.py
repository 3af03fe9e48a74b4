"""Each command of docs/api.md is run against a listening server, and its answer is the one on the page.

With `API_PAGE=write` in the environment the answers on the page are written anew; read the diff as an agency's engineer
who relies on the page.
"""

import os
import re
import shlex
from collections.abc import Iterator
from concurrent.futures import wait
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from app.bootstrap.web import create_app
from app.cli import main
from app.container import Container
from app.domain.applications.applications import Application
from app.domain.payments.models import PaymentReceipt
from app.domain.payments.payment_states import ReceiptState
from app.domain.shared.payment_ways import Provider
from app.domain.subscribers import call_requests
from app.domain.subscribers.call_requests import Topic
from app.worker.main import Worker
from tests.conftest import Clock, settings
from tests.database.holder import opened
from tests.web.api_page import CURL, PAGE, Command, Engineer, Told, commands
from tests.web.api_world import operations_of

REFERENCES = ("480912375518", "371905526483", "730146298054", "915520736641", "264470318862")
NOBODYS, CALLER = "102030405060", "+254712000007"
NAMED = {
    r'"reference": "([0-9]{12})"': REFERENCES,
    r'(?:"key_id": "|agency:dis/)([0-9a-f]{8})': ("0a1b2c3d",),
    r'"id": "([0-9a-f]{8})"': ("5e6f7a8b",),
    r'"id": "([0-9a-f]{32})"': ("4b1f0c6de2a94d7f8a3e5c9b7d2f1e60",),
    r"ATXid_([0-9a-f]{32})": [f"{number:032x}" for number in range(1, 100)],
}
"""The page's own values for what differs from run to run, in order of appearance, by the pattern that finds it."""
COMMANDS = [*commands(PAGE.read_text())]
TOO_LONG = ('/openapi.json"', '/forms"', '/photo" -H')
"""Commands of whose answers the page has status and headers only: the body is long, or the bytes of a photo."""


@pytest.fixture
def container(sqlite_file: Path, redis_url: str, tmp_path: Path, clock: Clock) -> Iterator[Container]:
    (tmp_path / "lango.db").write_bytes(sqlite_file.read_bytes())
    here = settings(database_url=f"sqlite:///{tmp_path}/lango.db", redis_url=redis_url, data_dir=tmp_path / "data")
    made = Container.of(here, clock=clock)
    yield made
    made.finder.close()
    made.database.close()


@pytest.fixture
def app(container: Container) -> Flask:
    made = create_app(container)
    main.register(made)
    return made


@pytest.fixture
def engineer(app: Flask) -> Iterator[Engineer]:
    """An engineer whose commands go to a listening server."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield Engineer(server.server_port)
    server.shutdown()
    thread.join()
    server.server_close()


def set_name(app: Flask, engineer: Engineer, line: str) -> None:
    """Run a line `NAME=value` or `NAME=$(flask ...)`."""
    name, _, value = line.partition("=")
    typed = re.fullmatch(r"\$\(\.venv/bin/flask --app wsgi (.*)\)", value)
    if typed:
        done = app.test_cli_runner().invoke(args=shlex.split(typed[1]))
        assert done.exit_code == 0, done.output
        value = done.stdout.strip()
    engineer.names[name] = value


def deliver(container: Container) -> None:
    """Have a worker send the queued messages."""
    worker = Worker(container)
    wait(worker.turn())
    worker.finish()


def live_a_little(container: Container, engineer: Engineer, line: str) -> None:
    """Before certain commands, add what citizens did: a call request, an account, a payment."""
    if line.startswith("CALLS="):
        with container.database.transaction() as session:
            call_requests.request_call(session, CALLER, Topic.PAYMENT, "sw")
    elif line.startswith("DESK="):
        opened(container)
    elif "/payments?" in line:
        with container.database.transaction() as session:
            session.add(paid(session, engineer.here(REFERENCES[2]), container.database.clock()))


def paid(session: Session, reference: str, at: datetime) -> PaymentReceipt:
    """A payment received for an application."""
    whose = session.scalars(select(Application.id).where(Application.reference == reference)).one()
    return PaymentReceipt(
        id="4f1c9d2ab07e6358c1d4",
        provider=Provider.PESAFLOW,
        receipt="SJK1234567",
        named=True,
        state=ReceiptState.CREDITED,
        amount_kes=Decimal(1550),
        channels="callback,query",
        application_id=whose,
        paid_at=at,
        heard_at=at,
        confirmed_at=at,
    )


def run(app: Flask, container: Container, engineer: Engineer, command: Command) -> Told | None:
    """Run a command; the answer to a curl, None for any other command."""
    live_a_little(container, engineer, command.line)
    if not command.is_curl:
        set_name(app, engineer, command.line)
        return None
    came = engineer.sent(command.line)
    deliver(container)
    return came


def test_each_command_is_answered_as_the_page_says(app: Flask, container: Container, engineer: Engineer) -> None:
    if os.environ.get("API_PAGE") == "write":
        PAGE.write_text(written_anew(app, container, engineer))
        return
    for command in COMMANDS:
        came = run(app, container, engineer, command)
        if came is None:
            continue
        assert command.answer, f"the page does not say what is answered: {command.line}"
        expected = Told.read(command.answer)
        assert came.status == expected.status, (command.line, came.body)
        if not is_too_long(command):
            engineer.compare(expected.body, came.body, command.line)  # first: it has the references of the headers
        engineer.compare(expected.headers, came.headers, command.line)


def is_too_long(command: Command) -> bool:
    """Whether the page has status and headers of the answer only."""
    return any(each in command.line for each in TOO_LONG)


def learn_names(engineer: Engineer, text: str) -> None:
    """Map each varying value of an answer to the page's next own value."""
    for pattern, names in NAMED.items():
        for found in re.findall(pattern, text):
            if found not in (*engineer.own.values(), NOBODYS):
                engineer.learn(next(each for each in names if each not in engineer.own), found)


def written_anew(app: Flask, container: Container, engineer: Engineer) -> str:
    """The page with the answers of this run, written with the page's own values."""
    page, answers = PAGE.read_text(), {}
    for command in COMMANDS:
        came = run(app, container, engineer, command)
        if came is None:
            continue
        text = replace(came, body=None).written() if is_too_long(command) else came.written()
        learn_names(engineer, text)
        for word, value in engineer.own.items():
            text = text.replace(value, word)
        answers[command.at] = f"\n\n```http\n{text}```"
    bare = re.sub(r"\n\n```http\n.*?^```$", lambda found: "\0" * len(found[0]), page, flags=re.MULTILINE | re.DOTALL)
    for at in sorted(answers, reverse=True):
        bare = bare[:at] + answers[at] + bare[at:]
    return bare.replace("\0", "")


def test_each_call_is_on_the_page(app: Flask) -> None:
    """It fails for a new route without a curl on the page."""
    urls, called = app.url_map.bind("localhost"), set()
    told = {endpoint: getattr(view, "operation", None) for endpoint, view in app.view_functions.items()}
    named = {endpoint: operation.name for endpoint, operation in told.items() if operation is not None}
    for command in COMMANDS:
        if command.is_curl:
            given = CURL.parse_args(shlex.split(command.line)[1:])
            path = given.url.replace("$API", "/api/v1").partition("?")[0]
            verb = given.request or ("GET" if given.data is None else "POST")
            if path.startswith("/api/"):
                endpoint, _ = urls.match(path, method=verb)
                called.add(named[endpoint])
    assert {*operations_of(app)} - called == set()
