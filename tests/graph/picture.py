"""The elements of any drawn graph: boxes, arrows and the words around them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tests.graph.layout import Sizes


class Shape(StrEnum):
    """The outline of a box. Nearly every outline has a letter too, so that no reader needs its colour."""

    MENU = "menu"
    CHOOSE = "choose"
    ASK = "ask"
    END = "end"
    FORK = "fork"
    STATE = "state"
    FINAL = "final state"
    ELSEWHERE = "elsewhere"
    LABEL = "label"
    """No box: the words of an edge, which have a place of their own so that nothing crosses them."""


class Stroke(StrEnum):
    """How an arrow is drawn."""

    PLAIN = "plain"
    WALKED = "walked"
    NOT_WALKED = "not walked"
    KEPT = "kept"
    """The target of the arrow comes from the session's state."""


@dataclass(frozen=True)
class Box:
    """One box. `key` names it in the drawing, `link` is a file that a click on it opens."""

    key: str
    shape: Shape
    name: str
    lines: Sequence[str] = ()
    told: str = ""
    """Its full text, shown where the mouse rests on it."""
    link: str = ""


@dataclass(frozen=True)
class Arrow:
    """One edge between the boxes of these keys. `has_head`: whether it ends in an arrowhead."""

    start: str
    to: str
    stroke: Stroke = Stroke.PLAIN
    told: str = ""
    has_head: bool = True


@dataclass(frozen=True)
class Picture:
    """A whole drawing, to be laid out."""

    title: str
    told: str
    """One sentence on what is seen."""
    boxes: Sequence[Box]
    arrows: Sequence[Arrow]
    sizes: Sizes
    strokes: Sequence[Stroke] = field(default=())
    """The arrows that the legend explains."""
