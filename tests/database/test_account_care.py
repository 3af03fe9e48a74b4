"""What holders do with their accounts, what their phones are greeted with, and that the owner hears of it."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.catalogue.models import Status
from app.domain.identity import accounts, sign_in
from app.domain.identity.accounts import Login
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.identity.otp import Purpose
from app.domain.identity.recovery import password_reset, pending_changes, recovery_factors
from app.domain.identity.recovery.pending_changes import What
from app.domain.messaging.messages import Message, MessageKind
from app.domain.self_service import account_care, application_queries, caller, contact_changes, phone_change
from app.domain.self_service.contact_changes import CodeRequest, Confirmed
from app.domain.shared.errors import Revoked
from app.domain.shared.persons import AccountType
from app.domain.subscribers import phones
from app.platform import gsm0338
from tests.conftest import Clock
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
from tests.database.test_accounts import applied, move
from tests.database.test_otp import ask, code_in

EMAIL = "wanjiku@example.com"
NEW_PHONE = "+254712000077"


def ask_email(container: Container, account_id: str, address: str = EMAIL, phone: str = PHONE) -> CodeRequest:
    who = login(container, account_id)
    return do(
        container, contact_changes.request_contact_code, who, Purpose.EMAIL, phone, address, "en", container.contacts
    )


def confirm_email(container: Container, account_id: str, code: str, phone: str = PHONE) -> Confirmed:
    return do(
        container, contact_changes.confirm_email, login(container, account_id), phone, code, "en", container.contacts
    )


def ask_phone(container: Container, account_id: str, number: str = NEW_PHONE, phone: str = PHONE) -> CodeRequest:
    return do(
        container,
        contact_changes.request_contact_code,
        login(container, account_id),
        Purpose.PHONE,
        phone,
        number,
        "en",
        container.contacts,
    )


def confirm_phone(container: Container, account_id: str, code: str, phone: str = PHONE) -> Confirmed:
    return do(
        container, contact_changes.confirm_phone, login(container, account_id), phone, code, "en", container.contacts
    )


def awaits(container: Container, purpose: Purpose, account_id: str, phone: str = PHONE) -> bool:
    """Whether a phone may still enter a code."""
    with container.database.reading() as session:
        return contact_changes.awaited(session, purpose, Login(account_id, 0), phone) is not None


def is_planned(container: Container, account_id: str) -> bool:
    with container.database.reading() as session:
        return account_care.phone_change_planned(session, login(container, account_id))


def set_password(container: Container, account_id: str, language: str = "en") -> None:
    do(container, password_reset.change_password, login(container, account_id), "none", language, container.contacts)


def close(container: Container, account_id: str, language: str = "en") -> None:
    do(container, account_care.close, login(container, account_id), language, container.contacts)


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
    assert contact_changes.masked_email(address) == shown


def test_a_code_proves_an_address_for_the_account_that_it_was_asked_for_only(container: Container) -> None:
    """Two of a household share the phone: the other one's code is not theirs."""
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
    """No code is sent, and none is counted."""
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


@pytest.mark.parametrize(
    ("kind", "number", "said", "shown"),
    [
        (AccountType.CITIZEN, NUMBER, DeclaredDetails("Wanjiku", "1990"), ("Wanjiku", "****0001", "1990")),
        (AccountType.CITIZEN, "00000000000010", DeclaredDetails("Akinyi", "2003"), ("Akinyi", "****0010", "2003")),
        (AccountType.RESIDENT, "900001", DeclaredDetails("Maria", "1988"), ("Maria", "****001", "1988")),
        (AccountType.DIPLOMAT, "KE-1", DeclaredDetails("Ingrid", "1970-09-17"), ("Ingrid", "****-1", "17/09/1970")),
        (
            AccountType.FOREIGNER,
            "X0000001",
            DeclaredDetails("Jane", "1991-05-23", "Elizabeth", "Smith", "F"),
            ("Jane Elizabeth Smith", "****0001", "23/05/1991"),
        ),
    ],
)
def test_what_is_kept_is_shown_masked(
    container: Container, kind: AccountType, number: str, said: DeclaredDetails, shown: tuple[str, str, str]
) -> None:
    account_id = opened(container, number, kind=kind, said=said)
    with container.database.reading() as session:
        facts = account_care.facts(session, login(container, account_id), "en")
    assert (facts["name"], facts["number"], facts["birth"]) == shown
    assert (facts["phone"], facts["email"], facts["since"]) == ("+2547******01", "none", "23 Nov 2026")
    assert do(container, password_reset.facts, login(container, account_id)) == (number, said.birth, PHONE)


