"""Changes of recovery factors that a desk allows again, that lose a race, are taken back, or are damaged."""

import pytest
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.identity import accounts
from app.domain.identity.recovery import password_reset, pending_changes, recovery_factors, security_notices
from app.domain.identity.recovery.pending_changes import What
from app.domain.self_service import contact_changes, phone_change
from app.domain.self_service.contact_changes import CodeRequest, Confirmed
from app.domain.subscribers.phones import phone_index
from app.platform.observability import ALARMS
from tests.conftest import Clock
from tests.database.changing_contacts import ask_email, ask_phone
from tests.database.factor_changes import EMAIL, NEW_PHONE, SECOND, THIEF, change_email, stop, told
from tests.database.holder import (
    ON_SQLITE,
    PHONE,
    STRANGER,
    begun_at,
    do,
    emails_to,
    hold_email,
    login,
    opened,
    sms_to,
    waiting,
)
from tests.database.reset_asking import ask, code_in
from tests.database.test_account_care import confirm_email, confirm_phone, email_of
from tests.database.test_accounts import phone_of
from tests.database.test_recovery_factors import codes_mailed

# A desk


def stop_twice(container: Container, account_id: str) -> None:
    """Stop two changes from the account's own phone, without its password."""
    for address in (THIEF, SECOND):
        do(container, recovery_factors.set_email, account_id, address)
        assert stop(container, account_id, What.EMAIL)
    assert ask_email(container, account_id) == CodeRequest.DESK


def test_a_desk_that_unlocks_an_account_lets_it_be_changed_by_phone_again(container: Container) -> None:
    """For holders who keep their number: the desk need not move the account to another phone to allow changes again."""
    account_id = opened(container)
    stop_twice(container, account_id)
    do(
        container,
        lambda session: contact_changes.unlock(session, accounts.get(session, account_id, lock=True), actor="test"),
    )
    assert change_email(container, account_id, EMAIL) == Confirmed.YES
    assert stop(container, account_id, What.EMAIL)
    assert ask_email(container, account_id) == CodeRequest.SENT, "it is as if none had been stopped before"
    assert phone_of(container, account_id) == PHONE


def test_who_is_signed_in_stops_a_change_as_often_as_they_like(container: Container) -> None:
    account_id = opened(container)
    for _ in range(recovery_factors.STOPS + 1):
        do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
        at = begun_at(container, account_id, What.PHONE)
        assert do(container, contact_changes.stop_signed_in, login(container, account_id), What.PHONE, "en", at=at)
    assert ask_email(container, account_id) == CodeRequest.SENT


def test_a_desk_that_signs_everybody_out_takes_back_a_young_address_and_tells_it(
    container: Container, clock: Clock
) -> None:
    account_id = opened(container)
    hold_email(container, account_id, EMAIL)
    assert change_email(container, account_id, THIEF) == Confirmed.YES
    ask_phone(container, account_id)
    assert confirm_phone(container, account_id, code_in(sms_to(container, NEW_PHONE)[0]))
    clock.move(hours=23)

    def sign_out(session: Session) -> None:
        contact_changes.sign_everybody_out(
            session, accounts.get(session, account_id, lock=True), container.contacts, actor="test"
        )

    do(container, sign_out)
    assert email_of(container, account_id) == EMAIL
    assert not stop(container, account_id, What.PHONE)
    text = (
        "eCitizen: a Huduma Centre signed everybody out of account ****0001; a new e-mail or number is taken back. "
        f"Not you? Call {container.contacts.phone} now."
    )
    assert told(container, text) == {PHONE, EMAIL, THIEF}
    clock.move(hours=72)
    do(container, sign_out)
    assert email_of(container, account_id) == EMAIL, "an address that is held stays"


# Lost races, earlier addresses, damaged rows


