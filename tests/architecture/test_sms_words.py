"""Each SMS keyword is named where citizens and engineers look for it, and no word is named that is no keyword."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

from app.platform.i18n import languages, translate
from menus.flows import help as help_screens
from menus.sms import answers, finding
from menus.sms.keywords import KEYWORDS, Keyword
from menus.sms.message import Sms
from menus.sms.words import PHRASES, THANKING
from menus.translations import marked_texts

pytestmark = pytest.mark.slow

PAGE: Final = Path(__file__).parents[2] / "docs" / "sms-words.md"
CAPITALS: Final = re.compile(r"\b[A-Z0-9]*[A-Z]{2,}[A-Z0-9]*\b")
NOT_TEXTED: Final = frozenset(
    ["SMS", "ID", "SIM", "PIN", "PESA", "KES", "KRA", "DIP", "KDA", "FIRST", "KWANZA", "CON", "GSM"]
)
"""Words in capitals that are no SMS keywords: names, money, and words written in capitals for emphasis."""
NOT_IN_HELP: Final[Mapping[Callable[[Sms], str | None], str]] = {
    answers.status: "help names the reference itself",
    finding.apply: "it leads to the menu, where services are applied for",
    answers.more: "it goes with a list of services, which names it",
    answers.email: "it leads to the menu, where an address is set",
    answers.phone_number: "it leads to the menu or to a desk, where a number is changed",
}
"""The answers whose keyword Help does not name, and why."""


def joined(text: str) -> str:
    """A text in which each keyword of two words is one word: `OPT OUT` becomes OPTOUT."""
    for said, one in PHRASES.items():
        text = text.replace(said.upper(), one.upper())
    return text


def named_in(text: str) -> set[str]:
    """The words in capitals that a text names, as the SMS side reads them: `OPT OUT` is OPTOUT."""
    text = re.sub(r"\{\w+\}", "", text)
    return {word for word in CAPITALS.findall(joined(text)) if word not in NOT_TEXTED}


def unnamed(text: str, language: str, words: Mapping[str, Keyword]) -> set[Callable[[Sms], str | None]]:
    """The answers for which a help text names no keyword of its language; any counts where the language has none."""
    named = [words[word] for word in named_in(text) if word in words]
    own = {each.answer for each in words.values() if each.language == language}
    return {each.answer for each in words.values()} - {
        each.answer for each in named if each.language in (language, None) or each.answer not in own
    }


def doing_nothing(text: str, words: Mapping[str, Keyword]) -> set[str]:
    """The words in capitals that a text names and that are no keywords."""
    codes = {code.upper() for code in languages()}
    thanks = {word.upper() for word in THANKING}
    return named_in(text) - set(words) - codes - thanks


def the_help(language: str) -> str:
    """The text of the Help screen that names the SMS keywords."""
    return translate(language, help_screens.sms_words.text)


@pytest.mark.parametrize("language", languages())
def test_help_names_a_word_for_everything_that_the_sms_side_does(language: str) -> None:
    """Where it fails: name a word of the answer in the screen `help.sms_words`, or say in `NOT_IN_HELP` why not."""
    assert unnamed(the_help(language), language, KEYWORDS) == set(NOT_IN_HELP)


@pytest.mark.slow
@pytest.mark.parametrize(("language", "word"), [("en", "MORE"), ("sw", "ZAIDI")])
def test_a_word_that_help_leaves_out_is_named_by_what_it_goes_with(language: str, word: str) -> None:
    assert any(word in named_in(translate(language, text)) for text in marked_texts())


@pytest.mark.parametrize("language", languages())
def test_no_text_names_a_word_that_does_nothing(language: str) -> None:
    found = {text: doing_nothing(translate(language, text), KEYWORDS) for text in marked_texts()}
    assert {text: words for text, words in found.items() if words} == {}


@pytest.mark.parametrize("language", languages())
def test_a_word_that_help_does_not_name_would_be_found(language: str) -> None:
    added = dict(KEYWORDS) | {"NEW": Keyword(lambda sms: None, language)}
    assert unnamed(the_help(language), language, added) > set(NOT_IN_HELP)


@pytest.mark.slow
@pytest.mark.parametrize("word", ["STOP", "ANZA", "PAY", "HUDUMA"])
def test_a_word_that_is_taken_away_would_be_found_in_the_texts(word: str) -> None:
    left = {each: keyword for each, keyword in KEYWORDS.items() if each != word}
    assert any(
        word in doing_nothing(translate(language, text), left) for language in languages() for text in marked_texts()
    )


def test_the_page_names_every_word() -> None:
    page = PAGE.read_text()
    assert set(KEYWORDS) - set(re.findall(r"[A-Z0-9]+", f"{page}\n{joined(page)}")) == set()


def test_the_table_of_the_page_names_no_other_word() -> None:
    rows = re.findall(r"(?m)^\| ([A-Z].*?) \| (.*?) \|", PAGE.read_text())
    assert ("STATUS TRACK", "HALI FUATILIA") in rows
    cells = [cell for row in rows if row[0] != "English" for cell in row]
    assert set().union(*(doing_nothing(cell, KEYWORDS) for cell in cells)) == set()