def test_an_address_is_shown_by_its_first_letter_and_its_host(container: Container) -> None:
    account_id = opened(container)
    do(container, recovery_factors.set_email, account_id, EMAIL)
    with container.database.reading() as session:
        assert account_care.facts(session, login(container, account_id), "en")["email"] == "w***@example.com"


@ON_SQLITE
def test_the_day_since_when_there_is_an_account_is_shown_in_the_language_of_its_holder(
    container: Container, clock: Clock
) -> None:
    clock.move(days=10)
    account_id = opened(container)

    def since(language: str) -> str:
        with container.database.reading() as session:
            return account_care.facts(session, login(container, account_id), language)["since"]

    assert (since("en"), since("sw")) == ("3 Dec 2026", "3 Des 2026")


@ON_SQLITE
def test_the_photo_is_known_to_be_taken_to_who_is_signed_in_only(container: Container) -> None:
    account_id = opened(container)

    def is_taken(who: Login) -> bool:
        with container.database.reading() as session:
            return account_care.is_photo_taken(session, who)

    assert not is_taken(login(container, account_id))
    with container.database.transaction() as session:
        accounts.take_photo(session, accounts.get(session, account_id, lock=True), actor="operator:test")
    assert is_taken(login(container, account_id))
    assert not is_taken(Login("", 0))


@ON_SQLITE
def test_a_change_that_can_be_stopped_is_shown_with_its_target_masked(container: Container) -> None:
    account_id = opened(container)

    def shown(what: What) -> tuple[str, str] | None:
        with container.database.reading() as session:
            begun = pending_changes.find_change(session, account_id, what)
            at = begun.at if begun else container.database.clock()
            change = contact_changes.pending(session, account_id, what, at=at)
        return (change["whose"], change["target"]) if change else None

    assert [shown(what) for what in What] == [None] * 3
    do(container, recovery_factors.set_email, account_id, EMAIL)
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    assert shown(What.EMAIL) == ("****0001", "w***@example.com")
    assert shown(What.PHONE) == ("****0001", "+2547******77")
    assert shown(What.PASSWORD) is None
    do(container, pending_changes.begin_change, account_id, What.PASSWORD, container.database.clock())
    assert shown(What.PASSWORD) == ("****0001", "")


