"""The cost of a hop: SQL statements, those of them that write, calls to Redis, and function calls.

A change of a cost fails here. A statement that a process sends once and caches (the catalogue) is sent before.
"""

import cProfile
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest
from flask.testing import FlaskClient
from redis import Redis
from werkzeug.test import EnvironBuilder

from app.container import Container
from app.dev import demo_data
from app.domain.identity import accounts
from tests.conftest import CALLBACK_KEY
from tests.database.holder import opened, statements
from tests.web.callbacks import CITIZEN, REFERENCE, hop, new_session

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

OWNER: Final = "+254700000001"
"""The phone of the application `REFERENCE`."""
ID_NUMBER: Final = "29000001"
WRITES: Final = ("INSERT", "UPDATE", "DELETE")


class Cost(NamedTuple):
    """The cost of one hop; BEGIN and ROLLBACK do not count as statements."""

    statements: int
    writes: int
    redis: int


class Hop(NamedTuple):
    """The hop with the last of these texts, in a session with this service code and phone."""

    texts: tuple[str, ...]
    code: str = "*222#"
    phone: str = CITIZEN


STRAIGHT: Final = f"*222*1*{REFERENCE}#"
COSTS: Final = {
    "a dial": (Hop(("",)), Cost(1, 0, 2)),
    "a menu": (Hop(("", "5")), Cost(0, 0, 2)),
    "a menu, deeper": (Hop(("", "5", "5*1")), Cost(0, 0, 2)),
    "a service is found": (Hop(("", "4", "4*pasport")), Cost(0, 0, 2)),
    "a service": (Hop(("", "4", "4*pasport", "4*pasport*1")), Cost(0, 0, 2)),
    "the SMS of a service is offered": (Hop(("",), "*222*4*pasport*1*5#"), Cost(1, 0, 2)),
    "a Huduma Centre": (Hop(("", "5", "5*2", "5*2*thika")), Cost(0, 0, 2)),
    "a status, dialled straight": (Hop(("",), STRAIGHT), Cost(2, 0, 2)),
    "a status, dialled straight in the text": (Hop((f"1*{REFERENCE}",)), Cost(2, 0, 2)),
    "a status, dialled straight by its owner": (Hop(("",), STRAIGHT, OWNER), Cost(2, 0, 2)),
    "a status": (Hop(("", "1", f"1*{REFERENCE}")), Cost(1, 0, 2)),
    "a reference that is refused": (Hop(("", "1", "1*10203040506")), Cost(3, 1, 2)),
}
"""Each hop, and what it costs."""
MOST_CALLS: Final = {
    "a dial": 1200,
    "a menu": 1100,
    "a menu, deeper": 1100,
    "a status, dialled straight": 1800,
    "a status, dialled straight in the text": 1800,
    "a status": 1800,
}
"""The most function calls of a hop, built-in functions included, from the WSGI server's call to the answer. The bare
route that is the floor of `make bench` makes some 600."""


@pytest.fixture
def filled(container: Container) -> Container:
    """An installation with the sample applications."""
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    return container


def say(client: FlaskClient, asked: Hop) -> str:
    """Send the hops of a new session before the last one; the session's id."""
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


def test_a_dial_of_somebody_signed_in_asks_one_statement(filled: Container, client: FlaskClient) -> None:
    account_id = opened(filled, ID_NUMBER, phone=OWNER)
    with filled.database.transaction() as session:
        accounts.remember(session, account_id, OWNER)
    for _ in range(2):  # the first fills the caches
        with statements(filled) as sent:
            shown = hop(client, "", session=new_session(), phone=OWNER)
    assert shown.startswith("CON Wanjiku: Ready for collection")
    assert len(sent) == 1, sent


def calls(redis: Redis) -> int:
    """How many scripts this server has run (EVALSHA)."""
    return int(redis.info("commandstats").get("cmdstat_evalsha", {"calls": 0})["calls"])


@pytest.mark.parametrize("name", MOST_CALLS)
def test_a_hop_calls_no_more_functions_than_it_may(filled: Container, client: FlaskClient, name: str) -> None:
    asked, _ = COSTS[name]
    assert min(calls_of(client, asked) for _ in range(3)) <= MOST_CALLS[name], "the first fills what is remembered"


def calls_of(client: FlaskClient, asked: Hop) -> int:
    """How many functions the last hop calls."""
    last, profile = environ_of(asked, say(client, asked)), cProfile.Profile()
    profile.enable()
    shown = b"".join(client.application.wsgi_app(last, lambda *_: lambda _: None))
    profile.disable()
    assert shown.startswith(b"CON ")
    return sum(each.callcount for each in profile.getstats())


def environ_of(asked: Hop, session: str) -> "WSGIEnvironment":
    """The WSGI environ of the last hop."""
    form = {"sessionId": session, "phoneNumber": asked.phone, "serviceCode": asked.code, "text": asked.texts[-1]}
    builder = EnvironBuilder(f"/at/{CALLBACK_KEY}/ussd", method="POST", data=form | {"networkCode": "63902"})
    return builder.get_environ()
