"""Enrolment: every answer of the registry, how often it may be asked, and that nothing is disclosed too early."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Any

import pytest

from app.container import Container, IdentityRegistry
from app.domain.identity import account_registration, accounts
from app.domain.identity.account_registration import IdentityOutcome
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.shared.persons import AccountType
from app.platform import gsm0338
from app.providers.identity_registry import NoRegister, RegistryDown
from tests.conftest import Clock
from tests.database.holder import (
    CITIZEN,
    NUMBER,
    ON_SQLITE,
    PHONE,
    STRANGER,
    WANJIKU,
    at_once,
    do,
    opened,
    sms_to,
    statements,
)

MINOR = "29000006", DeclaredDetails("Baraka", "2012")
DEAD = "29000007", DeclaredDetails("Kiprono", "1950")


class Counter:
    """A register that counts its look-ups, and asserts that no database connection is held during one."""

    def __init__(self, container: Container, *, down: bool = False) -> None:
        self.container, self.down, self.asked = container, down, 0

    def find(self, document: str, number: str) -> Mapping[str, Any] | None:
        self.asked += 1
        assert self.container.database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
        if self.down:
            raise RegistryDown("closed today")
        person = self.container.registry.look_up(AccountType(document), number)
        return {"first_name": person.first_name, "date_of_birth": person.born.isoformat()} if person else None


def check(
    container: Container,
    number: str = NUMBER,
    said: DeclaredDetails = WANJIKU,
    *,
    phone: str = PHONE,
    kind: str = "citizen",
) -> str:
    return account_registration.check_identity(
        container.database, container.registry, AccountType(kind), number, said, phone, token_hex(8)
    )


def enrol(
    container: Container,
    number: str = NUMBER,
    *,
    said: DeclaredDetails = WANJIKU,
    phone: str = PHONE,
    language: str = "en",
) -> bool:
    account_id = accounts.new_id()
    return do(
        container,
        account_registration.enrol,
        account_id,
        CITIZEN,
        number,
        said=said,
        phone=phone,
        password_hash="none",
        language=language,
        contacts=container.contacts,
    )


@pytest.mark.parametrize(
    ("kind", "number", "said"),
    [
        ("citizen", NUMBER, WANJIKU),
        ("citizen", "00000000000010", DeclaredDetails("akinyi", "2003")),
        ("citizen", "29000003", DeclaredDetails("Ngendo", "1975")),
        ("citizen", "29000011", DeclaredDetails("Muthoni", "1995")),
        ("resident", "900001", DeclaredDetails("Maria", "1988")),
        ("refugee", "7000001", DeclaredDetails("Deng", "1993")),
        ("diplomat", "DIP/0001", DeclaredDetails("Ingrid", "1970-09-17")),
        ("foreigner", "X0000001", DeclaredDetails("Jane", "1991-05-23", "Elizabeth", "Smith", "F")),
        ("foreigner", "AB1234567", DeclaredDetails("Hiroshi", "1982-11-11", "", "Tanaka", "M")),
    ],
)
def test_all_kinds_of_person_can_enrol(container: Container, kind: str, number: str, said: DeclaredDetails) -> None:
    assert check(container, number, said, kind=kind) == IdentityOutcome.YES


@pytest.mark.parametrize(
    ("asked", "outcome"),
    [
        ((NUMBER, DeclaredDetails("Wanjiru", "1990")), IdentityOutcome.NO),
        ((NUMBER, DeclaredDetails("Wanjiku", "1991")), IdentityOutcome.NO),
        (("29000099", WANJIKU), IdentityOutcome.NO),
        (MINOR, IdentityOutcome.MINOR),
        (DEAD, IdentityOutcome.DECEASED),
    ],
)
def test_every_refusal_has_its_outcome(
    container: Container, asked: tuple[str, DeclaredDetails], outcome: IdentityOutcome
) -> None:
    assert check(container, *asked) == outcome
    assert do(container, accounts.by_number, asked[0]) == []


@pytest.mark.parametrize(("number", "said"), [MINOR, DEAD, (NUMBER, WANJIKU)])
def test_minor_deceased_and_taken_are_told_only_to_who_matches(
    container: Container, number: str, said: DeclaredDetails
) -> None:
    opened(container)
    assert check(container, number, said) != IdentityOutcome.NO
    assert check(container, number, DeclaredDetails("Zawadi", said.birth), phone=STRANGER) == IdentityOutcome.NO
    assert check(container, number, DeclaredDetails(said.first_name, "1949"), phone=STRANGER) == IdentityOutcome.NO


def test_who_has_an_account_is_told_so_and_may_come_back_after_closing_it(container: Container) -> None:
    account_id = opened(container)
    assert check(container) == IdentityOutcome.TAKEN
    assert check(container, kind="resident") == IdentityOutcome.NO
    do(container, accounts.close, account_id)
    assert check(container) == IdentityOutcome.YES


def test_a_wrong_guess_at_a_taken_number_costs_what_one_at_a_free_number_does(container: Container) -> None:
    opened(container)
    wrong, seen = DeclaredDetails("Zawadi", "1990"), []
    for number in (NUMBER, "29000002", "29000099"):
        with statements(container) as sent:
            assert check(container, number, wrong, phone=f"+2547130{number[-5:]}") == IdentityOutcome.NO
        seen.append(list(sent))
    assert seen[0] == seen[1] == seen[2]


def test_a_registry_that_is_down_says_nothing_and_costs_no_look_up(container: Container) -> None:
    down = Counter(container, down=True)
    for _ in range(account_registration.OF_A_PHONE + 2):
        outcome = account_registration.check_identity(
            container.database, IdentityRegistry(down), CITIZEN, NUMBER, WANJIKU, PHONE, token_hex(8)
        )
        assert outcome == IdentityOutcome.UNAVAILABLE
    assert check(container) == IdentityOutcome.YES
    unset = account_registration.check_identity(
        container.database, IdentityRegistry(NoRegister()), CITIZEN, NUMBER, WANJIKU, PHONE, token_hex(8)
    )
    assert unset == IdentityOutcome.UNAVAILABLE


def test_a_phone_asks_for_one_document_five_times_a_day(container: Container, clock: Clock) -> None:
    register = Counter(container)
    registry = IdentityRegistry(register)

    def ask(phone: str = PHONE) -> str:
        return account_registration.check_identity(
            container.database, registry, CITIZEN, NUMBER, DeclaredDetails("Zawadi", "1990"), phone, token_hex(8)
        )

    assert [ask() for _ in range(7)] == [IdentityOutcome.NO] * 5 + [IdentityOutcome.TOO_OFTEN] * 2
    assert register.asked == 5
    assert ask(STRANGER) == IdentityOutcome.NO
    clock.move(days=1)
    assert ask() == IdentityOutcome.NO


@ON_SQLITE
def test_look_ups_that_were_refused_are_not_counted(container: Container, clock: Clock) -> None:
    assert [check(container) for _ in range(6)][-1] == IdentityOutcome.TOO_OFTEN
    clock.move(hours=12)
    assert [check(container) for _ in range(5)] == [IdentityOutcome.TOO_OFTEN] * 5
    clock.move(hours=12)
    assert check(container) != IdentityOutcome.TOO_OFTEN


@ON_SQLITE
def test_who_becomes_eighteen_is_of_age_from_midnight_in_nairobi(container: Container, clock: Clock) -> None:
    number, said = MINOR
    person = container.registry.look_up(CITIZEN, number)
    assert person is not None
    clock.time = datetime(person.born.year + 18, person.born.month, person.born.day, tzinfo=UTC) - timedelta(hours=3)
    assert check(container, number, said) == IdentityOutcome.YES
    clock.move(seconds=-1)
    assert check(container, number, said) == IdentityOutcome.MINOR


def test_look_ups_at_once_are_five(container: Container) -> None:
    answers = at_once([lambda: check(container)] * 12)
    assert sorted(answers) == sorted([IdentityOutcome.YES] * 5 + [IdentityOutcome.TOO_OFTEN] * 7)


def test_a_household_of_six_with_a_slip_each_is_not_stopped_and_a_thief_gets_no_more_tries(
    container: Container,
) -> None:
    register = Counter(container)

    def ask(number: str) -> str:
        said = DeclaredDetails("Zawadi", "1990")
        return account_registration.check_identity(
            container.database, IdentityRegistry(register), CITIZEN, number, said, PHONE, token_hex(8)
        )

    family = [f"2900090{person}" for person in range(6)]
    assert [ask(number) for number in family * 2] == [IdentityOutcome.NO] * 12
    assert [ask(number) for number in ("29000907", family[0])] == [IdentityOutcome.TOO_OFTEN] * 2
    assert register.asked == account_registration.OF_A_PHONE


def test_too_often_is_said_alike_of_everybody(container: Container) -> None:
    opened(container)
    for person in range(account_registration.OF_A_PHONE):
        check(container, f"290009{person:02d}")
    asked: list[tuple[str, DeclaredDetails]] = [MINOR, DEAD, (NUMBER, WANJIKU), ("29000099", WANJIKU)]
    assert {check(container, number, said) for number, said in asked} == {IdentityOutcome.TOO_OFTEN}


def test_an_account_is_opened_and_its_holder_welcomed(container: Container) -> None:
    assert enrol(container)
    [welcome] = sms_to(container, PHONE)
    assert welcome.startswith("Welcome to eCitizen, Wanjiku. Dial *222#")
    assert "Huduma Centre" in welcome
    with container.database.reading() as session:
        account = accounts.by_document(session, CITIZEN, NUMBER)
        assert account is not None
        assert account.said == WANJIKU


def test_of_two_hops_one_enrols_and_the_other_is_told(container: Container) -> None:
    assert enrol(container)
    assert not enrol(container, phone=STRANGER)
    assert sms_to(container, STRANGER) == []
    assert len(sms_to(container, PHONE)) == 1
    answers = at_once([lambda: enrol(container, "29000002")] * 6)
    assert sorted(answers) == [False] * 5 + [True]
    assert len(sms_to(container, PHONE)) == 2


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("name", ["Wanjiku", "Christopher-Emmanuel", "Mũthoni", "Ng'ang'a"])
def test_the_welcome_is_one_sms(container: Container, language: str, name: str) -> None:
    enrol(container, said=DeclaredDetails(name, "1990"), language=language)
    [welcome] = sms_to(container, PHONE)
    assert gsm0338.fits(welcome, gsm0338.ONE_SMS)
    assert gsm0338.fold(name) in welcome


@pytest.mark.parametrize("language", ["en", "sw"])
def test_the_privacy_notice_is_sent_once_a_hop(container: Container, language: str) -> None:
    assert do(container, account_registration.send_notice, PHONE, language, "hop")
    assert not do(container, account_registration.send_notice, PHONE, language, "hop")
    [notice] = sms_to(container, PHONE)
    assert "odpc.go.ke" in notice
    assert gsm0338.parts(notice) <= 3
