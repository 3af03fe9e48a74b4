"""The store of sessions: which copy of a hop may be answered, what was answered before, and the sealed state.

`text` of a USSD callback is the whole history of the session, unescaped (source 2): the new input is what follows the
text answered last, and only the session knows that text. It knows it as a digest, so that no store ever sees what was
typed (law 4): a hop brings the digests of all its earlier texts, the store says which one it answered last, and
everything else it keeps is sealed to its place.
"""

import base64
import secrets
import time
from abc import abstractmethod
from collections.abc import Iterator, Mapping
from enum import StrEnum, auto
from typing import Final, NamedTuple, Protocol

from app.platform.deadline import left
from app.platform.encryption import DecryptionError, Keyring

MOST_HOPS = 64
"""The most answers kept of a session, and earlier texts looked at; 180 s of dialling never come near it."""
TTL_MS = 300_000
ENDED_TTL_MS = 600_000
LEASE_MS = 6_000
"""How long a hop belongs to the process that claimed it: more than the 5 s in which it must answer."""
PASSED_MS = 1_000
"""The same once the phone has gone on to a later hop: this one was answered, only its commit was lost."""
NOTHING_COUNTED: Final[Mapping[str, int]] = {}
PATIENCE = 3.5
POLL = 0.025
"""Seconds: how long, and how often, a copy of a hop looks whether the first copy has been answered."""


class SessionsUnavailable(Exception):
    """The session cannot be read or written: Redis is out of reach, or refused, or another owner has the hop.

    Where `commit` raises it, a CON may be said only if a checkpoint has the state: the next input would otherwise be
    read against the screen before this one.
    """


class ClaimResult(StrEnum):
    """What the store says about a hop."""

    HIT = auto()
    """It was answered before: give `answer` again."""
    GO = auto()
    """It is the next hop, and ours: `typed` answers the screen of `state`. Commit."""
    BUSY = auto()
    """Another copy of it is being answered and has not come back in time."""
    NEW = auto()
    """The first hop of a session, with nothing typed. Commit."""
    LOST = auto()
    """A text without a session: dialled ahead, or the session is lost. `typed` is all of it. Commit, if it can be."""
    STALE = auto()
    """It is older than the hop answered last, or beyond 64 hops: `answer` is the latest answer."""
    ENDED = auto()
    """It continues a session that we have ended."""
    CONFLICT = auto()
    """Its text continues no hop that we know, or another phone uses the session's id."""


class Lease(NamedTuple):
    """Who claims which hop of which session: digests, and a random word for this claim (`owner`)."""

    key: str
    who: str
    hop: str
    owner: str
    late: str = ""
    """A hop that came late, and gets the same answer as `hop`."""


class Claim(NamedTuple):
    """The store's verdict on a hop. What the citizen typed or reads is kept out of its repr."""

    verdict: ClaimResult
    hop: str
    """The digest of the session, the phone and the whole text: the same in every copy, and after a loss of Redis."""
    session: str = ""
    """The digest of the session and its phone, likewise."""
    past: Mapping[str, str] = {}
    """The texts of this hop and of those that may have come before it, by the digests of the hops."""
    typed: str = ""
    state: bytes | None = None
    answer: str | None = None
    lease: Lease | None = None
    """The right to commit: with GO, NEW and LOST."""

    def __repr__(self) -> str:
        return f"Claim({self.verdict}, {self.hop})"

    def lost(self) -> "Claim":
        """The same claim where the stored state is of no use: as if the store had lost it."""
        return self._replace(verdict=ClaimResult.LOST, typed=self.past[self.hop], state=None)

    def standing_at(self, hop: str) -> "Claim":
        """The same lease, which puts a lost session back to the hop of its checkpoint; this hop is told the same."""
        if self.lease is None or hop == self.hop:
            return self
        return self._replace(lease=self.lease._replace(hop=hop, late=self.hop))


class CountBatch(NamedTuple):
    """What was counted since the last batch was taken, by the names of the counts."""

    shard: int
    """The shard that it is of, in a store that has several."""
    name: str
    """The same however often the batch is returned."""
    counts: dict[str, int]


