"""A question that offers lines: a number chooses one, anything else is a typed answer; long lists have pages."""

from collections.abc import Iterator

import pytest

from menus import engine
from menus.context import Context
from menus.draft import Draft
from menus.engine import Book
from menus.notation import SCREENS, Option, Rejected, Screen, ask, menu

TOWNS = [f"Town number {number}" for number in range(1, 13)]


class TownDraft(Draft):
    letters: str = ""
    town: str = ""


@pytest.fixture
def book() -> Iterator[Book]:
    """A list of towns that typing narrows, and no other screens while the test lasts."""
    kept = dict(SCREENS)
    SCREENS.clear()

    @menu("Welcome")
    def home(c: Context) -> Iterator[Option]:
        yield Option("Towns", towns)
        yield Option("A word", word)

    @ask("Choose, or type", parse=three_letters, options=lines)
    def towns(c: Context, given: str) -> Screen:
        c.draft(TownDraft).letters = given
        return towns

    @ask("A word, or choose", parse=str, options=lines, digits="keys")
    def word(c: Context, given: str) -> Screen:
        c.draft(TownDraft).town = given
        return chosen

    @menu("You chose {town}", fields=lambda c: {"town": c.draft(TownDraft).town})
    def chosen(c: Context) -> tuple[Option, ...]:
        return ()

    yield Book(home=home, help=home, first=lambda c: home, next=lambda c: home)
    SCREENS.clear()
    SCREENS.update(kept)


def lines(c: Context) -> Iterator[Option]:
    for town in TOWNS:
        if c.draft(TownDraft).letters in town:

            def choose(c: Context, town: str = town) -> None:
                c.draft(TownDraft).town = town

            yield Option(town, SCREENS["test_questions_with_lines.chosen"], does=choose)


def three_letters(typed: str) -> str:
    if len(typed) < 3:
        raise Rejected("Three letters, please")
    return typed


def walked(book: Book, c: Context, *typed: str) -> str:
    return [engine.start(book, c, []), *(engine.step(book, c, each) for each in typed)][-1].text


def test_a_list_has_five_lines_a_page_and_keeps_its_numbers(book: Book, c: Context) -> None:
    assert walked(book, c, "1") == "\n".join(
        ["Choose, or type", *(f"{number}. Town number {number}" for number in range(1, 6)), "98. More", "0. Back"]
    )
    assert engine.step(book, c, "98").text.startswith("6. Town number 6\n")
    assert engine.step(book, c, "98").text == "11. Town number 11\n12. Town number 12\n0. Back"


def test_a_line_is_chosen_by_its_number_from_whatever_page(book: Book, c: Context) -> None:
    assert walked(book, c, "1", "12").startswith("You chose Town number 12")
    assert walked(book, c, "1", "98", "3.").startswith("You chose Town number 3")


def test_what_is_no_number_of_a_line_is_typed(book: Book, c: Context) -> None:
    assert walked(book, c, "1", "number 12") == "Choose, or type\n1. Town number 12\n0. Back"
    assert walked(book, c, "1", "ab").startswith("Three letters, please\nChoose, or type\n")
    assert walked(book, c, "1", "133").startswith("Choose, or type\n0. Back"), "three digits may be a word"


@pytest.mark.parametrize("typed", ["13", "22", "99", "13.", "\uff11\uff13"])
def test_one_or_two_digits_beyond_the_list_are_no_word(book: Book, c: Context, typed: str) -> None:
    assert walked(book, c, "1", typed).startswith("Please answer with 1 to 12, or type a word.\n")


def test_a_list_of_one_says_so(book: Book, c: Context) -> None:
    assert walked(book, c, "1", "number 12", "7").startswith("Please answer with 1, or type a word.\n")


def test_two_keys_may_be_a_word_where_a_word_is_asked(book: Book, c: Context) -> None:
    assert walked(book, c, "2", "43").startswith("You chose 43")
    assert walked(book, c, "2", "12").startswith("You chose Town number 12")
    assert walked(book, c, "2", "12", "0", "0").startswith("Welcome")


def test_below_a_refusal_the_list_begins_again_and_goes_on(book: Book, c: Context) -> None:
    assert walked(book, c, "1", "98", "ab").startswith("Three letters, please\nChoose, or type\n1. Town number 1\n")
    assert engine.step(book, c, "98").text.startswith("Choose, or type\n1. Town number 1\n")


def test_back_turns_the_page_and_then_leaves(book: Book, c: Context) -> None:
    assert walked(book, c, "1", "98", "0").startswith("Choose, or type\n")
    assert engine.step(book, c, "0").text.startswith("Welcome\n")
