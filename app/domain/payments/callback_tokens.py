"""The token at the end of a callback URL: it names the row that the callback is about, and carries a MAC.

It is checked without the database, so that a forged notification is detected while the database is down. In lower case:
Safaricom probably refuses a callback URL with capitals in it.
"""

import hmac
from enum import StrEnum
from typing import Final

from app.platform.encryption import Keyring

MAC: Final = 24
"""Hexadecimal digits of the truncated MAC: 96 bits."""


class TokenPurpose(StrEnum):
    """What a token is about."""

    PAYMENT = "payment callback"
    CLAIM = "transaction status"
    REFUND = "refund result"


def make_token(ring: Keyring, purpose: TokenPurpose, name: str) -> str:
    """The token of a row, by its id (lower-case hexadecimal)."""
    return name + ring.digest(purpose, name).hex()[:MAC]


def read_token(ring: Keyring, purpose: TokenPurpose, token: str) -> str | None:
    """The id of the row that a token names; None for one that is not ours. Any key of the ring is accepted."""
    name, mac = token[:-MAC], token[-MAC:]
    vouched = [hmac.compare_digest(each.hex()[:MAC].encode(), mac.encode()) for each in ring.digests(purpose, name)]
    return name if name and any(vouched) else None