class SessionStore(Protocol):
    """Where the sessions are kept, and the counts that are made with each commit."""

    def claim(self, session_id: str, phone: str, text: str) -> Claim:
        """Say what this hop is and, where it is the next one, lease it to the caller for 6 s.

        Waits up to 3.5 s for a copy that came first. Raises SessionsUnavailable.
        """
        ...

    def commit(
        self,
        claim: Claim,
        state: bytes | None,
        answer: str,
        *,
        seconds: float | None = None,
        counts: Mapping[str, int] = NOTHING_COUNTED,
    ) -> str:
        """Keep the answer and the state it leads to (None: the session has ended); return the answer to give.

        That is the winner's when our lease ran out and another copy was faster. The session is kept for 5 minutes (10
        once it has ended), or for `seconds` if that is less. `counts`: what is added to counts where this answer is
        kept, in the same step. Raises SessionsUnavailable, and ValueError for a claim that gave no right to commit.
        """
        ...

    @abstractmethod
    def take_counts(self) -> Iterator[CountBatch]:
        """The counts, a batch for each shard; a batch is returned again until it is dropped.

        Raises SessionsUnavailable.
        """
        ...

    @abstractmethod
    def drop_counts(self, batch: CountBatch) -> None:
        """Forget a batch that was added elsewhere for good. Raises SessionsUnavailable."""
        ...

    def unclaimed(self, session_id: str, phone: str, text: str) -> Claim:
        """The hop while no store can be asked: NEW or LOST, with no right to commit."""
        ...

    @abstractmethod
    def count_waiting(self) -> int:
        """How many counts wait to be taken, or to be dropped. Raises SessionsUnavailable."""
        ...

    @abstractmethod
    def alive(self) -> bool:
        """Whether the sessions can be reached now."""
        ...


class Found(NamedTuple):
    """What a store finds: the verdict, and a sealed answer or state with the hop that it belongs to."""

    verdict: ClaimResult
    hop: str = ""
    sealed: bytes | None = None


class Kept(NamedTuple):
    """What a store keeps of a hop: sealed values, for how long, and what it adds to counts."""

    state: bytes | None
    answer: bytes
    late: bytes
    """The answer, sealed for the hop that came late (`Lease.late`); empty where there is none."""
    ttl_ms: int
    counts: Mapping[str, int]


