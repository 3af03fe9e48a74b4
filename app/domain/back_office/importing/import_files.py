"""Parses the CSV file of an import into columns and rows.

The file is UTF-8 with commas, semicolons or tabs; the first row names the columns, in any order. An error here refuses
the whole file; errors of single rows are found by `import_checks`.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.back_office.chosen_moves import MOST_CHOSEN
from app.domain.shared import csv_dialects
from app.domain.shared.errors import Invalid

LARGEST_FILE: Final = 1024 * 1024
"""The maximum size in bytes."""
WANTED: Final = ("reference", "stage")
COLUMNS: Final = (*WANTED, "note", "note_sw", "place")
PASSED_OVER: Final = ("row", "problem")
"""Ignored columns. The exported file of bad rows has them, and may be imported again after it was corrected."""
_FORMULAS: Final = ("'=", "'+", "'-", "'@", "'|", "'%")
"""How `defusedcsv` escapes a cell that would be a formula; a corrected file still has the escapes."""


class FileFault(StrEnum):
    """Why a file is refused."""

    TOO_LARGE = "too large"
    NO_UTF8 = "not UTF-8"
    NO_CSV = "not CSV"
    NO_HEADER = "no header"
    NO_COLUMN = "a column is missing"
    UNKNOWN_COLUMN = "a column that is not known"
    REPEATED_COLUMN = "a column that stands there twice"
    NO_ROWS = "no rows"
    TOO_MANY_ROWS = "too many rows"


class FileRefused(Invalid):
    """A file is refused. `detail`: the byte, line or column of the error, or the number of rows."""

    def __init__(self, fault: FileFault, detail: str = "") -> None:
        super().__init__(f"file: {fault}{': ' if detail else ''}{detail}")
        self.fault, self.detail = fault, detail


@dataclass(frozen=True)
class FileRow:
    """A row: its number in the spreadsheet, and its cells as written."""

    number: int
    written: Sequence[str]
    cells: Mapping[str, str]
    """The cells by column name; empty where the row has more or fewer cells than the file has columns."""


@dataclass(frozen=True)
class ImportFile:
    """The columns of a file, and its non-empty rows."""

    columns: Sequence[str]
    rows: Sequence[FileRow]


def decode_file(sent: bytes) -> str:
    """Decode the bytes of an uploaded file. Raises FileRefused."""
    if len(sent) > LARGEST_FILE:
        raise FileRefused(FileFault.TOO_LARGE)
    try:
        return sent.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(FileFault.NO_UTF8, f"{error.start + 1}") from error


def parse_text(text: str) -> ImportFile:
    """Parse CSV text. Raises FileRefused."""
    try:
        lines = [(number, [_tidy(cell) for cell in line]) for number, _, line in csv_dialects.read_lines(text)]
    except csv_dialects.NotCsv as error:
        raise FileRefused(FileFault.NO_CSV, f"{error.line}") from error
    filled = [(number, line) for number, line in lines if any(line)]
    head = filled[0][1] if filled else []
    columns = _read_columns(head)
    rows = [_read_row(number, line, columns, len(head)) for number, line in filled[1:]]
    if not rows:
        raise FileRefused(FileFault.NO_ROWS)
    if len(rows) > MOST_CHOSEN:
        raise FileRefused(FileFault.TOO_MANY_ROWS, f"{len(rows):,}")
    return ImportFile(columns, rows)


def _read_columns(line: Sequence[str]) -> list[str]:
    columns = [each.casefold() for each in csv_dialects.without_rest(line, 0)]
    if not set(columns) & set(COLUMNS):
        raise FileRefused(FileFault.NO_HEADER)
    for each in columns:
        if each not in (*COLUMNS, *PASSED_OVER):
            raise FileRefused(FileFault.UNKNOWN_COLUMN, each[:40])
        if columns.count(each) > 1:
            raise FileRefused(FileFault.REPEATED_COLUMN, each)
    for each in WANTED:
        if each not in columns:
            raise FileRefused(FileFault.NO_COLUMN, each)
    return columns


def _read_row(number: int, line: Sequence[str], columns: Sequence[str], most: int) -> FileRow:
    written = csv_dialects.without_rest(line, len(columns), most)
    fits = len(written) == len(columns)
    return FileRow(number, written, dict(zip(columns, written, strict=True)) if fits else {})


def _tidy(cell: str) -> str:
    """A cell on one line, without the escape of a formula, and without characters that take no room and nobody sees
    (category Cf), which come along when a cell is copied."""
    tidy = " ".join("".join(letter for letter in cell if unicodedata.category(letter) != "Cf").split())
    return tidy[1:].replace("\\|", "|") if tidy.startswith(_FORMULAS) else tidy
