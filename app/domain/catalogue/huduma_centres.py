"""Huduma Centres, where citizens are helped in person: found by county or town, also when misspelt."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from app.domain.catalogue.search import tokens
from app.domain.catalogue.search.tokens import words
from app.platform.languages.language_files import vocabulary

SAYS_NOTHING: Final = vocabulary("near")
ALIKE: Final = 0.7
"""The least similarity of two spellings of a place (1 minus the share of letters to change)."""
BEGUN: Final = 0.9
"""The worth of a name of which only the beginning is typed."""
A_BEGINNING: Final = 4
"""The fewest letters that are the beginning of a name: `iko` is not Ikolomani."""
WORTH: Final = (1.0, 0.95, 0.9)
"""The worth of a match with the centre's name, with its town, and with its county or a place in the county."""
NEARLY: Final = 0.75
"""The least share of the best centre's likeness that another result must have."""
_DIRECTIONS: Final = frozenset({"central", "east", "north", "south", "west"})
"""Words of many places' names; alone they count only in the name or the town of a centre."""


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
    """All centres. `counties`: by code, the names of a county and of the places in it.

    Who names the town of a centre that is only planned finds the open centres of its county.
    """

    def __init__(self, centres: Sequence[Centre], counties: Mapping[str, Sequence[str]]) -> None:
        self._open = sorted((each for each in centres if each.open), key=lambda each: each.short_name)
        nearby = {code: list(names) for code, names in counties.items()}
        for each in centres:
            nearby[each.county] += [] if each.open else [each.town]
        self._names = {
            each.code: [
                (worth, name)
                for worth, texts in zip(WORTH, ([each.short_name], [each.town], nearby[each.county]), strict=True)
                for text in texts
                for name in _names(text, within=worth == WORTH[-1])
            ]
            for each in self._open
        }
        self._addresses = {each.code: [(1.0, name) for name in _names(each.address or "")] for each in self._open}

    def all(self) -> list[Centre]:
        """Every open centre, by name."""
        return list(self._open)

    def of_county(self, code: str) -> list[Centre]:
        """The open centres of a county, by its code; Kiambu's is in Thika."""
        return [each for each in self._open if each.county == code]

    def near(self, typed: str, most: int = 5) -> list[Centre]:
        """The open centres of the county, town or place that is typed, best first; empty when there is none like it.

        Addresses are compared only where no name is like the text: `Kakamega-Kisumu Highway` is not in Kisumu.
        """
        said = [word for word in words(typed) if len(word) > 2]
        wanted = [word for word in said if word not in SAYS_NOTHING and word not in tokens.SAYS_NOTHING]
        likeness = self._likeness(self._names, wanted) or self._likeness(self._addresses, wanted)
        best = max(likeness.values(), default=0.0)
        found = [each for each in self._open if likeness.get(each.code, 0.0) >= max(NEARLY * best, ALIKE)]
        return sorted(found, key=lambda each: -likeness[each.code])[:most]

    def _likeness(self, known: Mapping[str, Sequence[tuple[float, str]]], wanted: Sequence[str]) -> dict[str, float]:
        """How like each centre is to the words. A word that is exactly a name of some centre is like no other name."""
        found: dict[str, float] = defaultdict(float)
        for word in wanted:
            exact = {
                code: max((worth for worth, name in names if name == word), default=0.0)
                for code, names in known.items()
            }
            close = (
                exact
                if any(exact.values())
                else {
                    code: max((worth * _alike(word, name) for worth, name in names), default=0.0)
                    for code, names in known.items()
                }
            )
            for code, like in close.items():
                if like:
                    found[code] += like
        return dict(found)


def _names(text: str, *, within: bool = False) -> list[str]:
    """The words of a name, and all of it as one word: `Homa Bay` is typed `homabay` too."""
    found = words(text)
    return [*(word for word in found if not (within and len(found) > 1 and word in _DIRECTIONS)), "".join(found)]


def _alike(word: str, name: str) -> float:
    if word == name:
        return 1.0
    if name.startswith(word) and len(word) >= A_BEGINNING:
        return BEGUN
    return OSA.normalized_similarity(word, name, score_cutoff=ALIKE) if len(word) > 3 else 0.0
