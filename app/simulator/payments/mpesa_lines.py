"""Which phones have M-PESA."""

import phonenumbers


def has_mpesa(phone: str) -> bool:
    """Whether a number (254...) is Safaricom's; one of a range that nobody knows of passes for one."""
    from phonenumbers import carrier  # its tables take a start 40 ms, and a real installation never asks

    return carrier.name_for_number(phonenumbers.parse(f"+{phone}"), "en") in ("Safaricom", "")
