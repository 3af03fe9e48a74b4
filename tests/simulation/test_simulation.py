"""Histories of the whole of Lango, each made from its seed, with no violation of the laws.

`python -m tests.simulation SEED` runs and prints one again, line by line.
"""

from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from tests.faults import results
from tests.simulation import carrier
from tests.simulation.histories import history, settle_past
from tests.simulation.laws import violations

pytestmark = pytest.mark.slow

PART: Final = "A simulation of everything"
SEEDS: Final = results.many(short=5, long=2_000)
AT_ONCE: Final = 5
"""Histories of one test."""


@pytest.fixture(scope="module")
def past(sqlite_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample people, two of whom have accounts."""
    return settle_past(sqlite_file, tmp_path_factory.mktemp("past") / "past.db")


@pytest.mark.parametrize("first", range(1, SEEDS + 1, AT_ONCE))
def test_no_history_breaks_a_law(first: int, past: Path, tmp_path: Path) -> None:
    counted, broken = Counter[str](), dict[int, list[str]]()
    for seed in range(first, first + AT_ONCE):
        with history(seed, past, tmp_path) as world:
            counted += world.counted
            if found := violations(world):
                broken[seed] = found
    figures = {name.replace(" ", "_"): number for name, number in sorted(counted.items())}
    results.tell(PART, histories=AT_ONCE, violations=sum(map(len, broken.values())), **figures)
    assert broken == {}


def test_a_history_is_told_again_by_its_seed(past: Path, tmp_path: Path) -> None:
    told = []
    for _ in range(2):
        with history(7, past, tmp_path) as world:
            reached = sorted(world.carrier.handset.values())
            told.append((world.log, reached, world.till.requests.total(), world.counted))
    assert told[0] == told[1]
    assert told[0][0]


def test_a_violation_would_be_seen(past: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a network reports on an SMS later than the outbox waits for it, the SMS may be sent twice."""
    monkeypatch.setattr(carrier, "LATEST_REPORT", 3_000)
    monkeypatch.setattr(carrier, "FATES", ("answer lost",))
    with history(1, past, tmp_path) as world:
        assert any("reached its phone 2 times" in each for each in violations(world))
