"""Tokens of a text: words are extracted and normalized, stop words left out, endings stripped (stemming)."""

import re
import unicodedata
from typing import Final

from app.platform.languages.language_files import vocabulary

_WORD: Final = re.compile(r"[a-z]+|[0-9]+(?:cc)?")
_WHERE: Final = re.compile(
    r"(?<!class )\be[ -]?citizen\b|\bhuduma cent(?:re|er)s?\b|\b(?:ministry|department) (?:of|for)\b|\bwizara ya\b"
)
"""Names of the place where all services are, and what stands before the field of a ministry."""
_APOSTROPHE: Final = re.compile(r"(?<=\w)['\u2019\u2018`](?=\w)")

SAYS_NOTHING: Final = vocabulary("says_nothing")
"""Stop words: left out of a text, unless it has no other words."""

_ENDINGS: Final = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("s", ""))
_KEEPS_S: Final = ("ss", "us", "is", "as")


def words(text: str) -> list[str]:
    """The words and numbers of a text, in order: lower case, without accents."""
    joined = _APOSTROPHE.sub("", text)
    if joined.isascii():  # nearly every text
        return _WORD.findall(joined.casefold())
    plain = unicodedata.normalize("NFKD", joined).casefold()
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


def telling(found: list[str]) -> list[str]:
    """The words that are not stop words; all of them where there is no other."""
    return [word for word in found if word not in SAYS_NOTHING] or found


def what(text: str) -> str:
    """Typed text without where it is to be had, unless that is all: `e citizen passport`, `ministry of lands`."""
    folded = text.casefold()
    bare = _WHERE.sub(" ", folded)
    return bare if bare != folded and not SAYS_NOTHING.issuperset(words(bare)) else text


def stem(word: str) -> str:
    """The stem of a word: without a plural ending, and without -ation, -ate and -ed, which name the same service.

    -ing stays: to train and training, a park and parking are two things.
    """
    if len(word) > 3 and word.endswith("s") and not word.endswith(_KEEPS_S):
        ending, instead = next(pair for pair in _ENDINGS if word.endswith(pair[0]))
        word = word[: -len(ending)] + instead
    for ending in ("ations", "ation", "ated", "ate", "ed", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
