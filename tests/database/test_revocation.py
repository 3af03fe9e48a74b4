"""Revocation: a new password, another phone, a stop, a desk and closing each end everything that was begun before."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.identity import accounts, otp, sign_in
from app.domain.identity.accounts import Account, Login
from app.domain.identity.otp import Code, Purpose
from app.domain.identity.recovery import password_reset, pending_changes, recovery_factors
from app.domain.identity.recovery.pending_changes import What
from app.domain.self_service import account_care, application_queries, caller, contact_changes, phone_change
from app.domain.self_service.contact_changes import Confirmed
from app.domain.shared.errors import Revoked
from tests.conftest import Clock
from tests.database.factor_changes import move_phone, stop
from tests.database.holder import (
    NUMBER,
    PASSWORD,
    PHONE,
    STRANGER,
    account,
    at_once,
    begun_at,
    do,
    emails_to,
    hold_email,
    login,
    opened,
    sms_to,
    waiting,
)  # fmt: skip
from tests.database.reset_asking import ask, code_in, enter
from tests.database.test_accounts import is_remembered
from tests.database.test_recovery_factors_told import reset

EMAIL, THIEF = "wanjiku@example.com", "thief@example.com"
NEW_PHONE, THIEFS_PHONE = "+254712000077", "+254712000088"


@dataclass
class Begun:
    """Somebody who signed in on another phone, and all the codes that were requested before the sign-in ends."""

    container: Container
    who: Login
    email_code: str
    phone_code: str
    reset_code: str
    reset_entered: Login
    planned_at: datetime

    @property
    def account_id(self) -> str:
        return self.who.account_id

    def asked(self, work: Callable[..., object], *args: object) -> object:
        """Call a function in a transaction, with this sign-in."""
        return do(self.container, work, self.who, *args)

    def read(self, work: Callable[..., object], *args: object, **named: object) -> object:
        with self.container.database.reading() as session:
            return work(session, self.who, *args, **named)


@pytest.fixture
def begun(container: Container) -> Begun:
    """Somebody with the password begins on another phone all that a person can begin."""
    account_id = opened(container, password=PASSWORD)
    hold_email(container, account_id, EMAIL)
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    who = login(container, account_id)
    do(container, contact_changes.request_contact_code, who, Purpose.EMAIL, STRANGER, THIEF, "en", container.contacts)
    do(
        container,
        contact_changes.request_contact_code,
        who,
        Purpose.PHONE,
        STRANGER,
        THIEFS_PHONE,
        "en",
        container.contacts,
    )
    do(container, accounts.remember, account_id, STRANGER)
    with container.database.transaction() as session:
        reset_code = issued(session, Purpose.RESET, who).digits
    codes = code_in(emails_to(container, THIEF)[0]), code_in(sms_to(container, THIEFS_PHONE)[0]), reset_code
    planned_at = begun_at(container, account_id, What.PHONE)
    return Begun(container, who, *codes, replace(who, password_at=None), planned_at)


def issued(session: Session, purpose: Purpose, who: Login) -> Code:
    """Issue a code that was requested on the other phone."""
    return otp.issue_code(
        session, purpose, asker=STRANGER, account_id=who.account_id, target=THIEF, auth_epoch=who.auth_epoch
    )


# What ends it


def change_password(begun: Begun, clock: Clock) -> None:
    do(
        begun.container,
        password_reset.change_password,
        login(begun.container, begun.account_id),
        "new",
        "en",
        begun.container.contacts,
    )


def phone_is_due(begun: Begun, clock: Clock) -> None:
    clock.move(days=1)
    do(begun.container, phone_change.due_phone_changes)


def stopped_email(begun: Begun, clock: Clock) -> None:
    do(begun.container, recovery_factors.set_email, begun.account_id, "young@example.com")
    assert stop(begun.container, begun.account_id, What.EMAIL)


def stopped_request(begun: Begun, clock: Clock) -> None:
    do(begun.container, pending_changes.begin_change, begun.account_id, What.PASSWORD, clock() + timedelta(days=1))
    assert stop(begun.container, begun.account_id, What.PASSWORD)


def stopped_by_the_password(begun: Begun, clock: Clock) -> None:
    who = login(begun.container, begun.account_id)
    assert do(begun.container, contact_changes.stop_signed_in, who, What.PHONE, "en", at=begun.planned_at)


def close(begun: Begun, clock: Clock) -> None:
    do(begun.container, account_care.close, login(begun.container, begun.account_id), "en", begun.container.contacts)


ENDS: dict[str, Callable[[Begun, Clock], None]] = {
    "a reset": lambda begun, _: reset(begun.container, begun.account_id),
    "another password": change_password,
    "a phone change that is due": phone_is_due,
    "a desk": lambda begun, _: move_phone(begun.container, begun.account_id, "+254712000066"),
    "a stop of the address": stopped_email,
    "a stop of the number": lambda begun, _: stop_number(begun),
    "a stop of the request": stopped_request,
    "a stop with the password": stopped_by_the_password,
    "closing": close,
}


KEEP_RESETS = {"another password", "a stop of the address", "a stop of the number", "a stop with the password"}
"""Ends that take no more than the password, or undo what it did: the owner's code for a new password stays valid."""


