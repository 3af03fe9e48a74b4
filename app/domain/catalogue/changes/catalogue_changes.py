"""The history of the catalogue: what was changed of a service or a stage, by whom, when, from what to what.

A console edit of a part that is in the files too stays in force until a file says something else than it did at the
time of the edit (`keep_edits`, docs/decisions/edits-and-files.md).
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
"""The actor of a change that a load made: a file says something new about an edited part."""
MOST_SHOWN: Final = 50
Texts = dict[str, str | None]
"""Values as texts, by column."""


class Part(StrEnum):
    """Columns of a service that are changed together, or a setting of a stage."""

    FEE = "fee"
    DAYS = "days"
    DOCUMENTS = "documents"
    OPENING = "opening"
    """Whether applications are taken; no file sets it."""
    SMS = "sms"
    """Whether an agency sends SMS at a stage; no file sets it."""


COLUMNS: Final[Mapping[Part, tuple[str, ...]]] = {
    Part.FEE: ("fee_kes", "fee_all_in", "fee_source", "fee_note"),
    Part.DAYS: ("processing_days",),
    Part.DOCUMENTS: ("documents", "documents_sw"),
    Part.OPENING: ("closed_at", "closed_reason", "closed_reason_sw", "reopens_on"),
}
"""The columns of a service in each part."""
IN_FILES: Final = frozenset({Part.FEE, Part.DAYS, Part.DOCUMENTS})


def as_text(value: Any) -> str | None:
    """A column's value as text, for the history and for comparisons: equal values have equal texts."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def texts_of(row: Mapping[str, Any], part: Part) -> Texts:
    """A part of a service as texts; `row`: values by column."""
    return {name: as_text(row[name]) for name in COLUMNS[part]}


def part_of(service: Service, part: Part) -> Texts:
    """A part of a service as texts; `service`: its row."""
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
    """Record a change that is made in this transaction, in the history and in the audit trail.

    `change`: the values before and after. `of_file`: what the files say of the part; None where no file has it, and
    where a file made the change.
    """
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
    """The console edit that is in force for a part of a service; None where the part is as in the files."""
    mine = (CatalogueChange.kind == Service.__tablename__) & (CatalogueChange.code == code)
    query = select(CatalogueChange).where(mine, CatalogueChange.part == part).order_by(CatalogueChange.id.desc())
    found = session.scalar(query.limit(1))
    return found if found is not None and found.of_file is not None else None


def keep_edits(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Put console edits into the rows of a file before they are written to `services`.

    Where the file says the same as at the time of the edit, the row takes the edited values. Where it says something
    else, the edit ends, and that is recorded as a change.
    """
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
    """Whether an agency sends no SMS at a stage; read from the database, not from a cache."""
    return session.get(StageSilence, (agency_code, family, stage_code)) is not None


def switch_sms(session: Session, agency_code: str, family: str, stage_code: str, *, is_on: bool, actor: str) -> None:
    """Switch an agency's SMS at a stage on or off, and record it; where it is so already, do nothing."""
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
    """The code of an agency's stage in the history."""
    return f"{agency_code}/{family}/{stage_code}"


def _on(*, is_on: bool) -> str:
    return "on" if is_on else "off"


def _live_edits(session: Session) -> dict[tuple[str, str], CatalogueChange]:
    """The edits in force: the last change of each part of each service, if the console made it."""
    of_services = CatalogueChange.kind == Service.__tablename__
    last = select(func.max(CatalogueChange.id)).where(of_services).group_by(CatalogueChange.code, CatalogueChange.part)
    found = session.scalars(select(CatalogueChange).where(CatalogueChange.id.in_(last)))
    return {(each.code, each.part): each for each in found if each.of_file is not None}
