"""The texts for a file, a row and a step of an import."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from app.domain.back_office import chosen_moves
from app.domain.back_office.chosen_moves import MOST_CHOSEN, PreviewedMove
from app.domain.back_office.importing.import_checks import BadRow, CheckedFile, GoodRow, RowProblem
from app.domain.back_office.importing.import_files import COLUMNS, FileFault, FileRefused
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import Invalid
from app.web.console.pages import move_forms
from app.web.console.texts import mark, say

FAULTS: Final[Mapping[FileFault, str]] = {
    FileFault.TOO_LARGE: mark("The file has more than 1 MiB. Send its rows in two files."),
    FileFault.NO_UTF8: mark("The file is not UTF-8 (byte {detail}). Save it as \u201cCSV UTF-8\u201d."),
    FileFault.NO_CSV: mark("This is no CSV: look at the quotation marks around line {detail}."),
    FileFault.NO_HEADER: mark("The first row must name the columns: {columns}."),
    FileFault.NO_COLUMN: mark("The column {detail} is missing. The first row names the columns: {columns}."),
    FileFault.UNKNOWN_COLUMN: mark("There is no column called {detail}. These are known: {columns}."),
    FileFault.REPEATED_COLUMN: mark("The column {detail} stands there twice."),
    FileFault.NO_ROWS: mark("The file has no rows below the first one."),
    FileFault.TOO_MANY_ROWS: mark("The file has {detail} rows. At most {most} are taken at once."),
}
PROBLEMS: Final[Mapping[RowProblem, tuple[str, str]]] = {
    RowProblem.CELLS: (
        mark("It has {wanted} cells"),
        mark("One cell for each column; quotation marks around a text that has a comma."),
    ),
    RowProblem.UNPRINTABLE: (mark("A letter in it cannot be printed"), mark("Type it anew.")),
    RowProblem.NO_REFERENCE: (mark("There is no reference"), mark("The reference of the application.")),
    RowProblem.SHORTENED: (
        mark("The spreadsheet has shortened the reference"),
        mark("Make the column a text in the spreadsheet, and type the reference whole."),
    ),
    RowProblem.TWICE: (
        mark("The same reference stands in row {wanted}"),
        mark("Each application once, with the one step that it takes."),
    ),
    RowProblem.UNKNOWN: (
        mark("Your agency has no application of this reference."),
        mark("A reference of an application that you work on."),
    ),
    RowProblem.NO_STAGE: (mark("There is no stage"), mark("One of: {wanted}")),
    RowProblem.UNKNOWN_STAGE: (mark("Its service has no stage of this name"), mark("One of: {wanted}")),
    RowProblem.NO_WAY: (mark("It cannot go there from where it stands"), mark("One of: {wanted}")),
    RowProblem.THERE: (mark("It stands there already"), mark("One of: {wanted}")),
    RowProblem.ENDED: (mark("It has ended, and moves nowhere"), mark("Leave this row out.")),
    RowProblem.TOO_LONG: (mark("The text is too long"), mark("At most {wanted} letters.")),
    RowProblem.NO_ENGLISH: (
        mark("There is a note in Kiswahili alone"),
        mark("Write it in English too, for phones that read English."),
    ),
}


@dataclass(frozen=True)
class ShownStep:
    """The rows that go to one stage: what the first citizen reads, and what all of them cost."""

    label: str
    rows: Sequence[GoodRow]
    previews: Sequence[PreviewedMove]
    sums: Mapping[str, Any]


def fault_text(refused: FileRefused) -> str:
    """Why a file is not read, and what is wanted."""
    told = {"detail": refused.detail, "columns": ", ".join(COLUMNS), "most": f"{MOST_CHOSEN:,}"}
    return say(FAULTS[refused.fault], **told)


def bad_line(bad: BadRow) -> tuple[int, str, str, str, str]:
    """A row that cannot be applied: its number and reference, the column, what is wrong, what is wanted."""
    wrong, wanted = (say(text, wanted=bad.wanted) for text in PROBLEMS[bad.problem])
    return bad.row.number, bad.row.cells.get("reference", ""), bad.column, wrong, wanted


def bad_rows(checked: CheckedFile) -> list[list[str]]:
    """The bad rows as they were written, each with its number and what is wrong, below the file's columns."""
    kept = [at for at, column in enumerate(checked.columns) if column in COLUMNS]
    rows = [["row", "problem", *(checked.columns[at] for at in kept)]]
    for each in checked.bad:
        number, _reference, column, wrong, wanted = bad_line(each)
        written = [*each.row.written, *[""] * (len(checked.columns) - len(each.row.written))]
        said = f"{column}: {wrong}. {wanted}" if column else f"{wrong}. {wanted}"
        surplus = written[len(checked.columns) :]
        rows.append([str(number), said, *(written[at] for at in kept), *surplus])
    return rows


def held_lines(checked: CheckedFile) -> list[tuple[int, str, str]]:
    """The rows whose words are held, and why."""
    return [
        (each.row.number, each.application.reference, " ".join(move_forms.told_of(Invalid(each.held)).values()))
        for each in checked.good
        if each.held
    ]


def shown_steps(session: Session, checked: CheckedFile, contacts: Contacts) -> list[ShownStep]:
    """The good rows, grouped by their stage. Their applications must not be used afterwards
    (`chosen_moves.preview_moves`)."""
    return [
        _shown(session, rows, contacts) for rows in grouped(checked.good, lambda each: (each.step.stage, each.label))
    ]


def grouped(rows: Sequence[GoodRow], alike: Callable[[GoodRow], object]) -> list[list[GoodRow]]:
    """Rows that are alike, together, in the order of the first of each."""
    groups: dict[object, list[GoodRow]] = {}
    for each in rows:
        groups.setdefault(alike(each), []).append(each)
    return [*groups.values()]


def _shown(session: Session, rows: Sequence[GoodRow], contacts: Contacts) -> ShownStep:
    previews = [chosen_moves.preview_move(session, each.application, each.step, contacts) for each in rows]
    return ShownStep(rows[0].label, rows, previews, move_forms.sums_of(previews))
