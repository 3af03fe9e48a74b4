"""Whether a secret is strong enough: not short, not regular, not made of words.

The check is rough and lenient to generated secrets: of those that `secrets`, `openssl rand` or `uuidgen` make, it
refuses fewer than one in a thousand. It cannot know whether a strong secret was published.
"""

import re
from itertools import pairwise
from typing import Final

WORDS: Final = (
    "change", "replace", "insert", "secret", "password", "passphrase", "nenosiri", "example", "sample", "default",
    "dummy", "testing", "tests", "production", "development", "staging", "lango", "ecitizen", "africastalking", "kenya",
    "callback", "metrics", "token", "admin", "letmein", "welcome", "qwerty", "asdfgh", "zxcvbn", "please",
    "0123456789", "123456789", "12345678", "abcdef",
)  # fmt: skip
"""Words that are removed from a secret before it is judged."""
_PAIRS: Final = (
    "th he in er an re nd on en at ou ed ha to or it is hi es ng st ar te se le ve me ea ne we wa ka ku ma na ni ki "
    "si li ya wi ta la al ti ra ri ro ic ll be ch co de el ge io om ho no so ss ur us ut wo et as nt of"
)
PAIRS: Final = frozenset(_PAIRS.split())
"""The letter pairs that are half of all pairs in English and Kiswahili, but only one in ten in a random text."""
FOR_LETTERS: Final = str.maketrans("013457@$!", "oieastasi")
"""Characters that people write in place of a letter, to make a word look like a secret."""
FEWEST_DIFFERENT, FEWEST_PAIRS = 9, 12
MOST_STEPS, MOST_IN_HALVES, MOST_IN_WORDS, MOST_IN_DISGUISE = 0.5, 0.8, 0.42, 0.55
"""The highest shares allowed: of characters that neighbour the one before, or the one before that; of letter pairs as
in a language, as written, or after `FOR_LETTERS`."""


def weakness(secret: str, shortest: int) -> str:
    """What is wrong with a secret, in words that continue a sentence about it; empty if nothing is."""
    if len(secret) < shortest:
        return f"is shorter than {shortest} characters"
    rest = _without_words(secret)
    if len(rest) < shortest or re.search(r"\s", secret) or _is_words(rest):
        return "is made of words"
    different = min(FEWEST_DIFFERENT, shortest // 3 + 1)
    if len(set(rest)) < different or _repeats(rest) or _climbs(rest):
        return "follows a pattern"
    return ""


def _without_words(secret: str) -> str:
    rest = secret
    for word in WORDS:
        rest = re.sub(word, "", rest, flags=re.IGNORECASE)
    return rest


def _is_words(text: str) -> bool:
    """Whether its letters follow each other as in a language. Hexadecimal digits have too few letters to tell."""
    if re.fullmatch("[0-9a-fA-F-]+", text):
        return False
    disguised = text.translate(FOR_LETTERS)
    return _in_a_language(text) > MOST_IN_WORDS or _in_a_language(disguised) > MOST_IN_DISGUISE


def _in_a_language(text: str) -> float:
    """The share of `PAIRS` among the letter pairs that are capitalised as in a word; 0 if there are too few."""
    pairs = [a + b for a, b in pairwise(text) if a.isalpha() and b.isalpha()]
    spelt = [pair.lower() for pair in pairs if pair[1].islower() or pair.isupper()]
    return sum(pair in PAIRS for pair in spelt) / len(spelt) if len(spelt) >= FEWEST_PAIRS else 0.0


def _repeats(text: str) -> bool:
    """Whether its first half comes again, or a piece of six characters comes three times."""
    return text[: len(text) // 2] in text[1:] or any(text.count(text[at : at + 6]) > 2 for at in range(len(text) - 5))


def _climbs(text: str) -> bool:
    """Whether most characters are the neighbours of the one before: `abcdef`, `987654`, `aabbcc`, `1q2w3e4r`."""
    return _steps(text) > MOST_STEPS or max(_steps(text[::2]), _steps(text[1::2])) > MOST_IN_HALVES


def _steps(text: str) -> float:
    steps = [abs(ord(a) - ord(b)) <= 1 for a, b in pairwise(text)]
    return sum(steps) / len(steps)
