"""The phones that the user of a terminal holds, one after the other, and the time limits of their calls."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.platform.networks import CODES
from app.simulator.handset import SANDBOX_NETWORK, Handset
from app.simulator.networks import SESSION_SECONDS, find_network


def idle_seconds(network: str) -> float:
    """How long a network waits for an answer, in seconds; for an unknown network, as the provider's sandbox does."""
    known = find_network(network) or find_network(SANDBOX_NETWORK)
    return float(known.idle_seconds) if known else 0.0


def longest_input(network: str) -> int | None:
    """The most characters that a network takes as an answer; None if that is not published."""
    known = find_network(network)
    return known.input_characters if known else None


@dataclass
class HeldPhone:
    """A phone, and when the network closes its session, by the monotonic clock of this process."""

    handset: Handset
    idle: float = 0.0
    idle_until: float = 0.0
    whole_until: float = 0.0

    def begin(self, idle: float | None = None) -> None:
        """A session has begun. `idle`: seconds, in place of the network's own."""
        self.idle = idle_seconds(self.handset.network) if idle is None else idle
        self.whole_until = time.monotonic() + SESSION_SECONDS
        self.go_on()

    def go_on(self) -> None:
        """The gateway has answered: the idle time starts anew."""
        self.idle_until = time.monotonic() + self.idle

    def closed_because(self) -> str:
        """Close the session if its time is over; returns why, or an empty text."""
        now = time.monotonic()
        if not self.handset.in_session or now < min(self.idle_until, self.whole_until):
            return ""
        self.handset.hang_up()
        return (
            f"nothing was answered for {self.idle:.0f} s"
            if now >= self.idle_until
            else f"its {SESSION_SECONDS} s are over"
        )


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
        """Close the sessions whose time is over; yields the number of each, and why."""
        for number, held in self._all.items():
            if why := held.closed_because():
                yield number, why


def network_code(name: str) -> str:
    """The code of a network, by its name in upper or lower case. Raises KeyError for an unknown name."""
    return {network.value.casefold(): code for code, network in CODES.items()}[name.casefold()]
