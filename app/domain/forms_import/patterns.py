"""The subset of regular expressions that a form may use: none can cause catastrophic backtracking.

Python's engine backtracks: it tries one path through a pattern after the other. Where the next letter always determines
the part of the pattern it belongs to, there is one path (a deterministic content model, as XML Schema requires); any
such pattern is accepted. Any other is accepted only with few repeats, none nested, and without `|`, so that there are
few paths; their cost is measured (tests/unit/test_form_patterns.py).
"""

import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from app.domain.forms_import.pattern_letters import (
    ALL,
    OTHER,
    PLAIN,
    SHORT,
    PatternRefused,
    letter_of,
    letters_between,
)

LONGEST: Final = 120
"""Most characters of a pattern."""
MOST_REPEATS: Final = 2
"""Most repeats (`* + ? {2,5}`) of a pattern in which a letter may belong to several parts."""
MOST_TIMES: Final = 200
"""The largest number of times in `{2,5}`; `*` and `+` count as this many."""
COUNT: Final = re.compile(r"\{([0-9]{1,3})(?:(,)([0-9]{0,3}))?\}", re.ASCII)


@dataclass(frozen=True)
class _Part:
    """A part of a pattern: whether it can match the empty text, and the places that it can begin and end with."""

    empty: bool
    first: frozenset[int]
    last: frozenset[int]
    repeats: bool = False


NOTHING: Final = _Part(empty=True, first=frozenset(), last=frozenset())


