"""What is typed in place of a reference: a payment's code, a phone, a waiting card, our paybill. Told by its shape
alone, so that nothing is learnt from it of anybody's application.
"""

import re
from enum import StrEnum
from typing import Final

from app import normalize
from app.msisdn import is_mobile, read_kenyan_mobile

M_PESA: Final = re.compile(r"(?=.*[0-9])[A-Z]{2}[A-Z0-9]{8}")
"""The code of an M-PESA confirmation: ten letters and digits, year and month first, such as SJK1A2B3C4."""
WAITING_CARD: Final = re.compile(r"[0-9]{9}")
"""The serial number of an ID waiting card (facts of eCitizen, 1: texted to 2031)."""
PAYBILL: Final = re.compile(r"2{6,}")
"""222222, and what is left of it when a key sticks."""


class Mistaken(StrEnum):
    """What something looks like that is no reference."""

    M_PESA = "an M-PESA code"
    PHONE = "a phone number"
    WAITING_CARD = "an ID waiting card"
    PAYBILL = "our paybill"


def mistaken_for(typed: str) -> Mistaken | None:
    """What it looks like; None for what may be a reference, or is nothing that we know."""
    bare = normalize.without_words(normalize.identifier(typed), ("mpesa", "m-pesa", "code", "paybill", "card", "phone"))
    squeezed = re.sub(r"[\s.-]", "", bare)
    if PAYBILL.fullmatch(squeezed):
        return Mistaken.PAYBILL
    if WAITING_CARD.fullmatch(squeezed):
        return Mistaken.WAITING_CARD
    number = read_kenyan_mobile(typed)
    if number is not None and is_mobile(number):
        return Mistaken.PHONE
    return Mistaken.M_PESA if squeezed.isascii() and M_PESA.fullmatch(squeezed.upper()) else None
