"""The mobile networks that the simulator plays: their codes, time limits, and lengths of screens and answers."""

from dataclasses import dataclass
from typing import Final

SESSION_SECONDS: Final = 180
"""After so long a network ends a session, whatever its state (source 4)."""
ANSWER_SECONDS: Final = 10.0
"""How long Africa's Talking waits for the answer to a hop (source 4)."""


@dataclass(frozen=True)
class SimulatedNetwork:
    """A network. `code`: its `networkCode`. `idle_seconds`: for how long it waits for whoever holds the phone.

    `screen_septets`: what it shows of a screen, `CON ` included. `input_characters`: the longest answer that can be
    typed; None where that is not published.
    """

    code: str
    name: str
    idle_seconds: int
    screen_septets: int
    input_characters: int | None


NETWORKS: Final = (
    SimulatedNetwork("63902", "Safaricom", idle_seconds=30, screen_septets=160, input_characters=80),
    SimulatedNetwork("63903", "Airtel", idle_seconds=60, screen_septets=182, input_characters=90),  # 184 is published
    SimulatedNetwork("63907", "Telkom", idle_seconds=30, screen_septets=160, input_characters=None),
    SimulatedNetwork("63999", "Equitel", idle_seconds=30, screen_septets=160, input_characters=None),
    SimulatedNetwork("99999", "Sandbox", idle_seconds=60, screen_septets=182, input_characters=None),
)
"""What Africa's Talking publishes of them (sources 4 and 5). Telkom's idle time is not published: the shortest one is
used. A message of one part has room for 182 septets, whatever is published."""


def find_network(code: str) -> SimulatedNetwork | None:
    """The network of a `networkCode`."""
    return next((network for network in NETWORKS if network.code == code), None)
