"""Checkpoints: the state of a phone's latest session, to continue it when Redis has lost it (law 6), or after a drop.

One row for each phone, as a phone has one session at a time. It is written before the session itself, at every hop that
had an effect or follows one. So a session is found here under its last answered hop, or not at all.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import LargeBinary, and_, case, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.shared.blind_indexes import of
from app.domain.shared.purge import delete_until
from app.domain.subscribers.phones import phone_index
from app.platform.database.sealed_value import sealed_json, sealed_values
from app.platform.db import Base, inserting, keys, now
from app.platform.encryption import DecryptionError

KEPT: Final = timedelta(days=1)
"""For how long a phone may continue where it stopped (source 20)."""


class Checkpoint(Base):
    """The last answered hop of a phone's session. `session` and `hop` are digests; `step` counts its hops.

    `before` is the session that it replaced: a hop of that one may still come late. `at` is when it was answered; if a
    secret opened what was shown last, when the secret was given.
    """

    __tablename__ = "checkpoints"

    phone: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=of("phone"))
    session: Mapped[str]
    before: Mapped[str]
    hop: Mapped[str]
    step: Mapped[int]
    kept_sealed: Mapped[bytes]
    kept = sealed_json("kept")
    at: Mapped[datetime] = mapped_column(index=True)

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"checkpoints.{column}:{self.hop}"


COLUMNS: Final = Checkpoint.session, Checkpoint.hop, Checkpoint.kept_sealed, Checkpoint.at
"""The columns that are read."""


@dataclass(frozen=True)
class KeptHop:
    """The stored hop of a session: the answer, and the state after it; None when the session had ended.

    `age`: of the hop, or of the secret that opened what was shown last.
    """

    session: str
    hop: str
    state: bytes | None = field(repr=False)
    answer: str = field(repr=False)
    age: timedelta = timedelta(0)


def keep(
    session: Session,
    phone: str,
    *,
    name: str,
    hop: str,
    step: int,
    state: bytes | None,
    answer: str,
    opened_at: datetime | None = None,
) -> None:
    """Store the state of a phone's session `name`. A hop that comes late, or twice, does not overwrite another, of this
    session or of the one before. `opened_at`: when the secret was given that opened the last screen of a session; as
    long as that is fresh, the screen may be shown again."""
    kept = [state.decode() if state is not None else None, answer]
    values = {
        "session": name,
        "hop": hop,
        "step": step,
        "at": opened_at or now(session),
        **sealed_values(session, Checkpoint(hop=hop), kept=kept),
    }
    same = Checkpoint.session == name
    later = or_(Checkpoint.step < step, Checkpoint.hop == hop)
    newer = or_(and_(same, later), and_(~same, Checkpoint.before != name))
    before = case((same, Checkpoint.before), else_=Checkpoint.session)
    session.execute(
        inserting(session, Checkpoint)
        .values(phone=phone_index(session, phone), before="", **values)
        .on_conflict_do_update(index_elements=[Checkpoint.phone], set_=values | {"before": before}, where=newer)
    )


def find_checkpoint(session: Session, phone: str) -> KeptHop | None:
    """The stored hop of a phone's latest session, however old."""
    row = session.execute(select(*COLUMNS).where(Checkpoint.phone == phone_index(session, phone))).one_or_none()
    return open_checkpoint(session, row) if row else None


def names_any(session: Session, phone: str, *names: str) -> bool:
    """Whether the state of a phone's latest session has one of these: the number of a document, the id of an
    account."""
    kept = find_checkpoint(session, phone)
    state = kept.state.decode() if kept and kept.state else ""
    return any(name and f'"{name}"' in state for name in names)


def open_checkpoint(session: Session, row: Any) -> KeptHop | None:
    """A row with these COLUMNS, decrypted; None for one that no key opens, or in the form of another release."""
    try:
        kept = Checkpoint.kept.open(keys(session), Checkpoint(hop=row.hop, kept_sealed=row.kept_sealed))
    except (DecryptionError, ValueError):
        return None
    match kept:
        case [str() | None as state, str() as answer, *_]:
            told = state.encode() if state is not None else None
            return KeptHop(row.session, row.hop, told, answer, now(session) - row.at)
    return None


def purge_checkpoints(session: Session) -> int:
    """Delete checkpoints older than a day; returns how many."""
    return delete_until(session, Checkpoint.phone, Checkpoint.at, now(session) - KEPT)
