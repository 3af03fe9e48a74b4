"""Fuzzing of spreadsheets: our forms with bytes, cells and rows changed, as CSV and as Excel; refused in words."""

import csv
import io
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from openpyxl import Workbook

from app.domain.forms_import.form_loader import our_forms, read_xlsform
from tests.faults import fuzz

LONGEST: Final = 5.0
"""Seconds for one file, on a machine that does much else."""
CELLS: Final = [
    "regex(., '(a+)+$')", "regex(., '[')", "${x} = ", "not(true())", "((((", "today() - 99999999999", ". > 1e999", "'",
    "${subject_born}", "selected(${a}, 'b')", "select_one", "select_one a b", "yes", "{0}", "{place}", "count(${a})",
    "\x00", "=1+1", "W" * 5000, "(" * 3000, "1 or " * 500 + "1", "survey", "choices", "settings", "label", "\n", ",",
]  # fmt: skip


@dataclass(frozen=True)
class FormFile:
    """A file by its kind, and its bytes."""

    suffix: str
    data: bytes


@cache
def ours(file: Path) -> tuple[tuple[str, ...], ...]:
    """The lines of a form of ours, by cells."""
    with file.open(encoding="utf-8", newline="") as lines:
        return tuple(map(tuple, csv.reader(lines)))


def form_file(random: Random) -> FormFile:
    """A form of ours with something changed in its cells, then perhaps in its bytes."""
    lines = [[*line] for line in ours(random.choice(our_forms()))]
    for _ in range(random.randrange(4)):
        _change(random, lines)
    given = _as_excel(lines) if random.random() < 0.25 else _as_csv(lines)
    return _with_bytes_changed(random, given) if random.random() < 0.4 else given


def _change(random: Random, lines: list[list[str]]) -> None:
    """Change a cell, repeat a line or leave it out, or swap two cells."""
    line = random.choice(lines)
    at = random.randrange(len(line))
    match random.randrange(6):
        case 0 | 1:
            line[at] = random.choice(CELLS)
        case 2:
            line[at] = fuzz.changed(random, line[at])
        case 3:
            lines.insert(random.randrange(len(lines)), [*line])
        case 4 if len(lines) > 1:
            lines.remove(line)
        case _:
            other = random.choice(lines)
            there = random.randrange(len(other))
            line[at], other[there] = other[there], line[at]


def _as_csv(lines: list[list[str]]) -> FormFile:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return FormFile(".csv", text.getvalue().encode("utf-8", "surrogatepass"))


def _as_excel(lines: list[list[str]]) -> FormFile:
    """The same as a workbook; what no cell of Excel can hold is left out."""
    book, held = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for first, *cells in lines:
        if first:
            sheet = book.create_sheet(_allowed(first)[:30] or "x")
        if any(cells):
            sheet.append([_allowed(cell) for cell in cells])
    book.save(held)
    return FormFile(".xlsx", held.getvalue())


def _allowed(text: str) -> str:
    return "".join(each for each in text if each.isprintable() and each.isascii() and each not in "\\/*?:[]")[:30_000]


def _with_bytes_changed(random: Random, given: FormFile) -> FormFile:
    """A few bytes flipped, or the end cut off; of a workbook within its parts, so that it still unpacks."""
    if given.suffix == ".xlsx" and random.random() < 0.7:
        held = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(given.data)) as packed, zipfile.ZipFile(held, "w") as again:
            chosen = random.choice(packed.namelist())
            for name in packed.namelist():
                part = packed.read(name)
                again.writestr(name, _flipped(random, part) if name == chosen else part)
        return replace(given, data=held.getvalue())
    return replace(given, data=_flipped(random, given.data))


def _flipped(random: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(random.randrange(1, 6)):
        if changed:
            changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed[: random.randrange(len(changed) + 1)] if random.random() < 0.2 else changed)


def smaller(given: FormFile) -> Iterator[FormFile]:
    """The same file with a piece left out; a workbook has none."""
    if given.suffix == ".csv":
        lines = given.data.split(b"\n")
        yield from (replace(given, data=b"\n".join(less)) for less in fuzz.shorter(lines))


class Loader:
    """Reads files in a folder. `taken`: how many were forms all the same."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.taken = 0
        self.longest = 0.0

    def check(self, given: FormFile) -> None:
        """Raises for a file that is neither a form nor refused, and for one that takes long."""
        file = self._folder / f"form{given.suffix}"
        file.write_bytes(given.data)
        since = time.monotonic()
        form, mistakes = read_xlsform(file)
        took = time.monotonic() - since
        self.longest = max(self.longest, took)
        assert took < LONGEST, took
        assert (form is None) == bool(mistakes)
        assert all(each.what and each.file == file.name for each in mistakes)
        self.taken += form is not None
