"""A cell of the catalogue's CSV files: what its column may hold, and the value that the database takes."""

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Boolean, Column, Integer, Numeric

from app.domain.catalogue.labels import LABEL, folded
from app.domain.catalogue.models import Status
from app.platform import gsm0338
from app.platform.database.column_types import Moment
from app.platform.i18n import NAIROBI

SHORT_NAME: Final = 24
LIMITS: Final[Mapping[str, int]] = {
    "agencies.short_name": SHORT_NAME,
    "huduma_centres.short_name": SHORT_NAME,
    "categories.label": 28,
    "categories.label_sw": 28,
    "counties.name": SHORT_NAME,
    "services.label": LABEL,
    "services.label_sw": LABEL,
    "services.fee_source": 32,
    "services.answer": 120,
    "services.answer_sw": 120,
    "faqs.label": 32,
    "faqs.label_sw": 32,
    "faqs.answer": 140,
    "faqs.answer_sw": 140,
    "stages.label": 30,
    "stages.label_sw": 34,
    "stages.next": 48,
    "stages.next_sw": 52,
}
"""Most septets of a column, so that its text fits every screen and every SMS of one segment."""
LONGEST: Final = 2000
"""Most characters of any cell."""
PATTERNS: Final[Mapping[str, tuple[str, str]]] = {
    "code": (r"[a-z0-9][a-z0-9_-]{0,69}", "small letters, digits and hyphens are wanted"),
    "channel": (r"phone|portal|desk", "phone, portal or desk is wanted"),
    "url": (r"https?://\S+", "an address that begins with http:// or https:// is wanted"),
    "portal_url": (r"https?://\S+", "an address that begins with http:// or https:// is wanted"),
    "hours": (r"[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]", "hours like 08:00-17:00 are wanted"),
    "huduma_centres.status": (r"open|planned", "open or planned is wanted"),
    "counties.code": (r"0[0-4][0-9]", "the county's three digits are wanted"),
    "texts.code": (
        r"[a-z0-9][a-z0-9_-]{0,69}(/[a-z0-9][a-z0-9_-]{0,69})?",
        "a code, of a stage family/code, is wanted",
    ),
    "form": (r"[a-z0-9][a-z0-9_-]{0,69}", "the name of a form is wanted"),
    "slots.calendar": (r"[a-z0-9][a-z0-9_-]{0,69}", "small letters, digits and hyphens are wanted"),
    "slots.place": (r"[a-z0-9][a-z0-9_-]{0,69}", "the name of a choice in the form is wanted"),
    "word": (r"[a-z0-9' -]{1,40}", "a word or a few in small letters are wanted"),
}
DEFAULTS: Final[Mapping[str, str]] = {"services.family": "general", "services.channel": "portal", "slots.place": ""}
MADE: Final = frozenset({"services.label", "services.label_sw", "agencies.short_name"})
"""Columns that are made by rule where a row leaves them empty (`app/domain/catalogue/labels.py`)."""
SHOWN: Final = frozenset(
    {"name", "name_sw", "documents", "documents_sw", "address", "town", "fee_note", "headquarters", "places", "text"}
)
"""Columns that are shown on a phone and have no limit: they are folded to GSM 03.38."""


def may_miss(table: str, column: "Column[Any]") -> bool:
    """Whether a file may leave a column, or a cell of it, out."""
    return bool(column.nullable) or f"{table}.{column.name}" in DEFAULTS or f"{table}.{column.name}" in MADE


def absent_value(table: str, column: str) -> Any:
    """The value for a cell that is empty or missing."""
    return DEFAULTS.get(f"{table}.{column}")


def read_cell(table: str, column: "Column[Any]", text: str) -> Any:
    """The value of a cell. Raises ValueError with what is wanted."""
    if not text:
        if not may_miss(table, column):
            raise ValueError("a value is wanted")
        return absent_value(table, column.name)
    if column.name in SHOWN:
        text = folded(text) if column.name.startswith("name") else gsm0338.fold(text)
    _check(table, column.name, text)
    return _of_type(column, text)


def _check(table: str, column: str, text: str) -> None:
    limit = LIMITS.get(f"{table}.{column}")
    if limit and not gsm0338.fits(text, limit):
        raise ValueError(f"at most {limit} septets of GSM 03.38 are wanted")
    if len(text) > LONGEST or "\0" in text:
        raise ValueError(f"at most {LONGEST} letters are wanted, and none of them NUL")
    pattern, wanted = PATTERNS.get(f"{table}.{column}") or PATTERNS.get(column) or ("", "")
    if pattern and not re.fullmatch(pattern, text):
        raise ValueError(wanted)


def _of_type(column: "Column[Any]", text: str) -> Any:
    if column.name == "status" and column.table.name == "stages":
        return Status(text)
    if isinstance(column.type, Boolean):
        if text.casefold() not in ("yes", "no"):
            raise ValueError("yes or no is wanted")
        return text.casefold() == "yes"
    if isinstance(column.type, Integer):
        if not re.fullmatch(r"[0-9]{1,6}", text):
            raise ValueError("a whole number is wanted")
        return int(text)
    if isinstance(column.type, Moment):
        return _moment(text)
    return _shillings(text) if isinstance(column.type, Numeric) else text


def _moment(text: str) -> datetime:
    """A date and time, in the time zone of Nairobi."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}", text):
        raise ValueError("a day and a time in Nairobi like 2026-12-07 09:00 are wanted")
    try:
        return datetime.fromisoformat(text).replace(tzinfo=NAIROBI)
    except ValueError:
        raise ValueError("there is no such day or time") from None


def _shillings(text: str) -> Decimal:
    if not re.fullmatch(r"([0-9]{1,9}|[0-9]{1,3}(,[0-9]{3}){1,2})(\.[0-9]{1,2})?", text):
        raise ValueError("a number of shillings is wanted")
    return Decimal(text.replace(",", ""))
