"""One hop, one effect (law 3): a hop's effect is recorded in the same transaction, and never repeated."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.shared.blind_indexes import blind_index, of
from app.platform.database.sealed_value import sealed_json
from app.platform.db import Base, Database, OutcomeUnknown, OutOfReach, now


class Effect(Base):
    """That a hop has had its effect, and the result (sealed)."""

    __tablename__ = "effects"

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=of("effect"))
    name: Mapped[str]
    result_sealed: Mapped[bytes]
    result = sealed_json("result")
    at: Mapped[datetime] = mapped_column(index=True)

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"effects.{column}:{self.key.hex()}"


def once(session: Session, hop: str, name: str, work: Callable[[Session], Any]) -> Any:
    """Do `work` in this transaction unless this hop did it before; either way, return what it returned first.

    `hop` names the session and all that was typed in it; what `work` returns must be JSON. Of two copies of a hop at
    once the second fails on the unique key (IntegrityError at the flush).
    """
    known = recall(session, hop, name)
    if known is not None:
        return known.result
    key = _key(session, hop, name)
    result = work(session)
    done = Effect(key=key, name=name, at=now(session))
    session.add(done)
    done.result = result
    session.flush()
    return result


def once_of(database: Database, hop: str, name: str, work: Callable[[Session], Any]) -> Any:
    """The same in a transaction of its own; the slower of two copies at once returns the other's result."""
    try:
        return _in_a_transaction(database, hop, name, work)
    except IntegrityError:
        return _in_a_transaction(database, hop, name, work)


def once_for_certain(database: Database, hop: str, name: str, work: Callable[[Session], Any]) -> Any:
    """The same, also where the connection broke at the commit: what was committed is found by its key.

    The database waits for a commit that is still in progress. Raises OutcomeUnknown when it cannot be reached.
    """
    try:
        return _in_a_transaction(database, hop, name, work)
    except (IntegrityError, OutcomeUnknown):  # another copy of this hop was faster, or it is done already
        pass
    try:
        return once_of(database, hop, name, work)
    except (OperationalError, OutOfReach) as error:
        raise OutcomeUnknown from error


def _in_a_transaction(database: Database, hop: str, name: str, work: Callable[[Session], Any]) -> Any:
    with database.transaction() as session:
        return once(session, hop, name, work)


@dataclass(frozen=True)
class Done:
    """The stored effect of a hop: its result, and when it was done."""

    result: Any
    at: datetime


def recall(session: Session, hop: str, name: str) -> Done | None:
    """The effect of this hop, if it was done before."""
    row = session.get(Effect, _key(session, hop, name))
    if row is None:
        return None
    return Done(row.result, row.at)


def _key(session: Session, hop: str, name: str) -> bytes:
    return blind_index(session, "effect", hop, name)
