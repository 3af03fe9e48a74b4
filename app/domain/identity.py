"""The numbers on the documents that people show who they are with: which shapes each kind of account has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.domain.applications import AccountType
from app.domain.errors import Invalid


@dataclass(frozen=True)
class Document:
    """The number of one kind of document: its shape, the shape in words, an example, and who says so."""

    name: str
    shape: str
    wanted: str
    example: str
    source: str


NATIONAL_ID: Final = Document(
    "National ID number",
    "[0-9]{7,8}",
    "7 or 8 digits",
    "29000001",
    "https://docs.aiprise.com/docs/kenya-1",
)
MAISHA_NAMBA: Final = Document(
    "Maisha Namba",
    "[0-9]{14}",
    "14 digits",
    "00000000000001",
    "https://nairobilawmonthly.com/what-is-maisha-namba-identity-card (press; the ID number of old stays valid)",
)
ALIEN_ID: Final = Document(
    "Alien ID",
    "[0-9]{6,9}",
    "6 to 9 digits",
    "900001",
    "https://docs.aiprise.com/docs/kenya-1",
)
REFUGEE_ID: Final = Document(
    "Refugee ID number",
    "[0-9]{6,10}",
    "6 to 10 digits",
    "7000001",
    "https://julisha.info/sw/articles/22987867631389 (names the document; no format is published)",
)
DIPLOMAT_ID: Final = Document(
    "Diplomat ID",
    "[A-Z0-9/-]{4,15}",
    "4 to 15 letters, digits, hyphens or slashes",
    "DIP/0001",
    "eCitizen's own list of account types (names the document; no format is published)",
)
PASSPORT: Final = Document(
    "Passport number",
    "[A-Z0-9]{6,9}",
    "6 to 9 letters and digits",
    "X0000001",
    "ICAO Doc 9303 part 4: nine characters at most; https://docs.aiprise.com/docs/kenya-1",
)

DOCUMENTS: Final[Mapping[AccountType, tuple[Document, ...]]] = {
    AccountType.CITIZEN: (NATIONAL_ID, MAISHA_NAMBA),
    AccountType.RESIDENT: (ALIEN_ID,),
    AccountType.REFUGEE: (REFUGEE_ID,),
    AccountType.DIPLOMAT: (DIPLOMAT_ID,),
    AccountType.FOREIGNER: (PASSPORT,),
}
"""What each kind of account is known by."""


def read_id_number(account_type: AccountType, typed: str) -> str:
    """The number on a person's document as it is kept: upper case, no spaces.

    Raises Invalid, which names the document and the shape that are wanted and never what was typed.
    """
    number = "".join(typed.split()).upper()
    documents = DOCUMENTS[account_type]
    if typed.isascii() and any(re.fullmatch(each.shape, number) for each in documents):
        return number
    wanted = " or ".join(f"{each.name} ({each.wanted})" for each in documents)
    raise Invalid(f"id_number: {wanted} is wanted")
