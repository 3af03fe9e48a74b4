"""`make strings`: copies the texts of the code into the translation files. Old translations are kept as comments.

A new text has no translation yet. The translation of a removed text becomes a comment on the most similar new text,
until that one is translated:

    # was: Enter your number -> Weka nambari yako
    msgid "Enter the number of your ID"
    msgstr ""
"""

import sys
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from app.web.console import text_checks
from menus.translations import WAS, catalogues, read_catalogue

ON_A_LINE: Final = 1_000_000
"""The width of a line. With 0 Babel wraps no text, but comments: what follows the first line of one would never go."""


def take_in(catalogue: Catalog, template: Catalog) -> None:
    """Give a catalogue the texts of the template, and no others."""
    before = {str(message.id): message for message in catalogue if message.id}
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    after = {str(message.id): message for message in catalogue if message.id}
    for message in after.values():
        if message.string:
            message.user_comments = [each for each in message.user_comments if not each.startswith(WAS)]
    bare = [message for message in after.values() if not message.string]
    if bare:
        for text, gone in before.items():
            if text not in after:
                _most_like(text, bare).user_comments.extend(_kept(text, gone))


def write(file: Path, template: Catalog) -> None:
    """Write a catalogue anew with the texts of the template, in order."""
    catalogue = read_catalogue(file)
    take_in(catalogue, template)
    with file.open("wb") as lines:
        write_po(lines, catalogue, width=ON_A_LINE, no_location=True, sort_output=True)


def _most_like(text: str, bare: Iterable[Message]) -> Message:
    return max(bare, key=lambda message: SequenceMatcher(None, text, str(message.id), autojunk=False).ratio())


def _kept(text: str, gone: Message) -> list[str]:
    """The comment with the translation of a removed text; if it had none, the comments of this kind that it had."""
    if not gone.string:
        return [comment for comment in gone.user_comments if comment.startswith(WAS)]
    return [f"{WAS}{_on_a_line(text)} -> {_on_a_line(str(gone.string))}"]


def _on_a_line(text: str) -> str:
    return text.replace("\n", "\\n")


if __name__ == "__main__":
    with Path(sys.argv[1]).open("rb") as lines:
        found = read_po(lines)
    for each in catalogues():
        write(each, found)
    for each in text_checks.console_catalogues():
        write(each, text_checks.template_of())
