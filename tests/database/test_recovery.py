"""A code for a new password: the exact words of each message, and how the code is stopped on the phone."""

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
from tests.database.reset_asking import NOTHING, ask, code_in, enter

pytestmark = ON_SQLITE
ADDRESS = "wanjiku@example.com"


def ask_of_the_sim(container: Container, *, swapped: bool | None, language: str = "en") -> None:
    """Ask for a code, and let the provider answer the SIM swap check."""
    asked = {"phone": PHONE, "language": language, "contacts": container.contacts, "checks_sims": True}
    assert do(container, password_reset.request_code, "citizen", NUMBER, "1990", **asked)
    [claimed] = do(container, sim_swap_checks.claim, 9)
    do(container, sim_swap_checks.asked, claimed, claimed.code_id)
    do(container, sim_swap_checks.hear, claimed.code_id, swapped=swapped, last_swap=None, at=container.database.clock())
    do(container, reset_codes.tell_verdicts, container.contacts)


def told(container: Container) -> list[tuple[MessageKind, str | None, str]]:
    """Every pending message: its kind, its subject and its body."""
    with container.database.reading() as session:
        rows = session.scalars(select(Message).order_by(Message.id)).all()

        def subject(row: Message) -> str | None:
            return (
                container.keys.open_text(row.subject_sealed, row.sealed_at("subject")) if row.subject_sealed else None
            )

        kinds = [(row.kind, subject(row)) for row in rows if row.state == "pending"]
    return [(*each, body) for each, (_, _, body) in zip(kinds, waiting(container), strict=True)]


def test_the_code_says_whose_it_is_and_what_to_do_by_sms_and_by_email(container: Container, clock: Clock) -> None:
    hold_email(container, opened(container), ADDRESS)
    ask_of_the_sim(container, swapped=False)
    code = code_in(sms_to(container, PHONE)[0])
    begins = f"eCitizen: {code} is the code for a new password of ****0001, until 12:10. Dial *222# "
    sms = "here, enter it. Never tell anyone, even our staff. Not you? Dial, stop it."
    mail = (
        "on the phone of the account and enter it. Never tell anyone, even our staff. "
        "Not you? Dial *222# on that phone and stop it.\n"
    )
    assert told(container) == [(MessageKind.OTP, None, begins + sms), (MessageKind.OTP, "eCitizen", begins + mail)]


def test_in_place_of_a_code_to_a_changed_sim_comes_why_and_whom_to_call(container: Container) -> None:
    hold_email(container, opened(container), ADDRESS)
    ask_of_the_sim(container, swapped=True)
    call = container.contacts.phone
    sms = (
        "eCitizen: for your safety no code is sent to a SIM that was changed lately. "
        f"Visit a Huduma Centre with your ID, or call {call}."
    )
    mail = (
        "eCitizen: on 23 Nov 2026 somebody asked for a new password for your account. The SIM of its phone was "
        f"changed lately, so no code was sent. If you did not change your SIM, call your network and {call} at once.\n"
    )
    assert told(container) == [(MessageKind.REPLY, None, sms), (MessageKind.SECURITY, "eCitizen", mail)]


def test_a_code_that_has_to_wait_is_announced_to_the_owner_and_comes_in_the_language_of_who_asked(
    container: Container, clock: Clock
) -> None:
    opened(container)
    ask_of_the_sim(container, swapped=None)
    text = (
        "eCitizen: a new password was asked for ****0001. We cannot check the SIM: the code comes on 24 Nov 2026, "
        "12:00. Not you? Dial *222#, stop it."
    )
    assert told(container) == [(MessageKind.SECURITY, None, text)]
    clock.move(hours=1)  # asking again does not prolong the wait
    ask_of_the_sim(container, swapped=None)
    assert told(container)[1:] == [(MessageKind.REPLY, None, text)]
    clock.move(days=1)
    do(container, reset_codes.send_delayed, container.contacts, checks_sims=False)
    assert "is the code for a new password of ****0001" in sms_to(container, PHONE)[-1]
    ask_of_the_sim(container, swapped=None, language="sw")
    clock.move(days=1)
    do(container, reset_codes.send_delayed, container.contacts, checks_sims=False)
    assert "ni msimbo wa nenosiri jipya la ****0001" in sms_to(container, PHONE)[-1]


