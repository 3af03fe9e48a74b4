"""The file of an import, read: its columns and its rows, as somebody's spreadsheet has written them.

UTF-8, with commas or semicolons; the first row names the columns, in any order. What is refused here is the whole file;
a row that cannot be taken is told by `import_checks`.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.back_office.chosen_moves import MOST_CHOSEN
from app.domain.shared.errors import Invalid

LARGEST_FILE: Final = 1024 * 1024
"""Bytes."""
WANTED: Final = ("reference", "stage")
COLUMNS: Final = (*WANTED, "note", "note_sw", "place")
PASSED_OVER: Final = ("row", "problem")
"""Columns of the file of bad rows, which comes back as it is once it was mended."""
_FORMULAS: Final = ("'=", "'+", "'-", "'@", "'|", "'%")
"""What `defusedcsv` writes before what would be a formula, and a mended file still has."""


class FileFault(StrEnum):
    """Why a file is not read."""

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
    """A file that is not read. `detail`: the byte, the row or the column that it is about."""

    def __init__(self, fault: FileFault, detail: str = "") -> None:
        super().__init__(f"file: {fault}{': ' if detail else ''}{detail}")
        self.fault, self.detail = fault, detail


@dataclass(frozen=True)
class FileRow:
    """A row by its number in the spreadsheet, as it was written."""

    number: int
    written: Sequence[str]
    cells: Mapping[str, str]
    """By the names of the columns; none where there are more or fewer than the file has."""


@dataclass(frozen=True)
class ImportFile:
    """The columns of a file, and its rows without those that are empty."""

    columns: Sequence[str]
    rows: Sequence[FileRow]


def decode_file(sent: bytes) -> str:
    """The text of a file that was sent. Raises FileRefused."""
    if len(sent) > LARGEST_FILE:
        raise FileRefused(FileFault.TOO_LARGE)
    try:
        return sent.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(FileFault.NO_UTF8, f"{error.start + 1}") from error


def parse_text(text: str) -> ImportFile:
    """The columns and rows of a text. Raises FileRefused."""
    first = text.lstrip().partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        lines = [[_tidy(cell) for cell in line] for line in reader]
    except csv.Error as error:
        raise FileRefused(FileFault.NO_CSV, f"{reader.line_num}") from error
    filled = [(number, line) for number, line in enumerate(lines, 1) if any(line)]
    columns = _read_columns(filled[0][1] if filled else [])
    rows = [_read_row(number, line, columns) for number, line in filled[1:]]
    if not rows:
        raise FileRefused(FileFault.NO_ROWS)
    if len(rows) > MOST_CHOSEN:
        raise FileRefused(FileFault.TOO_MANY_ROWS, f"{len(rows):,}")
    return ImportFile(columns, rows)


def _read_columns(line: Sequence[str]) -> list[str]:
    columns = [each.casefold() for each in _without_rest(line, 0)]
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


def _read_row(number: int, line: Sequence[str], columns: Sequence[str]) -> FileRow:
    written = _without_rest(line, len(columns))
    fits = len(written) == len(columns)
    return FileRow(number, written, dict(zip(columns, written, strict=True)) if fits else {})


def _without_rest(line: Sequence[str], least: int) -> list[str]:
    """Without the empty cells that a spreadsheet writes behind the last one."""
    cells = [*line]
    while len(cells) > least and not cells[-1]:
        cells.pop()
    return cells


def _tidy(cell: str) -> str:
    """On one line, and without the mark that kept a spreadsheet from reckoning it."""
    tidy = " ".join(cell.split())
    return tidy[1:].replace("\\|", "|") if tidy.startswith(_FORMULAS) else tidy
