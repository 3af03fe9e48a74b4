"""Who is notified about a change of the address or the number, and what a new password does to such a change."""

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.identity import accounts, sign_in
from app.domain.identity.recovery import password_reset, recovery_factors
from app.domain.identity.recovery.pending_changes import What
from app.domain.self_service import phone_change
from app.domain.subscribers import phones
from tests.conftest import Clock
from tests.database.changing_contacts import ask_phone
from tests.database.factor_changes import EMAIL, NEW_PHONE, THIEF, change_email, move_phone, stop, told
from tests.database.holder import (
    ON_SQLITE,
    PASSWORD,
    PHONE,
    STRANGER,
    do,
    hold_email,
    login,
    opened,
    sms_to,
)
from tests.database.reset_asking import ask, code_in, enter
from tests.database.test_account_care import confirm_phone, email_of


def reset(container: Container, account_id: str) -> None:
    """Set a new password with a code, on the account's phone."""
    assert ask(container)
    used = enter(container, code_in(sms_to(container, PHONE)[-1]))
    who = accounts.Login(used["account"], used["epoch"])
    assert who.account_id == account_id
    do(container, password_reset.reset_password, who, "none", "en", container.contacts, phone=PHONE)


@pytest.mark.both_databases
def test_a_change_of_address_is_told_to_both_addresses_and_the_phone(container: Container) -> None:
    account_id = opened(container)
    hold_email(container, account_id, EMAIL)
    do(container, phones.set_alerts, PHONE, wanted=False)  # STOP holds back no security notice
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


@pytest.mark.both_databases
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
    """Even though the address before it is kept for a day longer."""
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
