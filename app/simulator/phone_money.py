"""The M-PESA menu of the phone in a terminal: prompts that come, and paying a paybill by hand."""

import json
import threading
from collections.abc import Callable
from typing import Final
from urllib.parse import quote

import requests

PIN: Final = "1234"
"""The PIN of every simulated phone."""
MANUAL: Final = """\
  pay                M-PESA prompts on this phone; `pin 1234` pays, another PIN is wrong
  cancel, ignore, nomoney   other ends of a prompt
  paybill NUMBER ACCOUNT AMOUNT   pay by hand
"""
ANSWERS: Final = {"cancel": "cancel", "ignore": "no_answer", "nomoney": "no_money"}
LOOK_SECONDS: Final = 1.0
PATIENCE: Final = 10


class PhoneMoney:
    """What M-PESA shows on a phone, and what is done with it. `say` shows a line to whoever holds the phone."""

    def __init__(self, base: str, say: Callable[[str], None]) -> None:
        self._base, self._say = base, say
        self._told: set[str] = set()

    def obey(self, number: str, line: str) -> bool:
        """Do what a line says; False where it is no word of M-PESA's, or there is nothing that it could be about."""
        word, _, rest = line.strip().partition(" ")
        given = rest.split()
        if word == "pay" and not given:
            self._say("\n".join(each["text"] for each in self._prompts(number)) or "(no prompt)")
            return True
        if word == "paybill" and len(given) >= 3:
            self._pay_bill(number, given[0], " ".join(given[1:-1]), given[-1])
            return True
        is_answer = (word == "pin" and len(given) == 1) or (word in ANSWERS and not given)
        waiting = self._prompts(number) if is_answer else []
        if not waiting:
            return False
        answer = ANSWERS.get(word) or ("pin_right" if rest == PIN else "pin_wrong")
        self._post(f"/phone/prompts/{waiting[0]['id']}", {"answer": answer})
        return True

    def tell_news(self, number: str) -> None:
        """Say which prompts have come since the last time."""
        for each in self._prompts(number):
            if each["id"] not in self._told:
                self._told.add(each["id"])
                self._say(f"{each['text']} type: pin {PIN}, cancel, ignore, nomoney")

    def watch(self, number: Callable[[], str | None]) -> None:
        """Say it as soon as one comes, while the phone is held; `number` is None as long as nothing can come up."""
        threading.Thread(target=self._watch, args=(number,), daemon=True).start()

    def _watch(self, number: Callable[[], str | None]) -> None:
        pause = threading.Event()
        while not pause.wait(LOOK_SECONDS):
            now = number()
            try:
                if now is not None:
                    self.tell_news(now)
            except (requests.RequestException, ValueError):
                continue  # the gateway is away

    def _pay_bill(self, number: str, paybill: str, account: str, amount: str) -> None:
        plain = amount.replace(",", "")
        self._post("/phone/paybill", {"phone": number, "paybill": paybill, "account": account, "amount": plain})

    def _post(self, path: str, said: dict[str, str]) -> None:
        answer = requests.post(self._base + path, json=said, timeout=PATIENCE)
        self._say(json.loads(answer.text)["text"] if answer.ok else f"M-PESA: {answer.text.strip()}")

    def _prompts(self, number: str) -> list[dict[str, str]]:
        answer = requests.get(f"{self._base}/phone/prompts?phone={quote(number)}", timeout=PATIENCE)
        found: list[dict[str, str]] = json.loads(answer.text) if answer.ok else []
        return found
