"""A fork decides where a way goes on and is never shown; 0 goes back within questions that are one screen."""

from collections.abc import Iterator

import pytest

from menus import engine
from menus.context import Context
from menus.draft import Draft
from menus.engine import Book
from menus.notation import HOME, SCREENS, Option, Screen, ask, choose, fork, link, menu


class SumDraft(Draft):
    numbers: str = ""


@pytest.fixture
def book() -> Iterator[Book]:  # noqa: C901 (a few small screens)
    """Three numbers are asked for by one screen, then read back."""
    kept = dict(SCREENS)
    SCREENS.clear()

    @menu("Welcome")
    def home(c: Context) -> Iterator[Option]:
        yield Option("Add", beginning)
        yield Option("Add, by its name", link("test_forks_and_back.beginning"))

    @fork
    def beginning(c: Context) -> Screen:
        return again if len(told(c)) < 3 else total

    @fork
    def again(c: Context) -> Screen:
        return HOME if "9" in told(c) else number

    def told(c: Context) -> str:
        return c.draft(SumDraft).numbers

    def take_back(c: Context) -> Screen | None:
        if not told(c):
            return None
        c.draft(SumDraft).numbers = told(c)[:-1]
        return number

    @ask(
        "Number {which}",
        parse=str,
        back=take_back,
        fields=lambda c: {"which": str(len(told(c)) + 1)},
    )
    def number(c: Context, given: str) -> Screen:
        c.draft(SumDraft).numbers += given
        return beginning

    @choose("{numbers}", {"right": "Right"}, back=take_back, fields=lambda c: {"numbers": " ".join(told(c))})
    def total(c: Context, given: str) -> Screen:
        return home

    yield Book(home=home, help=home, first=lambda c: home, next=lambda c: home)
    SCREENS.clear()
    SCREENS.update(kept)


def typed(book: Book, c: Context, *keys: str) -> str:
    reply = engine.start(book, c, [])
    for key in keys:
        reply = engine.step(book, c, key)
    return reply.text.partition("\n")[0]


@pytest.mark.parametrize(
    ("keys", "seen"),
    [
        ("1", "Number 1"),
        ("2", "Number 1"),
        ("1 4", "Number 2"),
        ("1 4 5", "Number 3"),
        ("1 4 5 6", "4 5 6"),
        ("1 4 5 0", "Number 2"),
        ("1 4 5 0 0", "Number 1"),
        ("1 4 5 0 0 0", "Welcome"),
        ("1 4 5 6 0", "Number 3"),
        ("1 4 5 6 0 7", "4 5 7"),
        ("1 4 5 6 0 0 0 0", "Welcome"),
        ("1 9", "Welcome"),
        ("1 4 00 1", "Number 2"),
    ],
)
def test_a_form_is_gone_through_and_back(book: Book, c: Context, keys: str, seen: str) -> None:
    assert typed(book, c, *keys.split()) == seen


@pytest.mark.parametrize("keys", ["1", "1 4", "1 4 5 6", "1 4 5 6 0 0", "1 9"])
def test_a_fork_is_nowhere_to_stand(book: Book, c: Context, keys: str) -> None:
    typed(book, c, *keys.split())
    assert not {"test_forks_and_back.beginning", "test_forks_and_back.again"} & set(c.state.trail)
