"""Wrong codes count for the account, whoever enters them and whichever of its codes they are for (threat T7)."""

import hmac

import pytest

from app.container import Container
from app.domain.identity import otp
from app.domain.identity.otp import Code, Purpose
from tests.conftest import Clock
from tests.database.holder import PHONE, STRANGER, do, opened

PURPOSES = pytest.mark.parametrize("purpose", list(Purpose))
PHONES = pytest.mark.parametrize("asker", [PHONE, STRANGER])
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def issue(container: Container, purpose: Purpose, asker: str, account_id: str | None) -> tuple[Code, str]:
    """Issue a code that a phone asked for, to the phone of these tests; the code and its digits."""
    code = do(container, otp.issue_code, purpose, asker=asker, account_id=account_id, target=PHONE)
    return code, Code.digits.open(container.keys, code)


def worn_out(container: Container, purpose: Purpose, party: str) -> bool:
    """Whether too many wrong codes were entered for a party."""
    return do(container, otp.is_worn_out, purpose, party)


def wrong(digits: str) -> str:
    """Six digits that are not these."""
    return f"{(int(digits) + 1) % 10**6:06d}"


@PURPOSES
@PHONES
def test_the_tenth_wrong_code_within_a_month_is_one_too_many(
    container: Container, clock: Clock, purpose: Purpose, asker: str
) -> None:
    account_id, seen = opened(container), []
    for number in range(otp.WRONG):
        if number % otp.TRIES == 0:
            code, digits = issue(container, purpose, asker, account_id)
        assert do(container, otp.use_code, code.id, wrong(digits)) is None
        seen.append(worn_out(container, purpose, account_id))
    assert seen == [False] * (otp.WRONG - 1) + [True]
    assert [each for each in Purpose if worn_out(container, each, account_id)] == [purpose], "each by itself"
    assert not worn_out(container, purpose, "another account")
    clock.move(days=30)
    assert not worn_out(container, purpose, account_id)


@PURPOSES
@PHONES
def test_a_right_code_and_one_that_is_over_are_not_counted(
    container: Container, clock: Clock, purpose: Purpose, asker: str
) -> None:
    account_id = opened(container)
    for _ in range(otp.WRONG + 1):
        code, digits = issue(container, purpose, asker, account_id)
        used = do(container, otp.use_code, code.id, digits)
        assert used is not None
        assert used.account_id == account_id
        assert do(container, otp.use_code, code.id, wrong(digits)) is None, "it is used up"
    code, digits = issue(container, purpose, asker, account_id)
    clock.move(seconds=otp.LIFE[purpose].total_seconds())
    assert [do(container, otp.use_code, code.id, typed) for typed in (digits, *[wrong(digits)] * otp.WRONG)] == [
        None for _ in range(otp.WRONG + 1)
    ]
    assert not worn_out(container, purpose, account_id)


def test_a_code_is_compared_in_constant_time(container: Container, monkeypatch: pytest.MonkeyPatch) -> None:
    """With hmac.compare_digest, however much of the code is right."""
    compared, compare = [], hmac.compare_digest

    def spy(one: bytes, other: bytes) -> bool:
        compared.append({one, other})
        return compare(one, other)

    monkeypatch.setattr(hmac, "compare_digest", spy)
    code, digits = issue(container, Purpose.RESET, PHONE, opened(container))
    for typed in (wrong(digits), "", digits):
        do(container, otp.use_code, code.id, typed)
    assert compared == [{digits.encode(), typed.encode()} for typed in (wrong(digits), "", digits)]


def test_what_is_entered_for_nobody_is_counted_too_and_for_nobody(container: Container) -> None:
    """A code that opens nothing costs the same work, also when its digits are right."""
    account_id = opened(container)
    code, digits = issue(container, Purpose.RESET, STRANGER, None)
    for typed in (digits, wrong(digits), digits):
        assert do(container, otp.use_code, code.id, typed) is None
    with container.database.reading() as session:
        assert session.get_one(Code, code.id).tries == otp.TRIES
    assert not worn_out(container, Purpose.RESET, account_id)


def test_who_has_proven_who_they_are_is_forgiven_the_wrong_codes_for_a_new_password_and_no_others(
    container: Container,
) -> None:
    account_id, another = opened(container), opened(container, "29000002")
    for holder in (account_id, another):
        for purpose in Purpose:
            for number in range(otp.WRONG):
                if number % otp.TRIES == 0:
                    code, digits = issue(container, purpose, PHONE, holder)
                assert do(container, otp.use_code, code.id, wrong(digits)) is None
    do(container, otp.forgive, account_id)
    assert [each for each in Purpose if not worn_out(container, each, account_id)] == [Purpose.RESET]
    assert all(worn_out(container, each, another) for each in Purpose)
