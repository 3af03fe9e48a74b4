"""The provider's callbacks, byte for byte: their forms and headers, and what it reads in our answer to a hop."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote_plus

FORM: Final = "application/x-www-form-urlencoded"
USSD_HEADERS: Final = {"User-Agent": "at-ussd-api/1.0", "Accept-Encoding": "gzip", "Content-Type": FORM}
"""What was seen on each hop from 2020 to 2026 (source 1)."""
SMS_HEADERS: Final = {"Content-Type": FORM}
"""The only published header of the other callbacks."""


@dataclass(frozen=True)
class Shown:
    """What the phone shows, and whether the network closed the session with it."""

    text: str
    over: bool


def new_session_id() -> str:
    """A new session id, as the provider makes them."""
    return f"ATUid_{secrets.token_hex(16)}"


def new_sms_id() -> str:
    """A new SMS id, as the provider makes them."""
    return f"ATXid_{secrets.token_hex(16)}"


def joined(text: str, typed: str) -> str:
    """The text of the next hop: all that was typed, joined by `*` and not escaped."""
    return typed if text == "" else f"{text}*{typed}"


def hop_fields(phone: str, code: str, text: str, session: str, network: str) -> dict[str, str]:
    """One hop, in the order in which its fields were seen."""
    return {
        "phoneNumber": phone,
        "serviceCode": code,
        "text": text,
        "sessionId": session,
        "networkCode": network,
    }


def sms_fields(phone: str, sms_code: str, text: str, message_id: str, at: datetime | None = None) -> dict[str, str]:
    """An SMS to the short code."""
    return {
        "from": phone,
        "to": sms_code,
        "text": text,
        "date": f"{at or datetime.now(UTC):%Y-%m-%d %H:%M:%S}",
        "id": message_id,
    }


def report_fields(phone: str, provider_id: str, status: str, network: str, failure: str = "") -> dict[str, str]:
    """A delivery report; the reason for a failure stands in it only where there is one."""
    fields = {"id": provider_id, "status": status, "phoneNumber": phone, "networkCode": network}
    return fields | ({"failureReason": failure} if failure else {})


def encode_form(fields: Mapping[str, str]) -> bytes:
    """A body as the provider writes it: `%2A`, `%23` and `%2B` for `*`, `#` and `+`."""
    return "&".join(f"{name}={quote_plus(value, safe='')}" for name, value in fields.items()).encode()


def read_answer(status: int, body: str) -> Shown | None:
    """What the network shows of our answer; None if it ends the session: no 200, or no `CON ` or `END ` first."""
    kind, _, text = body.partition(" ")
    if status != 200 or kind not in ("CON", "END"):
        return None
    return Shown(text, over=kind == "END")
