"""A picture as SVG: readable on any background, without colour, and with a screen reader."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from tests.graph.layout import Layout, Pair, Point, lay_out
from tests.graph.picture import Arrow, Box, Picture, Shape, Stroke

MARGIN: Final = 24.0
HEAD: Final = 92.0
"""Pixels above the graph: its title, a sentence, and the legend."""
LINE: Final = 15.0
PORTS: Final = 10.0
"""Pixels at the ends of a side of a box where no arrow begins or ends."""
LOOP: Final = 13.0
LETTER: Final = 5.6
"""The average width of a letter, in pixels."""
LEGEND: Final = 116.0
"""Pixels of one entry of the legend."""

LETTERS: Final[Mapping[Shape, str]] = {
    Shape.MENU: "M",
    Shape.CHOOSE: "C",
    Shape.ASK: "A",
    Shape.END: "E",
    Shape.FORK: "F",
    Shape.STATE: "S",
    Shape.FINAL: "E",
}
FILLS: Final[Mapping[Shape, str]] = {
    Shape.MENU: "#dbeafe",
    Shape.CHOOSE: "#ede9fe",
    Shape.ASK: "#fef3c7",
    Shape.END: "#dcfce7",
    Shape.FORK: "#fce7f3",
    Shape.STATE: "#dbeafe",
    Shape.FINAL: "#dcfce7",
    Shape.ELSEWHERE: "#f4f4f5",
}
PAPER, INK, QUIET, ARROW, RED, KEPT = "#ffffff", "#18181b", "#3f3f46", "#52525b", "#b91c1c", "#6d28d9"
COLOURS: Final[Mapping[Stroke, str]] = {
    Stroke.PLAIN: ARROW,
    Stroke.WALKED: ARROW,
    Stroke.NOT_WALKED: RED,
    Stroke.KEPT: KEPT,
}
DASHES: Final[Mapping[Stroke, str]] = {Stroke.NOT_WALKED: "7 4", Stroke.KEPT: "2 3"}
EXPLAINED: Final[Mapping[Stroke, str]] = {
    Stroke.WALKED: "a story walks it",
    Stroke.NOT_WALKED: "no story walks it",
    Stroke.KEPT: "where one was going",
}
STYLE: Final = "\n".join(
    [
        "text{font:11px Arial,Helvetica,sans-serif;fill:" + INK + "}",
        ".t{font-size:18px;font-weight:bold}",
        ".n{font-weight:bold}",
        ".q{fill:" + QUIET + "}",
        ".b{stroke:" + QUIET + ";stroke-width:1.2}",
        ".elsewhere{stroke-dasharray:4 3}",
        ".a{fill:none;stroke-width:1.4}",
        *(f".{shape.replace(' ', '-')}{{fill:{fill}}}" for shape, fill in FILLS.items()),
        *(
            f".{stroke.replace(' ', '-')}{{stroke:{colour}"
            + (f";stroke-dasharray:{DASHES[stroke]}" if stroke in DASHES else "")
            + "}"
            for stroke, colour in COLOURS.items()
        ),
    ]
)


def draw(picture: Picture) -> str:
    """The text of the SVG file; the same picture always has the same text."""
    pairs = [(arrow.start, arrow.to) for arrow in picture.arrows]
    between = {box.key: _ends_of(box.key, pairs) for box in picture.boxes if box.shape is Shape.LABEL}
    layout = lay_out([box.key for box in picture.boxes], pairs, picture.sizes, between)
    return _Sheet(picture, layout).text()


def _ends_of(label: str, pairs: Sequence[Pair]) -> Pair:
    """The boxes that the words of an edge stand between."""
    [start] = [start for start, to in pairs if to == label]
    [to] = [to for start, to in pairs if start == label]
    return start, to


class _Sheet:
    """Builds one drawing."""

    def __init__(self, picture: Picture, layout: Layout) -> None:
        self._picture, self._layout = picture, layout
        self._width = max(layout.size[0] + 2 * MARGIN, 8 * LEGEND)
        self._height = layout.size[1] + HEAD + 2 * MARGIN
        self._ports = _find_ports(picture, layout)
        self.root = self._begin()

    def text(self) -> str:
        """The text of the file."""
        graph = SubElement(self.root, "g", transform=f"translate({_n(MARGIN)} {_n(MARGIN + HEAD)})")
        for arrow in self._picture.arrows:
            self._draw_arrow(graph, arrow)
        for box in self._picture.boxes:
            self._draw_box(graph, box, self._layout.centres[box.key])
        indent(self.root, space=" ")
        return tostring(self.root, encoding="unicode") + "\n"

    def _begin(self) -> Element:
        wide, high = _n(self._width), _n(self._height)
        root = Element("svg", xmlns="http://www.w3.org/2000/svg", width=wide, height=high, role="img")
        root.set("viewBox", f"0 0 {wide} {high}")
        root.set("aria-labelledby", "title desc")
        SubElement(root, "title", id="title").text = self._picture.title
        SubElement(root, "desc", id="desc").text = self._picture.told
        SubElement(root, "style").text = STYLE
        heads = SubElement(root, "defs")
        for stroke, colour in COLOURS.items():
            size = {"viewBox": "0 0 8 8", "refX": "7", "refY": "4", "markerWidth": "7", "markerHeight": "7"}
            head = SubElement(heads, "marker", size, id=_head_of(stroke), orient="auto")
            SubElement(head, "path", d="M0 0L8 4L0 8z", fill=colour)
        SubElement(root, "rect", width=wide, height=high, fill=PAPER)
        _write(root, MARGIN, MARGIN + 16, self._picture.title, "t")
        _write(root, MARGIN, MARGIN + 36, self._picture.told, "q")
        self._draw_legend(SubElement(root, "g", transform=f"translate({_n(MARGIN)} {_n(MARGIN + 48)})"))
        return root

    def _draw_legend(self, at: Element) -> None:
        """The shapes and the strokes that this drawing has."""
        x = 0.0
        shapes = dict.fromkeys(box.shape for box in self._picture.boxes if box.shape is not Shape.LABEL)
        for shape in (each for each in Shape if each in shapes):
            _outline(at, shape, x, 0, 30, 20)
            if shape in LETTERS:
                _write(at, x + 11, 14, LETTERS[shape], "n")
            _write(at, x + 36, 14, shape, "q")
            x += LEGEND
        for stroke in self._picture.strokes:
            self._path(at, f"M{_n(x)} 10h26", stroke, has_head=True)
            _write(at, x + 34, 14, EXPLAINED[stroke], "q")
            x += LEGEND * 1.4
        self._width = max(self._width, x + 2 * MARGIN)

    def _draw_box(self, graph: Element, box: Box, centre: Point) -> None:
        wide, high = self._picture.sizes.width, self._picture.sizes.height
        x, y = centre[0] - wide / 2, centre[1] - high / 2
        holder = SubElement(graph, "a", href=box.link) if box.link else graph
        group = SubElement(holder, "g")
        if box.told:
            SubElement(group, "title").text = box.told
        if box.shape is Shape.LABEL:
            self._draw_label(group, box.name, centre)
            return
        _outline(group, box.shape, x, y, wide, high)
        lines = [box.name, *box.lines]
        top = centre[1] - LINE * (len(lines) - 1) / 2 + 4
        for number, line in enumerate(lines):
            _write(group, x + 16, top + number * LINE, line, "n" if number == 0 else "q")
        if box.shape in LETTERS:
            _write(group, x + wide - 20, top, LETTERS[box.shape], "n")

    def _draw_label(self, group: Element, words: str, centre: Point) -> None:
        """The words of an edge, on the line that goes on behind them."""
        wide, room = self._picture.sizes.width, LETTER * len(words) + 10
        self._path(group, f"M{_n(centre[0] - wide / 2)} {_n(centre[1])}h{_n(wide)}", Stroke.PLAIN, has_head=False)
        size = {"width": _n(room), "height": _n(LINE)}
        SubElement(group, "rect", size, x=_n(centre[0] - room / 2), y=_n(centre[1] - LINE / 2), fill=PAPER)
        _write(group, centre[0], centre[1] + 4, words, "q", anchor="middle")

    def _draw_arrow(self, graph: Element, arrow: Arrow) -> None:
        group = SubElement(graph, "g")
        if arrow.told:
            SubElement(group, "title").text = arrow.told
        way = self._loop(self._layout.centres[arrow.start]) if arrow.start == arrow.to else self._way(arrow)
        self._path(group, way, arrow.stroke, has_head=arrow.has_head)

    def _way(self, arrow: Arrow) -> str:
        """The path from the side of one box to the side of the other, horizontal within each layer that it passes."""
        pair = (arrow.start, arrow.to)
        ahead = self._layout.centres[arrow.to][0] > self._layout.centres[arrow.start][0]
        half = self._picture.sizes.width / 2 * (1 if ahead else -1)
        begin, end = self._ports[pair]
        way, (x, y) = [f"M{_n(begin[0])} {_n(begin[1])}"], begin
        for bend_x, bend_y in self._layout.bends[pair]:
            way.append(_curve((x, y), (bend_x - half, bend_y)))
            way.append(f"H{_n(bend_x + half)}")
            x, y = bend_x + half, bend_y
        way.append(_curve((x, y), end))
        return "".join(way)

    def _loop(self, centre: Point) -> str:
        """The path of a loop at the top of a box, out and back in."""
        x, y = centre[0] + self._picture.sizes.width / 2 - 50, centre[1] - self._picture.sizes.height / 2
        return f"M{_n(x)} {_n(y)}c-4 {_n(-LOOP)} 28 {_n(-LOOP)} 24 0"

    def _path(self, at: Element, way: str, stroke: Stroke, *, has_head: bool) -> None:
        path = SubElement(at, "path", d=way)
        path.set("class", f"a {stroke.replace(' ', '-')}")
        if has_head:
            path.set("marker-end", f"url(#{_head_of(stroke)})")


def _find_ports(picture: Picture, layout: Layout) -> dict[Pair, tuple[Point, Point]]:
    """Where each arrow leaves its first box and enters its second: on each side, in the order of the other ends."""
    sides: dict[tuple[str, bool], list[tuple[float, Pair, int]]] = defaultdict(list)
    for arrow in picture.arrows:
        pair = (arrow.start, arrow.to)
        if arrow.start == arrow.to:
            continue
        (from_x, from_y), (to_x, to_y) = layout.centres[arrow.start], layout.centres[arrow.to]
        bends = layout.bends[pair]
        ahead = to_x > from_x
        sides[arrow.start, ahead].append((bends[0][1] if bends else to_y, pair, 0))
        sides[arrow.to, not ahead].append((bends[-1][1] if bends else from_y, pair, 1))
    ends: dict[Pair, list[Point]] = defaultdict(lambda: [(0.0, 0.0), (0.0, 0.0)])
    width, height = picture.sizes.width, picture.sizes.height
    for (key, is_right), met in sides.items():
        x, y = layout.centres[key]
        step = (height - 2 * PORTS) / (len(met) + 1)
        shape = next(box.shape for box in picture.boxes if box.key == key)
        for number, (_, pair, end) in enumerate(sorted(met), 1):
            side = x + (width / 2 if is_right else -width / 2)
            at = y if shape is Shape.LABEL else y - height / 2 + PORTS + number * step
            ends[pair][end] = (side, at)
    return {pair: (begin, end) for pair, (begin, end) in ends.items()}


def _outline(at: Element, shape: Shape, x: float, y: float, wide: float, high: float) -> None:
    """Rounded for a menu and an end, cut for a choice, square for a question, pointed for a fork."""
    of = f"b {shape.replace(' ', '-')}"
    cut = {Shape.CHOOSE: min(10.0, high / 4), Shape.FORK: min(12.0, high / 2)}.get(shape)
    if cut is None:
        radius = {Shape.ASK: 0.0, Shape.END: high / 2, Shape.FINAL: high / 2}.get(shape, min(9.0, high / 3))
        size = {"x": _n(x), "y": _n(y), "width": _n(wide), "height": _n(high), "rx": _n(radius)}
        SubElement(at, "rect", {"class": of, **size})
        return
    rise = high / 2 if shape is Shape.FORK else cut
    corners = [
        (x, y + rise), (x + cut, y), (x + wide - cut, y), (x + wide, y + rise),
        (x + wide, y + high - rise), (x + wide - cut, y + high), (x + cut, y + high), (x, y + high - rise),
    ]  # fmt: skip
    SubElement(at, "polygon", {"class": of, "points": " ".join(f"{_n(a)},{_n(b)}" for a, b in corners)})


def _curve(begin: Point, end: Point) -> str:
    middle = _n((begin[0] + end[0]) / 2)
    return f"C{middle} {_n(begin[1])} {middle} {_n(end[1])} {_n(end[0])} {_n(end[1])}"


def _write(at: Element, x: float, y: float, words: str, of: str, *, anchor: str = "") -> None:
    text = SubElement(at, "text", {"x": _n(x), "y": _n(y), "class": of})
    if anchor:
        text.set("text-anchor", anchor)
    text.text = words


def _head_of(stroke: Stroke) -> str:
    return "head-" + stroke.replace(" ", "-")


def _n(number: float) -> str:
    """A number of pixels, to a tenth."""
    written = f"{number:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def contrasts() -> Iterable[tuple[str, str]]:
    """Each colour of words or arrows with its background."""
    yield from ((INK, fill) for fill in FILLS.values())
    yield from ((QUIET, fill) for fill in FILLS.values())
    yield from ((colour, PAPER) for colour in (INK, QUIET, *COLOURS.values()))
