"""The words for a change of the catalogue: which part, which columns, the old and the new values, and who made it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, Final

from sqlalchemy.orm import Session

from app.domain.catalogue import catalogue_texts, models
from app.domain.catalogue.changes.catalogue_changes import OF_FILES, Part
from app.domain.catalogue.models import CatalogueChange
from app.domain.staff.approvals import Approval
from app.platform.i18n import NAIROBI
from app.web.console.texts import day, day_and_time, language, mark, say

PARTS: Final[Mapping[str, str]] = {
    Part.FEE: mark("Fee"),
    Part.DAYS: mark("Working days"),
    Part.DOCUMENTS: mark("Documents"),
    Part.OPENING: mark("Open or closed"),
    Part.SMS: mark("SMS at this stage"),
}
COLUMN_NAMES: Final[Mapping[str, str]] = {
    "fee_kes": mark("Fee in KES"),
    "fee_all_in": mark("eCitizen's own fee is in it"),
    "fee_source": mark("Where the fee comes from"),
    "processing_days": mark("Working days"),
    "documents": mark("Documents in English"),
    "documents_sw": mark("Documents in Kiswahili"),
    "closed_at": mark("Closed since"),
    "closed_reason": mark("Why it is closed, in English"),
    "closed_reason_sw": mark("Why it is closed, in Kiswahili"),
    "reopens_on": mark("Open again from"),
    "sms": mark("SMS"),
}
"""What a column is called; one that is not named here is not shown."""
WORDS: Final[Mapping[str, str]] = {"yes": mark("yes"), "no": mark("no"), "on": mark("on"), "off": mark("off")}


def change_line(change: CatalogueChange) -> dict[str, Any]:
    """A change, as a row of the history."""
    return {
        "at": change.at,
        "who": say("a file of the catalogue") if change.actor == OF_FILES else change.actor,
        "part": say(PARTS.get(change.part, change.part)),
        "columns": list(changed_columns(change.old, change.new)),
    }


def changed_columns(old: Mapping[str, str | None], new: Mapping[str, str | None]) -> Iterator[tuple[str, str, str]]:
    """For each column that differs: its name, its old and its new value."""
    for name, called in COLUMN_NAMES.items():
        if name in new and old.get(name) != new[name]:
            yield say(called), shown_value(name, old.get(name)), shown_value(name, new[name])


def shown_value(name: str, text: str | None) -> str:
    """A value of a column, for a reader."""
    if text is None:
        return "-"
    if name == "closed_at":
        return day_and_time(datetime.fromisoformat(text))
    if name == "reopens_on":
        return day(datetime.combine(date.fromisoformat(text), time(12), NAIROBI))
    if name == "fee_kes":
        return text.removesuffix(".00")
    return say(WORDS[text]) if text in WORDS else text


def show_edit(session: Session, _approval: Approval, details: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """What a second person judges: the service, and each column before and after."""
    found = models.service(session, details["service"])
    label = catalogue_texts.service_label(session, found, language()) if found else ""
    rows = [(say("Service"), f"{label} ({details['service']})")]
    for called, before, after in changed_columns(details["old"], details["new"]):
        rows.append((called, say("{before} becomes {after}", before=before, after=after)))
    return rows