@dataclass
class _Reader:
    """Parses a pattern, and records which place may follow which."""

    said: str
    at: int = 0
    depth: int = 0
    places: list[frozenset[str]] = field(default_factory=list)
    follows: set[tuple[int, int]] = field(default_factory=set)
    is_sure: bool = True
    is_nested: bool = False
    repeats: int = 0
    forks: int = 0

    def peek(self) -> str:
        return self.said[self.at : self.at + 1]

    def take(self, letter: str) -> bool:
        if self.peek() != letter:
            return False
        self.at += 1
        return True

    def read_either(self) -> _Part:
        part = self._read_sequence()
        while self.take("|"):
            self.forks += 1
            other = self._read_sequence()
            if other is NOTHING or part is NOTHING:
                raise PatternRefused("something is wanted on both sides of |")
            self._check_apart(part.first | other.first)
            part = _Part(
                part.empty or other.empty,
                part.first | other.first,
                part.last | other.last,
                part.repeats or other.repeats,
            )
        return part

    def _read_sequence(self) -> _Part:
        part = NOTHING
        while self.peek() not in ("", "|", ")"):
            following = self._read_repeated()
            self._lead(part.last, following.first)
            part = _Part(
                part.empty and following.empty,
                part.first | following.first if part.empty else part.first,
                part.last | following.last if following.empty else following.last,
                part.repeats or following.repeats,
            )
        return part

    def _read_repeated(self) -> _Part:
        part = self._read_one()
        least, most = self._read_times()
        if (least, most) == (1, 1):
            return part
        if most == 0:
            raise PatternRefused("what is repeated no times is wanted nowhere")
        if most > 1:
            if part.empty:
                raise PatternRefused("what is repeated may match nothing")
            self._lead(part.last, part.first)
        varies = least != most
        self.repeats += varies
        self.is_nested |= part.repeats and most > 1
        return _Part(part.empty or least == 0, part.first, part.last, part.repeats or varies)

    def _read_times(self) -> tuple[int, int]:
        times = self._read_sign()
        if self.peek() in ("*", "+", "?", "{") and self.peek():
            raise PatternRefused(f"{self.peek()} is wanted behind a letter, a class or a group")
        return times

    def _read_sign(self) -> tuple[int, int]:
        for sign, times in (("*", (0, MOST_TIMES)), ("+", (1, MOST_TIMES)), ("?", (0, 1))):
            if self.take(sign):
                return times
        if self.peek() != "{":
            return 1, 1
        found = COUNT.match(self.said, self.at)
        if found is None:
            raise PatternRefused("how often is wanted in { }, such as {3} or {2,5}")
        self.at = found.end()
        least = int(found[1])
        most = least if not found[2] else int(found[3] or MOST_TIMES)
        if most < least or most > MOST_TIMES:
            raise PatternRefused(f"{found[0]} is no number of times (at most {MOST_TIMES})")
        return least, most

    def _read_one(self) -> _Part:
        if self.take("("):
            if self.peek() == "?":
                raise PatternRefused("(? is not taken here")
            self.depth += 1
            if self.depth > 10:
                raise PatternRefused("at most 10 groups within each other are wanted")
            part = self.read_either()
            self.depth -= 1
            if part is NOTHING or not self.take(")"):
                raise PatternRefused("a group ( ) with something in it is wanted")
            return part
        return self._place(self._read_class() if self.take("[") else self._read_letters())

    def _read_letters(self) -> frozenset[str]:
        letter = self._next()
        if letter == "\\":
            return self._read_escaped()
        if letter == ".":
            return ALL
        if letter in "*+?{}[]^$":
            raise PatternRefused(f"{letter} is not wanted there; a backslash before it makes it a letter")
        return frozenset({letter_of(letter)})

    def _read_escaped(self) -> frozenset[str]:
        letter = self._next()
        if letter in SHORT:
            return SHORT[letter]
        if letter not in PLAIN:
            raise PatternRefused(f"\\{letter} is not taken here; there are \\d \\w \\s and \\. and the like")
        return frozenset({letter})

    def _read_class(self) -> frozenset[str]:
        outside = self.take("^")
        found: set[str] = set()
        while not self.take("]"):
            letter = self._next()
            if letter == "[":
                raise PatternRefused("[ within [ ] is wanted with a backslash")
            if letter == "\\":
                found |= self._read_escaped()
            elif self.peek() == "-" and self.said[self.at + 1 : self.at + 2] not in ("]", ""):
                self.at += 1
                found |= letters_between(letter, self._next())
            else:
                found.add(letter_of(letter))
        if not found:
            raise PatternRefused("a class [ ] with something in it is wanted")
        return frozenset(ALL - (found - {OTHER}) if outside else found)

    def _next(self) -> str:
        letter = self.peek()
        if not letter:
            raise PatternRefused("it ends too early")
        self.at += 1
        return letter

    def _place(self, letters: frozenset[str]) -> _Part:
        self.places.append(letters)
        here = frozenset({len(self.places) - 1})
        return _Part(empty=False, first=here, last=here)

    def _lead(self, last: Iterable[int], first: Iterable[int]) -> None:
        for one in last:
            for other in first:
                self.is_sure &= (one, other) not in self.follows  # else there are two ways to the same place
                self.follows.add((one, other))

    def _check_apart(self, places: Iterable[int]) -> None:
        """Clear `is_sure` where a letter may belong to two of these places."""
        seen: set[str] = set()
        for place in places:
            self.is_sure &= seen.isdisjoint(self.places[place])
            seen |= self.places[place]

    def check_follows(self, first: Iterable[int]) -> None:
        """Clear `is_sure` where a letter may belong to two places at the beginning, or to two that follow the same."""
        self._check_apart(first)
        behind: dict[int, list[int]] = {}
        for one, other in self.follows:
            behind.setdefault(one, []).append(other)
        for places in behind.values():
            self._check_apart(places)


def check_pattern(pattern: str) -> str:
    """The pattern as it is stored: without `^` and `$`, since it must match the whole text. Raises PatternRefused."""
    if len(pattern) > LONGEST:
        raise PatternRefused(f"at most {LONGEST} letters are wanted")
    if not pattern.isprintable():
        raise PatternRefused("letters that can be seen are wanted")
    pattern = pattern.removeprefix("^")
    if pattern.endswith("$") and not pattern.endswith("\\$"):
        pattern = pattern.removesuffix("$")
    reader = _Reader(pattern)
    whole = reader.read_either()
    if reader.peek() or whole is NOTHING:
        raise PatternRefused("a pattern is wanted whose ( and ) are pairs")
    reader.check_follows(whole.first)
    if not reader.is_sure and (reader.repeats > MOST_REPEATS or reader.is_nested or reader.forks):
        raise PatternRefused(
            "it may be slow: a repeat within a repeat, a choice | or more than"
            f" {MOST_REPEATS} repeats, and a letter that may belong to two parts of it"
        )
    with warnings.catch_warnings(action="error"):
        try:
            re.compile(pattern)
        except (re.error, Warning) as error:
            raise PatternRefused(f"it is not understood: {error}") from None
    return pattern
