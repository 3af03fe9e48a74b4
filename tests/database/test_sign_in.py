"""Signing in: which account is meant, how often a phone may guess, and that being locked out discloses nothing."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, func, select

from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.identity import accounts, passwords, sign_in
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.identity.recovery import recovery_factors
from app.domain.identity.sign_in import SignInTry, Stop, Try
from app.domain.shared.persons import AccountType
from app.platform.encryption import Keyring
from tests.conftest import KEY, Clock
from tests.database.holder import CITIZEN, NUMBER, ON_SQLITE, PASSWORD, PHONE, STRANGER, at_once, do, opened, statements

WRONG = "482916"
NOBODY = "28888888"


def reserve(container: Container, name: str, phone: str = PHONE) -> Try:
    """Count a try, and restore it from its stored form as a hop does."""
    kept = json.loads(json.dumps(do(container, sign_in.reserve, name, phone).kept()))
    return Try.from_kept(kept, *do(container, sign_in.credentials_of, name, phone))


def sign(container: Container, name: str, password: str, phone: str = PHONE) -> str | None:
    """Sign in as the menus do: the account's id, "locked", or None."""
    counted = reserve(container, name, phone)
    if counted.locked:
        return "locked"
    account_id = sign_in.opened_by(container.keys, counted, password)
    if account_id:
        do(container, sign_in.succeeded, counted, phone, name)
    return account_id


def lock(container: Container, name: str, phone: str = PHONE) -> list[int]:
    """Use up five tries; how many were left after each."""
    return [reserve(container, name, phone).left for _ in range(sign_in.TRIES)]


def test_a_number_an_address_and_an_account_are_names_of_one_person(container: Container) -> None:
    account_id = opened(container, password=PASSWORD)
    do(container, recovery_factors.set_email, account_id, "wanjiku@example.com")
    names = [NUMBER, " 2900 0001 ", "wanjiku@example.com", "Wanjiku@Example.COM", "ID no. 29000001", account_id]
    assert [sign(container, name, PASSWORD) for name in names] == [account_id] * len(names)
    assert [sign(container, name, WRONG) for name in names[:2]] == [None, None]


@pytest.mark.parametrize("typed", ["dip/0001", "DIP/0001", " Dip / 0001", "dip0001", "DIP 0001"])
def test_letters_of_a_number_may_be_small(container: Container, typed: str) -> None:
    said = DeclaredDetails("Ingrid", "1970-09-17")
    account_id = opened(container, "DIP/0001", kind=AccountType.DIPLOMAT, said=said, password=PASSWORD)
    assert sign(container, typed, PASSWORD) == account_id


@pytest.mark.parametrize(
    "name", ["", " ", NOBODY, "nobody@example.com", "0" * 32, "²9000001", "K" * 500, "\ud800", "@"]
)
def test_a_name_that_nobody_has_opens_nothing(container: Container, name: str) -> None:
    opened(container, password=PASSWORD)
    assert sign(container, name, PASSWORD) is None


def test_one_number_on_two_kinds_of_document_is_told_apart_by_the_password(container: Container) -> None:
    citizen = opened(container, password=PASSWORD)
    resident = opened(container, kind=AccountType.RESIDENT, password="738204")
    assert sign(container, NUMBER, PASSWORD) == citizen
    assert sign(container, NUMBER, "738204") == resident
    assert sign(container, NUMBER, WRONG) is None


@pytest.mark.parametrize("thief_first", [True, False])
def test_who_has_the_same_number_on_another_document_gets_no_more_guesses(
    container: Container, *, thief_first: bool
) -> None:
    """Neither the own password nor a new one forgives wrong tries that may have been meant for the other."""
    kinds = [AccountType.RESIDENT, CITIZEN] if thief_first else [CITIZEN, AccountType.RESIDENT]
    passwords_of = {AccountType.RESIDENT: "738204", CITIZEN: PASSWORD}
    thief = {kind: opened(container, kind=kind, password=passwords_of[kind]) for kind in kinds}[AccountType.RESIDENT]
    tried = []
    for _ in range(6):
        tried.append(sign(container, NUMBER, WRONG, STRANGER))
        assert sign(container, NUMBER, "738204", STRANGER) in (thief, "locked")
        do(container, sign_in.unlock, thief)
    assert tried == [None] * 5 + ["locked"]


@pytest.mark.both_databases
def test_a_household_signs_in_on_one_phone_each_with_their_own(container: Container) -> None:
    wanjiku = opened(container, password=PASSWORD)
    otieno = opened(container, "29000002", password="738204")
    assert sign(container, NUMBER, PASSWORD) == wanjiku
    assert sign(container, "29000002", "738204") == otieno
    assert sign(container, NUMBER, "738204") is None
    lock(container, NUMBER)
    assert sign(container, NUMBER, PASSWORD) == "locked"
    assert sign(container, "29000002", "738204") == otieno


