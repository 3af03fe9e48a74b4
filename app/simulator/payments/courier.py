"""How the simulator calls back: once, whatever the answer, as M-PESA was seen to do."""

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

import requests

from app.simulator.payments.faults import PaymentFaults

JSON: Final = "application/json;charset=UTF-8"
PATIENCE: Final = 8.0
"""Seconds: for how long Safaricom waits for the answer to a validation."""
MOST_RECORDED: Final = 10_000

PostCallback = Callable[[str, bytes, Mapping[str, str]], tuple[int, bytes]]
"""Posts a body with headers to an address; the status (0: no answer) and the body of what is answered."""


class CallbackKind(StrEnum):
    """The kind of a callback."""

    STK = "stk"
    NOTIFICATION = "notification"
    CONFIRMATION = "confirmation"
    VALIDATION = "validation"
    RESULT = "result"
    TIMEOUT = "timeout"


@dataclass(frozen=True)
class SimulatedCallback:
    """One callback to post. `phone`: the payer's, with the country code; empty if it is about no payer."""

    kind: CallbackKind
    url: str
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": JSON})
    phone: str = field(default="", repr=False)


@dataclass(frozen=True)
class DeliveredCallback:
    """A callback that was posted, and the status of its answer; 0: there was none."""

    kind: CallbackKind
    url: str
    status: int


Heard = Callable[[SimulatedCallback, int, bytes, int], object]


class Courier:
    """Posts callbacks in threads, `delay` seconds after their event; with None they wait for `deliver`.

    `heard` is called with the callback, the status and the body of the answer, and the milliseconds that it took.
    """

    def __init__(
        self,
        post: PostCallback,
        faults: PaymentFaults,
        delay: float | None,
        heard: Heard = lambda *_: None,
    ) -> None:
        self._heard = heard
        self.delivered: deque[DeliveredCallback] = deque(maxlen=MOST_RECORDED)
        self._post, self._faults, self._delay = post, faults, delay
        self._held: deque[SimulatedCallback] = deque()
        self._late: deque[SimulatedCallback] = deque()
        self._changed = threading.Condition()
        self._under_way = 0

    def send(self, callbacks: Sequence[SimulatedCallback], *, later: float = 0.0) -> None:
        """Post callbacks after the delay and `later` seconds more; those of one call in their order."""
        going = [each for given in callbacks for each in self._after_faults(given)]
        if self._delay is None:
            self._held.extend(going)
        elif going:
            with self._changed:
                self._under_way += 1
            threading.Thread(target=self._send_later, args=(going, self._delay + later), daemon=True).start()

    def send_now(self, callbacks: Sequence[SimulatedCallback]) -> None:
        """Post callbacks before this returns."""
        for each in [one for given in callbacks for one in self._after_faults(given)]:
            self.ask(each)

    def ask(self, callback: SimulatedCallback) -> tuple[int, bytes]:
        """Post one callback now; returns the status and the body of the answer."""
        began = time.monotonic()
        status, answer = self._post(callback.url, callback.body, callback.headers)
        self._heard(callback, status, answer, round((time.monotonic() - began) * 1000))
        self.delivered.append(DeliveredCallback(callback.kind, callback.url, status))
        return status, answer

    def deliver(self) -> int:
        """Post the callbacks that wait for this; returns how many."""
        return self._empty(self._held)

    def deliver_late(self) -> int:
        """Post the callbacks that a fault kept back; returns how many."""
        return self._empty(self._late)

    def settle(self, seconds: float = 10.0) -> None:
        """Wait for the callbacks that are under way. Raises TimeoutError."""
        with self._changed:
            if not self._changed.wait_for(lambda: not self._under_way, seconds):
                raise TimeoutError("callbacks that never end")

    def _after_faults(self, callback: SimulatedCallback) -> list[SimulatedCallback]:
        """The callback as often as the faults have it posted now; the result of a request is always posted once."""
        if callback.kind in (CallbackKind.RESULT, CallbackKind.TIMEOUT):
            return [callback]
        is_confirmation = callback.kind is CallbackKind.CONFIRMATION
        if self._faults.takes("lose_callback") or (is_confirmation and self._faults.takes("lose_confirmation")):
            return []
        going = [callback] * (2 if self._faults.takes("callback_twice") else 1)
        if self._faults.takes("callback_late"):
            self._late.extend(going)
            return []
        return going

    def _send_later(self, callbacks: Sequence[SimulatedCallback], seconds: float) -> None:
        try:
            threading.Event().wait(seconds)
            for each in callbacks:
                self.ask(each)
        finally:
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def _empty(self, waiting: deque[SimulatedCallback]) -> int:
        told = 0
        while waiting:
            self.ask(waiting.popleft())
            told += 1
        return told


def post_over_http(url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """Post to an address of this machine: to no other, whatever a request has asked for."""
    if not is_here(url):
        return 0, b""
    try:
        with requests.Session() as session:
            session.trust_env = False  # no proxy
            answer = session.post(url, data=body, headers=dict(headers), timeout=PATIENCE, allow_redirects=False)
    except requests.RequestException:
        return 0, b""
    return answer.status_code, answer.content


def is_here(url: str) -> bool:
    """Whether an address is of this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
