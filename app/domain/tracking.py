"""Checking a reference, by whoever holds it: found, mistyped or unknown, and how often one may be wrong."""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from app.domain import applications, references, tallies
from app.domain.applications import Application
from app.domain.phones import phone_index

MISSES_AN_HOUR: Final = 5
OF_A_TEXT: Final = 2
"""References that are looked up of one text."""
HOUR: Final = timedelta(hours=1)


class Miss(StrEnum):
    """Why a reference leads to nothing."""

    NOT_ONE = "not a reference"
    SLIP = "twelve digits, one of them wrong"
    LENGTH = "digits, more or fewer than twelve"
    UNKNOWN = "well formed, and nobody's"
    TOO_MANY = "too many unknown ones from this phone"


def look_up(session: Session, phone: str, typed: str) -> Application | Miss:
    """The application of a reference as somebody typed it.

    After five unknown ones within an hour a phone hears only of its own applications.
    """
    key = references.lookup_key(typed)
    found = applications.find(session, key)
    if found is not None and found.phone_index == phone_index(session, phone):
        return found
    if tallies.so_far(session, "reference-miss", phone, HOUR) >= MISSES_AN_HOUR:
        return Miss.TOO_MANY
    if found is not None:
        return found
    slip = references.slip(key)
    if slip:
        return Miss.SLIP if slip.digits == references.LENGTH else Miss.LENGTH
    return Miss.UNKNOWN if references.has_shape(typed) else Miss.NOT_ONE


def look_up_all(session: Session, phone: str, candidates: Sequence[str]) -> list[Application | Miss]:
    """What the likeliest candidates of one text lead to, two at most; the rest is not looked up.

    Each that is unknown counts against the phone, whether or not anything is said of it: a text is no cheaper a
    way to guess than twelve. Two readings of the same words are one reference, and one miss.
    """
    found: list[Application | Miss] = []
    read: list[str] = []
    for each in candidates[:OF_A_TEXT]:
        key, result = references.lookup_key(each), look_up(session, phone, each)
        again = any(key in other or other in key for other in read)
        if result == Miss.UNKNOWN and not again and not count_miss(session, phone):
            result = Miss.TOO_MANY
        read.append(key)
        found.append(result)
    return found


def count_miss(session: Session, phone: str) -> bool:
    """Count that a phone asked for a reference that is nobody's; False when it has done so too often before."""
    return tallies.count(session, "reference-miss", phone, HOUR, most=MISSES_AN_HOUR) <= MISSES_AN_HOUR
