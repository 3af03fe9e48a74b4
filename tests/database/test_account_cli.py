"""The commands of a Huduma clerk: what they print, what they refuse, and that each is audited."""

import os
import pwd
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import Result
from sqlalchemy import select
from structlog.testing import CapturedCall, CapturingLogger

from app.bootstrap.web import create_app
from app.cli import commands
from app.cli.account import account
from app.cli.commands import actor
from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.identity import accounts, otp, sign_in
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.identity.otp import Purpose
from app.domain.identity.recovery import recovery_factors
from app.domain.self_service import phone_change
from app.domain.self_service.contact_changes import CodeRequest
from app.domain.shared.errors import Revoked
from app.domain.shared.persons import AccountType
from app.domain.subscribers import phones
from menus.flows.identity import sign_in as flow
from tests.conftest import Clock
from tests.database.changing_contacts import ask_email
from tests.database.holder import NUMBER, PASSWORD, PHONE, STRANGER, do, emails_to, login, opened, sms_to
from tests.database.test_account_care import email_of
from tests.database.test_accounts import alerted, applied, is_remembered, phone_of
from tests.web.talking import talk

NEW_PHONE = "+254712000077"
Run = Callable[..., Result]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(container: Container) -> Run:
    """Run `flask account` with these arguments; `typed` is its standard input, with `|` at the end of each line."""
    app = create_app(container)
    app.cli.add_command(account)
    runner = app.test_cli_runner()
    return lambda *words, typed="": runner.invoke(args=["account", *words], input=typed.replace("|", "\n"))


def trail(container: Container) -> list[tuple[str, str, str, dict[str, str]]]:
    """The audit events of operators, in order."""
    with container.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.actor.like("operator:%")).order_by(AuditEvent.id))
        return [(row.actor, row.action, row.subject, row.details) for row in rows]


def by_me(action: str, subject: str, **details: str) -> tuple[str, str, str, dict[str, str]]:
    return f"operator:{pwd.getpwuid(os.getuid()).pw_name}", f"account.{action}", subject, details


def refused(result: Result) -> str:
    """The message of a command that was refused; asserts that it was."""
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Traceback" not in result.output
    return result.stderr.strip()


def test_an_account_is_found_by_its_document(container: Container, run: Run) -> None:
    account_id = opened(container, said=DeclaredDetails("Wanjiku", "1990"))
    result = run("find", "--type", "citizen", typed="2900 0001")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "type      citizen",
        "name      Wanjiku",
        "number    ****0001",
        "birth     1990",
        "phone     +2547******01",
        "email     none",
        "since     23 Nov 2026",
        "proven    no",
        "photo     pending",
        "locked    no",
        "new phone none planned",
    ]
    assert trail(container) == [by_me("looked_up", account_id, by="document")]


@pytest.mark.both_databases
def test_a_phone_leads_to_a_whole_household(container: Container, run: Run, clock: Clock) -> None:
    first = opened(container)
    clock.move(seconds=1)
    second = opened(container, "900001", kind=AccountType.RESIDENT, said=DeclaredDetails("Maria", "1988"))
    result = run("find", "--phone", typed="0712 000 001")
    assert [line for line in result.stdout.splitlines() if line.startswith("number")] == [
        "number    ****0001", "number    ****001",
    ]  # fmt: skip
    assert trail(container) == [by_me("looked_up", each, by="phone") for each in (first, second)]


def test_a_reference_leads_to_its_applicant(container: Container, run: Run) -> None:
    account_id, reference = opened(container), applied(container, phone=STRANGER)
    applied_by_nobody = applied(container, "29000002")
    result = run("find", "--reference", f"{reference[:4]} {reference[4:]}")
    assert "name      Wanjiku" in result.stdout
    said = refused(run("find", "--reference", applied_by_nobody))
    assert said == "Error: that application's owner has no account"
    assert trail(container) == [by_me("looked_up", subject, by="reference") for subject in (account_id, "nobody")]


def test_what_is_printed_is_never_enough_to_pass_for_the_holder(container: Container, run: Run) -> None:
    account_id = opened(container)
    do(container, recovery_factors.set_email, account_id, "wanjiku@example.com")
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    printed = run("find", "--phone", typed=PHONE).stdout
    assert "email     w***@example.com" in printed
    assert "new phone from 24 Nov 2026" in printed
    assert not any(
        secret in printed for secret in (NUMBER, PHONE[1:], PHONE[4:], NEW_PHONE[4:], "wanjiku@", account_id)
    )


