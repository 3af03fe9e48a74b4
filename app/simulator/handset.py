"""A phone, as the provider shows it to us: it dials, answers and texts with the provider's own requests.

The terminal phone (`make phone`) and the stories of the tests hold the same handset.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote_plus

SANDBOX_NETWORK = "99999"
Post = Callable[[str, bytes], tuple[int, str]]
"""Sends a form to a path of the gateway; gives the status and the body of its answer."""


@dataclass(frozen=True)
class Shown:
    """What the phone shows, and whether the network closed the session with it."""

    text: str
    over: bool


class NoService(Exception):
    """The gateway answered as the network cannot show: the citizen sees "connection problem"."""


class Handset:
    """One phone with one number. Keep one for as long as its session lasts. `network`: the code of its network."""

    def __init__(self, number: str, post: Post, *, callback_key: str, sms_code: str) -> None:
        self.number = number
        self.network = SANDBOX_NETWORK
        self.in_session = False
        self._post = post
        self._key = callback_key
        self._sms_code = sms_code
        self._session = self._code = self._text = ""

    @property
    def has_dialled(self) -> bool:
        """Whether there is a hop that could be sent again."""
        return self._session != ""

    def dial(self, code: str, text: str = "") -> Shown:
        """Dial a code; a session begins, with text already in it where the provider puts it there.

        Raises NoService.
        """
        self._session, self._code, self._text = f"ATUid_{secrets.token_hex(16)}", code, text
        self.in_session = True
        return self.again()

    def answer(self, typed: str) -> Shown:
        """Answer the screen. Raises NoService."""
        self._text = typed if self._text == "" else f"{self._text}*{typed}"
        return self.again()

    def again(self) -> Shown:
        """The same hop once more, as a provider or a proxy may send it. Raises NoService."""
        fields = {
            "phoneNumber": self.number,
            "serviceCode": self._code,
            "text": self._text,
            "sessionId": self._session,
            "networkCode": self.network,
        }
        status, body = self._send("ussd", fields)
        kind, _, text = body.partition(" ")
        if status != 200 or kind not in ("CON", "END"):
            self.in_session = False
            raise NoService(f"HTTP {status}")
        self.in_session = kind == "CON"
        return Shown(text, over=kind == "END")

    def hang_up(self) -> None:
        """End the session: nothing is told to the gateway."""
        self.in_session = False

    def text(self, message: str, *, message_id: str | None = None) -> int:
        """Text the short code; the status of the gateway's answer."""
        fields = {
            "from": self.number,
            "to": self._sms_code,
            "text": message,
            "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}",
            "id": message_id or f"ATXid_{secrets.token_hex(16)}",
        }
        return self._send("sms", fields)[0]

    def report(self, provider_id: str, status: str = "Success") -> int:
        """Report on an SMS that came, as the network does."""
        fields = {"id": provider_id, "status": status, "phoneNumber": self.number, "networkCode": self.network}
        return self._send("sms/reports", fields)[0]

    def _send(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        form = "&".join(f"{name}={quote_plus(value, safe='')}" for name, value in fields.items())
        return self._post(f"/at/{self._key}/{path}", form.encode())
