"""Changes that holders make to their accounts, the codes for these changes, and the notices to the owner."""

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.identity import accounts, sign_in
from app.domain.identity.otp import Purpose
from app.domain.identity.recovery import password_reset, recovery_factors
from app.domain.identity.recovery.pending_changes import What
from app.domain.messaging.messages import Message, MessageKind
from app.domain.self_service import account_care, caller, contact_changes, phone_change
from app.domain.self_service.contact_changes import CodeRequest, Confirmed
from app.domain.shared import emails
from app.domain.shared.errors import Revoked
from tests.conftest import Clock
from tests.database.changing_contacts import EMAIL, NEW_PHONE, ask_email, ask_phone, awaits, close, set_password
from tests.database.holder import (
    NUMBER,
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
)
from tests.database.reset_asking import ask, code_in


def confirm_email(container: Container, account_id: str, code: str, phone: str = PHONE) -> Confirmed:
    return do(
        container, contact_changes.confirm_email, login(container, account_id), phone, code, "en", container.contacts
    )


def confirm_phone(container: Container, account_id: str, code: str, phone: str = PHONE) -> Confirmed:
    return do(
        container, contact_changes.confirm_phone, login(container, account_id), phone, code, "en", container.contacts
    )


def is_planned(container: Container, account_id: str) -> bool:
    with container.database.reading() as session:
        return account_care.phone_change_planned(session, login(container, account_id))


def email_of(container: Container, account_id: str) -> str | None:
    with container.database.reading() as session:
        return accounts.get(session, account_id).email_address


@pytest.mark.both_databases
def test_a_code_proves_an_address(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    assert ask_email(container, account_id) == CodeRequest.SENT
    code = code_in(emails_to(container, EMAIL)[0])
    assert email_of(container, account_id) is None
    clock.move(hours=23, minutes=59)
    assert confirm_email(container, account_id, code, STRANGER) == Confirmed.WRONG
    assert confirm_email(container, account_id, "000000") == Confirmed.WRONG
    assert confirm_email(container, account_id, code) == Confirmed.YES
    assert email_of(container, account_id) == EMAIL
    assert confirm_email(container, account_id, code) == Confirmed.WRONG


@ON_SQLITE
def test_the_code_for_an_address_is_an_email_that_says_where_to_enter_it(container: Container) -> None:
    account_id = opened(container)
    ask_email(container, account_id)
    (body,) = emails_to(container, EMAIL)
    assert f"Dial {container.contacts.ussd_code}" in body
    assert body.endswith("staff.\n")
    with container.database.reading() as session:
        message = session.scalars(select(Message)).one()
        assert message.kind == MessageKind.REPLY
        assert message.subject_sealed is not None
        assert container.keys.open_text(message.subject_sealed, message.sealed_at("subject")) == "eCitizen"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("w@example.com", "w***@example.com"),
        ("wanjiku@" + "e" * 31 + ".com", "w***@" + "e" * 31 + ".com"),
        ("wanjiku@" + "e" * 32 + ".com", "w***@" + "e" * 32 + "..."),
    ],
)
def test_a_long_address_is_cut(address: str, shown: str) -> None:
    assert emails.masked(address) == shown


def test_a_code_proves_an_address_for_the_account_that_it_was_asked_for_only(container: Container) -> None:
    """Two of a household share the phone: the code of one is refused for the other."""
    first, second = opened(container), opened(container, "29000002")
    ask_email(container, first)
    code = code_in(emails_to(container, EMAIL)[0])
    assert confirm_email(container, second, code) == Confirmed.WRONG
    assert (email_of(container, first), email_of(container, second)) == (None, None)
    ask_phone(container, first)
    assert confirm_phone(container, second, code_in(sms_to(container, NEW_PHONE)[0])) == Confirmed.WRONG
    assert not is_planned(container, second)


def test_an_address_that_another_account_has_proven_meanwhile_is_not_taken(container: Container) -> None:
    first, second = opened(container), opened(container, "29000002", phone=STRANGER)
    ask_email(container, first)
    ask_email(container, second, phone=STRANGER)
    one, other = map(code_in, emails_to(container, EMAIL))
    assert confirm_email(container, second, other, STRANGER) == Confirmed.YES
    assert confirm_email(container, first, one) == Confirmed.TAKEN
    assert (email_of(container, first), email_of(container, second)) == (None, EMAIL)


def test_codes_to_an_address_or_a_number_are_capped_whoever_asks(container: Container) -> None:
    holders = [opened(container, f"2900000{number}", phone=f"+25471300000{number}") for number in range(1, 6)]
    granted = [CodeRequest.SENT] * 3 + [CodeRequest.TOO_OFTEN] * 2
    assert [ask_email(container, holder) for holder in holders] == granted
    assert [ask_phone(container, holder) for holder in holders] == granted
    assert len(sms_to(container, NEW_PHONE)) == len(emails_to(container, EMAIL)) == 3


def test_codes_of_an_account_are_capped_wherever_they_go(container: Container) -> None:
    account_id = opened(container)
    granted = [CodeRequest.SENT] * 3 + [CodeRequest.TOO_OFTEN]
    assert [ask_email(container, account_id, f"a{n}@example.com") for n in range(4)] == granted
    assert [ask_phone(container, account_id, f"+25471300000{n}") for n in range(4)] == granted


