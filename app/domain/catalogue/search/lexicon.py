"""What a typed word may mean: words of the catalogue and of the synonyms, spelt, misspelt, by prefix or by keypad.

A *term* is a meaning: `leseni`, `licence` and `licensing` are one. A *reading* has the terms that a word may mean, each
with how sure we are, from 1 (that is what was typed) downwards.
"""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice, pairwise
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.domain.catalogue.search import keypad, misspelt, run_together
from app.domain.catalogue.search.tokens import SAYS_NOTHING, stem, telling, what, words

Reading = dict[int, float]
"""Terms, each with how sure we are that it is meant."""

A_SYNONYM: Final = 0.95
ONE_OF_SEVERAL: Final = 0.6
"""How sure a meaning of an ambiguous word is where the catalogue uses the word: it may have any of its meanings."""
A_BEGINNING: Final = 0.62
"""How sure a word is at the least of which only the beginning is typed; surer, the more of it is typed."""
A_MISSPELLING: Final = 0.92
RARE: Final = 3
"""Services that a word must be in for its spelling to be trusted: the catalogue has misspellings of its own."""
CLOSE: Final = 0.7
FAR: Final = 0.6
"""The least similarity of two spellings (1 minus the share of letters to change): for `Index.find`,
and for `Index.nearest`."""
ANOTHER_SOUND: Final = 0.05
"""How much more alike two spellings must be that begin with another sound: `caveat` is not `taveata`."""
MOST_BEGINNINGS: Final = 60
MOST_SPELLINGS: Final = 6
LONGEST_TEXT: Final = 160
MOST_WORDS: Final = 8
"""Typed words that are read at the most, so that a long message costs no more than a short query."""
LONGEST_PHRASE: Final = 4
FEW_KEYS: Final = 2
"""Up to this many keys are a whole word or a number, not the beginning of a word."""
A_LONG_PART: Final = 5
"""From so many letters on, half of `RARE` is enough for a word to be a part of words that were written as one."""
A_NUMBER: Final = 0.5
"""How sure a number is where its keys spell a word too."""
LONGEST_WORD: Final = 24
_PRESSED_STOP_WORDS: Final = frozenset(keypad.pressed(word) for word in SAYS_NOTHING if word.isalpha())


