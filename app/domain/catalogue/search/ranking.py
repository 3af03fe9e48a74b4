"""Which services are meant: each typed word's readings, looked up in an inverted index and weighed.

A service's score is the share of what was typed that it is about (rare words count more than frequent ones), plus a
little for having a short name, so that little else is in it, plus what its popularity is worth. The places of the
services are in the order of popularity: where two have the same score, the first is meant.
"""

import heapq
import math
from array import array
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
"""What a word is worth by where it stands."""
POPULAR: Final = 0.30
BY_HAND: Final = 0.07
"""What being the most popular service is worth, and being one that was worked on by hand."""
OF_A_TARIFF: Final = -0.06
NEVER_POPULAR: Final = 400
TO_THE_POINT: Final = 0.15
"""What a name of no other words than those typed is worth."""
LEAST: Final = 0.4
"""The share of what is typed that a service must be about to be an answer."""
ALIKE: Final = 0.6
"""The share of the best service's score that another must have to stand beside it."""
_HOW: Final = "applic servic onlin form fee registr chang status new document paper time"
SAID_OF_MANY: Final = frozenset(_HOW.split())
"""Terms that say how, not what: they count a part of their weight."""
A_PART: Final = 0.45
A_SENTENCE: Final = 3
"""Telling words from which on what is typed is more than the name of something."""
SURELY: Final = 0.75
"""How sure a word's reading must be for it to be a word of a name."""
LOOKED_AT: Final = 50
"""Services that are compared closely."""
FREQUENT: Final = 2000
"""Services of one term that are looked through at the most, the popular ones first."""
SCALE: Final = 200
"""What a worth of 1 is, kept as a byte."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is known of a service in words.

    `sign`: what its agency is called for short (`NTSA`), `agency`: all its names.
    `rank` 1 is the most popular, 0 none; `by_hand`: it was worked on. `of_a_tariff`: one of the hundreds of lines of
    its agency's price list, which are asked for by the agency's own customers.
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
    """An inverted index over texts, which are named by their place."""

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
        """The places of the services that are meant, best first; none that is about less than `least` of it."""
        readings = self._lexicon.read(typed, close=close)
        if not any(readings):
            return []
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
        return [place for place in ordered[:most] if found[place] >= ALIKE * found[ordered[0]]]

    def names(self, place: int, typed: str) -> bool:
        """Whether every word that is typed is of a service's name or label."""
        own = {term for name in self._names[place] for term in name}
        readings = self._lexicon.read(typed)
        return bool(readings) and all(
            any(reading[term] >= SURELY for term in own & reading.keys()) for reading in readings
        )

    def knows(self, word: str) -> bool:
        """Whether a word is of some service's name or keywords, or is what citizens call one."""
        return self._lexicon.knows(word)

    def _take_in(self, place: int, text: Text) -> Reading:
        """Enter a text in the postings, and say which terms are its own."""
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
        """What each word counts: as much as its surest term; one that is like nothing counts as a rare one.

        In a sentence these together count no more than the others: it is understood by the words that are known.
        """
        surest = [max(reading, key=lambda term: reading[term]) if reading else None for reading in readings]
        known = [0.0 if term is None else self._weights[term] for term in surest]
        rare = self._rare
        if len(readings) >= A_SENTENCE:
            rare = min(rare, sum(known) / max(surest.count(None), 1))
        return [weight if reading else rare for weight, reading in zip(known, readings, strict=True)]

    def _spread_out(self) -> dict[int, bytes]:
        """The worths of the terms that very many services have, one byte for each service there is."""
        spread: dict[int, bytes] = {}
        for term, places in self._places.items():
            if len(places) > FREQUENT:
                worths = bytearray(len(self._names))
                for place, worth in zip(places, self._worth[term], strict=True):
                    worths[place] = worth
                spread[term] = bytes(worths)
        return spread

    def _about(self, readings: Sequence[Reading], weights: Sequence[float]) -> dict[int, float]:
        """How much of what is typed each service is about.

        The rarest words come first. A very frequent one only adds to the services that the others have found.
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
        """The share of its shortest fitting name that is meant."""
        names = (name for name in self._names[place] if name)
        return max((sum(term in meant for term in name) / len(name) for name in names), default=0.0)


def _popular(text: Text) -> float:
    ranked = POPULAR * max(0.0, 1 - math.log(text.rank) / math.log(NEVER_POPULAR)) if text.rank else 0.0
    return max(ranked, BY_HAND if text.by_hand else 0.0) or (OF_A_TARIFF if text.of_a_tariff else 0.0)
