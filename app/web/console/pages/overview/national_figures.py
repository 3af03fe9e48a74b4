"""Figures of what belongs to no agency: sessions, searches and hops."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from app.domain.reporting import empty_searches, hop_figures, session_figures
from app.domain.reporting.hop_counts import Ending
from app.domain.reporting.periods import Period
from app.domain.staff.staff_members import Staff
from app.platform.i18n import languages
from app.platform.networks import Network
from app.web.console.pages.overview.figure_table import FigureRow, FigureTable, day_name, network_name
from app.web.console.texts import mark, say

ENDINGS: Final[Mapping[str, str]] = {
    Ending.ENDED: mark("came to their end"),
    Ending.LEFT: mark("left at a question"),
    Ending.OUT_OF_TIME: mark("out of time"),
    Ending.FAILED: mark("failed"),
}
"""How sessions end, the good end first."""
NETWORKS: Final = tuple(Network)


def show_sessions(session: Session, _staff: Staff, period: Period) -> FigureTable:
    """How sessions ended."""
    rows = {each.ending: each.networks for each in session_figures.find_outcomes(session, period)}
    return FigureTable(
        "sessions",
        say("USSD sessions by outcome"),
        say("How sessions ended, by network. Who was asked a question and did not answer has left."),
        (say("Outcome"), *map(network_name, NETWORKS), say("All")),
        [
            FigureRow(say(name), (*(rows[Ending(ending)][each] for each in NETWORKS), rows[Ending(ending)].total()))
            for ending, name in ENDINGS.items()
        ],
        range(len(NETWORKS)),
    )


def show_drop_offs(session: Session, _staff: Staff, period: Period) -> FigureTable:
    """The screens at which sessions stopped."""
    spoken = languages()
    return FigureTable(
        "drop-offs",
        say("Where citizens drop off"),
        say("The screens at which most sessions stopped before their end, by network; the table has languages too."),
        (say("Screen"), *map(network_name, NETWORKS), *spoken.values(), say("All")),
        [
            FigureRow(
                each.screen,
                (
                    *(each.networks[network] for network in NETWORKS),
                    *(each.languages[code] for code in spoken),
                    each.sessions,
                ),
            )
            for each in session_figures.find_drop_offs(session, period)
        ],
        range(len(NETWORKS)),
    )


def show_searches(session: Session, _staff: Staff, period: Period) -> FigureTable:
    """The searches that found nothing."""
    rows = empty_searches.find_missed_words(session, period)
    return FigureTable(
        "searches",
        say("Searches that found nothing"),
        say("Words that at least five searches had and for which no service was found. Numbers are never kept."),
        (say("Words"), say("Searches")),
        [FigureRow(each.words, (each.searches,)) for each in rows],
        (0,),
    )


def show_hops(session: Session, _staff: Staff, period: Period) -> FigureTable:
    """The hops a second, by day."""
    rows = hop_figures.find_hop_days(session, period)
    return FigureTable(
        "hops",
        say("Hops a second"),
        say("How many hops a second came in the busiest ten minutes of each day. They are kept for 31 days."),
        (say("Day"), say("A second, at the busiest"), say("Hops")),
        [FigureRow(day_name(each.day), (Decimal(f"{each.busiest:.2f}"), each.hops)) for each in rows],
        (0,),
        is_by_day=True,
    )


def show_answers(session: Session, _staff: Staff, period: Period) -> FigureTable:
    """How soon hops were answered."""
    return FigureTable(
        "answers",
        say("How soon hops are answered"),
        say("Hops by the time that their answer took, in milliseconds. They are kept for 31 days."),
        (say("Time"), say("Hops")),
        [
            FigureRow(say("up to {number} ms", number=f"{each.up_to_ms:,}"), (each.hops,))
            for each in hop_figures.find_answer_times(session, period)
        ],
        (0,),
    )
