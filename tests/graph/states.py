"""The tables of states as pictures: a payment, a receipt, a refund, and an application."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

from app.domain.applications.moves import MOVES
from app.domain.payments.payment_states import PAYMENT_TRANSITIONS, RECEIPT_TRANSITIONS
from app.domain.payments.refunding.refund_states import REFUND_TRANSITIONS
from tests.graph.layout import Sizes
from tests.graph.picture import Arrow, Box, Picture, Shape

SIZES: Final = Sizes(width=150, height=34, beside=36, below=12)
BESIDE_WORDS: Final = Sizes(width=106, height=34, beside=26, below=12)
"""The sizes where every second column has the words of edges."""
State = TypeVar("State", bound=StrEnum)
Event = TypeVar("Event", bound=StrEnum)


def draw_transitions(title: str, table: Mapping[tuple[State, Event], State]) -> Picture:
    """A table of transitions: each event has a place between the states that it leads from and to."""
    ways: dict[tuple[str, str], list[str]] = {}
    for (start, event), to in table.items():
        ways.setdefault((start, to), []).append(event)
    boxes, arrows = _boxes([*(state for state, _ in table), *table.values()], {state for state, _ in table}), []
    for (before, after), events in ways.items():
        label = Box(f"{before} {after}", Shape.LABEL, ", ".join(events))
        boxes.append(label)
        said = f"{before} becomes {after}: {label.name}"
        arrows += [Arrow(before, label.key, told=said, has_head=False), Arrow(label.key, after, told=said)]
    states = sum(box.shape is not Shape.LABEL for box in boxes)
    told = f"{states} states, {len(table)} transitions; what is not drawn changes nothing."
    return Picture(title, told, boxes, arrows, BESIDE_WORDS)


def draw_moves(title: str, table: Mapping[State, frozenset[State]]) -> Picture:
    """A table of moves, which have no names."""
    arrows = [
        Arrow(state, to, told=f"from {state} to {to}") for state, there in table.items() for to in table if to in there
    ]
    told = f"{len(table)} states, {len(arrows)} moves; another stage of the same state is a move too."
    return Picture(title, told, _boxes(list(table), {state for state, there in table.items() if there}), arrows, SIZES)


def _boxes(states: list[State], leading: set[State]) -> list[Box]:
    return [
        Box(state, Shape.STATE if state in leading else Shape.FINAL, state.replace("_", " "))
        for state in dict.fromkeys(states)
    ]


def draw_all() -> dict[str, Picture]:
    """Every table, by the name of its file."""
    return {
        "application": draw_moves("An application", MOVES),
        "payment": draw_transitions("A payment", PAYMENT_TRANSITIONS),
        "receipt": draw_transitions("A receipt", RECEIPT_TRANSITIONS),
        "refund": draw_transitions("A refund", REFUND_TRANSITIONS),
    }
