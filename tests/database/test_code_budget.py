"""The budget for codes by SMS: limits for a phone, a block and the whole country, which nobody can detect."""

from datetime import timedelta

import pytest

from app.container import Container
from app.domain.identity import otp, otp_budget
from app.domain.identity.otp import Purpose
from app.domain.identity.otp_budget import OtpOutcome
from app.domain.identity.recovery import password_reset
from app.domain.shared import counters
from app.platform.phone_numbers import block
from tests.conftest import Clock
from tests.database.holder import NUMBER, ON_SQLITE, PHONE, do, login, opened, sms_to, statements
from tests.database.reset_asking import ask, code_in, enter, left
from tests.database.test_spraying import alarms

NEIGHBOURS = [f"+2547120{number:05d}" for number in range(200)]


def spend(container: Container, phone: str, *, own: bool = False, real: bool = True) -> bool:
    return do(container, otp_budget.spend, phone, own=own, real=real)


@pytest.mark.both_databases
def test_a_phone_gets_nine_an_hour_from_others_and_nine_of_its_own(container: Container, clock: Clock) -> None:
    assert [spend(container, PHONE) for _ in range(11)] == [True] * 9 + [False] * 2
    assert [spend(container, PHONE, own=True) for _ in range(10)] == [True] * 9 + [False]
    clock.move(hours=1)
    assert spend(container, PHONE)


@pytest.mark.parametrize("real", [True, False])
@pytest.mark.parametrize("own", [True, False])
@ON_SQLITE
def test_a_code_is_counted_once_under_each_name(container: Container, own: bool, real: bool) -> None:
    """The names must not change: under other names all counts would start from zero."""
    kinds = {(who, what): f"{what}, asked for by {who}" for who in ("itself", "others") for what in ("code", "no code")}
    for number in range(1, 3):
        spend(container, PHONE, own=own, real=real)
        for kind, name in kinds.items():
            found = {
                do(container, counters.so_far, f"{name}, to a phone", PHONE, otp_budget.HOUR),
                do(container, counters.so_far, f"{name}, to a block", block(PHONE), otp_budget.HOUR),
                do(container, counters.everywhere, f"{name}, in all", otp_budget.HOUR),
            }
            mine = ("itself" if own else "others", "code" if real else "no code")
            assert found == {number if kind == mine else 0}


def test_a_block_of_numbers_gets_a_hundred_an_hour(container: Container) -> None:
    before = alarms("codes capped")
    assert sum(spend(container, phone) for phone in NEIGHBOURS) == otp_budget.TO_A_BLOCK
    assert spend(container, "+254722000001")
    assert before < alarms("codes capped") <= before + len(counters.SHARDS)
    assert do(container, otp_budget.so_far, OtpOutcome.CAPPED) == len(NEIGHBOURS) - otp_budget.TO_A_BLOCK


@pytest.mark.parametrize("first", [True, False])
def test_the_alarm_of_a_cap_sounds_alike_whether_or_not_there_is_an_account(
    container: Container, monkeypatch: pytest.MonkeyPatch, first: bool
) -> None:
    """One alarm for both: a second one would tell whoever caused the first that the codes were for no account."""
    monkeypatch.setattr(counters, "SHARDS", counters.SHARDS[:1])
    before = alarms("codes capped")
    for real in (first, not first):
        for _ in range(otp_budget.TO_A_PHONE + 2):
            spend(container, PHONE, real=real)
            capped = do(container, otp_budget.so_far, OtpOutcome.CAPPED)
            assert alarms("codes capped") == before + min(1, capped), "with the first of the hour, and no other"
    assert do(container, otp_budget.so_far, OtpOutcome.CAPPED) == 4


