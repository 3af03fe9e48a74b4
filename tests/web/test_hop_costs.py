"""What a hop costs: statements of the database, those of them that write, calls of Redis, and calls of functions.

A change shows here.

A statement that a process makes once and remembers (the catalogue) is made before.
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
"""Whose application that is."""
ID_NUMBER: Final = "29000001"
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
    "a service": (Hop(("", "4", "4*pasport", "4*pasport*1")), Cost(0, 0, 2)),
    "the SMS of a service is offered": (Hop(("",), "*222*4*pasport*1*5#"), Cost(1, 0, 2)),
    "a Huduma Centre": (Hop(("", "5", "5*2", "5*2*thika")), Cost(0, 0, 2)),
    "a status, dialled straight": (Hop(("",), STRAIGHT), Cost(2, 0, 2)),
    "a status, dialled straight in the text": (Hop((f"1*{REFERENCE}",)), Cost(2, 0, 2)),
    "a status, dialled straight by its owner": (Hop(("",), STRAIGHT, OWNER), Cost(2, 0, 2)),
    "a status": (Hop(("", "1", f"1*{REFERENCE}")), Cost(1, 0, 2)),
    "a reference that is refused": (Hop(("", "1", "1*10203040506")), Cost(3, 1, 2)),
}
"""Each hop, and what it may cost."""
MOST_CALLS: Final = {
    "a dial": 1200,
    "a menu": 1100,
    "a menu, deeper": 1100,
    "a status, dialled straight": 1800,
    "a status, dialled straight in the text": 1800,
    "a status": 1800,
}
"""Of functions, the interpreter's own among them, from the WSGI server's call to the answer. The bare route that is the
floor of `make bench` makes some 600."""


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


def test_a_dial_of_somebody_signed_in_asks_one_statement(filled: Container, client: FlaskClient) -> None:
    account_id = opened(filled, ID_NUMBER, phone=OWNER)
    with filled.database.transaction() as session:
        accounts.remember(session, account_id, OWNER)
    for _ in range(2):  # the first fills what is remembered
        with statements(filled) as sent:
            shown = hop(client, "", session=new_session(), phone=OWNER)
    assert shown.startswith("CON Wanjiku: Ready for collection")
    assert len(sent) == 1, sent


def calls(redis: Redis) -> int:
    """Scripts that this server was asked to run by their names."""
    return int(redis.info("commandstats").get("cmdstat_evalsha", {"calls": 0})["calls"])


@pytest.mark.parametrize("name", MOST_CALLS)
def test_a_hop_calls_no_more_functions_than_it_may(filled: Container, client: FlaskClient, name: str) -> None:
    asked, _ = COSTS[name]
    assert min(calls_of(client, asked) for _ in range(3)) <= MOST_CALLS[name], "the first fills what is remembered"


def calls_of(client: FlaskClient, asked: Hop) -> int:
    """The functions that the last hop calls."""
    last, profile = environ_of(asked, say(client, asked)), cProfile.Profile()
    profile.enable()
    shown = b"".join(client.application.wsgi_app(last, lambda *_: lambda _: None))
    profile.disable()
    assert shown.startswith(b"CON ")
    return sum(each.callcount for each in profile.getstats())


def environ_of(asked: Hop, session: str) -> "WSGIEnvironment":
    """The last hop as a server hands it on."""
    form = {"sessionId": session, "phoneNumber": asked.phone, "serviceCode": asked.code, "text": asked.texts[-1]}
    builder = EnvironBuilder(f"/at/{CALLBACK_KEY}/ussd", method="POST", data=form | {"networkCode": "63902"})
    return builder.get_environ()
