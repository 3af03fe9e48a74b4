"""Which phones have M-PESA."""

import phonenumbers


def has_mpesa(phone: str) -> bool:
    """Whether a number (254...) is Safaricom's; a number of an unknown range counts as one."""
    from phonenumbers import carrier  # its tables take 40 ms to load, and a real installation never needs them

    return carrier.name_for_number(phonenumbers.parse(f"+{phone}"), "en") in ("Safaricom", "")
