"""Huduma Centres: where a citizen is helped in person, found by county or town, misspelt too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from app.domain.spelling import words

_EVERY_ONE: Final = "huduma center centre centres county town kaunti mji kituo cha ya katika in at near karibu"
SAYS_NOTHING: Final = frozenset(_EVERY_ONE.split())
ALIKE: Final = 0.7
"""How alike two spellings of a place are at the least (1 less the share of letters to change)."""
BEGUN: Final = 0.9
"""What a name of which only the beginning is typed is worth."""
WORTH: Final = (1.0, 0.95, 0.9, 0.5)
"""What a place is worth as the centre's name, its town, its county, and in its address."""


@dataclass(frozen=True, slots=True)
class Centre:
    """One centre. `short_name` has at most 24 septets; hours are Nairobi time, Monday to Friday."""

    code: str
    name: str
    short_name: str
    county: str
    """The county's code."""
    town: str
    address: str | None
    hours: str | None
    """`07:00-19:00`; None where it is not published."""
    open: bool
    """False while it is only planned."""


class Centres:
    """All the centres there are; `counties`: by their codes, the names that each is known by.

    Where a centre is only planned, that of its county is the nearest.
    """

    def __init__(self, centres: Sequence[Centre], counties: Mapping[str, tuple[str, ...]]) -> None:
        self._open = sorted((each for each in centres if each.open), key=lambda each: each.short_name)
        nearby = {code: list(names) for code, names in counties.items()}
        for each in centres:
            nearby[each.county] += [] if each.open else [each.town]
        self._names = {
            each.code: [
                _names(text) for text in (each.short_name, each.town, " ".join(nearby[each.county]), each.address or "")
            ]
            for each in self._open
        }

    def all(self) -> list[Centre]:
        """Every open centre, by name."""
        return list(self._open)

    def of_county(self, code: str) -> list[Centre]:
        """The open centres of a county, by its code; Kiambu's is in Thika."""
        return [each for each in self._open if each.county == code]

    def near(self, typed: str, most: int = 5) -> list[Centre]:
        """The open centres of the county, town or place that is typed, best first; empty when there is none like it."""
        wanted = [word for word in words(typed) if word not in SAYS_NOTHING and len(word) > 2]
        likeness = {each.code: self._likeness(each, wanted) for each in self._open}
        found = [each for each in self._open if likeness[each.code] > 0]
        return sorted(found, key=lambda each: -likeness[each.code])[:most]

    def _likeness(self, centre: Centre, wanted: Sequence[str]) -> float:
        places = [(worth, name) for worth, names in zip(WORTH, self._names[centre.code], strict=True) for name in names]
        return sum(max((worth * _alike(word, name) for worth, name in places), default=0.0) for word in wanted)


def _names(text: str) -> list[str]:
    """The words of a name, and all of it as one word: `Homa Bay` is typed `homabay` too."""
    found = words(text)
    return [*found, "".join(found)]


def _alike(word: str, name: str) -> float:
    if word == name:
        return 1.0
    if name.startswith(word):
        return BEGUN
    return OSA.normalized_similarity(word, name, score_cutoff=ALIKE) if len(word) > 3 else 0.0
