"""Posting a callback to the gateway on this machine, at once or a little later."""

import heapq
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import requests

from app.platform.observability import failed
from app.simulator.networks import ANSWER_SECONDS
from app.simulator.wire_log import WireLog, WireRecord, recorded


def post_callback(
    url: str, body: bytes, headers: Mapping[str, str], seconds: float = ANSWER_SECONDS
) -> tuple[int, Mapping[str, str], str]:
    """The status (0: no answer), the headers and the body that answer a callback; no redirect is followed."""
    try:
        with requests.Session() as session:
            session.trust_env = False  # no proxy
            session.headers.clear()
            answer = session.post(url, data=body, headers=dict(headers), timeout=seconds, allow_redirects=False)
    except requests.RequestException:
        return 0, {}, ""
    return answer.status_code, answer.headers, answer.content.decode(errors="replace")


def post_recorded(url: str, body: bytes, headers: Mapping[str, str]) -> WireRecord:
    """Post a callback; returns the record of what went over the wire, and how long the answer took."""
    began = time.monotonic()
    answer = post_callback(url, body, headers)
    return recorded(url, headers, body, answer, round((time.monotonic() - began) * 1000))


@dataclass(order=True)
class WaitingCallback:
    """A callback that is to be made at `due` (of the monotonic clock)."""

    due: float
    number: int
    phone: str = field(compare=False, repr=False)
    path: str = field(compare=False)
    body: bytes = field(compare=False, repr=False)
    headers: Mapping[str, str] = field(compare=False)


class CallbackQueue:
    """Posts callbacks later, each once, one after the other, in a thread that runs only while any waits.

    `base` and `key`: those of the gateway's callback URLs. `log`: keeps what was posted. What waits is lost with the
    process, as a provider loses some.
    """

    def __init__(self, base: str, key: Callable[[], str], log: WireLog, clock: Callable[[], datetime]) -> None:
        self._base, self._key, self._log, self._clock = base, key, log, clock
        self._changed = threading.Condition()
        self._waiting: list[WaitingCallback] = []
        self._made = 0
        self._is_running = False

    def post_later(self, seconds: float, phone: str, path: str, body: bytes, headers: Mapping[str, str]) -> None:
        """Have a callback about a phone made so many seconds from now."""
        with self._changed:
            self._made += 1
            heapq.heappush(
                self._waiting, WaitingCallback(time.monotonic() + seconds, self._made, phone, path, body, headers)
            )
            self._changed.notify_all()
            if not self._is_running:
                self._is_running = True
                threading.Thread(target=self._run, name="simulated-callbacks", daemon=True).start()

    def settle(self, seconds: float = 10.0) -> None:
        """Wait for the callbacks that wait. Raises TimeoutError."""
        with self._changed:
            if not self._changed.wait_for(lambda: not self._is_running, seconds):
                raise TimeoutError("callbacks that never end")

    def _run(self) -> None:
        while (callback := self._next()) is not None:
            try:
                self._post(callback)
            except Exception as error:
                failed("simulated callback", error)

    def _post(self, callback: WaitingCallback) -> None:
        url = f"{self._base}/at/{self._key()}/{callback.path}"
        record = post_recorded(url, callback.body, callback.headers)
        self._log.add(callback.phone, self._clock(), record)

    def _next(self) -> WaitingCallback | None:
        """The next callback, once it is due; None where none waits, and the thread ends."""
        with self._changed:
            while self._waiting:
                left = self._waiting[0].due - time.monotonic()
                if left <= 0:
                    return heapq.heappop(self._waiting)
                self._changed.wait(left)
            self._is_running = False
            self._changed.notify_all()
            return None