def test_no_code_comes_of_another_change_whose_time_is_over(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    do(container, recovery_factors.set_email, account_id, ADDRESS)
    do(container, recovery_factors.plan_phone_change, account_id, STRANGER)
    clock.move(days=4)
    do(container, reset_codes.send_delayed, container.contacts, checks_sims=False)
    assert told(container) == []


def stop(container: Container, phone: str = PHONE, language: str = "en") -> None:
    do(container, password_reset.stop_reset, phone, language)


def waits(container: Container, account_id: str) -> bool:
    """Whether a delayed code for a new password is pending."""
    return do(container, pending_changes.find_change, account_id, What.PASSWORD) is not None


def test_a_code_that_is_stopped_opens_nothing_and_its_owner_is_told(container: Container) -> None:
    account_id = opened(container)
    ask(container)
    (text,) = sms_to(container, PHONE)
    stop(container)
    assert enter(container, code_in(text)) == NOTHING
    told = sms_to(container, PHONE)[-1]
    assert told.startswith("eCitizen: a new password for account ****0001 was asked for on this phone, and stopped.")
    assert not waits(container, account_id)


def test_only_the_code_for_a_new_password_is_stopped(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    do(container, otp.issue_code, Purpose.EMAIL, asker=PHONE, account_id=account_id, target="wanjiku@example.com")
    ask(container)
    stop(container)
    assert do(container, otp.pending, Purpose.RESET, PHONE) is None
    assert do(container, otp.pending, Purpose.EMAIL, PHONE) is not None


def test_a_code_that_waits_for_its_day_is_stopped_and_no_other_change(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    ask(container)
    for what in What:
        do(container, pending_changes.begin_change, account_id, what, clock() + timedelta(days=1))
    stop(container)
    assert not waits(container, account_id)
    assert all(do(container, pending_changes.find_change, account_id, what) for what in (What.EMAIL, What.PHONE))


def test_who_has_asked_for_nothing_or_for_nobodys_account_stops_nothing(container: Container) -> None:
    opened(container)
    stop(container)
    ask(container, STRANGER, NUMBER)
    stop(container, STRANGER)
    assert (sms_to(container, PHONE), sms_to(container, STRANGER)) == ([], [])


@pytest.mark.parametrize("forgotten", [True, False])
def test_a_forgotten_password_ends_the_other_ways_to_a_new_one_and_a_change_by_who_knows_it_does_not(
    container: Container, clock: Clock, forgotten: bool
) -> None:
    account_id = opened(container)
    ask(container)
    who = login(container, account_id)
    do(container, pending_changes.begin_change, account_id, What.PASSWORD, clock() + timedelta(days=1), language="sw")
    if forgotten:
        do(container, password_reset.reset_password, who, "none", "en", container.contacts, phone=PHONE)
    else:
        do(container, password_reset.change_password, who, "none", "en", container.contacts)
    entered = enter(container, code_in(sms_to(container, PHONE)[0]))
    assert entered == (NOTHING if forgotten else {"account": account_id, "epoch": 1, "left": 0})
    change = do(container, pending_changes.find_change, account_id, What.PASSWORD)
    assert (change.language if change else None) == (None if forgotten else "sw")


def test_a_code_opens_its_account_as_it_is_now(container: Container) -> None:
    account_id = opened(container)
    do(container, accounts.set_password, account_id, "none")
    ask(container)
    assert enter(container, code_in(sms_to(container, PHONE)[0])) == {"account": account_id, "epoch": 1, "left": 0}


@pytest.mark.parametrize(("epoch", "confirmed"), [(0, Confirmed.YES), (1, Confirmed.WRONG)])
def test_a_code_of_another_epoch_takes_no_address(container: Container, epoch: int, confirmed: Confirmed) -> None:
    account_id, address = opened(container), "wanjiku@example.com"
    with container.database.transaction() as session:
        code = otp.issue_code(
            session, Purpose.EMAIL, asker=PHONE, account_id=account_id, target=address, auth_epoch=epoch
        )
        typed = code.digits
    who = login(container, account_id)
    assert do(container, contact_changes.confirm_email, who, PHONE, typed, "en", container.contacts) == confirmed


def test_wrong_codes_are_forgiven(container: Container) -> None:
    account_id = opened(container)
    name = otp._wrong(Purpose.RESET)
    do(container, counters.count, name, account_id, otp.MONTH, by=1000)
    assert do(container, otp.is_worn_out, Purpose.RESET, account_id)
    do(container, otp.forgive, account_id)
    assert not do(container, otp.is_worn_out, Purpose.RESET, account_id)


def test_a_code_is_awaited_for_its_purpose_its_account_and_its_phone_only(container: Container) -> None:
    account_id, other = opened(container), opened(container, "29000002")
    do(container, otp.issue_code, Purpose.EMAIL, asker=PHONE, account_id=account_id, target="wanjiku@example.com")

    def awaited(purpose: Purpose, account_id: str, phone: str) -> bool:
        return do(container, contact_changes.awaited, purpose, Login(account_id, 0), phone) is not None

    assert awaited(Purpose.EMAIL, account_id, PHONE)
    assert not awaited(Purpose.PHONE, account_id, PHONE)
    assert not awaited(Purpose.EMAIL, other, PHONE)
    assert not awaited(Purpose.EMAIL, account_id, STRANGER)
