"""Finds the county that a text names: by the county, its headquarters, a sub-county, a town or a camp."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.catalogue.search.tokens import words

_OF_MANY: Final = (
    "camp central city county east kambi kaunti mji mjini north refugee south sub subcounty town township west"
)
SAYS_NOTHING: Final = frozenset(_OF_MANY.split())
"""Words in places' names that name no place by themselves."""
LONGEST: Final = 3
"""Most words of a place's name that are compared."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that typed text names. `rest`: the other words. `certain`: it is a county's own name."""

    county: str
    """The county's code."""
    words: tuple[str, ...]
    rest: str
    certain: bool


class Places:
    """All known places. `counties`: by code, the county's name, its headquarters, its other places."""

    def __init__(self, counties: Mapping[str, Sequence[str]]) -> None:
        self._counties: dict[tuple[str, ...], str] = {}
        self._others: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for code, (name, *others) in counties.items():
            for said in _ways(name):
                self._counties[said] = code
            for other in others:
                for said in _ways(other):
                    self._others[said].append(code)

    def within(self, typed: str) -> Place | None:
        """The place that a text names, word for word: a county's own name before any other, then the longest name."""
        said = words(typed)
        spans = [(size, at) for size in range(LONGEST, 0, -1) for at in range(len(said) - size + 1)]
        for certain in (True, False):
            for size, at in spans:
                name = tuple(said[at : at + size])
                code = self._counties.get(name) if certain else self._only(name)
                if code:
                    rest = [word for word in (*said[:at], *said[at + size :]) if word not in SAYS_NOTHING]
                    return Place(code, name, " ".join(rest), certain)
        return None

    def _only(self, name: tuple[str, ...]) -> str | None:
        """The county of a place; None where places in several counties have the name."""
        found = set(self._others.get(name, ()))
        return found.pop() if len(found) == 1 and not SAYS_NOTHING.issuperset(name) else None


def _ways(name: str) -> Iterable[tuple[str, ...]]:
    """`Homa Bay` is typed `homabay` too, `Thika Town` is Thika."""
    said = tuple(words(name))
    return {said, ("".join(said),), tuple(word for word in said if word not in SAYS_NOTHING)} - {()}