@pytest.mark.both_databases
def test_who_loses_a_race_for_an_address_has_no_change_left_behind(
    container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both transactions looked before either wrote: the loser has nothing to stop, and the next dial shows none."""
    first, second = opened(container), opened(container, "29000002", phone=STRANGER)
    ask_email(container, second, phone=STRANGER)
    do(container, recovery_factors.set_email, first, EMAIL)
    monkeypatch.setattr(accounts, "by_email", lambda *_: None)
    code = code_in(emails_to(container, EMAIL)[0])
    assert confirm_email(container, second, code, STRANGER) == Confirmed.TAKEN
    with container.database.reading() as session:
        assert pending_changes.find_change(session, second, What.EMAIL) is None
    assert not stop(container, second, What.EMAIL, STRANGER)
    assert confirm_email(container, second, code, STRANGER) == Confirmed.WRONG, "the code is used up"


@pytest.mark.both_databases
def test_a_change_is_stopped_though_another_account_takes_the_earlier_address_at_that_moment(
    container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = opened(container), opened(container, "29000002", phone=STRANGER)
    hold_email(container, first, EMAIL)
    change_email(container, first, THIEF)
    do(container, recovery_factors.set_email, second, EMAIL)
    monkeypatch.setattr(accounts, "by_email", lambda *_: None)
    assert stop(container, first, What.EMAIL)
    assert (email_of(container, first), email_of(container, second)) == (None, EMAIL)


def test_who_goes_back_to_the_address_before_has_it_as_old_as_it_was(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    hold_email(container, account_id, EMAIL)
    assert change_email(container, account_id, THIEF) == Confirmed.YES
    clock.move(hours=71)
    assert change_email(container, account_id, EMAIL) == Confirmed.YES
    assert ask(container)
    assert (len(codes_mailed(container, EMAIL)), codes_mailed(container, THIEF)) == (1, [])
    words = "has the e-mail w***@example.com, as before. Not you? Call"
    assert told(container, words) == {PHONE, EMAIL, THIEF}, "nothing is said of a stop that there is not"


def test_who_goes_back_to_a_young_address_does_not_make_it_old(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    assert change_email(container, account_id, THIEF) == Confirmed.YES
    clock.move(hours=72)
    assert change_email(container, account_id, EMAIL) == Confirmed.YES
    assert change_email(container, account_id, SECOND) == Confirmed.YES
    assert change_email(container, account_id, EMAIL) == Confirmed.YES
    assert ask(container)
    assert codes_mailed(container, EMAIL) == []
    assert stop(container, account_id, What.EMAIL)
    assert email_of(container, account_id) == THIEF


@pytest.mark.parametrize("damaged", ["new_phone_sealed", "phone_sealed", "number_sealed"])
def test_a_change_that_no_key_opens_holds_up_no_other(container: Container, clock: Clock, damaged: str) -> None:
    first, second = opened(container), opened(container, "29000002", phone=STRANGER)
    third = opened(container, "29000003", phone="+254712000003")
    for number, account_id in enumerate((first, second, third)):
        do(container, recovery_factors.plan_phone_change, account_id, f"+25471200008{number}")
    do(container, lambda session: setattr(accounts.get(session, second), damaged, b"\1damaged"))
    alarms, before = ALARMS.labels("phone change cannot be read"), waiting(container)
    so_far = alarms._value.get()
    clock.move(days=1)
    for _ in range(3):
        do(container, phone_change.due_phone_changes)
    assert [phone_of(container, each) for each in (first, third)] == ["+254712000080", "+254712000082"]
    assert alarms._value.get() == so_far + 1
    new = [each for each in waiting(container) if each not in before]
    assert not [each for each in new if "****0002" in each[2]]
    with container.database.reading() as session:
        account = accounts.get(session, second)
        assert account.phone == phone_index(session, STRANGER), "nothing of it is half done"
        assert account.new_phone_from is not None


@ON_SQLITE
def test_each_change_that_no_key_opens_is_told_of_by_itself(container: Container, clock: Clock) -> None:
    for number, phone in (("29000001", PHONE), ("29000002", STRANGER)):
        account_id = opened(container, number, phone=phone)
        do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
        do(
            container,
            lambda session, of: setattr(accounts.get(session, of), "new_phone_sealed", b"\1damaged"),
            account_id,
        )
    alarms = ALARMS.labels("phone change cannot be read")
    so_far = alarms._value.get()
    clock.move(days=1)
    do(container, phone_change.due_phone_changes)
    assert alarms._value.get() == so_far + 2


# Notices to the earlier address too


@pytest.mark.parametrize("what", ["a sign-in elsewhere", "a stopped request", "a planned number"])
def test_while_a_new_address_can_be_stopped_the_one_before_is_told_everything(
    container: Container, clock: Clock, what: str
) -> None:
    """The notices are to warn the owner, and the new address may belong to the thief."""
    account_id = opened(container)
    hold_email(container, account_id, EMAIL)
    assert change_email(container, account_id, THIEF) == Confirmed.YES
    clock.move(hours=71)

    def happens(number: str) -> None:
        if what == "a sign-in elsewhere":
            do(container, security_notices.tell_of_sign_in, account_id, number, "en", container.contacts)
        elif what == "a stopped request":
            assert ask(container)
            do(container, password_reset.stop_reset, PHONE, "en")
        else:
            ask_phone(container, account_id, number)
            assert confirm_phone(container, account_id, code_in(sms_to(container, number)[0]))

    words = {
        "a sign-in elsewhere": "was opened on phone",
        "a stopped request": "and stopped",
        "a planned number": "moves to",
    }
    happens(STRANGER)
    assert told(container, words[what]) == {PHONE, THIEF, EMAIL}
    clock.move(hours=2)
    happens(NEW_PHONE)
    assert len([text for text in emails_to(container, EMAIL) if words[what] in text]) == 1, (
        "then it is the account's no more"
    )