@pytest.mark.both_databases
def test_five_wrong_passwords_lock_this_phone_for_half_an_hour(container: Container, clock: Clock) -> None:
    account_id = opened(container, password=PASSWORD)
    assert [sign(container, NUMBER, WRONG) for _ in range(5)] == [None] * 5
    assert sign(container, NUMBER, PASSWORD) == "locked"
    clock.move(minutes=29, seconds=59)
    assert sign(container, NUMBER, PASSWORD) == "locked"
    clock.move(seconds=1)
    assert sign(container, NUMBER, PASSWORD) == account_id


def test_the_fifth_try_is_still_heard(container: Container) -> None:
    account_id = opened(container, password=PASSWORD)
    assert lock(container, NUMBER)[:4] == [4, 3, 2, 1]
    shut = reserve(container, NUMBER)
    assert (shut.locked, shut.left) == (True, 0)
    do(container, sign_in.unlock, account_id)
    assert [reserve(container, NUMBER).left for _ in range(4)] == [4, 3, 2, 1]
    assert sign(container, NUMBER, PASSWORD) == account_id
    assert reserve(container, NUMBER).left == 4


@pytest.mark.parametrize("name", [NUMBER, NOBODY])
@pytest.mark.parametrize("phone", [PHONE, STRANGER])
def test_after_the_lock_there_are_five_tries_again_and_then_only_a_new_password_helps(
    container: Container, clock: Clock, name: str, phone: str
) -> None:
    opened(container)
    assert lock(container, name, phone) == [4, 3, 2, 1, 0]
    assert reserve(container, name, phone).stop == Stop.LOCKED
    clock.move(minutes=30)
    assert lock(container, name, phone) == [4, 3, 2, 1, 0]
    for _ in range(3):
        assert reserve(container, name, phone).stop == Stop.NEEDS_RESET
        clock.move(days=7)
    clock.move(days=9)
    assert lock(container, name, phone) == [4, 3, 2, 1, 0]
    assert reserve(container, name, phone).stop == Stop.LOCKED


