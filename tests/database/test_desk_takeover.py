"""A desk gives an account to its person: the other loses all access, and what the other filed waits."""

from collections.abc import Callable

import pytest
from click.testing import Result
from sqlalchemy import select

from app.bootstrap.web import create_app
from app.cli import main
from app.cli.commands import actor
from app.container import Container
from app.domain.applications import lookup, transitions
from app.domain.applications.applications import WITHHELD, Application
from app.domain.applications.moves import Transition
from app.domain.audit.audit_log import AuditEvent
from app.domain.catalogue.models import Status
from app.domain.identity import accounts, otp, sign_in
from app.domain.identity.accounts import Account, Login, Photo
from app.domain.identity.otp import Purpose
from app.domain.identity.recovery import password_reset, recovery_factors
from app.domain.self_service import application_queries
from app.domain.shared.errors import Revoked
from tests.database.holder import NUMBER, PASSWORD, PHONE, STRANGER, account, do, emails_to, login, opened, sms_to
from tests.database.proofs import filed, hears, is_proven

OWNERS = "+254712000055"
EMAIL = "thief@example.com"
Run = Callable[..., Result]


@pytest.fixture
def run(container: Container) -> Run:
    """Run `flask account` with these arguments; `typed` are the lines of its standard input."""
    app = create_app(container)
    main.register(app)
    runner = app.test_cli_runner()
    return lambda *words, typed=(): runner.invoke(args=["account", *words], input="\n".join([*typed, ""]))


@pytest.fixture
def thiefs(container: Container) -> str:
    """The id of an account that somebody opened with what they know of another's document, on their own phone."""
    account_id = opened(container, password=PASSWORD)
    do(container, recovery_factors.set_email, account_id, EMAIL)
    return account_id


def taken(run: Run, phone: str = OWNERS) -> Result:
    """Give the account to the person who was seen; the result of the command."""
    result = run("take-over", "citizen", typed=[NUMBER, phone, "y"])
    assert result.exit_code == 0, result.output
    return result


def row(container: Container, reference: str) -> Application:
    with container.database.reading() as session:
        return transitions.find_application_of(session, reference, reach=None)


def move(container: Container, reference: str, status: Status, note: str | None = None) -> None:
    do(
        container,
        transitions.apply_transition,
        reference,
        Transition(status, note=note),
        actor="test",
        contacts=container.contacts,
    )


def listed(container: Container, who: Login, phone: str) -> list[str]:
    with container.database.reading() as session:
        return [reference for reference, _ in application_queries.applications_of(session, who, "en", phone=phone)]


def trail(container: Container) -> list[tuple[str, str]]:
    """The audit events of the operator, in order."""
    with container.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.actor == actor()).order_by(AuditEvent.id))
        return [(each.action, each.subject) for each in rows]


@pytest.mark.both_databases
def test_everything_by_which_the_other_could_come_back_ends(container: Container, run: Run, thiefs: str) -> None:
    signed_in = login(container, thiefs)
    do(container, accounts.remember, thiefs, STRANGER)
    do(container, recovery_factors.plan_phone_change, thiefs, STRANGER)
    do(container, otp.issue_code, Purpose.RESET, asker=PHONE, account_id=thiefs, target=PHONE)
    taken(run)
    with container.database.reading() as session:
        now_theirs = account(session, thiefs)
        assert now_theirs.phone_number == OWNERS
        assert (now_theirs.email, now_theirs.email_sealed, now_theirs.email_codes_from) == (None, None, None)
        assert (now_theirs.phone_codes_from, now_theirs.new_phone_from, now_theirs.photo) == (None, None, Photo.PENDING)
        assert accounts.remembered(session, STRANGER) is None
        assert otp.pending(session, Purpose.RESET, PHONE) is None
        with pytest.raises(Revoked):
            accounts.signed_in(session, signed_in)
    counted = do(container, sign_in.reserve, NUMBER, PHONE)
    assert sign_in.opened_by(container.keys, counted, PASSWORD) is None
    assert is_proven(container, thiefs)


def test_the_phone_and_the_address_of_the_other_are_told_and_the_person_how_to_go_on(
    container: Container, run: Run, thiefs: str
) -> None:
    taken(run)
    for told in (sms_to(container, PHONE)[-1], emails_to(container, EMAIL)[-1]):
        assert "gave the account" in told
        assert container.contacts.phone in told
    (theirs,) = sms_to(container, OWNERS)
    assert "I forgot my password" in theirs
    assert len(theirs) <= 160
    assert len(sms_to(container, PHONE)[-1]) <= 160


