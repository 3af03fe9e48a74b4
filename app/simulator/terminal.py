"""A plain phone in the terminal: it speaks to the running gateway over the provider's own callbacks."""

import json
import sys
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import requests

from app.platform.config.settings import Settings
from app.platform.gsm0338 import parts
from app.platform.phone_numbers import read_typed
from app.simulator import phone_money
from app.simulator.handset import Handset, NoService, Shown
from app.simulator.phone_money import PhoneMoney

WIDTH = 34
PATIENCE = 10
"""Seconds: for how long Africa's Talking waits for an answer."""
MANUAL = """\
  *222#              dial (also *222*1*102030405060#)
  any other words    are sent by SMS to {sms}; during a session they answer the screen
  as 0700000002      take another phone
  again              send the last answer once more, as a network may
  drop               lose the network
  inbox              all SMS of this phone; Enter alone looks for new ones
{money}  help, quit
"""


class TerminalPhone:
    """The phone, its screen and its SMS."""

    def __init__(self, settings: Settings, number: str, *, base: str = "") -> None:
        self._settings = settings
        self._base = base or f"http://127.0.0.1:{settings.port}"
        self._http = requests.Session()
        self._seen = 0
        self._money = PhoneMoney(self._base, print)
        self._take(number)

    def run(self) -> None:
        """Talk until `quit` or the end of the input."""
        print(f"Lango phone {self.handset.number} at {self._base}\n{self._manual()}")
        self._skip_old()
        self._money.watch(lambda: None if self.handset.in_session else self.handset.number)
        while True:
            try:
                line = input("answer> " if self.handset.in_session else "phone> ")
                if line.strip() in ("quit", "exit"):
                    return
                self._obey(line)
            except (EOFError, KeyboardInterrupt):
                print()
                return
            except requests.ConnectionError:
                print(f"Nothing answers at {self._base}. Start Lango with `make run`.")
            except NoService as trouble:
                print(f"Connection problem or invalid MMI code ({trouble}).")

    def _obey(self, line: str) -> None:
        word, _, rest = line.strip().partition(" ")
        commands: dict[str, Callable[[], None]] = {
            "as": lambda: self._take(rest),
            "again": lambda: self._show(self.handset.again()),
            "drop": self._drop,
            "inbox": lambda: print("\n".join(f"SMS: {sms['text']}" for sms in self._messages(0))),
            "help": lambda: print(self._manual()),
        }
        if word in commands:
            commands[word]()
        elif not self.handset.in_session and self._money.obey(self.handset.number, line):
            pass
        elif word.startswith("*") and word.endswith("#"):
            self._show(self.handset.dial(word))
        elif self.handset.in_session:
            self._show(self.handset.answer(line))
        elif word:
            self.handset.text(line.removeprefix("sms "))
            print(f"(sent to {self._settings.sms_code})")
        self._wait_for_news()

    def _manual(self) -> str:
        return MANUAL.format(sms=self._settings.sms_code, money=phone_money.MANUAL)

    def _take(self, number: str) -> None:
        found = read_typed(number)
        if found is None:
            print("That is no phone number. Try: as 0700000001")
            return
        key = self._settings.callback_keys[0]
        self.handset = Handset(found, self._post, callback_key=key, sms_code=self._settings.sms_code)

    def _drop(self) -> None:
        self.handset.in_session = False
        print("(the network is gone; the session is lost)")

    def _show(self, shown: Shown) -> None:
        edge = "+" + "-" * (WIDTH + 2) + "+"
        rows = [piece for line in shown.text.split("\n") for piece in _wrapped(line)]
        print("\n".join([edge, *(f"| {row:<{WIDTH}} |" for row in rows), edge]))
        if shown.over:
            print("(the session has ended)")

    def _wait_for_news(self) -> None:
        """An SMS takes a moment: look for a second, then let the citizen type."""
        until = time.monotonic() + 1
        while not self._news() and time.monotonic() < until and not self.handset.in_session:
            time.sleep(0.1)

    def _news(self) -> bool:
        new = self._messages(self._seen)
        for sms in new:
            print(f"SMS ({parts(sms['text'])}): {sms['text']}")
            self._seen = max(self._seen, sms["id"])
            self.handset.report(sms["provider_id"])
        return bool(new)

    def _skip_old(self) -> None:
        try:
            old = self._messages(0)
        except requests.ConnectionError:
            return
        self._seen = max((sms["id"] for sms in old), default=0)
        if old:
            print(f"({len(old)} SMS in the inbox)")

    def _messages(self, after: int) -> list[dict[str, Any]]:
        path = f"{self._base}/phone/messages?phone={quote(self.handset.number)}&after={after}"
        found: list[dict[str, Any]] = json.loads(self._http.get(path, timeout=PATIENCE).text)
        return found

    def _post(self, path: str, form: bytes) -> tuple[int, str]:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": "at-ussd-api/1.0"}
        answer = self._http.post(self._base + path, data=form, headers=headers, timeout=PATIENCE)
        return answer.status_code, answer.content.decode()


def _wrapped(line: str) -> list[str]:
    rows = [""]
    for word in line.split(" "):
        if len(rows[-1]) + len(word) + 1 > WIDTH and rows[-1]:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    return rows


if __name__ == "__main__":
    TerminalPhone(Settings(), sys.argv[1] if len(sys.argv) > 1 else "0700000001").run()
