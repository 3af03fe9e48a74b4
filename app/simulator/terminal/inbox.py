"""The SMS and e-mails that come while a phone is in use."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from app.platform.gsm0338 import parts
from app.simulator.gateway_client import GatewayClient, GatewayRefusal
from app.simulator.stories.recorder import StoryRecorder


class PhoneInbox:
    """Shows what has come to a phone. `say` shows a line."""

    def __init__(self, client: GatewayClient, say: Callable[[str], None], recorder: StoryRecorder | None) -> None:
        self._client, self._say, self._recorder = client, say, recorder
        self._seen: dict[str, int] = {}
        self._mails_seen: int | None = None

    def open(self, number: str) -> None:
        """Begin with a phone: show how many SMS it has. Raises requests.RequestException where nothing answers."""
        if number in self._seen:
            return
        found = self._client.messages(number)
        since = self._recorder.began if self._recorder else None
        old = [each for each in found if since is None or _at(each) < since]
        self._seen[number] = max((each["id"] for each in old), default=0)
        if old:
            self._say(f"({len(old)} SMS in the inbox)")

    def show_all(self, number: str) -> None:
        """Show every SMS of a phone."""
        found = self._client.messages(number)
        self._say("\n".join(f"SMS: {sms['text']}" for sms in found) or "(no SMS)")

    def show_mails(self) -> None:
        """Show the newest e-mails, whoever they are to."""
        found = self._client.mails()
        self._say("\n\n".join(f"To {each['to']}: {each['subject']}\n{each['text']}" for each in found) or "(no e-mail)")

    def tell_news(self, number: str) -> bool:
        """Show the SMS that have come since the last call; returns whether there were any."""
        self.open(number)
        new = self._client.messages(number, self._seen[number])
        for sms in new:
            self._say(f"SMS ({parts(sms['text'])}): {sms['text']}")
            self._seen[number] = max(self._seen[number], sms["id"])
            if self._recorder:
                self._recorder.add_sms(number, sms["text"], _at(sms))
        return bool(new)

    def open_mails(self) -> None:
        """Count only e-mails after this as new. Raises requests.RequestException where nothing answers."""
        with suppress(GatewayRefusal):
            self._mails_seen = max((each["id"] for each in self._client.mails()), default=0)

    def tell_mails(self) -> None:
        """Show, one line each, the e-mails that have gone out since the last call."""
        if self._mails_seen is None:
            self.open_mails()
            return
        for mail in self._client.mails(self._mails_seen):
            self._mails_seen = max(self._mails_seen, mail["id"])
            self._say(f"E-mail to {mail['to']}: {mail['subject']} (`mails` shows it)")
            if self._recorder:
                self._recorder.add_mail(mail["to"], mail["subject"], mail["text"], _at(mail))


def _at(message: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(message["at"])
