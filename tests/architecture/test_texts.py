"""No text comes to a citizen untranslated, misspelt in its fields, or in letters that a phone does not have."""

import ast
from pathlib import Path

import pytest

from app.platform.i18n import languages
from menus import translations
from menus.flows.applications.applications import MISSES
from menus.marked_texts import find_unmarked
from menus.translations import marked_texts

CATALOGUES = translations.catalogues()


def unmarked(source: str) -> list[tuple[int, str]]:
    return [*find_unmarked(ast.parse(source))]


def test_there_is_kiswahili() -> None:
    assert [*languages().items()][:2] == [("en", "English"), ("sw", "Kiswahili")]
    assert {file.parent.name for file in CATALOGUES} == {*languages()} - {"en"}


def test_the_marked_texts_are_found() -> None:
    assert {"Track by reference number", "Back", "{stage} at {place}", *MISSES.values()} <= marked_texts()


def test_no_text_has_a_fault() -> None:
    """Each is marked, translated into every language, has the same fields there, and is of letters that phones have."""
    assert [str(fault) for fault in translations.find_text_faults()] == []


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parent.name)
def test_what_was_translated_and_is_gone_leaves_nothing(file: Path) -> None:
    assert "#~" not in file.read_text()


@pytest.mark.parametrize(
    "source",
    [
        'Option("Pay", pay)',
        'Option(f"Pay {fee}", pay)',
        '@menu("Welcome")\ndef home(c): ...',
        'x = notation.ask("Your name", parse=str)',
        'raise Rejected("No")',
        'choose("Which?", {"m": "Male"})',
        'Option("Pay" if due else _("Read"), pay)',
        'translate(c.language, "Hello")',
        'sms.say("Hello")',
        "menu(text='Welcome')",
    ],
)
def test_a_text_without_a_mark_would_be_found(source: str) -> None:
    assert unmarked(source)


@pytest.mark.parametrize(
    "source", ['Option(_("Pay"), pay)', "Option(own_name, home)", 'choose(_("x"), {"m": _("Male")})', 'say("Bye")']
)
def test_a_marked_text_is_no_fault(source: str) -> None:
    assert unmarked(source) == []
