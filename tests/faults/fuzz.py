"""Fuzzing with a seed: odd and hostile input, whose failures can be reproduced from the seed and are shrunk.

A generator makes one input out of a `random.Random`; a check raises for an input that does something wrong. `try_out`
runs many and tells of a failure the seed, the number of the input, and the shortest input that still fails.
"""

import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final, TypeVar

T = TypeVar("T")
MOST_ATTEMPTS: Final = 2_000
"""Inputs tried to make a failing one shorter."""

CITIZENS: Final = [f"+2547000000{number:02d}" for number in range(1, 60)]
NUMBERS: Final = [*(f"2900000{digit}" for digit in range(10)), "7000009", "00000000000010", "900001", "X0000001"]
REFERENCES: Final = ["102030405060", "222244442222", "111122220000", "EPP1-A1B2C3D4", "102030405061", "10203040506"]
PLAIN: Final = [
    *NUMBERS,
    *REFERENCES,
    *CITIZENS[:3],
    "0712345678",
    "Wanjiku",
    "Otieno",
    "Jean-Marie",
    "Mũthoni",
    "O'Brien",
    "1990",
    "1890",
    "2031",
    "12/04/1990",
    "31-02-1990",
    "23rd May 1991",
    "23051991",
    "482915",
    "607318",
    "111111",
    "wanjiku@example.com",
    "STATUS 1020 3040 5060",
    "HELP",
    "STOP",
    "LUGHA SW",
    "EMAIL wanjiku@example.com",
    "passport",
]
KEYS: Final = ["0", "00", "98", "99", "1", "2", "3", "7", "12", "1.", "2)", "001", "-1", "1e3", " 1 ", "01"]
ODD: Final = [
    "",
    " ",
    "*",
    "**",
    "#",
    "1*",
    "*1",
    "*222#",
    "1#2",
    "\x00",
    "1\x00",
    "\x1b",
    "\x1b\x1b",
    "\r\n",
    "\u2028",
    "\u202e102030",
    "\u200f0712",
    "\u200b1",
    "\ufeff1",
    "١٢٣٤",
    "２９００",
    "²",
    "①",
    "1½",
    "Ⅷ",
    "०",
    "𝟙",
    "1\u0301",
    "а",
    "Ｗanjiku",
    "ﬀ",
    "ŉ",
    "İ",
    "ß",
    "é" * 90,
    "{}",
    "{code}",
    "%s%n",
    "{0.__class__}",
    "'; DROP TABLE accounts; --",
    '" OR ""="',
    "<script>alert(1)</script>",
    "=1+1",
    "@SUM(A1)",
    "\nBcc: me@example.com",
    '\n{"level": "error"}',
    "¡",
    "€" * 80,
    "^{}[]~|\\" * 10,
    "\u0000" * 9,
    "😀",
    "👨‍👩‍👧",
    "x" * 182,
    "9" * 183,
    "1" * 600,
    "Z\u0300" * 100,
    "\ud800",
    "a\udfffb",
    "nan",
    "1_000",
    "0x1",
]
"""What has broken a program somewhere: dialler keys, controls, digits that are none, letters that fold, injections."""


def text(random: Random, longest: int = 60) -> str:
    """Something that somebody, or something, may type."""
    match random.randrange(8):
        case 0 | 1:
            return random.choice(PLAIN)
        case 2:
            return random.choice(KEYS)
        case 3:
            return random.choice(ODD)
        case 4:
            return changed(random, random.choice(PLAIN))
        case 5:
            return "".join(random.choice((random.choice(ODD), random.choice(PLAIN), " ", "*")) for _ in range(4))
        case 6:
            return "".join(chr(random.randrange(32, 127)) for _ in range(random.randrange(longest)))
    return "".join(letter(random) for _ in range(random.randrange(longest)))


def letter(random: Random) -> str:
    """Any code point there is, halves of surrogate pairs included; the low ones more often."""
    return chr(random.randrange(random.choice((0x80, 0x500, 0x3000, 0x11_0000))))


def changed(random: Random, sound: str) -> str:
    """Something sound with a letter too few, too many, twice, in another place, or another one."""
    at = random.randrange(len(sound) + 1)
    before, after = sound[:at], sound[at:]
    return random.choice(
        (
            before + after[1:],
            before + letter(random) + after,
            before + random.choice(ODD) + after,
            before + after[:1] * 2 + after[1:],
            after + before,
            sound * random.randrange(1, 4),
            sound.upper(),
            " ".join(sound),
        )
    )


@dataclass
class LoggedErrors:
    """Errors that the installation has logged: a failure that the caller was not told of is one as well."""

    lines: list[str] = field(default_factory=list)

    def error(self, event: str, **told: Any) -> None:
        """In place of the log's method: keep the event and its place. An alarm is no error: guessing may raise one."""
        if event == "alarm":
            return
        where = traceback.extract_tb(sys.exc_info()[2])[-3:]
        places = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in where]
        self.lines.append(f"{event} {told} {sys.exc_info()[1]!r} at {places}")

    def check_none(self) -> None:
        """Raises AssertionError when an error was logged since the last call."""
        lines, self.lines = self.lines, []
        assert not lines, f"called out of order: {lines}"


def try_out(
    generate: Callable[[Random], T],
    check: Callable[[T], object],
    *,
    seed: int,
    count: int,
    smaller: Callable[[T], Iterator[T]],
) -> None:
    """Check many inputs. Raises AssertionError with the seed and the shortest input for the first that fails."""
    random = Random()
    for number in range(count):
        random.seed(f"{seed}:{number}")
        given = generate(random)
        wrong = failing(check, given)
        if wrong:
            shortest = shrunk(given, check, smaller)
            raise AssertionError(f"seed {seed}, input {number}: {failing(check, shortest) or wrong}\n{shortest!r}")


def failing(check: Callable[[T], object], given: T) -> str:
    """The failure of this input and where it is; "" when there is none."""
    try:
        check(given)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)[-2:]
        return f"{type(error).__name__}: {error} at {[(frame.name, frame.lineno) for frame in frames]}"
    return ""


def shrunk(given: T, check: Callable[[T], object], smaller: Callable[[T], Iterator[T]]) -> T:
    """The shortest input that still fails, of those that `MOST_ATTEMPTS` attempts find."""
    attempts = 0
    found = True
    while found:
        found = False
        for less in smaller(given):
            attempts += 1
            if attempts > MOST_ATTEMPTS:
                return given
            if failing(check, less):
                given, found = less, True
                break
    return given


def shorter(given: Sequence[Any]) -> Iterator[Any]:
    """A text, bytes or a list with a piece left out: large pieces first."""
    size = len(given)
    while size:
        for start in range(0, len(given), size):
            yield given[:start] + given[start + size :]  # type: ignore[operator]
        size //= 2
