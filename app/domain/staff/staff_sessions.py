"""Sessions of the console: one for each signed-in browser, found by a digest of its token; each can be ended at any
time.

A session ends after an hour without a request, and after ten hours in any case (a shift and its handover; ASVS 7.3.1
and 7.3.2). It is a row, not a signed cookie, so that it can be revoked at once.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import LargeBinary, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.shared.blind_indexes import OF_RANDOM_BITS
from app.domain.shared.purge import delete_until, row_count
from app.platform.db import Base, now

IDLE: Final = timedelta(hours=1)
LONGEST: Final = timedelta(hours=10)
TOUCHED: Final = timedelta(minutes=1)
"""How exactly the time of the last request is known: each update is a write."""
LONGEST_AGENT: Final = 120
"""Characters of the user agent that are stored, for the owner to recognise the session."""


class StaffSession(Base):
    """A browser that is signed in."""

    __tablename__ = "staff_sessions"

    token_digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=OF_RANDOM_BITS)
    public_id: Mapped[str] = mapped_column(unique=True)
    """The id of the session on a page; it gives no access."""
    staff_id: Mapped[str] = mapped_column(index=True)
    agent: Mapped[str]
    begun_at: Mapped[datetime] = mapped_column(index=True)
    seen_at: Mapped[datetime]


@dataclass(frozen=True)
class LiveSession:
    """An open session: whose, and until when at the latest."""

    public_id: str
    staff_id: str
    agent: str
    begun_at: datetime
    seen_at: datetime

    @property
    def ends_at(self) -> datetime:
        """When it ends without a further request."""
        return min(self.seen_at + IDLE, self.begun_at + LONGEST)


def begin_session(session: Session, staff_id: str, agent: str) -> str:
    """Open a session; returns its token, of 256 random bits, which is not stored."""
    token, moment = secrets.token_urlsafe(32), now(session)
    session.add(
        StaffSession(
            token_digest=_digest(token),
            public_id=secrets.token_hex(8),
            staff_id=staff_id,
            agent=agent[:LONGEST_AGENT],
            begun_at=moment,
            seen_at=moment,
        )
    )
    return token


def find_session(session: Session, token: str) -> LiveSession | None:
    """The open session of a token; None where it has ended."""
    row = session.get(StaffSession, _digest(token))
    found = _live(row) if row is not None else None
    return found if found is not None and now(session) < found.ends_at else None


def is_worth_a_touch(session: Session, found: LiveSession) -> bool:
    """Whether enough time has passed to record a use of the session."""
    return now(session) - found.seen_at >= TOUCHED


def touch_session(session: Session, token: str) -> None:
    """Record a use of a session."""
    row = session.get(StaffSession, _digest(token))
    if row is not None:
        row.seen_at = now(session)


def sessions_of(session: Session, staff_id: str) -> Sequence[LiveSession]:
    """The open sessions of a member of staff, the newest first."""
    mine = select(StaffSession).where(StaffSession.staff_id == staff_id).order_by(StaffSession.begun_at.desc())
    found = [_live(row) for row in session.scalars(mine)]
    return [each for each in found if now(session) < each.ends_at]


def end_session(session: Session, staff_id: str, public_id: str) -> bool:
    """End one session of a member of staff; whether there was one."""
    mine = (StaffSession.staff_id == staff_id) & (StaffSession.public_id == public_id)
    return bool(row_count(session.execute(delete(StaffSession).where(mine))))


def end_sessions(session: Session, staff_id: str, *, but: str = "") -> None:
    """End every session of a member of staff, except the one with the public id `but`."""
    mine = (StaffSession.staff_id == staff_id) & (StaffSession.public_id != but)
    session.execute(delete(StaffSession).where(mine))


def end_token(session: Session, token: str) -> None:
    """End the session of a token, if there is one: a new sign-in replaces the old session."""
    session.execute(delete(StaffSession).where(StaffSession.token_digest == _digest(token)))


def end_every_session(session: Session) -> int:
    """End the sessions of everybody; returns how many."""
    return row_count(session.execute(delete(StaffSession)))


def purge_sessions(session: Session) -> int:
    """Delete sessions that ended long ago; returns how many."""
    return delete_until(session, StaffSession.token_digest, StaffSession.begun_at, now(session) - LONGEST)


def _live(row: StaffSession) -> LiveSession:
    return LiveSession(row.public_id, row.staff_id, row.agent, row.begun_at, row.seen_at)


def _digest(token: str) -> bytes:
    return sha256(token.encode("utf-8", "surrogatepass")).digest()
