"""No text comes to a citizen untranslated, misspelt in its fields, or in letters that a phone does not have."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from app.platform import gsm0338
from app.platform.i18n import languages
from menus import translations
from menus.flows.applications.applications import MISSES
from menus.translations import fields, marked_texts

ROOT = Path(__file__).parents[2]
CODE = [*(ROOT / "app").rglob("*.py"), *(ROOT / "menus").rglob("*.py")]
CATALOGUES = translations.catalogues()
SHOWN_BY = {"Option", "menu", "ask", "choose", "end", "Rejected", "translate", ".say", "_key", "_goodbye"}
"""What shows a text to a citizen: a literal among its arguments must be marked with `_`."""


def translated(file: Path) -> dict[str, Message]:
    return {str(message.id): message for message in translations.read_catalogue(file) if message.id}


def unmarked(source: str) -> Iterator[str]:
    """The literals with letters in them that a source shows to citizens without a mark."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and called(node) & SHOWN_BY:
            given = [*node.args, *(each.value for each in node.keywords if each.arg in ("text", "label", "above"))]
            yield from (text for argument in given for text in bare(argument))


def called(node: ast.Call) -> set[str]:
    """The name of what is called, with a dot too where it belongs to something: `menu`, `say` and `.say`."""
    if isinstance(node.func, ast.Attribute):
        return {node.func.attr, f".{node.func.attr}"}
    return {node.func.id} if isinstance(node.func, ast.Name) else set()


def bare(argument: ast.expr) -> Iterator[str]:
    """The words in an argument: a literal, an f-string, or a table's values."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        if re.search(r"[A-Za-z]", argument.value):
            yield argument.value
    elif isinstance(argument, ast.JoinedStr):
        yield from (text for part in argument.values for text in bare(part))
    elif isinstance(argument, ast.Dict):
        yield from (text for value in argument.values for text in bare(value))
    elif isinstance(argument, ast.BinOp | ast.IfExp | ast.BoolOp):
        parts = [part for part in ast.iter_child_nodes(argument) if isinstance(part, ast.expr)]
        yield from (text for part in parts for text in bare(part))


def test_there_is_kiswahili() -> None:
    assert [*languages().items()][:2] == [("en", "English"), ("sw", "Kiswahili")]
    assert {file.parent.name for file in CATALOGUES} == {*languages()} - {"en"}


def test_the_marked_texts_are_found() -> None:
    assert {"Track by reference number", "Back", "{stage} at {place}", *MISSES.values()} <= marked_texts()


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parent.name)
def test_every_marked_text_is_translated_and_nothing_else(file: Path) -> None:
    assert set(translated(file)) == marked_texts()
    assert {text for text, message in translated(file).items() if not message.string} == set()


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parent.name)
def test_no_translation_is_a_guess_or_left_over(file: Path) -> None:
    assert [text for text, message in translated(file).items() if message.fuzzy] == []
    assert translations.read_catalogue(file).obsolete == {}
    assert "#~" not in file.read_text()


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parent.name)
def test_a_translation_has_the_same_fields(file: Path) -> None:
    for text, message in translated(file).items():
        assert fields(str(message.string)) == fields(text), text


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parent.name)
def test_a_translation_has_the_same_lines_of_fields(file: Path) -> None:
    """A line that its empty field leaves empty is dropped from a screen: it must hold nothing else."""
    for text, message in translated(file).items():
        alone = [line for line in text.split("\n") if re.fullmatch(r"\{\w+\}", line)]
        assert [line for line in str(message.string).split("\n") if re.fullmatch(r"\{\w+\}", line)] == alone, text


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parent.name)
def test_every_text_can_be_written_on_a_phone(file: Path) -> None:
    for text in [*marked_texts(), *(str(message.string) for message in translated(file).values())]:
        assert gsm0338.fold(text) == text


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parent.name)
def test_a_translation_is_not_the_english(file: Path) -> None:
    same = {text for text, message in translated(file).items() if message.string == text}
    assert {text for text in same if re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", text))} == set()


def test_no_text_is_shown_without_a_mark() -> None:
    found = {str(file): text for file in CODE for text in unmarked(file.read_text())}
    assert found == {}


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
    assert [*unmarked(source)]


@pytest.mark.parametrize(
    "source", ['Option(_("Pay"), pay)', "Option(own_name, home)", 'choose(_("x"), {"m": _("Male")})', 'say("Bye")']
)
def test_a_marked_text_is_no_fault(source: str) -> None:
    assert [*unmarked(source)] == []
