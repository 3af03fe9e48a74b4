"""The figures of the overview: who sees each, and how its table is made."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from app.domain.reporting import message_counts, stage_names, standing_counts
from app.domain.reporting.message_counts import LONGER
from app.domain.reporting.periods import Period
from app.domain.reporting.standing_counts import AGES, OLDER, Standing, StandingFigure
from app.domain.staff.staff_members import Staff
from app.web.console.pages.cases.case_texts import PAYMENT_STATES, RECEIPT_STATES, word
from app.web.console.pages.overview import national_figures
from app.web.console.pages.overview.figure_table import FigureRow, FigureTable, day_name, network_name
from app.web.console.texts import day_and_time, language, mark, say

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
        [FigureRow(names.get((row.state, row.stage), row.stage), (*_ages(row.ages), row.number)) for row in found.rows],
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
            FigureRow(
                network_name(each.network),
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
        [FigureRow(say(BOUNDS[bound]), (many,)) for bound, many in found.items()],
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
    rows = [FigureRow(word(words, row.state), (*_ages(row.ages), row.number, _cents(row.kes))) for row in found.rows]
    return FigureTable(name, title, about, heads, rows, range(len(AGES) + 1), counted=_counted(found))


def _costs(session: Session, staff: Staff, period: Period) -> FigureTable:
    rows = message_counts.find_costs(session, period, staff.reach)
    return FigureTable(
        "costs",
        say("What SMS cost a day"),
        say("What the provider has charged for the SMS of each day, in KES, and how many they were."),
        (say("Day"), say("Cost in KES"), say("SMS"), say("Parts")),
        [FigureRow(day_name(each.day), (each.kes, each.messages, each.parts)) for each in rows],
        (0,),
        is_by_day=True,
        counted=say("Counted anew every ten minutes, days before today every hour."),
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
    "sessions": Figure(national_figures.show_sessions, is_national=True),
    "drop-offs": Figure(national_figures.show_drop_offs, is_national=True),
    "searches": Figure(national_figures.show_searches, is_national=True),
    "hops": Figure(national_figures.show_hops, is_national=True),
    "answers": Figure(national_figures.show_answers, is_national=True),
}
"""By the name in their URL, in the order in which they are shown."""


def figures_of(staff: Staff) -> dict[str, Figure]:
    """The figures that a member of staff may see."""
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


def _cents(money: Decimal) -> Decimal:
    return money.quantize(Decimal("0.01"))
