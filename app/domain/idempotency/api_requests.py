"""Idempotent requests of agencies: the answer is stored with the change, and returned again for a repeat.

An agency names a request by an `Idempotency-Key` of its own. The domain's answer, a success or a refusal, is stored in
the same transaction as the change, so that a crash leaves both or neither. A request that never reached the domain (an
unreadable body, a busy database) leaves nothing, and may be corrected and sent again with the same key.

A request of several changes is stored change by change, each at its position: interrupted and sent again, it continues
where it stopped.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import LargeBinary, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.shared.blind_indexes import of
from app.domain.shared.errors import RuleViolation
from app.domain.shared.purge import delete_until
from app.platform.database.sealed_value import sealed_json, sealed_values
from app.platform.db import Base, ensure, keys, now

KEPT: Final = timedelta(days=2)
"""For how long an answer is returned again; a day at least is promised (interface: answers; fault F36)."""
LOCK_NOT_AVAILABLE: Final = "55P03"
"""The SQLSTATE of PostgreSQL after waiting `lock_timeout` for a row that is still locked (its manual, appendix A)."""


class ApiCall(Base):
    """One change that an agency asked for under a key, and the answer (sealed).

    `key` and `request` are digests: an agency may build its keys from what it knows of a citizen. Without an answer the
    row is never committed.
    """

    __tablename__ = "api_calls"

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=of("api-call"))
    request: Mapped[bytes] = mapped_column(LargeBinary(32), info=of("api-request"))
    answer_sealed: Mapped[bytes | None]
    answer = sealed_json("answer")
    at: Mapped[datetime] = mapped_column(index=True)

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"api_calls.{column}:{self.key.hex()}"


@dataclass(frozen=True)
class Call:
    """A request: whose it is, the agency's own key for it, and all parts of its content (only digests are stored)."""

    agency: str
    key: str
    request: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Call({self.agency})"


class InProgress(RuleViolation):
    """Another copy of the request is in progress, for longer than this one waits."""


class IdempotencyKeyReused(RuleViolation):
    """The key belongs to another request."""


def once(session: Session, call: Call, work: Callable[[Session], Any], *, position: int = 0) -> tuple[Any, bool]:
    """Do `work` in this transaction, unless this call has; what it returned first, and whether it is a repeat.

    What `work` returns must be JSON. Raises IdempotencyKeyReused and InProgress; then `work` was not done. Of two
    copies at once the second waits for the first to commit, and returns the first's answer.
    """
    names = keys(session).digests("api-call", call.agency, call.key, str(position))
    kept = _kept(session, names)
    if kept is None and _claim(session, names[0], call):
        answer = work(session)
        sealed = sealed_values(session, ApiCall(key=names[0]), answer=answer)
        session.execute(update(ApiCall).where(ApiCall.key == names[0]).values(sealed))
        return answer, False
    return _answer(session, call, kept or _kept(session, names)), True


def find_kept(session: Session, call: Call) -> Any:
    """The earlier answer to this call; None where there is none, or it is in progress.

    Raises IdempotencyKeyReused.
    """
    kept = _kept(session, keys(session).digests("api-call", call.agency, call.key, "0"))
    return None if kept is None or kept.answer_sealed is None else _answer(session, call, kept)


def purge_requests(session: Session) -> int:
    """Delete answers past their period; returns how many."""
    return delete_until(session, ApiCall.key, ApiCall.at, now(session) - KEPT)


def _kept(session: Session, names: list[bytes]) -> ApiCall | None:
    return session.scalar(select(ApiCall).where(ApiCall.key.in_(names)))


def _answer(session: Session, call: Call, kept: ApiCall | None) -> Any:
    if kept is None or kept.answer_sealed is None:
        raise InProgress("a request with this Idempotency-Key is still in progress")
    if kept.request not in keys(session).digests("api-request", *call.request):
        raise IdempotencyKeyReused("this Idempotency-Key was used for another request")
    return kept.answer


def _claim(session: Session, name: bytes, call: Call) -> bool:
    asked = keys(session).digest("api-request", *call.request)
    try:
        return ensure(session, ApiCall, key=name, request=asked, answer_sealed=None, at=now(session))
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) == LOCK_NOT_AVAILABLE:
            raise InProgress("a request with this Idempotency-Key is still in progress") from None
        raise
