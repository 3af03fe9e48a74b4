"""Receipts and other names, as M-PESA and Pesaflow write them."""

import secrets
import string
from collections.abc import Container
from datetime import datetime
from typing import Final

from app.platform.i18n import NAIROBI

RECEIPT_DIGITS: Final = string.digits + string.ascii_uppercase
FIRST_YEAR: Final = 2006
"""The year of the letter A: M-PESA's receipts of 2026 begin with U."""
INVOICE_LETTERS: Final = 6


def new_receipt(at: datetime, taken: Container[str]) -> str:
    """A receipt of M-PESA: a character each for year, month and day, and seven more."""
    day = at.astimezone(NAIROBI)
    year = string.ascii_uppercase[(day.year - FIRST_YEAR) % 26]
    date = year + string.ascii_uppercase[day.month - 1] + RECEIPT_DIGITS[day.day]
    while True:
        receipt = date + "".join(secrets.choice(RECEIPT_DIGITS) for _ in range(7))
        if receipt not in taken:
            return receipt


def new_invoice_number(taken: Container[str]) -> str:
    """An invoice number of Pesaflow: six letters."""
    while True:
        number = "".join(secrets.choice(string.ascii_uppercase) for _ in range(INVOICE_LETTERS))
        if number not in taken:
            return number


def new_checkout_id(at: datetime, phone: str, taken: Container[str]) -> str:
    """A CheckoutRequestID of Daraja: Nairobi's time to the millisecond, and the phone."""
    moment = at.astimezone(NAIROBI)
    milliseconds = moment.microsecond // 1000
    while True:
        name = f"ws_CO_{moment:%d%m%Y%H%M%S}{milliseconds:03}{phone[-9:]}"
        if name not in taken:
            return name
        milliseconds += 1


def new_merchant_id() -> str:
    """A MerchantRequestID of Daraja."""
    digits = secrets.token_hex(15)
    return f"{digits[:4]}-{digits[4:8]}-{digits[8:12]}-{digits[12:]}"


def compact_time(at: datetime) -> str:
    """Daraja's way of writing a time, in Nairobi: 20261123120000."""
    return f"{at.astimezone(NAIROBI):%Y%m%d%H%M%S}"
