"""The commands of webhooks, as operators and their scripts call them."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from click.testing import Result
from sqlalchemy import select
from standardwebhooks.webhooks import Webhook

from app.bootstrap.web import create_app
from app.cli.webhooks import webhooks
from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.webhooks import webhook_endpoints
from tests.conftest import Clock
from tests.database.holder import do
from tests.scripted_server import ScriptedServer, Told

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
Run = Callable[..., Result]
URL = "https://hooks.ntsa.go.ke/lango?token=geheim"


@pytest.fixture
def run(container: Container) -> Run:
    """Run `flask webhooks` with these arguments."""
    app = create_app(container)
    app.cli.add_command(webhooks)
    runner = app.test_cli_runner()
    return lambda *words, **more: runner.invoke(args=["webhooks", *words], **more)


@pytest.fixture
def receiver() -> Iterator[ScriptedServer]:
    """An agency's system on this machine."""
    with ScriptedServer(lambda _asked: Told(204)) as running:
        yield running


def added(result: Result) -> tuple[str, str]:
    """The id and the secret that a command has printed."""
    assert (result.exit_code, result.stderr) == (0, "")
    found = re.fullmatch(r"([0-9a-f]{12}) (whsec_\S{44})\n", result.stdout)
    assert found
    return found[1], found[2]


def test_an_endpoint_is_added_and_its_secret_is_shown_once(container: Container, run: Run) -> None:
    endpoint, secret = added(run("add", "NTSA ", URL, "--event", "application.paid", "--service", "dl-renew-3"))
    assert do(container, webhook_endpoints.read_endpoint, endpoint).secrets == (secret,)
    listed = run("list", "ntsa").stdout
    assert secret not in listed
    assert "geheim" not in listed
    assert listed.startswith(
        f"{endpoint}  live      real  hooks.ntsa.go.ke  application.paid  dl-renew-3  took nothing yet\n"
    )


def test_a_url_may_come_by_a_pipe(container: Container, run: Run) -> None:
    endpoint, _ = added(run("add", "ntsa", "-", "--test", input=f"{URL}\n"))
    assert do(container, webhook_endpoints.read_endpoint, endpoint).url == URL
    assert f"{endpoint}  live      test  hooks.ntsa.go.ke  all events  all services" in run("list", "ntsa").stdout


@pytest.mark.parametrize(
    "words",
    [
        ["add", "nobody", URL],
        ["add", "ntsa", "https://192.168.1.1/"],
        ["add", "ntsa", URL, "--event", "application.read"],
        ["add", "ntsa", URL, "--service", "nothing"],
        ["rotate", "000000000000"],
        ["disable", "000000000000"],
        ["enable", "000000000000"],
        ["ping", "000000000000"],
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(run: Run, words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code in (1, 2)
    assert result.stderr.strip()
    assert result.stdout == ""
    assert "geheim" not in result.stderr
    assert run("list", "ntsa").stdout == "there is none\n"


def test_a_secret_is_replaced(container: Container, run: Run) -> None:
    endpoint, old = added(run("add", "ntsa", URL))
    new = run("rotate", endpoint).stdout.strip()
    assert do(container, webhook_endpoints.read_endpoint, endpoint).secrets == (new, old)
    newest = run("rotate", endpoint, "--at-once").stdout.strip()
    assert do(container, webhook_endpoints.read_endpoint, endpoint).secrets == (newest,)


def test_the_list_says_how_it_goes(container: Container, run: Run, clock: Clock) -> None:
    endpoint, _ = added(run("add", "ntsa", URL))
    do(container, webhook_endpoints.record_success, endpoint)
    clock.move(minutes=5)
    do(container, webhook_endpoints.record_failure, endpoint, "503")
    assert "took 2026-11-23 09:00  failed 1 in a row, last 2026-11-23 09:05 (503)\n" in run("list", "ntsa").stdout
    assert run("disable", endpoint).stdout == f"{endpoint} is disabled\n"
    assert run("disable", endpoint).stdout == f"{endpoint} was disabled before\n"
    assert f"{endpoint}  disabled  real" in run("list", "ntsa").stdout
    assert "since 2026-11-23 09:05: by an operator\n" in run("list", "ntsa").stdout
    assert run("enable", endpoint).stdout == f"{endpoint} is live\n"
    assert run("enable", endpoint).stdout == f"{endpoint} was live before\n"


def test_a_ping_is_signed_and_audited(container: Container, run: Run, receiver: ScriptedServer, clock: Clock) -> None:
    clock.time = datetime.now(UTC)  # a receiver accepts a signature that is five minutes old at most
    endpoint, secret = added(run("add", "ntsa", f"{receiver.url}/hooks"))
    assert run("ping", endpoint).stdout == "it was taken\n"
    [asked] = receiver.asked
    said = Webhook(secret).verify(asked.raw, asked.headers)
    assert (said["type"], said["data"]) == ("ping", {"endpoint": endpoint})
    with container.database.reading() as session:
        pinged = session.scalars(select(AuditEvent.subject).where(AuditEvent.action == "webhook.pinged")).all()
    assert pinged == [endpoint]


@pytest.mark.parametrize(("status", "said"), [(410, "410: HTTP 410"), (302, "302: HTTP 302"), (500, "500: HTTP 500")])
def test_a_ping_that_is_not_taken_says_why(run: Run, receiver: ScriptedServer, status: int, said: str) -> None:
    receiver.answering = lambda _asked: Told(status)
    endpoint, _ = added(run("add", "ntsa", receiver.url))
    result = run("ping", endpoint)
    assert (result.exit_code, result.stderr) == (1, f"Error: it was not taken ({said})\n")
