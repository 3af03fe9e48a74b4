"""E-mail addresses: one rule for all sources, that of `email-validator` (RFC 5321 and 5322), without a DNS query; and
ASCII only, as our relay may not support more (RFC 6531).

No visible character of an address is changed, joined or left out, but capitals become small letters: no mail server of
today treats them as different. Invisible characters (zero widths, soft hyphens, from pages and PDF files) are removed.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from email_validator import EmailNotValidError, validate_email

from app.domain.shared.errors import Invalid
from app.platform import normalize

LONGEST: Final = 254
"""Characters of an address (RFC 5321, 4.5.3.1.3, less the brackets)."""
LONGEST_SHOWN: Final = 40
"""Characters of a masked address in an SMS."""
_SAID: Final = """
me i'm im am e-mail email emails mail mails gmail yahoo imeli address addresses adress id contact account barua pepe
baruapepe anwani mpya new use add set change send reply tuma tumia weka badilisha ongeza kwenye and or so be will would
like want wants could can nataka sir madam an
"""
INTRODUCING: Final = frozenset(_SAID.split())
"""Words that people write before or after their address, besides filler words."""
_APART: Final = re.compile(r"[\s<>()\[\]{},;\"\u201c\u201d\u00ab\u00bb]+")
_BEFORE: Final = re.compile(r"(?:mailto|e-?mail|barua ?pepe|to|address|anwani)[:=]", re.IGNORECASE)
_QUOTES: Final = ("''", "``", "\u2018\u2019", "**")


class NotLatin(Invalid):
    """An address with letters that most mail servers do not accept."""


def read_address(text: str, *, longest: int = LONGEST) -> str:
    """An address without other words, in small letters; blanks, brackets, quotes and a full stop around it are removed.

    Raises Invalid, NotLatin for letters outside ASCII.
    """
    pieces = [*_pieces(text)]
    if len(pieces) != 1:
        raise Invalid("one e-mail address is wanted")
    return _checked(pieces[0], longest)


def find_address(text: str, *, longest: int = LONGEST) -> str:
    """The one address in a sentence: `my email is x@example.com`.

    Raises Invalid also where a word beside it may be part of it (`wan jiku@example.com`), or there are two: then it
    must be asked for again. NotLatin for letters outside ASCII.
    """
    pieces = [*_pieces(text)]
    addresses = [piece for piece in pieces if "@" in piece]
    if len(addresses) != 1:
        raise Invalid("one e-mail address is wanted")
    for word in pieces:
        if word != addresses[0] and word.strip(".:!?'-=").casefold() not in normalize.WORDS | INTRODUCING:
            raise Invalid("an e-mail address without a blank is wanted")
    return _checked(addresses[0], longest)


def _pieces(text: str) -> Iterator[str]:
    """The words of a text, each without the signs around it; a `@` may arrive as `\u00a1`."""
    text = "".join(letter for letter in normalize.trimmed(text) if not _takes_no_room(letter))
    if "@" not in text:
        text = text.replace("\uff20", "@").replace("\u00a1", "@", 1)
    for word in _APART.split(text):
        piece = _BEFORE.sub("", normalize.trimmed(word), count=1).rstrip(".,;:!?\u2026\u3002")
        for before, behind in _QUOTES:
            if len(piece) > 1 and piece[0] == before and piece[-1] == behind:
                piece = piece[1:-1].rstrip(".,;:!?")
        if piece.strip("=*~#|"):
            yield piece


def _takes_no_room(letter: str) -> bool:
    """Whether a character is invisible, but not a control: a line end or a NUL in an address is no accident."""
    return normalize.is_unseen(letter) and unicodedata.category(letter) != "Cc"


def _is_another_letter(letter: str) -> bool:
    return letter.isalpha() and not letter.isascii() and not normalize.is_blank(letter)


def _checked(address: str, longest: int) -> str:
    if any(map(_is_another_letter, address + unicodedata.normalize("NFC", address))):
        raise NotLatin("an e-mail address in letters a to z without accents is wanted")
    if not address.isascii():  # the Greek question mark becomes a semicolon in NFC
        raise Invalid("one e-mail address is wanted")
    try:
        found = validate_email(address, check_deliverability=False, allow_smtputf8=False, strict=True).normalized
    except EmailNotValidError:
        raise Invalid("an e-mail address is wanted") from None
    if len(found) > longest or found.casefold() != address.casefold():
        raise Invalid("an e-mail address is wanted")
    return address.lower()


def masked(address: str) -> str:
    """An address, masked: `w***@example.com`; `LONGEST_SHOWN` characters at most."""
    name, _at, host = address.partition("@")
    shown = f"{name[:1]}***@{host}"
    return shown if len(shown) <= LONGEST_SHOWN else shown[: LONGEST_SHOWN - 3] + "..."
