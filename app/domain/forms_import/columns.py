"""The columns that a form may have, in the form's languages; any other column is refused by name.

Every form has all its texts in English and Kiswahili. Another language that citizens are offered (`menus/locale`) is a
form's language as soon as one column names it; then the form needs all its texts in that language too.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from app.domain.catalogue.catalogue_texts import IN_COLUMNS
from app.domain.forms_import.form_mistakes import FileMistakes, SheetRow
from app.domain.forms_import.xlsform import OTHER_SHEETS, SHEETS, Sheet
from app.platform.i18n import ENGLISH, languages

PLAIN: Final[Mapping[str, tuple[str, ...]]] = {
    "survey": (
        "type", "name", "constraint", "relevant", "required", "choice_filter", "lango::kind", "lango::calendar",
    ),
    "choices": ("list_name", "name"),
    "settings": (
        "form_title", "form_id", "version", "default_language",
        "lango::account_types", "lango::min_age", "lango::hand_in_days",
    ),
}  # fmt: skip
TEXTS: Final[Mapping[str, tuple[str, ...]]] = {
    "survey": ("label", "hint", "constraint_message", "lango::short"),
    "choices": ("label",),
    "settings": ("lango::title",),
}
"""Columns that exist once for each language: `label::English (en)`."""
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "survey": ("type", "name", "required"),
    "choices": ("list_name", "name"),
    "settings": ("form_title", "form_id", "version"),
}
ATTRIBUTE: Final = re.compile(r"[a-z][a-z0-9_]{0,30}")
"""The name of a further column of `choices`, which a `choice_filter` compares."""


@dataclass(frozen=True)
class FormSheets:
    """The rows of a form, their columns named as in this module, and the languages of the form."""

    languages: Sequence[str]
    survey: Sequence[SheetRow]
    choices: Sequence[SheetRow]
    settings: Sequence[SheetRow]


def text_column(field: str, language: str) -> str:
    """The name of the column of a text in a language: `label::Kiswahili (sw)`."""
    return f"{field}::{languages()[language]} ({language})"


def read_columns(sheets: Mapping[str, Sheet], mistakes: FileMistakes) -> FormSheets | None:
    """The rows with their known columns; None where a required sheet is missing."""
    for name in sheets:
        if name in OTHER_SHEETS:
            mistakes.add_sheet(name, "this sheet of XLSForm is not taken here")
    missing = [name for name in ("survey", "settings") if not (name in sheets and sheets[name].rows)]
    for name in missing:
        mistakes.add_sheet(name, "the sheet is wanted, with a row under its columns")
    if missing:
        return None
    spoken = _spoken([column for name in SHEETS if name in sheets for column in sheets[name].columns])
    rows = {name: _rows(sheets[name], spoken, mistakes) if name in sheets else [] for name in SHEETS}
    return FormSheets(spoken, rows["survey"], rows["choices"], rows["settings"])


def attributes_of(row: SheetRow) -> dict[str, str]:
    """The further cells of a choice, besides its name and its labels."""
    return {column: cell for column, cell in row.cells.items() if "::" not in column and column not in PLAIN["choices"]}


def _spoken(columns: Sequence[str]) -> list[str]:
    """The languages of a form: English, Kiswahili, and each further one that a column names."""
    named = {_normalized(column).rpartition("::")[2] for column in columns}
    return [code for code in languages() if code in IN_COLUMNS or f"{languages()[code]} ({code})".lower() in named]


def _rows(sheet: Sheet, spoken: Sequence[str], mistakes: FileMistakes) -> list[SheetRow]:
    known = {_normalized(column): column for column in _known(sheet.name, spoken)}
    names: dict[str, str] = {}
    for column in filter(None, sheet.columns):
        name = known.get(_normalized(column))
        if name is None and sheet.name == "choices" and ATTRIBUTE.fullmatch(column):
            name = column
        if name is None:
            mistakes.add_sheet(sheet.name, _unknown(column, known), column=column, row=sheet.header)
        elif name in names.values():
            mistakes.add_sheet(sheet.name, "it is there twice", column=column, row=sheet.header)
        else:
            names[column] = name
    for name in (*NEEDED[sheet.name], *_needed_texts(sheet.name, spoken)):
        if name not in names.values():
            mistakes.add_sheet(sheet.name, "the column is missing", column=name, row=sheet.header)
    return [_renamed(row, names) for row in sheet.rows]


def _unknown(column: str, known: Mapping[str, str]) -> str:
    alike = get_close_matches(_normalized(column), known, 1)
    return "there is no such column" + (f"; is {known[alike[0]]} meant?" if alike else "")


def _renamed(row: SheetRow, names: Mapping[str, str]) -> SheetRow:
    return SheetRow(
        row.sheet, row.number, {names[column]: cell for column, cell in row.cells.items() if column in names}
    )


def _known(sheet: str, spoken: Sequence[str]) -> list[str]:
    return [*PLAIN[sheet], *(text_column(field, code) for field in TEXTS[sheet] for code in _in(sheet, spoken))]


def _needed_texts(sheet: str, spoken: Sequence[str]) -> list[str]:
    return [text_column(TEXTS[sheet][0], code) for code in _in(sheet, spoken)]


def _in(sheet: str, spoken: Sequence[str]) -> list[str]:
    """The languages that a sheet has text columns for: the English title is XLSForm's `form_title`."""
    return [code for code in spoken if not (sheet == "settings" and code == ENGLISH)]


def _normalized(column: str) -> str:
    """A column's name for lookups: case and blanks around its parts are ignored; `list name` is `list_name`."""
    first, *rest = [" ".join(part.split()).lower() for part in column.split("::")]
    return "::".join([first.replace(" ", "_"), *rest])
