"""Words typed as digits on a keypad: `7277` is `pass`; a 0, a 1, a sign or a space separates words."""

from string import ascii_lowercase
from typing import Final

KEYS: Final = dict(zip(ascii_lowercase, "22233344455566677778889999", strict=True))
"""The letters on the keys of a telephone (ITU-T E.161)."""
_PRESSED: Final = str.maketrans(KEYS)
_BETWEEN: Final = str.maketrans("01*#.,-+", "        ")


def pressed(word: str) -> str:
    """The keypad digits of a word."""
    return word.translate(_PRESSED)


def digits(typed: str) -> list[str]:
    """The words that were pressed, as digits; empty when what is typed has letters, or is too short to mean a word."""
    found = typed.translate(_BETWEEN).split()
    if not found or not all(word.isdigit() for word in found) or max(map(len, found)) < 2:
        return []
    return found
