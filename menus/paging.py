"""Fitting a screen on a phone: pages of at most 160 septets (source 5), `CON ` included, and nothing ever cut off."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.platform import gsm0338

PREFIX = "CON "
OPTIONS_ALONE = 6
"""The most numbered lines of a screen of one page: more are not read (source 18)."""
OPTIONS_A_PAGE = 5
"""The most numbered lines of each page of a longer list: a phone of 1.8 inches shows six or seven lines."""


PAGED_SCREENS: Final = 512
"""How many screens each process caches the pages of: the first screens are most of what is shown."""


@dataclass(frozen=True)
class Keys:
    """The lines of the keys that lead elsewhere, in the citizen's language; empty ones are not offered."""

    always: tuple[str, ...]
    back: str
    more: str


def pages(
    body: str,
    options: Sequence[str],
    keys: Keys,
    *,
    top_back: bool,
    most: int = OPTIONS_ALONE,
    goes_on: bool = False,
) -> list[str]:
    """A screen as the pages that show it: the body first, then the numbered lines, whole.

    `top_back`: the first page offers back too; `most`: so many numbered lines may be one page. A line stands whole on a
    page where it can; a longer one is divided between words. `goes_on`: the last page offers more as well.
    """
    return [*_pages(body, tuple(options), keys, most, top_back=top_back, goes_on=goes_on)]


@lru_cache(PAGED_SCREENS)
def _pages(
    body: str, options: tuple[str, ...], keys: Keys, most: int, *, top_back: bool, goes_on: bool
) -> tuple[str, ...]:
    """See `pages`. Pure, so its results are cached."""
    lines = [(line, False) for line in body.split("\n") if line.strip()] + [(option, True) for option in options]
    single = _page([line for line, _ in lines], _navigation(keys, first=True, last=not goes_on, top_back=top_back))
    if _fits(single) and len(options) <= most:
        return (single,)
    filled = _fill(lines, keys, top_back=top_back)
    last = len(filled) - 1
    return tuple(
        _page(kept, _navigation(keys, first=number == 0, last=number == last and not goes_on, top_back=top_back))
        for number, kept in enumerate(filled)
    )


def fits_one_page(line: str, keys: Keys) -> bool:
    """Whether a line stands whole on a page, with all keys that a page may offer below it."""
    return _fits(_page([line], _navigation(keys, first=False, last=False, top_back=True)))


def _fill(lines: Sequence[tuple[str, bool]], keys: Keys, *, top_back: bool) -> list[list[str]]:
    """Divide the lines into pages, each with room for all the keys that a middle page offers."""
    room = _navigation(keys, first=False, last=False, top_back=True)
    filled: list[list[str]] = [[]]
    numbered = 0
    for line, is_option in lines:
        for piece in _pieces(line, room):
            full = is_option and numbered == OPTIONS_A_PAGE
            if filled[-1] and (full or not _fits(_page([*filled[-1], piece], room))):
                filled.append([])
                numbered = 0
            filled[-1].append(piece)
            numbered += is_option
    return filled


def _pieces(line: str, room: Sequence[str]) -> list[str]:
    """A line as it is where a page holds it, else cut between words, and a single endless word between letters."""
    pieces = [""]
    for word in line.split(" "):
        for bit in _bits(word, room):
            longer = f"{pieces[-1]} {bit}".lstrip(" ") if pieces[-1] else bit
            if _fits(_page([longer], room)):
                pieces[-1] = longer
            else:
                pieces.append(bit)
    return pieces


def _bits(word: str, room: Sequence[str]) -> list[str]:
    if _fits(_page([word], room)):
        return [word]
    half = len(word) // 2
    return [*_bits(word[:half], room), *_bits(word[half:], room)]


def _navigation(keys: Keys, *, first: bool, last: bool, top_back: bool) -> list[str]:
    lines = ["" if last else keys.more, keys.back if top_back or not first else "", *keys.always]
    return [line for line in lines if line]


def _page(lines: Sequence[str], navigation: Sequence[str]) -> str:
    return gsm0338.fold("\n".join([*lines, *navigation]))


def _fits(page: str) -> bool:
    return gsm0338.fits(PREFIX + page, gsm0338.SCREEN)
