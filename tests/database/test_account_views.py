"""What the screens about an account show, and that each notice about it fits one SMS."""

import pytest
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.catalogue.models import Status
from app.domain.identity import accounts
from app.domain.identity.accounts import Login
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.identity.otp import Purpose
from app.domain.identity.recovery import password_reset, pending_changes, recovery_factors
from app.domain.identity.recovery.pending_changes import What
from app.domain.self_service import account_care, contact_changes, phone_change
from app.domain.shared.errors import Revoked
from app.domain.shared.persons import AccountType
from app.domain.subscribers import phones
from app.platform import gsm0338
from tests.conftest import Clock
from tests.database.changing_contacts import EMAIL, NEW_PHONE, close, set_password
from tests.database.holder import (
    NUMBER,
    ON_SQLITE,
    PHONE,
    begun_at,
    do,
    emails_to,
    login,
    opened,
    sms_to,
)
from tests.database.reset_asking import code_in
from tests.database.test_accounts import applied, move


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


@pytest.mark.both_databases
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


@pytest.mark.both_databases
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
