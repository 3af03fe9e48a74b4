"""The graph of the screens as pictures: each flow by itself, and the whole menu book."""

import inspect
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Final

from app.platform.i18n import ENGLISH, translate
from menus import checks
from menus.flows import BOOK
from menus.notation import SCREENS, Ask, Choose, End, Fork, Menu, Screen
from tests.graph.layout import Sizes
from tests.graph.picture import Arrow, Box, Picture, Shape, Stroke
from tests.stories.edges import MOST_STORIES, NOT_WALKED
from tests.stories.walking import Edge

SIZES: Final = Sizes(width=248, height=62, beside=74, below=16)
LINES, LETTERS_A_LINE = 2, 36
SHAPES: Final[Mapping[type[Screen], Shape]] = {
    Menu: Shape.MENU,
    Choose: Shape.CHOOSE,
    Ask: Shape.ASK,
    End: Shape.END,
    Fork: Shape.FORK,
}
STROKES: Final = (Stroke.WALKED, Stroke.NOT_WALKED, Stroke.KEPT)
Walked = Mapping[Edge, Sequence[str]]


class ScreenGraph:
    """The screens, the edges between them and the stories that walk these edges."""

    def __init__(self, walked: Walked) -> None:
        self._walked = walked
        self.screens = {screen.name: screen for screen in checks.find_reachable(BOOK)}
        named = (Edge(name, to.name) for name, each in self.screens.items() for to in checks.find_ways(BOOK, each))
        self.named = list(named)
        self.edges = [*self.named, *sorted(set(walked) - set(self.named))]

    def flows(self) -> list[str]:
        """The names of the flows, in the order in which a citizen can come to them."""
        return list(dict.fromkeys(screen.flow for screen in self.screens.values()))

    def edges_of(self, flow: str) -> list[Edge]:
        """The edges that begin or end in a flow."""
        return [edge for edge in self.edges if flow in (SCREENS[edge.start].flow, SCREENS[edge.to].flow)]

    def count(self, edges: Sequence[Edge]) -> str:
        """How many edges there are, and how many a story walks."""
        walked = sum(edge in self._walked for edge in edges)
        return f"{len(edges)} ways, of which stories walk {walked}"

    def draw_flow(self, flow: str) -> Picture:
        """One flow, with the screens of others that lead to it on the left, and those that it leads to."""
        own = [screen for screen in self.screens.values() if screen.flow == flow]
        edges = self.edges_of(flow)
        before = dict.fromkeys(edge.start for edge in edges if SCREENS[edge.start].flow != flow)
        after = dict.fromkeys(edge.to for edge in edges if SCREENS[edge.to].flow != flow)
        keys = {(name, False): f"from {name}" for name in before} | {(name, True): f"to {name}" for name in after}
        boxes = [
            *(_elsewhere(f"from {name}", SCREENS[name]) for name in before),
            *(_box(screen) for screen in own),
            *(_elsewhere(f"to {name}", SCREENS[name]) for name in after),
        ]
        arrows = [
            self._arrow(edge, keys.get((edge.start, False), edge.start), keys.get((edge.to, True), edge.to))
            for edge in edges
        ]
        told = f"{len(own)} screens; {self.count(edges)}. Dashed boxes are screens of other flows."
        return Picture(f"The flow {flow}", told, boxes, arrows, SIZES, self._strokes(edges))

    def draw_whole(self) -> Picture:
        """Every screen."""
        arrows = [self._arrow(edge, edge.start, edge.to) for edge in self.edges]
        boxes = [_box(screen, link=f"{screen.flow}.svg") for screen in self.screens.values()]
        told = f"{len(boxes)} screens; {self.count(self.edges)}."
        return Picture("The menu book", told, boxes, arrows, SIZES, self._strokes(self.edges))

    def _strokes(self, edges: Sequence[Edge]) -> list[Stroke]:
        found = {self._stroke(edge) for edge in edges}
        return [each for each in STROKES if each in found]

    def _stroke(self, edge: Edge) -> Stroke:
        if edge not in self._walked:
            return Stroke.NOT_WALKED
        return Stroke.WALKED if edge in self.named else Stroke.KEPT

    def _arrow(self, edge: Edge, start: str, to: str) -> Arrow:
        stories = self._walked.get(edge, ())
        if stories:
            many = f"{len(stories)} stories or more" if len(stories) == MOST_STORIES else _stories(len(stories))
            told = f"walked by {many}: {', '.join(stories)}"
        else:
            told = f"no story walks it: {NOT_WALKED.get(edge, 'one is to be written')}"
        return Arrow(start, to, self._stroke(edge), f"{edge.start} leads to {edge.to}; {told}")


def _stories(many: int) -> str:
    return "1 story" if many == 1 else f"{many} stories"


def _box(screen: Screen, *, link: str = "") -> Box:
    text = words_of(screen)
    lines = wrap(text, LETTERS_A_LINE, max_lines=LINES, placeholder=" ...")
    return Box(screen.name, SHAPES[type(screen)], screen.name, lines, f"{screen.name}: {text}", link)


def _elsewhere(key: str, screen: Screen) -> Box:
    text = words_of(screen)
    lines = wrap(text, LETTERS_A_LINE, max_lines=1, placeholder=" ...")
    return Box(key, Shape.ELSEWHERE, screen.name, lines, f"{screen.name}: {text}", f"{screen.flow}.svg")


def words_of(screen: Screen) -> str:
    """The English text of a screen; for a fork, which shows none, the first line of its docstring."""
    if isinstance(screen, Fork):
        return (inspect.getdoc(screen.body) or "").partition("\n")[0]
    return " ".join(translate(ENGLISH, screen.text).split())
