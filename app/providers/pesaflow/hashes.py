"""Pesaflow's hashes: the signatures of our requests and of its notifications (source 39).

The hash is the base64 of the hexadecimal digits of an HMAC: 88 characters.
"""

import hmac
from base64 import b64encode
from collections.abc import Iterable, Mapping
from decimal import Decimal

from app.providers.pesaflow.config import PesaflowConfig
from app.providers.posted_json import read_amount


def sign(key: str, *parts: str) -> str:
    """The hash of these parts, concatenated."""
    digest = hmac.digest(key.encode(), "".join(parts).encode("utf-8", "surrogatepass"), "sha256")
    return b64encode(digest.hex().encode()).decode()


def sign_checkout(config: PesaflowConfig, form: Mapping[str, str]) -> str:
    """The hash of a checkout, of its fields as they are posted."""
    names = ("apiClientID", "amountExpected", "serviceID", "clientIDNumber", "currency", "billRefNumber", "billDesc")
    return sign(config.key, *(form[name] for name in names), form["clientName"], config.secret)


def sign_question(config: PesaflowConfig, ref_no: str) -> str:
    """The hash of a question about an invoice."""
    return sign(config.key, config.client_id, ref_no)


def is_vouched(config: PesaflowConfig, fields: Mapping[str, object]) -> bool:
    """Whether a notification has a hash that can only be made with our secret; compared in constant time.

    There are two kinds of hash, in two fields, and the amount in them may have decimals or not: all are tried.
    """
    given = [hash_ for hash_ in (fields.get("token_hash"), fields.get("secure_hash")) if isinstance(hash_, str)]
    told = {name: "" if value is None else str(value) for name, value in fields.items()}
    good = [sign(config.key, *parts, config.secret) for parts in _vouched_parts(told)]
    # a list, not a generator: the time that this takes must not show which one fits
    fits = [hmac.compare_digest(each.encode(), one.encode("utf-8", "replace")) for each in good for one in given]
    return any(fits)


def _vouched_parts(told: Mapping[str, str]) -> Iterable[tuple[str, ...]]:
    invoice, reference, date = (told.get(name, "") for name in ("invoice_number", "client_invoice_ref", "payment_date"))
    for amount in _spellings(told.get("amount_paid", "")):
        yield invoice, amount
        yield reference, invoice, amount, date


def _spellings(written: str) -> list[str]:
    """An amount as it came, with two decimals, and without any where it is whole."""
    amount = read_amount(written)
    if amount is None:
        return [written]
    whole = [str(int(amount))] if amount == amount.to_integral_value() else []
    return list(dict.fromkeys([written, f"{amount:.2f}", *whole]))


def spell(amount_kes: Decimal) -> str:
    """An amount as we write it: `1050.00`."""
    return f"{amount_kes:.2f}"
