"""Checks that a phone can show the texts of a form: in every language of the form, in GSM 03.38, within limits."""

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
"""Most septets of any other text: about three pages on a phone."""
LIMITS: Final[Mapping[str, int]] = {"lango::short": SHORT, "lango::title": TITLE, "form_title": TITLE}
PLACE: Final = "{place}"
"""The placeholder in a `hand_in` text for the office or centre that was chosen."""
DATE: Final = "{date}"
"""The placeholder in a `hand_in` text for the last day (`lango::hand_in_days`)."""


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
    """A text in all languages of a form; empty where it is neither given nor wanted. `fields`: its placeholders."""
    columns = {code: _column(row, field, code) for code in languages}
    if not is_wanted and not any(row[column] for column in columns.values()):
        return {}
    found = {code: read_text(row, column, mistakes, limit=limit, fields=fields) for code, column in columns.items()}
    return {code: text for code, text in found.items() if text}


def read_text(row: SheetRow, column: str, mistakes: FileMistakes, *, limit: int = 0, fields: Sequence[str] = ()) -> str:
    """A text, its quotes and dashes folded to those of GSM 03.38. What is wrong is added to `mistakes`."""
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
    """The letter itself; for a quote, dash or blank that a spreadsheet inserts, the plain one. Accents stay."""
    plain = letter if gsm0338.septets(letter) else gsm0338.fold(letter)
    return letter if letter.isalpha() or plain == "?" else plain
