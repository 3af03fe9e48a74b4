"""The letters that a place of a pattern may stand for, as sets: compared to see whether two places are apart."""

from typing import Final

OTHER: Final = "\0"
"""All letters beyond ASCII, as one."""
ALL: Final = frozenset(map(chr, range(32, 127))) | {OTHER}
DIGITS: Final = frozenset("0123456789")
WORDS: Final = frozenset(each for each in ALL if each.isalnum()) | {"_", OTHER}
SHORT: Final = {"d": DIGITS, "w": WORDS, "s": frozenset(" ")}
PLAIN: Final = frozenset(".\\/-+*?()[]{}|^$'\"")
"""What may stand behind a backslash and is then itself."""


class PatternRefused(Exception):
    """A pattern that is none, or not of this subset; its words say what is wanted."""


def letter_of(letter: str) -> str:
    """A letter as it stands in these sets."""
    return letter if letter in ALL else OTHER


def letters_between(low: str, high: str) -> set[str]:
    """The letters of a range such as `a-z`. Raises PatternRefused."""
    if not (low.isascii() and high.isascii() and low.isalnum() and high.isalnum() and low <= high):
        raise PatternRefused(f"{low}-{high} is no range of letters or digits")
    return {chr(each) for each in range(ord(low), ord(high) + 1)}
