"""Limits against password spraying: one guess at each of very many accounts, so that none is locked (threat T5).

Such guesses come from foreign phones: not the phones of those accounts. Wrong passwords are limited per foreign phone,
and per block of numbers, because SIMs are bought by the dozen. Beyond a limit the phone or block is refused for a
while, except for its own accounts. Other phones are not affected: nobody can stop sign-in for the country. What this
leaves to an attacker is worked out in docs/decisions/guessing-and-floods.md.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.domain.shared import counters
from app.domain.shared.counters import Limit
from app.platform.observability import alarm
from app.platform.phone_numbers import block

HOUR, DAY, MONTH = timedelta(hours=1), timedelta(days=1), timedelta(days=30)
OF_A_PHONE: Final = {HOUR: 20, DAY: 40, MONTH: 200}
"""Wrong passwords that a phone may give for accounts that are not its own. Enough for the phone of a cyber cafe with
280 sign-ins a day, one in seven wrong."""
OF_A_BLOCK: Final = {HOUR: 40, DAY: 120}
"""The same of all phones of a block of 100,000 numbers together.

eCitizen has 500,000 sign-ins a day (source 13). If all were by phone, and one in twenty on a borrowed phone, there
would be some 150 wrong passwords an hour in 1,000 blocks: one or two a day in each, perhaps 40 in the busiest.
"""
MANY: Final = 500
"""Wrong foreign tries an hour in the whole country above which an alarm is raised: three times the honest ones."""
AGAIN: Final = timedelta(minutes=15)
"""For how long an alarm is not repeated."""
PHONE, BLOCK, TRIED, NOT_WRONG = "foreign try, phone", "foreign try, block", "foreign try", "foreign try, not wrong"


def limits(phone: str) -> list[Limit]:
    """The limits of a foreign phone. A try counts as wrong until the password is found right."""
    of_phone = [Limit(PHONE, phone, per, most) for per, most in OF_A_PHONE.items()]
    return of_phone + [Limit(BLOCK, block(phone), per, most) for per, most in OF_A_BLOCK.items()]


def count_try(session: Session) -> None:
    """Count a foreign try for the whole country; too many wrong ones raise an alarm."""
    in_a_row_of_them = counters.count_everywhere(session, TRIED, HOUR)
    if in_a_row_of_them > MANY // (2 * len(counters.SHARDS)) and wrong(session) > MANY:  # one row first, for speed
        _alarm(session)


def note_refusal(session: Session, full: Limit) -> None:
    """A try was refused by this limit without a check; a full block raises an alarm."""
    if full.what == BLOCK:
        _alarm(session)


def take_back_try(session: Session, phone: str, *others: Limit, ended: Sequence[Limit] = ()) -> None:
    """Take back the try counted last, here and under `others`: it was right, or not checked. `ended`: reset to zero."""
    counters.take_all_back(session, [*limits(phone), *others], ended=ended)
    counters.count_everywhere(session, NOT_WRONG, HOUR)


def wrong(session: Session) -> int:
    """How many foreign tries were wrong within the last hour; those in progress are among them."""
    return max(0, counters.everywhere(session, TRIED, HOUR) - counters.everywhere(session, NOT_WRONG, HOUR))


def _alarm(session: Session) -> None:
    if counters.mark(session, "alarm of spraying", AGAIN):
        alarm("spraying")
