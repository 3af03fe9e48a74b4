"""Memory and file descriptors of a process, from proc(5), and how fast they grow with the requests that it served."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression
from typing import Self


@dataclass(frozen=True)
class Footprint:
    """One process at one moment."""

    served: int
    """Requests so far."""
    megabytes: float
    """Resident memory; what is shared with a parent counts as well."""
    descriptors: int

    @classmethod
    def of(cls, pid: int, served: int) -> Self:
        """Look at a process. Raises FileNotFoundError when it has ended."""
        lines = [line.split() for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()]
        [kilobytes] = [int(words[1]) for words in lines if words[0] == "Rss:"]
        return cls(served, kilobytes / 1024, len(list(Path(f"/proc/{pid}/fd").iterdir())))


def slope(points: Sequence[Footprint]) -> float:
    """Megabytes that are added in 100,000 requests, by least squares. Raises StatisticsError for fewer than two."""
    return 100_000 * linear_regression([each.served for each in points], [each.megabytes for each in points]).slope


def opened(points: Sequence[Footprint]) -> int:
    """How many more descriptors are open at the end than at the beginning."""
    return points[-1].descriptors - points[0].descriptors
