"""The stand-in's other product: whether a SIM was changed, asked over HTTP and told later by a callback.

with Standin() as provider:
    provider.sims.tells(callback_url, "Swapped", "22-11-2026", when="before")   # the callback overtakes the answer
    provider.will("refuse", "InvalidPhoneNumber", text=SIM_SWAP)                # the next question
    ...                                                                         # ask at provider.url
    assert provider.sims.asked == [Question("+254700000001", "ATSwpid_...")]
"""

import json
import threading
import uuid
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from tests.standin_callbacks import post

SIM_SWAP: Final = "sim-swap"
"""The `text` of a rule of the stand-in that fits questions about SIMs, and no SMS."""
PATH: Final = "/v1/sim-swap"
NEVER: Final = "01-01-1900"

When = Literal["after", "before", "twice", "never"]


@dataclass(frozen=True)
class Question:
    """One phone that was asked about, and the provider's id of the question."""

    phone: str
    id: str


@dataclass
class Sims:
    """The questions that were asked, and the plan for the callbacks about them."""

    asked: list[Question] = field(default_factory=list)
    told: list[int] = field(default_factory=list)
    """The HTTP status of the answer to each callback; 0 when there was none."""
    plan: tuple[str, str, str, When] = ("", "", "", "never")

    def tells(self, url: str, status: str, last_swap: str = NEVER, *, when: When = "after") -> None:
        """Call back about each question from now on."""
        self.plan = (url, status, last_swap, when)

    def tell(self, url: str, id: str, status: str, last_swap: str | None = NEVER) -> int:
        """Call back now; the HTTP status of the answer."""
        self.told.append(post(url, body(id, status, last_swap), "application/json"))
        return self.told[-1]

    def ask(self, phone: str) -> tuple[str, threading.Thread | None]:
        """Take a question, for the handler: its id, and the thread that calls back after the answer."""
        question = Question(phone, f"ATSwpid_{uuid.uuid4().hex}")
        self.asked.append(question)
        url, status, last_swap, when = self.plan
        if when == "before":
            self.tell(url, question.id, status, last_swap)
        if when not in ("after", "twice"):
            return question.id, None
        return question.id, threading.Thread(target=self._tell_later, args=(question.id,), daemon=True)

    def _tell_later(self, id: str) -> None:
        url, status, last_swap, when = self.plan
        for _ in range(2 if when == "twice" else 1):
            self.tell(url, id, status, last_swap)


def body(id: str, status: str, last_swap: str | None = NEVER) -> bytes:
    """The body of a callback."""
    told = {"status": status, "lastSimSwapDate": last_swap, "providerRefId": "12", "requestId": id}
    return json.dumps(told | {"transactionId": "ATTid_1"}).encode()


def envelope(phone: str, name: str, status: str) -> dict[str, Any]:
    """The provider's answer to one question."""
    about = {"carrierName": "Safaricom", "countryCode": 254, "networkCode": "63902", "numberType": "Mobile"}
    cost = {"amount": 1, "currencyCode": "KES"}
    response = {"phoneNumber": about | {"phoneNumber": phone}, "cost": cost, "requestId": name, "status": status}
    return {"transactionId": "ATTid_1", "status": "Processed", "totalCost": cost, "responses": [response]}
