"""Reads CSV as spreadsheets write it: with commas, semicolons or tabs, and with lines that hold nothing."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

DELIMITERS: Final = ",;\t"
PREFACE: Final = "sep="
"""Begins a first line that says which sign stands between the cells; Excel reads it and does not show it."""


class NotCsv(ValueError):
    """A text is no CSV; `line` is where that shows."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line


def read_lines(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Each line that holds something: its number in a spreadsheet, the line of the text on which it ends, its cells.

    The sign between the cells is the one that the first line has most of. Raises NotCsv.
    """
    first = text.lstrip().partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count), strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            if any(map(str.strip, cells)) and not (number == 1 and cells[0].casefold() == PREFACE):
                yield number, reader.line_num, cells
    except csv.Error as error:
        raise NotCsv(reader.line_num, str(error)) from error


def without_rest(line: Sequence[str], least: int, most: int | None = None) -> list[str]:
    """The cells without the empty ones that a spreadsheet adds at the end of a line; keeps at least `least` cells.

    A line of more than `most` cells stays as it is: a spreadsheet makes all lines as long as the first one, and a
    longer one has a comma too many, as in `1,000`.
    """
    cells = [*line]
    if most is not None and len(cells) > most:
        return cells
    while len(cells) > least and not cells[-1]:
        cells.pop()
    return cells
