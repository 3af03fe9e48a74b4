"""One-time codes: held against a model of them, raced, capped, and the same rows for an account that is not there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count, product
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.identity import otp
from app.domain.identity.accounts import Account, Login
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

LIVES = {Purpose.RESET: 600, Purpose.EMAIL: 86400, Purpose.PHONE: 1800, Purpose.PROOF: 600}
"""Seconds, as the issue has them."""
PHONES = count(254720000000)
Asked = tuple[Purpose, int, int]
"""What is asked for, on which of two phones, for which of two accounts."""
Party = tuple[Purpose, str, str | None]
ASKED = st.tuples(st.sampled_from(Purpose), st.integers(0, 1), st.integers(0, 1))


@dataclass
class Known:
    """What the model knows of a code."""

    id: str
    digits: str
    purpose: Purpose
    asker: str
    account: str | None
    until: datetime
    sent_at: datetime
    tries: int = 0
    sends: int = 1
    over: bool = False

    def lives(self, moment: datetime) -> bool:
        return not self.over and moment < self.until and self.tries < 3


class Codes(RuleBasedStateMachine):
    """Two phones ask for codes of every purpose, for two accounts and for nobody's, and enter what they like."""

    def __init__(self, container: Container, clock: Clock, holders: list[str]) -> None:
        super().__init__()
        self.container, self.clock, self.accounts = container, clock, [*holders, None]
        self.phones = [f"+{next(PHONES)}" for _ in range(2)]
        self.codes: list[Known] = []

    @rule(purpose=st.sampled_from(Purpose), phone=st.integers(0, 1), account=st.integers(0, 2))
    def ask(self, purpose: Purpose, phone: int, account: int) -> None:
        asker, holder = self.phones[phone], self.accounts[account]
        if purpose != Purpose.RESET and holder is None:
            return  # only who is signed in asks for these
        for old in self.codes:
            same = purpose == Purpose.RESET or old.account == holder
            old.over |= same and (old.purpose, old.asker) == (purpose, asker)
        with self.container.database.transaction() as session:
            code = otp.issue_code(session, purpose, asker=asker, account_id=holder, target=PHONE)
            digits = code.digits
            assert code.target == PHONE
        until = self.clock.time + timedelta(seconds=LIVES[purpose])
        self.codes.append(Known(code.id, digits, purpose, asker, holder, until, self.clock.time))

    @precondition(lambda self: self.codes)
    @rule(data=st.data(), asked=ASKED)
    def enter_some_code_that_was_ever_sent(self, data: st.DataObject, asked: Asked) -> None:
        self.enter(self.party(asked), data.draw(st.sampled_from(self.codes)).digits)

    @rule(asked=ASKED)
    def enter_a_wrong_one(self, asked: Asked) -> None:
        code = self.pending(self.party(asked))
        self.enter(self.party(asked), f"{(int(code.digits) + 1) % 10**6:06d}" if code else "000000")

    @rule(asked=ASKED)
    def enter_the_right_one(self, asked: Asked) -> None:
        code = self.pending(self.party(asked))
        if code:
            self.enter(self.party(asked), code.digits)

    @precondition(lambda self: self.codes)
    @rule(data=st.data(), right=st.booleans())
    def enter_by_its_own_name(self, data: st.DataObject, right: bool) -> None:
        code = data.draw(st.sampled_from(self.codes))
        typed = code.digits if right else "x"
        with self.container.database.transaction() as session:
            used = otp.use_code(session, code.id, typed)
        self.expect(code, typed, used)

    @rule(asked=ASKED)
    def ask_for_the_same_again(self, asked: Asked) -> None:
        code = self.pending(self.party(asked))
        with self.container.database.transaction() as session:
            row = otp.pending(session, *self.party(asked))
            assert (row is None) == (code is None)
            if row is None or code is None:
                return
            sent = otp.may_send_again(session, row)
            assert row.digits == code.digits
        assert sent == (code.sends < 3 and self.clock.time >= code.sent_at + timedelta(seconds=60))
        if sent:
            code.sends, code.sent_at = code.sends + 1, self.clock.time

    @rule(seconds=st.sampled_from([1, 59, 60, 61, 539, 540, 599, 600, 601, 1500, 1800, 82800, 86400]))
    def wait(self, seconds: int) -> None:
        self.clock.move(seconds=seconds)

    @rule()
    def sweep(self) -> None:
        do(self.container, otp.purge_codes)

    @rule(account=st.integers(0, 1))
    def withdraw(self, account: int) -> None:
        do(self.container, otp.withdraw, self.accounts[account])
        for code in self.codes:
            code.over |= code.account == self.accounts[account]

    @invariant()
    def what_can_be_entered_is_what_the_model_says(self) -> None:
        with self.container.database.reading() as session:
            for asked in product(Purpose, (0, 1), (0, 1)):
                row, code = otp.pending(session, *self.party(asked)), self.pending(self.party(asked))
                assert (row.id if row else None) == (code.id if code else None)

    def party(self, asked: Asked) -> Party:
        """Who enters a code: a phone, and for which account, but where it is for a new password."""
        purpose, phone, account = asked
        return purpose, self.phones[phone], None if purpose == Purpose.RESET else self.accounts[account]

    def pending(self, party: Party) -> Known | None:
        purpose, phone, account = party
        mine = [each for each in self.codes if (each.purpose, each.asker) == (purpose, phone)]
        mine = [each for each in mine if account in (None, each.account)]
        living = [each for each in mine if each.lives(self.clock.time)]
        assert len(living) <= 1
        return living[0] if living else None

    def enter(self, party: Party, typed: str) -> None:
        with self.container.database.transaction() as session:
            row = otp.pending(session, *party)
            used = otp.use_code(session, row.id, typed) if row else None
        code = self.pending(party)
        if code is None:
            assert used is None
        else:
            self.expect(code, typed, used)

    def expect(self, code: Known, typed: str, used: Code | None) -> None:
        lives = code.lives(self.clock.time)
        right = lives and typed == code.digits and code.account is not None
        assert (used.account_id if used else None) == (code.account if right else None)
        code.tries += lives
        code.over |= right
        with self.container.database.reading() as session:
            left = otp.tries_left(session, code.id)
        assert left == (3 - code.tries if not code.over and self.clock.time < code.until else 0)


