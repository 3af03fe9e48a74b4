"""The letters that a place (position) in a pattern can match, as sets: they show whether two places overlap."""

from typing import Final

OTHER: Final = "\0"
"""Stands for all letters beyond printable ASCII."""
ALL: Final = frozenset(map(chr, range(32, 127))) | {OTHER}
DIGITS: Final = frozenset("0123456789")
WORDS: Final = frozenset(each for each in ALL if each.isalnum()) | {"_", OTHER}
SHORT: Final = {"d": DIGITS, "w": WORDS, "s": frozenset(" ")}
PLAIN: Final = frozenset(".\\/-+*?()[]{}|^$'\"")
"""Signs that a backslash makes literal."""


class PatternRefused(Exception):
    """A pattern is invalid or not of this subset; the message says what is wanted."""


def letter_of(letter: str) -> str:
    """A letter as these sets have it: itself, or `OTHER`."""
    return letter if letter in ALL else OTHER


def letters_between(low: str, high: str) -> set[str]:
    """The letters of a range such as `a-z`. Raises PatternRefused."""
    if not (low.isascii() and high.isascii() and low.isalnum() and high.isalnum() and low <= high):
        raise PatternRefused(f"{low}-{high} is no range of letters or digits")
    return {chr(each) for each in range(ord(low), ord(high) + 1)}
