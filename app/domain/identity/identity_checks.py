"""Identity checks: what a person declares is compared with the identity registry.

The registry's data never reaches a handset: the answer is one word (`IdentityOutcome`; source 16).
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Final, Protocol, Self

from rapidfuzz.distance import OSA

from app.domain.shared.errors import Invalid
from app.domain.shared.persons import AccountType
from app.platform import normalize

ADULT: Final = 18
"""The age from which a person may have an account, in years (source 15)."""
LONGEST_NAME: Final = 40
OLDEST: Final = 110
"""Years: an earlier birth counts as a typing error; an older person is registered at a desk."""

MONTHS: Final[Mapping[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "jan january januari",
            "feb february februari",
            "mar march mach machi",
            "apr april aprili",
            "may mei",
            "jun june juni",
            "jul july julai",
            "aug august ago agosti",
            "sep sept september septemba",
            "oct october okt oktoba",
            "nov november novemba",
            "dec december des desemba",
        ),
        1,
    )
    for name in names.split()
}
LETTERS_A_SLIP: Final = 4
"""A misspelt month may have one slip for so many of its letters."""
_ORDERED: Final = """
kwanza moja first, pili mbili second, tatu third, nne fourth, tano fifth, sita sixth, saba seventh, nane eighth,
tisa ninth, kumi tenth
"""
COUNTED: Final[Mapping[str, str]] = {
    word: str(number) for number, words in enumerate(_ORDERED.split(","), 1) for word in words.split()
}
"""Days and months as people count them: `tarehe tatu mwezi wa tano`, `third march`."""
_TENS: Final[Mapping[str, int]] = {"kumi": 10, "ishirini": 20, "thelathini": 30}
_ABOVE_TEN: Final = re.compile(rf"\b({'|'.join(_TENS)})(?: na ({'|'.join(COUNTED)}))?\b")
"""A number of Kiswahili from ten on: `kumi na mbili`, `ishirini`."""

OF_A_BIRTH: Final = frozenset(
    (
        *("was", "am", "born"),
        "birth",
        "birthday",
        "date",
        "dob",
        "year",
        "yob",
        "tarehe",
        "mwaka",
        *("kuzaliwa", "nimezaliwa"),
        "nilizaliwa",
        "alizaliwa",
    )
)
"""Words that people write around a year or date of birth, besides filler words (`normalize.WORDS`)."""
OF_A_DATE: Final = OF_A_BIRTH | frozenset(
    (
        *("tar", "trh"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"),
        *("jumatatu", "jumanne", "jumatano", "alhamisi", "ijumaa", "jumamosi", "jumapili"),
    )
)
"""Words that people write around a date: the same, and the days of the week."""
ENDINGS: Final = frozenset(["st", "nd", "rd", "th"])
WITHIN_A_DATE: Final = ENDINGS | {"of", "in", "the", "wa", "ya", "ni"}
"""Words that people write between the parts of a date, and the endings of ordinals."""
DAY, MONTH, YEAR = range(3)
PARTS_NAMED: Final[Mapping[str, int]] = {
    **dict.fromkeys(("day", "date", "siku", "tarehe", "tar", "trh"), DAY),
    **dict.fromkeys(("month", "mwezi"), MONTH),
    **dict.fromkeys(("year", "mwaka"), YEAR),
}
"""Words that name the part of a date behind them, in whatever order: `mwezi wa tatu tarehe 4`, `month 3 day 4`."""
_ENDING: Final = re.compile(rf"(?<=[0-9])({'|'.join(ENDINGS)})(?=[^\W\d_])")
_STROKED: Final = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "ng"}
)
"""Letters that Unicode does not decompose, and what people type for them on a keypad without them."""
_NAME: Final = re.compile(r"[^\W\d_]([^\W\d_]|[\u0300-\u036f '.-])*")
_A_NAME: Final = (
    r"(?:(?:my )?(?:(?:first |last |full |other |family )?names?|surname)"
    r"|jina(?: langu)?(?: la (?:kwanza|ukoo|familia))?(?: langu)?|majina(?: yangu)?)"
)
_A_NAME_ALONE: Final = (
    r"(?:(?:(?:my|first|last|full|other|family) )+names?|(?:my )?surname"
    r"|jina langu|jina la (?:kwanza|ukoo|familia)|majina(?: yangu)?)"
)
"""The same without what may be a name itself, such as `Jina`."""
_CALLED: Final = re.compile(
    rf"{_A_NAME} ?: *|(?:{_A_NAME} (?:is|are|ni)|i am|i'm|it's|this is|call me|mimi ni|(?:mimi )?naitwa)(?: ?: *| +)"
    rf"|{_A_NAME_ALONE} +",
    re.IGNORECASE,
)
"""What people put before a name where they are asked for it: `My name is Jane`."""
_TITLES: Final = """
mr mrs ms miss mister madam sir dr doctor prof professor rev reverend pastor eng hon
bw bwana bi bibi dkt daktari mwl mwalimu mhe mheshimiwa mch mchungaji ndg ndugu
"""
TITLES: Final = frozenset(_TITLES.split())
"""Titles that people write around their name, and that a document does not have."""
_DOTTED_TITLE: Final = re.compile(rf"(?<![^\W_])({'|'.join(TITLES)})\.(?=\S)", re.IGNORECASE)
_MIDNIGHT: Final = re.compile(r"(?<=[0-9])[ t]00:00(:00)?$")
"""The time that a spreadsheet puts behind a date."""


class TooLongAgo(Invalid):
    """A birth more than 110 years ago."""


class RegistryUnavailable(Exception):
    """The registry does not answer now. Nothing is known about the person."""


@dataclass(frozen=True)
class RegisteredPerson:
    """What the registry knows about a document's holder."""

    first_name: str = field(repr=False)
    other_names: str = field(repr=False)
    surname: str = field(repr=False)
    gender: str = field(repr=False)
    born: date = field(repr=False)
    died: date | None = field(repr=False)


