"""Callers over real HTTP: a phone behind the provider, and an agency's computer. Both may get no answer at all."""

import http.client
import json
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode
from uuid import uuid4

from app.platform import gsm0338
from tests.conftest import CALLBACK_KEY

NO_ANSWER: Final = (OSError, http.client.HTTPException)
PATIENCE: Final = 15.0
"""Seconds: the provider waits for 10."""


def post(
    url: str, body: bytes, headers: Mapping[str, str] | None = None, *, lost: Counter[str] | None = None
) -> tuple[int, str] | None:
    """Status and body of an answer; None when the connection broke before: `lost` counts how."""
    request = urllib.request.Request(url, body, dict(headers or {}))
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()
    except NO_ANSWER as error:
        if lost is not None:
            lost[type(getattr(error, "reason", error)).__name__] += 1
        return None


@dataclass
class Dialler:
    """One USSD session of one phone."""

    phone: str
    session: str = field(default_factory=lambda: f"ATUid_{uuid4().hex}")
    lost: Counter[str] = field(default_factory=Counter)
    """How connections broke before there was an answer."""

    def hop(self, url: str, text: str) -> str | None:
        """What the phone shows; None when there was no answer. Anything that a phone cannot show is an error."""
        form = {"sessionId": self.session, "phoneNumber": self.phone, "serviceCode": "*222#", "networkCode": "63902"}
        answer = post(f"{url}/at/{CALLBACK_KEY}/ussd", urlencode(form | {"text": text}).encode(), lost=self.lost)
        if answer is None:
            return None
        status, shown = answer
        assert status == 200, answer
        assert shown.startswith(("CON ", "END ")), shown
        assert gsm0338.fits(shown), shown
        return shown

    def walk(self, url: str, answers: Iterable[str]) -> str | None:
        """Dial and give these answers one by one; the last screen."""
        text, shown = "", self.hop(url, "")
        for answer in answers:
            text = f"{text}*{answer}" if text else answer
            shown = self.hop(url, text)
        return shown


@dataclass(frozen=True)
class Agency:
    """An agency's computer with its API key."""

    key: str

    def move(self, url: str, reference: str, status: str, *, once: str) -> tuple[int, str] | None:
        """Move an application; `once` is the Idempotency-Key. Status and body, None without an answer."""
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json", "Idempotency-Key": once}
        body = json.dumps({"status": status}).encode()
        return post(f"{url}/api/v1/applications/{reference}/status", body, headers)
