"""The languages of Lango, each a folder of `menus/locale`: its name, and the words that citizens type in it.

`language.toml` has everything but the texts of screens, which are in `lango.po` beside it (`app/platform/i18n.py`).
English has no `lango.po`: its texts are the keys. What each part of the file is for: docs/language.md.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

LOCALE: Final = Path(__file__).resolve().parents[3] / "menus" / "locale"
ENGLISH: Final = "en"
KISWAHILI: Final = "sw"
"""The national language (Constitution of Kenya, Article 7): short answers are also in Kiswahili if the language of the
reader is not known, and it is the language of the catalogue's columns that end in `_sw`."""
LAST: Final = 100
"""The position of a language whose file gives none."""
MONTHS: Final = 12
_KEYWORDS: Final = """
status find apply ask complain more pay register password email phone_number help talk stop cancel enough start
language
"""
KEYWORDS: Final = frozenset(_KEYWORDS.split())
"""The meanings of the keywords of an SMS (`menus/sms/keywords.py`). A new one is added here first."""
_WORDS: Final = """
tells says_nothing near thanking greeting polite names_nothing around_a_line around_a_code alerts what_comes language
registering talking passwords phone_number payments paid trouble money taken paying secrets
asking arriving removing removed denying sending refund giving_back billed
unsettled complaining danger
"""
WORDS: Final = frozenset(_WORDS.split())
"""The lists of words that a language may have. A new one is added here first."""


@dataclass(frozen=True)
class Clock:
    """How a language says a time of the day, if not in 24 hours: counted from `sunrise`, with the part of the day.

    `parts`: up to which hour each part of the day lasts, and its name. `past`: words for some numbers of minutes;
    `minutes`: the text for any other number. `said`: the text for opening hours.
    """

    sunrise: int
    said: str
    parts: tuple[tuple[int, str], ...]
    past: Mapping[str, str]
    minutes: str


@dataclass(frozen=True)
class Language:
    """A language: its own name, what people call it, and its words. What it does not define falls back to English.

    `verbs`: a pattern of verbs by which a text is recognised as this language. `months`: short names, if Unicode's CLDR
    has none. `digits`: the words for 0 to 9.
    """

    code: str
    name: str
    position: int = LAST
    called: frozenset[str] = frozenset()
    verbs: re.Pattern[str] | None = None
    months: tuple[str, ...] = ()
    digits: tuple[frozenset[str], ...] = ()
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    clock: Clock | None = None


@cache
def spoken() -> dict[str, Language]:
    """The languages by their codes: English, and those that have a `lango.po`, in the order of `position`.

    Raises ValueError, with the name of the file, if a file is wrong.
    """
    codes = [ENGLISH, *(file.parent.name for file in LOCALE.glob("*/lango.po"))]
    found = sorted(map(_read, codes), key=lambda each: (each.code != ENGLISH, each.position, each.code))
    return {each.code: each for each in found}


def vocabulary(kind: str) -> frozenset[str]:
    """The words of a list (`WORDS`) in all languages together."""
    return frozenset[str]().union(*(each.words.get(kind, frozenset()) for each in spoken().values()))


def _read(code: str) -> Language:
    file = LOCALE / code / "language.toml"
    try:
        return _language(code, tomllib.loads(file.read_text("utf-8")))
    except FileNotFoundError:
        raise ValueError(f"{file.parent.name}/{file.name} is missing: it gives at least the name") from None
    except KeyError as left_out:
        raise ValueError(f"{file.parent.name}/{file.name}: {left_out} is wanted") from None
    except (ValueError, TypeError, AttributeError) as wrong:
        raise ValueError(f"{file.parent.name}/{file.name}: {wrong}") from None


def _language(code: str, told: dict[str, Any]) -> Language:
    clock, verbs = told.pop("clock", None), told.pop("verbs", None)
    keywords = _known(told.pop("keywords", {}), KEYWORDS)
    lists = _known(told.pop("words", {}), WORDS)
    language = Language(
        code,
        name=told.pop("name"),
        position=told.pop("position", LAST),
        called=frozenset([code, *told.pop("called", "").casefold().split()]),
        verbs=re.compile(verbs) if verbs else None,
        months=tuple(told.pop("months", ())),
        digits=tuple(frozenset(each.split()) for each in told.pop("digits", ())),
        keywords={kind: tuple(listed.upper().split()) for kind, listed in keywords.items()},
        phrases=told.pop("phrases", {}),
        words={kind: frozenset(listed.casefold().split()) for kind, listed in lists.items()},
        clock=Clock(**{**clock, "parts": tuple((hour, part) for hour, part in clock["parts"])}) if clock else None,
    )
    _known(told, frozenset())
    if len(language.months) not in (0, MONTHS) or len(language.digits) not in (0, 10):
        raise ValueError("months are twelve, digits ten, or none")
    return language


def _known(told: dict[str, Any], wanted: frozenset[str]) -> dict[str, Any]:
    if strange := sorted(set(told) - wanted):
        known = ", ".join(sorted(wanted)) or "nothing else"
        raise ValueError(f"there is no {', '.join(strange)}; {known} may be (app/platform/languages/language_files.py)")
    return told
