"""The services of one agency: which words of a full name distinguish it from the others and must stay in its label."""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from app.platform import gsm0338

_LETTERS: Final = re.compile(r"[^\W_]+")
_SUM_OR_YEAR: Final = re.compile(r"[0-9]{4}|kshs?")
_GENERIC: Final = """
application applications applying apply charge charges citizen consideration course fee fees form forms issuance online
payment payments portal process processing program programme provision registration request requests service
services
"""
SAYS_LITTLE: Final = frozenset(_GENERIC.split())
"""Generic words, which many services have."""
_ACTS: Final = (
    "renewal replacement duplicate transfer correction cancellation amendment lost late foreign foreigners new"
)
TELLS_WHAT_IS_DONE: Final = frozenset(_ACTS.split())
A_PART, MORE = 0.4, 1.5
"""The factors of generic words, and of words that say what is done."""
AT_AN_END: Final = 1.25
"""The factor of the first and the last word of a name: they say what it is, and of which kind."""
TRIES: Final = 8


class Siblings:
    """The full names of one agency's services."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = [frozenset(plain_word(word) for word in name.split()) for name in names]
        self._having: dict[str, set[int]] = defaultdict(set)
        for place, words in enumerate(self._names):
            for word in words:
                self._having[word].add(place)

    def confused(self, name: str, kept: Iterable[str]) -> str | None:
        """A word of the name that is not kept, without which the label would fit another service too; None if none."""
        own = frozenset(plain_word(word) for word in name.split())
        shown = {plain_word(word) for word in kept}
        others = set.intersection(*(self._having[word] for word in shown & own)) if shown & own else set()
        for place in others:
            told = own - self._names[place]
            if told and not told & shown:
                return max(told, key=lambda word: (self._rarity(word), word))
        return None

    def label(self, name: str, words: Sequence[str], limit: int) -> list[str]:
        """The whole words of a label, in order: as many as fit, with those that distinguish it from its siblings."""
        must: set[str] = set()
        kept: list[str] = []
        for _ in range(TRIES):
            kept = self._fitting(words, must, limit)
            missing = self.confused(name, kept)
            if missing is None or missing in must:
                break
            must.add(missing)
        return kept

    def _fitting(self, words: Sequence[str], must: Collection[str], limit: int) -> list[str]:
        """Leave out the least important words until the rest fits, then put back those that still fit."""
        order = sorted(range(len(words)), key=lambda place: self._weight(words, place))
        kept = set(range(len(words)))
        for place in order:
            if gsm0338.fits(_in_order(words, kept), limit):
                break
            if plain_word(words[place]) not in must:
                kept.discard(place)
        for place in reversed(order):
            if place not in kept and gsm0338.fits(_in_order(words, kept | {place}), limit):
                kept.add(place)
        return [words[place] for place in sorted(kept)]

    def _weight(self, words: Sequence[str], place: int) -> float:
        word = plain_word(words[place])
        if _SUM_OR_YEAR.search(word):
            return 0.0
        ends = AT_AN_END if place in (0, len(words) - 1) and word not in SAYS_LITTLE else 1.0
        kind = A_PART if word in SAYS_LITTLE else MORE if word in TELLS_WHAT_IS_DONE else 1.0
        return self._rarity(word) * kind * ends

    def _rarity(self, word: str) -> float:
        return math.log(2 + len(self._names) / (1 + len(self._having.get(word, ()))))


def plain_word(word: str) -> str:
    """A word as it is compared: its letters and digits, in lower case."""
    return "".join(_LETTERS.findall(word)).casefold()


def _in_order(words: Sequence[str], places: Iterable[int]) -> str:
    return " ".join(words[place] for place in sorted(places))
