"""One-time codes: every sequence of steps against a model, limits, and no hint whether an account exists."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count, product

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from app.container import Container
from app.domain.identity import otp
from app.domain.identity.otp import Code, Purpose
from app.domain.identity.recovery import password_reset, recovery_factors
from tests.conftest import Clock
from tests.database.holder import (
    PHONE,
    STRANGER,
    do,
    opened,
    sms_to,
    waiting,
)
from tests.database.reset_asking import NOTHING, ask, code_in, enter

LIVES = {Purpose.RESET: 600, Purpose.EMAIL: 86400, Purpose.PHONE: 1800, Purpose.PROOF: 600}
"""Seconds for which a code of each purpose is valid, independent of `otp.LIFE`."""
PHONES = count(254720000000)
Asked = tuple[Purpose, int, int]
"""A purpose, one of two phones, and one of two accounts."""
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
    """Two phones ask for codes of every purpose, for two accounts and for none, and enter what they like."""

    def __init__(self, container: Container, clock: Clock, holders: list[str]) -> None:
        super().__init__()
        self.container, self.clock, self.accounts = container, clock, [*holders, None]
        self.phones = [f"+{next(PHONES)}" for _ in range(2)]
        self.codes: list[Known] = []

    @rule(purpose=st.sampled_from(Purpose), phone=st.integers(0, 1), account=st.integers(0, 2))
    def ask(self, purpose: Purpose, phone: int, account: int) -> None:
        asker, holder = self.phones[phone], self.accounts[account]
        if purpose != Purpose.RESET and holder is None:
            return  # only a holder who is signed in asks for these
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
        """The purpose, phone and account for which a code is entered; no account where it is for a new password."""
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
    """More examples on PostgreSQL, among the slow tests; fewer on SQLite."""
    holders = [opened(container), opened(container, "29000002")]
    short = container.database.engine.dialect.name == "sqlite"
    often = settings(
        max_examples=15 if short else 40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(lambda: Codes(container, clock, holders), settings=often)  # type: ignore[arg-type]


def test_a_code_goes_to_the_accounts_own_phone_that_asked_and_is_entered_there(container: Container) -> None:
    account_id = opened(container)
    assert ask(container)
    assert sms_to(container, STRANGER) == []
    code = code_in(sms_to(container, PHONE)[0])
    assert enter(container, code, STRANGER) == NOTHING
    assert enter(container, code, PHONE)["account"] == account_id
    assert enter(container, code, PHONE) == NOTHING


def test_from_any_other_phone_nothing_is_sent_and_what_it_has_opens_nothing(container: Container) -> None:
    """The code that the account's own phone waits for is not touched either."""
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
    assert [ask(container) for _ in range(3)] == [True, True, False]  # what an hour's limit refused did not count
    clock.move(hours=1)
    assert not ask(container)
    clock.move(days=1)
    assert ask(container)


def test_what_one_party_is_refused_for_is_counted_for_none(container: Container) -> None:
    """Otherwise whoever has used up the limit of an address would use up that of each account that asks for it."""

    def may_ask(*parties: str) -> bool:
        return do(container, otp.may_ask, Purpose.EMAIL, *parties)

    assert [may_ask("thief", "address") for _ in range(4)] == [True, True, True, False]
    assert [may_ask("owner", "address") for _ in range(4)] == [False] * 4
    assert [may_ask("thief", "another address") for _ in range(2)] == [False] * 2
    assert [may_ask("owner", "another address") for _ in range(4)] == [True, True, True, False]
    assert do(container, otp.may_ask, Purpose.PHONE, "owner", "address"), "each purpose by itself"


@pytest.mark.parametrize("purpose", [Purpose.EMAIL, Purpose.PHONE, Purpose.PROOF])
def test_what_one_of_a_household_asks_for_leaves_the_code_of_another(container: Container, purpose: Purpose) -> None:
    """Two accounts on one phone: each enters its own code there, and a next code replaces only that of its account."""
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
