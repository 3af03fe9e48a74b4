"""The command that makes, lists and ends the agencies' keys, as operators and their scripts call it."""

import re
from collections.abc import Callable

import pytest
from click.testing import Result
from sqlalchemy import select

from app.bootstrap.web import create_app
from app.cli.api_key import agency_key
from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.staff import api_keys
from app.domain.staff.api_keys import DEFAULT_SCOPES, Key, Scope
from tests.conftest import Clock

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
Run = Callable[..., Result]


@pytest.fixture
def run(container: Container) -> Run:
    """Run `flask agency-key` with some words."""
    app = create_app(container)
    app.cli.add_command(agency_key)
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=["agency-key", *words])


def made(container: Container, result: Result) -> Key:
    """The key that a command has printed."""
    assert (result.exit_code, result.stderr) == (0, "")
    with container.database.reading() as session:
        key = api_keys.find_key(session, result.stdout.rstrip("\n"))
    assert key is not None
    return key


def test_a_new_key_is_printed_once_and_nothing_else(container: Container, run: Run, clock: Clock) -> None:
    result = run("ntsa")
    assert re.fullmatch(r"lango-ntsa-[\w-]{43}\n", result.stdout)
    key = made(container, result)
    assert (key.agency, key.scopes, key.name) == ("ntsa", DEFAULT_SCOPES, "")
    assert (key.requests_per_minute, key.sms_per_hour) == (600, 20_000)
    assert (key.expires_at - clock.time).days == 365
    assert re.fullmatch("[0-9a-f]{8}", key.id)
    assert result.stdout.strip() not in run("ntsa", "--list").stdout


def test_a_key_on_terms_of_its_own(container: Container, run: Run, clock: Clock) -> None:
    words = ["--scope", "status:write", "--scope", "applications:read", "--days", "30", "--name", "Printing hall"]
    key = made(container, run("dis", *words, "--sms-per-hour", "50000", "--requests-per-minute", "60"))
    assert key.scopes == {Scope.WRITE_STATUS, Scope.READ_APPLICATIONS}
    assert ((key.expires_at - clock.time).days, key.name) == (30, "Printing hall")
    assert (key.sms_per_hour, key.requests_per_minute) == (50_000, 60)


def test_keys_are_listed_and_ended_one_by_one(container: Container, run: Run, clock: Clock) -> None:
    first, short, last = (made(container, run("dis", *words)) for words in ((), ("--days", "1"), ("--name", "Portal")))
    other = made(container, run("ntsa"))
    clock.move(days=2)
    ended = run("dis", "--revoke", first.id)
    assert (ended.exit_code, ended.stdout, ended.stderr) == (0, "", f"key {first.id} of dis ended\n")
    rows = [line.split() for line in run("dis", "--list").stdout.splitlines()]
    assert [row[:2] for row in rows] == [[first.id, "revoked"], [short.id, "expired"], [last.id, "live"]]
    assert rows[2][-1] == "Portal"
    assert run("dis", "--revoke", first.id).exit_code == 1
    assert run("dis", "--revoke", other.id).exit_code == 1, "another agency's"
    assert run("dis", "--revoke-all").stderr == "2 keys of dis ended\n"
    assert [line.split()[1] for line in run("ntsa", "--list").stdout.splitlines()] == ["live"]
    with container.database.reading() as session:
        events = [(each.action, each.subject, each.details["key"]) for each in session.scalars(select(AuditEvent))]
    assert [row for row in events if row[0] == "api_key.revoked"] == [
        ("api_key.revoked", "dis", each.id) for each in (first, short, last)
    ]
    assert [row[2] for row in events if row[0] == "api_key.issued"] == [first.id, short.id, last.id, other.id]


@pytest.mark.parametrize(
    "words",
    [
        ("nobody",),
        (),
        ("dis", "--scope", "everything"),
        ("dis", "--scope", "accounts:write"),
        ("dis", "--days", "0"),
        ("dis", "--days", "99999999999"),
        ("dis", "--revoke", ""),
        ("dis", "--revoke"),
        ("dis", "--list", "--revoke-all"),
        ("dis", "--revoke", "a", "--revoke-all"),
        ("dis", "--requests-per-minute", "0"),
    ],
)
def test_what_is_refused_prints_no_key(container: Container, run: Run, words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code in (1, 2)
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    with container.database.reading() as session:
        assert api_keys.of_agency(session, "dis") == []


def test_accounts_are_given_to_huduma(container: Container, run: Run) -> None:
    assert made(container, run(api_keys.HUDUMA, "--scope", "accounts:write")).scopes == {Scope.WRITE_ACCOUNTS}
    assert Scope.WRITE_ACCOUNTS not in made(container, run(api_keys.HUDUMA)).scopes