def stop_number(begun: Begun) -> None:
    assert stop(begun.container, begun.account_id, What.PHONE)


# What was begun

READS: dict[str, Callable[[Begun], object]] = {
    "what we keep": lambda b: b.read(account_care.facts, "en"),
    "the states": lambda b: b.read(account_care.states, STRANGER, "en"),
    "a planned change": lambda b: b.read(account_care.phone_change_planned),
    "the photo": lambda b: b.read(account_care.is_photo_taken),
    "the name": lambda b: b.read(account_care.first_name),
    "the applications": lambda b: b.read(application_queries.applications_of, "en", phone=STRANGER),
    "the live one": lambda b: b.read(application_queries.find_live, phone=STRANGER),
    "what a password must not be made of": lambda b: b.read(password_reset.facts),
}
WRITES: dict[str, Callable[[Begun], object]] = {
    "ask_email": lambda b: b.asked(
        contact_changes.request_contact_code, Purpose.EMAIL, STRANGER, "t@example.com", "en", b.container.contacts
    ),
    "confirm_email": lambda b: b.asked(
        contact_changes.confirm_email, STRANGER, b.email_code, "en", b.container.contacts
    ),
    "ask_phone": lambda b: b.asked(
        contact_changes.request_contact_code, Purpose.PHONE, STRANGER, "+254712000055", "en", b.container.contacts
    ),
    "confirm_phone": lambda b: b.asked(
        contact_changes.confirm_phone, STRANGER, b.phone_code, "en", b.container.contacts
    ),
    "stop_signed_in": lambda b: b.asked(partial(contact_changes.stop_signed_in, at=b.planned_at), What.PHONE, "en"),
    "change_password": lambda b: b.asked(password_reset.change_password, "thief's", "en", b.container.contacts),
    "stay_signed_in": lambda b: b.asked(account_care.stay_signed_in, STRANGER),
    "close": lambda b: b.asked(account_care.close, "en", b.container.contacts),
    "reset_password": lambda b: do(
        b.container, password_reset.reset_password, b.reset_entered, "thief's", "en", b.container.contacts, phone=PHONE
    ),
}


def kept(container: Container, account_id: str) -> tuple[object, ...]:
    """The row of an account, who stays signed in on the other phone, and the number of pending messages."""
    with container.database.reading() as session:
        row = account(session, account_id)
        values = tuple(getattr(row, column.key) for column in Account.__table__.columns)
        return values, accounts.remembered(session, STRANGER), len(waiting(container))


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.both_databases
def test_what_was_begun_before_reads_nothing_and_changes_nothing(begun: Begun, clock: Clock, end: str) -> None:
    container, account_id = begun.container, begun.account_id
    ENDS[end](begun, clock)
    begun.who = replace(begun.who, password_at=clock())  # so the epoch ends it, not the age of the password
    before = kept(container, account_id)
    for attempt in (READS | WRITES).values():
        with pytest.raises(Revoked):
            attempt(begun)
    assert enter(container, begun.reset_code, STRANGER)["account"] == (account_id if end in KEEP_RESETS else "")
    assert is_remembered(container, STRANGER) is None
    with container.database.reading() as session:
        assert caller.look(session, STRANGER).account == ""
        assert not contact_changes.awaited(session, Purpose.EMAIL, begun.who, STRANGER)
        assert not contact_changes.awaited(session, Purpose.PHONE, begun.who, STRANGER)
    assert kept(container, account_id) == before


