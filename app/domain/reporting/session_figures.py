"""How USSD sessions end, and at which screen citizens leave them, from `session_stands`."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.reporting.hop_counts import Ending, SessionStand
from app.domain.reporting.periods import Period

MOST_SCREENS: Final = 25
DROPPED: Final = (Ending.LEFT, Ending.OUT_OF_TIME, Ending.FAILED)
"""Sessions that did not reach a last screen."""


@dataclass(frozen=True)
class OutcomeRow:
    """How many sessions had this ending, by network."""

    ending: Ending
    networks: Counter[str]


@dataclass
class DropOffRow:
    """How many sessions stopped at a screen, by network and by language."""

    screen: str
    sessions: int = 0
    networks: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)


class _Stand(NamedTuple):
    """How many sessions stand at a screen, with network, language and ending."""

    screen: str
    network: str
    language: str
    ending: Ending
    sessions: int


def find_outcomes(session: Session, period: Period) -> list[OutcomeRow]:
    """Each ending, with the number of sessions that began in this period."""
    found = {ending: Counter[str]() for ending in Ending}
    for each in _stands(session, period):
        if each.ending in found:
            found[each.ending][each.network] += each.sessions
    return [OutcomeRow(*each) for each in found.items()]


def find_drop_offs(session: Session, period: Period) -> list[DropOffRow]:
    """The screens at which most sessions stopped, the worst first."""
    rows = dict[str, DropOffRow]()
    for each in _stands(session, period):
        if each.ending in DROPPED:
            row = rows.setdefault(each.screen, DropOffRow(each.screen))
            row.sessions += each.sessions
            row.networks[each.network] += each.sessions
            row.languages[each.language] += each.sessions
    worst = sorted((each for each in rows.values() if each.sessions > 0), key=lambda row: (-row.sessions, row.screen))
    return worst[:MOST_SCREENS]


def _stands(session: Session, period: Period) -> list[_Stand]:
    """The counts of this period, added up: read once for a page, however many of its figures use them."""
    known: dict[Period, list[_Stand]] = session.info.setdefault("session stands", {})
    if period not in known:
        keys = SessionStand.screen, SessionStand.network, SessionStand.language, SessionStand.ending
        query = select(*keys, func.sum(SessionStand.sessions)).group_by(*keys)
        rows = session.execute(query.where(SessionStand.day.between(period.first, period.last)))
        known[period] = [_Stand(*row[:4], int(row[4])) for row in rows]
    return known[period]
