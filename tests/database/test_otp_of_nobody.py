"""The rows that a code leaves, for an account and for none; codes that are requested and entered concurrently."""

from datetime import timedelta

import pytest
from sqlalchemy import event, func, select

from app.container import Container
from app.domain.identity import otp
from app.domain.identity.accounts import Account
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.identity.otp import Code, Purpose
from app.domain.identity.recovery import password_reset, recovery_factors
from app.domain.messaging.sms_budget import Purse
from app.domain.shared import counters
from app.domain.shared.persons import AccountType
from app.platform.db import Base
from tests.conftest import Clock
from tests.database.holder import (
    NUMBER,
    ON_SQLITE,
    PHONE,
    STRANGER,
    at_once,
    do,
    emails_to,
    hold_email,
    opened,
    sms_to,
    statements,
    waiting,
)
from tests.database.reset_asking import NOTHING, ask, code_in, enter, left


def in_any_order(rows: dict[str, list[dict[str, object]]]) -> dict[str, list[str]]:
    """The rows of each table, sorted: their keys are digests, whose order is random."""
    return {table: sorted(map(str, found)) for table, found in rows.items()}


@pytest.mark.parametrize(
    "asked",
    [
        {"name": "29000099"}, {"year": "1991"}, {"kind": "resident"}, {"name": "nobody@example.com"},
        {"kind": "foreigner", "name": "X0000001"},
    ],
)  # fmt: skip
def test_a_request_for_nobody_leaves_the_same_rows_and_sends_nothing(
    container: Container, asked: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked for from phones that are no account's own, whether or not the account exists."""
    monkeypatch.setattr(counters, "SHARDS", ["0"])  # or chance decides whether a count for the whole country adds a row
    opened(container, phone="+254712000002")
    ask(container, "+254712000050", "28888888")  # creates the counters of all codes for no account
    with statements(container) as for_somebody:
        left_by_somebody = left(container, lambda: ask(container, PHONE))
    with statements(container) as for_nobody:
        left_by_nobody = left(container, lambda: ask(container, STRANGER, **asked))
    assert in_any_order(left_by_nobody) == in_any_order(left_by_somebody)
    assert {table: len(rows) for table, rows in left_by_nobody.items() if rows} == {
        "codes": 1, "messages": 2, "tallies": 4,
    }  # fmt: skip
    assert [sql.partition("WHERE")[0] for sql in for_nobody] == [sql.partition("WHERE")[0] for sql in for_somebody]
    assert waiting(container) == []


@pytest.mark.parametrize("name", [NUMBER, "wanjiku@example.com"])
def test_nothing_is_read_of_an_account_that_is_not_of_this_phone(container: Container, name: str) -> None:
    """To decrypt a row of the account takes time, which would disclose that it exists (threat T12)."""
    hold_email(container, opened(container), "wanjiku@example.com")
    opened(container, "29000002", phone=STRANGER)
    read: list[str] = []

    def note(account: Account, _: object) -> None:
        read.append(account.id)

    event.listen(Account, "load", note)
    try:
        assert ask(container, "+254713000001", name)
        assert read == []
        assert ask(container, STRANGER, name)
        assert len(read) == 1, "its own"
    finally:
        event.remove(Account, "load", note)


def test_a_code_of_nobody_is_guessed_at_like_any_other(container: Container, clock: Clock) -> None:
    ask(container, STRANGER, "29000099")
    with container.database.reading() as session:
        row = session.scalars(select(Code)).one()
        digits = row.digits
    clock.move(seconds=60)
    assert do(container, password_reset.send_code_again, STRANGER, "en", container.contacts)
    wrong = f"{(int(digits) + 1) % 10**6:06d}"
    assert [enter(container, typed, STRANGER) for typed in (digits, wrong, wrong, digits)] == [
        NOTHING | {"left": left} for left in (2, 1, 0, 0)
    ]
    assert sms_to(container, STRANGER) == []


def test_a_code_goes_to_an_address_too_that_was_confirmed_three_days_ago(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    do(container, recovery_factors.set_email, account_id, "wanjiku@example.com")
    clock.move(hours=72)
    assert ask(container, name="Wanjiku@Example.com")
    assert code_in(emails_to(container, "wanjiku@example.com")[0]) == code_in(sms_to(container, PHONE)[0])


def test_one_code_opens_once_however_many_enter_it_at_once(container: Container) -> None:
    account_id = opened(container)
    ask(container)
    code = code_in(sms_to(container, PHONE)[0])
    answers = at_once([lambda: enter(container, code)] * 8)
    assert sorted(each["account"] for each in answers) == [""] * 7 + [account_id]


def test_many_guesses_at_once_are_three(container: Container) -> None:
    opened(container)
    ask(container)
    code = code_in(sms_to(container, PHONE)[0])
    wrong = [f"{(int(code) + more) % 10**6:06d}" for more in range(1, 13)]
    at_once([lambda typed=typed: enter(container, typed) for typed in wrong])  # type: ignore[misc]
    assert enter(container, code) == NOTHING
    with container.database.reading() as session:
        assert session.scalars(select(Code)).one().tries == otp.TRIES


def test_of_codes_asked_for_at_once_one_is_good(container: Container) -> None:
    opened(container)
    granted = at_once([lambda: ask(container)] * 8)
    assert sum(granted) == otp.AN_HOUR
    codes = [code_in(text) for text in sms_to(container, PHONE)]
    with container.database.reading() as session:
        living = session.scalar(select(func.count()).where(Code.expires_at > container.database.clock()))
    assert (len(codes), living) == (otp.AN_HOUR, 1)


def test_what_is_kept_of_a_code_is_sealed_and_goes_after_a_day(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    ask(container)
    do(container, otp.issue_code, Purpose.EMAIL, asker=PHONE, account_id=account_id, target="wanjiku@example.com")
    code = code_in(sms_to(container, PHONE)[0])
    with container.database.reading() as session:
        for row in session.scalars(select(Code)):
            kept = b" ".join(str(value).encode() for value in vars(row).values() if not isinstance(value, bytes))
            assert code.encode() not in kept + row.code_sealed + row.target_sealed
    clock.move(hours=23, minutes=59)
    do(container, otp.purge_codes)
    assert number_of_codes(container) == 2
    clock.move(minutes=1)
    do(container, otp.purge_codes)
    assert number_of_codes(container) == 0


def issued(container: Container, purpose: Purpose, account_id: str) -> str:
    """Issue a code that the account's own phone asked for; its id."""
    return do(
        container, lambda session: otp.issue_code(session, purpose, asker=PHONE, account_id=account_id, target=PHONE).id
    )


def awaited(container: Container, purpose: Purpose) -> str | None:
    """The id of the code that the phone can enter; None where there is none."""
    with container.database.reading() as session:
        code = otp.pending(session, purpose, PHONE)
        return code.id if code else None


@ON_SQLITE
def test_after_three_wrong_tries_the_right_code_opens_nothing_and_is_awaited_no_more(container: Container) -> None:
    code_id = issued(container, Purpose.EMAIL, opened(container))
    with container.database.reading() as session:
        right = session.get_one(Code, code_id).digits
    for _ in range(otp.TRIES):
        assert awaited(container, Purpose.EMAIL) == code_id
        assert do(container, otp.use_code, code_id, f"{(int(right) + 1) % 10**6:06d}") is None
    assert awaited(container, Purpose.EMAIL) is None
    assert do(container, otp.use_code, code_id, right) is None


@ON_SQLITE
def test_of_the_codes_of_a_household_the_one_that_was_sent_last_is_awaited(container: Container, clock: Clock) -> None:
    codes = []
    for account_id in (opened(container), opened(container, "29000002")):
        clock.move(minutes=1)
        codes.append(issued(container, Purpose.EMAIL, account_id))
        assert awaited(container, Purpose.EMAIL) == codes[-1]
    clock.move(minutes=1)
    assert do(container, lambda session: otp.may_send_again(session, session.get_one(Code, codes[0])))
    assert awaited(container, Purpose.EMAIL) == codes[0]


@ON_SQLITE
def test_a_code_is_opened_as_it_is_kept_not_as_this_hop_read_it_before(container: Container) -> None:
    code_id = issued(container, Purpose.RESET, opened(container))
    with container.database.transaction() as session:
        read = session.get_one(Code, code_id)
        session.connection().execute(Base.metadata.tables["codes"].update().values(auth_epoch=7))
        used = otp.use_code(session, code_id, read.digits)
        assert used is not None
        assert used.auth_epoch == 7


@ON_SQLITE
@pytest.mark.parametrize(("to", "counted"), [(PHONE, [1, 0]), (STRANGER, [0, 1])])
def test_a_code_for_who_asked_is_no_charge_of_what_others_cause(
    container: Container, to: str, counted: list[int]
) -> None:
    code_id = issued(container, Purpose.PHONE, opened(container))
    with container.database.transaction() as session:
        otp.send_code(session, session.get_one(Code, code_id), phone=to, text="123456", granted=True)
    purses, hour = (Purse.CODE, Purse.OTHERS), timedelta(hours=1)
    so_far = [do(container, counters.so_far, f"sms to a phone, {purse.name}", to, hour) for purse in purses]
    assert so_far == counted


@ON_SQLITE
def test_what_ends_an_accounts_codes_leaves_those_of_others(container: Container) -> None:
    mine, another = opened(container), opened(container, "29000002", phone=STRANGER)
    epochs: dict[str, int | None] = {}
    with container.database.transaction() as session:
        for who, asker in ((mine, PHONE), (another, STRANGER)):
            for purpose in (Purpose.EMAIL, Purpose.RESET):
                code = otp.issue_code(session, purpose, asker=asker, account_id=who, target=asker, auth_epoch=1)
                epochs[code.id] = 5 if who == mine else 1
                if (who, purpose) == (mine, Purpose.EMAIL):
                    del epochs[code.id]
    do(container, otp.withdraw_all_but_resets, mine, 5)
    with container.database.reading() as session:
        assert {code.id: code.auth_epoch for code in session.scalars(select(Code))} == epochs


def test_a_diplomats_year_is_the_year_of_the_full_date(container: Container) -> None:
    opened(container, "DIP/0001", kind=AccountType.DIPLOMAT, said=DeclaredDetails("Ingrid", "1970-09-17"))
    assert ask(container, PHONE, "dip/0001", "1970", "diplomat")
    assert len(sms_to(container, PHONE)) == 1


def number_of_codes(container: Container) -> int:
    with container.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Code)) or 0
