"""Whether one word may be another that was misspelt, beyond the share of letters that they have in common."""

import re
from collections.abc import Mapping
from typing import Final

from rapidfuzz.distance import OSA

SOUND: Final[Mapping[str, str]] = dict(zip("ckqszgjlrpbfviyei", "cccccjjllppffiiii", strict=True))
"""Letters that sound alike and are mistaken for each other, at the beginning above all."""
SHORT: Final = 4
"""Up to so many letters, a replaced letter makes another word: `rape` is not `rate`."""
CLOSE_STEMS: Final = 0.75
"""The least similarity of the stems of two verbs."""
_VOWELS: Final = frozenset("aeiou")
_VERB: Final = re.compile(r"(?:ni|u|a|tu|m|wa|ki|zi|li|i)(?:me|li|na|ta)([a-z]{2,})")
"""A verb of Kiswahili with its subject and its tense: `nimeolewa`, `wanaishi`."""

_STARTS: Final = ("nime", "ame", "ku", "kw")


def sound(letter: str) -> str:
    """One letter for all that sound alike."""
    return SOUND.get(letter, letter)


def other_forms(word: str) -> list[str]:
    """Forms in which the synonyms may have a verb of Kiswahili (`tumeoa`: `kuoa`); none where it is no verb."""
    found = _VERB.fullmatch(word)
    return [f"{start}{found[1]}" for start in _STARTS] if found else []


def may_be(word: str, other: str) -> bool:
    """Whether a word may be another that is like it, by its spelling.

    Two verbs of Kiswahili begin alike, so it is their stems that must be alike. In a short word a consonant that is
    replaced must sound like the other, and the first letter too: `kids` is not `ids`.
    """
    if min(len(word), len(other)) <= SHORT and sound(word[0]) != sound(other[0]):
        return False
    mine, its = _VERB.fullmatch(word), _VERB.fullmatch(other)
    if mine and its:
        word, other = mine[1], its[1]
        return OSA.normalized_similarity(word, other) >= CLOSE_STEMS and _may_be_spelt(word, other)
    return _may_be_spelt(word, other)


def _may_be_spelt(word: str, other: str) -> bool:
    return not (len(word) == len(other) <= SHORT) or _sound_alike(word, other)


def _sound_alike(word: str, other: str) -> bool:
    """Whether words of the same length differ only in the order of letters, in vowels, or in letters of one sound."""
    if sorted(word) == sorted(other):
        return True
    return all(sound(one) == sound(two) or _VOWELS.issuperset((one, two)) for one, two in zip(word, other, strict=True))