def test_a_lock_is_seen_and_opened(container: Container, run: Run) -> None:
    account_id = opened(container, password=PASSWORD)
    for _ in range(6):
        do(container, sign_in.reserve, NUMBER, PHONE)
    assert "locked    a phone is locked out" in run("find", "--phone", typed=PHONE).stdout
    assert run("unlock", "citizen", "--yes", typed=NUMBER).exit_code == 0
    assert "locked    no" in run("find", "--phone", typed=PHONE).stdout
    assert not do(container, sign_in.reserve, NUMBER, PHONE).locked
    assert by_me("unlocked", account_id) in trail(container)


def test_a_photo_is_taken_once(container: Container, run: Run) -> None:
    account_id = opened(container, "DIP/0001", kind=AccountType.DIPLOMAT)
    assert run("photo", "diplomat", "--yes", typed=f"dip/0001|{PHONE}").exit_code == 0
    assert "photo     taken" in run("find", "--type", "diplomat", typed="DIP/0001").stdout
    assert refused(run("photo", "diplomat", typed="DIP/0001")) == "Error: the photo of this person is taken already"
    assert trail(container) == [
        by_me("photo_taken", account_id),
        by_me("proven", account_id, by="photo"),
        by_me("looked_up", account_id, by="document"),
    ]


