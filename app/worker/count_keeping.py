"""Moves the counts of hops from the session store to the database."""

from app.container import Container
from app.domain.reporting import hop_counts
from app.platform.observability import failed
from sessions.store import SessionsUnavailable


def keep_counts(container: Container) -> None:
    """Add each batch of counts to the database, then drop it from the store. A batch added twice counts once."""
    try:
        for batch in container.sessions.take_counts():
            with container.database.transaction() as session:
                hop_counts.add_counts(session, batch.name, batch.counts)
            container.sessions.drop_counts(batch)
    except SessionsUnavailable as error:
        failed("sessions", error)
