"""Checks texts of the catalogue in further languages, row by row: their limits are those of the Kiswahili columns."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from app.domain.catalogue.catalogue_texts import IN_COLUMNS
from app.domain.catalogue_import.csv_cells import LIMITS
from app.domain.catalogue_import.csv_files import TABLES, Mistake, Row, loaded_columns, table_of
from app.platform import gsm0338
from app.platform.i18n import KISWAHILI, languages


def check_texts(session: Session, files: Mapping[Path, Sequence[Row]], mistakes: list[Mistake]) -> None:
    """Each text must belong to a row that exists, in the database or in these files, to a field that is translated, and
    to a language that is used here."""
    asked = [(file, row) for file, rows in files.items() if table_of(file) == "texts" for row in rows]
    known = {kind: _codes(session, kind, files) for kind in {row.values["kind"] for _, row in asked} & {*TABLES}}
    for file, row in asked:
        mistakes += [Mistake(file.name, row.line, column, what) for column, what in _wrong(row.values, known)]


def _wrong(text: Mapping[str, Any], known: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    """The columns of a text that are wrong, and what is wanted."""
    kind, field = text["kind"], text["field"]
    columns = loaded_columns(TABLES[kind]) if kind in TABLES else {}
    if further := [code for code in languages() if code not in IN_COLUMNS]:
        if text["language"] not in further:
            yield "language", f"one of {', '.join(further)} is wanted; English and Kiswahili have columns"
    else:
        yield "language", "no other language than English and Kiswahili is spoken here"
    if f"{field}_{KISWAHILI}" not in columns:
        yield "field", f"{kind} has no text of this name in other languages"
    elif text["code"] not in known[kind]:
        yield "code", f"there is none of this code in {kind}"
    limit = LIMITS.get(f"{kind}.{field}_{KISWAHILI}")
    if limit and not gsm0338.fits(text["text"], limit):
        yield "text", f"at most {limit} septets of GSM 03.38 are wanted"


def _codes(session: Session, kind: str, files: Mapping[Path, Sequence[Row]]) -> set[str]:
    """The keys of a table's rows, in the database and in these files."""
    key = [column.name for column in inspect(TABLES[kind]).primary_key]
    there = session.execute(select(*(getattr(TABLES[kind], name) for name in key)))
    given = (row.values for file, rows in files.items() if table_of(file) == kind for row in rows)
    return {"/".join(each) for each in (*there, *([row[name] for name in key] for row in given))}
