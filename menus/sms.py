"""One inbound SMS, as a word of it sees it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from app.domain.index import Index
from app.domain.wording import Contacts
from app.gsm import fold
from app.texts import translate

FIRST_WORD: Final = re.compile(r"[^A-Za-z0-9]*([A-Za-z]*)[^A-Za-z0-9]*(.*)")
"""The first letters of a text and what follows: `STATUS: 1020`, `*hali* 1020` and `STATUS1020` are the same."""


@dataclass(frozen=True)
class Sms:
    """One inbound SMS: the session, the sender, what follows the keyword, and what may be told."""

    session: Session
    phone: str
    rest: str
    language: str
    contacts: Contacts
    index: Index
    words: Collection[str]
    """The words that an SMS may begin with: what begins with one names no service."""

    @property
    def dial(self) -> str:
        """The code of the menus."""
        return self.contacts.ussd_code

    def say(self, text: str, **fields: str) -> str:
        """A reply in the sender's language."""
        return translate(self.language, text, **fields)


def plain(text: str) -> str:
    """A text in the letters of the alphabet that SMS have, with single spaces."""
    return " ".join(fold(text).split())


def word_and_rest(text: str) -> tuple[str, str]:
    """The first word, in capitals, and what follows it."""
    word, rest = FIRST_WORD.findall(plain(text))[0]
    return word.upper(), rest
