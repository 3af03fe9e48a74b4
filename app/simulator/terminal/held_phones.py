"""The phones that somebody at a terminal holds, one after the other, and the time that a network gives their calls."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import requests

from app.platform.networks import CODES
from app.simulator.gateway_client import GatewayClient, GatewayRefusal
from app.simulator.handset import Handset

IDLE_SECONDS: Final = 60.0
"""Of a phone whose network nobody has named: the provider's own time for an answer."""
SESSION_SECONDS: Final = 180.0


class NetworkTimes:
    """How long the networks keep a session open, as the simulator tells it. `idle`: in its place, for a test."""

    def __init__(self, client: GatewayClient, *, idle: float | None = None) -> None:
        self._client, self._idle = client, idle
        self._facts: dict[str, Any] | None = None

    def idle_seconds(self, network: str) -> float:
        """How long somebody may think."""
        if self._idle is not None:
            return self._idle
        networks = self._told().get("networks", ())
        return next((float(each["idle_seconds"]) for each in networks if each["code"] == network), IDLE_SECONDS)

    def session_seconds(self) -> float:
        """How long a session may last in all."""
        return float(self._told().get("session_seconds", SESSION_SECONDS))

    def _told(self) -> dict[str, Any]:
        if self._facts is None:
            try:
                self._facts = self._client.facts()
            except (GatewayRefusal, requests.RequestException):
                return {}
        return self._facts


@dataclass
class HeldPhone:
    """A phone, and when the network closes its session: by the clock of this process."""

    handset: Handset
    idle: float = 0.0
    idle_until: float = 0.0
    whole_until: float = 0.0

    def begin(self, idle: float, whole: float) -> None:
        """A session has begun."""
        self.idle = idle
        self.whole_until = time.monotonic() + whole
        self.go_on()

    def go_on(self) -> None:
        """Something was answered: the network waits anew."""
        self.idle_until = time.monotonic() + self.idle

    def closed_because(self) -> str:
        """Close the session where its time is over; why, empty: it is not."""
        now = time.monotonic()
        if not self.handset.in_session or now < min(self.idle_until, self.whole_until):
            return ""
        self.handset.hang_up()
        return f"nothing was answered for {self.idle:.0f} s" if now >= self.idle_until else "180 s are over"


class HeldPhones:
    """All phones that were held; one is held now. `make` makes one with a number."""

    def __init__(self, make: Callable[[str], Handset], number: str) -> None:
        self._make = make
        self._all: dict[str, HeldPhone] = {}
        self.take(number)

    def take(self, number: str) -> None:
        """Hold the phone with this number."""
        if number not in self._all:
            self._all[number] = HeldPhone(self._make(number))
        self.now = self._all[number]

    def closed(self) -> Iterator[tuple[str, str]]:
        """Close the sessions whose time is over: the number of each, and why."""
        for number, held in self._all.items():
            if why := held.closed_because():
                yield number, why


def network_code(name: str) -> str:
    """The code of a network, by its name in any case. Raises StopIteration for nobody's."""
    return next(code for code, network in CODES.items() if network.value.casefold() == name.casefold())
