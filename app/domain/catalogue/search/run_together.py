"""Words as they are run together or pulled apart: `goodconductcertificate`, `K R A`."""

from collections.abc import Callable, Collection
from typing import Final

MOST_LETTERS: Final = 40
"""Letters or keys of a word that are looked through for the words in it."""
MOST_PARTS: Final = 4
LEAST_PART: Final = 3
LEAST_OF_MANY: Final = 4
"""The fewest letters of a part: of two, and where there is a stop word between them."""
LONGEST_PART: Final = 16
LONGEST_INITIALS: Final = 6


def parted(word: str, is_part: Callable[[str], bool], stop_words: Collection[str]) -> list[str]:
    """The words that were written as one, without the stop words between and around them; empty where it is none.

    The fewest are best, then those with the longest first word. Three or four have four letters each on average.
    """
    if not 2 * LEAST_PART <= len(word) <= MOST_LETTERS:
        return []
    best_from: list[list[str] | None] = [None] * len(word) + [[]]
    for start in range(len(word) - LEAST_PART, -1, -1):
        for end in range(min(len(word), start + LONGEST_PART), start + 1, -1):
            rest, best, piece = best_from[end], best_from[start], word[start:end]
            if rest is None or (best is not None and len(rest) + 1 >= len(best)):
                continue
            if piece in stop_words:
                least = LEAST_OF_MANY if start == 0 or end == len(word) else 0
            else:
                least = LEAST_PART if is_part(piece) else LONGEST_PART + 1
            if len(piece) >= least:
                best_from[start] = [piece, *rest]
    pieces = best_from[0] or []
    parts = [piece for piece in pieces if piece not in stop_words]
    return parts if _is_likely(pieces, parts) else []


def _is_likely(pieces: list[str], parts: list[str]) -> bool:
    """Whether these are words that somebody wrote as one, and not pieces of a misspelt or unknown word."""
    if len(pieces) > len(parts):
        return 1 <= len(parts) <= MOST_PARTS and min(map(len, parts)) >= LEAST_OF_MANY
    return len(parts) == 2 or (2 < len(parts) <= MOST_PARTS and sum(map(len, parts)) >= LEAST_OF_MANY * len(parts))


def with_initials(said: list[str], is_known: Callable[[str], bool]) -> list[str]:
    """The words, with single letters side by side as the one word that they spell, if it is known: `k`, `r`, `a`."""
    found: list[str] = []
    place = 0
    while place < len(said):
        run = place
        while run < min(len(said), place + LONGEST_INITIALS) and len(said[run]) == 1 and said[run].isalpha():
            run += 1
        sizes = (size for size in range(run - place, 1, -1) if is_known("".join(said[place : place + size])))
        size = next(sizes, 1)
        found.append("".join(said[place : place + size]))
        place += size
    return found
