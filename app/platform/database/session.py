"""The domain's session: a locking SELECT refreshes its rows, and it knows whether the database has answered."""

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from app.platform.database.prepared_select import DriverReads

_ASKED = "the database was asked, and answered"


class AttentiveSession(Session):
    """A session in which a locking SELECT refreshes the rows that it locks. `driver`: runs prepared SELECTs, if they do
    not run on the session's own connection."""

    driver: DriverReads | None = None

    @property
    def has_asked(self) -> bool:
        """Whether the database has answered: a connection was opened, or a pooled one has answered the ping
        (`pool_pre_ping`)."""
        return _ASKED in self.info

    def note_that_it_answers(self) -> None:
        """Note that the database has answered."""
        self.info[_ASKED] = True


@event.listens_for(AttentiveSession, "after_begin")
def _note_that_it_answers(session: AttentiveSession, *_: object) -> None:
    session.note_that_it_answers()


@event.listens_for(AttentiveSession, "do_orm_execute")
def _read_what_is_locked(state: ORMExecuteState) -> None:
    """Refresh the rows that a SELECT locks: one that was read before may have changed since."""
    if state.is_select and getattr(state.statement, "_for_update_arg", None) is not None:
        state.update_execution_options(populate_existing=True)
