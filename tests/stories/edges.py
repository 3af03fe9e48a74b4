"""`tests/stories/edges.csv`: which stories walk each edge of the graph of screens.

Each edge that is walked has a row: from, to, and the first stories that walk it, three at most. Whenever a story is
replayed, it is compared with what the file says of it (`find_false_claims`): a run of all stories checks the whole
file, and a run of some stories what it says of these. `STORIES=walk make graph` replays every story and rewrites it.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from menus import checks
from menus.flows import BOOK
from tests.stories.walking import Edge

HERE: Final = Path(__file__).parent
FILE: Final = HERE / "edges.csv"
TOLD_BY: Final = "tests/stories/test_stories.py"
WALKED: Final = "walked"
"""The property of a test's report that has the edges its story walked."""
MOST_STORIES: Final = 3
"""Stories that are named for an edge, at most."""
LEAST_SHARE: Final = 0.95
"""The share of the graph's edges that stories must walk."""

NOT_WALKED: Final[Mapping[Edge, str]] = {
    Edge("service.one", "sign_in.name"): "without a known account, apply.whose comes first",
    Edge("my_applications.one", "sign_in.name"): "who sees their applications is known: the password is asked at once",
    Edge("unfinished.offer", "sign_in.name"): "an application that is not finished knows its account",
    Edge("unfinished.offer", "form_review.standing"): "it is offered before any password is given",
    Edge("form_review.review", "form_review.review"): "back to itself: only where an answer is being changed",
    Edge("call_me.topic", "call_me.waits"): "two sessions of one phone at once, both asking to be called",
    Edge("account_email.email_code", "account.desk_only"): "the second stop takes back the code that is asked for",
    Edge("account_phone.phone_code", "account.desk_only"): "the second stop takes back the code that is asked for",
    Edge("home.home", "home.which_language"): "with a third language: tests/web/test_third_language.py",
    Edge("home.which_language", "home.home"): "with a third language: tests/web/test_third_language.py",
}
"""Edges that the source has and that no story can walk, and why."""
LED_BY_WHAT_IS_KEPT: Final[Mapping[str, str]] = {
    "sign_in.password": "leads on to what the password was asked for",
    "unfinished.offer": "leads to the question that waits",
}
"""Screens whose next screen comes from the session's state, so that the source does not name it."""


@cache
def graph() -> frozenset[Edge]:
    """Every edge that the source of the menus names."""
    return frozenset(
        Edge(screen.name, there.name)
        for screen in checks.find_reachable(BOOK)
        for there in checks.find_ways(BOOK, screen)
    )


def stories() -> set[str]:
    """The name of every story."""
    return {file.stem for file in HERE.rglob("*.story")}


@cache
def read(file: Path = FILE) -> Mapping[Edge, tuple[str, ...]]:
    """The stories that a file says walk each edge."""
    with file.open(newline="") as rows:
        return {Edge(row["from"], row["to"]): tuple(row["stories"].split()) for row in csv.DictReader(rows)}


def share_walked(walked: Iterable[Edge]) -> float:
    """The share of the graph's edges that is among these."""
    return len(graph() & set(walked)) / len(graph())


def find_false_claims(story: str, walked: set[Edge], said: Mapping[Edge, tuple[str, ...]]) -> list[str]:
    """Where the edges that a story has just walked contradict the file, the list of exceptions or the graph."""
    claimed = {edge for edge, named in said.items() if story in named}
    unknown = {edge for edge in walked - graph() if edge.start not in LED_BY_WHAT_IS_KEPT}
    return [
        *(f"{FILE.name} says that it walks {a} -> {b}: STORIES=walk make graph" for a, b in sorted(claimed - walked)),
        *(f"it walks {a} -> {b}, an exception of {Path(__file__).name}" for a, b in sorted(walked & set(NOT_WALKED))),
        *(f"it walks {a} -> {b}, which the graph does not have" for a, b in sorted(unknown)),
    ]


def written(walked: Mapping[str, Iterable[Edge]]) -> str:
    """The text of the file, for the edges that each story walked."""
    by_edge: dict[Edge, list[str]] = defaultdict(list)
    for story in sorted(walked):
        for edge in walked[story]:
            by_edge[Edge(*edge)].append(story)
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(["from", "to", "stories"])
    rows.writerows([*edge, " ".join(by_edge[edge][:MOST_STORIES])] for edge in sorted(by_edge))
    return file.getvalue()


class WalkGatherer:
    """A pytest plugin that collects the edges that the stories of a run walked, from all workers of pytest-xdist."""

    def __init__(self) -> None:
        self.walked: dict[str, list[Edge]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the edges that a test has in its report."""
        for name, value in report.user_properties:
            if name == WALKED and report.passed:
                told: Any = value
                self.walked[told[0]] = [Edge(*each) for each in told[1:]]


def walk_all() -> None:
    """Replay every story once, on SQLite, and write the file anew. Ends the command where a story fails."""
    gatherer = WalkGatherer()
    told = ["-k", "test_story and sqlite", "-m", "", "-n", "auto", "--maxprocesses", "4", "-p", "no:cacheprovider"]
    failed = pytest.main([TOLD_BY, *told], plugins=[gatherer])
    if failed or set(gatherer.walked) != stories():
        raise SystemExit("not every story is told as it stands: edges.csv is left as it was")
    FILE.write_text(written(gatherer.walked))