def test_ten_thousand_forged_requests_stay_within_the_budget(
    container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scaled down: a budget of 50, and 400 requests for phones in 400 blocks."""
    monkeypatch.setattr(otp_budget, "IN_ALL", 50)
    sent = sum(spend(container, f"+2547{number:03d}00001") for number in range(400))
    assert sent == do(container, otp_budget.so_far, OtpOutcome.SENT) == 50


@pytest.mark.parametrize("phone", ["+254203000001", "+254900123456", "+254000000001", "+256700100104", "+8816123456"])
def test_a_code_goes_to_kenyan_mobiles_only(container: Container, phone: str) -> None:
    assert not spend(container, phone)
    assert do(container, otp_budget.so_far, OtpOutcome.NOBODYS) == 1


def test_what_is_asked_for_nobody_uses_up_nothing(container: Container) -> None:
    for _ in range(20):
        assert not spend(container, PHONE, real=False)
    assert [spend(container, PHONE) for _ in range(10)] == [True] * 9 + [False]
    assert do(container, otp_budget.so_far, OtpOutcome.SENT) == 9


def test_a_cap_is_not_told_from_an_account_that_does_not_exist(container: Container) -> None:
    """The same rows and the same statements, whether the code is sent, beyond a limit, or for no account."""
    opened(container)
    seen: list[tuple[dict[str, int], list[str]]] = []
    for phone, name in [(PHONE, NUMBER), (PHONE, NUMBER), ("+254713000003", "29000099"), ("+254713000003", NUMBER)]:
        if len(seen) == 1:
            for _ in range(otp_budget.TO_A_PHONE):
                spend(container, PHONE, own=True)
        with statements(container) as sent:
            rows = left(container, lambda phone=phone, name=name: ask(container, phone, name))  # type: ignore[misc]
        counted = {table: len(found) for table, found in rows.items() if table != "tallies"}
        seen.append((counted, [sql.partition("WHERE")[0] for sql in sent]))
    assert len(sms_to(container, PHONE)) == 1
    assert seen[0] == seen[1] == seen[2] == seen[3]


def test_what_others_ask_for_never_uses_up_the_owners_own(container: Container) -> None:
    account_id = opened(container)
    for _ in range(50):
        spend(container, PHONE)
    assert ask(container)
    assert enter(container, code_in(sms_to(container, PHONE)[-1]))["account"] == account_id


def miss(container: Container, phone: str) -> None:
    """Ask for a code, and enter a wrong one three times."""
    assert ask(container, phone)
    with container.database.reading() as session:
        pending = otp.pending(session, Purpose.RESET, phone)
        assert pending is not None
        wrong = f"{(int(pending.digits) + 1) % 10**6:06d}"
    for _ in range(otp.TRIES):
        assert enter(container, wrong, phone)["account"] == ""


def test_wrong_codes_of_others_are_nobodys_and_never_keep_the_owner_out(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    for number in range(4):
        miss(container, f"+25471300000{number}")
        clock.move(hours=25)
    assert sms_to(container, PHONE) == []
    with container.database.reading() as session:
        assert not otp.is_worn_out(session, Purpose.RESET, account_id)
    assert ask(container)
    assert enter(container, code_in(sms_to(container, PHONE)[-1]))["account"] == account_id


@pytest.mark.both_databases
def test_after_ten_wrong_codes_of_its_own_a_phone_gets_none_until_the_desk_forgives(
    container: Container, clock: Clock
) -> None:
    account_id = opened(container)
    for _ in range(4):
        miss(container, PHONE)
        clock.move(hours=25)
    sent = len(sms_to(container, PHONE))
    assert ask(container)
    assert len(sms_to(container, PHONE)) == sent
    do(container, otp.forgive, account_id)
    clock.move(hours=1)
    assert ask(container)
    assert len(sms_to(container, PHONE)) == sent + 1


def test_a_new_password_forgets_the_wrong_codes(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    for _ in range(3):
        miss(container, PHONE)
        clock.move(hours=25)
    do(container, password_reset.change_password, login(container, account_id), "none", "en", container.contacts)
    with container.database.reading() as session:
        assert not otp.is_worn_out(session, Purpose.RESET, account_id)
        assert counters.so_far(session, "wrong code, reset, own phone", account_id, timedelta(days=30)) == 0
