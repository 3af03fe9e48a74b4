"""Checking a reference, by whoever holds it: found, mistyped or unknown, and how often one may be wrong."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications import account_applications, applications, mistaken_references, reference_shapes
from app.domain.applications.applications import Application
from app.domain.applications.mistaken_references import Mistaken
from app.domain.identity.accounts import Login
from app.domain.shared import counters, references
from app.domain.shared.errors import Revoked
from app.domain.subscribers.phones import phone_index

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
    M_PESA = "the code of a payment"
    PHONE = "a phone number"
    WAITING_CARD = "the number of an ID waiting card"
    ID_NUMBER = "an ID number"
    KRA_PIN = "a KRA PIN"
    PAYBILL = "our paybill"


IN_PLACE: Final = {
    Mistaken.M_PESA: Miss.M_PESA,
    Mistaken.PHONE: Miss.PHONE,
    Mistaken.WAITING_CARD: Miss.WAITING_CARD,
    Mistaken.ID_NUMBER: Miss.ID_NUMBER,
    Mistaken.KRA_PIN: Miss.KRA_PIN,
    Mistaken.PAYBILL: Miss.PAYBILL,
}


@dataclass(frozen=True)
class Missed:
    """What is said of something typed that leads to nothing, and how many unknown references were in it."""

    why: Miss
    unknown: int


def read_reference(session: Session, phone: str, typed: str, login: Login | None = None) -> Application | Missed:
    """The application of the reference in what somebody typed, words around it or not: `Ref: 1020 3040 5060`.

    `login`: who is signed in, and hears of what they see anyway. What is unknown is still to be counted.
    """
    found: list[Miss] = []
    tried: list[str] = []
    for each in references.candidates(typed)[:OF_A_TEXT] or [typed]:
        result = look_up(session, phone, each, login)
        if isinstance(result, Application):
            return result
        if not _is_part(key := references.lookup_key(each), tried):
            found.append(result)
        tried.append(key)
    why = Miss.TOO_MANY if Miss.TOO_MANY in found else _told(found[0], tried[0])
    return Missed(why, found.count(Miss.UNKNOWN))


def look_up(session: Session, phone: str, typed: str, login: Login | None = None) -> Application | Miss:
    """The application of a reference as somebody typed it.

    After five unknown ones within an hour a phone hears only of its own applications, and of its account's.
    """
    key = references.lookup_key(typed)
    found = applications.find_application(session, key)
    if found is not None and (
        found.phone_index == phone_index(session, phone) or _is_seen(session, found, login, phone)
    ):
        return found
    if counters.so_far(session, "reference-miss", phone, HOUR) >= MISSES_AN_HOUR:
        return Miss.TOO_MANY
    if found is not None:
        return found
    if other := _mistaken(session, typed):
        return IN_PLACE[other]
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
    tried: list[str] = []
    for each in candidates[:OF_A_TEXT]:
        key, result = references.lookup_key(each), look_up(session, phone, each)
        if result == Miss.UNKNOWN and not _is_part(key, tried) and not count_miss(session, phone):
            result = Miss.TOO_MANY
        tried.append(key)
        found.append(result if isinstance(result, Application) else _told(result, key))
    return found


def _told(miss: Miss, key: str) -> Miss:
    """Why, as it is told: eight digits or fewer are counted as a guess, but no reference that is given out is of these.

    Ours have twelve, and an agency's shape has a letter.
    """
    return Miss.LENGTH if miss == Miss.UNKNOWN and re.fullmatch("[0-9]{1,8}", key) else miss


def count_miss(session: Session, phone: str) -> bool:
    """Count that a phone asked for a reference that is nobody's; False when it has done so too often before."""
    return counters.count(session, "reference-miss", phone, HOUR, most=MISSES_AN_HOUR) <= MISSES_AN_HOUR


def count_misses(session: Session, phone: str, unknown: int) -> bool:
    """Count each unknown reference of one text; False when one of them was one too many."""
    return all(count_miss(session, phone) for _ in range(max(1, unknown)))


def _is_part(key: str, tried: Sequence[str]) -> bool:
    """Whether two readings of the same words are one reference, and one miss."""
    return any(key in other or other in key for other in tried)


def _is_seen(session: Session, application: Application, login: Login | None, phone: str) -> bool:
    """Whether whoever is signed in sees an application in their list anyway."""
    try:
        return login is not None and account_applications.sees(session, application, login, phone=phone)
    except Revoked:
        return False


def _mistaken(session: Session, typed: str) -> Mistaken | None:
    """What this looks like, where it is no reference that Lango or an agency may have given out."""
    key = references.lookup_key(typed)
    if references.is_ours(key):
        return None
    other = mistaken_references.mistaken_for(typed)
    return None if other is None or reference_shapes.may_be(session, key) else other