class Lexicon:
    """The words of one index: filled by `learn`, completed by `close`, and read-only from then on."""

    def __init__(self, synonyms: Mapping[str, str]) -> None:
        self.terms: dict[str, int] = {}
        self._synonyms: dict[tuple[str, ...], list[list[str]]] = {
            tuple(telling(words(word))): [words(each) for each in means.split(";")] for word, means in synonyms.items()
        }
        self._known: dict[str, Reading] = {}
        self._written: dict[str, Reading] = {}
        self._only_meant: set[str] = set()
        self._phrases: dict[tuple[str, ...], list[list[str]]] = {}
        self._of_phrases: set[str] = set()
        self._words: list[str] = []
        self._pressed: list[str] = []
        self._under: list[str] = []
        self._by_look: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._seen: Mapping[int, int] = {}

    def learn(self, word: str) -> Reading:
        """Add a word of the catalogue, and return its terms."""
        written = self._written.get(word)
        if written is None:
            known = self._know(word)
            worth = 1.0 if len(self._synonyms.get((word,), ())) < 2 else ONE_OF_SEVERAL
            written = {term: sure if sure == 1 else sure * worth for term, sure in known.items()}
            self._written[word] = written
        return written

    def close(self, seen: Mapping[int, int]) -> None:
        """Add the synonyms, and build the lookup tables. `seen`: in how many services each term is."""
        for said, meanings in self._synonyms.items():
            if len(said) > 1 or any(len(means) > 1 for means in meanings):
                self._phrases[said] = meanings
                self._of_phrases.update(said)
            for word in (*(said if len(said) == 1 else ()), *(each for means in meanings for each in means)):
                if word not in self._known:
                    self._only_meant.add(word)
                    self._know(word)
        self._seen = seen
        self._words = sorted(word for word in self._known if len(word) > 1 or word.isdigit())
        keys = sorted((keypad.pressed(word), word) for word in self._words if not word.isdigit())
        self._pressed = [digits for digits, _ in keys]
        self._under = [word for _, word in keys]
        for word in self._words:
            self._by_look[misspelt.sound(word[0]), len(word)].append(word)
        self._synonyms, self._written = {}, {}

    def read(self, typed: str, *, close: float = CLOSE) -> list[Reading]:
        """The readings of typed text, word by word; the reading of a word that is like no other is empty."""
        pressed = keypad.digits(typed)
        if pressed:
            return self._all_pressed(pressed[:MOST_WORDS], close)
        said = telling(self.said(typed))[:MOST_WORDS]
        return [reading for each in self._said(said) for reading in self._spelt(each, close)]

    def said(self, typed: str) -> list[str]:
        """The words of typed text: one for letters that spell it (`I.D.`, `K R A`), several for those run together."""
        apart = run_together.with_initials(words(what(typed[:LONGEST_TEXT])), self._is_short_form)
        return [part for word in apart for part in self._parts(word)]

    def knows(self, word: str) -> bool:
        """Whether a word is in the catalogue or the synonyms, in this spelling."""
        return word in self._known or word in self._of_phrases

    def _know(self, word: str) -> Reading:
        known = self._known.get(word)
        if known is None:
            known = {self._term(stem(word)): 1.0}
            for means in self._synonyms.get((word,), ()):
                for each in means:
                    known.setdefault(self._term(stem(self._plainest(each))), A_SYNONYM)
            self._known[word] = known
        return known

    def _term(self, name: str) -> int:
        return self.terms.setdefault(name, len(self.terms))

    def _plainest(self, word: str) -> str:
        """A word's meaning if it has only one, of one word; else the word: `dependent` and `dependants` become one."""
        meanings = self._synonyms.get((word,), [])
        return meanings[0][0] if len(meanings) == 1 and len(meanings[0]) == 1 else word

    def _said(self, typed: list[str]) -> list[tuple[str, ...]]:
        """The words, grouped where they are a phrase of the synonyms, or two of them one word (`log book`)."""
        found: list[tuple[str, ...]] = []
        place = 0
        while place < len(typed):
            for length in range(min(LONGEST_PHRASE, len(typed) - place), 0, -1):
                said = tuple(typed[place : place + length])
                if length == 1 or said in self._phrases or (length == 2 and self._is_one_word(said)):
                    found.append(said)
                    place += length
                    break
        return found

    def _is_one_word(self, said: tuple[str, ...]) -> bool:
        return len("".join(said)) > 4 and "".join(said) in self._known

    def _spelt(self, said: tuple[str, ...], close: float) -> list[Reading]:
        if said in self._phrases:
            return self._phrase(said)
        if len(said) > 1:
            return self._joined(said, close)
        word = said[0][:LONGEST_WORD]
        reading = dict(self._known.get(word) or self._of_stem(word) or self._of_verb(word))
        self._add(reading, self._begun(self._words, self._words, word, certain=bool(reading)))
        if close < CLOSE or (word not in self._only_meant and self._is_doubtful(word, reading)):
            self._add(reading, self._alike(word, close))
        return [reading]

    def _of_stem(self, word: str) -> Reading:
        """The reading of a word of which the catalogue has another form: `charges`, where it writes `charge`."""
        term = self.terms.get(stem(word))
        return {} if term is None else {term: 1.0}

    def _of_verb(self, word: str) -> Reading:
        """The reading of a verb of which another form is known: `tumeoa`, where the synonyms have `kuoa`."""
        forms = misspelt.other_forms(word)
        if not SAYS_NOTHING.isdisjoint(forms):  # `anaomba` says no more than `kuomba`
            return {}
        known = next((self._known[each] for each in forms if each in self._known), {})
        return {term: sure * A_SYNONYM for term, sure in known.items()}

    def _phrase(self, said: tuple[str, ...]) -> list[Reading]:
        """A reading for each word of a phrase's longest meaning, with the words of its other meanings beside it."""
        meanings = self._phrases[said]
        longest = max(meanings, key=len)
        readings: list[Reading] = [{} for _ in longest]
        for means in meanings:
            for place, reading in enumerate(readings):
                self._add(reading, self._known.get(means[min(place, len(means) - 1)], {}))
        if len(said) == 1:
            for reading in readings:
                self._add(reading, self._known.get(said[0], {}))
        return readings

    def _joined(self, said: tuple[str, ...], close: float) -> list[Reading]:
        """Two words that the catalogue also writes as one: each has its own reading and that of the whole."""
        readings = [self._spelt((word,), close)[0] for word in said]
        for reading in readings:
            self._add(reading, self._known["".join(said)], A_SYNONYM)
        return readings

    def _is_doubtful(self, word: str, reading: Reading) -> bool:
        if len(word) < 4 or word.isdigit():
            return not reading and len(word) > 2 and not word.isdigit()
        return max((self._seen.get(term, 0) for term, sure in reading.items() if sure > 0.9), default=0) < RARE

    def _begun(self, ordered: Sequence[str], found: Sequence[str], start: str, *, certain: bool = False) -> Reading:
        """The words that begin as typed. `ordered`: the sorted spellings to search; `found`: the word of each of them.

        `certain`: a known word was typed, so words that are only in the synonyms are left out.
        """
        reading: Reading = {}
        if len(start) < 2:
            return reading
        place = bisect_left(ordered, start)
        for here in islice(range(place, len(ordered)), MOST_BEGINNINGS):
            if not ordered[here].startswith(start):
                break
            if certain and found[here] in self._only_meant:
                continue
            sure = A_BEGINNING + (1 - A_BEGINNING) * 0.9 * len(start) / len(ordered[here])
            self._add(reading, self._known[found[here]], sure if len(ordered[here]) > len(start) else 1.0)
        return reading

    def _alike(self, word: str, close: float) -> Reading:
        reading: Reading = {}
        for among, least in ((self._looking_like(word, close), close), (self._words, close + ANOTHER_SOUND)):
            found = process.extract(
                word, among, scorer=OSA.normalized_similarity, score_cutoff=least, limit=MOST_SPELLINGS
            )
            for other, like, _ in found:
                if misspelt.may_be(word, other):
                    self._add(reading, self._known[other], A_MISSPELLING * like**0.5)
            if reading:
                break
        return reading

    def _looking_like(self, word: str, close: float) -> list[str]:
        """The words with the same first sound and nearly the same length: most misspelt words are among them."""
        sound, slack = misspelt.sound(word[0]), int(len(word) * (1 - close)) + 1
        lengths = range(len(word) - slack, len(word) + slack + 1)
        return [each for length in lengths for each in self._by_look.get((sound, length), ())]

    def _parts(self, word: str) -> list[str]:
        """The words that were written as one (`goodconductcertificate`); else the word."""
        if word in SAYS_NOTHING or self.knows(word) or self._of_stem(word):
            return [word]
        return run_together.parted(word, self._is_part, SAYS_NOTHING) or [word]

    def _is_short_form(self, word: str) -> bool:
        """Whether single letters are this word; two of them may be two classes: `class d e`."""
        return self.knows(word) if len(word) > 2 else word in self._of_phrases

    def _is_part(self, word: str) -> bool:
        known = self._known.get(word)
        return known is not None and self._is_trusted(word, known)

    def _is_trusted(self, word: str, known: Reading) -> bool:
        """Whether a word is in enough services to be a part of words that were written as one."""
        return self._often(known) >= (RARE if len(word) < A_LONG_PART else RARE / 2)

    def _often(self, reading: Reading) -> int:
        return max(self._seen.get(term, 0) for term in reading)

    def _all_pressed(self, pressed: Sequence[str], close: float) -> list[Reading]:
        """The readings of each pressed word, and of two together where the catalogue writes them as one: `log book`."""
        found = [self._as_pressed(each, close) for each in pressed]
        for place, (first, second) in enumerate(pairwise(pressed)):
            whole = self._pressed_whole(first + second)
            for readings in found[place : place + 2] if whole else ():
                self._add(readings[0], whole, A_SYNONYM)
        return [reading for readings in found for reading in readings]

    def _as_pressed(self, digits: str, close: float) -> list[Reading]:
        if len(digits) <= FEW_KEYS and (readings := self._few_keys(digits)):
            return readings
        reading: Reading = dict(self._known.get(digits, {}))
        self._add(reading, self._begun(self._pressed, self._under, digits))
        if reading or len(digits) < 4:
            return [reading]
        halves = self._pressed_parts(digits)
        if halves:
            return halves
        found = process.extract(
            digits, self._pressed, scorer=OSA.normalized_similarity, score_cutoff=close, limit=MOST_SPELLINGS
        )
        for _, like, place in found:
            self._add(reading, self._known[self._under[place]], A_MISSPELLING * like)
        return [reading]

    def _few_keys(self, digits: str) -> list[Reading]:
        """The short words with exactly these keys (43 is `id`, 35 is `dl`); surer than the number itself."""
        exact = range(bisect_left(self._pressed, digits), bisect_right(self._pressed, digits))
        words = [self._under[place] for place in exact]
        phrases = [self._phrase((word,)) for word in words if (word,) in self._phrases]
        if phrases:
            return max(phrases, key=len)
        reading: Reading = {}
        for word in words:
            self._add(reading, self._known[word])
        self._add(reading, self._known.get(digits, {}), A_NUMBER)
        return [reading] if words else []

    def _pressed_parts(self, digits: str) -> list[Reading]:
        """The readings of words that were pressed without a separator."""
        parts = run_together.parted(digits, lambda part: bool(self._pressed_whole(part)), _PRESSED_STOP_WORDS)
        return [self._pressed_whole(part) for part in parts]

    def _pressed_whole(self, digits: str) -> Reading:
        """The words with exactly these keys that are in enough services."""
        reading: Reading = {}
        for place in range(bisect_left(self._pressed, digits), bisect_right(self._pressed, digits)):
            word = self._under[place]
            known = self._known[word]
            if self._is_trusted(word, known):
                self._add(reading, known)
        return reading

    @staticmethod
    def _add(reading: Reading, more: Mapping[int, float], worth: float = 1.0) -> None:
        for term, sure in more.items():
            if sure * worth > reading.get(term, 0.0):
                reading[term] = sure * worth


def weight(seen: int, services: int) -> float:
    """The weight of a term (inverse document frequency): the fewer services have it, the more."""
    return math.log(1 + services / (1 + seen))
