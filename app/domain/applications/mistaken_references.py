"""Recognises what is typed instead of a reference: an M-PESA code, a phone number, the number of a waiting card, an ID
number, a KRA PIN, our paybill. It looks at the format alone, so that the answer reveals nothing about applications.
"""

import re
from enum import StrEnum
from typing import Final

from app.platform import normalize
from app.platform.phone_numbers import is_mobile, read_kenyan_mobile

M_PESA: Final = re.compile(r"(?=.*[0-9])[A-Z]{2}[A-Z0-9]{8}")
"""The code of an M-PESA confirmation: ten letters and digits, year and month first, such as SJK1A2B3C4. A code without
a digit is possible, but does not match here: it could be a word."""
M_PESA_LETTERS: Final = re.compile(r"[A-Z][A-L][1-9A-V][A-Z0-9]{7}")
"""The same code, also without any digit, as one in ten is from the 10th day of a month on. The first character is the
year (a letter), the second the month (A to L), the third the day (1 to 9, A to V)."""
WAITING_CARD: Final = re.compile(r"[0-9]{9}")
"""The serial number of an ID waiting card (source 14)."""
ID_NUMBER: Final = re.compile(r"[0-9]{7,8}")
"""A national ID number: the number that people most often type instead."""
KRA_PIN: Final = re.compile(r"[AP][0-9]{9}[A-Z]")
"""The PIN of a taxpayer, of a person (A) or a company (P): A001234567Z."""
_WORDS: Final = """
card code id kadi kitambulisho kra kusubiri m-pesa mpesa national paybill phone pin receipt serial slip waiting
"""
WORDS: Final = frozenset(_WORDS.split())
"""Words that people write around such numbers; they are ignored."""
PAYBILL: Final = re.compile(r"2{6,}")
"""222222, also with extra digits from a repeated key."""


class Mistaken(StrEnum):
    """What a text that is no reference looks like."""

    M_PESA = "an M-PESA code"
    PHONE = "a phone number"
    WAITING_CARD = "an ID waiting card"
    ID_NUMBER = "an ID number"
    KRA_PIN = "a KRA PIN"
    PAYBILL = "our paybill"


def mistaken_for(typed: str) -> Mistaken | None:
    """What a typed text looks like; None for what may be a reference, or is not recognised."""
    bare = normalize.without_words(normalize.identifier(typed), WORDS)
    squeezed = re.sub(r"[\s.-]", "", bare)
    if PAYBILL.fullmatch(squeezed):
        return Mistaken.PAYBILL
    if WAITING_CARD.fullmatch(squeezed):
        return Mistaken.WAITING_CARD
    if ID_NUMBER.fullmatch(re.sub(",", "", squeezed)):
        return Mistaken.ID_NUMBER
    if KRA_PIN.fullmatch(squeezed.upper()):
        return Mistaken.KRA_PIN
    number = read_kenyan_mobile(typed)
    if number is not None and is_mobile(number):
        return Mistaken.PHONE
    code = read_m_pesa_code(typed)
    return Mistaken.M_PESA if code and M_PESA.fullmatch(code) else None


def read_m_pesa_code(typed: str) -> str | None:
    """The code of an M-PESA confirmation in capitals, typed where such a code is asked for; None for anything else."""
    squeezed = re.sub(r"[\s.-]", "", normalize.without_words(normalize.identifier(typed), WORDS)).upper()
    is_one = M_PESA.fullmatch(squeezed) or M_PESA_LETTERS.fullmatch(squeezed)
    return squeezed if squeezed.isascii() and is_one else None