def test_the_last_try_says_what_comes_then(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    assert [reserve(container, NUMBER).then for _ in range(sign_in.TRIES)] == [Stop.LOCKED] * 5
    clock.move(minutes=30)
    assert [reserve(container, NUMBER).then for _ in range(sign_in.TRIES)] == [Stop.NEEDS_RESET] * 5
    do(container, accounts.set_password, account_id, "none")
    do(container, sign_in.unlock, account_id)
    assert [reserve(container, NUMBER).left for _ in range(2)] == [4, 3]


def test_trying_while_locked_makes_it_no_longer(container: Container, clock: Clock) -> None:
    account_id = opened(container, password=PASSWORD)
    lock(container, NUMBER)
    for _ in range(6):
        clock.move(minutes=5)
        last = sign(container, NUMBER, PASSWORD)
    assert last == account_id


@ON_SQLITE
def test_a_try_that_was_not_looked_at_does_not_count(container: Container) -> None:
    opened(container, password=PASSWORD)
    first, second = reserve(container, NUMBER), reserve(container, NUMBER)
    do(container, sign_in.give_back, second, PHONE, NUMBER)
    assert (first.left, second.left, reserve(container, NUMBER).left) == (4, 3, 3)


@ON_SQLITE
def test_what_opened_an_account_is_hashed_anew_where_it_is_outdated_only(container: Container) -> None:
    account_id = opened(container, password=PASSWORD)
    counted = reserve(container, NUMBER)
    assert sign_in.renewed(container.keys, counted, account_id, PASSWORD) == {}
    ring = Keyring(["another-key-of-the-ring-0123456789-abcdef", KEY])
    fresh = sign_in.renewed(ring, counted, account_id, PASSWORD)
    assert set(fresh) == {account_id}
    assert passwords.verified(ring, account_id, PASSWORD, fresh[account_id])


@ON_SQLITE
def test_a_hash_made_anew_is_kept_for_its_account_and_never_over_a_newer_password(container: Container) -> None:
    mine, another = opened(container), opened(container, "29000002")
    first, second = reserve(container, NUMBER), reserve(container, NUMBER)
    do(container, sign_in.succeeded, first, PHONE, NUMBER, {mine: "anew"})
    assert kept_of(container, mine, another) == ["anew", "none"]
    do(container, sign_in.succeeded, second, PHONE, NUMBER, {mine: "too late"})
    assert kept_of(container, mine, another) == ["anew", "none"]


def kept_of(container: Container, *account_ids: str) -> list[str]:
    with container.database.reading() as session:
        return [accounts.get(session, each).password_hash for each in account_ids]


@ON_SQLITE
def test_on_whose_phone_an_account_was_opened_is_written_down(container: Container) -> None:
    account_id = opened(container)
    for foreign in (False, True):
        do(container, sign_in.record_sign_in, account_id, foreign=foreign)
    with container.database.reading() as session:
        rows = session.scalars(
            select(AuditEvent).where(AuditEvent.action == "account.signed_in").order_by(AuditEvent.id)
        ).all()
        assert [(row.actor, row.subject, row.details["phone"]) for row in rows] == [
            ("citizen", account_id, "own"),
            ("citizen", account_id, "another"),
        ]


def test_success_clears_what_was_counted(container: Container) -> None:
    account_id = opened(container, password=PASSWORD)
    for _ in range(3):
        assert [reserve(container, NUMBER).left for _ in range(4)] == [4, 3, 2, 1]
        assert sign(container, NUMBER, PASSWORD) == account_id


def test_another_phones_failures_never_lock_the_owner(container: Container) -> None:
    account_id = opened(container, password=PASSWORD)
    for number in range(9):
        lock(container, NUMBER, f"+2547130000{number:02d}")
    assert sign(container, NUMBER, PASSWORD, STRANGER) == account_id
    assert sign(container, NUMBER, PASSWORD, PHONE) == account_id
    assert sign(container, NUMBER, PASSWORD, "+254713000000") == "locked"


def test_what_locks_under_one_name_locks_under_all_of_one_account(container: Container) -> None:
    account_id = opened(container, password=PASSWORD)
    do(container, recovery_factors.set_email, account_id, "wanjiku@example.com")
    names = [NUMBER, "wanjiku@example.com", account_id, "2900 0001", "WANJIKU@EXAMPLE.COM"]
    assert [reserve(container, name).left for name in names] == [4, 3, 2, 1, 0]
    assert all(reserve(container, name).locked for name in names)


def test_a_lock_from_before_the_account_is_lifted_with_those_of_the_account(container: Container) -> None:
    """A foreign phone's row is older than the account; its lock, "until there is a new password", must end with one."""
    for _ in range(sign_in.TRIES):
        reserve(container, NUMBER, STRANGER)
    account_id = opened(container, password=PASSWORD)
    assert reserve(container, NUMBER, STRANGER).locked
    do(container, sign_in.unlock, account_id)
    assert not reserve(container, NUMBER, STRANGER).locked


@pytest.mark.parametrize(
    "spellings",
    [
        ["29000001", "2900 0001", " 29000001", "29 00 00 01", "29000001 "],
        ["29000001", "029000001", "ID 29000001", "29,000,001.", "\u0662\u0669000001\u200b"],
        ["a@example.com", "A@Example.com", "my email is a@example.com", "A@EXAMPLE.COM", "<a@example.com>."],
        ["DIP/0001", "dip/0001", "dip0001", "dip / 0001", "ID DIP\u22150001"],
        ["X0000001", "x 000 0001", "passport X0000001", "X0000001.", "\u202aX0000001\u202c"],
    ],
)
@pytest.mark.parametrize("exists", [True, False])
def test_a_name_that_nobody_has_locks_in_the_same_way(container: Container, spellings: list[str], exists: bool) -> None:
    """In every spelling: otherwise one that is not locked would disclose that there is no such account."""
    if exists:
        opened(container, "DIP/0001", kind=AccountType.DIPLOMAT)
        do(container, recovery_factors.set_email, opened(container), "a@example.com")
    assert [reserve(container, name).left for name in spellings] == [4, 3, 2, 1, 0]
    assert all(reserve(container, name).locked for name in spellings)
    assert not reserve(container, spellings[0], STRANGER).locked


def test_no_part_of_an_address_is_taken_for_one(container: Container) -> None:
    account_id = opened(container, password=PASSWORD)
    do(container, recovery_factors.set_email, account_id, "jiku@example.com")
    for typed in ("wan jiku@example.com", "jiku @example.com", "j\u00efku@example.com", "jiku@example.com.ke"):
        assert sign(container, typed, PASSWORD) is None


@pytest.mark.parametrize("names", [(NUMBER, NOBODY), ("wanjiku@example.com", "nobody@example.com")])
@pytest.mark.both_databases
def test_a_name_that_nobody_has_costs_the_same_statements(container: Container, names: tuple[str, str]) -> None:
    account_id = opened(container)
    do(container, recovery_factors.set_email, account_id, "wanjiku@example.com")
    seen = []
    for name in names:
        with statements(container) as sent:
            lock(container, name, STRANGER)
            reserve(container, name, STRANGER)
        seen.append(list(sent))
    assert seen[0] == seen[1]
    assert len(seen[0]) > 6


@given(st.text(alphabet="0123456789abAB@. /-İıſK²\x00\ud800", max_size=12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_a_name_with_five_tries(container: Container, name: str) -> None:
    with container.database.transaction() as session:
        assert 0 <= sign_in.reserve(session, name, PHONE).left <= 4
        session.rollback()


@pytest.mark.both_databases
def test_nothing_that_is_typed_goes_to_the_database_as_it_is(container: Container) -> None:
    """The server may log slow statements with their values."""
    opened(container)
    values: list[str] = []
    event.listen(container.database.engine, "before_cursor_execute", lambda *args: values.append(str(args[3])))
    for name in (NUMBER, NOBODY, "wanjiku@example.com"):
        reserve(container, name, STRANGER)
    assert values
    assert not any(secret in " ".join(values) for secret in (NUMBER, NOBODY, "wanjiku@", STRANGER[4:]))


@pytest.mark.both_databases
def test_of_many_guesses_at_once_five_are_looked_at(container: Container) -> None:
    account_id = opened(container, password=PASSWORD)
    evaluated: list[str] = []

    def guess(password: str) -> str | None:
        counted = reserve(container, NUMBER)
        if counted.locked:
            return None
        evaluated.append(password)
        return sign_in.opened_by(container.keys, counted, password)

    guesses = [f"7382{number:02d}" for number in range(19)]
    at_once([lambda password=password: guess(password) for password in guesses])  # type: ignore[misc]
    assert len(evaluated) == sign_in.TRIES
    assert sign(container, NUMBER, PASSWORD) == "locked"
    assert sign(container, NUMBER, PASSWORD, STRANGER) == account_id


@pytest.mark.both_databases
def test_right_and_wrong_at_once_leave_a_phone_that_can_sign_in(container: Container) -> None:
    """A try that resets the count may run while another is about to be counted."""
    account_id = opened(container, password=PASSWORD)
    for _ in range(5):
        works = [lambda: sign(container, NUMBER, PASSWORD), lambda: sign(container, NUMBER, WRONG)] * 2
        answers = at_once(works)
        assert set(answers) <= {account_id, None}
        assert sign(container, NUMBER, PASSWORD) == account_id


@pytest.mark.both_databases
def test_the_desk_can_unlock_every_phone_of_an_account(container: Container) -> None:
    account_id = opened(container, password=PASSWORD)
    lock(container, NUMBER)
    lock(container, NUMBER, STRANGER)
    lock(container, NOBODY)
    with container.database.reading() as session:
        assert sign_in.is_locked(session, account_id)
    do(container, sign_in.unlock, account_id)
    with container.database.reading() as session:
        assert not sign_in.is_locked(session, account_id)
    assert [sign(container, NUMBER, PASSWORD, phone) for phone in (PHONE, STRANGER)] == [account_id] * 2
    assert reserve(container, NOBODY).locked


@ON_SQLITE
def test_unlocking_forgets_the_tries_before_it(container: Container) -> None:
    account_id = opened(container)
    assert [reserve(container, NUMBER).left for _ in range(3)] == [4, 3, 2]
    do(container, sign_in.unlock, account_id)
    assert reserve(container, NUMBER).left == 4


def test_a_lock_that_is_over_is_none(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    lock(container, NUMBER)
    clock.move(minutes=30)
    with container.database.reading() as session:
        assert not sign_in.is_locked(session, account_id)


def test_a_closed_account_opens_no_more(container: Container) -> None:
    account_id = opened(container, password=PASSWORD)
    do(container, accounts.close, account_id)
    assert [sign(container, name, PASSWORD) for name in (NUMBER, account_id)] == [None, None]


def test_a_new_password_is_the_only_one(container: Container) -> None:
    account_id = opened(container, password=PASSWORD)
    do(container, accounts.set_password, account_id, passwords.hashed(container.keys, account_id, "738204"))
    assert sign(container, NUMBER, PASSWORD) is None
    assert sign(container, NUMBER, "738204") == account_id


@pytest.mark.both_databases
def test_what_was_counted_goes_after_a_month_and_a_lock_stays(container: Container, clock: Clock) -> None:
    opened(container)
    reserve(container, NOBODY)
    clock.move(days=29, hours=23, minutes=40)
    lock(container, NUMBER)
    clock.move(minutes=20, seconds=1)
    do(container, sign_in.purge_tries)
    assert reserve(container, NUMBER).locked
    with container.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(SignInTry)) == 1


def test_a_try_shows_no_hash_and_names_nobody(container: Container) -> None:
    opened(container, kind=CITIZEN, password=PASSWORD)
    assert "argon2" not in repr(reserve(container, NUMBER))
    with container.database.reading() as session:
        row = session.scalars(select(SignInTry)).one()
        assert not any(secret in str(vars(row)) for secret in (NUMBER, PHONE, PHONE[4:]))
