"""A code for a new password: word for word what comes of asking for one, and how it is stopped on that phone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.identity import accounts, otp
from app.domain.identity.accounts import Login
from app.domain.identity.otp import Purpose
from app.domain.identity.recovery import (
    password_reset,
    pending_changes,
    recovery_factors,
    reset_codes,
    sim_swap_checks,
)
from app.domain.identity.recovery.pending_changes import What
from app.domain.messaging.messages import Message, MessageKind
from app.domain.self_service import contact_changes
from app.domain.self_service.contact_changes import Confirmed
from app.domain.shared import counters
from tests.conftest import Clock
from tests.database.holder import (
    NUMBER,
    ON_SQLITE,
    PHONE,
    STRANGER,
    do,
    hold_email,
    login,
    opened,
    sms_to,
    waiting,
)
from tests.database.test_otp import NOTHING, ask, code_in, enter

pytestmark = ON_SQLITE
ADDRESS = "wanjiku@example.com"


def ask_of_the_sim(house: Container, *, swapped: bool | None, language: str = "en") -> None:
    """Ask for a code, and let the provider say what it knows of the SIM."""
    asked = {"phone": PHONE, "language": language, "contacts": house.contacts, "checks_sims": True}
    assert do(house, password_reset.request_code, "citizen", NUMBER, "1990", **asked)
    [claimed] = do(house, sim_swap_checks.claim, 9)
    do(house, sim_swap_checks.asked, claimed, claimed.code_id)
    do(house, sim_swap_checks.hear, claimed.code_id, swapped=swapped, last_swap=None, at=house.database.clock())
    do(house, reset_codes.tell_verdicts, house.contacts)


def told(house: Container) -> list[tuple[MessageKind, str | None, str]]:
    """Every message that waits: its kind, its subject and what it says."""
    with house.database.reading() as session:
        rows = session.scalars(select(Message).order_by(Message.id)).all()

        def subject(row: Message) -> str | None:
            return house.keys.open_text(row.subject_sealed, row.sealed_at("subject")) if row.subject_sealed else None

        kinds = [(row.kind, subject(row)) for row in rows if row.state == "pending"]
    return [(*each, body) for each, (_, _, body) in zip(kinds, waiting(house), strict=True)]


def test_the_code_says_whose_it_is_and_what_to_do_by_sms_and_by_email(house: Container, clock: Clock) -> None:
    hold_email(house, opened(house), ADDRESS)
    ask_of_the_sim(house, swapped=False)
    code = code_in(sms_to(house, PHONE)[0])
    begins = f"eCitizen: {code} is the code for a new password of ****0001, until 12:10. Dial *222# "
    sms = "here, enter it. Never tell anyone, even our staff. Not you? Dial, stop it."
    mail = (
        "on the phone of the account and enter it. Never tell anyone, even our staff. "
        "Not you? Dial *222# on that phone and stop it.\n"
    )
    assert told(house) == [(MessageKind.OTP, None, begins + sms), (MessageKind.OTP, "eCitizen", begins + mail)]


def test_in_place_of_a_code_to_a_changed_sim_comes_why_and_whom_to_call(house: Container) -> None:
    hold_email(house, opened(house), ADDRESS)
    ask_of_the_sim(house, swapped=True)
    call = house.contacts.phone
    sms = (
        "eCitizen: for your safety no code is sent to a SIM that was changed lately. "
        f"Visit a Huduma Centre with your ID, or call {call}."
    )
    mail = (
        "eCitizen: on 23 Nov 2026 somebody asked for a new password for your account. The SIM of its phone was "
        f"changed lately, so no code was sent. If you did not change your SIM, call your network and {call} at once.\n"
    )
    assert told(house) == [(MessageKind.REPLY, None, sms), (MessageKind.SECURITY, "eCitizen", mail)]


def test_a_code_that_has_to_wait_is_announced_to_the_owner_and_comes_in_the_language_of_who_asked(
    house: Container, clock: Clock
) -> None:
    opened(house)
    ask_of_the_sim(house, swapped=None)
    text = (
        "eCitizen: a new password was asked for ****0001. We cannot check the SIM: the code comes on 24 Nov 2026, "
        "12:00. Not you? Dial *222#, stop it."
    )
    assert told(house) == [(MessageKind.SECURITY, None, text)]
    clock.move(hours=1)  # who asks again waits no longer for it
    ask_of_the_sim(house, swapped=None)
    assert told(house)[1:] == [(MessageKind.REPLY, None, text)]
    clock.move(days=1)
    do(house, reset_codes.send_delayed, house.contacts, checks_sims=False)
    assert "is the code for a new password of ****0001" in sms_to(house, PHONE)[-1]
    ask_of_the_sim(house, swapped=None, language="sw")
    clock.move(days=1)
    do(house, reset_codes.send_delayed, house.contacts, checks_sims=False)
    assert "ni msimbo wa nenosiri jipya la ****0001" in sms_to(house, PHONE)[-1]


def test_no_code_comes_of_another_change_whose_time_is_over(house: Container, clock: Clock) -> None:
    account_id = opened(house)
    do(house, recovery_factors.set_email, account_id, ADDRESS)
    do(house, recovery_factors.plan_phone_change, account_id, STRANGER)
    clock.move(days=4)
    do(house, reset_codes.send_delayed, house.contacts, checks_sims=False)
    assert told(house) == []


def stop(house: Container, phone: str = PHONE, language: str = "en") -> None:
    do(house, password_reset.stop_reset, phone, language)


def waits(house: Container, account_id: str) -> bool:
    """Whether a code for a new password waits for its day."""
    return do(house, pending_changes.find_change, account_id, What.PASSWORD) is not None


def test_a_code_that_is_stopped_opens_nothing_and_its_owner_is_told(house: Container) -> None:
    account_id = opened(house)
    ask(house)
    (text,) = sms_to(house, PHONE)
    stop(house)
    assert enter(house, code_in(text)) == NOTHING
    told = sms_to(house, PHONE)[-1]
    assert told.startswith("eCitizen: a new password for account ****0001 was asked for on this phone, and stopped.")
    assert not waits(house, account_id)


def test_only_the_code_for_a_new_password_is_stopped(house: Container, clock: Clock) -> None:
    account_id = opened(house)
    do(house, otp.issue_code, Purpose.EMAIL, asker=PHONE, account_id=account_id, target="wanjiku@example.com")
    ask(house)
    stop(house)
    assert do(house, otp.pending, Purpose.RESET, PHONE) is None
    assert do(house, otp.pending, Purpose.EMAIL, PHONE) is not None


def test_a_code_that_waits_for_its_day_is_stopped_and_no_other_change(house: Container, clock: Clock) -> None:
    account_id = opened(house)
    ask(house)
    for what in What:
        do(house, pending_changes.begin_change, account_id, what, clock() + timedelta(days=1))
    stop(house)
    assert not waits(house, account_id)
    assert all(do(house, pending_changes.find_change, account_id, what) for what in (What.EMAIL, What.PHONE))


def test_who_has_asked_for_nothing_or_for_nobodys_account_stops_nothing(house: Container) -> None:
    opened(house)
    stop(house)
    ask(house, STRANGER, NUMBER)
    stop(house, STRANGER)
    assert (sms_to(house, PHONE), sms_to(house, STRANGER)) == ([], [])


@pytest.mark.parametrize("forgotten", [True, False])
def test_a_forgotten_password_ends_the_other_ways_to_a_new_one_and_a_change_by_who_knows_it_does_not(
    house: Container, clock: Clock, forgotten: bool
) -> None:
    account_id = opened(house)
    ask(house)
    who = login(house, account_id)
    do(house, pending_changes.begin_change, account_id, What.PASSWORD, clock() + timedelta(days=1), language="sw")
    if forgotten:
        do(house, password_reset.reset_password, who, "none", "en", house.contacts, phone=PHONE)
    else:
        do(house, password_reset.change_password, who, "none", "en", house.contacts)
    entered = enter(house, code_in(sms_to(house, PHONE)[0]))
    assert entered == (NOTHING if forgotten else {"account": account_id, "epoch": 1, "left": 0})
    change = do(house, pending_changes.find_change, account_id, What.PASSWORD)
    assert (change.language if change else None) == (None if forgotten else "sw")


def test_a_code_opens_its_account_as_it_is_now(house: Container) -> None:
    account_id = opened(house)
    do(house, accounts.set_password, account_id, "none")
    ask(house)
    assert enter(house, code_in(sms_to(house, PHONE)[0])) == {"account": account_id, "epoch": 1, "left": 0}


@pytest.mark.parametrize(("epoch", "confirmed"), [(0, Confirmed.YES), (1, Confirmed.WRONG)])
def test_a_code_of_another_epoch_takes_no_address(house: Container, epoch: int, confirmed: Confirmed) -> None:
    account_id, address = opened(house), "wanjiku@example.com"
    with house.database.transaction() as session:
        code = otp.issue_code(
            session, Purpose.EMAIL, asker=PHONE, account_id=account_id, target=address, auth_epoch=epoch
        )
        typed = otp.digits(session, code)
    who = login(house, account_id)
    assert do(house, contact_changes.confirm_email, who, PHONE, typed, "en", house.contacts) == confirmed


def test_wrong_codes_are_forgiven(house: Container) -> None:
    account_id = opened(house)
    name = otp._wrong(Purpose.RESET)
    do(house, counters.count, name, account_id, otp.MONTH, by=1000)
    assert do(house, otp.is_worn_out, Purpose.RESET, account_id)
    do(house, otp.forgive, account_id)
    assert not do(house, otp.is_worn_out, Purpose.RESET, account_id)


def test_a_code_is_awaited_for_its_purpose_its_account_and_its_phone_only(house: Container) -> None:
    account_id, other = opened(house), opened(house, "29000002")
    do(house, otp.issue_code, Purpose.EMAIL, asker=PHONE, account_id=account_id, target="wanjiku@example.com")

    def awaited(purpose: Purpose, account_id: str, phone: str) -> bool:
        return do(house, contact_changes.awaited, purpose, Login(account_id, 0), phone) is not None

    assert awaited(Purpose.EMAIL, account_id, PHONE)
    assert not awaited(Purpose.PHONE, account_id, PHONE)
    assert not awaited(Purpose.EMAIL, other, PHONE)
    assert not awaited(Purpose.EMAIL, account_id, STRANGER)
