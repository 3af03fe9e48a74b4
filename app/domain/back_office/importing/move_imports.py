"""A file that was taken in and changed nothing yet: kept for its reader, sealed, and applied at their word, once.

It is checked anew whenever it is looked at. What is applied is a move of many with a step for each row
(`bulk_moves`), under the id of the import: whoever sends the form twice finds it applied.
"""

import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.applications.moves import Transition
from app.domain.audit import audit_log
from app.domain.back_office import bulk_moves, held_moves
from app.domain.back_office.bulk_moves import BY_ROW, BulkMove, BulkPlan
from app.domain.back_office.chosen_moves import Chosen
from app.domain.back_office.importing import import_files
from app.domain.back_office.importing.import_checks import CheckedFile
from app.domain.back_office.importing.import_files import ImportFile
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import Invalid, NotAllowed, NotFound
from app.domain.shared.purge import delete_with_all_of
from app.domain.staff.staff_members import Staff, StaffMember
from app.platform.database.sealed_value import sealed_text
from app.platform.db import Base, now

KEPT: Final = timedelta(days=1)
"""For how long a file waits for its reader's word."""
MOST_PURGED: Final = 20
UNKNOWN: Final = "there is no such import"


class MoveImport(Base):
    """A file of references and stages, its text sealed: notes may stand in it."""

    __tablename__ = "move_imports"

    id: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey(StaffMember.id), index=True)
    file_sealed: Mapped[bytes]
    file = sealed_text("file")
    created_at: Mapped[datetime] = mapped_column(index=True)

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"move_imports.{column}:{self.id}"


def keep_import(session: Session, sent: bytes, *, staff: Staff) -> str:
    """Keep a file that was sent; its id. Raises FileRefused for one that cannot be read."""
    text = import_files.decode_file(sent)
    file = import_files.parse_text(text)
    row = MoveImport(id=secrets.token_hex(8), staff_id=staff.id, created_at=now(session))
    session.add(row)
    row.file = text
    session.flush()
    _record(session, row.id, "move_import.kept", staff, len(file.rows))
    return row.id


def read_import(session: Session, import_id: str, *, staff: Staff) -> ImportFile:
    """A file of somebody's own. Raises NotFound for any other."""
    row = session.get(MoveImport, import_id)
    if row is None or row.staff_id != staff.id:
        raise NotFound(UNKNOWN)
    return import_files.parse_text(row.file)


def is_applied(session: Session, import_id: str, *, staff: Staff) -> bool:
    """Whether an import of somebody's own was applied, or waits for a second person."""
    known = session.get(BulkMove, import_id)
    return known is not None and known.staff_id == staff.id


def apply_import(
    session: Session,
    import_id: str,
    checked: CheckedFile,
    *,
    seen: str,
    staff: Staff,
    reason: str | None,
    contacts: Contacts,
) -> None:
    """Apply the good rows as they were shown (`seen`: `CheckedFile.standing` of then), or, with a `reason`, ask for a
    second person.

    Raises NotAllowed where something has changed since, Invalid where no row is good or one person may not do it alone.
    """
    if not checked.good:
        raise Invalid("chosen: no row of this file can be applied")
    if checked.standing != seen:
        raise NotAllowed("somebody has moved some of them meanwhile")
    plan = plan_of(import_id, checked)
    if reason is not None:
        held_moves.request_move(session, plan, reason, staff=staff, contacts=contacts)
    elif held_moves.needed_kind(len(checked.good), checked.held) is not None:
        raise Invalid("reason: this takes a second person")
    else:
        bulk_moves.keep_bulk(session, plan, staff=staff, is_held=False)


def plan_of(import_id: str, checked: CheckedFile) -> BulkPlan:
    """The good rows as a move of many, a step for each."""
    chosen = [Chosen(each.application.reference, each.application.version) for each in checked.good]
    steps = [each.step for each in checked.good]
    return BulkPlan(import_id, Transition(steps[0].status, BY_ROW), chosen, steps)


def record_look(session: Session, import_id: str, rows: int, action: str, *, staff: Staff) -> None:
    """Keep that somebody has looked at what the citizens of so many rows would read, or has taken the bad ones."""
    _record(session, import_id, action, staff, rows)


def purge_imports(session: Session) -> int:
    """Delete files whose time is over; how many."""
    old = select(MoveImport.id).where(MoveImport.created_at <= now(session) - KEPT).order_by(MoveImport.created_at)
    found = session.scalars(old.limit(MOST_PURGED)).all()
    return delete_with_all_of(session, MoveImport, MoveImport.id.in_(found)) if found else 0


def _record(session: Session, import_id: str, action: str, staff: Staff, rows: int) -> None:
    audit_log.record(session, actor=staff.actor, action=action, subject=f"bulk:{import_id}", rows=str(rows))
