"""The rights of one person to their data, and the operator's commands that carry them out."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import select, text

from app.bootstrap.web import create_app
from app.cli.audit import audit_group
from app.cli.commands import actor
from app.cli.privacy import GROUPS
from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import Applicant
from app.domain.applications.moves import Transition
from app.domain.audit import audit_chain, audit_proof
from app.domain.audit.audit_log import AuditEvent
from app.domain.catalogue.models import Status, service
from app.domain.identity import accounts, otp, sign_in
from app.domain.identity.accounts import Account
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.identity.otp import Purpose
from app.domain.identity.recovery import recovery_factors
from app.domain.messaging import delivery_reports, inbound_sms, messages
from app.domain.messaging.messages import Message, MessageKind
from app.domain.staff.reach import Reach
from app.domain.subscribers import phones
from app.domain.ussd_state import checkpoints
from app.platform.db import Base
from tests.database.holder import CITIZEN, PASSWORD, do, opened, prove, seen, waiting

PHONE, OTHER = "+254712345987", "+254712000066"
NUMBER, EMAIL, NAME, NOTE = "31415926", "njoki.canary@example.com", "Njokicanary", "Your canary is ready"
NOTE_SW = "Canari yako iko tayari"
HASH = "a hash that would open"
TEXT, ANSWERS = "HALI canary 123", {"mother": "Wambuicanary"}
CANARIES = (PHONE, PHONE[1:], "0" + PHONE[4:], NUMBER, EMAIL, NAME, NOTE, NOTE_SW, TEXT, "Wambuicanary", PASSWORD)
Run = Callable[..., Result]
SHOWN = f"citizen\n{NUMBER}\n"
"""What an operator types about the document of the holder of PHONE."""


@pytest.fixture
def run(container: Container) -> Run:
    """Run a command with these arguments; `typed` is its standard input."""
    app = create_app(container)
    for group in (*GROUPS, audit_group):
        app.cli.add_command(group)
    runner = app.test_cli_runner()
    return lambda *words, typed=None: runner.invoke(args=words, input=typed)


def recorded(container: Container, phone: str, number: str = NUMBER, email: str | None = EMAIL) -> str:
    """Record an application and move it, as an agency does; its reference."""
    with container.database.transaction() as session:
        wanted = service(session, "passport-renew-34")
        assert wanted is not None
        whose = Applicant(CITIZEN, number, phone, email)
        made = transitions.record_application(
            session, wanted, whose, actor="test", contacts=container.contacts, answers=ANSWERS
        )
    step = Transition(Status.PROCESSING, note=NOTE, note_sw=NOTE_SW)
    do(container, transitions.apply_transition, made.reference, step, actor="agency:dis", contacts=container.contacts)
    return made.reference


@pytest.fixture
def reference(container: Container) -> str:
    """Store all that can be kept about the holder of PHONE, and something about another; the holder's reference."""
    account_id = opened(container, NUMBER, phone=PHONE, said=DeclaredDetails(NAME, "1991"), password=PASSWORD)
    opened(container, "29000002", phone=OTHER)
    recorded(container, OTHER, "29000002", None)
    do(container, recovery_factors.set_email, account_id, EMAIL)
    do(container, accounts.remember, account_id, PHONE)
    do(container, phones.choose_language, PHONE, "sw")
    do(container, phones.choose_language, OTHER, "sw")
    state = json.dumps({"account": account_id, "draft": {"password_hash": HASH}}).encode()
    do(container, checkpoints.keep, PHONE, name="s", hop="h", step=1, state=state, answer="CON")
    do(container, sign_in.reserve, NUMBER, PHONE)
    do(container, otp.issue_code, Purpose.EMAIL, asker=PHONE, account_id=account_id, target=EMAIL)
    do(
        container,
        inbound_sms.receive,
        provider_id="in-1",
        sender=PHONE,
        text=TEXT,
        sent_at=None,
        answer=lambda *_: NOTE,
    )
    do(container, delivery_reports.receive, provider_id="ATXid_1", status="delivered", failure="", phone=PHONE)
    return recorded(container, PHONE)


def trail(container: Container, action: str) -> list[AuditEvent]:
    with container.database.reading() as session:
        return list(session.scalars(select(AuditEvent).where(AuditEvent.action == action).order_by(AuditEvent.id)))


