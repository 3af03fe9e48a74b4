"""The catalogue from its CSV files: checked row by row, and all of it or nothing.

A row that is gone from the files stays in the database: applications may stand on it.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Integer, Numeric, inspect
from sqlalchemy.orm import Session

from app import gsm
from app.db import Base
from app.domain.catalogue import Agency, Service, Stage, Status

DATA: Final = Path(__file__).resolve().parent.parent / "data"
TABLES: Final[Mapping[str, type[Base]]] = {"agencies": Agency, "services": Service, "stages": Stage}
"""In the order in which they lean on each other."""
LIMITS: Final[Mapping[str, int]] = {
    "short_name": 24,
    "services.label": 32,
    "services.label_sw": 32,
    "stages.label": 30,
    "stages.label_sw": 34,
    "next": 48,
    "next_sw": 52,
}
"""Septets that a column may have, so that every screen and every one-segment SMS holds it."""


@dataclass(frozen=True)
class Mistake:
    """One value that cannot be loaded, and where it stands."""

    file: str
    line: int
    column: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.column}: {self.what}"


class NotLoaded(Exception):
    """Nothing was loaded; the mistakes say why."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


def load(session: Session, files: Sequence[Path]) -> dict[str, int]:
    """Load files named after their tables (`services.csv`), and say how many rows of each were read.

    Raises NotLoaded, with every mistake in every file, and then has changed nothing.
    """
    mistakes: list[Mistake] = []
    counts = {}
    for file in sorted(files, key=lambda each: [*TABLES].index(each.stem) if each.stem in TABLES else -1):
        rows = list(_rows(file, mistakes))
        counts[file.stem] = len(rows)
        if not mistakes:
            _write(session, TABLES[file.stem], rows)
    if mistakes:
        raise NotLoaded(mistakes)
    return counts


def _write(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    key = [column.name for column in inspect(table).primary_key]
    known = {tuple(getattr(row, name) for name in key): row for row in session.query(table)}
    for row in rows:
        there = known.get(tuple(row[name] for name in key))
        if there is None:
            session.add(table(**row))
        else:
            for name, value in row.items():
                setattr(there, name, value)
    session.flush()


def _rows(file: Path, mistakes: list[Mistake]) -> Iterator[dict[str, Any]]:
    if file.stem not in TABLES:
        mistakes.append(Mistake(file.name, 0, "", f"the file must be one of {', '.join(TABLES)} (.csv)"))
        return
    table = TABLES[file.stem]
    columns = {column.name: column for column in inspect(table).columns}
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = columns.keys() - set(reader.fieldnames or ())
        if missing:
            mistakes.append(Mistake(file.name, 1, ", ".join(sorted(missing)), "the column is missing"))
            return
        for row in reader:
            read = {}
            for name, column in columns.items():
                try:
                    read[name] = _value(file.stem, column, (row[name] or "").strip())
                except ValueError as error:
                    mistakes.append(Mistake(file.name, reader.line_num, name, str(error)))
            yield read


def _value(table: str, column: Any, text: str) -> Any:
    if not text:
        if not column.nullable:
            raise ValueError("a value is wanted")
        return None
    limit = LIMITS.get(f"{table}.{column.name}") or LIMITS.get(column.name)
    if limit and not gsm.fits(text, limit):
        raise ValueError(f"at most {limit} septets of GSM 03.38 are wanted")
    return _of_type(column, text)


def _of_type(column: Any, text: str) -> Any:
    if column.name == "status":
        return Status(text)
    if isinstance(column.type, Integer):
        return int(text)
    if isinstance(column.type, Numeric):
        try:
            return Decimal(text)
        except InvalidOperation:
            raise ValueError("a number of shillings is wanted") from None
    return text
