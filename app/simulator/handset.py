"""A phone, as the provider shows it to us: it dials, answers and texts with the provider's own requests.

The terminal phone (`make phone`) and the stories of the tests use the same handset. The phone in the browser sends the
same forms (`app/simulator/callback_forms.py`) through the simulated network, which also enforces its time limits.
"""

from collections.abc import Callable

from app.simulator import callback_forms
from app.simulator.callback_forms import Shown, new_session_id, new_sms_id

__all__ = ["SANDBOX_NETWORK", "Handset", "NoService", "Post", "Shown"]

SANDBOX_NETWORK = "99999"
Post = Callable[[str, bytes], tuple[int, str]]
"""Sends a form to a path of the gateway; gives the status and the body of its answer."""


class NoService(Exception):
    """The network cannot show the gateway's answer: the citizen sees "connection problem"."""


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
        self._session, self._code, self._text = new_session_id(), code, text
        self.in_session = True
        return self.again()

    def answer(self, typed: str) -> Shown:
        """Answer the screen. Raises NoService."""
        self._text = callback_forms.joined(self._text, typed)
        return self.again()

    def again(self) -> Shown:
        """The same hop once more, as a provider or a proxy may send it. Raises NoService."""
        fields = callback_forms.hop_fields(self.number, self._code, self._text, self._session, self.network)
        status, body = self._send("ussd", fields)
        shown = callback_forms.read_answer(status, body)
        self.in_session = shown is not None and not shown.over
        if shown is None:
            raise NoService(f"HTTP {status}")
        return shown

    def hang_up(self) -> None:
        """End the session: nothing is told to the gateway."""
        self.in_session = False

    def text(self, message: str, *, message_id: str | None = None) -> int:
        """Text the short code; the status of the gateway's answer."""
        fields = callback_forms.sms_fields(self.number, self._sms_code, message, message_id or new_sms_id())
        return self._send("sms", fields)[0]

    def report(self, provider_id: str, status: str = "Success") -> int:
        """Report on an SMS that came, as the network does."""
        return self._send("sms/reports", callback_forms.report_fields(self.number, provider_id, status, self.network))[
            0
        ]

    def _send(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        return self._post(f"/at/{self._key}/{path}", callback_forms.encode_form(fields))
