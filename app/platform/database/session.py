"""The session that the domain works with: a lock reads anew, and it is known whether the database was asked at all."""

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from app.platform.database.prepared_select import DriverReads

_ASKED = "the database was asked, and answered"


class AttentiveSession(Session):
    """A session in which a lock reads anew what it locks. `driver`: where selects that are prepared are asked, if not
    on its own connection."""

    driver: DriverReads | None = None

    @property
    def has_asked(self) -> bool:
        """Whether a connection was opened for it, or one that was open has answered (`pool_pre_ping`)."""
        return _ASKED in self.info

    def note_that_it_answers(self) -> None:
        """The database has answered."""
        self.info[_ASKED] = True


@event.listens_for(AttentiveSession, "after_begin")
def _note_that_it_answers(session: AttentiveSession, *_: object) -> None:
    session.note_that_it_answers()


@event.listens_for(AttentiveSession, "do_orm_execute")
def _read_what_is_locked(state: ORMExecuteState) -> None:
    """A row that was read before keeps its old values in the session, else: it was perhaps changed before the lock."""
    if state.is_select and getattr(state.statement, "_for_update_arg", None) is not None:
        state.update_execution_options(populate_existing=True)
