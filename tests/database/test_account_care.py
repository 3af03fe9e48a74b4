"""What holders do with their accounts, what their phones are greeted with, and that the owner hears of it."""

import pytest

from app import gsm
from app.domain import account_care, accounts, enquiries, greeting, otp, phones, recovery, sign_in
from app.domain.account_care import Confirmed
from app.domain.applications import AccountType
from app.domain.catalogue import Status
from app.domain.errors import Invalid
from app.domain.people import Said
from app.house import House
from tests.conftest import Clock
from tests.database.holder import NUMBER, PHONE, STRANGER, do, emails_to, opened, sms_to
from tests.database.test_accounts import applied, move
from tests.database.test_otp import ask, code_in

EMAIL = "wanjiku@example.com"
NEW_PHONE = "+254712000077"


def ask_email(house: House, account_id: str, address: str = EMAIL, phone: str = PHONE) -> bool:
    return do(house, account_care.ask_email, account_id, phone, address, "en", house.contacts)


def ask_phone(house: House, account_id: str, number: str = NEW_PHONE, phone: str = PHONE) -> bool:
    return do(house, account_care.ask_phone, account_id, phone, number, "en")


def confirm_phone(house: House, code: str, phone: str = PHONE) -> bool:
    return do(house, account_care.confirm_phone, phone, code, "en", house.contacts)


