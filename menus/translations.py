"""Checks of the texts that citizens read: each has a translation in every language, complete and sendable."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from app.platform import gsm0338
from app.platform.i18n import LOCALE
from app.platform.languages.language_files import Language, spoken
from menus.faults import MenuFault, SourcePlace, quote
from menus.marked_texts import find_marked, find_unmarked_faults

WAS: Final = "was: "
"""The beginning of a comment that keeps the translation of a text before it was changed (`app/dev/strings.py`)."""
FIELD_ALONE: Final = re.compile(r"\{\w+\}")
UNCLOSED: Final = "a brace that does not belong to a field"


def catalogues() -> list[Path]:
    """The file of each language but English."""
    return sorted(LOCALE.glob("*/lango.po"))


def marked_texts() -> set[str]:
    """Every text that is marked with `_` in the code."""
    return set(find_marked())


def read_catalogue(file: Path) -> Catalog:
    """The translations of a file, whose folder is named for the language."""
    with file.open("rb") as lines:
        return read_po(lines, locale=file.parent.name)


def find_text_faults() -> list[MenuFault]:
    """Everything wrong with the texts of the code, and with their translations into each language that is offered."""
    marked = find_marked()
    found = [*find_unmarked_faults(), *find_english_faults(marked), *find_language_faults(spoken().values())]
    for file in catalogues():
        found += find_translation_faults(read_catalogue(file), marked, file)
    return found


def find_language_faults(offered: Iterable[Language]) -> Iterator[MenuFault]:
    """Names of languages and of their months with letters that GSM 03.38 does not have."""
    for language in offered:
        place = SourcePlace(LOCALE / language.code / "language.toml", 1)
        for text in (language.name, *language.months):
            yield from _find_unsendable(text, _name(language.code, text), place)


def find_english_faults(marked: Mapping[str, SourcePlace]) -> Iterator[MenuFault]:
    """Marked texts with a letter that GSM 03.38 does not have, or with a brace that belongs to no field."""
    for text, place in marked.items():
        if fields_of(text) is None:
            yield MenuFault(quote(text), UNCLOSED, place)
        yield from _find_unsendable(text, quote(text), place)


def find_translation_faults(
    catalogue: Catalog, marked: Mapping[str, SourcePlace], file: Path, *, by_phone: bool = True
) -> Iterator[MenuFault]:
    """Faults of a catalogue: texts without a translation that can be used, and entries that no text needs any more.

    `by_phone`: the texts go to phones, whose letters are those of GSM 03.38.
    """
    language = file.parent.name
    given = {str(message.id): message for message in catalogue if message.id}
    for text in sorted(marked.keys() - given.keys()):
        yield MenuFault(_name(language, text), "not taken in (make strings)", marked[text])
    for text in sorted(given.keys() - marked.keys()):
        yield MenuFault(_name(language, text), "in no code any more (make strings)", _line_of(given[text], file))
    for text, message in sorted(given.items()):
        about, place = _name(language, text), _line_of(message, file)
        if what := _find_fault(text, message) or (by_phone and _is_english(text, message)):
            yield MenuFault(about, str(what), place)
        yield from _find_unsendable(str(message.string or ""), about, place) if by_phone else ()
    for old in catalogue.obsolete.values():
        yield MenuFault(_name(language, str(old.id)), "left over", _line_of(old, file))


def fields_of(text: str) -> Counter[str] | None:
    """The fields of a text as they are written, and how often each is there; None where a brace belongs to none."""
    try:
        parsed = [each for each in Formatter().parse(text) if each[1] is not None]
    except ValueError:
        return None
    return Counter(f"{name}{f'!{kind}' if kind else ''}{f':{form}' if form else ''}" for _, name, form, kind in parsed)


def _find_fault(text: str, message: Message) -> str | None:
    """What is wrong with a translation besides its letters, if anything."""
    said = str(message.string or "")
    if not said:
        return "not translated"
    if message.fuzzy:
        return "a guess (fuzzy)"
    if any(comment.startswith(WAS) for comment in message.user_comments):
        return "translated, with the old one beside it still (make strings)"
    return _find_field_fault(text, said)


def _is_english(text: str, message: Message) -> str | None:
    """The fault of a translation that is the English text itself, if it has words."""
    has_words = re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", text))
    return "not translated: it is the English" if message.string == text and has_words else None


def _find_field_fault(text: str, said: str) -> str | None:
    """Where the fields of a translation differ from those of its text.

    A field that is a line by itself stays one: left empty, its line is dropped.
    """
    wanted, there = fields_of(text), fields_of(said)
    if there is None:
        return f"its fields differ: {UNCLOSED}"
    if wanted is not None and wanted != there:
        left_out, strange = (", ".join(f"{{{name}}}" for name in sorted(each.elements())) for each in (
            wanted - there, there - wanted))  # fmt: skip
        said_of = [f"without {left_out}" if left_out else "", f"with {strange}" if strange else ""]
        return f"its fields differ: {' and '.join(filter(None, said_of))}"
    alone, alone_there = ([line for line in each.split("\n") if FIELD_ALONE.fullmatch(line)] for each in (text, said))
    return None if alone == alone_there else "its lines of a field alone differ"


def _find_unsendable(text: str, about: str, place: SourcePlace) -> Iterator[MenuFault]:
    """Letters that GSM 03.38 does not have, each once: its code, its name, and where it stands in the file."""
    for letter in dict.fromkeys(text[index] for index in gsm0338.find_unsendable(text)):
        line, column = _find_letter(letter, place) or (place.line, text.index(letter) + 1)
        name = unicodedata.name(letter, "without a name")
        what = f"U+{ord(letter):04X} {name} in column {column} cannot be sent (GSM 03.38)"
        yield MenuFault(about, what, SourcePlace(place.file, line))


def _find_letter(letter: str, place: SourcePlace) -> tuple[int, int] | None:
    """The line and column where a letter is written, from the line of a text to the end of its paragraph."""
    lines = place.file.read_text().splitlines() if place.file.is_file() else []
    for number, line in enumerate(lines[place.line - 1 :], place.line):
        if letter in line:
            return number, line.index(letter) + 1
        if not line.strip():
            return None
    return None


def _name(language: str, text: str) -> str:
    return f"{language}: {quote(text)}"


def _line_of(message: Message, file: Path) -> SourcePlace:
    return SourcePlace(file, message.lineno or 1)
