"""Canaries: the personal and secret values of the stories, searched for, in every encoding, where none may be.

They are identity numbers, phones, names, dates of birth, e-mail addresses and passwords, and, for one run, its keys and
the codes that were issued in it. Values that may occur by chance are left out: years, names of less than five letters,
passwords of digits in a row.
"""

import base64
import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote

from app.domain.catalogue_import.loader import DATA

STORIES: Final = Path(__file__).parents[1] / "stories"
SHORTEST_NAME: Final = 5
EXACT: Final = 8
"""A value of so many letters counts wherever it occurs. A shorter one may occur within a digest or a fraction of a
second by chance, so it must stand alone."""
PART: Final = 1 << 19
"""Bytes that are searched at once."""
ALONE: Final = ("plain", "reversed")
TIMES: Final = re.compile(rb"\d\d:\d\d:\d\d[.,]\d+|(?m:^\+?\d{10}\.\d{6} \[)")
"""Fractions of seconds: of a line of the log, and of the output of MONITOR."""


@dataclass(frozen=True)
class Canary:
    """One value that must not be found, and its kind."""

    kind: str
    value: str


class Hit(NamedTuple):
    """A canary that was found, and its encoding (`dress`)."""

    kind: str
    value: str
    dress: str


def of_the_stories() -> set[Canary]:
    """The canaries of the stories."""
    told = "\n".join(file.read_text() for file in sorted(STORIES.glob("*.story")))
    words = set(re.findall(r"[\w'/-]+", told))
    with (DATA / "people.csv").open(encoding="utf-8", newline="") as lines:
        people = [person for person in csv.DictReader(lines) if person["number"] in words]
    names = {person[column] for person in people for column in ("first_name", "surname")}
    found = {Canary("ID number", person["number"]) for person in people}
    found |= {Canary("name", name) for name in names if len(name) >= SHORTEST_NAME}
    found |= {Canary("date of birth", person["date_of_birth"]) for person in people}
    of_offices = (DATA / "agencies.csv").read_text("utf-8")  # published, and loaded with the catalogue
    numbers = re.findall(r"\b0([17][0-9]{8})\b", told)
    found |= {Canary("phone", number) for number in numbers if number not in of_offices}
    found |= {Canary("phone", f"70000000{digit}") for digit in range(1, 10)}
    found |= {Canary("e-mail", address) for address in re.findall(r"[\w.]+@[\w.]+\.com", told)}
    found |= {Canary("password", digits) for digits in re.findall(r"(?m)(?:^>|password) ([0-9]{6})(?:  #.*)?$", told)}
    return {canary for canary in found if canary.kind != "password" or not is_common(canary.value)}


def is_common(digits: str) -> bool:
    """Whether six digits are likely to occur by chance: few different ones, or nearly in a row."""
    rises = [int(after) - int(before) for before, after in pairwise(digits)]
    return len(set(digits)) < 4 or sum(abs(rise) == 1 for rise in rises) >= 4


@cache
def dresses(value: str) -> dict[str, tuple[bytes, ...]]:
    """The encodings of a value."""
    raw = value.encode()
    in_hex = raw.hex()
    escaped = "".join(f"%{byte:02x}" for byte in raw)
    return {
        "plain": tuple({raw, raw.lower(), raw.upper()}),
        "URL-encoded": tuple({escaped.encode(), escaped.upper().encode(), quote(value, safe="").encode()} - {raw}),
        "base64": tuple({*_in_base64(raw)}),
        "hex": tuple({in_hex.encode(), in_hex.upper().encode()}),
        "reversed": (raw[::-1],),
        "split by *": (b"*".join(bytes([byte]) for byte in raw),),
    }


def _in_base64(raw: bytes) -> Iterator[bytes]:
    """The characters that `raw` alone decides, at each of the three offsets that it may have within three bytes."""
    for before in range(3):
        whole = base64.b64encode(b"\0" * before + raw)
        sure = whole[(before * 8 + 5) // 6 : (before + len(raw)) * 8 // 6]
        yield from {sure, sure.replace(b"+", b"-").replace(b"/", b"_")}


def found(data: bytes, canaries: Iterable[Canary]) -> set[Hit]:
    """The canaries in some bytes."""
    wanted = [(canary, *dress) for canary in canaries for dress in dresses(canary.value).items()]
    held = _held(data, {needle for *_, needles in wanted for needle in needles})
    return {
        Hit(canary.kind, canary.value, dress)
        for canary, dress, needles in wanted
        if any(needle in held and (dress not in ALONE or _alone(needle, data)) for needle in needles)
    }


def _held(data: bytes, needles: set[bytes]) -> set[bytes]:
    """The needles that occur in some bytes; a needle is searched for only where each four bytes of it occur."""
    held: set[bytes] = set()
    longest = max(map(len, needles), default=0)
    for at in range(0, len(data), PART):
        part = data[at : at + PART + longest]
        fours = {part[begin : begin + 4] for begin in range(len(part) - 3)}
        for needle in needles - held:
            if all(needle[begin : begin + 4] in fours for begin in range(len(needle) - 3)) and needle in part:
                held.add(needle)
    return held


def _alone(needle: bytes, data: bytes) -> bool:
    """Whether a short needle stands alone somewhere, and not as a fraction of a second."""
    if len(needle) >= EXACT:
        return True
    alone = rb"(?<![0-9A-Za-z])" + re.escape(needle) + rb"(?![0-9A-Za-z])"
    return re.search(alone, TIMES.sub(b" ", data)) is not None
