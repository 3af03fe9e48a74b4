"""The sheets of an XLSForm file: an Excel workbook, or a CSV that holds all sheets one after the other.

pyxform is imported here and nowhere else, and only when a file is read: it serves no citizen
(docs/decisions/forms-in-xlsform.md).
"""

import csv
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.domain.forms_import.form_mistakes import FileMistakes, SheetRow

SHEETS: Final = ("survey", "choices", "settings")
OTHER_SHEETS: Final = ("external_choices", "entities", "osm")
"""Sheets of XLSForm that this subset refuses; a sheet of any other name is ignored and may hold notes."""
LARGEST: Final = 1_000_000
"""Most bytes of a file; an Excel file may unpack to ten times as many."""
MOST_ROWS: Final = 2000
MIDNIGHT: Final = re.compile(r"(?<=^[0-9]{4}-[0-9]{2}-[0-9]{2}) 00:00:00$")
"""Excel makes a cell such as `2026-12-01` a date, and pyxform reads it with a time."""
PLACE: Final = re.compile(r"^\[row : (\d+)\] *")


@dataclass(frozen=True)
class Sheet:
    """A sheet as it was written. `header`: the row that names the columns."""

    name: str
    header: int
    columns: Sequence[str]
    rows: Sequence[SheetRow]


def read_sheets(file: Path, mistakes: FileMistakes) -> dict[str, Sheet]:
    """The sheets of a file by their names; none where it cannot be read: `mistakes` says why."""
    try:
        sheets = _read(file)
    except UnicodeDecodeError as error:
        mistakes.add_sheet("", f"UTF-8 is wanted; byte {error.start} is none")
        return {}
    except csv.Error as error:
        mistakes.add_sheet("", f"this is no CSV: {error}")
        return {}
    except (OSError, ValueError) as error:
        mistakes.add_sheet("", str(error))
        return {}
    for sheet in sheets.values():
        if len(sheet.rows) > MOST_ROWS:
            mistakes.add_sheet(sheet.name, f"at most {MOST_ROWS} rows are wanted")
            return {}
    return sheets


def _read(file: Path) -> dict[str, Sheet]:
    if file.stat().st_size > LARGEST:
        raise ValueError(f"at most {LARGEST} bytes are wanted")
    readers = {".csv": _read_csv, ".xlsx": _read_xlsx}
    if file.suffix.lower() not in readers:
        raise ValueError("a file .xlsx or .csv is wanted")
    return dict(readers[file.suffix.lower()](file))


def find_pyxform_fault(sheets: Mapping[str, Sheet], mistakes: FileMistakes) -> None:
    """Have pyxform convert the sheets, so that a form that is loaded here is valid XLSForm for other tools too."""
    from pyxform.builder import create_survey_element_from_dict
    from pyxform.errors import PyXFormError
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import DefinitionData

    taken = {name: sheet for name, sheet in sheets.items() if name in SHEETS}  # one of another name may hold notes
    given: dict[str, Any] = {"sheet_names": [*taken]}
    for name, sheet in taken.items():
        given[name] = _numbered_for_pyxform(sheet)
        given[f"{name}_header"] = [dict.fromkeys(sheet.columns)]
    try:
        survey = create_survey_element_from_dict(workbook_to_json(DefinitionData(**given)))
        survey.to_xml(validate=False, warnings=[])
    except PyXFormError as error:
        said = " ".join(str(error).split())
        row = PLACE.match(said)
        mistakes.add_sheet("survey", PLACE.sub("", said), row=int(row[1]) if row else 0)


def _numbered_for_pyxform(sheet: Sheet) -> list[dict[str, str]]:
    """The rows, with an empty one for each missing number: pyxform counts rows, from 2."""
    if sheet.name == "settings":
        return [dict(row.cells) for row in sheet.rows]
    by_number = {row.number: dict(row.cells) for row in sheet.rows}
    return [by_number.get(number, {}) for number in range(2, max(by_number, default=1) + 1)]


def _read_csv(file: Path) -> Iterator[tuple[str, Sheet]]:
    """XLSForm in one CSV: a line with a sheet's name in the first cell, then its rows, from the second cell on."""
    name, header, columns, rows = "", 0, [""], list[SheetRow]()
    seen: set[str] = set()
    with file.open(encoding="utf-8-sig", newline="") as text:
        lines = csv.reader(text, strict=True)
        begins = 1
        for line in lines:
            number, begins = begins, lines.line_num + 1
            first, *cells = [cell.replace("\xa0", " ").strip() for cell in line] or [""]
            if first:
                if name:
                    yield name, Sheet(name, header, columns, rows)
                name, header, columns, rows = _named(first, number, seen), 0, [], []
            if not any(cells):
                continue
            if not name:
                raise ValueError(f"line {number}: the name of a sheet (survey) is wanted in the first cell before it")
            if not header:
                header, columns = number, cells
                _check_columns(name, cells, number)
            else:
                rows.append(_row(name, number, columns, cells))
    if name:
        yield name, Sheet(name, header, columns, rows)


def _named(first: str, number: int, seen: set[str]) -> str:
    name = first.lower()
    if name in seen:
        raise ValueError(f"line {number}: the sheet {name} is there twice")
    if ";" in first or "\t" in first:
        raise ValueError("commas are wanted between the cells: save it as CSV with commas, or as .xlsx")
    seen.add(name)
    return name


def _row(sheet: str, number: int, columns: Sequence[str], cells: Sequence[str]) -> SheetRow:
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        raise ValueError(f"{sheet} row {number}: there are more cells than columns")
    return SheetRow(
        sheet, number, {column: cell for column, cell in zip(columns, cells, strict=False) if column and cell}
    )


def _check_columns(sheet: str, columns: Sequence[str], number: int) -> None:
    twice = next((each for each in columns if each and columns.count(each) > 1), None)
    if twice:
        raise ValueError(f"{sheet} row {number}: the column {twice} is there twice")


def _read_xlsx(file: Path) -> Iterator[tuple[str, Sheet]]:
    from pyxform.errors import PyXFormError
    from pyxform.xls2json_backends import xlsx_to_dict

    try:
        with zipfile.ZipFile(file) as packed:
            if sum(part.file_size for part in packed.infolist()) > 10 * LARGEST:
                raise ValueError("it unpacks to too much")
        read = xlsx_to_dict(str(file))
    except (PyXFormError, zipfile.BadZipFile) as error:
        raise ValueError(str(error) if isinstance(error, PyXFormError) else "this is no Excel file (.xlsx)") from None
    except Exception as error:  # openpyxl raises whatever a broken part of the file leads to
        if isinstance(error, ValueError):
            raise
        raise ValueError(f"this Excel file cannot be read: {type(error).__name__}") from None
    for name in (*SHEETS, *OTHER_SHEETS):
        if name in read:
            columns = [*(read[f"{name}_header"] or [{}])[0]]
            rows = [
                SheetRow(name, number, {column: MIDNIGHT.sub("", cell) for column, cell in cells.items()})
                for number, cells in enumerate(read[name], 2)
                if cells
            ]
            yield name, Sheet(name, 1, columns, rows)
