"""Spraying: one guess at each of very many accounts, so that no single one is locked (threat T5).

It must come from phones that are not the phones of those accounts. Those tries are counted in the whole country;
when too many of them are wrong, sign-in pauses on all phones but the account's own, which go on as ever. So it is
the sprayer who is shut out, and an owner only where they borrow a phone.
"""

from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.domain import tallies
from app.observability import alarm

MOST_WRONG: Final = {timedelta(minutes=1): 50, timedelta(hours=1): 500}
"""Wrong passwords from phones that are not the account's own, within a minute and, for the patient, an hour.

eCitizen has 500,000 sign-ins a day (facts, 1). Were all of them by phone and one in twenty on a borrowed one, that
were 1,000 an hour, with some 150 wrong ones among them.
"""
SHARE: Final = 0.4
"""Of all such tries: honest people are right more often than that, however many they are."""
PAUSE: Final = timedelta(minutes=15)
HOUR: Final = timedelta(hours=1)
TRIED, RIGHT, PAUSED = "foreign try", "foreign try was right", "foreign tries pause"


def admits(session: Session) -> bool:
    """Count a try from a phone that is not the account's own, as wrong until it is right; False while such pause."""
    if is_paused(session):
        return False
    for per in MOST_WRONG:
        tallies.count_everywhere(session, TRIED, per)
    if not any(_is_too_much(session, per) for per in MOST_WRONG):
        return True
    if tallies.mark(session, PAUSED, PAUSE):
        alarm("spraying")
    return False


def was_right(session: Session, who: str) -> None:
    """The try was right. The same phone and account count once an hour, or one good password would hide many bad."""
    fresh = tallies.count(session, RIGHT, who, HOUR) == 1
    for per in MOST_WRONG:
        if fresh:
            tallies.count_everywhere(session, RIGHT, per)
        else:
            tallies.count_everywhere(session, TRIED, per, by=-1)


def was_not_heard(session: Session) -> None:
    """The try was not looked at."""
    for per in MOST_WRONG:
        tallies.count_everywhere(session, TRIED, per, by=-1)


def is_paused(session: Session) -> bool:
    """Whether sign-in pauses on all phones but the account's own."""
    return tallies.is_marked(session, PAUSED)


def wrong(session: Session, per: timedelta) -> int:
    """How many such tries were wrong in the present window; those that are being looked at are among them."""
    return tallies.everywhere(session, TRIED, per) - tallies.everywhere(session, RIGHT, per)


def _is_too_much(session: Session, per: timedelta) -> bool:
    missed = wrong(session, per)
    return missed > MOST_WRONG[per] and missed > SHARE * tallies.everywhere(session, TRIED, per)
