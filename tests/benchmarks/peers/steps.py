"""The four steps of Lango and of each peer: dial, Help, Huduma Centres, the name of a town.

Imports nothing of Lango's, like `visits`.
"""

from collections.abc import Iterator

from tests.benchmarks import visits
from tests.benchmarks.line import Exchange, post

TYPED = ("5", "2", "thika")
SCREENS = (
    b" Welcome. Karibu eCitizen", b" Help with eCitizen", b" Huduma Centres: type your town",
    b" Huduma Centre Kiambu (",
)  # fmt: skip
"""What each answer must have behind CON or END: at the last step the peers end, and Lango offers an SMS of it."""


def lango(name: str) -> Iterator[Exchange]:
    """The steps in Lango's own menus."""
    yield from _walk(name, f"/at/{visits.KEY}/ussd")


def peer(name: str) -> Iterator[Exchange]:
    """The steps in a peer's menus."""
    yield from _walk(name, "/ussd")


def _walk(name: str, path: str) -> Iterator[Exchange]:
    for done, screen in enumerate(SCREENS):
        yield Exchange(post(path, visits.hop(name, "%2A".join(TYPED[:done]))), screen)
