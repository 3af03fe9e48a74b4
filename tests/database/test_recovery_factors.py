"""The address and the number that an account is got back by: held back when new, told everywhere, and stopped."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.identity import accounts, otp, sign_in
from app.domain.identity.otp import Purpose
from app.domain.identity.recovery import password_reset, pending_changes, recovery_factors
from app.domain.identity.recovery.pending_changes import What
from app.domain.self_service import contact_changes, phone_change
from app.domain.self_service.contact_changes import CodeRequest, Confirmed
from app.domain.shared.errors import Conflict, NotFound, Revoked
from app.domain.subscribers import phones
from tests.conftest import Clock
from tests.database.holder import (
    ON_SQLITE,
    PASSWORD,
    PHONE,
    STRANGER,
    at_once,
    begun_at,
    do,
    emails_to,
    hold_email,
    login,
    opened,
    sms_to,
    waiting,
)
from tests.database.test_account_care import ask_email, ask_phone, confirm_email, confirm_phone, email_of
from tests.database.test_accounts import is_remembered, phone_of
from tests.database.test_otp import ask, code_in, enter

EMAIL, THIEF, SECOND = "wanjiku@example.com", "thief@example.com", "thief2@example.com"
NEW_PHONE = "+254712000077"


def stop(container: Container, account_id: str, what: What, phone: str = PHONE) -> bool:
    """Stop a change by dialling, from a phone."""
    at = begun_at(container, account_id, what)
    return do(container, contact_changes.stop_contact_change, account_id, what, "en", at=at, phone=phone)


def move_phone(container: Container, account_id: str, number: str = NEW_PHONE) -> None:
    """Change the phone at a desk."""

    def move(session: Session) -> None:
        account = accounts.get(session, account_id)
        contact_changes.move_phone(session, account, number, actor="test", contacts=container.contacts)

    do(container, move)


def change_email(container: Container, account_id: str, address: str) -> Confirmed:
    """Change the address as a person does: a code goes there and comes back."""
    asked = ask_email(container, account_id, address)
    if asked == CodeRequest.DESK:
        return Confirmed.DESK
    assert asked == CodeRequest.SENT
    return confirm_email(container, account_id, code_in(emails_to(container, address)[-1]))


def reset(container: Container, account_id: str) -> None:
    """Set a new password by a code, on the account's phone."""
    assert ask(container)
    used = enter(container, code_in(sms_to(container, PHONE)[-1]))
    who = accounts.Login(used["account"], used["epoch"])
    assert who.account_id == account_id
    do(container, password_reset.reset_password, who, "none", "en", container.contacts, phone=PHONE)


def codes_mailed(container: Container, address: str) -> list[str]:
    """The codes for a new password that went to an address."""
    return [text for text in emails_to(container, address) if "is the code for a new password" in text]


# Held back for 72 hours


