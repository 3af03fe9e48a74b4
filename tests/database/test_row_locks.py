"""Rows that are read to be changed are locked until the change: of two concurrent ones, the second sees the first.

The tests look at the statements, because SQLite has one writer at a time and no row locks. The races themselves run on
PostgreSQL, in the tests of each subject.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from app.container import Container
from app.domain.audit import audit_chain, audit_mark
from app.domain.identity import accounts, otp, sign_in
from app.domain.identity.accounts import Login
from app.domain.identity.otp import Purpose
from app.domain.identity.recovery import password_reset, recovery_factors, reset_codes, sim_swap_checks
from app.domain.identity.recovery.pending_changes import What
from app.domain.self_service import account_care, contact_changes, phone_change
from tests.database.holder import NUMBER, ON_SQLITE, PASSWORD, PHONE, STRANGER, do, login, opened

pytestmark = ON_SQLITE
HELD, SKIPPING = "held", "held, those of others skipped"
ALONE = f"{SKIPPING}, and of what is joined to it nothing is held"


@contextmanager
def reading() -> Iterator[list[tuple[str, str]]]:
    """The tables whose rows are read within the block, in order, and how the rows are locked."""
    found: list[tuple[str, str]] = []

    def note(state: ORMExecuteState) -> None:
        if state.is_select and state.bind_mapper is not None:
            table: Any = state.bind_mapper.local_table
            how: Any = getattr(state.statement, "_for_update_arg", None)
            held = "" if how is None else HELD if not how.skip_locked else ALONE if how.of == [table] else SKIPPING
            found.append((str(table), held))

    event.listen(Session, "do_orm_execute", note)
    try:
        yield found
    finally:
        event.remove(Session, "do_orm_execute", note)


CHANGES: dict[str, Callable[[Container, Login], object]] = {
    "a password": lambda container, who: do(container, accounts.set_password, who.account_id, "none"),
    "a reset": lambda container, who: do(
        container, password_reset.reset_password, who, "none", "en", container.contacts, phone=PHONE
    ),
    "a change with the password": lambda container, who: do(container, accounts.for_change, who),
    "closing": lambda container, who: do(container, accounts.close, who.account_id),
    "closing it oneself": lambda container, who: do(container, account_care.close, who, "en", container.contacts),
    "an address": lambda container, who: do(
        container, recovery_factors.set_email, who.account_id, "wanjiku@example.com"
    ),
    "a number": lambda container, who: do(container, recovery_factors.plan_phone_change, who.account_id, STRANGER),
    "a stop": lambda container, who: do(
        container, recovery_factors.stop_change, who.account_id, What.PHONE, counts=True
    ),
    "a stop on the phone": lambda container, who: do(
        container,
        contact_changes.stop_contact_change,
        who.account_id,
        What.PHONE,
        "en",
        at=container.database.clock(),
        phone=PHONE,
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_account_is_held_before_anything_of_it_is_read_that_is_changed(container: Container, change: str) -> None:
    who = login(container, opened(container))
    with reading() as rows:
        CHANGES[change](container, who)
    assert rows[0] == ("accounts", HELD)


def test_an_account_is_not_held_to_be_looked_at(container: Container) -> None:
    who = login(container, opened(container))
    with reading() as rows:
        do(container, accounts.get, who.account_id)
        do(container, accounts.signed_in, who)
    assert {how for _, how in rows} == {""}


def test_the_mark_of_the_audit_trail_is_held_to_link_and_not_to_be_looked_at(container: Container) -> None:
    with reading() as rows:
        do(container, audit_chain.link)
    assert ("audit_marks", HELD) in rows
    with reading() as rows:
        do(container, audit_mark.require_mark)
        do(container, audit_mark.read_mark)
    assert rows == [("audit_marks", ""), ("audit_marks", "")]


def test_what_is_due_is_left_to_the_worker_that_has_it(container: Container) -> None:
    with reading() as rows:
        do(container, phone_change.due_phone_changes)
        do(container, reset_codes.send_delayed, container.contacts, checks_sims=False)
    assert rows == [("accounts", SKIPPING), ("pending_changes", SKIPPING)]


def test_tries_of_a_password_wait_for_each_other(container: Container) -> None:
    opened(container, password=PASSWORD)
    with reading() as rows:
        counted = do(container, sign_in.reserve, NUMBER, PHONE)
    assert ("sign_in_tries", HELD) in rows
    with reading() as rows:
        do(container, sign_in.give_back, counted, PHONE, NUMBER)
    assert rows[0] == ("sign_in_tries", HELD)


def test_a_sims_check_is_held_and_a_worker_leaves_those_of_another(container: Container) -> None:
    code = do(container, otp.issue_code, Purpose.RESET, asker=PHONE, account_id=None, target=PHONE)
    with reading() as rows:
        do(container, sim_swap_checks.begin_check, code, "en", granted=True)
    assert rows[0] == ("sim_checks", HELD)
    for work in (lambda session: sim_swap_checks.claim(session, 10), sim_swap_checks.decide):
        with reading() as rows:
            do(container, work)
        assert rows[0] == ("sim_checks", ALONE), "who enters the code or tells of it waits for no worker"