@pytest.mark.both_databases
def test_the_export_holds_all_that_is_kept_and_of_nobody_else(container: Container, run: Run, reference: str) -> None:
    result = run("privacy", "export", "0712 345 987", typed=SHOWN)
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    for canary in (PHONE, NUMBER, EMAIL, NAME, NOTE, NOTE_SW, TEXT, "Wambuicanary"):
        assert canary in result.stdout, canary
    assert {table for table, found in told.items() if isinstance(found, list) and found} == {
        "accounts", "application_changes", "applications", "audit", "checkpoints", "codes", "pending_changes",
        "delivery_reports", "inbound",
        "messages", "phones", "remembered_phones", "sign_in_tries",
    }  # fmt: skip
    [account] = told["accounts"]
    assert (account["number"], account["phone"], account["email"]) == (NUMBER, PHONE, EMAIL)
    assert account["said"]["first_name"] == NAME
    assert [each["reference"] for each in told["applications"]] == [reference]
    assert [each["note"] for each in told["application_changes"]] == [None, NOTE]
    assert [each["text"] for each in told["inbound"]] == [TEXT]
    assert {each["address"] for each in told["messages"]} == {PHONE, EMAIL}
    assert {each["action"] for each in told["audit"]} >= {"account.opened", "application.processing"}
    assert "29000002" not in result.stdout
    assert OTHER not in result.stdout


def test_the_export_shows_nothing_that_opens_anything(container: Container, run: Run, reference: str) -> None:
    with container.database.reading() as session:
        code = session.scalars(select(otp.Code)).one()
        digits, kept = code.digits, session.scalars(select(Account.password_hash)).all()
    told = run("privacy", "export", PHONE, typed=SHOWN).stdout
    assert f'"{digits}"' not in told
    assert not any(each in told for each in (*kept, HASH) if each)


def test_an_export_is_written_down_without_the_number(container: Container, run: Run, reference: str) -> None:
    run("privacy", "export", PHONE, typed=SHOWN)
    first, second = trail(container, "privacy.exported")
    assert first.actor == actor()
    assert (first.subject, first.details) == (second.details["request"], {"accounts": "1", "applications": "1"})
    said = f"{first.subject} {second.subject} {first.details}"
    assert not any(each in said for each in (PHONE[4:], NUMBER))


def test_nothing_of_the_person_is_an_argument(container: Container, run: Run, reference: str) -> None:
    result = run("privacy", "export", typed=f"0712345987\n{SHOWN}")
    assert [each["reference"] for each in json.loads(result.stdout)["applications"]] == [reference]
    assert "Phone, such as 0712345678: Kind of person (citizen, " in result.stderr
    for words, typed in ((["12"], ""), ([PHONE], "alien\n1\n"), ([PHONE], f"citizen\n{NUMBER}x\n"), ([PHONE], "")):
        refused = run("privacy", "export", *words, typed=typed)
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert "wanted" in refused.stderr
        assert NUMBER not in refused.stderr


def test_erasing_asks_first(container: Container, run: Run, reference: str) -> None:
    result = run("privacy", "erase", PHONE, typed=SHOWN + "n\n")
    assert result.exit_code == 1
    assert trail(container, "privacy.erased") == []
    for line in ("****5926", "+2547******87", "n***@example.com", "1 of accounts", "1 of inbound", "1 of applications"):
        assert line in result.stdout, line
    assert not [each for each in (PHONE, NUMBER, EMAIL, NOTE, TEXT) if each in result.stdout]
    assert [row.actor for row in trail(container, "privacy.looked_up")] == [actor()] * 2, "a look is written down too"


@pytest.mark.both_databases
def test_what_is_erased_is_gone_and_it_is_said_what_stays(container: Container, run: Run, reference: str) -> None:
    result = run("privacy", "erase", PHONE, typed=SHOWN + "y\n")
    assert result.exit_code == 0
    for line in (
        "1 of phones",
        "1 of inbound",
        "1 of codes",
        "1 account: number",
        "stays (1 applications):",
        "1 applications are not over",
    ):
        assert line in result.stdout, line
    assert PHONE not in result.stdout
    assert "both lead to" in run("privacy", "export", PHONE, typed=SHOWN).stderr
    with container.database.reading() as session:
        application = transitions.find_application_of(session, reference, reach=Reach("dis"))
        assert application.email_sealed is None
        assert len(session.scalars(select(Account.id).where(Account.closed_at.is_not(None))).all()) == 1
        assert len(application.history) == 2
        assert phones.language_of(session, OTHER) == "sw", "another's things stay"
        assert len(accounts.by_phone(session, OTHER)) == 1


def test_an_application_without_a_phone_is_moved_as_before_and_nobody_is_told(
    container: Container, run: Run, reference: str
) -> None:
    run("privacy", "erase", PHONE, typed=SHOWN + "y\n")
    before = len(waiting(container))
    moved = do(
        container,
        transitions.apply_transition,
        reference,
        Transition(Status.READY),
        actor="agency:dis",
        contacts=container.contacts,
    )
    assert moved.status == Status.READY
    assert len(waiting(container)) == before
    assert run("keys", "status").exit_code == 0, "what is erased is nothing that a rotation could not open"


