"""A store of sessions that can be out of reach, and whose caller can die before a commit reaches it."""

from collections.abc import Iterator
from typing import Any

from sessions.store import Claim, CountBatch, SessionStore, SessionsUnavailable


class Killed(BaseException):
    """The process dies."""


class Fickle(SessionStore):
    """A store of sessions: out of reach while `away` is set; while `dying` is set a commit kills its caller."""

    def __init__(self, redis: SessionStore) -> None:
        self._redis = redis
        self.away = self.dying = False

    def forget(self, empty: SessionStore) -> None:
        """Lose every session: an empty store takes the place of this one."""
        self._redis = empty

    def claim(self, session_id: str, phone: str, text: str) -> Claim:
        """See SessionStore."""
        self._reach()
        return self._redis.claim(session_id, phone, text)

    def commit(self, claim: Claim, state: bytes | None, answer: str, **more: Any) -> str:
        """See SessionStore."""
        self._reach()
        if self.dying:
            raise Killed
        return self._redis.commit(claim, state, answer, **more)

    def take_counts(self) -> Iterator[CountBatch]:
        """See SessionStore."""
        return self._redis.take_counts()

    def drop_counts(self, batch: CountBatch) -> None:
        """See SessionStore."""
        self._redis.drop_counts(batch)

    def count_waiting(self) -> int:
        """See SessionStore."""
        return self._redis.count_waiting()

    def unclaimed(self, session_id: str, phone: str, text: str) -> Claim:
        """See SessionStore."""
        return self._redis.unclaimed(session_id, phone, text)

    def alive(self) -> bool:
        """See SessionStore."""
        return not self.away

    def _reach(self) -> None:
        if self.away:
            raise SessionsUnavailable("away")
