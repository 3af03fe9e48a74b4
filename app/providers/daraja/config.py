"""What an account at Daraja needs."""

import re
from dataclasses import dataclass, field
from typing import Final

from app.providers.http_exchange import check_base_url

UNWANTED: Final = ("mpesa", "safaricom", "exe", "exec", "cmd", "sql", "query")
"""Words that Safaricom refuses in an address that it is to call (source 38)."""


@dataclass(frozen=True)
class DarajaConfig:
    """One short code at Daraja.

    `callback_base`: the address that its callbacks begin with; the rest is a fixed word and a token.
    `initiator`, `security_credential`: of the API operator; refunds and questions about one transaction need them.
    `c2b_version`: of the registration for payments to the paybill, "1" or "2".
    """

    base_url: str
    key: str = field(repr=False)
    secret: str = field(repr=False)
    shortcode: str
    passkey: str = field(repr=False)
    callback_base: str = field(repr=False)
    initiator: str = ""
    security_credential: str = field(default="", repr=False)
    c2b_version: str = "1"

    def __post_init__(self) -> None:
        """Raises ValueError, in words that repeat no secret."""
        check_base_url(self.base_url, "DARAJA_BASE_URL")
        if not re.fullmatch(r"[0-9]{5,7}", self.shortcode):
            raise ValueError("DARAJA_SHORTCODE must be 5 to 7 digits")
        if self.c2b_version not in ("1", "2"):
            raise ValueError("DARAJA_C2B_VERSION must be 1 or 2")
        if any(word in self.callback_base.lower() for word in UNWANTED):
            raise ValueError(f"Safaricom calls no address with one of these in it: {', '.join(UNWANTED)}")

    def callback(self, *path: str) -> str:
        """The address of a callback."""
        return "/".join([self.callback_base.rstrip("/"), *path])

    @property
    def has_operator(self) -> bool:
        """Whether refunds and questions about one transaction can be sent."""
        return bool(self.initiator and self.security_credential)
