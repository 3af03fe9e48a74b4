"""What is wrong with a translation, read off the code: each text that is marked with `_` has one, complete."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from app.platform.i18n import LOCALE

ROOT: Final = Path(__file__).parents[1]
FOLDERS: Final = ("app", "menus")
WAS: Final = "was: "
"""How a comment begins that keeps the translation of a text before it was changed (`app/dev/strings.py`)."""


def catalogues() -> list[Path]:
    """The file of each language but English."""
    return sorted(LOCALE.glob("*/lango.po"))


def marked_texts() -> set[str]:
    """Every text that is marked with `_` in the code."""
    found: set[str] = set()
    for folder in FOLDERS:
        for _file, _line, text, _comments, _context in extract_from_dir(
            ROOT / folder, method_map=[("**.py", "python")], keywords={"_": None}
        ):
            if isinstance(text, str):  # `_` marks one text, never a pair
                found.add(text)
    return found


def read_catalogue(file: Path) -> Catalog:
    """The translations of a file, whose folder is named for the language."""
    with file.open("rb") as lines:
        return read_po(lines, locale=file.parent.name)


def faults(catalogue: Catalog, marked: set[str]) -> Iterator[str]:
    """Everything that would leave a citizen with English, or a translator with what is of no use any more."""
    given = {str(message.id): message for message in catalogue if message.id}
    yield from (f"not taken in (make strings): {text!r}" for text in sorted(marked - set(given)))
    yield from (f"in no code any more (make strings): {text!r}" for text in sorted(set(given) - marked))
    for text, message in sorted(given.items()):
        if what := _fault(text, message):
            yield f"{what}: {text!r}"
    yield from (f"left over: {text!r}" for text in sorted(str(text) for text in catalogue.obsolete))


def fields(text: str) -> set[str | None]:
    """The names of the fields of a text."""
    return {name for _before, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def _fault(text: str, message: Message) -> str | None:
    said = str(message.string or "")
    if not said:
        return "not translated"
    if message.fuzzy:
        return "a guess (fuzzy)"
    if any(comment.startswith(WAS) for comment in message.user_comments):
        return "translated, with the old one beside it still (make strings)"
    return None if _fields_of(said) == fields(text) else "its fields differ"


def _fields_of(translation: str) -> set[str | None]:
    """The fields of a translation; none that a text could have, where its braces do not close."""
    try:
        return fields(translation)
    except ValueError:
        return {re.sub(r"\w", "", translation)}