class Registry(Protocol):
    """The identity registry."""

    def look_up(self, account_type: AccountType, number: str) -> RegisteredPerson | None:
        """The holder of a document, None when there is none. Raises RegistryUnavailable, within 3 s."""
        ...


@dataclass(frozen=True)
class DeclaredDetails:
    """What a person declares about themselves. `birth` is a year or a date in ISO 8601."""

    first_name: str = field(repr=False)
    birth: str = field(repr=False)
    other_names: str = field(default="", repr=False)
    surname: str = field(default="", repr=False)
    gender: str = field(default="", repr=False)

    @property
    def called(self) -> str:
        """The name to greet a person by, where others may look on: the first typed one that is no title."""
        words = _words_of(self.first_name)
        first = next((word for word in words if plain_name(word) not in TITLES), self.first_name.partition(" ")[0])
        plain = first.islower() or (first.isupper() and len(first) > 1)
        return first.title() if plain and first.isalpha() else first[:1].upper() + first[1:]

    @classmethod
    def of(cls, kept: dict[str, str]) -> Self:
        """From the stored fields; a field that only a newer release knows is left out here, and stays in the row."""
        return cls(**{each.name: kept[each.name] for each in fields(cls) if each.name in kept})


class Match(StrEnum):
    """The result of the comparison. MINOR and DECEASED only where all details match: a guesser learns nothing."""

    YES = "yes"
    NO = "no"
    MINOR = "minor"
    DECEASED = "deceased"


def compare(said: DeclaredDetails, person: RegisteredPerson | None, *, today: date) -> Match:
    """Compare declared details with the registry: every detail that was given must match."""
    if person is None or not _same(said, person):
        return Match.NO
    if person.died is not None:
        return Match.DECEASED
    return Match.MINOR if _age(person.born, today) < ADULT else Match.YES


def plain_name(name: str) -> str:
    """A name in the form for comparing: letters only, without accents, apostrophes, hyphens, spaces or case."""
    letters = unicodedata.normalize("NFKD", normalize.evened(name)).casefold().translate(_STROKED)
    return "".join(letter for letter in letters if letter.isalpha())


def read_name(typed: str) -> str:
    """A name as it is written on a document. Raises Invalid for what cannot be one."""
    name = unicodedata.normalize("NFC", normalize.identifier(typed))
    while before := _CALLED.match(name):
        name = normalize.identifier(name[before.end() :])
    if len(plain_name(name)) < 2 or len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        raise Invalid(f"a name of 2 to {LONGEST_NAME} letters is wanted")
    return name


def read_year(typed: str, *, today: date) -> str:
    """A year of birth in four digits. Raises Invalid; TooLongAgo for one of more than 110 years ago."""
    year = normalize.without_words(normalize.identifier(typed), OF_A_BIRTH)
    if not re.fullmatch(r"[0-9]{4}", year) or int(year) > today.year:
        raise Invalid("a year of four digits is wanted")
    if int(year) < today.year - OLDEST:
        raise TooLongAgo(f"a year of the last {OLDEST} is wanted")
    return year


def read_birth_date(typed: str, *, today: date) -> str:
    """A date of birth, in any format of `read_date`, as ISO 8601. Raises Invalid, TooLongAgo."""
    born = read_date(typed)
    if born > today:
        raise Invalid("a date such as 23/05/1991 is wanted")
    if born.year < today.year - OLDEST:
        raise TooLongAgo(f"a date of the last {OLDEST} years is wanted")
    return born.isoformat()


