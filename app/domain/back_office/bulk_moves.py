"""Bulk moves: a step, stored with the applications to move, which are moved one by one, each in its own transaction.

In an import each application has a step of its own, and the stage of the bulk move is `BY_ROW`, which no service has.
So a worker of an older release, which does not know that items have steps, refuses these items and moves none wrongly.

HELD --a second person--> RUNNING        (or RUNNING from the start, where one person may)
an item: WAITING --> DONE | CHANGED | REFUSED | BROKEN          (`bulk_runs`)
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import ForeignKey, Index, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.applications import applications
from app.domain.applications.applications import Application
from app.domain.applications.moves import Transition
from app.domain.audit import audit_log
from app.domain.back_office.chosen_moves import Chosen
from app.domain.back_office.work_queue import reach_of
from app.domain.catalogue.models import Status
from app.domain.shared import references
from app.domain.shared.errors import NotAllowed, NotFound
from app.domain.staff.staff_members import Staff, StaffMember, as_staff
from app.platform.database.sealed_value import sealed_json_or_none, sealed_text_or_none, sealed_values
from app.platform.db import Base, ensure, now

MOST_SHOWN: Final = 50
UNKNOWN: Final = "there is no such move of many"
BY_ROW: Final = "*by-row"
"""The stage of a bulk move whose items have steps of their own."""
_WAITS = text("state = 'waiting'")


class BulkState(StrEnum):
    """The state of a bulk move."""

    HELD = "held"
    """Waits for the approval of a second person."""
    RUNNING = "running"


class ItemState(StrEnum):
    """The state of one application of a bulk move."""

    WAITING = "waiting"
    DONE = "done"
    CHANGED = "changed"
    """Somebody else had moved the application since it was chosen: it was left as it is."""
    REFUSED = "refused"
    BROKEN = "broken"


class BulkMove(Base):
    """A step for one or many applications of an agency. Its texts are sealed."""

    __tablename__ = "bulk_moves"

    id: Mapped[str] = mapped_column(primary_key=True)
    """Generated when the preview is shown. A form that is sent twice has the same id, so it is stored once."""
    agency_code: Mapped[str] = mapped_column(index=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey(StaffMember.id), index=True)
    actor: Mapped[str]
    state: Mapped[BulkState]
    status: Mapped[Status]
    stage: Mapped[str]
    place_sealed: Mapped[bytes | None]
    place = sealed_text_or_none("place")
    note_sealed: Mapped[bytes | None]
    note = sealed_text_or_none("note")
    note_sw_sealed: Mapped[bytes | None]
    note_sw = sealed_text_or_none("note_sw")
    released_by: Mapped[str | None]
    """The username of the second person who approved texts that the note policy blocks."""
    approval_id: Mapped[str | None]
    """The approval request, if one was needed."""
    next_at: Mapped[datetime]
    """The earliest time of the next move; in the future after the SMS budget of the member of staff was used up."""
    created_at: Mapped[datetime] = mapped_column(index=True)

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"bulk_moves.{column}:{self.id}"


class BulkMoveItem(Base):
    """One application of a bulk move: the version that was seen, and the result."""

    __tablename__ = "bulk_move_items"
    __table_args__ = (
        Index("ix_bulk_move_items_waiting", "bulk_id", "position", sqlite_where=_WAITS, postgresql_where=_WAITS),
    )

    bulk_id: Mapped[str] = mapped_column(ForeignKey(BulkMove.id), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str]
    version: Mapped[int]
    state: Mapped[ItemState]
    why: Mapped[str | None]
    at: Mapped[datetime | None]
    step_sealed: Mapped[bytes | None]
    step = sealed_json_or_none("step")
    """The item's own step as JSON; None where the bulk move has one step for all."""

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"bulk_move_items.{column}:{self.bulk_id}:{self.position}"


@dataclass(frozen=True)
class BulkPlan:
    """A bulk move to be stored: the id from the form, the step, the chosen applications; `steps`: their own, if any."""

    id: str
    step: Transition
    chosen: Sequence[Chosen]
    steps: Sequence[Transition] = ()


def keep_bulk(session: Session, plan: BulkPlan, *, staff: Staff, is_held: bool) -> bool:
    """Store a bulk move; the caller has checked the applications with `chosen_moves.find_chosen`. False if it is stored
    already.

    Raises NotAllowed where the id belongs to another member of staff.
    """
    is_new = _insert_bulk(session, plan, staff, is_held=is_held)
    row = session.get_one(BulkMove, plan.id)
    if row.staff_id != staff.id:
        raise NotAllowed("this form is another person's")
    if not is_new:
        return False
    items = [
        BulkMoveItem(
            bulk_id=row.id,
            position=position,
            reference=each.reference,
            version=each.version,
            state=ItemState.WAITING,
        )
        for position, each in enumerate(plan.chosen)
    ]
    session.add_all(items)
    for item, step in zip(items, plan.steps, strict=bool(plan.steps)):
        item.step = asdict(step)
    _record(session, row, "bulk_move.kept", staff.actor, str(len(plan.chosen)))
    session.flush()
    return True


