"""Carries out bulk moves: one application after the other, each in a transaction of its own.

A process takes a waiting item with SKIP LOCKED. The outcome of the item is committed with the move itself, so that a
process that dies neither repeats nor skips a move. The move has a version check: an application that somebody else has
moved meanwhile is left as it is.
"""

import time
from datetime import timedelta
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.domain.applications import transitions
from app.domain.applications.moves import Transition
from app.domain.back_office.bulk_moves import BY_ROW, BulkMove, BulkMoveItem, BulkState, ItemState, item_step
from app.domain.back_office.work_queue import reach_of
from app.domain.messaging.sms_budget import BudgetSpent
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import Invalid, NotAllowed, RuleViolation, VersionConflict
from app.domain.shared.purge import delete_with_all_of
from app.domain.staff.roles import Permission
from app.domain.staff.staff_members import StaffMember, as_staff
from app.platform.db import Database, now
from app.platform.observability import failed

KEPT: Final = timedelta(days=30)
"""How long a bulk move and its results are kept."""
MOST_PURGED: Final = 20
NO_LONGER: Final = "who asked for it may not move applications any more"


def has_due(session: Session) -> bool:
    """Whether an item of a running bulk move is due now."""
    return session.scalar(_due(session).limit(1)) is not None


def move_next(session: Session, contacts: Contacts, *, bulk_id: str | None = None) -> bool:
    """Move one application of a bulk move (of `bulk_id`, else of the oldest); False where none is due and unlocked.

    A refusal by a rule is stored with its reason. Where the SMS budget is used up, the bulk move is postponed.
    """
    query = _due(session).order_by(BulkMove.created_at, BulkMove.id, BulkMoveItem.position).limit(1)
    query = query.where(BulkMove.id == bulk_id) if bulk_id else query
    held = query.with_for_update(of=BulkMoveItem, skip_locked=True).execution_options(populate_existing=True)
    item = session.scalar(held)
    if item is None:
        return False
    bulk = session.get_one(BulkMove, item.bulk_id)
    try:
        with session.begin_nested():
            _move(session, bulk, item, contacts)
        _settle(session, item, ItemState.DONE)
    except BudgetSpent as spent:
        bulk.next_at = now(session) + timedelta(seconds=spent.retry_after)
    except VersionConflict:
        _settle(session, item, ItemState.CHANGED)
    except RuleViolation as refused:
        _settle(session, item, ItemState.REFUSED, str(refused))
    except SQLAlchemyError:
        raise
    except Exception as error:  # one unreadable application must not block the others
        failed("bulk move", error)
        _settle(session, item, ItemState.BROKEN)
    return True


def move_while(database: Database, bulk_id: str, contacts: Contacts, *, seconds: float) -> None:
    """Carry out a bulk move at once, for at most so many seconds; the worker does the rest."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with database.transaction() as session:
                if not move_next(session, contacts, bulk_id=bulk_id):
                    return
        except SQLAlchemyError as error:
            failed("bulk move", error)
            return


def purge_bulks(session: Session) -> int:
    """Delete expired bulk moves with their items, a batch at a time; returns how many."""
    old = select(BulkMove.id).where(BulkMove.created_at <= now(session) - KEPT).order_by(BulkMove.created_at)
    found = session.scalars(old.limit(MOST_PURGED)).all()
    return delete_with_all_of(session, BulkMove, BulkMove.id.in_(found)) if found else 0


def _due(session: Session) -> Select[BulkMoveItem]:
    running = (BulkMove.state == BulkState.RUNNING) & (BulkMove.next_at <= now(session))
    waits = BulkMoveItem.state == ItemState.WAITING
    return select(BulkMoveItem).join(BulkMove, BulkMove.id == BulkMoveItem.bulk_id).where(waits, running)


def _move(session: Session, bulk: BulkMove, item: BulkMoveItem, contacts: Contacts) -> None:
    member, step = session.get_one(StaffMember, bulk.staff_id), item_step(bulk, item)
    asker = as_staff(member)
    if member.suspended_at is not None or not asker.may(Permission.MOVE_APPLICATIONS):
        raise NotAllowed(NO_LONGER)
    transitions.apply_transition(
        session,
        item.reference,
        step,
        actor=bulk.actor,
        contacts=contacts,
        reach=reach_of(asker),
        versions={item.version},
        paid_by=asker.sms_budget,
        released_by=bulk.released_by if _was_held(bulk, item, step, contacts) else None,
    )


def _was_held(bulk: BulkMove, item: BulkMoveItem, step: Transition, contacts: Contacts) -> bool:
    """Whether `released_by` applies to an item: where each item has its own step, only some had blocked texts."""
    if bulk.stage != BY_ROW:
        return True
    try:
        transitions.check_words(step, contacts, item.reference)
    except Invalid:
        return True
    return False


def _settle(session: Session, item: BulkMoveItem, state: ItemState, why: str | None = None) -> None:
    item.state, item.why, item.at = state, why, now(session)
