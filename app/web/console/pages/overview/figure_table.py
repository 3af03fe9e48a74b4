"""A figure as rows and columns of numbers: the source of its table, its chart and its file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from app.domain.reporting.message_counts import UNTRIED
from app.platform.i18n import NAIROBI
from app.platform.networks import Network
from app.web.console.texts import day, say

Number = int | Decimal


@dataclass(frozen=True)
class FigureRow:
    """What a row is about, and its numbers."""

    name: str
    numbers: Sequence[Number]


@dataclass(frozen=True)
class FigureTable:
    """A figure in the language of who reads. `heads`: of the first column, and of each number.

    `drawn`: the indexes of the numbers that the chart draws; those of a row are stacked in one bar. `is_by_day`: the
    rows are days, in their order.
    """

    name: str
    title: str
    about: str
    heads: Sequence[str]
    rows: Sequence[FigureRow]
    drawn: Sequence[int]
    is_by_day: bool = False
    counted: str = ""
    """When the numbers were counted, if that was not just now."""

    @property
    def lines(self) -> list[list[str]]:
        """The table as lines, for the page and for a file: the heads, then the rows."""
        return [[*self.heads], *([row.name, *map(str, row.numbers)] for row in self.rows)]


def shown_number(number: Number) -> str:
    """A number as people read it: `1,234` or `12.50`."""
    return f"{number:,}"


def network_name(name: str) -> str:
    """A network, as it is called in a figure."""
    return say("unknown") if name == Network.UNKNOWN else say("not sent") if name == UNTRIED else str(name)


def day_name(of: date) -> str:
    """A day of a figure, as it is read."""
    return day(datetime.combine(of, time(12), NAIROBI))
