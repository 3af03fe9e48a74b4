"""What Lango knows of a phone when it dials, and what that phone may ask for."""

import pytest

from app.container import Container
from app.domain.catalogue.models import Status
from app.domain.identity import accounts
from app.domain.identity.otp import Purpose
from app.domain.identity.recovery import password_reset, recovery_factors
from app.domain.identity.recovery.pending_changes import What
from app.domain.self_service import application_queries, caller, contact_changes, phone_change
from app.domain.shared.errors import Revoked
from app.domain.subscribers import phones
from tests.conftest import Clock
from tests.database.changing_contacts import EMAIL, NEW_PHONE, ask_email, ask_phone, awaits, close
from tests.database.holder import (
    NUMBER,
    PHONE,
    STRANGER,
    do,
    emails_to,
    login,
    opened,
    sms_to,
)
from tests.database.reset_asking import ask, code_in
from tests.database.test_accounts import applied, move


def look(container: Container, phone: str = PHONE) -> caller.Known:
    with container.database.reading() as session:
        return caller.look(session, phone)


@pytest.mark.both_databases
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


@pytest.mark.both_databases
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
