"""Recovery factors, the address and the number of an account: held back when new, announced everywhere, and stopped."""

from datetime import datetime, timedelta

import pytest

from app.container import Container
from app.domain.identity import accounts, otp
from app.domain.identity.otp import Purpose
from app.domain.identity.recovery import pending_changes, recovery_factors
from app.domain.identity.recovery.pending_changes import What
from app.domain.self_service import contact_changes, phone_change
from app.domain.self_service.contact_changes import CodeRequest, Confirmed
from app.domain.shared.errors import Conflict, NotFound, Revoked
from tests.conftest import Clock
from tests.database.changing_contacts import ask_email, ask_phone
from tests.database.factor_changes import EMAIL, NEW_PHONE, SECOND, THIEF, change_email, move_phone, stop, told
from tests.database.holder import (
    ON_SQLITE,
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
from tests.database.reset_asking import ask, code_in, enter
from tests.database.test_account_care import confirm_email, confirm_phone, email_of
from tests.database.test_accounts import is_remembered, phone_of


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
    """Both transactions looked before either wrote."""
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
    """Another change, to another address or number, may have replaced it."""
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
    """Even where nothing else has ended the code."""
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
    """Otherwise two requests from a borrowed phone would send the owner to a desk."""
    account_id = opened(container)
    until = container.database.clock() + timedelta(hours=24)
    for _ in range(3):
        do(container, pending_changes.begin_change, account_id, What.PASSWORD, until)
        assert stop(container, account_id, What.PASSWORD)
    assert ask_email(container, account_id) == CodeRequest.SENT