@pytest.mark.parametrize(
    ("command", "typed", "action"),
    [
        ("photo", f"{NUMBER}|{PHONE}", "photo_taken"),
        ("unlock", NUMBER, "unlocked"),
        ("sign-out", NUMBER, "signed_out"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_clerk_is_told_whom_a_command_changes_and_asked_before(
    container: Container, run: Run, command: str, typed: str, action: str
) -> None:
    account_id = opened(container, said=DeclaredDetails("Wanjiku", "1990"))
    for no in ("n|", "|", ""):
        result = run(command, "citizen", typed=f"{typed}|{no}")
        assert (result.exit_code, result.stdout, trail(container)) == (1, "", [])
        assert "account of Wanjiku (****0001)\nHave you seen this person" in result.stderr
    for words, answer in (([], "y|"), (["--yes"], "")):
        do(container, lambda session: setattr(accounts.get(session, account_id), "photo", "pending"))
        result = run(command, "citizen", *words, typed=f"{typed}|{answer}")
        assert result.stdout.startswith("account of Wanjiku (****0001): ")
        assert NUMBER not in result.output
    assert [each for each in trail(container) if each[1] == f"account.{action}"] == [by_me(action, account_id)] * 2


@pytest.mark.both_databases
def test_a_phone_is_changed_at_once_and_both_are_told(container: Container, run: Run) -> None:
    account_id, reference = opened(container), applied(container)
    do(container, recovery_factors.set_email, account_id, "wanjiku@example.com")
    do(container, accounts.remember, account_id, PHONE)
    do(container, phones.choose_language, NEW_PHONE, "sw")
    do(container, otp.issue_code, Purpose.RESET, asker=STRANGER, account_id=account_id, target=PHONE)
    result = run("phone", "citizen", typed=f"y|{NUMBER}|0712 000 077|{PHONE}")
    assert result.exit_code == 0, result.output
    assert "document yourself?" in result.output
    assert "account of Wanjiku (****0001): the phone is changed" in result.stdout
    assert (phone_of(container, account_id), alerted(container, reference)) == (NEW_PHONE, NEW_PHONE)
    assert is_remembered(container, PHONE) is None
    for told in (
        sms_to(container, PHONE)[-1],
        sms_to(container, NEW_PHONE)[-1],
        emails_to(container, "wanjiku@example.com")[-1],
    ):
        assert "+2547******77" in told
        assert container.contacts.phone in told
    with container.database.reading() as session:
        assert otp.pending(session, Purpose.RESET, STRANGER) is None
    assert trail(container) == [by_me("proven", account_id, by="desk"), by_me("phone_changed", account_id)]


def test_a_planned_change_is_over_when_a_desk_has_made_another(container: Container, run: Run, clock: Clock) -> None:
    account_id = opened(container)
    do(container, recovery_factors.plan_phone_change, account_id, STRANGER)
    assert run("phone", "citizen", "--yes", typed=f"{NUMBER}|{NEW_PHONE}|{PHONE}").exit_code == 0
    clock.move(days=2)
    do(container, phone_change.due_phone_changes)
    assert phone_of(container, account_id) == NEW_PHONE


@pytest.mark.parametrize("typed", ["n|", "|", ""])
def test_a_phone_is_not_changed_for_whom_nobody_has_seen(container: Container, run: Run, typed: str) -> None:
    account_id = opened(container)
    assert run("phone", "citizen", typed=f"{typed}{NUMBER}|{NEW_PHONE}" if typed else "").exit_code == 1
    assert phone_of(container, account_id) == PHONE
    assert sms_to(container, PHONE) == []
    assert trail(container) == []


@pytest.mark.parametrize(
    ("words", "typed", "sentence"),
    [
        (["find"], "", "say whose: --type, or --phone, or --reference"),
        (["find", "--type", "citizen", "--phone"], NUMBER, "say whose: --type, or --phone, or --reference"),
        (["find", "--phone", "--reference", "102030405060"], PHONE, "say whose: --type, or --phone, or --reference"),
        (["find", "--type", "citizen"], "", "Number of the document: nothing was given"),
        (["find", "--phone"], "MTN", "a phone number is wanted, such as 0712345678"),
        (["find", "--phone"], STRANGER, "there is no such account"),
        (["find", "--reference", "102030405060"], "", "there is no application of this reference"),
        (["find", "--type", "citizen"], "29000099", "there is no such account"),
        (["find", "--type", "resident"], NUMBER, "there is no such account"),
        (["photo", "citizen"], "29000099", "there is no such account"),
        (["photo", "citizen"], "|", "Number of the document: nothing was given"),
        (["unlock", "citizen"], "29000099", "there is no such account"),
        (["phone", "citizen", "--yes"], f"29000099|{NEW_PHONE}", "there is no such account"),
        (["phone", "citizen", "--yes"], NUMBER, "Number of the new phone: nothing was given"),
        (["phone", "citizen", "--yes"], f"{NUMBER}|12", "a phone number is wanted, such as 0712345678"),
        (
            ["phone", "citizen", "--yes"],
            f"{NUMBER}|+447911123456",
            "a Kenyan mobile number is wanted, such as 0712345678",
        ),
        (["phone", "citizen", "--yes"], f"{NUMBER}|{PHONE}|{PHONE}", "the account has this phone already"),
    ],
)
def test_a_refusal_is_a_sentence_and_changes_nothing(
    container: Container, run: Run, words: list[str], typed: str, sentence: str
) -> None:
    account_id = opened(container)
    assert refused(run(*words, typed=typed)) == f"Error: {sentence}"
    assert phone_of(container, account_id) == PHONE
    assert {(action, subject) for _, action, subject, _ in trail(container)} <= {("account.looked_up", "nobody")}


@pytest.mark.parametrize("command", ["photo", "unlock"])
def test_a_number_that_cannot_be_is_refused_without_repeating_it(container: Container, run: Run, command: str) -> None:
    said = refused(run(command, "citizen", typed="290001"))
    assert "7 or 8 digits" in said
    assert "290001" not in said


def test_a_closed_account_is_no_account(container: Container, run: Run) -> None:
    do(container, accounts.close, opened(container))
    for *words, typed in (("photo", "citizen", NUMBER), ("unlock", "citizen", NUMBER), ("find", "--phone", PHONE)):
        assert refused(run(*words, typed=typed)) == "Error: there is no such account"


def test_whoever_looks_for_nobody_is_written_down_too(container: Container, run: Run) -> None:
    run("find", "--type", "citizen", typed="29000099")
    assert trail(container) == [by_me("looked_up", "nobody", by="document")]


def test_a_kind_of_account_that_is_none_is_named_with_those_there_are(run: Run) -> None:
    result = run("photo", "martian", typed=NUMBER)
    assert result.exit_code == 2
    assert all(kind in result.stderr for kind in AccountType)


@pytest.mark.parametrize(
    "words",
    [
        ["find", "--type", "citizen", "--number", NUMBER],
        ["find", "--phone", PHONE],
        ["photo", "citizen", NUMBER],
        ["unlock", "citizen", NUMBER],
        ["phone", "citizen", NUMBER, NEW_PHONE, "--yes"],
    ],
)
def test_no_number_is_taken_as_an_argument(container: Container, run: Run, words: list[str]) -> None:
    account_id = opened(container)
    assert run(*words, typed=f"{NUMBER}|{NEW_PHONE}").exit_code == 2
    assert (phone_of(container, account_id), trail(container)) == (PHONE, [])


def test_at_a_terminal_a_number_is_asked_for(container: Container, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    account_id = opened(container)
    monkeypatch.setattr("app.cli.commands.sys", SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True)))
    result = run("unlock", "citizen", "--yes", typed=f"{NUMBER[:4]} {NUMBER[4:]}|")
    assert (result.exit_code, trail(container)) == (0, [by_me("unlocked", account_id)])
    assert "Number of the document: " in result.output


@pytest.mark.slow
def test_whoever_is_at_the_terminal_cannot_give_themselves_another_name() -> None:
    forged = dict.fromkeys(("LOGNAME", "USER", "LNAME", "USERNAME", "SUDO_USER"), "director_general") | {
        "SUDO_UID": "0"
    }
    code = "from app.cli.commands import actor; print(actor())"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ | forged, capture_output=True, text=True, check=True
    ).stdout.strip()
    assert said == f"operator:{pwd.getpwuid(os.getuid()).pw_name}" == actor()


@pytest.mark.parametrize(
    ("login", "said"),
    [("4294967295", ""), ("{own}", ""), ("1", "(login daemon)"), ("3999999999", "(login uid:3999999999)"), ("", "")],
)
def test_who_logged_in_is_told_as_the_kernel_has_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, login: str, said: str
) -> None:
    file = tmp_path / "loginuid"
    file.write_text(login.format(own=os.getuid()))
    monkeypatch.setattr(commands, "LOGIN", file)
    assert actor() == f"operator:{pwd.getpwuid(os.getuid()).pw_name}{said}"
    file.unlink()
    assert actor() == f"operator:{pwd.getpwuid(os.getuid()).pw_name}"