@pytest.mark.parametrize("database_url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], indirect=True)
def test_no_sequence_accepts_what_is_used_expired_superseded_or_anothers(container: Container, clock: Clock) -> None:
    """Long on PostgreSQL, among the slow tests; short on SQLite."""
    holders = [opened(container), opened(container, "29000002")]
    short = container.database.engine.dialect.name == "sqlite"
    often = settings(
        max_examples=15 if short else 40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(lambda: Codes(container, clock, holders), settings=often)  # type: ignore[arg-type]


def ask(
    container: Container, phone: str = PHONE, name: str = NUMBER, year: str = "1990", kind: str = "citizen"
) -> bool:
    """Ask for a code for a new password."""
    return do(
        container,
        password_reset.request_code,
        kind,
        name,
        year,
        phone=phone,
        language="en",
        contacts=container.contacts,
    )


def code_in(text: str) -> str:
    """The six digits of an SMS."""
    return next(
        word for word in text.replace(",", " ").replace(".", " ").split() if word.isdecimal() and len(word) == 6
    )


def enter(container: Container, typed: str, phone: str = PHONE) -> dict[str, Any]:
    """What a code opens, and how many tries are left."""

    def both(session: Session) -> dict[str, Any]:
        used = password_reset.enter_code(session, phone, typed)
        who = password_reset.opened_by(session, used["code"]) if used["code"] else Login("", 0)
        return {"account": who.account_id, "epoch": who.auth_epoch, "left": used["left"]}

    return do(container, both)


NOTHING = {"account": "", "epoch": 0, "left": 0}
"""What a code opens that is used up, void, or nobody's."""


def test_a_code_goes_to_the_accounts_own_phone_that_asked_and_is_entered_there(container: Container) -> None:
    account_id = opened(container)
    assert ask(container)
    assert sms_to(container, STRANGER) == []
    code = code_in(sms_to(container, PHONE)[0])
    assert enter(container, code, STRANGER) == NOTHING
    assert enter(container, code, PHONE)["account"] == account_id
    assert enter(container, code, PHONE) == NOTHING


def test_from_any_other_phone_nothing_is_sent_and_what_it_has_opens_nothing(container: Container) -> None:
    """Nor is the code touched that the account's own phone waits for."""
    account_id = opened(container)
    do(container, recovery_factors.set_email, account_id, "wanjiku@example.com")
    assert ask(container)
    own = code_in(sms_to(container, PHONE)[0])
    assert ask(container, STRANGER)
    with container.database.reading() as session:
        row = otp.pending(session, Purpose.RESET, STRANGER)
        assert row is not None
        assert row.account_id is None
        digits = row.digits
    assert len(waiting(container)) == 1
    assert enter(container, digits, STRANGER) == NOTHING | {"left": 2}
    assert enter(container, own, STRANGER) == NOTHING | {"left": 1}
    assert enter(container, own)["account"] == account_id


def test_a_wrong_code_costs_one_of_three_tries(container: Container) -> None:
    opened(container)
    ask(container)
    code = code_in(sms_to(container, PHONE)[0])
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    assert [enter(container, wrong)["left"] for _ in range(4)] == [2, 1, 0, 0]
    assert enter(container, code) == NOTHING


def test_the_same_code_comes_again_after_a_minute_and_three_times_in_all(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    ask(container)

    def again() -> bool:
        return do(container, password_reset.send_code_again, PHONE, "en", container.contacts)

    clock.move(seconds=59)
    assert not again()
    clock.move(seconds=1)
    assert again()
    clock.move(seconds=59)
    assert not again()
    clock.move(seconds=1)
    assert again()
    clock.move(seconds=100)
    assert not again()
    codes = [code_in(text) for text in sms_to(container, PHONE)]
    assert len(codes) == 3
    assert len(set(codes)) == 1
    clock.move(seconds=379)
    assert enter(container, codes[0])["account"] == account_id


def test_a_code_is_over_after_ten_minutes_however_often_it_came(container: Container, clock: Clock) -> None:
    opened(container)
    ask(container)
    clock.move(seconds=540)
    assert do(container, password_reset.send_code_again, PHONE, "en", container.contacts)
    code = code_in(sms_to(container, PHONE)[-1])
    clock.move(seconds=60)
    assert enter(container, code) == NOTHING


def test_a_phone_asks_three_times_an_hour_and_five_times_a_day(container: Container, clock: Clock) -> None:
    clock.move(hours=0.5)
    assert [ask(container) for _ in range(4)] == [True, True, True, False]
    clock.move(hours=1)
    assert [ask(container) for _ in range(3)] == [True, True, False]  # what the hour refused was not counted
    clock.move(hours=1)
    assert not ask(container)
    clock.move(days=1)
    assert ask(container)


def test_what_one_party_is_refused_for_is_counted_for_none(container: Container) -> None:
    """Whoever has worn out an address would wear out each account that asks for it."""

    def may_ask(*parties: str) -> bool:
        return do(container, otp.may_ask, Purpose.EMAIL, *parties)

    assert [may_ask("thief", "address") for _ in range(4)] == [True, True, True, False]
    assert [may_ask("owner", "address") for _ in range(4)] == [False] * 4
    assert [may_ask("thief", "another address") for _ in range(2)] == [False] * 2
    assert [may_ask("owner", "another address") for _ in range(4)] == [True, True, True, False]
    assert do(container, otp.may_ask, Purpose.PHONE, "owner", "address"), "each purpose by itself"


@pytest.mark.parametrize("purpose", [Purpose.EMAIL, Purpose.PHONE, Purpose.PROOF])
def test_what_one_of_a_household_asks_for_leaves_the_code_of_another(container: Container, purpose: Purpose) -> None:
    """Two accounts on one phone: each enters its own code there, and one's own next code is the only one."""
    wanjiku, otieno = opened(container), opened(container, "29000002")

    def issue(account_id: str) -> str:
        return do(container, otp.issue_code, purpose, asker=PHONE, account_id=account_id, target=STRANGER).id

    first, second = issue(wanjiku), issue(otieno)
    third = issue(otieno)
    with container.database.reading() as session:
        living = [each for each in (first, second, third) if otp.living(session, each)]
        assert living == [first, third]
        found = [otp.pending(session, purpose, PHONE, each) for each in (wanjiku, otieno)]
        assert [each.id if each else None for each in found] == living


def test_what_strangers_ask_for_sends_nothing_and_never_keeps_the_owner_out(container: Container) -> None:
    account_id = opened(container)
    strangers = [f"+2547130000{number:02d}" for number in range(8)]
    assert all(ask(container, phone) for phone in strangers)
    assert waiting(container) == []
    assert ask(container)
    assert enter(container, code_in(sms_to(container, PHONE)[-1]))["account"] == account_id


@pytest.mark.parametrize("exists", [True, False])
def test_what_one_phone_has_asked_for_tells_another_nothing(container: Container, exists: bool) -> None:
    if exists:
        opened(container)
    wrong_year = [ask(container, STRANGER, year="1980") for _ in range(4)]
    another_phone = [ask(container, "+254713000001") for _ in range(4)]
    assert wrong_year == another_phone == [True, True, True, False]


def in_any_order(rows: dict[str, list[dict[str, object]]]) -> dict[str, list[str]]:
    """Rows of tables whose keys are digests, which come in any order."""
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
    """From a phone that is not the account's, whether or not there is one."""
    monkeypatch.setattr(counters, "SHARDS", ["0"])  # or chance says whether a count for the whole country has a row
    opened(container, phone="+254712000002")
    ask(container, "+254712000050", "28888888")  # what is counted for all of nobody's codes is there
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
    """To open what is sealed of it takes time, which would tell that it is there (threat T12)."""
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
    """The id of a code that the account's own phone asked for."""
    return do(
        container, lambda session: otp.issue_code(session, purpose, asker=PHONE, account_id=account_id, target=PHONE).id
    )


def awaited(container: Container, purpose: Purpose) -> str | None:
    """The id of the code that the phone can enter."""
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


def left(container: Container, work: Callable[[], object]) -> dict[str, list[dict[str, object]]]:
    """The rows that something leaves, by table: of secrets how long they are, of the rest what there is."""
    before = {name: {row["key"] for row in rows} for name, rows in all_rows(container).items()}
    work()
    after = all_rows(container)
    return {name: [shape(row) for row in rows if row["key"] not in before[name]] for name, rows in after.items()}


def all_rows(container: Container) -> dict[str, list[dict[str, Any]]]:
    with container.database.reading() as session:
        return {
            table.name: [
                {"key": tuple(row[column.name] for column in table.primary_key), **row}
                for row in session.execute(table.select()).mappings()
            ]
            for table in Base.metadata.sorted_tables
        }


NOT_COMPARED = ("key", "id")
"""What names a row. Whose it is, and whether it is sent, must be the same too: nobody's, and not."""


def shape(row: dict[str, Any]) -> dict[str, object]:
    return {
        name: len(value) if isinstance(value, bytes) else value
        for name, value in row.items()
        if name not in NOT_COMPARED
    }
