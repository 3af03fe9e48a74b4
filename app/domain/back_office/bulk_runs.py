"""A step for many is carried out: one application after the other, each in a transaction of its own.

Whoever carries out takes a waiting item that nobody else has in hand; its outcome is committed with the move itself, so
that a process that dies does none twice and leaves none out. The version that was seen goes along: what somebody else
has moved meanwhile is left as it is.
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
from app.domain.shared.errors import Invalid, RuleViolation, VersionConflict
from app.domain.shared.purge import delete_with_all_of
from app.domain.staff.staff_members import get_staff
from app.platform.db import Database, now
from app.platform.observability import failed

KEPT: Final = timedelta(days=30)
"""For how long a step and what came of it can be looked at."""
MOST_PURGED: Final = 20


def has_due(session: Session) -> bool:
    """Whether anything waits to be moved now."""
    return session.scalar(_due(session).limit(1)) is not None


def move_next(session: Session, contacts: Contacts, *, bulk_id: str | None = None) -> bool:
    """Move one application of a step (of this one, else the oldest), unless another process has it in hand; False where
    none waits. What a rule refuses is kept with its reason; where the SMS are used up, the step waits.
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
    except Exception as error:  # one application that cannot be read must hold up no other
        failed("bulk move", error)
        _settle(session, item, ItemState.BROKEN)
    return True


def move_while(database: Database, bulk_id: str, contacts: Contacts, *, seconds: float) -> None:
    """Begin to carry out a step at once, for so long at most; the worker does the rest."""
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
    """Delete steps of long ago, with what came of them; how many."""
    old = select(BulkMove.id).where(BulkMove.created_at <= now(session) - KEPT).order_by(BulkMove.created_at)
    found = session.scalars(old.limit(MOST_PURGED)).all()
    return delete_with_all_of(session, BulkMove, BulkMove.id.in_(found)) if found else 0


def _due(session: Session) -> Select[BulkMoveItem]:
    running = (BulkMove.state == BulkState.RUNNING) & (BulkMove.next_at <= now(session))
    waits = BulkMoveItem.state == ItemState.WAITING
    return select(BulkMoveItem).join(BulkMove, BulkMove.id == BulkMoveItem.bulk_id).where(waits, running)


def _move(session: Session, bulk: BulkMove, item: BulkMoveItem, contacts: Contacts) -> None:
    asker, step = get_staff(session, bulk.staff_id), item_step(bulk, item)
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
    """Whether a release is about this one: of steps that differ only some may have had words that were held."""
    if bulk.stage != BY_ROW:
        return True
    try:
        transitions.check_words(step, contacts, item.reference)
    except Invalid:
        return True
    return False


def _settle(session: Session, item: BulkMoveItem, state: ItemState, why: str | None = None) -> None:
    item.state, item.why, item.at = state, why, now(session)
