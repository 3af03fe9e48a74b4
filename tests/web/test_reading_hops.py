"""A session that only looks leaves nothing in the database: its text alone rebuilds it (law 8)."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask.testing import FlaskClient
from sqlalchemy import Connection, event

from app.container import Container
from tests.web.talking import talk

CHANGES = ("INSERT", "UPDATE", "DELETE")
PHONE = "+254700000099"
LOOKS = ("4", "passport", "00", "4", "1", "1", "00", "5", "3", "1", "00", "1")
"""Services by word and by category, a question and its answer, where a reference is asked for: no line here acts."""


@contextmanager
def written(container: Container) -> Iterator[list[str]]:
    """The statements inside that change a row."""
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
