"""The texts of the console, in the language of who reads them.

They have a catalogue of their own (`locale/<language>/console.po`): a page's text may be longer than a phone's screen,
and in any letters. A text is marked for translation by `say("Sign in")` in a template or a view, or by `mark` where it
is in a table and translated later.
"""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from babel.messages.pofile import read_po
from flask import g, session

from app.domain.staff.staff_members import Staff
from app.platform import i18n
from app.platform.i18n import ENGLISH, languages

LOCALE: Final = Path(__file__).parent / "locale"
LANGUAGE: Final = "language"
"""The field of the cookie with the language of a browser that is not signed in."""


def mark(text: str) -> str:
    """Mark a text for translation; it is translated where it is said."""
    return text


def language() -> str:
    """The language of who reads: of the member of staff, or what the browser was set to."""
    staff: Staff | None = g.get("staff")
    chosen = staff.language if staff is not None else session.get(LANGUAGE, ENGLISH)
    return chosen if chosen in languages() else ENGLISH


def say(text: str, **fields: object) -> str:
    """A text in the language of who reads, with its `{fields}` filled in."""
    said = catalogue(language()).get(text) or text
    return said.format(**fields) if fields else said


def day(moment: datetime) -> str:
    """A date by the clock of Nairobi: `14 Mar 2026`."""
    return i18n.day(language(), moment)


def day_and_time(moment: datetime) -> str:
    """A date and a time by the clock of Nairobi: `14 Mar 2026, 09:05`."""
    return f"{day(moment)}, {i18n.clock_time(moment)}"


@cache
def catalogue(code: str) -> dict[str, str]:
    """The translations of a language; none of English, whose texts are the keys."""
    file = LOCALE / code / "console.po"
    if code == ENGLISH or not file.exists():
        return {}
    with file.open("rb") as lines:
        found = read_po(lines, locale=code)
    return {str(each.id): str(each.string) for each in found if each.id and each.string and not each.fuzzy}
