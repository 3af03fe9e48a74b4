"""Every text a citizen reads, in every language: marked with `_`, looked up with `translate`.

The English text is the key. The other languages stand in `menus/locale/<language>/lango.po`, one catalogue
for screens, SMS and e-mail; it is read as it is, so there is no compiled file to forget.
"""

from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parents[2] / "menus" / "locale"
NAIROBI = ZoneInfo("Africa/Nairobi")
ENGLISH = "en"


def _(text: str) -> str:
    """Mark a text for translation. It is translated where it is shown, not where it is written."""
    return text


@cache
def languages() -> dict[str, str]:
    """The languages spoken here, each under its own name: `{"en": "English", "sw": "Kiswahili"}`."""
    own_names = {"en": "English", "sw": "Kiswahili"}
    found = sorted(folder.parent.name for folder in LOCALE.glob("*/lango.po"))
    return {code: own_names.get(code, code) for code in [ENGLISH, *found]}


def translate(language: str, text: str, **fields: object) -> str:
    """A marked text in a language, with its `{fields}` filled in. An unknown language reads English."""
    said = _catalogue(language).get(text) or text
    return said.format(**fields) if fields else said


def day(language: str, moment: datetime) -> str:
    """A date as people write it, by the clock of Nairobi: `14 Mar 2026`."""
    locale = language if language in languages() else ENGLISH
    return format_date(moment.astimezone(NAIROBI).date(), "d MMM y", locale=locale)


def clock_time(moment: datetime) -> str:
    """A time of the day by the clock of Nairobi: `14:05`."""
    return f"{moment.astimezone(NAIROBI):%H:%M}"


@cache
def _catalogue(language: str) -> dict[str, str]:
    file = LOCALE / language / "lango.po"
    if language == ENGLISH or language not in languages():
        return {}
    with file.open("rb") as lines:
        catalogue = read_po(lines, locale=language)
    return {
        str(message.id): str(message.string)
        for message in catalogue
        if message.id and message.string and not message.fuzzy
    }