@pytest.mark.parametrize("end", [each for each in ENDS if each != "closing"])
def test_a_code_of_before_is_worth_nothing_to_who_signs_in_after(begun: Begun, clock: Clock, end: str) -> None:
    container, account_id = begun.container, begun.account_id
    ENDS[end](begun, clock)
    after = login(container, account_id)
    contacts = container.contacts
    said = do(container, contact_changes.confirm_email, after, STRANGER, begun.email_code, "en", contacts)
    assert said == Confirmed.WRONG
    said = do(container, contact_changes.confirm_phone, after, STRANGER, begun.phone_code, "en", contacts)
    assert said == Confirmed.WRONG


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("end", ENDS)
def test_a_code_for_a_new_password_is_kept_from_the_owner_by_nothing_that_the_password_does(
    begun: Begun, clock: Clock, end: str
) -> None:
    """A code that waits for a day stays valid too. The other ends leave neither."""
    container, account_id = begun.container, begun.account_id
    assert ask(container)
    own = code_in(sms_to(container, PHONE)[-1])
    until = clock() + timedelta(days=2)
    do(container, pending_changes.begin_change, account_id, What.PASSWORD, until)
    ENDS[end](begun, clock)
    with container.database.reading() as session:
        waits = pending_changes.find_change(session, account_id, What.PASSWORD)
    opens = enter(container, own)
    if end not in KEEP_RESETS:
        assert (waits, opens["account"]) == (None, "")
        return
    assert waits is not None
    assert waits.until == until
    who = Login(opens["account"], opens["epoch"])
    do(container, password_reset.reset_password, who, "owner's", "en", container.contacts, phone=PHONE)
    assert password_of(begun) == "owner's"
    with container.database.reading() as session:
        assert pending_changes.find_change(session, account_id, What.PASSWORD) is None


@pytest.mark.parametrize("purpose", [Purpose.EMAIL, Purpose.PHONE])
@pytest.mark.both_databases
def test_a_code_of_an_earlier_epoch_is_wrong_even_where_it_was_left(container: Container, purpose: Purpose) -> None:
    """A code that was written at the very moment when the others were withdrawn."""
    who = login(container, opened(container))
    do(container, accounts.set_password, who.account_id, "none")
    with container.database.transaction() as session:
        digits = issued(session, purpose, who).digits
    confirm = contact_changes.confirm_email if purpose == Purpose.EMAIL else contact_changes.confirm_phone
    said = do(container, confirm, login(container, who.account_id), STRANGER, digits, "en", container.contacts)
    assert said == Confirmed.WRONG


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("what", READS | WRITES)
def test_each_of_these_does_something_where_nothing_has_ended_it(begun: Begun, what: str) -> None:
    """Otherwise the test above would prove nothing."""
    do(begun.container, accounts.forget_phone, STRANGER)
    before = kept(begun.container, begun.account_id)
    (READS | WRITES)[what](begun)
    if what in WRITES:
        assert kept(begun.container, begun.account_id) != before


def test_a_code_that_was_entered_before_the_phone_changed_is_of_no_use_on_the_old_one(container: Container) -> None:
    """Even with the account's current epoch."""
    account_id = opened(container)
    ask(container)
    enter(container, code_in(sms_to(container, PHONE)[0]))
    move_phone(container, account_id)
    who = login(container, account_id, password_given=False)
    with pytest.raises(Revoked):
        do(container, password_reset.reset_password, who, "thief's", "en", container.contacts, phone=PHONE)


