"""What is read to be changed is held until the change is made, so that of two at once the second sees the first's.

Asked of the statements, because SQLite has one writer at a time and holds nothing: the races themselves are run on
PostgreSQL, beside what they are about.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from app.domain import (
    account_care,
    accounts,
    contact_changes,
    otp,
    recovery,
    recovery_factors,
    reset_codes,
    sign_in,
    sim_swaps,
)
from app.domain.otp import Purpose
from app.domain.pending_changes import What
from app.house import House
from tests.database.holder import NUMBER, PASSWORD, PHONE, STRANGER, do, login, opened

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SKIPPED = "accounts, skipping"


@contextmanager
def held() -> Iterator[set[str]]:
    """The tables of which rows are read to be changed; a worker skips those that another holds."""
    found: set[str] = set()

    def note(state: ORMExecuteState) -> None:
        how: Any = getattr(state.statement, "_for_update_arg", None)
        if how is not None and state.bind_mapper is not None:
            table = state.bind_mapper.local_table
            found.add(f"{table}, skipping" if how.skip_locked else f"{table}")

    event.listen(Session, "do_orm_execute", note)
    try:
        yield found
    finally:
        event.remove(Session, "do_orm_execute", note)


CHANGES: dict[str, Callable[[House, str], object]] = {
    "a password": lambda house, who: do(house, accounts.set_password, who, "none"),
    "a reset": lambda house, who: do(
        house, recovery.reset_password, login(house, who), "none", "en", house.contacts, phone=PHONE
    ),
    "a change with the password": lambda house, who: do(house, accounts.for_change, login(house, who)),
    "closing": lambda house, who: do(house, accounts.close, who),
    "closing it oneself": lambda house, who: do(house, account_care.close, login(house, who), "en", house.contacts),
    "an address": lambda house, who: do(house, recovery_factors.set_email, who, "wanjiku@example.com"),
    "a number": lambda house, who: do(house, recovery_factors.plan_phone_change, who, STRANGER),
    "a stop": lambda house, who: do(house, recovery_factors.stop, who, What.PHONE),
    "a stop on the phone": lambda house, who: do(
        house, contact_changes.stop, who, What.PHONE, "en", at=house.database.clock(), phone=PHONE
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_account_is_held_while_it_is_changed(house: House, change: str) -> None:
    account_id = opened(house)
    with held() as tables:
        CHANGES[change](house, account_id)
    assert "accounts" in tables


def test_an_account_is_not_held_to_be_looked_at(house: House) -> None:
    account_id = opened(house)
    with held() as tables:
        do(house, accounts.get, account_id)
        do(house, accounts.signed_in, login(house, account_id))
    assert tables == set()


def test_a_number_that_is_due_is_left_to_the_worker_that_has_it(house: House) -> None:
    with held() as tables:
        do(house, recovery_factors.due_phone_changes)
        do(house, reset_codes.send_delayed, house.contacts, checks_sims=False)
    assert tables == {SKIPPED, "pending_changes, skipping"}


def test_tries_of_a_password_wait_for_each_other(house: House) -> None:
    opened(house, password=PASSWORD)
    with held() as tables:
        counted = do(house, sign_in.reserve, NUMBER, PHONE)
    assert "sign_in_tries" in tables
    with held() as tables:
        do(house, sign_in.give_back, counted, PHONE, NUMBER)
    assert "sign_in_tries" in tables


def test_a_sims_check_is_held_and_a_worker_leaves_those_of_another(house: House) -> None:
    code = do(house, otp.issue, Purpose.RESET, asker=PHONE, account_id=None, target=PHONE)
    with held() as tables:
        do(house, sim_swaps.begin, code, "en", granted=True)
    assert "sim_checks" in tables
    with held() as tables:
        do(house, sim_swaps.claim, 10)
    assert tables == {"sim_checks, skipping"}
    with held() as tables:
        do(house, sim_swaps.decide)
    assert tables == {"sim_checks, skipping"}
