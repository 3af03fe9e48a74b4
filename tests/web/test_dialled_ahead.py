"""Input dialled ahead stays in a phone's call log: so no password, code or effect is taken from it (threat T30).

The inputs of every walk through the screens are dialled ahead, whole and cut off at every length. The only effect that
may be dialled ahead is an SMS of a status, of a service or of a Huduma Centre: it does no harm, and is limited.
"""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from redis import Redis

from app.container import Container
from app.dev import demo_data
from app.platform.db import Base
from menus import engine
from menus.context import SessionState
from menus.flows import BOOK
from menus.notation import SCREENS
from tests.architecture.test_walks import WALKS, hop
from tests.conftest import Clock
from tests.web import callbacks
from tests.web.callbacks import REFERENCE

pytestmark = pytest.mark.slow  # five dozen walks
COUNTED, MISS = "tallies", "miss"
"""The table of counters, and the name of the effect of a miss: an unknown reference, also one dialled ahead, counts as
a miss once a hop."""
SENT = ("applications.sent", "service.sent", "huduma.sent")
"""The screens after a request for an SMS that may be dialled ahead."""


def ways(name: str) -> Iterator[tuple[list[str], int]]:
    """For each dial of a walk: the inputs after it, and how many of them come before the first password or code."""
    typed: list[str] = []
    ahead = 0
    shown = ""
    for each, screen in WALKS[name].steps():
        if each == "dial":
            yield typed, ahead
            typed, ahead = [], 0
        elif screen not in SENT:
            if ahead == len(typed) and not is_secret(shown, each):
                ahead += 1
            typed.append("000000" if "{" in each else each)  # any code will do
        shown = screen
    yield typed, ahead


def is_secret(shown: str, typed: str) -> bool:
    """Whether an input is a secret: the screen asks for one, and the input is longer than the number of a line."""
    question = SCREENS.get(shown)
    return question is not None and engine.is_secret(question) and (len(typed) > 2 or "{" in typed)


def kept(container: Container) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the tables that a citizen can change, without counters and misses."""
    with container.database.reading() as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(table.select()) if MISS not in row), key=str)
            for table in Base.metadata.sorted_tables
            if table.name not in (COUNTED, "agencies", "services", "stages")
        }


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # what is dialled ahead only reads
@pytest.mark.parametrize("name", WALKS)
def test_no_way_through_the_book_that_is_dialled_ahead_does_anything_or_passes_a_secret(
    container: Container, clock: Clock, name: str
) -> None:
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    WALKS[name].before(container, clock)
    before = kept(container)
    for way, ahead in ways(name):
        at_the_secret: list[str] = []
        for length in range(1, len(way) + 1):
            c = hop(container, SessionState(), f"{name}, {length}")
            BOOK.first(c)
            greeted = (c.state.account, c.state.password_at, c.state.code_at)
            reply = engine.start(BOOK, c, way[:length])
            assert reply.text
            assert (c.state.account, c.state.password_at, c.state.code_at, c.acted) == (*greeted, False)
            if length == ahead:
                at_the_secret = c.state.trail
            assert length <= ahead or not at_the_secret or c.state.trail == at_the_secret
    assert kept(container) == before


def test_the_ways_come_to_secrets_and_to_effects() -> None:
    """Otherwise the test above would prove nothing."""
    screens = {screen for walk in WALKS.values() for _, screen in walk.steps()}
    secrets = {name for name, screen in SCREENS.items() if engine.is_secret(screen)}
    assert len(secrets) > 5
    assert secrets <= screens


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("straight", "most"),
    [
        pytest.param(f"*222*1*{REFERENCE}*1#", 10, id="of a status"),
        pytest.param("*222*4*passport*1*5*1#", 10, id="of a service"),
        pytest.param("*222*4*passport*1*5*2#", 5, id="of a service and its documents, two SMS"),
        pytest.param("*222*5*2*eldoret*1#", 10, id="of a Huduma Centre"),
    ],
)
def test_an_sms_is_sent_when_it_is_dialled_ahead_once_a_hop_and_ten_times_an_hour(
    container: Container, client: FlaskClient, redis_url: str, straight: str, most: int
) -> None:
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    before = callbacks.count(container, "messages")
    with Redis.from_url(redis_url) as redis:
        for number in range(1, most + 2):
            said = set()
            for _ in range(3):
                said.add(callbacks.hop(client, "", session=f"ATUid_{number}", code=straight))
                redis.flushall()
            assert len(said) == 1, said
            assert callbacks.count(container, "messages") - before == min(number, most)
            assert ("You will get an SMS" in said.pop()) is (number <= most)
