"""What the overview shows: each figure, who sees it, and how it is told in a table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from app.domain.reporting import (
    empty_searches,
    hop_figures,
    message_counts,
    session_figures,
    stage_names,
    standing_counts,
)
from app.domain.reporting.hop_counts import Ending
from app.domain.reporting.message_counts import LONGER, UNTRIED
from app.domain.reporting.periods import Period
from app.domain.reporting.standing_counts import AGES, OLDER, Standing, StandingFigure
from app.domain.staff.staff_members import Staff
from app.platform.i18n import NAIROBI, languages
from app.platform.networks import Network
from app.web.console.pages.cases.case_texts import PAYMENT_STATES, RECEIPT_STATES, word
from app.web.console.pages.overview.figure_table import FigureTable, Row
from app.web.console.texts import day, day_and_time, language, mark, say

ENDINGS: Final[Mapping[str, str]] = {
    Ending.ENDED: mark("came to their end"),
    Ending.LEFT: mark("left at a question"),
    Ending.OUT_OF_TIME: mark("out of time"),
    Ending.FAILED: mark("failed"),
}
"""How sessions end, the good end first."""
BOUNDS: Final[Mapping[int, str]] = {
    10: mark("up to 10 seconds"),
    30: mark("up to 30 seconds"),
    60: mark("up to a minute"),
    300: mark("up to 5 minutes"),
    900: mark("up to 15 minutes"),
    3600: mark("up to an hour"),
    43_200: mark("up to 12 hours"),
    86_400: mark("up to a day"),
    LONGER: mark("longer"),
}
NETWORKS: Final = tuple(Network)
Make = Callable[[Session, Staff, Period], FigureTable]


def _applications(session: Session, staff: Staff, _period: Period) -> FigureTable:
    found = standing_counts.find_standing(session, Standing.APPLICATIONS, staff.reach)
    names = stage_names.find_stage_names(session, language())
    order = {str(status): place for place, status in enumerate(standing_counts.UNFINISHED)}
    found.rows.sort(key=lambda row: (order.get(row.state, len(order)), row.stage))
    return FigureTable(
        "applications",
        say("Applications by stage and age"),
        say("Applications that are not finished, by where they stand and for how many days they have not changed."),
        (say("Stage"), *_age_heads(), say("All")),
        [Row(names.get((row.state, row.stage), row.stage), (*_ages(row.ages), row.number)) for row in found.rows],
        range(len(AGES) + 1),
        counted=_counted(found),
    )


def _alerts(session: Session, staff: Staff, period: Period) -> FigureTable:
    rows = message_counts.find_alerts(session, period, staff.reach)
    return FigureTable(
        "alerts",
        say("Alerts by network"),
        say("SMS that told citizens of their applications, by the network of the number and by what became of them."),
        (say("Network"), say("Delivered"), say("Sent, no report yet"), say("Failed"), say("Waiting"), say("All")),
        [
            Row(
                _network(each.network),
                (
                    *(each.delivered, each.sent, each.failed, each.waiting),
                    each.delivered + each.sent + each.failed + each.waiting,
                ),
            )
            for each in rows
        ],
        range(4),
        counted=say("Counted anew every ten minutes, days before today every hour."),
    )


def _delivery(session: Session, staff: Staff, period: Period) -> FigureTable:
    found = message_counts.find_delivery_times(session, period, staff.reach)
    return FigureTable(
        "delivery",
        say("From the change to its delivery"),
        say("How long after an application changed its SMS was on the phone. At night alerts wait for the morning."),
        (say("Time"), say("Alerts delivered")),
        [Row(say(BOUNDS[bound]), (many,)) for bound, many in found.items()],
        (0,),
        counted=say("Counted anew every ten minutes, days before today every hour."),
    )


def _payments(session: Session, staff: Staff, _period: Period) -> FigureTable:
    found = standing_counts.find_standing(session, Standing.PAYMENTS, staff.reach)
    about = say("Requests for money of the last 90 days, by how they stand and how many days ago they were made.")
    return _money("payments", say("Payments by state and age"), about, found, PAYMENT_STATES)


def _receipts(session: Session, staff: Staff, _period: Period) -> FigureTable:
    found = standing_counts.find_standing(session, Standing.RECEIPTS, staff.reach)
    about = say("Money that came in within the last 90 days, by what it counts for and how many days ago it was paid.")
    return _money("receipts", say("Receipts by state and age"), about, found, RECEIPT_STATES)


def _money(name: str, title: str, about: str, found: StandingFigure, words: Mapping[str, str]) -> FigureTable:
    heads = (say("State"), *_age_heads(), say("All"), say("Sum in KES"))
    rows = [Row(word(words, row.state), (*_ages(row.ages), row.number, _cents(row.kes))) for row in found.rows]
    return FigureTable(name, title, about, heads, rows, range(len(AGES) + 1), counted=_counted(found))


def _costs(session: Session, staff: Staff, period: Period) -> FigureTable:
    rows = message_counts.find_costs(session, period, staff.reach)
    return FigureTable(
        "costs",
        say("What SMS cost a day"),
        say("What the provider has charged for the SMS of each day, in KES, and how many they were."),
        (say("Day"), say("Cost in KES"), say("SMS"), say("Parts")),
        [Row(day_name(each.day), (each.kes, each.messages, each.parts)) for each in rows],
        (0,),
        is_by_day=True,
        counted=say("Counted anew every ten minutes, days before today every hour."),
    )


def _sessions(session: Session, _staff: Staff, period: Period) -> FigureTable:
    rows = {each.ending: each.networks for each in session_figures.find_outcomes(session, period)}
    return FigureTable(
        "sessions",
        say("USSD sessions by outcome"),
        say("How sessions ended, by network. Who was asked a question and did not answer has left."),
        (say("Outcome"), *map(_network, NETWORKS), say("All")),
        [
            Row(say(name), (*(rows[Ending(ending)][each] for each in NETWORKS), rows[Ending(ending)].total()))
            for ending, name in ENDINGS.items()
        ],
        range(len(NETWORKS)),
    )


def _drop_offs(session: Session, _staff: Staff, period: Period) -> FigureTable:
    spoken = languages()
    return FigureTable(
        "drop-offs",
        say("Where citizens drop off"),
        say("The screens at which most sessions stopped before their end, by network; the table has languages too."),
        (say("Screen"), *map(_network, NETWORKS), *spoken.values(), say("All")),
        [
            Row(
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


def _searches(session: Session, _staff: Staff, period: Period) -> FigureTable:
    rows = empty_searches.find_missed_words(session, period)
    return FigureTable(
        "searches",
        say("Searches that found nothing"),
        say("Words that at least five searches had and for which no service was found. Numbers are never kept."),
        (say("Words"), say("Searches")),
        [Row(each.words, (each.searches,)) for each in rows],
        (0,),
    )


def _hops(session: Session, _staff: Staff, period: Period) -> FigureTable:
    rows = hop_figures.find_hop_days(session, period)
    return FigureTable(
        "hops",
        say("Hops a second"),
        say("How many hops a second came in the busiest ten minutes of each day. They are kept for 31 days."),
        (say("Day"), say("A second, at the busiest"), say("Hops")),
        [Row(day_name(each.day), (Decimal(f"{each.busiest:.2f}"), each.hops)) for each in rows],
        (0,),
        is_by_day=True,
    )


def _answers(session: Session, _staff: Staff, period: Period) -> FigureTable:
    return FigureTable(
        "answers",
        say("How soon hops are answered"),
        say("Hops by the time that their answer took, in milliseconds. They are kept for 31 days."),
        (say("Time"), say("Hops")),
        [
            Row(say("up to {number} ms", number=f"{each.up_to_ms:,}"), (each.hops,))
            for each in hop_figures.find_answer_times(session, period)
        ],
        (0,),
    )


@dataclass(frozen=True)
class Figure:
    """A figure. `is_national`: what it counts belongs to no agency."""

    make: Make
    is_national: bool = False


FIGURES: Final[Mapping[str, Figure]] = {
    "applications": Figure(_applications),
    "alerts": Figure(_alerts),
    "delivery": Figure(_delivery),
    "payments": Figure(_payments),
    "receipts": Figure(_receipts),
    "costs": Figure(_costs),
    "sessions": Figure(_sessions, is_national=True),
    "drop-offs": Figure(_drop_offs, is_national=True),
    "searches": Figure(_searches, is_national=True),
    "hops": Figure(_hops, is_national=True),
    "answers": Figure(_answers, is_national=True),
}
"""By the name that stands in their address, in the order in which they are shown."""


def figures_of(staff: Staff) -> dict[str, Figure]:
    """The figures that somebody sees."""
    return {name: each for name, each in FIGURES.items() if staff.reach is None or not each.is_national}


def _age_heads() -> list[str]:
    within = [say("up to {days} d", days=days) for days in AGES]
    return [*within, say("over {days} d", days=AGES[-1])]


def _ages(counted: Mapping[int, int]) -> Sequence[int]:
    return [counted.get(age, 0) for age in (*AGES, OLDER)]


def _counted(found: StandingFigure) -> str:
    if found.counted_at is None:
        return say("Counted anew every five minutes.")
    return say("Counted at {time}, and anew every five minutes.", time=day_and_time(found.counted_at))


def _network(name: str) -> str:
    return say("unknown") if name == Network.UNKNOWN else say("not sent") if name == UNTRIED else str(name)


def day_name(of: date) -> str:
    """A day of a figure, as it is read."""
    return day(datetime.combine(of, time(12), NAIROBI))


def _cents(money: Decimal) -> Decimal:
    return money.quantize(Decimal("0.01"))