def test_who_opened_it_on_the_persons_own_phone_loses_it_too(container: Container, run: Run, thiefs: str) -> None:
    signed_in = login(container, thiefs)
    taken(run, PHONE)
    with container.database.reading() as session, pytest.raises(Revoked):
        accounts.signed_in(session, signed_in)
    assert len(sms_to(container, PHONE)) == 1


def test_the_phones_that_agencies_recorded_hear_of_it(container: Container, run: Run, thiefs: str) -> None:
    """The clerk may have been deceived: then it is the thief who takes over."""
    recorded = filed(container, phone="+254712000066")
    taken(run)
    assert hears(container, recorded) == OWNERS
    assert "a desk proved that the account on phone" in sms_to(container, "+254712000066")[-1]
    assert not any("a desk proved" in said for phone in (PHONE, OWNERS) for said in sms_to(container, phone))


def test_what_was_filed_is_printed_and_nobodys_until_it_is_decided(container: Container, run: Run, thiefs: str) -> None:
    reference = filed(container, phone=PHONE, account_id=thiefs, email=EMAIL)
    recorded = filed(container, phone="+254712000066")
    assert reference in taken(run).stdout
    assert reference in run("filed", "citizen", typed=[NUMBER]).stdout
    assert row(container, reference).account_id == WITHHELD + thiefs
    told = len(sms_to(container, PHONE)), len(emails_to(container, EMAIL))
    move(container, reference, Status.NEEDS_ACTION, "Bring your title deed")
    assert (len(sms_to(container, PHONE)), len(emails_to(container, EMAIL))) == told
    assert listed(container, login(container, thiefs), OWNERS) == [recorded]
    assert hears(container, recorded) == OWNERS
    for phone in (PHONE, OWNERS):
        with container.database.reading() as session:
            assert application_queries.standing_of(session, reference, "en", container.contacts, phone=phone).note == ""
    with container.database.reading() as session:
        assert isinstance(lookup.read_reference(session, PHONE, reference), Application)


@pytest.mark.both_databases
def test_what_is_adopted_is_the_persons(container: Container, run: Run, thiefs: str) -> None:
    reference = filed(container, phone=PHONE, account_id=thiefs, email=EMAIL)
    taken(run)
    told = len(sms_to(container, PHONE))
    assert run("adopt", reference).exit_code == 0
    assert (row(container, reference).account_id, hears(container, reference)) == (thiefs, OWNERS)
    assert listed(container, login(container, thiefs, password_given=False), OWNERS) == [reference]
    move(container, reference, Status.PROCESSING)
    assert (len(sms_to(container, PHONE)), len(emails_to(container, EMAIL))) == (told, 2)
    assert "Processing" in sms_to(container, OWNERS)[-1]
    assert "nothing waits" in run("filed", "citizen", typed=[NUMBER]).stdout


def test_what_is_cancelled_is_over_and_nobody_is_told(container: Container, run: Run, thiefs: str) -> None:
    reference = filed(container, phone=PHONE, account_id=thiefs)
    taken(run)
    told = len(sms_to(container, PHONE)), len(sms_to(container, OWNERS))
    assert run("cancel", reference).exit_code == 0
    assert row(container, reference).status == Status.CANCELLED
    assert (len(sms_to(container, PHONE)), len(sms_to(container, OWNERS))) == told
    assert listed(container, login(container, thiefs, password_given=False), OWNERS) == []
    assert "nothing waits" in run("filed", "citizen", typed=[NUMBER]).stdout


def test_what_has_gone_too_far_is_left_to_its_agency(container: Container, run: Run, thiefs: str) -> None:
    reference = filed(container, phone=PHONE, account_id=thiefs)
    move(container, reference, Status.PROCESSING)
    taken(run)
    refused = run("cancel", reference)
    assert refused.exit_code == 1
    assert "only its agency, dis" in refused.stderr
    assert (row(container, reference).status, row(container, reference).is_withheld) == (Status.PROCESSING, True)


@pytest.mark.parametrize("command", ["adopt", "cancel"])
def test_only_what_is_withheld_is_decided_on(container: Container, run: Run, thiefs: str, command: str) -> None:
    for reference in (filed(container, phone=PHONE), filed(container, phone=PHONE, account_id=thiefs)):
        before = row(container, reference).version, hears(container, reference)
        refused = run(command, reference)
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert (row(container, reference).version, hears(container, reference)) == before
    assert run(command, "102030405060").exit_code == 1


