"""Uploaded import files: stored sealed for the member of staff who uploaded them, and applied exactly once on request.

A file is checked again each time it is shown. Applying it creates a bulk move with a step for each row (`bulk_moves`)
under the id of the import, so that a form that is sent twice is applied once.
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
"""How long an uploaded file is kept."""
MOST_PURGED: Final = 20
UNKNOWN: Final = "there is no such import"


class MoveImport(Base):
    """An uploaded file of references and stages. Its text is sealed, because it may contain notes."""

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
    """Store an uploaded file; returns its id. Raises FileRefused for one that cannot be parsed."""
    text = import_files.decode_file(sent)
    file = import_files.parse_text(text)
    row = MoveImport(id=secrets.token_hex(8), staff_id=staff.id, created_at=now(session))
    session.add(row)
    row.file = text
    session.flush()
    _record(session, row.id, "move_import.kept", staff, len(file.rows))
    return row.id


def read_import(session: Session, import_id: str, *, staff: Staff) -> ImportFile:
    """A member of staff's own file, parsed. Raises NotFound for any other."""
    row = session.get(MoveImport, import_id)
    if row is None or row.staff_id != staff.id:
        raise NotFound(UNKNOWN)
    return import_files.parse_text(row.file)


def is_applied(session: Session, import_id: str, *, staff: Staff) -> bool:
    """Whether a member of staff's own import was applied, or waits for approval."""
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
    """Apply the good rows, or, with a `reason`, request an approval. `seen`: the `CheckedFile.standing` that was shown.

    Raises NotAllowed where an application has changed since, Invalid where no row is good, or an approval is needed and
    `reason` is None.
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
    """The good rows as a bulk move with a step for each."""
    chosen = [Chosen(each.application.reference, each.application.version) for each in checked.good]
    steps = [each.step for each in checked.good]
    return BulkPlan(import_id, Transition(steps[0].status, BY_ROW), chosen, steps)


def record_look(session: Session, import_id: str, rows: int, action: str, *, staff: Staff) -> None:
    """Record in the audit trail that somebody previewed the SMS of so many rows, or downloaded the bad rows."""
    _record(session, import_id, action, staff, rows)


def purge_imports(session: Session) -> int:
    """Delete expired files, a batch at a time; returns how many."""
    old = select(MoveImport.id).where(MoveImport.created_at <= now(session) - KEPT).order_by(MoveImport.created_at)
    found = session.scalars(old.limit(MOST_PURGED)).all()
    return delete_with_all_of(session, MoveImport, MoveImport.id.in_(found)) if found else 0


def _record(session: Session, import_id: str, action: str, staff: Staff, rows: int) -> None:
    audit_log.record(session, actor=staff.actor, action=action, subject=f"bulk:{import_id}", rows=str(rows))
