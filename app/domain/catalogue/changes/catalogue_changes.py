"""The history of the catalogue: what was changed of a service or a stage, by whom, when, from what to what.

A change that the files know of holds until a file says something else than it did then (`keep_edits`,
docs/decisions/edits-and-files.md).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.audit import audit_log
from app.domain.catalogue import catalogue_texts
from app.domain.catalogue.models import CatalogueChange, Service, StageSilence
from app.platform.db import now

OF_FILES: Final = "catalogue"
"""Who changes what a file has said otherwise since."""
MOST_SHOWN: Final = 50
Texts = dict[str, str | None]
"""Columns, as texts."""


class Part(StrEnum):
    """What belongs together, and is changed at once."""

    FEE = "fee"
    DAYS = "days"
    DOCUMENTS = "documents"
    OPENING = "opening"
    """Whether applications are taken; no file has it."""
    SMS = "sms"
    """Whether an agency sends SMS at a stage; no file has it."""


COLUMNS: Final[Mapping[Part, tuple[str, ...]]] = {
    Part.FEE: ("fee_kes", "fee_all_in", "fee_source", "fee_note"),
    Part.DAYS: ("processing_days",),
    Part.DOCUMENTS: ("documents", "documents_sw"),
    Part.OPENING: ("closed_at", "closed_reason", "closed_reason_sw", "reopens_on"),
}
"""The columns of a service that each part is."""
IN_FILES: Final = frozenset({Part.FEE, Part.DAYS, Part.DOCUMENTS})


def as_text(value: Any) -> str | None:
    """A value of a column, as it is kept in the history and compared: of two that are the same, the same text."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def texts_of(row: Mapping[str, Any], part: Part) -> Texts:
    """A part of a service, as texts; `row`: its columns."""
    return {name: as_text(row[name]) for name in COLUMNS[part]}


def part_of(service: Service, part: Part) -> Texts:
    """The same of a service that was read."""
    return {name: as_text(getattr(service, name)) for name in COLUMNS[part]}


def keep_change(
    session: Session,
    kind: str,
    code: str,
    part: Part,
    change: tuple[Texts, Texts],
    *,
    actor: str,
    of_file: Texts | None,
) -> None:
    """Keep a change that is made in this transaction (`change`: before and after), in the audit trail too."""
    old, new = change
    row = CatalogueChange(
        kind=kind, code=code, part=part, old=old, new=new, of_file=of_file, actor=actor, at=now(session)
    )
    session.add(row)
    audit_log.record(session, actor=actor, action=f"catalogue.{part}", subject=code, kind=kind)
    session.flush()
    catalogue_texts.read_words_anew(session)


def list_changes(session: Session, kind: str, code: str) -> Sequence[CatalogueChange]:
    """The last changes of a service or a stage, the newest first."""
    mine = (CatalogueChange.kind == kind) & (CatalogueChange.code == code)
    return session.scalars(
        select(CatalogueChange).where(mine).order_by(CatalogueChange.id.desc()).limit(MOST_SHOWN)
    ).all()


def find_edit(session: Session, code: str, part: Part) -> CatalogueChange | None:
    """The edit of the console that a part of a service stands by; None where it stands as in the files."""
    mine = (CatalogueChange.kind == Service.__tablename__) & (CatalogueChange.code == code)
    query = select(CatalogueChange).where(mine, CatalogueChange.part == part).order_by(CatalogueChange.id.desc())
    found = session.scalar(query.limit(1))
    return found if found is not None and found.of_file is not None else None


def keep_edits(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Before services are written from a file: what was edited stands where the file says what it said then, and ends
    where it says something else; that is a change too."""
    edits = _live_edits(session)
    for row in rows:
        for part in IN_FILES:
            edit = edits.get((row["code"], part))
            if edit is None:
                continue
            said, service = texts_of(row, part), session.get(Service, row["code"])
            if service is None:
                continue
            if said == edit.of_file:
                row |= {name: getattr(service, name) for name in COLUMNS[part]}
            else:
                change = (part_of(service, part), said)
                kind = Service.__tablename__
                keep_change(session, kind, row["code"], part, change, actor=OF_FILES, of_file=None)


def is_silence(session: Session, agency_code: str, family: str, stage_code: str) -> bool:
    """Whether an agency sends no SMS at a stage, as it is in the database."""
    return session.get(StageSilence, (agency_code, family, stage_code)) is not None


def switch_sms(session: Session, agency_code: str, family: str, stage_code: str, *, is_on: bool, actor: str) -> None:
    """Have an agency send SMS at a stage, or none. Nothing is kept of what changes nothing."""
    found = session.get(StageSilence, (agency_code, family, stage_code), with_for_update=True)
    if (found is None) == is_on:
        return
    if found is not None:
        session.delete(found)
    else:
        session.add(StageSilence(agency_code=agency_code, family=family, stage=stage_code, since=now(session)))
    change: tuple[Texts, Texts] = ({"sms": _on(is_on=not is_on)}, {"sms": _on(is_on=is_on)})
    code = stage_subject(agency_code, family, stage_code)
    keep_change(session, "stages", code, Part.SMS, change, actor=actor, of_file=None)


def stage_subject(agency_code: str, family: str, stage_code: str) -> str:
    """What the history calls a stage of an agency."""
    return f"{agency_code}/{family}/{stage_code}"


def _on(*, is_on: bool) -> str:
    return "on" if is_on else "off"


def _live_edits(session: Session) -> dict[tuple[str, str], CatalogueChange]:
    """The edits that hold: of each part of each service the last change, where the console made it."""
    of_services = CatalogueChange.kind == Service.__tablename__
    last = select(func.max(CatalogueChange.id)).where(of_services).group_by(CatalogueChange.code, CatalogueChange.part)
    found = session.scalars(select(CatalogueChange).where(CatalogueChange.id.in_(last)))
    return {(each.code, each.part): each for each in found if each.of_file is not None}
