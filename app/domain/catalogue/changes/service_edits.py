"""Edits of a service: parsed from a form, checked against what a phone can show, applied if nobody was faster.

An Invalid says in words what is wanted, after the name of the form's field: `amount: ...`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.catalogue.changes import catalogue_changes
from app.domain.catalogue.changes.catalogue_changes import COLUMNS, IN_FILES, Part, Texts, as_text, part_of
from app.domain.catalogue.models import Service
from app.domain.shared.errors import Invalid, NotFound, VersionConflict
from app.platform import gsm0338
from app.platform.db import now
from app.platform.i18n import NAIROBI, day

LARGEST_FEE: Final = 1_000_000
MOST_DAYS: Final = 3_650
MOST_DOCUMENTS: Final = 8
LONGEST_DOCUMENT: Final = 70
LONGEST_REASON: Final = 60
LONGEST_SOURCE: Final = 32
"""Most septets of a fee's source, including the month since which the fee holds."""
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AMOUNT: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,2})?")
TYPES: Final[Mapping[str, Any]] = {
    "fee_kes": Decimal,
    "fee_all_in": lambda text: text == "yes",
    "processing_days": int,
    "closed_at": datetime.fromisoformat,
    "reopens_on": date.fromisoformat,
}
"""Converts the text of a column to its value; a column that is not here has the text as its value."""


@dataclass(frozen=True)
class ServiceEdit:
    """The new values of a part of a service, as texts by column."""

    part: Part
    texts: Texts

    @property
    def is_closing(self) -> bool:
        """Whether it closes the service, or changes why or for how long it is closed."""
        return self.part is Part.OPENING and self.texts["closed_at"] is not None

    @property
    def takes_two(self) -> bool:
        """Whether a second person must approve it: it changes what citizens pay, or turns them away."""
        return self.part is Part.FEE or self.is_closing

    @property
    def values(self) -> dict[str, Any]:
        """The values that the columns are set to."""
        return {name: _value(name, text) for name, text in self.texts.items()}


def read_fee(given: Mapping[str, str], today: date) -> ServiceEdit:
    """A fee (`amount`, `all_in`), where it comes from (`source`) and since which day (`since`). Raises Invalid."""
    amount = given.get("amount", "")
    if not _AMOUNT.fullmatch(amount) or Decimal(amount) > LARGEST_FEE:
        raise Invalid(f"amount: shillings from 0 to {LARGEST_FEE} are wanted, as digits without commas, such as 1050")
    since = _date("since", given.get("since", ""))
    if since > today:
        raise Invalid("since: the day is wanted since when the fee holds, today or earlier")
    source = " ".join(given.get("source", "").split())
    if not source:
        raise Invalid("source: what the fee is published in is wanted")
    said = f"{source}, {_month(since)}"
    if not gsm0338.fits(said, LONGEST_SOURCE):
        most = LONGEST_SOURCE - len(f", {_month(since)}")
        raise Invalid(f"source: at most {most} letters of GSM 03.38 are wanted")
    texts = {"fee_kes": as_text(Decimal(amount)), "fee_all_in": "yes" if given.get("all_in") == "yes" else "no"}
    return ServiceEdit(Part.FEE, {**texts, "fee_source": said, "fee_note": None})


def read_days(given: Mapping[str, str]) -> ServiceEdit:
    """The working days that it takes (`days`); 0 is the same day, empty is not published. Raises Invalid."""
    days = given.get("days", "")
    if days and (not re.fullmatch(r"[0-9]{1,4}", days) or int(days) > MOST_DAYS):
        raise Invalid(f"days: a whole number from 0 to {MOST_DAYS} is wanted, or nothing")
    return ServiceEdit(Part.DAYS, {"processing_days": str(int(days)) if days else None})


def read_documents(given: Mapping[str, str]) -> ServiceEdit:
    """What to bring, one a line, in English and in Kiswahili (`documents`, `documents_sw`). Raises Invalid."""
    english, kiswahili = (_lines(name, given.get(name, "")) for name in COLUMNS[Part.DOCUMENTS])
    if len(english) != len(kiswahili):
        raise Invalid(f"documents_sw: as many lines as in English are wanted: {len(english)}")
    return ServiceEdit(
        Part.DOCUMENTS, {"documents": "; ".join(english) or None, "documents_sw": "; ".join(kiswahili) or None}
    )


