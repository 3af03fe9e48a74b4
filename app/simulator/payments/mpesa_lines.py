"""Which phones have M-PESA."""

import phonenumbers
from phonenumbers import carrier


def has_mpesa(phone: str) -> bool:
    """Whether a number (254...) is Safaricom's; one of a range that nobody knows of passes for one."""
    return carrier.name_for_number(phonenumbers.parse(f"+{phone}"), "en") in ("Safaricom", "")
