"""The drawings are those of the code now, and are readable without colour, on any background and read aloud."""

import re
from itertools import combinations, pairwise
from typing import Final
from xml.etree import ElementTree

import pytest

from menus.notation import SCREENS
from tests.graph import states, svg
from tests.graph.layout import Sizes, lay_out
from tests.graph.pages import FOLDER, WHOLE, draw_files
from tests.graph.picture import Arrow, Box, Picture, Shape, Stroke
from tests.graph.screens import ScreenGraph
from tests.stories import edges
from tests.stories.walking import Edge

SIZES: Final = Sizes(width=100, height=40, beside=50, below=20)
MOST: Final = 1_500_000
"""Bytes of all drawings together."""
SVG: Final = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    """All files, as the code makes them now."""
    return draw_files(edges.read())


def test_the_drawings_are_those_of_the_code(drawn: dict[str, str]) -> None:
    """Where it fails: `make graph`."""
    kept = {file.name: file.read_text() for file in FOLDER.iterdir()}
    assert sorted(kept) == sorted(drawn)
    assert [name for name in drawn if kept[name] != drawn[name]] == []


def test_they_are_small_enough_to_be_kept(drawn: dict[str, str]) -> None:
    assert sum(len(text.encode()) for text in drawn.values()) < MOST


def test_every_screen_and_every_edge_is_drawn(drawn: dict[str, str]) -> None:
    """Where only the count of dashed edges differs: `tests/stories/test_edges.py` names those without a story."""
    whole = ElementTree.fromstring(drawn[WHOLE])
    told = [each.text or "" for each in whole.iter(f"{SVG}title")]
    assert all(any(each.startswith(f"{name}: ") for each in told) for name in SCREENS)
    ways = [re.match(r"(\S+) leads to (\S+);", each) for each in told]
    assert {Edge(way[1], way[2]) for way in ways if way} >= edges.graph()
    dashed = [path for path in whole.iter(f"{SVG}path") if path.get("class") == "a not-walked"]
    assert len(dashed) == len(edges.NOT_WALKED) + 1  # one in the legend


def test_every_drawing_has_a_title_words_and_paper(drawn: dict[str, str]) -> None:
    for name, text in drawn.items():
        if name.endswith(".svg"):
            root = ElementTree.fromstring(text)
            assert root.get("role") == "img"
            assert root.get("aria-labelledby") == "title desc"
            assert root.findtext(f"{SVG}title")
            assert root.findtext(f"{SVG}desc")
            paper = root.find(f"{SVG}rect")
            assert paper is not None
            assert (paper.get("width"), paper.get("height")) == (root.get("width"), root.get("height"))


def test_links_lead_to_drawings(drawn: dict[str, str]) -> None:
    linked = {found for text in drawn.values() for found in re.findall(r'(?:href="|\]\()([\w-]+\.svg)', text)}
    assert linked == {name for name in drawn if name.endswith(".svg")}


def test_what_no_story_walks_is_red_and_dashed_and_the_others_name_theirs() -> None:
    graph = ScreenGraph(dict.fromkeys(edges.graph() - {Edge("help.topics", "help.people")}, ("help",)))
    arrows = {(arrow.start, arrow.to): arrow for arrow in graph.draw_flow("help").arrows}
    assert arrows["help.topics", "help.people"].stroke is Stroke.NOT_WALKED
    assert "one is to be written" in arrows["help.topics", "help.people"].told
    assert arrows["help.topics", "help.checking"].stroke is Stroke.WALKED
    assert arrows["help.topics", "help.checking"].told.endswith("walked by 1 story: help")


def test_words_and_arrows_stand_out() -> None:
    """WCAG 1.4.3: 4.5 to 1."""
    for colour, paper in svg.contrasts():
        darker, lighter = sorted((luminance(colour), luminance(paper)))
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (colour, paper)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_shape_is_told_without_its_colour() -> None:
    outlines = [shape for shape in Shape if shape is not Shape.LABEL]
    assert {shape for shape in outlines if shape not in svg.LETTERS} == {Shape.ELSEWHERE}  # it is dashed
    kinds = [svg.LETTERS[shape] for shape in outlines[:5]]
    assert len(set(kinds)) == len(kinds)


def test_boxes_do_not_overlap_and_edges_lead_from_layer_to_layer() -> None:
    names = [f"s{number}" for number in range(12)]
    pairs = [(a, b) for a, b in combinations(names, 2) if (int(a[1:]) * 7 + int(b[1:])) % 4 == 0] + [("s9", "s0")]
    layout = lay_out(names, pairs, SIZES)
    for (left, high), (right, low) in combinations(layout.centres.values(), 2):
        assert abs(left - right) >= SIZES.width or abs(high - low) >= SIZES.height
    for (start, to), bends in layout.bends.items():
        across = [layout.centres[start][0], *(x for x, _ in bends), layout.centres[to][0]]
        steps = {round(b - a) for a, b in pairwise(across)}
        assert steps in ({150}, {-150})
        for x, y in bends:
            assert all(abs(x - at) > 1 or abs(y - high) > SIZES.height / 2 for at, high in layout.centres.values())


def test_graphs_that_nothing_joins_stand_below_each_other() -> None:
    layout = lay_out(["a", "b", "c", "d", "alone"], [("a", "b"), ("c", "d"), ("a", "a")], SIZES)
    heights = [layout.centres[name][1] for name in ("a", "c", "alone")]
    assert heights == sorted(set(heights))
    assert layout.centres["a"][0] == layout.centres["c"][0] == layout.centres["alone"][0]
    assert layout.size[1] >= max(heights) + SIZES.height / 2


def test_the_words_of_an_edge_stand_between_its_boxes_whichever_way_it_leads() -> None:
    table = states.draw_all()["refund"]
    pairs = [(arrow.start, arrow.to) for arrow in table.arrows]
    labels = {box.key: svg._ends_of(box.key, pairs) for box in table.boxes if box.shape is Shape.LABEL}
    centres = lay_out([box.key for box in table.boxes], pairs, table.sizes, labels).centres
    assert ("failed", "approved") in labels.values()
    for label, (start, to) in labels.items():
        assert min(centres[start][0], centres[to][0]) < centres[label][0] < max(centres[start][0], centres[to][0])


def test_what_is_written_is_escaped() -> None:
    box = Box("a", Shape.MENU, "<b>", ["1 & 2"], told='"<')
    text = svg.draw(Picture("<title>", "&", [box], [Arrow("a", "a")], SIZES))
    root = ElementTree.fromstring(text)
    assert [each.text for each in root.iter(f"{SVG}text")][-3:] == ["<b>", "1 & 2", "M"]
