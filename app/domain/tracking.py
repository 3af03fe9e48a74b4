"""Checking a reference, by whoever holds it: found, mistyped or unknown, and how often one may be wrong."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from app.domain import applications, references, tallies
from app.domain.applications import Application
from app.domain.phones import phone_index

MISSES_AN_HOUR: Final = 5
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


def count_miss(session: Session, phone: str) -> bool:
    """Count that a phone asked for a reference that is nobody's; False when it has done so too often before."""
    if tallies.so_far(session, "reference-miss", phone, HOUR) >= MISSES_AN_HOUR:
        return False
    tallies.count(session, "reference-miss", phone, HOUR)
    return True