def test_an_erasure_is_written_down_without_the_number(container: Container, run: Run, reference: str) -> None:
    result = run("privacy", "erase", PHONE, typed=SHOWN + "y\n")
    first, second = trail(container, "privacy.erased")
    assert first.subject in result.stdout
    assert first.details == {"accounts": "1", "applications": "1"}
    with container.database.reading() as session:
        said = " ".join(f"{row.subject} {row.details}" for row in session.scalars(select(AuditEvent)))
    assert not any(canary in said for canary in CANARIES)
    assert second.details == {"request": first.subject}


def test_the_database_holds_nothing_readable_before_and_no_sealed_rest_after(
    container: Container, run: Run, reference: str
) -> None:
    with container.database.reading() as session:
        index = phones.phone_index(session, PHONE)
        rests = [
            *session.scalars(select(Message.body_sealed).where(Message.recipient == index)),
            *session.scalars(select(Account.number_sealed).where(Account.email.is_not(None))),
            *session.scalars(select(Account.password_hash).where(Account.email.is_not(None))),
            *session.scalars(text("SELECT text_sealed FROM inbound")),
        ]
    wanted = [each if isinstance(each, bytes) else str(each).encode() for each in (*rests, index)]
    assert len(wanted) > 4
    before = stored(container)
    assert all(each in before for each in wanted), "the search finds what is there"
    assert not [canary for canary in CANARIES if canary.encode() in before]
    run("privacy", "erase", PHONE, typed=SHOWN + "y\n")
    after = stored(container)
    assert not [canary for canary in CANARIES if canary.encode() in after]
    assert not [each for each in wanted if each in after]


def stored(container: Container) -> bytes:
    """Every byte of the database: the files of SQLite; all rows of PostgreSQL."""
    url = container.database.engine.url
    if url.get_backend_name() == "sqlite":
        return b"".join(file.read_bytes() for file in sorted(Path(str(url.database)).parent.glob("lango.db*")))
    with container.database.engine.connect() as connection:
        rows = [row for table in Base.metadata.sorted_tables for row in connection.execute(table.select())]
    values = [value for row in rows for value in row if value is not None]
    return b"\0".join(each if isinstance(each, bytes) else str(each).encode() for each in values)


def test_the_same_person_may_register_again(container: Container, run: Run, reference: str) -> None:
    run("privacy", "erase", PHONE, typed=SHOWN + "y\n")
    again = opened(container, NUMBER, phone=PHONE, password=PASSWORD)
    prove(container, again)
    with container.database.reading() as session:
        assert [each.id for each in accounts.by_phone(session, PHONE)] == [again]
    assert seen(container, again) == [reference]


def test_a_message_on_its_way_is_erased_too(container: Container, run: Run) -> None:
    opened(container, NUMBER, phone=PHONE)
    do(container, messages.queue_sms, key="a", kind=MessageKind.ALERT, phone=PHONE, body="moved")
    assert "1 of messages" in run("privacy", "erase", PHONE, typed=SHOWN + "y\n").stdout
    assert waiting(container) == []


def test_an_email_of_a_code_that_is_gone_is_its_addressees(container: Container, run: Run, reference: str) -> None:
    for key, address in (("otp:gone", EMAIL), ("otp:another", "somebody@example.com")):
        do(
            container,
            messages.queue_email,
            key=key,
            kind=MessageKind.OTP,
            address=address,
            subject="eCitizen",
            body=f"by {key}",
        )
    told = run("privacy", "export", PHONE, typed=SHOWN).stdout
    assert "by otp:gone" in told
    assert "somebody@example.com" not in told
    run("privacy", "erase", PHONE, typed=SHOWN + "y\n")
    assert [address for _, address, _ in waiting(container) if "@" in address] == ["somebody@example.com"]


def test_the_trail_is_verified_by_a_command(container: Container, run: Run, reference: str) -> None:
    do(container, audit_chain.link)
    result = run("audit", "verify")
    assert result.exit_code == 0
    head = result.stdout.strip()
    assert head == str(audit_proof.verify(container.database).head)
    assert run("audit", "verify", "--head", head).exit_code == 0
    longer = f"{int(head.split(':')[0]) + 1}:{head.split(':')[1]}"
    result = run("audit", "verify", "--head", longer)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"row {longer.split(':', maxsplit=1)[0]} and what followed it is cut off" in result.stderr
    assert "SEQ:HASH is wanted" in run("audit", "verify", "--head", "12").stderr


def test_keys_are_rotated_by_a_command(container: Container, run: Run, reference: str) -> None:
    result = run("keys", "rotate")
    assert result.exit_code == 0
    assert "passwords on an older key: 1 " in result.stdout  # the other account of these tests has no password
    assert "Everything else is under the first key." in result.stdout
    assert "accounts: 2 of 2 rows" in result.stderr
    assert run("keys", "status").stdout.startswith("passwords on an older key: 1 ")