def find_bulk(session: Session, bulk_id: str, *, staff: Staff) -> BulkMove:
    """A bulk move of the staff member's agency; only their own if they are limited to services. Raises NotFound."""
    row, reach = session.get(BulkMove, bulk_id), reach_of(staff)
    if row is None or row.agency_code != reach.agency or (reach.services and row.staff_id != staff.id):
        raise NotFound(UNKNOWN)
    return row


def list_bulks(session: Session, *, staff: Staff) -> Sequence[BulkMove]:
    """The latest bulk moves that `find_bulk` would find, newest first."""
    reach = reach_of(staff)
    query = select(BulkMove).where(BulkMove.agency_code == reach.agency).order_by(BulkMove.created_at.desc())
    query = query.where(BulkMove.staff_id == staff.id) if reach.services else query
    return session.scalars(query.limit(MOST_SHOWN)).all()


def items_of(session: Session, bulk_id: str) -> Sequence[BulkMoveItem]:
    """The items of a bulk move, by position."""
    query = select(BulkMoveItem).where(BulkMoveItem.bulk_id == bulk_id).order_by(BulkMoveItem.position)
    return session.scalars(query).all()


def find_item(session: Session, item: BulkMoveItem) -> Application | None:
    """The application of an item, if it is still there."""
    return applications.find_application(session, references.lookup_key(item.reference))


def count_items(session: Session, bulk_id: str) -> dict[ItemState, int]:
    """The number of items in each state."""
    query = select(BulkMoveItem.state, func.count()).where(BulkMoveItem.bulk_id == bulk_id)
    found: dict[str, int] = {row[0]: row[1] for row in session.execute(query.group_by(BulkMoveItem.state))}
    return {state: found.get(state, 0) for state in ItemState}


def step_of(bulk: BulkMove) -> Transition:
    """The common step of a bulk move, with its texts decrypted."""
    return Transition(bulk.status, bulk.stage, bulk.note, bulk.place, bulk.note_sw)


def item_step(bulk: BulkMove, item: BulkMoveItem) -> Transition:
    """The step of one item: its own if it has one, else the common step."""
    told = item.step
    if told is None:
        return step_of(bulk)
    return Transition(**told | {"status": Status(told["status"])})


def start_bulk(session: Session, bulk_id: str, *, actor: str, released_by: str | None) -> None:
    """Release a held bulk move for the worker. `actor`: both persons. `released_by`: see `BulkMove`.

    Raises NotFound; NotAllowed where it is not held, or where the requester is suspended or in another agency now.
    """
    query = select(BulkMove).where(BulkMove.id == bulk_id).with_for_update()
    row = session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound(UNKNOWN)
    asker = session.get_one(StaffMember, row.staff_id)
    if row.state is not BulkState.HELD:
        raise NotAllowed("it is carried out already")
    if asker.suspended_at is not None or as_staff(asker).agency != row.agency_code:
        raise NotAllowed("who asked for it may not move applications any more")
    row.state, row.actor, row.released_by, row.next_at = BulkState.RUNNING, actor, released_by, now(session)
    _record(session, row, "bulk_move.started", actor, "")


def _insert_bulk(session: Session, plan: BulkPlan, staff: Staff, *, is_held: bool) -> bool:
    step, moment = plan.step, now(session)
    words = {"place": step.place or None, "note": step.note or None, "note_sw": step.note_sw or None}
    return ensure(
        session,
        BulkMove,
        id=plan.id,
        agency_code=reach_of(staff).agency,
        staff_id=staff.id,
        actor=staff.actor,
        state=BulkState.HELD if is_held else BulkState.RUNNING,
        status=step.status,
        stage=step.stage or step.status,
        next_at=moment,
        created_at=moment,
        **sealed_values(session, BulkMove(id=plan.id), **words),
    )


def _record(session: Session, row: BulkMove, action: str, actor: str, many: str) -> None:
    status = "" if row.stage == BY_ROW else str(row.status)
    told = {"status": status, "released_by": row.released_by or "", "applications": many}
    given = {name: value for name, value in told.items() if value}
    audit_log.record(session, actor=actor, action=action, subject=f"bulk:{row.id}", **given)
