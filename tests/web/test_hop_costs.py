"""What a hop costs: statements of the database, those of them that write, and calls of Redis; a change shows here.

A statement that a process makes once and remembers (the catalogue) is made before.
"""

from typing import Final, NamedTuple

import pytest
from flask.testing import FlaskClient
from redis import Redis

from app.container import Container
from app.dev import demo_data
from tests.database.holder import statements
from tests.web.callbacks import CITIZEN, REFERENCE, hop, new_session

OWNER: Final = "+254700000001"
"""Whose application that is."""
WRITES: Final = ("INSERT", "UPDATE", "DELETE")


class Cost(NamedTuple):
    """Of one hop; BEGIN and ROLLBACK are no statements here."""

    statements: int
    writes: int
    redis: int


class Hop(NamedTuple):
    """The last of these texts, dialled with a code by a phone."""

    texts: tuple[str, ...]
    code: str = "*222#"
    phone: str = CITIZEN


STRAIGHT: Final = f"*222*1*{REFERENCE}#"
COSTS: Final = {
    "a dial": (Hop(("",)), Cost(1, 0, 2)),
    "a menu": (Hop(("", "5")), Cost(0, 0, 2)),
    "a menu, deeper": (Hop(("", "5", "5*1")), Cost(0, 0, 2)),
    "a service is found": (Hop(("", "4", "4*pasport")), Cost(0, 0, 2)),
    "a service": (Hop(("", "4", "4*pasport", "4*pasport*1")), Cost(1, 1, 2)),
    "a status, dialled straight": (Hop(("",), STRAIGHT), Cost(2, 0, 2)),
    "a status, dialled straight in the text": (Hop((f"1*{REFERENCE}",)), Cost(2, 0, 2)),
    "a status, dialled straight by its owner": (Hop(("",), STRAIGHT, OWNER), Cost(2, 0, 2)),
    "a status": (Hop(("", "1", f"1*{REFERENCE}")), Cost(1, 0, 2)),
    "a reference that is refused": (Hop(("", "1", "1*10203040506")), Cost(3, 1, 2)),
}
"""Each hop, and what it may cost."""


@pytest.fixture
def filled(container: Container) -> Container:
    """An installation with the sample applications, which has been asked everything once."""
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    return container


def say(client: FlaskClient, asked: Hop) -> str:
    """The session up to before the hop; the session's id."""
    session = new_session()
    for text in asked.texts[:-1]:
        hop(client, text, session=session, code=asked.code, phone=asked.phone)
    return session


@pytest.mark.parametrize("name", COSTS)
def test_a_hop_costs_what_it_may(filled: Container, client: FlaskClient, redis_url: str, name: str) -> None:
    asked, wanted = COSTS[name]
    warm = say(client, asked)
    hop(client, asked.texts[-1], session=warm, code=asked.code, phone=asked.phone)
    session = say(client, asked)
    with Redis.from_url(redis_url) as redis, statements(filled) as sent:
        before = calls(redis)
        hop(client, asked.texts[-1], session=session, code=asked.code, phone=asked.phone)
        said = [each.lstrip() for each in sent if not each.startswith(("BEGIN", "ROLLBACK"))]
        cost = Cost(len(said), sum(each.startswith(WRITES) for each in said), calls(redis) - before)
    assert cost == wanted, said


def calls(redis: Redis) -> int:
    """Scripts that this server was asked to run by their names."""
    return int(redis.info("commandstats").get("cmdstat_evalsha", {"calls": 0})["calls"])
