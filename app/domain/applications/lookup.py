"""Looks up the reference that a citizen typed: found, mistyped or unknown; a rate limit on unknown references."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cached_property
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications import account_applications, mistaken_references
from app.domain.applications.applications import Application
from app.domain.applications.mistaken_references import Mistaken
from app.domain.applications.reference_reads import NamedApplications
from app.domain.applications.reference_shapes import RegisteredShapes
from app.domain.identity.accounts import Login
from app.domain.shared import counters, references
from app.domain.shared.errors import Revoked
from app.domain.subscribers.phones import phone_index

MISS: Final = "reference-miss"
MISS_BY_SMS: Final = "reference-miss by sms"
"""Counted apart: the sender of an SMS can be forged, and would use up what its phone may look up by USSD."""
MISSES_AN_HOUR: Final = 5
OF_A_TEXT: Final = 2
"""The most references that are looked up for one text."""
HOUR: Final = timedelta(hours=1)


class Miss(StrEnum):
    """Why no application is found for what was typed."""

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
    """The result where nothing is found: the reason that the citizen is told, and the number of unknown references."""

    why: Miss
    unknown: int


def read_reference(session: Session, phone: str, typed: str, login: Login | None = None) -> Application | Missed:
    """The application of the reference in a typed text, which may have words around it: `Ref: 1020 3040 5060`.

    `login`: the signed-in account, which finds the applications in its own list even when the limit is reached. The
    caller counts the unknown references (`count_misses`).
    """
    written = references.candidates(typed)[:OF_A_TEXT] or [typed]
    named = _Named(session, phone, written, login=login)
    found: list[Miss] = []
    for position, each in enumerate(written):
        result = named.look_up(each)
        if isinstance(result, Application):
            return result
        if not _is_read_before(written, position):
            found.append(result)
    why = Miss.TOO_MANY if Miss.TOO_MANY in found else _told(found[0], written[0])
    return Missed(why, found.count(Miss.UNKNOWN))


def look_up_all(
    session: Session, phone: str, candidates: Sequence[str], shapes: RegisteredShapes
) -> list[Application | Miss]:
    """The results for the likeliest candidates of one SMS, at most `OF_A_TEXT`; the rest is not looked up.

    Each unknown reference counts against the phone, even where the answer does not mention it: guessing several in one
    SMS is not cheaper than guessing in several SMS. Two readings of the same words count as one reference.
    """
    written = candidates[:OF_A_TEXT]
    if not written:
        return []
    named = _Named(session, phone, written, shapes=shapes, miss=MISS_BY_SMS)
    found = [
        named.look_up(each, counts=not _is_read_before(written, position)) for position, each in enumerate(written)
    ]
    if named.unknown and not count_misses(session, phone, named.unknown, miss=MISS_BY_SMS):
        # a concurrent SMS used up the limit
        return [each if named.is_own(each) else Miss.TOO_MANY for each in found]
    return [
        each if isinstance(each, Application) else _told(each, typed)
        for each, typed in zip(found, written, strict=True)
    ]


def _told(miss: Miss, typed: str) -> Miss:
    """The reason that the citizen is told. Eight digits or fewer count as a guess, but the answer is "wrong length".

    No issued reference is so short: ours have twelve digits, and an agency's shape has a letter.
    """
    is_too_short = miss == Miss.UNKNOWN and re.fullmatch("[0-9]{1,8}", references.lookup_key(typed))
    return Miss.LENGTH if is_too_short else miss


def count_misses(session: Session, phone: str, unknown: int, *, miss: str = MISS) -> bool:
    """Count the unknown references of one text, at least one; False when they exceed the hourly limit."""
    number = max(1, unknown)
    return counters.count_as_far(session, miss, phone, HOUR, by=number, most=MISSES_AN_HOUR) == number


class _Named:
    """The references of one text: read together, with one query of each kind, and judged one by one."""

    def __init__(
        self,
        session: Session,
        phone: str,
        written: Sequence[str],
        *,
        login: Login | None = None,
        shapes: RegisteredShapes | None = None,
        miss: str = MISS,
    ) -> None:
        self._session, self._phone, self._login = session, phone, login
        self._shapes = shapes or RegisteredShapes(session)
        self._keys = {each: references.lookup_key(each) for each in written}
        self._named = NamedApplications(session, [*self._keys.values()], miss, phone, HOUR)
        self._known = {
            key: each for key, each in self._named.found.items() if account_applications.is_shown(session, each, phone)
        }
        self.unknown = 0
        """Unknown references found so far, which count against the phone."""

    def look_up(self, typed: str, *, counts: bool = False) -> Application | Miss:
        """The application of one of them, as somebody typed it. `counts`: whether an unknown one adds to `unknown`.

        After five unknown references within an hour a phone finds only its own applications and those of its account.
        """
        key = self._keys[typed]
        found = self._known.get(key)
        if found is not None and self.is_own(found):
            return found
        if self._counted_before + self.unknown >= MISSES_AN_HOUR:
            return Miss.TOO_MANY
        if found is not None:
            return found
        if other := self._mistaken(typed, key):
            return IN_PLACE[other]
        slip = references.slip(key)
        if slip:
            return Miss.SLIP if slip.digits == references.LENGTH else Miss.LENGTH
        if not references.has_shape(typed):
            return Miss.NOT_ONE
        self.unknown += counts
        return Miss.UNKNOWN

    def is_own(self, found: Application | Miss) -> bool:
        """Whether it is an application of this phone, or one that the signed-in account sees anyway."""
        if isinstance(found, Miss):
            return False
        if found.phone_index == phone_index(self._session, self._phone):
            return True
        try:
            seen_by = self._login
            return seen_by is not None and account_applications.sees(self._session, found, seen_by, phone=self._phone)
        except Revoked:
            return False

    @cached_property
    def _counted_before(self) -> int:
        return self._named.counted()

    def _mistaken(self, typed: str, key: str) -> Mistaken | None:
        """What else the text looks like, if it cannot be a reference of ours or of any registered shape."""
        if references.is_ours(key):
            return None
        other = mistaken_references.mistaken_for(typed)
        return None if other is None or self._shapes.may_be(key) else other


def _is_read_before(written: Sequence[str], position: int) -> bool:
    """Whether a candidate overlaps an earlier one: both are readings of the same words, and count as one reference."""
    key = references.lookup_key(written[position])
    before = map(references.lookup_key, written[:position])
    return any(key in other or other in key for other in before)
