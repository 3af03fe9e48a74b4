"""Texts that give a secret away, or tell of somebody who asks for one: they are warned of, however long they are.

A code for a new password is wanted by whoever pretends to be our staff; so the warning must not sleep when a text is
a whole sentence ("my code is 111222 from ecitizen officer").
"""

import re
from typing import Final

from app.domain import inbox
from app.texts import ENGLISH

SECRET: Final = re.compile(r"\b(codes?|pin|passwords?|passcode|otp|nenosiri|mi?simbo|siri|kodi)\b", re.IGNORECASE)
"""What people call a password or a code; `siri` is of `neno la siri` and `nambari ya siri`."""
KISWAHILI: Final = re.compile(
    r"\b(nenosiri|mi?simbo|siri|[lyw]angu|ni|nani|nini|nitume|nimepewa|niambie|amesema|anasema|amepiga|tuma"
    r"|tafadhali|namba|nambari|kutoka|naomba|simu|hii|huyu|mtu)\b",
    re.IGNORECASE,
)
"""Words of Kiswahili that stand in such texts and are none of English."""
PLAIN_ENGLISH: Final = re.compile(r"\b(my|the|is)\b", re.IGNORECASE)
PHONE: Final = re.compile(r"(?<![0-9])(?:\+?254|0)[17][0-9]{8}(?![0-9])")
"""A number of a Kenyan mobile as people write it: it is no reference."""


def names_secret(text: str) -> bool:
    """Whether a text speaks of a password or a code, and holds six digits by themselves or somebody's number."""
    return bool(SECRET.search(text)) and (inbox.has_secret(text) or bool(PHONE.search(text)))


def without_phones(text: str) -> str:
    """A text without the numbers of phones in it."""
    return " ".join(PHONE.sub(" ", text).split())


def language_of(text: str, spoken: str) -> str:
    """The language of the warning: the text's own where it shows, else the one that the phone has chosen."""
    if KISWAHILI.search(text):
        return "sw"
    return ENGLISH if PLAIN_ENGLISH.search(text) else spoken
