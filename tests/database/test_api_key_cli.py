"""The command that issues, lists, rotates and revokes the agencies' API keys."""

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
    """Run `flask agency-key` with these arguments."""
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


def test_a_key_for_some_services_and_a_test_key(container: Container, run: Run) -> None:
    held = made(container, run("dis", "--service", "passport-new-34", "--service", " PASSPORT-RENEW-34 "))
    assert held.services == {"passport-new-34", "passport-renew-34"}
    tried = made(container, run("dis", "--test-phone", "0722 000 009"))
    assert (tried.is_test, tried.test_phone, tried.scopes) == (True, "+254722000009", DEFAULT_SCOPES)
    rows = run("dis", "--list").stdout.splitlines()
    assert "  real  of passport-new-34 passport-renew-34  " in rows[0]
    assert "  test +2547******09  of all services  " in rows[1]
    assert "722000009" not in run("dis", "--list").stdout


def test_the_list_says_when_a_key_ends_and_was_used_last(container: Container, run: Run, clock: Clock) -> None:
    key = made(container, run("dis", "--days", "30"))
    assert "made 2026-11-23  ends 2026-12-23  used never  " in run("dis", "--list").stdout
    with container.database.transaction() as session:
        api_keys.touch(session, key)
    assert "used 2026-11-23 09h  " in run("dis", "--list").stdout


def test_a_key_is_rotated_on_the_same_terms_and_the_old_one_goes_on_for_a_week(
    container: Container, run: Run, clock: Clock
) -> None:
    words = ["--scope", "status:write", "--days", "90", "--name", "Hall", "--sms-per-hour", "50", "--service"]
    words += ["passport-new-34", "--requests-per-minute", "60", "--test-phone", "+254722000009"]
    old = made(container, run("dis", *words))
    clock.move(days=80)
    result = run("dis", "--rotate", old.id)
    assert (result.exit_code, result.stderr.count("\n")) == (0, 1)
    with container.database.reading() as session:
        new = api_keys.find_key(session, result.stdout.rstrip("\n"))
        [first, second] = api_keys.of_agency(session, "dis")
    assert new == second
    assert result.stderr == f"key {old.id} of dis ends 2027-02-18, the new one {second.id} 2027-05-12\n"
    same = ("scopes", "name", "services", "test_phone", "requests_per_minute", "sms_per_hour", "agency")
    assert [getattr(second, each) for each in same] == [getattr(old, each) for each in same]
    assert (first.expires_at - clock.time).days == 7
    assert (second.expires_at - clock.time).days == 90
    with container.database.reading() as session:
        events = [each for each in session.scalars(select(AuditEvent)) if each.action == "api_key.rotated"]
    assert [(each.subject, each.details["key"], each.details["new"]) for each in events] == [("dis", old.id, second.id)]


def test_a_rotation_on_other_days_and_without_overlap(container: Container, run: Run, clock: Clock) -> None:
    old = made(container, run("dis"))
    assert run("dis", "--rotate", old.id, "--overlap", "0", "--days", "10").exit_code == 0
    with container.database.reading() as session:
        [first, second] = api_keys.of_agency(session, "dis")
        assert api_keys.has_expired(session, first)
    assert (second.expires_at - clock.time).days == 10


def test_a_rotation_prolongs_no_key(container: Container, run: Run, clock: Clock) -> None:
    old = made(container, run("dis", "--days", "3"))
    assert run("dis", "--rotate", old.id).exit_code == 0
    with container.database.reading() as session:
        [first, _] = api_keys.of_agency(session, "dis")
    assert first.expires_at == old.expires_at


@pytest.mark.parametrize("ended", ["revoked", "expired", "another's", "nobody's"])
def test_what_has_ended_is_not_rotated(container: Container, run: Run, clock: Clock, ended: str) -> None:
    key = made(container, run("ntsa" if ended == "another's" else "dis", "--days", "1"))
    if ended == "revoked":
        run("dis", "--revoke", key.id)
    if ended == "expired":
        clock.move(days=2)
    result = run("dis", "--rotate", "0badc0de" if ended == "nobody's" else key.id)
    assert (result.exit_code, result.stdout) == (1, "")
    with container.database.reading() as session:
        assert len(api_keys.of_agency(session, "dis")) <= 1


@pytest.mark.parametrize(
    "words",
    [
        ("--overlap", "3"),
        ("--rotate", "ID", "--name", "x"),
        ("--rotate", "ID", "--scope", "status:write"),
        ("--rotate", "ID", "--test-phone", "0722000009"),
        ("--rotate", "ID", "--list"),
        ("--rotate", "ID", "--overlap", "-1"),
        ("--rotate", "ID", "--overlap", "91"),
        ("--rotate", "ID", "--days", "0"),
        ("--service", "dl-renew-3"),
        ("--service", "nothing"),
        ("--test-phone", "020 3000001"),
        ("--test-phone", ""),
        ("--test-phone", "0722000009", "--scope", "calls:write"),
    ],
)
def test_what_makes_no_sense_makes_no_key(container: Container, run: Run, words: tuple[str, ...]) -> None:
    key = made(container, run("dis"))
    result = run("dis", *(key.id if each == "ID" else each for each in words))
    assert (result.exit_code in (1, 2), result.stdout) == (True, "")
    assert "Traceback" not in result.stderr
    with container.database.reading() as session:
        assert api_keys.of_agency(session, "dis") == [key]


@pytest.mark.parametrize("scope", ["accounts:write", "calls:write"])
def test_no_test_key_reaches_people(container: Container, run: Run, scope: str) -> None:
    """These scopes are about real people: there are no test accounts and no test requests for a call."""
    result = run("hksdp", "--scope", scope, "--test-phone", "+254712345678")
    assert result.exit_code != 0
    assert f"{scope} is for no test key" in result.stderr
    with container.database.reading() as session:
        assert api_keys.of_agency(session, "hksdp") == []