@pytest.mark.both_databases
def test_a_password_that_was_right_when_it_was_asked_and_is_not_any_more_opens_nothing(container: Container) -> None:
    """The password was changed between the try and the answer."""
    account_id = opened(container, password=PASSWORD)
    counted = do(container, sign_in.reserve, NUMBER, PHONE)
    do(container, accounts.set_password, account_id, "none")
    assert sign_in.opened_by(container.keys, counted, PASSWORD) == account_id
    with pytest.raises(Revoked), container.database.reading() as session:
        account_care.first_name(session, Login(account_id, counted.epochs[account_id]))


# At once


def tried(work: Callable[[], object]) -> str:
    try:
        work()
    except Revoked:
        return "revoked"
    return "done"


def password_of(begun: Begun) -> str:
    with begun.container.database.reading() as session:
        return account(session, begun.account_id).password_hash


ROUNDS = range(3)


@pytest.mark.parametrize("turn", ROUNDS)
@pytest.mark.both_databases
def test_of_two_new_passwords_at_once_one_is_set(begun: Begun, turn: int) -> None:
    container, ways = begun.container, begun.container.contacts
    entered = begun.reset_entered
    said = at_once([
        lambda: tried(lambda: do(container, password_reset.reset_password, entered, "one", "en", ways, phone=PHONE)),
        lambda: tried(lambda: do(container, password_reset.change_password, begun.who, "two", "en", ways)),
        lambda: tried(lambda: do(container, password_reset.reset_password, entered, "three", "en", ways, phone=PHONE)),
    ])  # fmt: skip
    assert sorted(said) == ["done", "revoked", "revoked"]
    assert password_of(begun) == ("one", "two", "three")[said.index("done")]
    assert len([text for text in sms_to(container, PHONE) if "password of account" in text]) == 1


@pytest.mark.parametrize("turn", ROUNDS)
@pytest.mark.parametrize("write", ["confirm_email", "confirm_phone", "stay_signed_in"])
def test_nothing_that_is_written_while_the_owner_resets_survives(begun: Begun, write: str, turn: int) -> None:
    container, ways = begun.container, begun.container.contacts
    at_once([
        lambda: tried(lambda: WRITES[write](begun)),
        lambda: do(container, password_reset.reset_password, begun.reset_entered, "owner's", "en", ways, phone=PHONE),
    ])  # fmt: skip
    assert password_of(begun) == "owner's"
    with container.database.reading() as session:
        row = accounts.get(session, begun.account_id)
        assert (row.email_address, row.new_phone) == (EMAIL, None)
    assert is_remembered(container, STRANGER) is None


@pytest.mark.parametrize("turn", ROUNDS)
@pytest.mark.parametrize("write", ["confirm_email", "confirm_phone", "stay_signed_in", "change_password"])
def test_nothing_that_is_written_while_the_account_is_closed_survives(
    begun: Begun, clock: Clock, write: str, turn: int
) -> None:
    said = at_once([lambda: tried(lambda: WRITES[write](begun)), lambda: tried(lambda: close(begun, clock))])
    if said[1] == "revoked":  # the other call had ended its sign-in
        close(begun, clock)
    with begun.container.database.reading() as session:
        row = account(session, begun.account_id)
        assert (row.password_hash, row.email, row.new_phone_sealed) == ("", None, None)
        assert pending_changes.find_change(session, begun.account_id, What.EMAIL) is None
        assert pending_changes.find_change(session, begun.account_id, What.PHONE) is None
    assert is_remembered(begun.container, STRANGER) is None


# The age of the password


CHANGES = {name: write for name, write in WRITES.items() if name != "reset_password"} | {
    "any": lambda b: b.asked(accounts.for_change)
}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_takes_a_password_given_less_than_180_seconds_ago(begun: Begun, clock: Clock, change: str) -> None:
    clock.move(seconds=180)
    before = kept(begun.container, begun.account_id)
    with pytest.raises(Revoked):
        CHANGES[change](begun)
    assert kept(begun.container, begun.account_id) == before
    clock.move(seconds=-0.1)
    CHANGES[change](begun)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_takes_a_password_and_not_only_a_phone_that_stays_signed_in(begun: Begun, change: str) -> None:
    begun.who = replace(begun.who, password_at=None)
    before = kept(begun.container, begun.account_id)
    with pytest.raises(Revoked):
        CHANGES[change](begun)
    assert kept(begun.container, begun.account_id) == before
