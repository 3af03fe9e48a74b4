"""A fork decides which screen is next and is never shown; 0 goes back through questions that share one screen."""

from collections.abc import Iterator

import pytest

from menus import engine
from menus.context import Context
from menus.draft import Draft
from menus.engine import Book
from menus.notation import HOME, SCREENS, Option, Screen, ask, choose, fork, link, menu
from tests.stories.walking import WalkedEdges


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


F = "test_forks_and_back"


@pytest.mark.parametrize(
    ("keys", "walked"),
    [
        ("", ""),
        ("98 99", ""),  # 98 of a single page, and help that is not offered yet
        ("1", "home>beginning beginning>again again>number"),
        ("2 0 00", "home>beginning beginning>again again>number"),  # back to the screen before, and home, are no edges
        ("1 4", "home>beginning beginning>again again>number number>beginning"),
        ("1 4 0 0", "home>beginning beginning>again again>number number>beginning number>number"),
        ("1 9", "home>beginning beginning>again again>number number>beginning again>home"),
        (
            "1 4 5 6 0",
            "home>beginning beginning>again again>number number>beginning beginning>total total>number",
        ),
        (
            "1 4 5 6 7 1",  # 7 is refused
            "home>beginning beginning>again again>number number>beginning beginning>total total>home",
        ),
    ],
)
def test_the_edges_that_are_walked_are_heard_of(
    book: Book, c: Context, keys: str, walked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = WalkedEdges()
    heard.listen(monkeypatch)
    typed(book, c, *keys.split())
    wanted = {tuple(each.split(">")) for each in walked.split()}
    assert {(start.removeprefix(f"{F}."), to.removeprefix(f"{F}.")) for start, to in heard.edges} == wanted
