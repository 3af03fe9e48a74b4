"""How USSD sessions end, and at which screen citizens leave them, read off `session_stands`."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.domain.reporting.hop_counts import Ending, SessionStand
from app.domain.reporting.periods import Period

MOST_SCREENS: Final = 25
DROPPED: Final = (Ending.LEFT, Ending.OUT_OF_TIME, Ending.FAILED)
"""Sessions that did not come to a last screen."""


@dataclass(frozen=True)
class OutcomeRow:
    """How many sessions ended so, by network."""

    ending: Ending
    networks: Counter[str]


@dataclass
class DropOffRow:
    """How many sessions stopped at a screen, by network and by language."""

    screen: str
    sessions: int = 0
    networks: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)


def find_outcomes(session: Session, period: Period) -> list[OutcomeRow]:
    """Each way in which sessions end, with those that began on these days."""
    found = {ending: Counter[str]() for ending in Ending}
    keys = SessionStand.ending, SessionStand.network
    query = select(*keys, func.sum(SessionStand.sessions)).where(_of(period)).group_by(*keys)
    for ending, network, sessions in session.execute(query):
        if ending in found:
            found[ending][network] += int(sessions)
    return [OutcomeRow(*each) for each in found.items()]


def find_drop_offs(session: Session, period: Period) -> list[DropOffRow]:
    """The screens at which most sessions stopped, the worst first."""
    rows = dict[str, DropOffRow]()
    for screen, network, language, sessions in _dropped(session, period):
        row = rows.setdefault(screen, DropOffRow(screen))
        row.sessions += sessions
        row.networks[network] += sessions
        row.languages[language] += sessions
    worst = sorted((each for each in rows.values() if each.sessions > 0), key=lambda row: (-row.sessions, row.screen))
    return worst[:MOST_SCREENS]


def _dropped(session: Session, period: Period) -> Iterator[tuple[str, str, str, int]]:
    keys = SessionStand.screen, SessionStand.network, SessionStand.language
    query = select(*keys, func.sum(SessionStand.sessions)).where(_of(period), SessionStand.ending.in_(DROPPED))
    for screen, network, language, sessions in session.execute(query.group_by(*keys)):
        yield screen, network, language, int(sessions)


def _of(period: Period) -> ColumnElement[bool]:
    return SessionStand.day.between(period.first, period.last)
