"""The catalogue's CSV files, read row by row: every value checked, every mistake told with its place."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Boolean, Column, Integer, Numeric, inspect

from app.domain.applications.reference_shapes import ReferenceShape
from app.domain.catalogue.catalogue_texts import CatalogueText
from app.domain.catalogue.labels import LABEL, folded
from app.domain.catalogue.models import (
    AccessFeeTier,
    Agency,
    Category,
    County,
    HudumaCentre,
    Question,
    Service,
    Stage,
    Status,
    Synonym,
)
from app.domain.forms.slots import Slot
from app.platform import gsm0338
from app.platform.column_types import Moment
from app.platform.db import Base
from app.platform.i18n import NAIROBI

TABLES: Final[Mapping[str, type[Base]]] = {
    "counties": County,
    "agencies": Agency,
    "categories": Category,
    "services": Service,
    "stages": Stage,
    "access_fee_tiers": AccessFeeTier,
    "huduma_centres": HudumaCentre,
    "faqs": Question,
    "synonyms": Synonym,
    "reference_shapes": ReferenceShape,
    "texts": CatalogueText,
    "slots": Slot,
}
"""What files are named after (`services.csv`, `services_listed.csv`), in the order in which they lean on each other."""
OURS: Final = frozenset({"slots.taken"})
"""Columns that no file has: what became of the row here since it was loaded."""
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
"""Septets that a column may have, so that every screen and every one-segment SMS holds it."""
LONGEST: Final = 2000
"""Letters of any other column."""
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
"""Columns that reach a phone and have no limit: written in GSM 03.38."""


@dataclass(frozen=True)
class Mistake:
    """One value that cannot be loaded, and where it stands."""

    file: str
    line: int
    column: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.column}: {self.what}"


@dataclass(frozen=True)
class Row:
    """A row as the database takes it, and the line on which it ends."""

    line: int
    values: dict[str, Any]


def table_of(file: Path) -> str | None:
    """The table that a file is named after, alone or with a word of its own behind it (`services_more.csv`)."""
    fits = [name for name in TABLES if file.stem == name or file.stem.startswith(f"{name}_")]
    return max(fits, key=len, default=None)


def loaded_columns(table: type[Base]) -> dict[str, "Column[Any]"]:
    """The columns of a table that come from files, by their names."""
    return {each.name: each for each in inspect(table).columns if f"{each.table.name}.{each.name}" not in OURS}


def parse_file(file: Path, mistakes: list[Mistake]) -> list[Row]:
    """The rows of a file; what is wrong is added to the mistakes, and the row left out."""
    name = table_of(file)
    if name is None:
        mistakes.append(Mistake(file.name, 0, "", f"the file must be one of {', '.join(TABLES)} (.csv)"))
        return []
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return [
                *_unlike(file, TABLES[name], _rows(file, name, csv.DictReader(lines, strict=True), mistakes), mistakes)
            ]
    except UnicodeDecodeError as error:
        mistakes.append(Mistake(file.name, 0, "", f"UTF-8 is wanted; byte {error.start} is none"))
    except csv.Error as error:
        mistakes.append(Mistake(file.name, 0, "", f"this is no CSV: {error}"))
    return []


def _rows(file: Path, name: str, reader: "csv.DictReader[str]", mistakes: list[Mistake]) -> Iterator[Row]:
    columns = loaded_columns(TABLES[name])
    given = {column: there for column, there in columns.items() if column in (reader.fieldnames or ())}
    missing = [column for column in columns.keys() - given.keys() if not _may_miss(name, columns[column])]
    if missing:
        mistakes.append(Mistake(file.name, 1, ", ".join(sorted(missing)), "the column is missing"))
        return
    absent = {column: _absent(name, column) for column in columns.keys() - given.keys()}
    for row in reader:
        if None in row or None in row.values():
            mistakes.append(Mistake(file.name, reader.line_num, "", f"{len(reader.fieldnames or ())} cells are wanted"))
            continue
        values, wrong = dict(absent), False
        for column, there in given.items():
            try:
                values[column] = _value(name, there, row[column].strip())
            except ValueError as error:
                mistakes.append(Mistake(file.name, reader.line_num, column, str(error)))
                wrong = True
        if not wrong:
            yield Row(reader.line_num, values)


def _unlike(file: Path, table: type[Base], rows: Iterable[Row], mistakes: list[Mistake]) -> Iterator[Row]:
    """The rows, each key once."""
    key = [column.name for column in inspect(table).primary_key]
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        first = seen.setdefault(tuple(row.values[name] for name in key), row.line)
        if first != row.line:
            mistakes.append(Mistake(file.name, row.line, ", ".join(key), f"line {first} has the same"))
        else:
            yield row


def _may_miss(table: str, column: "Column[Any]") -> bool:
    return bool(column.nullable) or f"{table}.{column.name}" in DEFAULTS or f"{table}.{column.name}" in MADE


def _absent(table: str, column: str) -> Any:
    return DEFAULTS.get(f"{table}.{column}")


def _value(table: str, column: "Column[Any]", text: str) -> Any:
    if not text:
        if not _may_miss(table, column):
            raise ValueError("a value is wanted")
        return _absent(table, column.name)
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
        if text not in ("yes", "no"):
            raise ValueError("yes or no is wanted")
        return text == "yes"
    if isinstance(column.type, Integer):
        if not re.fullmatch(r"[0-9]{1,6}", text):
            raise ValueError("a whole number is wanted")
        return int(text)
    if isinstance(column.type, Moment):
        return _moment(text)
    return _shillings(text) if isinstance(column.type, Numeric) else text


def _moment(text: str) -> datetime:
    """A point of time as Kenyans write it: in Nairobi."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}", text):
        raise ValueError("a day and a time in Nairobi like 2026-12-07 09:00 are wanted")
    try:
        return datetime.fromisoformat(text).replace(tzinfo=NAIROBI)
    except ValueError:
        raise ValueError("there is no such day or time") from None


def _shillings(text: str) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,2})?", text) or not amount.is_finite():
        raise ValueError("a number of shillings is wanted")
    return amount
