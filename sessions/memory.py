"""The sessions in the memory of one process, for tests and simulation: claim.lua and commit.lua in Python."""

import secrets
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.platform.encryption import Keyring
from sessions.store import (
    LEASE_MS,
    MOST_HOPS,
    PASSED_MS,
    TTL_MS,
    ClaimResult,
    CountBatch,
    Found,
    Kept,
    Lease,
    SealedSessions,
)


@dataclass
class _Session:
    who: str
    last: str = ""
    state: bytes | None = None
    owner: str = ""
    lease: float = 0
    leased: str = ""
    expires: float = 0
    answers: dict[str, bytes] = field(default_factory=dict)


class MemorySessions(SealedSessions):
    """Sessions that vanish with the process. Safe to use from several threads."""

    def __init__(self, keys: Keyring) -> None:
        super().__init__(keys)
        self._sessions: dict[str, _Session] = {}
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()
        self._taken: CountBatch | None = None

    def alive(self) -> bool:
        """See SessionStore."""
        return True

    def take_counts(self) -> Iterator[CountBatch]:
        """See SessionStore."""
        with self._lock:
            if self._taken is None and self._counts:
                self._taken = CountBatch(0, secrets.token_hex(8), dict(self._counts))
                self._counts.clear()
            taken = self._taken
        if taken:
            yield taken

    def drop_counts(self, batch: CountBatch) -> None:
        """See SessionStore."""
        with self._lock:
            if self._taken is not None and self._taken.name == batch.name:
                self._taken = None

    def count_waiting(self) -> int:
        """See SessionStore."""
        with self._lock:
            return len(self._counts) + (len(self._taken.counts) if self._taken else 0)

    def _find(self, lease: Lease, earlier: list[str]) -> Found:
        with self._lock:
            its = self._live(lease)
            if its.who != lease.who:
                return Found(ClaimResult.CONFLICT)
            if lease.hop in its.answers:
                return Found(ClaimResult.HIT, lease.hop, its.answers[lease.hop])
            return _refused(its, earlier) or self._lease(its, lease, earlier)

    def _lease(self, its: _Session, lease: Lease, earlier: list[str]) -> Found:
        now, sooner = _now_ms(), max(0, LEASE_MS - PASSED_MS) if its.leased in earlier else 0
        if its.owner not in ("", lease.owner) and its.lease - sooner > now:
            return Found(ClaimResult.BUSY)
        its.owner, its.leased, its.lease = lease.owner, lease.hop, now + LEASE_MS
        its.expires = its.expires or now + TTL_MS  # else the last commit has set it
        self._sessions[lease.key] = its
        return Found(ClaimResult.GO, its.last, its.state) if its.last else Found(ClaimResult.NEW)

    def _keep(self, lease: Lease, kept: Kept) -> bytes | None:
        with self._lock:
            its = self._live(lease)
            if not its.expires or its.owner == lease.owner:
                its.last, its.state, its.owner = lease.hop, kept.state, ""
                its.answers |= {lease.hop: kept.answer} | ({lease.late: kept.late} if lease.late else {})
                its.expires = _now_ms() + kept.ttl_ms
                self._sessions[lease.key] = its
                self._counts.update(kept.counts)
            return its.answers.get(lease.hop)

    def _live(self, lease: Lease) -> _Session:
        """The session, or a blank one (which has no time to expire yet)."""
        its = self._sessions.get(lease.key)
        return its if its and its.expires > _now_ms() else _Session(lease.who)


def _refused(its: _Session, earlier: list[str]) -> Found | None:
    """Why the hop cannot be the next one, if so."""
    latest = Found(ClaimResult.STALE, its.last, its.answers.get(its.last))
    if not its.last:
        return None
    if its.last not in earlier:
        return latest if its.answers.keys() & earlier else Found(ClaimResult.CONFLICT)
    if its.state is None:
        return Found(ClaimResult.ENDED)
    return latest if len(its.answers) >= MOST_HOPS else None


def _now_ms() -> float:
    return time.monotonic() * 1000