def test_nothing_is_adopted_by_an_account_that_was_closed(container: Container, run: Run, thiefs: str) -> None:
    reference = filed(container, phone=PHONE, account_id=thiefs)
    taken(run)
    do(container, accounts.close, thiefs)
    assert run("adopt", reference).exit_code == 1
    assert row(container, reference).is_withheld
    assert run("cancel", reference).exit_code == 0


def test_each_step_of_the_desk_is_written_down(container: Container, run: Run, thiefs: str) -> None:
    one, other = filed(container, phone=PHONE, account_id=thiefs), filed(container, phone=PHONE, account_id=thiefs)
    taken(run)
    run("adopt", one)
    run("cancel", other)
    assert trail(container) == [
        ("account.proven", thiefs),
        ("account.phone_changed", thiefs),
        ("account.taken_over", thiefs),
        ("application.adopted", one),
        ("application.cancelled", other),
    ]


@pytest.mark.parametrize("command", ["prove", "take-over"])
def test_without_the_clerks_word_nothing_is_done(container: Container, run: Run, thiefs: str, command: str) -> None:
    assert run(command, "citizen", typed=[NUMBER, PHONE, "n"]).exit_code == 1
    assert not is_proven(container, thiefs)
    assert trail(container) == []


def test_no_number_and_no_phone_is_printed_whole(container: Container, run: Run, thiefs: str) -> None:
    result = taken(run)
    assert not [each for each in (NUMBER, PHONE[4:], OWNERS[4:]) if each in result.stdout.replace("0712", "")]
    shown = [line for line in result.stderr.splitlines() if "goes to" in line]
    assert not [each for each in (NUMBER, PHONE, OWNERS) if each in "".join(shown)]


def test_nobody_takes_over_what_is_not_there_or_onto_what_is_no_mobile(container: Container, run: Run) -> None:
    assert "no such account" in run("take-over", "citizen", typed=[NUMBER, OWNERS, "y"]).stderr
    opened(container)
    assert "Kenyan mobile" in run("take-over", "citizen", typed=[NUMBER, "+14155552671", "y"]).stderr
    assert "phone number" in run("take-over", "citizen", typed=[NUMBER, "12", "y"]).stderr


@pytest.mark.parametrize("command", ["prove", "photo", "phone"])
def test_a_clerk_proves_no_account_that_is_on_a_phone_the_person_does_not_know(
    container: Container, run: Run, thiefs: str, command: str
) -> None:
    """The person comes for a photo, a number or a proof, and somebody else opened an account with their document."""

    def attempt(said: str) -> Result:
        if command == "prove":
            return run("prove", "citizen", typed=[NUMBER, said, "y"])
        if command == "photo":
            return run("photo", "citizen", "--yes", typed=[NUMBER, said])
        return run("phone", "citizen", typed=["y", NUMBER, OWNERS, said])

    refused = attempt(OWNERS)
    assert refused.exit_code == 1
    assert "take-over" in refused.stderr
    assert not is_proven(container, thiefs)
    with container.database.reading() as session:
        held = session.get_one(Account, thiefs)
        assert (held.photo, held.phone_number) == (Photo.PENDING, PHONE)
    assert attempt(PHONE).exit_code == 0
    assert is_proven(container, thiefs)


def test_a_proven_account_is_moved_without_a_word_of_its_old_phone(container: Container, run: Run, thiefs: str) -> None:
    assert run("photo", "citizen", "--yes", typed=[NUMBER, PHONE]).exit_code == 0
    recorded = filed(container, phone="+254712000066")
    assert run("phone", "citizen", typed=["y", NUMBER, OWNERS]).exit_code == 0
    assert hears(container, recorded) == OWNERS


def test_the_person_gets_a_code_for_a_new_password_at_once_and_the_other_none(
    container: Container, run: Run, thiefs: str
) -> None:
    taken(run)
    for phone in (PHONE, OWNERS):
        do(
            container,
            password_reset.request_code,
            "citizen",
            NUMBER,
            "1990",
            phone=phone,
            language="en",
            contacts=container.contacts,
        )
    assert "code" in sms_to(container, OWNERS)[-1]
    assert "gave the account" in sms_to(container, PHONE)[-1]