@pytest.mark.both_databases
def test_a_number_is_proven_and_the_old_one_told(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    do(container, recovery_factors.set_email, account_id, EMAIL)
    assert ask_phone(container, account_id) == CodeRequest.SENT
    code = code_in(sms_to(container, NEW_PHONE)[0])
    clock.move(minutes=29)
    assert confirm_phone(container, account_id, code, NEW_PHONE) == Confirmed.WRONG
    assert confirm_phone(container, account_id, code) == Confirmed.YES
    [notice] = sms_to(container, PHONE)
    assert "+2547******77" in notice
    assert NEW_PHONE not in notice
    assert "+2547******77" in emails_to(container, EMAIL)[0]
    assert is_planned(container, account_id)
    with container.database.reading() as session:
        states = account_care.states(session, login(container, account_id), PHONE, "en")
    assert states["planned"].endswith("24 Nov 2026.")
    at = begun_at(container, account_id, What.PHONE)
    assert do(container, contact_changes.stop_signed_in, login(container, account_id), What.PHONE, "en", at=at)
    for told in (sms_to(container, PHONE)[-1], sms_to(container, NEW_PHONE)[-1], emails_to(container, EMAIL)[-1]):
        assert "the change of the number of account ****0001 is stopped" in told
    clock.move(days=2)
    do(container, phone_change.due_phone_changes)
    with container.database.reading() as session:
        assert accounts.get(session, account_id).phone_number == PHONE
        assert account_care.states(session, login(container, account_id), PHONE, "en")["planned"] == ""


@pytest.mark.parametrize("purpose", [Purpose.EMAIL, Purpose.PHONE])
def test_what_the_account_has_already_is_asked_nothing_about(container: Container, purpose: Purpose) -> None:
    """No code is sent, and the request does not count."""
    account_id = opened(container)
    hold_email(container, account_id, EMAIL)
    target, other = {Purpose.EMAIL: (EMAIL, "b@example.com"), Purpose.PHONE: (PHONE, NEW_PHONE)}[purpose]

    def asked(for_it: str) -> CodeRequest:
        who = login(container, account_id)
        return do(
            container, contact_changes.request_contact_code, who, purpose, STRANGER, for_it, "en", container.contacts
        )

    assert [asked(target) for _ in range(4)] == [CodeRequest.SAME] * 4
    assert sms_to(container, PHONE) == emails_to(container, EMAIL) == []
    assert not awaits(container, purpose, account_id, STRANGER)
    assert [asked(other) for _ in range(4)] == [CodeRequest.SENT] * 3 + [CodeRequest.TOO_OFTEN]


def test_a_number_that_was_not_proven_in_time_is_not_taken(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    ask_phone(container, account_id)
    clock.move(minutes=30)
    assert confirm_phone(container, account_id, code_in(sms_to(container, NEW_PHONE)[0])) == Confirmed.WRONG
    assert not is_planned(container, account_id)


def test_a_new_password_unlocks_tells_the_owner_and_ends_what_a_thief_began(container: Container) -> None:
    account_id = opened(container)
    do(container, recovery_factors.set_email, account_id, EMAIL)
    ask_phone(container, account_id, phone=STRANGER)
    assert confirm_phone(container, account_id, code_in(sms_to(container, NEW_PHONE)[0]), STRANGER) == Confirmed.YES
    ask_email(container, account_id, "thief@example.com", STRANGER)
    thief = login(container, account_id)
    typed = code_in(emails_to(container, "thief@example.com")[0])
    for _ in range(6):
        do(container, sign_in.reserve, NUMBER, PHONE)
    set_password(container, account_id)
    assert "password of account ****0001 was changed on 23 Nov 2026" in sms_to(container, PHONE)[-1]
    assert container.contacts.phone in sms_to(container, PHONE)[-1]
    assert "password of account ****0001 was changed on 23 Nov 2026" in emails_to(container, EMAIL)[-1]
    assert not do(container, sign_in.reserve, NUMBER, PHONE).locked
    assert not is_planned(container, account_id)
    assert not awaits(container, Purpose.EMAIL, account_id, STRANGER)
    with pytest.raises(Revoked):
        do(container, contact_changes.confirm_email, thief, STRANGER, typed, "en", container.contacts)
    assert confirm_email(container, account_id, typed, STRANGER) == Confirmed.WRONG
    assert email_of(container, account_id) == EMAIL


@pytest.mark.both_databases
def test_closing_is_confirmed_to_the_phone_that_is_then_forgotten(container: Container) -> None:
    account_id = opened(container)
    do(container, recovery_factors.set_email, account_id, EMAIL)
    ask(container)
    ask_email(container, account_id, "another@example.com")
    close(container, account_id)
    assert "closed" in sms_to(container, PHONE)[-1]
    assert "closed" in emails_to(container, EMAIL)[-1]
    code = code_in(sms_to(container, PHONE)[0])
    assert do(container, password_reset.enter_code, PHONE, code) == {"code": "", "left": 0}
    assert not awaits(container, Purpose.EMAIL, account_id)
    with container.database.reading() as session:
        assert caller.look(session, PHONE).holder == ""


@ON_SQLITE
def test_closing_is_told_in_the_language_of_the_session_and_to_the_address_before(container: Container) -> None:
    account_id = opened(container)
    hold_email(container, account_id, EMAIL)
    do(container, recovery_factors.set_email, account_id, "thief@example.com")
    close(container, account_id)
    (told,) = sms_to(container, PHONE)
    assert told == (
        f"eCitizen: your account is closed and your details are erased. Not you? Call {container.contacts.phone} now."
    )
    assert emails_to(container, EMAIL) == emails_to(container, "thief@example.com") == [told + "\n"]


@ON_SQLITE
def test_closing_is_told_in_kiswahili_too(container: Container) -> None:
    close(container, opened(container), "sw")
    (told,) = sms_to(container, PHONE)
    assert "akaunti yako" in told
    assert container.contacts.phone in told
