"""Ranks services for typed text: the readings of each word are looked up in an inverted index and weighted.

A service's score is the share of the typed text that it matches (rare words weigh more than frequent ones), plus a
bonus for a name with few other words, plus a bonus for popularity. A service is identified by its place (position);
places are in the order of popularity: of two services with the same score, the first wins.
"""

import heapq
import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from app.domain.catalogue.search.lexicon import CLOSE, Lexicon, Reading, weight
from app.domain.catalogue.search.tokens import telling, words

NAMED: Final = 1.0
KEYWORD: Final = 0.9
SIGN: Final = 0.95
AGENCY: Final = 0.6
CATEGORY: Final = 0.3
"""The worth of a word in a service's names, in its keywords, in its agency's short forms and names, in its category."""
POPULAR: Final = 0.30
BY_HAND: Final = 0.07
"""The bonus of the most popular service, and of one that was worked on by hand."""
OF_A_TARIFF: Final = -0.06
NEVER_POPULAR: Final = 400
TO_THE_POINT: Final = 0.15
"""The bonus of a name without other words than those typed."""
HARDLY_BEHIND: Final = TO_THE_POINT + 0.01
"""How much lower a score may be for a service to be about as good as the best: its name may have other words."""
LEAST: Final = 0.4
"""The least share of the typed text that a service must match to be a result."""
ALIKE: Final = 0.6
"""The least share of what the best service matches that another result must match."""
_HOW: Final = "applic servic onlin form fee registr chang status new document paper time"
SAID_OF_MANY: Final = frozenset(_HOW.split())
"""Stems that say how, not what: they count `A_PART` of their weight."""
A_PART: Final = 0.45
A_SENTENCE: Final = 3
"""From this many words on (without stop words), typed text is more than the name of something."""
SURELY: Final = 0.75
"""How sure a reading must be at the least for its word to count as a word of a name."""
LOOKED_AT: Final = 50
"""Services that are scored in full at the most, unless more results are asked for."""
FREQUENT: Final = 2000
"""Services of one term that are read at the most, the popular ones first."""
SCALE: Final = 200
"""A worth of 1.0 as it is stored, in a byte."""


@dataclass(frozen=True, slots=True)
class Text:
    """The searchable words of a service, and what its popularity is made of.

    `sign`: the short forms of its agency (`NTSA`), `agency`: the agency's names.
    `rank`: 1 is the most popular, 0 has no rank. `by_hand`: it was worked on by hand. `of_a_tariff`: it is one of the
    hundreds of lines of its agency's price list, which only the agency's own customers ask for.
    """

    names: tuple[str, ...]
    keywords: str
    sign: str
    agency: str
    category: str
    rank: int
    by_hand: bool
    of_a_tariff: bool = False


