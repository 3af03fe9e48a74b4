"""The texts of a form, held to what a phone can show: in every language of the form, in GSM 03.38, in their limits."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.domain.forms_import.columns import text_column
from app.domain.forms_import.form_mistakes import FileMistakes, SheetRow
from app.platform import gsm0338
from app.platform.i18n import ENGLISH

SHORT: Final = 20
LABEL_OF_CHOICE: Final = 32
TITLE: Final = 32
LONGEST: Final = 480
"""Septets of any other text: what three pages and a few words show."""
LIMITS: Final[Mapping[str, int]] = {"lango::short": SHORT, "lango::title": TITLE, "form_title": TITLE}
PLACE: Final = "{place}"
"""In what is handed in: the office or centre that was chosen."""
DATE: Final = "{date}"
"""And by when: the last of its days (`lango::hand_in_days`)."""


def read_texts(
    row: SheetRow,
    field: str,
    languages: Sequence[str],
    mistakes: FileMistakes,
    *,
    is_wanted: bool = False,
    limit: int = 0,
    fields: Sequence[str] = (),
) -> dict[str, str]:
    """A text in all languages of a form, none at all where it is not wanted. `fields`: what it may name."""
    columns = {code: _column(row, field, code) for code in languages}
    if not is_wanted and not any(row[column] for column in columns.values()):
        return {}
    found = {code: read_text(row, column, mistakes, limit=limit, fields=fields) for code, column in columns.items()}
    return {code: text for code, text in found.items() if text}


def read_text(row: SheetRow, column: str, mistakes: FileMistakes, *, limit: int = 0, fields: Sequence[str] = ()) -> str:
    """A text, with quotes and dashes made plain as they are everywhere here."""
    text = "\n".join(" ".join(line.split()) for line in row[column].splitlines()).strip()
    if not text:
        mistakes.add(row, column, "a text is wanted")
        return ""
    folded = "".join(map(_made_plain, text))
    unknown = sorted({letter for letter in folded if gsm0338.septets(letter) is None})
    most = limit or LIMITS.get(column.partition("::English")[0], LIMITS.get(column.rpartition("::")[0], LONGEST))
    if unknown:
        mistakes.add(row, column, f"no phone can show {' '.join(unknown)}")
    elif not gsm0338.fits(folded, most):
        mistakes.add(row, column, f"at most {most} septets are wanted; these are {gsm0338.septets(folded)}")
    plain = folded
    for each in fields:
        plain = plain.replace(each, "")
    if set("{}") & set(plain):
        mistakes.add(row, column, " but in ".join(filter(None, ["{ and } are not wanted", " and ".join(fields)])))
    return folded


def _column(row: SheetRow, field: str, language: str) -> str:
    if row.sheet == "settings" and language == ENGLISH:
        return "form_title"
    return text_column(field, language)


def _made_plain(letter: str) -> str:
    """Quotes, dashes and blanks that spreadsheets put in by themselves; a letter with its accent stays as it is."""
    plain = letter if gsm0338.septets(letter) else gsm0338.fold(letter)
    return letter if letter.isalpha() or plain == "?" else plain
