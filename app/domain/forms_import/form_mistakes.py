"""Mistakes in the file of a form, each with the place that its author sees in the spreadsheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class FormMistake:
    """One thing that keeps a form from being loaded.

    `row`: its number in the spreadsheet, where the header is row 1; in a CSV the line of the file; 0 for no single row.
    `question`: the question whose texts are meant, set by a check that knows the form but not its file.
    """

    file: str
    sheet: str
    row: int
    column: str
    what: str
    question: str = ""

    def __str__(self) -> str:
        row = f" row {self.row}" if self.row else ""
        column = f", {self.column}" if self.column else ""
        place = f"{self.sheet}{row}{column}"
        return f"{self.file}: {place}: {self.what}" if place else f"{self.file}: {self.what}"


@dataclass(frozen=True)
class SheetRow:
    """A row that is not empty. `cells`: by the name of their column, without empty ones."""

    sheet: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass
class FileMistakes:
    """All mistakes of one file."""

    file: str
    found: list[FormMistake] = field(default_factory=list)

    def add(self, row: SheetRow, column: str, what: str) -> None:
        """Add a mistake in a cell of a row, or in the whole row (`column` empty)."""
        self.found.append(FormMistake(self.file, row.sheet, row.number, column, what))

    def add_sheet(self, sheet: str, what: str, *, column: str = "", row: int = 0) -> None:
        """Add a mistake in a sheet, or one of its columns; in the file itself where `sheet` is empty."""
        self.found.append(FormMistake(self.file, sheet, row, column, what))
