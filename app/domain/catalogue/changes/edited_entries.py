"""A catalogue entry as it would be after an edit: for the preview, before anything is changed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from app.domain.catalogue.changes.catalogue_changes import COLUMNS
from app.domain.catalogue.changes.service_edits import ServiceEdit
from app.domain.catalogue.entries import Closure, ServiceEntry
from app.domain.catalogue.models import Service
from app.platform.i18n import KISWAHILI
from app.platform.languages.localised import Localised

_ALL: Final = tuple(name for columns in COLUMNS.values() for name in columns)


def entry_after(entry: ServiceEntry, service: Service, edit: ServiceEdit | None = None) -> ServiceEntry:
    """A copy of an entry with the values of the database row, and those of an edit in their place."""
    row = {name: getattr(service, name) for name in _ALL} | (edit.values if edit else {})
    return replace(
        entry,
        fee_kes=row["fee_kes"],
        fee_all_in=bool(row["fee_all_in"]),
        fee_source=row["fee_source"],
        fee_note=row["fee_note"],
        days=row["processing_days"],
        documents=_localised(row, "documents"),
        closure=Closure(_localised(row, "closed_reason"), row["reopens_on"]) if row["closed_at"] else None,
    )


def _localised(row: Mapping[str, Any], name: str) -> Localised:
    return Localised.of(row[name] or "", {KISWAHILI: row[f"{name}_{KISWAHILI}"]})