class InvertedIndex:
    """An inverted index over texts; a text is identified by its place (position)."""

    def __init__(self, texts: Iterable[Text], synonyms: Mapping[str, str]) -> None:
        self._lexicon = Lexicon(synonyms)
        self._places: dict[int, array[int]] = defaultdict(lambda: array("I"))
        self._worth: dict[int, bytearray] = defaultdict(bytearray)
        self._names: list[tuple[array[int], ...]] = []
        self._popular = array("f")
        seen: Counter[int] = Counter()
        for place, text in enumerate(texts):
            seen.update(self._take_in(place, text))
            self._popular.append(_popular(text))
        self._lexicon.close(seen)
        self._weights = array("f", (weight(seen[term], len(self._names)) for term in self._lexicon.terms.values()))
        for term, number in self._lexicon.terms.items():
            if term in SAID_OF_MANY:
                self._weights[number] *= A_PART
        self._rare = max(self._weights, default=1.0) / 2
        self._everywhere = self._spread_out()

    def best(self, typed: str, most: int, *, close: float = CLOSE, least: float = LEAST) -> list[int]:
        """The places of the services that match, best first; none that matches less than `least` of the typed text."""
        return list(self._scored(typed, most, close, least))

    def about_as_good(self, typed: str) -> list[int]:
        """The places of the best service, and of those that are hardly behind it."""
        scores = self._scored(typed, LOOKED_AT, CLOSE, LEAST)
        least = max(scores.values(), default=0.0) - HARDLY_BEHIND
        return [place for place, score in scores.items() if score >= least]

    def _scored(self, typed: str, most: int, close: float, least: float) -> dict[int, float]:
        readings = self._lexicon.read(typed, close=close)
        if not any(readings):
            return {}
        weights = self._weighed(readings)
        found = self._about(readings, weights)
        whole = sum(weights)
        first = heapq.nlargest(
            max(LOOKED_AT, most), found, key=lambda place: (found[place] / whole + self._popular[place], -place)
        )
        meant = {term for reading in readings for term, sure in reading.items() if sure > 0.5}
        scores = {
            place: found[place] / whole + self._popular[place] + TO_THE_POINT * self._to_the_point(place, meant)
            for place in first
            if found[place] >= least * whole
        }
        ordered = sorted(scores, key=lambda place: (-scores[place], place))
        return {place: scores[place] for place in ordered[:most] if found[place] >= ALIKE * found[ordered[0]]}

    def names(self, place: int, typed: str) -> bool:
        """Whether every typed word is of a service's name or label."""
        own = {term for name in self._names[place] for term in name}
        readings = self._lexicon.read(typed)
        return bool(readings) and all(
            any(reading[term] >= SURELY for term in own & reading.keys()) for reading in readings
        )

    def is_about(self, place: int, typed: str) -> bool:
        """Whether every typed word is of a service's name, label or keywords, or its agency's short form."""
        readings = self._lexicon.read(typed)
        return bool(readings) and all(
            any(sure >= SURELY and self._worth_of(term, place) >= SURELY * KEYWORD for term, sure in reading.items())
            for reading in readings
        )

    def _worth_of(self, term: int, place: int) -> float:
        """The worth of a term in a service's text; 0 where the text does not have it. Places are in order."""
        places = self._places.get(term, ())
        at = bisect_left(places, place)
        return self._worth[term][at] / SCALE if at < len(places) and places[at] == place else 0.0

    def knows(self, word: str) -> bool:
        """Whether a word occurs in a text or among the synonyms."""
        return self._lexicon.knows(word)

    def said(self, typed: str) -> list[str]:
        """The words of typed text, initials and words that were run together as what they mean."""
        return self._lexicon.said(typed)

    def _take_in(self, place: int, text: Text) -> Reading:
        """Add a text to the postings, and return the terms of its names and keywords."""
        own: Reading = {}
        names: list[Reading] = [{} for _ in text.names]
        for name, reading in zip(text.names, names, strict=True):
            self._read_in(reading, name, NAMED)
            for term, sure in reading.items():
                own[term] = max(own.get(term, 0.0), sure)
        self._names.append(tuple(array("I", name) for name in names))
        self._read_in(own, text.keywords, KEYWORD)
        all_of_it = dict(own)
        for written, worth in ((text.sign, SIGN), (text.agency, AGENCY), (text.category, CATEGORY)):
            self._read_in(all_of_it, written, worth)
        for term, sure in all_of_it.items():
            self._places[term].append(place)
            self._worth[term].append(round(sure * SCALE))
        return own

    def _read_in(self, known: Reading, written: str, worth: float) -> None:
        for word in telling(words(written)):
            for term, sure in self._lexicon.learn(word).items():
                known[term] = max(known.get(term, 0.0), sure * worth)

    def _weighed(self, readings: Sequence[Reading]) -> list[float]:
        """The weight of each word: that of its surest term; a word without a reading weighs as much as a rare one.

        In a sentence all words without a reading together weigh at most as much as the others.
        """
        surest = [max(reading, key=lambda term: reading[term]) if reading else None for reading in readings]
        known = [0.0 if term is None else self._weights[term] for term in surest]
        rare = self._rare
        if len(readings) >= A_SENTENCE:
            rare = min(rare, sum(known) / max(surest.count(None), 1))
        return [weight if reading else rare for weight, reading in zip(known, readings, strict=True)]

    def _spread_out(self) -> dict[int, bytes]:
        """The worths of each term of more than `FREQUENT` services, as an array of one byte for each service."""
        spread: dict[int, bytes] = {}
        for term, places in self._places.items():
            if len(places) > FREQUENT:
                worths = bytearray(len(self._names))
                for place, worth in zip(places, self._worth[term], strict=True):
                    worths[place] = worth
                spread[term] = bytes(worths)
        return spread

    def _about(self, readings: Sequence[Reading], weights: Sequence[float]) -> dict[int, float]:
        """How much of the typed text each service matches.

        The rarest words are looked up first. A very frequent term only adds to services that were found before it.
        """
        found: dict[int, float] = {}
        sizes = [sum(len(self._places[term]) for term in reading if term in self._places) for reading in readings]
        for _, place in sorted(zip(sizes, range(len(readings)), strict=True)):
            for service, value in self._about_one(readings[place], weights[place], found).items():
                found[service] = found.get(service, 0.0) + value
        return found

    def _about_one(self, reading: Reading, counts: float, among: Mapping[int, float]) -> dict[int, float]:
        here: dict[int, float] = {}
        for term, sure in reading.items():
            scale = sure * counts / SCALE
            spread = self._everywhere.get(term)
            if spread is not None and among:
                pairs: Iterable[tuple[int, int]] = ((place, spread[place]) for place in among if spread[place])
            elif term in self._places:
                pairs = islice(zip(self._places[term], self._worth[term], strict=True), FREQUENT)
            else:
                continue
            for place, worth in pairs:
                value = scale * worth
                if value > here.get(place, 0.0):
                    here[place] = value
        return here

    def _to_the_point(self, place: int, meant: set[int]) -> float:
        """The share of the words of a name that is meant: that of the name with the largest share."""
        names = (name for name in self._names[place] if name)
        return max((sum(term in meant for term in name) / len(name) for name in names), default=0.0)


def _popular(text: Text) -> float:
    ranked = POPULAR * max(0.0, 1 - math.log(text.rank) / math.log(NEVER_POPULAR)) if text.rank else 0.0
    return max(ranked, BY_HAND if text.by_hand else 0.0) or (OF_A_TARIFF if text.of_a_tariff else 0.0)
