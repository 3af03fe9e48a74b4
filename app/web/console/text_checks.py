"""Finds the faults of the console's translations, from its templates and views, for `menus check`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from app.web.console.texts import LOCALE
from menus import translations
from menus.faults import MenuFault, SourcePlace

CONSOLE: Final = LOCALE.parent
METHODS: Final = [("**.py", "python"), ("**.html", "jinja2")]
KEYWORDS: Final = {"say": None, "mark": None}


def console_catalogues() -> list[Path]:
    """The file of each language but English."""
    return sorted(LOCALE.glob("*/console.po"))


def console_texts() -> dict[str, SourcePlace]:
    """Every text that the console says, and where it says it first."""
    found = extract_from_dir(
        CONSOLE, method_map=METHODS, keywords=KEYWORDS, options_map={"**.html": {"silent": "false"}}
    )
    said: dict[str, SourcePlace] = {}
    for file, line, text, _comments, _context in found:
        if isinstance(text, str):
            said.setdefault(text, SourcePlace(CONSOLE / file, line))
    return said


def find_faults() -> Iterator[MenuFault]:
    """The texts without a translation, the translations without a text, and those with a fault."""
    said = console_texts()
    for file in console_catalogues():
        yield from translations.find_translation_faults(translations.read_catalogue(file), said, file, by_phone=False)


def template_of() -> Catalog:
    """All texts, as a catalogue without translations."""
    made = Catalog()
    for text in sorted(console_texts()):
        made.add(text)
    return made
