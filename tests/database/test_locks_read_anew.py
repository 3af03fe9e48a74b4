"""A row that is locked has its current values, even if the same transaction read it before somebody changed it.

On PostgreSQL only: on SQLite a transaction that writes blocks all other writers from its beginning.
"""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.applications import agency_fees, applications, transitions
from app.domain.applications.moves import Transition
from app.domain.applying import citizen_replies, withdrawal
from app.domain.catalogue.models import Service, Status
from app.domain.identity import accounts
from app.domain.identity.accounts import Account
from app.domain.identity.recovery import pending_changes, recovery_factors
from app.domain.identity.recovery.pending_changes import What
from app.domain.self_service import contact_changes
from app.domain.shared.errors import NotAllowed, NotFound, Revoked
from tests.database.applying import FEE, SERVICE, applied_for, file, taken
from tests.database.holder import PHONE, do, login, opened
from tests.database.test_accounts import applied

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

LOCKS: dict[str, Callable[[Session, str], Account]] = {
    "get": lambda session, account_id: accounts.get(session, account_id, lock=True),
    "a query of its own": lambda session, account_id: session.scalars(
        select(Account).where(Account.id == account_id).with_for_update()
    ).one(),
    "the session's get": lambda session, account_id: session.get_one(Account, account_id, with_for_update=True),
}


@pytest.mark.parametrize("how", LOCKS)
def test_a_lock_after_an_earlier_read_has_the_values_of_now(container: Container, how: str) -> None:
    account_id = opened(container)
    with container.database.transaction() as session:
        before = accounts.get(session, account_id)
        do(container, accounts.set_password, account_id, "new")
        locked = LOCKS[how](session, account_id)
        assert (locked.password_hash, locked.auth_epoch) == ("new", 1)
        assert locked is before


def test_what_this_transaction_wrote_itself_outlasts_its_lock(container: Container) -> None:
    account_id = opened(container)
    with container.database.transaction() as session:
        accounts.get(session, account_id).password_hash = "mine"
        assert accounts.get(session, account_id, lock=True).password_hash == "mine"


@pytest.mark.parametrize("asked", [accounts.for_change, lambda *given: accounts.signed_in(*given, lock=True)])
def test_a_sign_in_that_was_ended_between_look_and_lock_changes_nothing(
    container: Container, asked: Callable[..., Account]
) -> None:
    account_id = opened(container)
    who = login(container, account_id)
    with container.database.transaction() as session:
        seen = accounts.signed_in(session, who)
        do(container, accounts.set_password, account_id, "new")
        with pytest.raises(Revoked):
            asked(session, who)
        assert seen.auth_epoch == 1


def test_a_phone_that_lost_the_account_meanwhile_stops_nothing(container: Container) -> None:
    account_id = opened(container)
    do(container, recovery_factors.set_email, account_id, "wanjiku@example.com")

    def move(session: Session) -> None:
        account = accounts.get(session, account_id, lock=True)
        contact_changes.move_phone(session, account, "+254712000077", actor="test", contacts=container.contacts)
        pending_changes.begin_change(session, account_id, What.EMAIL, container.database.clock().replace(year=2027))

    with container.database.transaction() as session:
        seen = accounts.by_phone(session, PHONE)
        do(container, move)
        with pytest.raises(NotFound):
            contact_changes.stop_contact_change(
                session, seen[0].id, What.EMAIL, "en", at=container.database.clock(), phone=PHONE
            )


def test_an_application_that_moved_meanwhile_is_not_moved_from_where_it_was(container: Container) -> None:
    reference = applied(container)
    with container.database.transaction() as session:
        seen = transitions.find_application_of(session, reference, reach=None)
        done = Transition(Status.CANCELLED)
        do(container, transitions.apply_transition, reference, done, actor="test", contacts=container.contacts)
        assert transitions.find_application_of(session, reference, reach=None, lock=True).status == Status.CANCELLED
        with pytest.raises(NotAllowed):
            applications.check_move(seen, Transition(Status.PROCESSING), versions=None)


def test_what_its_agency_has_moved_meanwhile_is_neither_withdrawn_nor_answered(container: Container) -> None:
    applied_for(container)
    who = opened(container)
    mine, references = login(container, who), [file(container, who, fee=None, again=True).reference for _ in range(2)]
    first, second = references

    def move(reference: str, status: Status) -> None:
        step = Transition(status)
        do(container, transitions.apply_transition, reference, step, actor="test", contacts=container.contacts)

    move(second, Status.NEEDS_ACTION)
    with container.database.transaction() as session:
        seen = [transitions.find_application_of(session, each, reach=None) for each in references]
        move(first, Status.REJECTED)
        move(second, Status.PROCESSING)
        with pytest.raises(NotAllowed):
            withdrawal.withdraw(session, mine, first, phone=PHONE, contacts=container.contacts)
        with pytest.raises(NotAllowed):
            citizen_replies.answer_agency(session, mine, second, "It is with me", phone=PHONE)
    assert (len(seen), taken(container)) == (2, 1)


def test_what_was_paid_meanwhile_gets_no_other_fee(container: Container) -> None:
    applied_for(container)
    do(container, lambda session: setattr(session.get_one(Service, SERVICE), "fee_kes", None))
    reference, step = file(container, opened(container)).reference, Transition(Status.AWAITING_PAYMENT)
    with container.database.transaction() as session:
        seen = transitions.find_application_of(session, reference, reach=None)
        paid = Transition(Status.SUBMITTED)
        do(container, transitions.apply_transition, reference, paid, actor="test", contacts=container.contacts)
        with pytest.raises(NotAllowed):
            agency_fees.set_fee(session, reference, FEE, step, actor="test", contacts=container.contacts)
        assert seen.status == Status.SUBMITTED