def test_a_new_address_gets_no_code_for_a_new_password_for_72_hours(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    assert change_email(container, account_id, EMAIL) == Confirmed.YES
    clock.move(hours=72, seconds=-1)
    assert ask(container, name=EMAIL)
    assert codes_mailed(container, EMAIL) == []
    assert ask(container)
    assert codes_mailed(container, EMAIL) == []
    clock.move(seconds=1)
    assert ask(container)
    assert [code_in(text) for text in codes_mailed(container, EMAIL)] == [code_in(sms_to(container, PHONE)[-1])]


def test_the_same_address_confirmed_again_does_not_begin_anew(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    hold_email(container, account_id, EMAIL)
    clock.move(hours=1)
    assert ask_email(container, account_id, EMAIL) == CodeRequest.SAME
    do(container, recovery_factors.set_email, account_id, EMAIL)
    assert ask(container)
    assert len(codes_mailed(container, EMAIL)) == 1


def test_an_address_that_was_there_before_there_was_a_date_gets_none(container: Container) -> None:
    account_id = opened(container)
    hold_email(container, account_id, EMAIL)
    do(container, lambda session: setattr(accounts.get(session, account_id), "email_codes_from", None))
    assert ask(container)
    assert codes_mailed(container, EMAIL) == []


def test_the_number_of_registration_gets_codes_at_once(container: Container) -> None:
    account_id = opened(container)
    assert ask(container)
    assert enter(container, code_in(sms_to(container, PHONE)[0]))["account"] == account_id


def test_a_number_set_at_a_desk_gets_codes_at_once_and_the_old_one_no_more(container: Container) -> None:
    account_id = opened(container)
    move_phone(container, account_id)
    assert ask(container)
    assert not any("is the code" in text for text in sms_to(container, PHONE))
    assert ask(container, NEW_PHONE)
    assert enter(container, code_in(sms_to(container, NEW_PHONE)[-1]), NEW_PHONE)["account"] == account_id


def test_a_new_number_gets_no_code_for_72_hours_from_its_first_day(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    ask_phone(container, account_id)
    assert confirm_phone(container, account_id, code_in(sms_to(container, NEW_PHONE)[0])) == Confirmed.YES
    clock.move(days=1)
    do(container, phone_change.due_phone_changes)
    clock.move(hours=72, seconds=-1)
    for _ in range(2):
        assert ask(container, NEW_PHONE)
    [notice] = [text for text in sms_to(container, NEW_PHONE) if "this number is new to your account" in text]
    assert "from 27 Nov 2026" in notice
    assert not any("is the code for a new password" in text for text in sms_to(container, NEW_PHONE))
    with container.database.reading() as session:
        row = otp.pending(session, Purpose.RESET, NEW_PHONE)
        assert row is not None
        digits = row.digits
    assert enter(container, digits, NEW_PHONE)["account"] == ""
    clock.move(seconds=1)
    assert ask(container, NEW_PHONE)
    assert enter(container, code_in(sms_to(container, NEW_PHONE)[-1]), NEW_PHONE)["account"] == account_id


def test_a_desk_ends_the_hold_of_a_number(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    clock.move(days=1)
    do(container, phone_change.due_phone_changes)
    move_phone(container, account_id, STRANGER)
    assert ask(container, STRANGER)
    assert enter(container, code_in(sms_to(container, STRANGER)[-1]), STRANGER)["account"] == account_id


# One account for one address


@pytest.mark.both_databases
def test_of_two_accounts_that_confirm_one_address_at_once_one_gets_it(container: Container) -> None:
    first, second = opened(container), opened(container, "29000002", phone=STRANGER)
    ask_email(container, first)
    ask_email(container, second, phone=STRANGER)
    one, other = map(code_in, emails_to(container, EMAIL))
    said = at_once([
        lambda: confirm_email(container, first, one),
        lambda: confirm_email(container, second, other, STRANGER),
    ])  # fmt: skip
    assert sorted(said) == [Confirmed.TAKEN, Confirmed.YES]
    has = [account_id for account_id in (first, second) if email_of(container, account_id) == EMAIL]
    assert has == [first if said[0] == Confirmed.YES else second]


@pytest.mark.both_databases
def test_the_database_itself_refuses_a_second_account_of_an_address(
    container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where both looked before either wrote."""
    first, second = opened(container), opened(container, "29000002")
    do(container, recovery_factors.set_email, first, EMAIL)
    monkeypatch.setattr(accounts, "by_email", lambda *_: None)
    with pytest.raises(Conflict):
        do(container, recovery_factors.set_email, second, EMAIL)
    assert (email_of(container, first), email_of(container, second)) == (EMAIL, None)


# Stopped


@pytest.mark.both_databases
def test_a_stopped_change_brings_back_the_address_that_was_held_even_after_two(
    container: Container, clock: Clock
) -> None:
    account_id = opened(container)
    hold_email(container, account_id, EMAIL)
    assert change_email(container, account_id, THIEF) == Confirmed.YES
    clock.move(hours=71)
    assert change_email(container, account_id, SECOND) == Confirmed.YES
    clock.move(hours=71)
    assert stop(container, account_id, What.EMAIL)
    assert email_of(container, account_id) == EMAIL
    assert ask(container)
    assert (len(codes_mailed(container, EMAIL)), codes_mailed(container, THIEF), codes_mailed(container, SECOND)) == (
        1,
        [],
        [],
    )


def test_a_change_can_be_stopped_for_72_hours_and_not_after(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    hold_email(container, account_id, EMAIL)
    change_email(container, account_id, THIEF)
    clock.move(hours=72)
    assert not stop(container, account_id, What.EMAIL)
    assert email_of(container, account_id) == THIEF


@ON_SQLITE
def test_an_address_cannot_be_stopped_because_a_number_can(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    do(container, recovery_factors.set_email, account_id, THIEF)
    clock.move(hours=72)
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    assert not stop(container, account_id, What.EMAIL)
    assert stop(container, account_id, What.PHONE)


def test_there_is_no_address_to_bring_back_where_there_was_none(container: Container) -> None:
    account_id = opened(container)
    change_email(container, account_id, THIEF)
    assert stop(container, account_id, What.EMAIL)
    assert email_of(container, account_id) is None


def test_an_earlier_address_that_another_account_has_taken_meanwhile_does_not_come_back(container: Container) -> None:
    first, second = opened(container), opened(container, "29000002", phone=STRANGER)
    hold_email(container, first, EMAIL)
    change_email(container, first, THIEF)
    do(container, recovery_factors.set_email, second, EMAIL)
    assert stop(container, first, What.EMAIL)
    assert (email_of(container, first), email_of(container, second)) == (None, EMAIL)
    with container.database.reading() as session:
        assert accounts.get(session, first).email_codes_from is None


@pytest.mark.parametrize("what", [What.EMAIL, What.PHONE])
def test_a_stop_ends_what_the_changer_began(container: Container, clock: Clock, what: What) -> None:
    account_id = opened(container)
    thief = login(container, account_id)
    do(container, accounts.remember, account_id, STRANGER)
    change_email(container, account_id, THIEF)
    ask_phone(container, account_id)
    assert confirm_phone(container, account_id, code_in(sms_to(container, NEW_PHONE)[0])) == Confirmed.YES
    assert ask(container)
    assert stop(container, account_id, what)
    with pytest.raises(Revoked), container.database.reading() as session:
        accounts.signed_in(session, thief)
    assert is_remembered(container, STRANGER) is None
    with container.database.reading() as session:
        assert otp.pending(session, Purpose.RESET, PHONE), "the owner's own way back is not what the changer began"
        assert otp.pending(session, Purpose.PHONE, PHONE, account_id) is None
    clock.move(days=2)
    do(container, phone_change.due_phone_changes)
    assert phone_of(container, account_id) == PHONE


def test_only_the_accounts_own_phone_stops_a_change(container: Container) -> None:
    account_id = opened(container)
    opened(container, "29000002", phone=STRANGER)
    do(container, recovery_factors.set_email, account_id, EMAIL)
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    for what in (What.EMAIL, What.PHONE):
        for phone in (STRANGER, NEW_PHONE):
            with pytest.raises(NotFound):
                stop(container, account_id, what, phone)
    assert email_of(container, account_id) == EMAIL
    assert waiting(container) == []


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize("what", [What.EMAIL, What.PHONE])
def test_only_the_change_that_was_shown_is_stopped(
    container: Container, clock: Clock, what: What, signed_in: bool
) -> None:
    """Another may have taken its place since, to another address or number."""
    account_id = opened(container)

    def change(number: int) -> None:
        if what == What.EMAIL:
            do(container, recovery_factors.set_email, account_id, f"thief{number}@example.com")
        else:
            do(container, recovery_factors.plan_phone_change, account_id, f"+25471200008{number}")
        clock.move(seconds=1)

    def stop_that(at: datetime) -> bool:
        if signed_in:
            return do(container, contact_changes.stop_signed_in, login(container, account_id), what, "en", at=at)
        return do(container, contact_changes.stop_contact_change, account_id, what, "en", at=at, phone=PHONE)

    change(1)
    shown = begun_at(container, account_id, what)
    change(2)
    with container.database.reading() as session:
        assert contact_changes.pending(session, account_id, what, at=shown) == {}
    assert not stop_that(shown)
    assert waiting(container) == []
    assert stop_that(begun_at(container, account_id, what))


@ON_SQLITE
def test_of_two_changes_the_one_that_is_meant_is_stopped(container: Container) -> None:
    account_id = opened(container)
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    change_email(container, account_id, THIEF)
    assert stop(container, account_id, What.EMAIL)
    assert told(container, "the e-mail of account") == {PHONE, THIEF}


@pytest.mark.both_databases
def test_what_is_stopped_twice_at_once_is_stopped_once(container: Container) -> None:
    account_id = opened(container)
    do(container, recovery_factors.set_email, account_id, THIEF)
    assert sorted(at_once([lambda: stop(container, account_id, What.EMAIL)] * 3)) == [False, False, True]
    with container.database.reading() as session:
        assert accounts.get(session, account_id).changes_stopped == 1


def test_after_two_stopped_changes_only_a_desk_makes_the_next(container: Container) -> None:
    account_id = opened(container)
    change_email(container, account_id, THIEF)
    assert stop(container, account_id, What.EMAIL)
    ask_phone(container, account_id)
    assert confirm_phone(container, account_id, code_in(sms_to(container, NEW_PHONE)[0])) == Confirmed.YES
    assert stop(container, account_id, What.PHONE)
    before = len(waiting(container))
    assert (ask_email(container, account_id), ask_phone(container, account_id)) == (CodeRequest.DESK, CodeRequest.DESK)
    assert len(waiting(container)) == before
    move_phone(container, account_id)
    assert change_email(container, account_id, EMAIL) == Confirmed.YES
    assert ask_phone(container, account_id, STRANGER) == CodeRequest.SENT


def test_a_code_that_was_asked_for_before_the_second_stop_changes_nothing(container: Container) -> None:
    """Not even where nothing else had ended it."""
    account_id = opened(container)
    ask_email(container, account_id)
    ask_phone(container, account_id)
    do(container, lambda session: setattr(accounts.get(session, account_id), "changes_stopped", recovery_factors.STOPS))
    assert confirm_email(container, account_id, code_in(emails_to(container, EMAIL)[0])) == Confirmed.DESK
    assert confirm_phone(container, account_id, code_in(sms_to(container, NEW_PHONE)[0])) == Confirmed.DESK
    with container.database.reading() as session:
        account = accounts.get(session, account_id)
        assert (account.email_address, account.new_phone) == (None, None)


def test_a_request_that_is_stopped_is_no_stopped_change(container: Container) -> None:
    """Else two requests from a borrowed phone would send the owner to a desk."""
    account_id = opened(container)
    until = container.database.clock() + timedelta(hours=24)
    for _ in range(3):
        do(container, pending_changes.begin_change, account_id, What.PASSWORD, until)
        assert stop(container, account_id, What.PASSWORD)
    assert ask_email(container, account_id) == CodeRequest.SENT


# Told everywhere


def told(container: Container, words: str) -> set[str]:
    """Who is told something: phones and addresses."""
    return {address for _, address, body in waiting(container) if words in body}


def test_a_change_of_address_is_told_to_both_addresses_and_the_phone(container: Container) -> None:
    account_id = opened(container)
    hold_email(container, account_id, EMAIL)
    do(container, phones.set_alerts, PHONE, wanted=False)  # STOP holds no notice
    change_email(container, account_id, THIEF)
    assert told(container, "has a new e-mail, t***@example.com. Not you? Dial *222# and stop it") == {
        PHONE,
        EMAIL,
        THIEF,
    }
    stop(container, account_id, What.EMAIL)
    assert told(container, "the change of the e-mail of account ****0001 is stopped") == {PHONE, EMAIL, THIEF}


def test_a_change_of_number_is_told_to_the_phone_and_the_addresses_and_when_it_is_done(
    container: Container, clock: Clock
) -> None:
    account_id = opened(container)
    hold_email(container, account_id, EMAIL)
    change_email(container, account_id, THIEF)
    ask_phone(container, account_id)
    confirm_phone(container, account_id, code_in(sms_to(container, NEW_PHONE)[0]))
    assert told(container, "moves to +2547******77 in a day. Not you?") == {PHONE, EMAIL, THIEF}
    clock.move(days=1)
    do(container, phone_change.due_phone_changes)
    assert told(container, "+2547******77 is now the phone of account ****0001") == {PHONE, NEW_PHONE, EMAIL, THIEF}


def test_a_stopped_number_is_told_to_both_numbers(container: Container) -> None:
    account_id = opened(container)
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    assert stop(container, account_id, What.PHONE)
    assert told(container, "the change of the number of account ****0001 is stopped") == {PHONE, NEW_PHONE}


def test_a_desk_tells_both_phones_and_a_young_address_that_it_takes_back(container: Container) -> None:
    account_id = opened(container)
    hold_email(container, account_id, EMAIL)
    change_email(container, account_id, THIEF)
    move_phone(container, account_id)
    assert email_of(container, account_id) == EMAIL
    text = f"a Huduma Centre made +2547******77 the phone of account ****0001. Not you? Call {container.contacts.phone}"
    assert told(container, text) == {PHONE, NEW_PHONE, EMAIL, THIEF}
    account = do(container, accounts.get, account_id)
    assert (account.changes_stopped, account.is_proven) == (0, True)
    with container.database.reading() as session:
        row = session.scalars(select(AuditEvent).where(AuditEvent.action == "account.proven")).one()
        assert (row.actor, row.details) == ("test", {"by": "desk"})


@ON_SQLITE
@pytest.mark.parametrize("chosen", [(PHONE,), (NEW_PHONE,), (PHONE, NEW_PHONE), ()])
@pytest.mark.parametrize("how", ["a desk", "the worker"])
def test_a_change_of_number_is_told_in_the_language_that_one_of_its_phones_has_chosen(
    container: Container, clock: Clock, how: str, chosen: tuple[str, ...]
) -> None:
    account_id = opened(container)
    for phone in chosen:
        do(container, phones.choose_language, phone, "sw")
    if how == "a desk":
        move_phone(container, account_id)
    else:
        do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
        clock.move(days=1)
        do(container, phone_change.due_phone_changes)
    words = {"a desk": ("made {} the phone", "kimeweka {} kuwa simu"), "the worker": ("{} is now", "{} sasa ni simu")}
    english, swahili = (text.format("+2547******77") for text in words[how])
    assert told(container, swahili if chosen else english) == {PHONE, NEW_PHONE}


@ON_SQLITE
def test_the_worker_that_carries_a_change_out_is_written_down_and_says_from_when_codes_come(
    container: Container, clock: Clock
) -> None:
    account_id = opened(container)
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    clock.move(days=1)
    do(container, phone_change.due_phone_changes)
    assert told(container, "Codes for a new password go there from 27 Nov 2026.") == {PHONE, NEW_PHONE}
    with container.database.reading() as session:
        row = session.scalars(select(AuditEvent).where(AuditEvent.action == "account.phone_changed")).one()
        assert (row.actor, row.subject) == ("worker", account_id)


@pytest.mark.parametrize("how", ["a reset", "a desk"])
def test_a_held_address_stays(container: Container, how: str) -> None:
    account_id = opened(container)
    hold_email(container, account_id, EMAIL)
    reset(container, account_id) if how == "a reset" else move_phone(container, account_id)
    assert email_of(container, account_id) == EMAIL


# A new password


def test_a_reset_takes_back_a_young_address_and_tells_it_too(container: Container, clock: Clock) -> None:
    account_id = opened(container, password=PASSWORD)
    hold_email(container, account_id, EMAIL)
    change_email(container, account_id, THIEF)
    clock.move(hours=71)
    reset(container, account_id)
    assert email_of(container, account_id) == EMAIL
    assert told(container, "the password of account ****0001 was changed") == {PHONE, EMAIL, THIEF}
    counted = do(container, sign_in.reserve, THIEF, STRANGER)
    assert counted.hashes == {}


@pytest.mark.parametrize("how", ["a reset", "a desk"])
def test_an_address_of_72_hours_is_not_young_any_more(container: Container, clock: Clock, how: str) -> None:
    """Though it is known for a day longer what was before it."""
    account_id = opened(container)
    hold_email(container, account_id, EMAIL)
    change_email(container, account_id, "new@example.com")
    clock.move(hours=72)
    reset(container, account_id) if how == "a reset" else move_phone(container, account_id)
    assert email_of(container, account_id) == "new@example.com"


def test_who_changes_the_password_knowing_it_keeps_a_young_address(container: Container) -> None:
    account_id = opened(container)
    hold_email(container, account_id, EMAIL)
    change_email(container, account_id, "new@example.com")
    do(container, password_reset.change_password, login(container, account_id), "none", "en", container.contacts)
    assert email_of(container, account_id) == "new@example.com"
    assert told(container, "the password of account ****0001 was changed") == {PHONE, EMAIL, "new@example.com"}
    assert stop(container, account_id, What.EMAIL), (
        "the owner can still stop it: the thief may have changed the password"
    )
    assert email_of(container, account_id) == EMAIL


def test_a_change_of_number_can_be_stopped_until_the_worker_carries_it_out(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    do(container, recovery_factors.plan_phone_change, account_id, "+254712000077")
    clock.move(days=1, minutes=5)
    assert stop(container, account_id, What.PHONE)
    do(container, phone_change.due_phone_changes)
    with container.database.reading() as session:
        assert accounts.get(session, account_id).phone_number == PHONE


def test_who_went_back_to_the_address_before_has_nothing_to_stop(container: Container) -> None:
    account_id = opened(container)
    hold_email(container, account_id, "first@example.com")
    for address in ("second@example.com", "first@example.com"):
        do(container, recovery_factors.set_email, account_id, address)
    assert not stop(container, account_id, What.EMAIL)
    assert email_of(container, account_id) == "first@example.com"