def test_a_user_without_a_name_is_told_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 3999999998)
    assert actor() == "operator:uid:3999999998"


def test_everybody_is_signed_out_of_an_account(container: Container, run: Run) -> None:
    account_id = opened(container)
    do(container, accounts.remember, account_id, STRANGER)
    before = login(container, account_id)
    assert run("sign-out", "citizen", "--yes", typed=NUMBER).exit_code == 0
    with container.database.reading() as session:
        assert accounts.remembered(session, STRANGER) is None
        with pytest.raises(Revoked):
            accounts.signed_in(session, before)
    assert trail(container)[-1] == by_me("signed_out", account_id)


def test_unlocking_lets_an_address_be_changed_by_phone_again(container: Container, run: Run) -> None:
    account_id = opened(container)
    do(container, lambda session: setattr(accounts.get(session, account_id), "changes_stopped", recovery_factors.STOPS))
    assert ask_email(container, account_id) == CodeRequest.DESK
    assert "may be changed by phone again" in run("unlock", "citizen", "--yes", typed=NUMBER).stdout
    assert ask_email(container, account_id) == CodeRequest.SENT


def test_signing_everybody_out_takes_back_a_young_address(container: Container, run: Run) -> None:
    account_id = opened(container)
    do(container, recovery_factors.set_email, account_id, "thief@example.com")
    assert "a new address or number is taken back" in run("sign-out", "citizen", "--yes", typed=NUMBER).stdout
    assert email_of(container, account_id) is None
    assert "a Huduma Centre signed everybody out" in emails_to(container, "thief@example.com")[-1]


def test_each_sign_in_is_written_down(container: Container, monkeypatch: pytest.MonkeyPatch) -> None:
    account_id, client = opened(container, password=PASSWORD), create_app(container).test_client()
    monkeypatch.setattr(flow, "log", log := CapturingLogger())
    talk(client, PHONE, "3", "482916", PASSWORD)
    talk(client, STRANGER, "3", NUMBER, PASSWORD)
    with container.database.reading() as session:
        query = select(AuditEvent).where(AuditEvent.action == "account.signed_in").order_by(AuditEvent.id)
        rows = [(row.subject, row.actor, row.details) for row in session.scalars(query)]
    assert rows == [(account_id, "citizen", {"phone": "own"}), (account_id, "citizen", {"phone": "another"})]
    assert log.calls == [CapturedCall("info", ("sign-in refused",), {"why": "wrong"})]
