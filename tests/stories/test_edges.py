"""Some story walks each edge of the graph of screens, and each story walks the edges that `edges.csv` says."""

from pathlib import Path

import pytest

from menus.notation import SCREENS
from tests.stories import edges
from tests.stories.edges import LEAST_SHARE, LED_BY_WHAT_IS_KEPT, MOST_STORIES, NOT_WALKED, WalkGatherer, graph, read
from tests.stories.walking import Edge

ONE, OTHER = Edge("home.home", "help.topics"), Edge("home.home", "services.find")
FALSE = Edge("help.topics", "home.home")
"""An edge that the source does not name."""


def test_every_edge_is_walked_by_a_story_that_exists_or_is_an_exception_with_its_reason() -> None:
    """Where it fails: write a story that walks the edge, then `STORIES=walk make graph`; or say why in `NOT_WALKED`."""
    assert [edge for edge in sorted(graph() - set(read())) if edge not in NOT_WALKED] == []
    assert all(NOT_WALKED.values())
    known = edges.stories()
    for edge, named in read().items():
        assert 0 < len(named) <= MOST_STORIES, edge
        assert set(named) <= known, f"{edge}: no story has such a name; STORIES=walk make graph"


def test_so_many_edges_are_walked() -> None:
    share = edges.share_walked(read())
    print(f"{share:.1%} of {len(graph())} edges are walked; not walked:", *NOT_WALKED, sep="\n")
    assert share >= LEAST_SHARE


def test_an_exception_is_an_edge_that_no_story_walks() -> None:
    assert set(NOT_WALKED) <= graph()
    assert set(NOT_WALKED) & set(read()) == set()


def test_what_the_source_does_not_name_begins_where_kept_state_leads() -> None:
    assert {edge.start for edge in set(read()) - graph()} == set(LED_BY_WHAT_IS_KEPT)
    assert {edge.to for edge in read()} <= set(SCREENS)


@pytest.mark.parametrize(
    ("walked", "said", "found"),
    [
        ({ONE, OTHER}, {ONE: ("help",)}, ""),
        ({ONE}, {ONE: ("help",), OTHER: ("find",)}, ""),
        ({ONE}, {ONE: ("help",), OTHER: ("help",)}, "says that it walks home.home -> services.find"),
        ({ONE, *NOT_WALKED}, {ONE: ("help",)}, "an exception of edges.py"),
        ({ONE, FALSE}, {ONE: ("help",)}, "it walks help.topics -> home.home, which the graph does not have"),
        ({ONE, Edge("sign_in.password", "help.topics")}, {ONE: ("help",)}, ""),
    ],
    ids=["as said", "others' edges", "not walked", "an exception", "no edge", "led by what is kept"],
)
def test_a_story_is_held_to_what_is_said_of_it(
    walked: set[Edge], said: dict[Edge, tuple[str, ...]], found: str
) -> None:
    faults = edges.find_false_claims("help", walked, said)
    assert any(found in each for each in faults) if found else faults == []


def test_the_file_names_the_first_stories_and_is_sorted(tmp_path: Path) -> None:
    walked = {name: [OTHER, ONE] for name in ("d", "a", "c", "b")} | {"e": [ONE]}
    file = tmp_path / "edges.csv"
    file.write_text(edges.written(walked))
    assert file.read_text() == "from,to,stories\nhome.home,help.topics,a b c\nhome.home,services.find,a b c\n"
    assert edges.read(file) == {ONE: ("a", "b", "c"), OTHER: ("a", "b", "c")}


def test_what_was_walked_comes_with_the_reports_of_those_that_passed() -> None:
    gatherer = WalkGatherer()
    for story, outcome in (("help", "passed"), ("find", "failed")):
        report = pytest.TestReport(
            nodeid=story,
            location=("", None, ""),
            keywords={},
            outcome=outcome,  # type: ignore[arg-type]
            longrepr=None,
            when="call",
            user_properties=[(edges.WALKED, [story, list(ONE)])],
        )
        gatherer.pytest_runtest_logreport(report)
    assert gatherer.walked == {"help": [ONE]}
