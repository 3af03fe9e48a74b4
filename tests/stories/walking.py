"""Records the edges of the graph of screens that a story walks: each answer that leads on, and each fork passed.

An edge is what `menus.checks.find_ways` reads off the source. The keys that every screen has (0 back to the screen
before, 00 home, 98 more, 99 help) walk no edge, except 0 on a screen that defines itself where back leads. Functions
of the engine are wrapped for the test; the product itself has no code for it.
"""

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple

import pytest

from menus import engine
from menus.context import Context
from menus.engine import Book
from menus.notation import HOME, RESTART, Fork, Link, Screen, screen_named

Resolve = Callable[[Book, Context, Screen], Screen]


class Edge(NamedTuple):
    """One screen leads to another: their names."""

    start: str
    to: str


class WalkedEdges:
    """The edges that are walked in this process from `listen` on."""

    def __init__(self) -> None:
        self.edges: set[Edge] = set()
        self._left: Screen | None = None

    def listen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Wrap the engine's functions, to record each answer and where it leads."""
        monkeypatch.setattr(engine, "_answer", self._answering(engine._answer))
        monkeypatch.setattr(engine, "_step_back", self._answering(engine._step_back))
        monkeypatch.setattr(Book, "resolve", self._resolving(Book.resolve))

    def _answering(self, answer: Callable[..., Screen | None]) -> Callable[..., Screen | None]:
        """Wrap a function that handles an answer: keep the screen that it leaves, if it leads on."""

        @wraps(answer)
        def heard(c: Context, here: Screen, *given: str) -> Screen | None:
            self._left = None
            there = answer(c, here, *given)
            self._left = here if there is not None else None
            return there

        return heard

    def _resolving(
        self, resolve: Callable[[Book, Context, Screen], Screen]
    ) -> Callable[[Book, Context, Screen], Screen]:
        """Wrap `resolve`: record the edge to the next screen. It calls itself for the screen that a fork leads to."""

        @wraps(resolve)
        def heard(book: Book, c: Context, there: Screen) -> Screen:
            left, self._left = self._left, None
            named = self._named(there)
            if left is not None and named is not None:
                self.edges.add(Edge(left.name, named.name))
                self._left = named if isinstance(named, Fork) else None
            found = resolve(book, c, there)
            if left is not None and named is None:
                self.edges.add(Edge(left.name, found.name))
            self._left = None
            return found

        return heard

    def _named(self, there: Screen) -> Screen | None:
        """The screen that is meant; None for `HOME` and `RESTART`, which the book resolves."""
        if there is HOME or there is RESTART:
            return None
        return screen_named(there.name) if isinstance(there, Link) else there