def email_of(house: House, account_id: str) -> str | None:
    with house.database.reading() as session:
        return accounts.email_of(session, accounts.get(session, account_id))


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (EMAIL, EMAIL), (" Wanjiku@Example.COM ", EMAIL), ("wanjiku @ example.com", EMAIL),
        ("o'brien+kra@mail.go.ke", "o'brien+kra@mail.go.ke"), ("a_b-c.d@x-y.co.ke", "a_b-c.d@x-y.co.ke"),
    ],
)  # fmt: skip
def test_an_address_is_read(typed: str, address: str) -> None:
    assert account_care.read_email(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "", "wanjiku", "wanjiku@", "@example.com", "wanjiku@example", "a@b@c.com", "wanjiku@example.c", "w@.com",
        "wanjiku@example.com, x@y.com", "a\nb:c@example.com>", "w@exa mple..com", "ŵ@example.com", "x@example.com.",
        "a" * 53 + "@example.com",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        account_care.read_email(typed)


def test_a_code_proves_an_address(house: House, clock: Clock) -> None:
    account_id = opened(house)
    assert ask_email(house, account_id)
    code = code_in(emails_to(house, EMAIL)[0])
    assert email_of(house, account_id) is None
    clock.move(hours=23, minutes=59)
    assert do(house, account_care.confirm_email, STRANGER, code) == Confirmed.WRONG
    assert do(house, account_care.confirm_email, PHONE, "000000") == Confirmed.WRONG
    assert do(house, account_care.confirm_email, PHONE, code) == Confirmed.YES
    assert email_of(house, account_id) == EMAIL
    assert do(house, account_care.confirm_email, PHONE, code) == Confirmed.WRONG


def test_an_address_that_another_account_has_proven_meanwhile_is_not_taken(house: House) -> None:
    first, second = opened(house), opened(house, "29000002", phone=STRANGER)
    ask_email(house, first)
    ask_email(house, second, phone=STRANGER)
    one, other = map(code_in, emails_to(house, EMAIL))
    assert do(house, account_care.confirm_email, STRANGER, other) == Confirmed.YES
    assert do(house, account_care.confirm_email, PHONE, one) == Confirmed.TAKEN
    assert (email_of(house, first), email_of(house, second)) == (None, EMAIL)


def test_codes_to_an_address_or_a_number_are_capped_whoever_asks(house: House) -> None:
    holders = [opened(house, f"2900000{number}", phone=f"+25471300000{number}") for number in range(1, 6)]
    assert [ask_email(house, holder) for holder in holders] == [True] * 3 + [False] * 2
    assert [ask_phone(house, holder) for holder in holders] == [True] * 3 + [False] * 2
    assert len(sms_to(house, NEW_PHONE)) == len(emails_to(house, EMAIL)) == 3


def test_codes_of_an_account_are_capped_wherever_they_go(house: House) -> None:
    account_id = opened(house)
    assert [ask_email(house, account_id, f"a{n}@example.com") for n in range(4)] == [True] * 3 + [False]
    assert [ask_phone(house, account_id, f"+25471300000{n}") for n in range(4)] == [True] * 3 + [False]


def test_a_number_is_proven_and_the_old_one_told(house: House, clock: Clock) -> None:
    account_id = opened(house)
    do(house, recovery_factors.set_email, account_id, EMAIL)
    assert ask_phone(house, account_id)
    code = code_in(sms_to(house, NEW_PHONE)[0])
    clock.move(minutes=29)
    assert not confirm_phone(house, code, NEW_PHONE)
    assert confirm_phone(house, code)
    [notice] = sms_to(house, PHONE)
    assert "+2547******77" in notice
    assert NEW_PHONE not in notice
    assert "+2547******77" in emails_to(house, EMAIL)[0]
    with house.database.reading() as session:
        assert account_care.phone_change_planned(session, account_id)
        assert account_care.states(session, account_id, PHONE, "en")["planned"].endswith("24 Nov 2026.")
    do(house, account_care.stop_phone_change, account_id)
    clock.move(days=2)
    do(house, recovery_factors.due_phone_changes)
    with house.database.reading() as session:
        assert accounts.phone_of(session, accounts.get(session, account_id)) == PHONE
        assert account_care.states(session, account_id, PHONE, "en")["planned"] == ""


def test_a_number_that_was_not_proven_in_time_is_not_taken(house: House, clock: Clock) -> None:
    account_id = opened(house)
    ask_phone(house, account_id)
    clock.move(minutes=30)
    assert not confirm_phone(house, code_in(sms_to(house, NEW_PHONE)[0]))
    with house.database.reading() as session:
        assert not account_care.phone_change_planned(session, account_id)


def test_a_new_password_unlocks_tells_the_owner_and_ends_what_a_thief_began(house: House) -> None:
    account_id = opened(house)
    do(house, recovery_factors.set_email, account_id, EMAIL)
    ask_phone(house, account_id, phone=STRANGER)
    confirm_phone(house, code_in(sms_to(house, NEW_PHONE)[0]), STRANGER)
    ask_email(house, account_id, "thief@example.com", STRANGER)
    for _ in range(6):
        do(house, sign_in.reserve, NUMBER, PHONE)
    do(house, recovery.set_password, account_id, "none", "en", house.contacts)
    assert "password was changed on 23 Nov 2026" in sms_to(house, PHONE)[-1]
    assert "password was changed on 23 Nov 2026" in emails_to(house, EMAIL)[-1]
    assert not do(house, sign_in.reserve, NUMBER, PHONE).locked
    with house.database.reading() as session:
        assert not account_care.phone_change_planned(session, account_id)
        assert not account_care.email_waits(session, STRANGER)


def test_closing_is_confirmed_to_the_phone_that_is_then_forgotten(house: House) -> None:
    account_id = opened(house)
    do(house, recovery_factors.set_email, account_id, EMAIL)
    ask(house)
    ask_email(house, account_id, "another@example.com")
    do(house, account_care.close, account_id, "en", house.contacts)
    assert "closed" in sms_to(house, PHONE)[-1]
    assert "closed" in emails_to(house, EMAIL)[-1]
    code = code_in(sms_to(house, PHONE)[0])
    assert do(house, recovery.use, PHONE, code) == {"account": "", "left": 0}
    with house.database.reading() as session:
        assert not account_care.email_waits(session, PHONE)
        assert greeting.look(session, PHONE).holder == ""


@pytest.mark.parametrize(
    ("kind", "number", "said", "shown"),
    [
        (AccountType.CITIZEN, NUMBER, Said("Wanjiku", "1990"), ("Wanjiku", "2900****", "1990")),
        (AccountType.CITIZEN, "00000000000010", Said("Akinyi", "2003"), ("Akinyi", "0000**********", "2003")),
        (AccountType.RESIDENT, "900001", Said("Maria", "1988"), ("Maria", "900***", "1988")),
        (AccountType.DIPLOMAT, "KE-1", Said("Ingrid", "1970-09-17"), ("Ingrid", "KE**", "17/09/1970")),
        (
            AccountType.FOREIGNER,
            "X0000001",
            Said("Jane", "1991-05-23", "Elizabeth", "Smith", "F"),
            ("Jane Elizabeth Smith", "X000****", "23/05/1991"),
        ),
    ],
)
def test_what_is_kept_is_shown_masked(
    house: House, kind: AccountType, number: str, said: Said, shown: tuple[str, str, str]
) -> None:
    account_id = opened(house, number, kind=kind, said=said)
    with house.database.reading() as session:
        facts = account_care.facts(session, account_id, "en")
    assert (facts["name"], facts["number"], facts["birth"]) == shown
    assert (facts["phone"], facts["email"], facts["since"]) == ("+2547******01", "none", "23 Nov 2026")
    assert do(house, recovery.facts, account_id) == (number, said.birth, PHONE)


def test_an_address_is_shown_by_its_first_letter_and_its_host(house: House) -> None:
    account_id = opened(house)
    do(house, recovery_factors.set_email, account_id, EMAIL)
    with house.database.reading() as session:
        assert account_care.facts(session, account_id, "en")["email"] == "w***@example.com"


def test_alerts_of_the_phone_in_hand_go_on_and_off(house: House) -> None:
    account_id = opened(house)

    def alerts() -> str:
        with house.database.reading() as session:
            return account_care.states(session, account_id, PHONE, "sw")["alerts"]

    before = alerts()
    do(house, account_care.set_alerts, PHONE, wanted=False)
    off = alerts()
    do(house, account_care.set_alerts, PHONE, wanted=True)
    assert before == alerts() != off
    assert do(house, phones.wants_alerts, PHONE)


def test_the_notices_of_one_moment_are_both_sent(house: House) -> None:
    first, second = opened(house), opened(house, "29000002")
    do(house, recovery.set_password, first, "none", "en", house.contacts)
    do(house, recovery.set_password, second, "none", "en", house.contacts)
    do(house, account_care.close, first, "en", house.contacts)
    assert len(sms_to(house, PHONE)) == 3


@pytest.mark.parametrize("language", ["en", "sw"])
def test_what_concerns_safety_is_one_sms_in_every_language(house: House, language: str, clock: Clock) -> None:
    account_id = opened(house)
    contacts = house.contacts
    do(house, recovery.ask, "citizen", NUMBER, "1990", phone=PHONE, language=language, contacts=contacts)
    do(house, account_care.ask_phone, account_id, PHONE, NEW_PHONE, language)
    code = code_in(sms_to(house, NEW_PHONE)[0])
    do(house, account_care.confirm_phone, PHONE, code, language, contacts)
    clock.move(seconds=1)
    do(house, recovery.set_password, account_id, "none", language, contacts)
    clock.move(seconds=1)
    do(house, account_care.close, account_id, language, contacts)
    texts = sms_to(house, PHONE) + sms_to(house, NEW_PHONE)
    assert len(texts) == 5
    assert [text for text in texts if not gsm.fits(text, gsm.ONE_SMS)] == []


def look(house: House, phone: str = PHONE) -> greeting.Known:
    with house.database.reading() as session:
        return greeting.look(session, phone)


def test_a_phone_is_greeted_with_what_is_known_of_it(house: House) -> None:
    assert look(house) == greeting.Known(
        None, {}, account="", holder="", holder_number="", awaits_code=False, stopped=None
    )
    account_id = opened(house)
    do(house, phones.choose_language, PHONE, "sw")
    known = look(house)
    assert (known.language, known.holder, known.holder_number, known.account) == ("sw", account_id, "2900****", "")
    do(house, accounts.remember, account_id, PHONE)
    do(house, accounts.remember, account_id, STRANGER)
    assert look(house).account == account_id
    assert (look(house, STRANGER).account, look(house, STRANGER).holder) == (account_id, "")


def test_a_household_is_asked_who_it_is(house: House) -> None:
    opened(house)
    opened(house, "29000002")
    assert (look(house).holder, look(house).holder_number) == ("", "")


@pytest.mark.parametrize("name", [NUMBER, "29000099"])
def test_the_phone_that_asked_for_a_code_is_offered_to_enter_it(house: House, clock: Clock, name: str) -> None:
    opened(house, phone="+254712000002")
    ask(house, PHONE, name)
    assert look(house).awaits_code
    assert not look(house, "+254712000002").awaits_code
    clock.move(minutes=5)
    assert not look(house).awaits_code


def test_a_code_for_an_address_is_no_code_for_a_password(house: House) -> None:
    account_id = opened(house)
    ask_email(house, account_id)
    assert not look(house).awaits_code
    code = code_in(emails_to(house, EMAIL)[0])
    assert do(house, recovery.use, PHONE, code) == {"account": "", "left": 0}


def test_a_phone_asks_for_ten_status_sms_an_hour(house: House, clock: Clock) -> None:
    reference = applied(house)

    def send(hop: int, phone: str = STRANGER) -> bool:
        return do(house, enquiries.send_standing, reference, "en", phone=phone, hop=str(hop), contacts=house.contacts)

    assert [send(hop) for hop in range(12)] == [True] * 10 + [False] * 2
    assert len(sms_to(house, STRANGER)) == 10
    assert send(12, "+254713000001")
    clock.move(hours=1)
    assert send(13)


def test_the_history_of_an_application_is_told_the_latest_first(house: House, clock: Clock) -> None:
    reference = applied(house)
    clock.move(days=1)
    move(house, reference, Status.PROCESSING)
    with house.database.reading() as session:
        lines = enquiries.history(session, reference, "en")
    assert [line[:11] for line in lines] == ["24 Nov 2026", "23 Nov 2026"]


def test_a_code_is_as_good_for_a_closed_account_as_for_nobody(house: House) -> None:
    account_id = opened(house)
    do(house, otp.issue, otp.Purpose.PHONE, asker=PHONE, account_id=account_id, target=NEW_PHONE)
    with house.database.reading() as session:
        row = otp.pending(session, otp.Purpose.PHONE, PHONE)
        assert row is not None
        code = otp.digits(session, row)
    do(house, account_care.close, account_id, "en", house.contacts)
    assert not confirm_phone(house, code)
