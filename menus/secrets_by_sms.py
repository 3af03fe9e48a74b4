"""Texts that give a secret away, or tell of somebody who asks for one: they are warned of, however long they are.

A code for a new password is wanted by whoever pretends to be our staff; so the warning must not sleep when a text is
a whole sentence ("my code is 111222 from ecitizen officer").
"""

import re
from typing import Final

from app.domain import inbox
from app.texts import ENGLISH

SECRET_WORDS: Final = frozenset(
    ("code", "codes", "pin", "password", "passwords", "passcode", "otp")
    + ("nenosiri", "msimbo", "misimbo", "siri", "kodi")
)
"""What people call a password or a code; `siri` is of `neno la siri` and `nambari ya siri`."""
KISWAHILI: Final = frozenset(
    ("nenosiri", "msimbo", "misimbo", "siri", "langu", "yangu", "wangu", "ni", "nani", "nini", "nitume", "amesema")
    + ("anasema", "amepiga", "tuma", "tafadhali", "nambari", "namba", "kutoka", "naomba", "nimepewa", "niambie")
    + ("simu", "hii", "huyu", "mtu")
)
"""Words of Kiswahili that stand in such texts and are none of English."""
PHONE: Final = re.compile(r"(?<![0-9])(?:\+?254|0)[17][0-9]{8}(?![0-9])")
"""A number of a Kenyan mobile as people write it: it is no reference."""


def names_secret(text: str) -> bool:
    """Whether a text speaks of a password or a code, and holds six digits by themselves or somebody's number."""
    spoken = not SECRET_WORDS.isdisjoint(_words(text))
    return spoken and (inbox.has_secret(text) or bool(PHONE.search(text)))


def without_phones(text: str) -> str:
    """A text without the numbers of phones in it."""
    return " ".join(PHONE.sub(" ", text).split())


def language_of(text: str, spoken: str) -> str:
    """The language of the warning: the text's own where it shows, else the one that the phone has chosen."""
    words = _words(text)
    if not KISWAHILI.isdisjoint(words):
        return "sw"
    return ENGLISH if {"my", "the", "is"} & words else spoken


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", text.lower()))
