"""Reads the catalogue's CSV files row by row: every value is checked, every mistake has its file, line and column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Column, inspect

from app.domain.applications.reference_shapes import ReferenceShape
from app.domain.catalogue.catalogue_texts import CatalogueText
from app.domain.catalogue.models import (
    AccessFeeTier,
    Agency,
    Category,
    County,
    HudumaCentre,
    Question,
    Service,
    Stage,
    Synonym,
)
from app.domain.catalogue_import.csv_cells import absent_value, may_miss, read_cell
from app.domain.forms.slots import Slot
from app.domain.shared import csv_dialects
from app.platform.db import Base

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
"""The tables that files are named after (`services.csv`, `services_listed.csv`), each after those it refers to."""
OURS: Final = frozenset(
    {"slots.taken"} | {f"services.{name}" for name in ("closed_at", "closed_reason", "closed_reason_sw", "reopens_on")}
)
"""Columns that no file sets: Lango changes them after the row was loaded."""
ALIKE: Final = 0.8
"""The least likeness of an unknown column to one that the file does not have, for it to be a misspelt one."""


@dataclass(frozen=True)
class Mistake:
    """One value that cannot be loaded, with its file, line and column."""

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
    """The table that a file is named after, with or without a suffix (`services_more.csv`)."""
    fits = [name for name in TABLES if file.stem == name or file.stem.startswith(f"{name}_")]
    return max(fits, key=len, default=None)


def loaded_columns(table: type[Base]) -> dict[str, "Column[Any]"]:
    """The columns of a table that come from files, by their names."""
    return {each.name: each for each in inspect(table).columns if f"{each.table.name}.{each.name}" not in OURS}


def parse_file(file: Path, mistakes: list[Mistake]) -> list[Row]:
    """The valid rows of a file. What is wrong is added to `mistakes`, and its row is left out."""
    name = table_of(file)
    if name is None:
        mistakes.append(Mistake(file.name, 0, "", f"the file must be one of {', '.join(TABLES)} (.csv)"))
        return []
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            lines = csv_dialects.read_lines(opened.read())
        return [*_unlike(file, TABLES[name], _rows(file, name, lines, mistakes), mistakes)]
    except UnicodeDecodeError as error:
        mistakes.append(Mistake(file.name, 0, "", f"UTF-8 is wanted; byte {error.start} is none"))
    except csv_dialects.NotCsv as error:
        mistakes.append(Mistake(file.name, 0, "", f"this is no CSV: {error}"))
    return []


def _rows(file: Path, name: str, lines: Iterator[tuple[int, int, list[str]]], mistakes: list[Mistake]) -> Iterator[Row]:
    columns = loaded_columns(TABLES[name])
    _, line, head = next(lines, (1, 1, []))
    heads = csv_dialects.without_rest([each.strip().casefold() for each in head], 0)
    given = {column: there for column, there in columns.items() if column in heads}
    if wrong := [*_wrong_columns(name, heads, given)]:
        mistakes += [Mistake(file.name, line, column, what) for column, what in wrong]
        return
    absent = {column: absent_value(name, column) for column in columns.keys() - given.keys()}
    for _, line, written in lines:
        cells = csv_dialects.without_rest([each.strip() for each in written], len(heads), len(head))
        if len(cells) != len(heads):
            mistakes.append(Mistake(file.name, line, "", _wrong_number(len(heads), len(cells))))
            continue
        row, values, is_wrong = dict(zip(heads, cells, strict=True)), dict(absent), False
        for column, there in given.items():
            try:
                values[column] = read_cell(name, there, row[column])
            except ValueError as error:
                mistakes.append(Mistake(file.name, line, column, str(error)))
                is_wrong = True
        if not is_wrong:
            yield Row(line, values)


def _wrong_number(wanted: int, given: int) -> str:
    if given < wanted:
        return f"{wanted} cells are wanted"
    return f'{wanted} cells are wanted, and {given} are there; a value with a comma needs quotation marks: "1,000"'


def _wrong_columns(name: str, heads: Sequence[str], given: Mapping[str, "Column[Any]"]) -> Iterator[tuple[str, str]]:
    """The columns that a file must not leave out, or has twice, or misspelt; it may have others of its own besides."""
    absent = {column: there for column, there in loaded_columns(TABLES[name]).items() if column not in given}
    missing = [column for column, there in absent.items() if not may_miss(name, there)]
    if missing:
        yield ", ".join(sorted(missing)), "the column is missing"
    for column in dict.fromkeys(heads):
        if column in given and heads.count(column) > 1:
            yield column, "it is there twice"
        elif column not in given and (alike := get_close_matches(column, absent, 1, ALIKE)):
            yield column, f"there is no such column; is {alike[0]} meant?"


def _unlike(file: Path, table: type[Base], rows: Iterable[Row], mistakes: list[Mistake]) -> Iterator[Row]:
    """The rows whose key is not repeated; a repeated key is added to `mistakes`."""
    key = [column.name for column in inspect(table).primary_key]
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        first = seen.setdefault(tuple(row.values[name] for name in key), row.line)
        if first != row.line:
            mistakes.append(Mistake(file.name, row.line, ", ".join(key), f"line {first} has the same"))
        else:
            yield row