class SealedSessions(SessionStore):
    """What all stores share: digests in place of names, sealed values, and the wait for the first copy.

    A session is found under the newest key of the ring only. Taking up a new key therefore ends the sessions
    that are live at that moment: their next hop is LOST, and its `hop` has a new name.
    """

    def __init__(self, keys: Keyring, *, shards: int = 1) -> None:
        self._keys, self._shards = keys, shards

    def claim(self, session_id: str, phone: str, text: str) -> Claim:
        """See SessionStore."""
        blank = self.unclaimed(session_id, phone, text)
        lease = Lease(self._key(session_id), blank.session, blank.hop, secrets.token_hex(8))
        earlier = [name for name in blank.past if name != blank.hop]
        give_up = time.monotonic() + left(PATIENCE)
        while (found := self._find(lease, earlier)).verdict is ClaimResult.BUSY:
            if time.monotonic() >= give_up:
                break
            time.sleep(POLL)
        return self._read(lease, found, blank)

    def unclaimed(self, session_id: str, phone: str, text: str) -> Claim:
        """See SessionStore."""
        texts = [text, *earlier_texts(text)]
        past = dict(zip(self._names(session_id, phone, texts), texts, strict=True))
        return Claim(
            ClaimResult.LOST if text else ClaimResult.NEW,
            hop=next(iter(past)),
            session=self._name("session phone", session_id, phone),
            past=past,
            typed=text,
        )

    def commit(
        self,
        claim: Claim,
        state: bytes | None,
        answer: str,
        *,
        seconds: float | None = None,
        counts: Mapping[str, int] = NOTHING_COUNTED,
    ) -> str:
        """See SessionStore."""
        lease = claim.lease
        if lease is None:
            raise ValueError(f"{claim.verdict} gives no right to commit")
        sealed_state = None if state is None else self._keys.seal(state, _place("state", lease.key, lease.hop))
        sealed_answer = self._keys.seal(answer.encode(), _place("answer", lease.key, lease.hop))
        late = self._keys.seal(answer.encode(), _place("answer", lease.key, lease.late)) if lease.late else b""
        stands = self._keep(lease, Kept(sealed_state, sealed_answer, late, _ttl_ms(state, seconds), counts))
        if stands is None:
            raise SessionsUnavailable("another owner has this hop and has not answered yet")
        if stands == sealed_answer:
            return answer
        try:
            return self._open("answer", lease.key, Found(claim.verdict, lease.hop, stands)).decode()
        except DecryptionError as damaged:
            raise SessionsUnavailable("the answer that stands cannot be opened") from damaged

    @abstractmethod
    def _find(self, lease: Lease, earlier: list[str]) -> Found:
        """Judge the hop and lease it where it is the next, atomically. `earlier`: the longest text first."""

    @abstractmethod
    def _keep(self, lease: Lease, kept: Kept) -> bytes | None:
        """Store it if the hop is still this owner's; return the answer that stands, None if there is none yet."""

    def _read(self, lease: Lease, found: Found, blank: Claim) -> Claim:
        """Open what was found. What does not open is damaged or forged, and counts as no session."""
        verdict = found.verdict
        try:
            match verdict:
                case ClaimResult.HIT | ClaimResult.STALE:
                    return blank._replace(verdict=verdict, answer=self._open("answer", lease.key, found).decode())
                case ClaimResult.GO:
                    state = self._open("state", lease.key, found)
                    typed = typed_after(blank.past[found.hop], blank.past[blank.hop])
                    return blank._replace(verdict=verdict, typed=typed, state=state, lease=lease)
                case ClaimResult.NEW:
                    return blank._replace(lease=lease)
                case _:
                    return blank._replace(verdict=verdict)
        except DecryptionError:
            return blank._replace(lease=lease if verdict is ClaimResult.GO else None)

    def _open(self, what: str, key: str, found: Found) -> bytes:
        return self._keys.open(found.sealed or b"", _place(what, key, found.hop))

    def _key(self, session_id: str) -> str:
        """The key of a session. Its braces keep it in one slot of a Redis Cluster, with the counts of its shard."""
        digest = self._keys.digest("session", session_id)[:16]
        name = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        return f"u:{{{digest[0] % self._shards:02x}}}{name}" if self._shards > 1 else f"u:{{{name}}}"

    def _name(self, purpose: str, *parts: str) -> str:
        return self._keys.digest(purpose, *parts)[:16].hex()

    def _names(self, session_id: str, phone: str, texts: list[str]) -> list[str]:
        """The digests of the hops with these texts: the longest first, each the beginning of the one before it."""
        grown, told, names = self._keys.growing("hop", session_id, phone), "", []
        for each in reversed(texts):
            grown.update(each[len(told) :].encode("utf-8", "surrogatepass"))
            told = each
            names.append(grown.digest()[:16].hex())
        return names[::-1]


def earlier_texts(text: str) -> Iterator[str]:
    """The texts that may have come before this one, the longest first: cut before each `*`, and the empty one."""
    if not text:
        return
    end = len(text)
    for _ in range(MOST_HOPS - 1):
        end = text.rfind("*", 0, end)
        if end <= 0:
            break
        yield text[:end]
    yield ""


def typed_after(known: str, text: str) -> str:
    """What was typed after `known` was answered: `1` then `1*2*3` is the one input `2*3`."""
    return text[len(known) + 1 :] if known else text


def _ttl_ms(state: bytes | None, seconds: float | None) -> int:
    """For how long a session is kept after a hop."""
    usual = ENDED_TTL_MS if state is None else TTL_MS
    return usual if seconds is None else max(1, min(usual, int(seconds * 1000)))


def _place(what: str, key: str, hop: str) -> str:
    return f"session {what}:{key}:{hop}"