def read_date(typed: str) -> date:
    """A date as people write it, day first, with a year of four digits. Raises Invalid.

    23/05/1991, 23-5-1991, 23.5.1991, 23051991, 23 May 1991, 23rd of May 1991, May 23, 1991, 1991-05-23,
    23 mwezi wa tano 1991, mwezi wa tano tarehe 23 mwaka 1991.
    """
    text = normalize.without_words(normalize.identifier(typed), OF_A_DATE).casefold()
    text = _ENDING.sub(r"\1 ", _ABOVE_TEN.sub(_above_ten, _MIDNIGHT.sub("", text)))
    named, parts = _parts_of(re.findall(r"[0-9]+|[^\W\d_]+", text))
    try:
        places = [place for place in (DAY, MONTH, YEAR) if place not in named]
        named |= dict(zip(places, _day_first(parts if named else _apart(parts)), strict=True))
        day, month, year = (COUNTED.get(named[place], named[place]) for place in (DAY, MONTH, YEAR))
        return date(int(year) if len(year) == 4 else 0, int(month) if month.isdigit() else _month(month), int(day))
    except (ValueError, KeyError, OverflowError):
        raise Invalid("a date such as 23/05/1991 is wanted") from None


def _above_ten(found: re.Match[str]) -> str:
    return str(_TENS[found[1]] + int(COUNTED.get(found[2], "0")))


def _parts_of(words: list[str]) -> tuple[dict[int, str], list[str]]:
    """The parts of a date that are named, by their place, and the others in their order.

    A name stands before its part, or behind an ordinal (`3rd month`). Raises Invalid where a part is named twice.
    """
    named: list[tuple[int, str]] = []
    parts: list[str] = []
    place = None
    for before, word in zip(["", *words], words, strict=False):
        if word in PARTS_NAMED and before in ENDINGS and parts:
            named.append((PARTS_NAMED[word], parts.pop()))
        elif word in PARTS_NAMED:
            place = PARTS_NAMED[word]
        elif word == "of":
            place = None
        elif word not in WITHIN_A_DATE and place is None:
            parts.append(word)
        elif word not in WITHIN_A_DATE and place is not None:
            named.append((place, word))
            place = None
    if len(dict(named)) < len(named):
        raise Invalid("a date such as 23/05/1991 is wanted")
    return dict(named), parts


def _apart(parts: list[str]) -> list[str]:
    """The parts of a date, apart where they were written as one: `23051991`, `2305 1991`."""
    one = "".join(parts)
    is_joined = [len(part) for part in parts] in ([8], [4, 4]) and one.isdigit()
    return [one[:2], one[2:4], one[4:]] if is_joined else parts


def _day_first(parts: list[str]) -> list[str]:
    """The parts of a date in the order of day, month, year."""
    if len(parts) == 3 and parts[0].isalpha() and parts[0] not in COUNTED:
        parts = [parts[1], parts[0], parts[2]]
    return parts[::-1] if parts and len(parts[0]) == 4 and parts[0].isdigit() else parts


def _month(word: str) -> int:
    """The month of a name that is written out, begun or misspelt. Raises KeyError where none or several may be meant.

    `Junuary` begins as June and is near to January alone; `Juny` is near to two.
    """
    if word in MONTHS:
        return MONTHS[word]
    begun = {number for name, number in MONTHS.items() if len(word) > 2 and name.startswith(word)}
    near = {number for name, number in MONTHS.items() if OSA.distance(word, name) <= len(word) // LETTERS_A_SLIP}
    found = begun or near
    if len(found) != 1:
        raise KeyError(word)
    return found.pop()


def _same(said: DeclaredDetails, person: RegisteredPerson) -> bool:
    born = person.born.isoformat()
    names = [
        (said.other_names or person.other_names * (not said.surname), person.other_names),
        (said.surname or person.surname, person.surname),
    ]
    return (
        _is_first_name(said.first_name, person)
        and all(plain_name(ours) == plain_name(theirs) for ours, theirs in names)
        and said.birth in (born, born[:4])
        and said.gender in ("", person.gender)
    )


def _words_of(name: str) -> list[str]:
    """The words of a name; a title with a dot is one of its own, also where no blank is behind it."""
    return _DOTTED_TITLE.sub(r"\1. ", name).split()


def _is_first_name(said: str, person: RegisteredPerson) -> bool:
    """Whether this is the first name, or begins with it and goes on with other names of the person.

    Accepting more of the true name than was asked tells a guesser no more than the first name alone. A title is passed
    over, unless it is a name of the person.
    """
    first, words = plain_name(person.first_name), _words_of(said)
    others = f"{person.first_name} {person.other_names} {person.surname}".replace("-", " ").split()
    known = {plain_name(name) for name in (*others, person.other_names, person.surname)}
    if first not in TITLES:
        words = [word for word in words if plain_name(word) not in TITLES - known]
    return bool(first) and any(
        plain_name("".join(words[:many])) == first and all(plain_name(word) in known for word in words[many:])
        for many in range(1, len(words) + 1)
    )


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
