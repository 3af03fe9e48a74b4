"""A code for a new password is stopped on the phone that asked, and its owner is told, and nobody else."""

from datetime import timedelta

import pytest

from app.domain import accounts, contact_changes, otp, pending_changes, recovery, tallies
from app.domain.accounts import Login
from app.domain.contact_changes import Confirmed
from app.domain.otp import Purpose
from app.domain.pending_changes import What
from app.house import House
from tests.conftest import Clock
from tests.database.holder import NUMBER, ON_SQLITE, PHONE, STRANGER, do, login, opened, sms_to
from tests.database.test_otp import NOTHING, ask, code_in, enter

pytestmark = ON_SQLITE


def stop(house: House, phone: str = PHONE, language: str = "en") -> None:
    do(house, recovery.stop, phone, language)


def waits(house: House, account_id: str) -> bool:
    """Whether a code for a new password waits for its day."""
    return do(house, pending_changes.find, account_id, What.PASSWORD) is not None


def test_a_code_that_is_stopped_opens_nothing_and_its_owner_is_told(house: House) -> None:
    account_id = opened(house)
    ask(house)
    (text,) = sms_to(house, PHONE)
    stop(house)
    assert enter(house, code_in(text)) == NOTHING
    told = sms_to(house, PHONE)[-1]
    assert told.startswith("eCitizen: a new password for account ****0001 was asked for on this phone, and stopped.")
    assert not waits(house, account_id)


def test_only_the_code_for_a_new_password_is_stopped(house: House, clock: Clock) -> None:
    account_id = opened(house)
    do(house, otp.issue, Purpose.EMAIL, asker=PHONE, account_id=account_id, target="wanjiku@example.com")
    ask(house)
    stop(house)
    assert do(house, otp.pending, Purpose.RESET, PHONE) is None
    assert do(house, otp.pending, Purpose.EMAIL, PHONE) is not None


def test_a_code_that_waits_for_its_day_is_stopped_and_no_other_change(house: House, clock: Clock) -> None:
    account_id = opened(house)
    ask(house)
    for what in What:
        do(house, pending_changes.begin, account_id, what, clock() + timedelta(days=1))
    stop(house)
    assert not waits(house, account_id)
    assert all(do(house, pending_changes.find, account_id, what) for what in (What.EMAIL, What.PHONE))


def test_who_has_asked_for_nothing_or_for_nobodys_account_stops_nothing(house: House) -> None:
    opened(house)
    stop(house)
    ask(house, STRANGER, NUMBER)
    stop(house, STRANGER)
    assert (sms_to(house, PHONE), sms_to(house, STRANGER)) == ([], [])


def test_a_code_opens_its_account_as_it_is_now(house: House) -> None:
    account_id = opened(house)
    do(house, accounts.set_password, account_id, "none")
    ask(house)
    assert enter(house, code_in(sms_to(house, PHONE)[0])) == {"account": account_id, "epoch": 1, "left": 0}


@pytest.mark.parametrize(("epoch", "confirmed"), [(0, Confirmed.YES), (1, Confirmed.WRONG)])
def test_a_code_of_another_epoch_takes_no_address(house: House, epoch: int, confirmed: Confirmed) -> None:
    account_id, address = opened(house), "wanjiku@example.com"
    with house.database.transaction() as session:
        code = otp.issue(session, Purpose.EMAIL, asker=PHONE, account_id=account_id, target=address, auth_epoch=epoch)
        typed = otp.digits(session, code)
    who = login(house, account_id)
    assert do(house, contact_changes.confirm_email, who, PHONE, typed, "en", house.contacts) == confirmed


def test_wrong_codes_are_forgiven(house: House) -> None:
    account_id = opened(house)
    name = otp._wrong(Purpose.RESET)
    do(house, tallies.count, name, account_id, otp.MONTH, by=1000)
    assert do(house, otp.is_worn_out, Purpose.RESET, account_id)
    do(house, otp.forgive, account_id)
    assert not do(house, otp.is_worn_out, Purpose.RESET, account_id)


def test_a_code_is_awaited_for_its_purpose_its_account_and_its_phone_only(house: House) -> None:
    account_id, other = opened(house), opened(house, "29000002")
    do(house, otp.issue, Purpose.EMAIL, asker=PHONE, account_id=account_id, target="wanjiku@example.com")

    def awaited(purpose: Purpose, account_id: str, phone: str) -> bool:
        return do(house, contact_changes.awaited, purpose, Login(account_id, 0), phone) is not None

    assert awaited(Purpose.EMAIL, account_id, PHONE)
    assert not awaited(Purpose.PHONE, account_id, PHONE)
    assert not awaited(Purpose.EMAIL, other, PHONE)
    assert not awaited(Purpose.EMAIL, account_id, STRANGER)
