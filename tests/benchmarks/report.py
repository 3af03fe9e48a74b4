"""The table of results: what was measured, the bar, and whether it was reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from tests.benchmarks.load import LoadResult

HEAD = ("measure", "result", "bar", "")


@dataclass(frozen=True)
class Row:
    """One line of the table; a line without a bar is for information."""

    measure: str
    result: str
    bar: str = ""
    reached: bool = True

    @property
    def verdict(self) -> str:
        """Whether the bar was reached; empty without a bar."""
        return ("PASS" if self.reached else "short of the bar") if self.bar else ""


def spread(values: Sequence[float], form: str = ",.0f") -> str:
    """The median and the range of repeated measurements."""
    return f"{median(values):{form}} ({min(values):{form}} to {max(values):{form}})"


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table with aligned columns."""
    cells = [HEAD, *((row.measure, row.result, row.bar, row.verdict) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEAD))]
    rule = tuple("-" * width for width in widths)
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in [cells[0], rule, *cells[1:]]
    )


def wrong_ones(results: Sequence[LoadResult]) -> str:
    """How many answers were wrong, and one of them; empty if none was."""
    wrong = [answer for each in results for answer in each.wrong]
    return f", {len(wrong)} WRONG: {wrong[0][:60]}" if wrong else ""
