"""Where the boxes of a graph stand and which way its edges go: in layers, from left to right.

The layers, the order in them and the distances are found by fast-sugiyama. Which edges lead back is decided here, by
how far each box is from the first one, so that a layer is about as many steps away as its number.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fast_sugiyama import from_edges

Point = tuple[float, float]
Pair = tuple[str, str]
Order = tuple[int, int, int]
"""The sort key of a box: steps from the first box, its place in the list, and 1 for a label, which follows its box."""

LANE: Final = 9.0
"""Pixels between two edges that pass a layer beside each other."""
APART: Final = 24.0
"""Pixels between two graphs that nothing joins."""


@dataclass(frozen=True)
class Sizes:
    """The sizes of a layout, in pixels: of every box, and of the least room around it."""

    width: float
    height: float
    beside: float
    """From one layer to the next."""
    below: float
    """From one box to the one below it."""


@dataclass(frozen=True)
class Layout:
    """The centre of each box, and of each edge the points that it passes between its two boxes, in its direction."""

    centres: Mapping[str, Point]
    bends: Mapping[Pair, tuple[Point, ...]]
    size: Point


def lay_out(
    names: Sequence[str], edges: Iterable[Pair], sizes: Sizes, labels: Mapping[str, Pair] | None = None
) -> Layout:
    """The layout of a graph whose first boxes stand to the left. Edges from a box to itself need no room.

    `labels`: boxes that only carry the words of an edge, with the two boxes that they stand between.
    """
    wanted = [(start, to) for start, to in dict.fromkeys(edges) if start != to]
    place = {name: number for number, name in enumerate(names)}
    labels = labels or {}
    joined = [edge for edge in wanted if labels.keys().isdisjoint(edge)]
    order = _find_order([name for name in names if name not in labels], [*joined, *labels.values()])
    order |= {label: (*min(order[start], order[to])[:2], 1) for label, (start, to) in labels.items()}
    onward = sorted({_pointing_on(edge, order) for edge in wanted}, key=lambda edge: (place[edge[0]], place[edge[1]]))
    lanes = _Lanes(sizes, [(place[start], place[to]) for start, to in onward], len(names))
    bends = {}
    for edge in wanted:
        ahead = _pointing_on(edge, order)
        passed = lanes.bends[place[ahead[0]], place[ahead[1]]]
        bends[edge] = passed if ahead == edge else passed[::-1]
    return Layout({name: lanes.points[place[name]] for name in names}, bends, lanes.size)


def _find_order(names: Sequence[str], edges: Iterable[Pair]) -> dict[str, Order]:
    """The sort key of each box: its steps from the first box, or from one that nothing leads to; then its place."""
    leads: dict[str, list[str]] = {name: [] for name in names}
    entered = set()
    for start, to in edges:
        leads[start].append(to)
        entered.add(to)
    found: dict[str, int] = {}
    for first in (*names[:1], *(name for name in names if name not in entered), *names):
        waiting = deque([] if first in found else [(first, 0)])
        while waiting:
            name, steps = waiting.popleft()
            if steps < found.get(name, len(names)):
                found[name] = steps
                waiting.extend((each, steps + 1) for each in leads[name])
    return {name: (found[name], number, 0) for number, name in enumerate(names)}


def _pointing_on(edge: Pair, order: Mapping[str, Order]) -> Pair:
    start, to = edge
    return edge if order[start] < order[to] else (to, start)


class _Lanes:
    """The library's layout of a graph without cycles: the points of boxes and of lanes, in pixels."""

    def __init__(self, sizes: Sizes, edges: Sequence[tuple[int, int]], boxes: int) -> None:
        self._sizes = sizes
        self.points: dict[int, Point] = {}
        self.bends: dict[tuple[int, int], tuple[Point, ...]] = {}
        self.size: Point = (0.0, 0.0)
        if edges:
            self._place(edges, boxes)
        for box in range(boxes):
            if box not in self.points:
                self._stack([(box, (0.0, 0.0))])

    def _place(self, edges: Sequence[tuple[int, int]], boxes: int) -> None:
        apart = self._sizes.height + self._sizes.below
        found = from_edges(
            edges,
            vertex_spacing=apart,
            dummy_vertices=True,
            dummy_size=LANE,
            ranking_type="up",
            crossing_minimization="barycenter",
            transpose=True,
        )
        for places, _width, _height, joined in found:
            deepest = max(layer for _, (_, layer) in places)
            first = min(across for _, (across, _) in places)
            layers = [(int(box), ((deepest - at) / apart, across - first)) for box, (across, at) in sorted(places)]
            self._stack([each for each in layers if each[0] < boxes])
            self._follow(dict(layers), [(int(start), int(to)) for start, to in joined or ()], boxes)

    def _stack(self, layers: Sequence[tuple[int, Point]]) -> None:
        """Put a graph below those that are placed already."""
        self._top = self.size[1] + APART if self.points else 0.0
        step = self._sizes.width + self._sizes.beside
        for box, (layer, across) in layers:
            self.points[box] = (self._sizes.width / 2 + layer * step, self._top + self._sizes.height / 2 + across)
        deepest = max(across for _, (_, across) in layers)
        furthest = max(layer for _, (layer, _) in layers)
        width = self._sizes.width + furthest * step
        self.size = (max(self.size[0], width), self._top + deepest + self._sizes.height)

    def _follow(self, layers: Mapping[int, Point], joined: Sequence[tuple[int, int]], boxes: int) -> None:
        """Set the points that each edge passes: a vertex that is no box of ours keeps room for an edge that passes."""
        on = {start: to for start, to in joined if start >= boxes}
        step = self._sizes.width + self._sizes.beside
        for start, to in sorted(joined):
            if start >= boxes:
                continue
            passed = []
            at = to
            while at >= boxes:
                layer, across = layers[at]
                passed.append((self._sizes.width / 2 + layer * step, self._top + self._sizes.height / 2 + across))
                at = on[at]
            self.bends[start, at] = tuple(passed)
            lowest = max((y for _, y in passed), default=0.0)
            self.size = (self.size[0], max(self.size[1], lowest + LANE))
