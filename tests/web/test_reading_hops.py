"""A session that only reads writes nothing to the database: its text alone rebuilds it (law 8)."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, event

from app.bootstrap.web import create_app
from app.container import Container
from tests.conftest import Clock, settings
from tests.web.talking import talk

CHANGES = ("INSERT", "UPDATE", "DELETE")
PHONE = "+254700000099"
LOOKS = ("4", "passport", "1", "00", "5", "2", "eldoret", "00", "4", "1", "1", "00", "5", "3", "1", "00", "1")
"""Inputs that only read: services by word and by category, a Huduma Centre, a question and its answer, and the prompt
for a reference."""


@contextmanager
def written(container: Container) -> Iterator[list[str]]:
    """Collect the statements meanwhile that change a row."""
    found: list[str] = []

    def note(_connection: Connection, _cursor: object, statement: str, *_others: object) -> None:
        if statement.lstrip().upper().startswith(CHANGES):
            found.append(statement)

    engine = container.database.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


def tables(changes: list[str]) -> list[str]:
    """The table of each change: `INSERT INTO table`."""
    return [change.split()[2] for change in changes]


def test_a_session_that_only_reads_writes_nothing(container: Container, client: FlaskClient) -> None:
    with written(container) as changes:
        said = talk(client, PHONE, *LOOKS)
    assert "do not pay again" in said[-3]
    assert "Enter your reference number" in said[-1]
    assert changes == []


def test_a_chosen_language_would_be_seen(container: Container, client: FlaskClient) -> None:
    with written(container) as changes:
        talk(client, PHONE, "6")
    assert changes != []


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        pytest.param(("4", "passport"), 0, id="what the text rebuilds"),
        pytest.param(("4", "pass*port"), 1, id="a star, which would look like two answers"),
        pytest.param(("4", "pass*port", "1", "00"), 3, id="and each hop after it"),
        pytest.param(("1", "10203040506"), 1, id="an answer that is refused"),
    ],
)
def test_what_the_text_cannot_rebuild_is_one_row(
    container: Container, client: FlaskClient, typed: tuple[str, ...], rows: int
) -> None:
    with written(container) as changes:
        talk(client, PHONE, *typed)
    assert tables(changes) == ["checkpoints"] * rows


def test_without_redis_each_hop_is_one_row(database_url: str, clock: Clock) -> None:
    here = Container.of(settings(database_url=database_url, redis_url="unix:///nowhere/at/all.sock"), clock=clock)
    try:
        with written(here) as changes:
            talk(create_app(here).test_client(), PHONE, "4", "passport")
    finally:
        here.finder.close()
        here.database.close()
    assert tables(changes) == ["checkpoints"] * 3
