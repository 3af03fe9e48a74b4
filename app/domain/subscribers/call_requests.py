"""Call requests: who wants to be called by staff, about what and in which language.

For people who read little, or cannot pay for a call to a landline. A phone has one open request (a unique index), and
may ask for three in 24 hours; a request is kept for 90 days.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Index, LargeBinary, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.audit import audit_log
from app.domain.shared.blind_indexes import of
from app.domain.shared.errors import NotAllowed, NotFound
from app.domain.subscribers.phones import phone_index
from app.platform.database.sealed_value import sealed_text
from app.platform.db import Base, now
from app.platform.encryption import DecryptionError

A_DAY: Final = 3
"""Requests of one phone in 24 hours."""
KEPT: Final = timedelta(days=90)
"""For how long a request is kept, done or not."""
UNKNOWN: Final = "there is no such request"


class Topic(StrEnum):
    """What somebody wants to be called about."""

    APPLICATION = "application"
    PAYMENT = "payment"
    ACCOUNT = "account"
    OTHER = "other"


class CallRequest(Base):
    """One request to be called. Open until a member of staff marks it as done."""

    __tablename__ = "call_requests"

    id: Mapped[str] = mapped_column(primary_key=True)
    phone: Mapped[bytes] = mapped_column(LargeBinary(32), index=True, info=of("phone"))
    phone_sealed: Mapped[bytes]
    phone_number = sealed_text("phone")
    language: Mapped[str]
    topic: Mapped[Topic]
    asked_at: Mapped[datetime] = mapped_column(index=True)
    done_at: Mapped[datetime | None]

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"call_requests.{column}:{self.id}"


_OPEN = CallRequest.done_at.is_(None)
Index("uq_call_requests_open", CallRequest.phone, unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN)


class CallRequestOutcome(StrEnum):
    """The result of asking to be called."""

    KEPT = "kept"
    OPEN = "open"
    TOO_OFTEN = "too often"


@dataclass(frozen=True)
class Wanted:
    """A request as staff see it. `number` is whole, to be dialled; None where it is not shown or cannot be
    decrypted."""

    id: str
    number: str | None
    topic: Topic
    language: str
    asked_at: datetime


def open_since(session: Session, number: str) -> datetime | None:
    """When the open request of this phone was made; None where there is none."""
    mine = CallRequest.phone == phone_index(session, number)
    return session.scalar(select(CallRequest.asked_at).where(mine, _OPEN))


def request_call(session: Session, number: str, topic: Topic, language: str) -> CallRequestOutcome:
    """Store a request of a phone, unless it has one that is open, or had three in 24 hours.

    Raises IntegrityError at the flush where the same phone asks twice at once; asked again, it is told `OPEN`.
    """
    if open_since(session, number) is not None:
        return CallRequestOutcome.OPEN
    index, moment = phone_index(session, number), now(session)
    lately = (CallRequest.phone == index) & (CallRequest.asked_at > moment - timedelta(days=1))
    if (session.scalar(select(func.count()).select_from(CallRequest).where(lately)) or 0) >= A_DAY:
        return CallRequestOutcome.TOO_OFTEN
    request = CallRequest(id=secrets.token_hex(4), phone=index, language=language, topic=topic, asked_at=moment)
    session.add(request)
    request.phone_number = number
    session.flush()
    return CallRequestOutcome.KEPT


def waiting(session: Session, many: int, *, actor: str) -> list[Wanted]:
    """The open requests, oldest first, `many` at most. Each one shown is audited."""
    query = select(CallRequest).where(_OPEN).order_by(CallRequest.asked_at, CallRequest.id).limit(many)
    found = [_read(each) for each in session.scalars(query)]
    for each in found:
        audit_log.record(session, actor=actor, action="call.shown", subject=_named(each.id))
    return found


def list_unnumbered(session: Session, many: int) -> list[Wanted]:
    """The open requests, oldest first, `many` at most, without their numbers."""
    query = select(CallRequest).where(_OPEN).order_by(CallRequest.asked_at, CallRequest.id).limit(many)
    return [Wanted(each.id, None, each.topic, each.language, each.asked_at) for each in session.scalars(query)]


def show_number(session: Session, request_id: str, *, actor: str) -> Wanted:
    """One open request with its number. Audited. Raises NotFound, NotAllowed where it is done."""
    request = _hold(session, request_id)
    if request.done_at is not None:
        raise NotAllowed("this request is done already")
    audit_log.record(session, actor=actor, action="call.shown", subject=_named(request.id))
    return _read(request)


def finish(session: Session, request_id: str, *, actor: str) -> None:
    """Mark a request as done. Audited. Raises NotFound; NotAllowed where it is done already."""
    request = _hold(session, request_id)
    if request.done_at is not None:
        raise NotAllowed("this request is done already")
    _end(session, request, actor)


def see_done(session: Session, request_id: str, *, actor: str) -> datetime:
    """Mark a request as done, if it is not; returns when it was first marked. Raises NotFound."""
    request = _hold(session, request_id)
    return request.done_at or _end(session, request, actor)


def _hold(session: Session, request_id: str) -> CallRequest:
    query = select(CallRequest).where(CallRequest.id == request_id)
    is_one = re.fullmatch(r"[0-9a-f]{8}", request_id)
    request = session.scalar(query.with_for_update().execution_options(populate_existing=True)) if is_one else None
    if request is None:
        raise NotFound(UNKNOWN)
    return request


def _end(session: Session, request: CallRequest, actor: str) -> datetime:
    request.done_at = at = now(session)
    audit_log.record(session, actor=actor, action="call.done", subject=_named(request.id))
    return at


def _read(row: Any) -> Wanted:
    try:
        number = row.phone_number
    except DecryptionError:
        number = None
    return Wanted(row.id, number, row.topic, row.language, row.asked_at)


def _named(request_id: str) -> str:
    return f"call:{request_id}"
