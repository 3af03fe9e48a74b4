"""What operators and clerks type and paste into commands: read as leniently as on a phone, or refused in a sentence."""

from collections.abc import Callable

import pytest
from click.testing import Result

from app.bootstrap.web import create_app
from app.cli import main
from app.container import Container
from app.dev import demo_data
from app.domain.shared.persons import AccountType
from app.domain.ussd_state import notices
from tests.conftest import Clock
from tests.database.holder import opened
from tests.database.test_account_cli import refused
from tests.web.agency import REFERENCE

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)]
Run = Callable[..., Result]
OURS = "102030405060"


@pytest.fixture
def run(container: Container) -> Run:
    """Run `flask` with these arguments, on the sample data; `typed` is its standard input."""
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    app = create_app(container)
    main.register(app)
    runner = app.test_cli_runner()
    return lambda *words, typed=b"": runner.invoke(args=words, input=typed)


@pytest.mark.parametrize(
    "typed",
    [
        "1020 3040 5060",
        "Ref: 1020 3040 5060",
        "eCitizen 1020-3040-5060.",
        "my reference is 102030405060 please",
        "*102030405060*",
    ],
)
def test_a_reference_is_read_with_the_words_around_it(run: Run, typed: str) -> None:
    moved = run("application", "status", typed, "collected")
    assert (moved.exit_code, moved.output) == (0, f"{OURS} is collected, version 4\n")


def test_an_agencys_reference_too(container: Container, run: Run) -> None:
    opened(container, "29000011", phone="+254712345675")
    for typed in (REFERENCE, f"Ref: {REFERENCE.lower()}", f"reference {REFERENCE}, thanks"):
        assert "****0011" in run("account", "find", "--reference", typed).output, typed
        assert "does not wait" in refused(run("account", "adopt", typed))
        assert "does not wait" in refused(run("account", "cancel", typed))


@pytest.mark.parametrize(
    "typed",
    [
        f"{OURS} {REFERENCE}",
        "1020 3040 5061",
        "29000011",
        "Ref 1020 3040 5061 ID 29000011",
        "Ref:",
        "\u0395PP1-A1B2C3D4",
    ],
)
def test_two_references_or_another_number_are_none(run: Run, typed: str) -> None:
    for words in (["application", "status", typed, "collected"], ["account", "find", "--reference", typed]):
        assert "no application" in refused(run(*words)), words


def test_a_kind_a_status_and_a_code_are_read_in_capitals_too(container: Container, run: Run) -> None:
    opened(container, "DIP/0001", kind=AccountType.DIPLOMAT)
    assert run("account", "find", "--type", " Diplomat.", typed="DIP/0001\n").exit_code == 0
    assert run("application", "status", OURS, "Collected").exit_code == 0
    assert run("agency-key", "\u200bDIS ").exit_code == 0
    assert run("agency-key", "di\u017f").exit_code == 1


@pytest.mark.parametrize("broken", [b"\xff\xfe29000137\n", b"2900\xe90137\n", b"\x80\n"])
def test_bytes_that_are_no_text_are_refused_in_a_sentence(run: Run, broken: bytes) -> None:
    for words in (["account", "find", "--type", "citizen"], ["account", "find", "--phone"], ["privacy", "export"]):
        assert "UTF-8" in refused(run(*words, typed=broken)), words


@pytest.mark.parametrize("broken", ["\udcff", "1020\udce93040"])
def test_an_argument_that_is_no_text_is_refused_in_a_sentence(run: Run, broken: str) -> None:
    """The operating system passes bytes: Python decodes those that are no UTF-8 to lone surrogates such as these."""
    for words in (
        ["application", "status", broken, "collected"],
        ["application", "status", OURS, "collected", "--note", broken],
        ["application", "status", OURS, "collected", "--place", broken],
        ["account", "find", "--reference", broken],
        ["account", "adopt", broken],
        ["outbox", "retry", broken],
        ["agency-key", broken],
        ["calls", "done", broken],
    ):
        result = run(*words)
        assert (result.exit_code, type(result.exception)) == (1, SystemExit), (words, result.exception)


@pytest.mark.parametrize("hours", ["nan", "inf", "-inf", "-1", "0", "1e9", "745"])
def test_a_notice_stands_for_hours_that_there_are(container: Container, run: Run, hours: str) -> None:
    result = run("notice", "put-up", "en=Down", "sw=Hakuna", "--hours", hours)
    assert (result.exit_code, "hours" in result.stderr) == (1, True), result.output
    with container.database.reading() as session:
        assert notices.current(session) == {}


def test_a_notice_is_one_line_and_its_language_is_read(container: Container, clock: Clock, run: Run) -> None:
    assert run("notice", "put-up", " EN=Closed \n today", "sw=\u00a0Leo\thakuna ", "--hours", "744").exit_code == 0
    with container.database.reading() as session:
        assert notices.current(session) == {"en": "Closed today", "sw": "Leo hakuna"}
