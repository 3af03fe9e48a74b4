"""A connection pool that is disposed of after a failure: a connection still in use is closed on its return."""

from typing import Any

import pytest

from app.container import Container


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_connection_whose_pool_was_given_up_is_closed_when_it_comes_back(container: Container) -> None:
    with container.database.reading() as session:
        kept: Any = session.connection().connection.driver_connection
    with container.database.reading() as session:
        held: Any = session.connection().connection.driver_connection
        assert held is kept, "one that comes back to its pool stays open"
        container.database.engine.dispose()
        assert not held.closed
    assert held.closed
