"""Every text a citizen reads, in every language: marked with `_`, looked up with `translate`.

The English text is the key. The other languages stand in `menus/locale/<language>/lango.po`, one catalogue
for screens, SMS and e-mail; it is read as it is, so there is no compiled file to forget. The other properties of a
language are in a file beside it (`app/platform/languages/language_files.py`).
"""

from datetime import date, datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel import localedata
from babel.dates import format_date
from babel.messages.pofile import read_po

from app.platform.languages.language_files import ENGLISH as ENGLISH
from app.platform.languages.language_files import KISWAHILI as KISWAHILI
from app.platform.languages.language_files import LOCALE as LOCALE
from app.platform.languages.language_files import spoken

NAIROBI = ZoneInfo("Africa/Nairobi")
DAYS = 1000
"""The size of the cache of formatted dates, for all languages together."""


def _(text: str) -> str:
    """Mark a text for translation. It is translated where it is shown, not where it is written."""
    return text


def languages() -> dict[str, str]:
    """The languages spoken here, each under its own name: `{"en": "English", "sw": "Kiswahili"}`."""
    return {code: language.name for code, language in spoken().items()}


def translate(language: str, text: str, **fields: object) -> str:
    """A marked text in a language, with its `{fields}` filled in. An unknown language reads English."""
    said = _catalogue(language).get(text) or text
    return said.format(**fields) if fields else said


def day(language: str, moment: datetime) -> str:
    """A date as people write it, by the clock of Nairobi: `14 Mar 2026`."""
    return _day(language, moment.astimezone(NAIROBI).date())


@lru_cache(DAYS)
def _day(language: str, date: date) -> str:
    """A formatted date. It is cached, since Babel is slow and few dates are shown."""
    known = spoken().get(language)
    if known and known.months:
        return f"{date.day} {known.months[date.month - 1]} {date.year}"
    locale = language if known and localedata.exists(language) else ENGLISH
    return format_date(date, "d MMM y", locale=locale)


def weekday(language: str, moment: datetime) -> str:
    """A date of the next weeks, by the clock of Nairobi: `Mon 7 Dec`.

    Without the day of the week in a language that Unicode's CLDR does not know.
    """
    date, known = moment.astimezone(NAIROBI).date(), spoken().get(language)
    if known and known.months:
        return f"{date.day} {known.months[date.month - 1]}"
    locale = language if known and localedata.exists(language) else ENGLISH
    return format_date(date, "EEE d MMM", locale=locale)


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
