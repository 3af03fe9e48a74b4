"""Two SMS providers behind one port: which one a message goes by, how fast, and what happens when one is out of order.

A message goes by the provider that its network is assigned to. If that one refuses it as it would any other (an empty
account, a wrong key, no connection), the message has certainly not left, and goes by the other at once. After three
such refusals in a row a provider is not used for 30 seconds. Only if every provider refuses, the channel breaker opens
(`app/domain/messaging/channel_breaker.py`).
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from app.platform.circuit_breaker import Breaker
from app.platform.networks import Network, network_of_number
from app.platform.observability import log
from app.providers.pace import Pace
from app.providers.ports import Outcome, Refused, SmsGateway

FAILURES, REST = 3, 30.0
LONGEST_WAIT: Final = 10.0
"""The most seconds to wait for the pace: less than half of a message's lease, after which it is not sent at all."""


@dataclass(frozen=True)
class Route:
    """One provider: its name in the log, its port, its pace, and the networks that are assigned to it."""

    name: str
    gateway: SmsGateway
    pace: Pace = field(default_factory=lambda: Pace(0))
    networks: frozenset[Network] = frozenset()
    breaker: Breaker = field(default_factory=lambda: Breaker(FAILURES, REST))


class SmsRouter:
    """An SmsGateway over several providers; the first takes every network that is assigned to no other."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self._routes = list(routes)

    def room(self) -> int | None:
        """How many messages may leave now without waiting; None: any number."""
        rooms = [each.pace.room() for each in self._routes]
        known = [each for each in rooms if each is not None]
        return sum(known) if len(known) == len(rooms) else None

    def send(self, phone: str, body: str, *, key: str) -> Outcome:
        """See SmsGateway. Waits for the provider's pace."""
        ways, outcome = self._ways(phone), None
        for route in ways[:-1]:
            if route.breaker.may_ask():
                outcome = _send_by(route, phone, body, key)
                if not _refuses_all(outcome):
                    return outcome
        if outcome is None or ways[-1].breaker.may_ask():  # one provider is asked, even if all breakers are open
            outcome = _send_by(ways[-1], phone, body, key)
        return outcome

    def _ways(self, phone: str) -> list[Route]:
        """The provider of the number's network first, then the others."""
        if len(self._routes) == 1:
            return self._routes
        network = network_of_number(phone)
        return sorted(self._routes, key=lambda each: network not in each.networks)


def _send_by(route: Route, phone: str, body: str, key: str) -> Outcome:
    time.sleep(min(route.pace.take(), LONGEST_WAIT))
    outcome = route.gateway.send(phone, body, key=key)
    route.breaker.record(well=not _refuses_all(outcome))
    if _refuses_all(outcome):
        log.warning("sms provider refuses all", provider=route.name, reason=getattr(outcome, "code", ""))
    return outcome


def _refuses_all(outcome: Outcome) -> bool:
    return isinstance(outcome, Refused) and outcome.for_all