@ON_SQLITE
def test_the_number_that_an_account_moves_to_is_known_to_who_is_signed_in(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    who = login(container, account_id)
    do(container, recovery_factors.set_email, account_id, EMAIL)
    assert do(container, contact_changes.planned_number, who) is None
    begun = clock.time
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    clock.move(hours=1)
    assert do(container, contact_changes.planned_number, who) == ("+2547******77", begun)
    with pytest.raises(Revoked):
        do(container, contact_changes.planned_number, Login(account_id, who.auth_epoch + 1))


def test_alerts_of_the_phone_in_hand_go_on_and_off(container: Container) -> None:
    account_id = opened(container)

    def alerts(language: str) -> str:
        with container.database.reading() as session:
            return account_care.states(session, login(container, account_id), PHONE, language)["alerts"]

    before = alerts("en"), alerts("sw")
    do(container, account_care.set_alerts, PHONE, wanted=False)
    off = alerts("en"), alerts("sw")
    do(container, account_care.set_alerts, PHONE, wanted=True)
    assert before == (alerts("en"), alerts("sw")) == ("on", "zimewashwa")
    assert off == ("off", "zimezimwa")
    assert do(container, phones.wants_alerts, PHONE)


@ON_SQLITE
def test_alerts_that_wait_are_withdrawn_by_who_turns_alerts_off_and_by_nobody_else(container: Container) -> None:
    opened(container)
    move(container, applied(container), Status.PROCESSING)
    waiting = sms_to(container, PHONE)
    do(container, account_care.set_alerts, PHONE, wanted=True)
    assert sms_to(container, PHONE) == waiting != []
    do(container, account_care.set_alerts, PHONE, wanted=False)
    assert sms_to(container, PHONE) == []


@ON_SQLITE
def test_the_screens_of_my_account_show_the_address_and_the_change_that_is_planned(
    container: Container, clock: Clock
) -> None:
    clock.move(days=10)
    account_id = opened(container)
    with container.database.reading() as session:
        before = account_care.states(session, login(container, account_id), PHONE, "en")
    do(container, recovery_factors.set_email, account_id, EMAIL)
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    with container.database.reading() as session:
        after = account_care.states(session, login(container, account_id), PHONE, "en")
        swahili = account_care.states(session, login(container, account_id), PHONE, "sw")
    assert before == {"email": "none", "phone": "+2547******01", "planned": "", "alerts": "on"}
    assert (after["email"], after["phone"]) == ("w***@example.com", "+2547******01")
    assert after["planned"] == "Your number will change on 4 Dec 2026."
    assert "4 Des 2026" in swahili["planned"]


def test_the_notices_of_one_moment_are_both_sent(container: Container) -> None:
    first, second = opened(container), opened(container, "29000002")
    set_password(container, first)
    set_password(container, second)
    close(container, first)
    assert len(sms_to(container, PHONE)) == 3


@pytest.mark.parametrize("language", ["en", "sw"])
def test_what_concerns_safety_is_one_sms_in_every_language(container: Container, language: str, clock: Clock) -> None:
    account_id, contacts, tell = opened(container, "9" * 14), container.contacts, {"phone": PHONE, "language": language}
    do(container, phones.choose_language, PHONE, language)
    do(container, password_reset.request_code, "citizen", "9" * 14, "1990", contacts=contacts, **tell)
    do(container, password_reset.stop_reset, **tell)
    for what, factor in ((What.EMAIL, "W" * 20 + "@" + "w" * 40 + ".ke"), (What.PHONE, NEW_PHONE)):
        who = login(container, account_id)
        if what == What.EMAIL:
            do(container, contact_changes.request_contact_code, who, Purpose.EMAIL, PHONE, factor, language, contacts)
            do(
                container,
                contact_changes.confirm_email,
                who,
                PHONE,
                code_in(emails_to(container, factor)[0]),
                language,
                contacts,
            )
        else:
            do(
                container,
                contact_changes.request_contact_code,
                who,
                Purpose.PHONE,
                PHONE,
                factor,
                language,
                container.contacts,
            )
            do(
                container,
                contact_changes.confirm_phone,
                who,
                PHONE,
                code_in(sms_to(container, factor)[0]),
                language,
                contacts,
            )
        at = begun_at(container, account_id, what)
        assert do(container, contact_changes.stop_contact_change, account_id, what, language, at=at, phone=PHONE)
    do(container, lambda session: change_of_phone(session, account_id, container))
    do(
        container,
        password_reset.request_code,
        "citizen",
        "9" * 14,
        "1990",
        contacts=contacts,
        **tell | {"phone": NEW_PHONE},
    )
    do(container, recovery_factors.plan_phone_change, account_id, PHONE)
    clock.move(days=1)
    do(container, phone_change.due_phone_changes)
    do(container, password_reset.request_code, "citizen", "9" * 14, "1990", contacts=contacts, **tell)
    set_password(container, account_id, language)
    close(container, account_id, language)
    texts = sms_to(container, PHONE) + sms_to(container, NEW_PHONE)
    assert len(texts) == 16
    assert [text for text in texts if not gsm0338.fits(text, gsm0338.ONE_SMS)] == []


def change_of_phone(session: Session, account_id: str, container: Container) -> None:
    """A desk makes another number the phone of an account."""
    account = accounts.get(session, account_id)
    contact_changes.move_phone(session, account, NEW_PHONE, actor="test", contacts=container.contacts)


def look(container: Container, phone: str = PHONE) -> caller.Known:
    with container.database.reading() as session:
        return caller.look(session, phone)


def test_a_phone_is_greeted_with_what_is_known_of_it(container: Container) -> None:
    assert look(container) == caller.Known(
        language=None,
        notices={},
        account="",
        auth_epoch=0,
        name="",
        changes=(),
        holder="",
        holder_number="",
        awaits_code=False,
        live=None,
        checkpoint=None,
    )
    account_id = opened(container)
    do(container, phones.choose_language, PHONE, "sw")
    known = look(container)
    assert (known.language, known.holder, known.holder_number, known.account) == ("sw", account_id, "****0001", "")
    do(container, accounts.remember, account_id, PHONE)
    do(container, accounts.remember, account_id, STRANGER)
    assert (look(container).account, look(container).name, look(container).auth_epoch) == (account_id, "Wanjiku", 0)
    assert (look(container, STRANGER).account, look(container, STRANGER).holder) == (account_id, "")


@pytest.mark.both_databases
def test_a_phone_is_told_of_each_change_of_its_accounts_the_newest_first(container: Container, clock: Clock) -> None:
    first, second = opened(container), opened(container, "29000002")
    thirds = opened(container, "29000003", phone=STRANGER)
    do(container, recovery_factors.plan_phone_change, second, NEW_PHONE)
    for each in (first, thirds, second):
        clock.move(minutes=1)
        do(container, recovery_factors.set_email, each, f"{each}@example.com")
    assert [(who, what) for who, what, _ in look(container).changes] == [
        (second, What.EMAIL), (first, What.EMAIL), (second, What.PHONE)
    ]  # fmt: skip
    clock.move(hours=71)
    assert [(who, what) for who, what, _ in look(container).changes] == [
        (second, What.EMAIL), (first, What.EMAIL), (second, What.PHONE)
    ], "a number that the worker is late to move can still be stopped"  # fmt: skip
    do(container, phone_change.due_phone_changes)
    clock.move(hours=1)
    assert look(container).changes == ()


def test_a_household_is_asked_who_it_is(container: Container) -> None:
    opened(container)
    opened(container, "29000002")
    assert (look(container).holder, look(container).holder_number) == ("", "")


@pytest.mark.parametrize("name", [NUMBER, "29000099"])
def test_the_phone_that_asked_for_a_code_is_offered_to_enter_it(container: Container, clock: Clock, name: str) -> None:
    opened(container, phone="+254712000002")
    ask(container, PHONE, name)
    assert look(container).awaits_code
    assert not look(container, "+254712000002").awaits_code
    clock.move(minutes=9, seconds=59)
    assert look(container).awaits_code
    clock.move(seconds=1)
    assert not look(container).awaits_code


def test_a_code_for_an_address_is_no_code_for_a_password(container: Container) -> None:
    account_id = opened(container)
    ask_email(container, account_id)
    assert not look(container).awaits_code
    code = code_in(emails_to(container, EMAIL)[0])
    assert do(container, password_reset.enter_code, PHONE, code) == {"code": "", "left": 0}


def test_a_phone_asks_for_ten_status_sms_an_hour(container: Container, clock: Clock) -> None:
    reference = applied(container)

    def send(hop: int, phone: str = STRANGER) -> bool:
        return do(
            container,
            application_queries.send_standing,
            reference,
            "en",
            phone=phone,
            hop=str(hop),
            contacts=container.contacts,
        )

    assert [send(hop) for hop in range(12)] == [True] * 10 + [False] * 2
    assert len(sms_to(container, STRANGER)) == 10
    assert send(12, "+254713000001")
    clock.move(hours=1)
    assert send(13)


def test_the_history_of_an_application_is_told_the_latest_first(container: Container, clock: Clock) -> None:
    reference = applied(container)
    clock.move(days=1)
    move(container, reference, Status.PROCESSING)
    who = login(container, opened(container))
    with container.database.reading() as session:
        lines = application_queries.history(session, reference, "en", login=who, phone=PHONE)
    assert [line[:11] for line in lines] == ["24 Nov 2026", "23 Nov 2026"]


def test_a_code_is_as_good_for_a_closed_account_as_for_nobody(container: Container) -> None:
    account_id = opened(container)
    ask_phone(container, account_id)
    who, code = login(container, account_id), code_in(sms_to(container, NEW_PHONE)[0])
    close(container, account_id)
    with pytest.raises(Revoked):
        do(container, contact_changes.confirm_phone, who, PHONE, code, "en", container.contacts)
    assert not awaits(container, Purpose.PHONE, account_id)
