"""One inbound SMS, as the handler of a keyword gets it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from app.domain.catalogue.search.index import Index
from app.domain.shared.contacts import Contacts
from app.platform import gsm0338, normalize
from app.platform.i18n import ENGLISH, KISWAHILI, translate

FIRST_WORD: Final = re.compile(r"[^A-Za-z0-9]*([A-Za-z]*)[^A-Za-z0-9]*(.*)")
"""The first letters of a text and what follows: `STATUS: 1020`, `*hali* 1020` and `STATUS1020` are the same."""
WORD: Final = re.compile(r"[a-z]+(?:'[a-z]+)*|[0-9]+")
SIGNATURE: Final = "eCitizen:"


@dataclass(frozen=True)
class Sms:
    """One inbound SMS: the database session, the sender, the text, and what a reply needs.

    `text` is evened: its letters are those that were typed, so that references are looked for in it. `rest` is what
    follows the keyword, or the whole text, in the letters of SMS. `chosen`: the language that the phone has chosen;
    `language`: that, else the text's, else English; `in_doubt`: the phone has chosen none and the text shows none.
    """

    session: Session
    phone: str
    text: str
    rest: str
    chosen: str | None
    language: str
    in_doubt: bool
    contacts: Contacts
    index: Index
    is_command: Callable[[str], bool]
    """Whether a text is a keyword, and so names no service."""

    @property
    def dial(self) -> str:
        """The USSD code."""
        return self.contacts.ussd_code

    def say(self, text: str, **fields: str) -> str:
        """A reply in the sender's language."""
        return translate(self.language, text, **fields)

    def say_in_both(self, text: str, **fields: str) -> str:
        """A short reply in the sender's language; in doubt a line in English and one in Kiswahili, the first signed."""
        if not self.in_doubt:
            return self.say(text, **fields)
        swahili = translate(KISWAHILI, text, **fields).removeprefix(SIGNATURE).lstrip()
        return f"{translate(ENGLISH, text, **fields)}\n{swahili[:1].upper()}{swahili[1:]}"


def plain(text: str) -> str:
    """A text in the letters of GSM 03.38, with single spaces."""
    return normalize.prose(text)


def words(text: str) -> list[str]:
    """The words and numbers of a text, in small letters."""
    return WORD.findall(plain(text).casefold())


def word_and_rest(text: str) -> tuple[str, str]:
    """The first word, in capitals, and what follows it."""
    word, rest = FIRST_WORD.findall(plain(text))[0]
    return word.upper(), rest


def signed(body: str, sign: str = " ") -> str:
    """A reply with our name before it, unless that makes it longer by an SMS."""
    whole = f"{SIGNATURE}{sign}{body}"
    return body if body.startswith("eCitizen") or gsm0338.parts(whole) > gsm0338.parts(body) else whole