def read_closing(given: Mapping[str, str], moment: datetime) -> ServiceEdit:
    """Why it is closed, in both languages (`why`, `why_sw`), and from which day on it is open again (`reopens`), where
    that is known. Raises Invalid."""
    said = {name: " ".join(given.get(name, "").split()) for name in ("why", "why_sw")}
    for name, text in said.items():
        if not text or not gsm0338.fits(text, LONGEST_REASON):
            raise Invalid(f"{name}: 1 to {LONGEST_REASON} letters of GSM 03.38 are wanted")
    reopens = given.get("reopens", "")
    if reopens and _date("reopens", reopens) <= moment.astimezone(NAIROBI).date():
        raise Invalid("reopens: a day after today is wanted, or nothing")
    texts = {"closed_reason": said["why"], "closed_reason_sw": said["why_sw"], "reopens_on": reopens or None}
    return ServiceEdit(Part.OPENING, {"closed_at": as_text(moment), **texts})


def open_again() -> ServiceEdit:
    """The edit that opens a closed service."""
    return ServiceEdit(Part.OPENING, dict.fromkeys(COLUMNS[Part.OPENING]))


def edit_service(session: Session, code: str, edit: ServiceEdit, *, seen: Texts, actor: str) -> None:
    """Apply an edit if the part is still as it was `seen`, and record the values before and after it in the history.

    Raises NotFound, VersionConflict where the part was changed since, by a person or a file, and Invalid where the edit
    changes nothing or its day of reopening has come.
    """
    query = select(Service).where(Service.code == code).with_for_update(of=Service)
    service = session.scalar(query.execution_options(populate_existing=True))
    if service is None:
        raise NotFound("there is no such service")
    before = part_of(service, edit.part)
    if before != seen:
        raise VersionConflict("somebody has changed this since; look at it again")
    check_difference(edit, before)
    reopens = edit.values.get("reopens_on")
    if reopens is not None and reopens <= now(session).astimezone(NAIROBI).date():
        raise Invalid("reopens: this day has come meanwhile")
    of_file = None
    if edit.part in IN_FILES:
        known = catalogue_changes.find_edit(session, code, edit.part)
        of_file = known.of_file if known else before
    for name, value in edit.values.items():
        setattr(service, name, value)
    change = (before, {**edit.texts, **_closed_now(session, edit)})
    if edit.is_closing:
        service.closed_at = now(session)
    kind = Service.__tablename__
    catalogue_changes.keep_change(session, kind, code, edit.part, change, actor=actor, of_file=of_file)


def check_difference(edit: ServiceEdit, before: Texts) -> None:
    """Raises Invalid for an edit that changes nothing."""
    told = {name: text for name, text in edit.texts.items() if name not in ("closed_at", "fee_note")}
    if told == {name: before[name] for name in told} and edit.is_closing == (before.get("closed_at") is not None):
        raise Invalid(f"{_FIRST[edit.part]}: this is how it stands already")


_FIRST: Final[Mapping[Part, str]] = {
    Part.FEE: "amount",
    Part.DAYS: "days",
    Part.DOCUMENTS: "documents",
    Part.OPENING: "why",
}
"""The field of the form beside which a refusal of a whole part is shown."""


def _closed_now(session: Session, edit: ServiceEdit) -> Texts:
    return {"closed_at": as_text(now(session))} if edit.is_closing else {}


def _value(name: str, text: str | None) -> Any:
    return None if text is None else TYPES.get(name, str)(text)


def _lines(name: str, text: str) -> list[str]:
    lines = [" ".join(each.split()) for each in text.splitlines() if each.strip()]
    if len(lines) > MOST_DOCUMENTS:
        raise Invalid(f"{name}: at most {MOST_DOCUMENTS} lines are wanted")
    for number, line in enumerate(lines, 1):
        if not gsm0338.fits(line, LONGEST_DOCUMENT) or ";" in line:
            raise Invalid(
                f"{name}: line {number}: at most {LONGEST_DOCUMENT} letters of GSM 03.38 are wanted, and no semicolon"
            )
    return lines


def _date(name: str, text: str) -> date:
    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(f"{name}: a day is wanted, such as 2026-12-07") from None


def _month(since: date) -> str:
    moment = datetime(since.year, since.month, since.day, 12, tzinfo=NAIROBI)
    return day("en", moment).partition(" ")[2]
