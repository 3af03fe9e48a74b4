"""The audit trail as a chain: whoever changes, deletes, inserts or reorders a row of it is found out.

Each row has its place (`seq`, without gaps), a hash over the row before it and its own canonical JSON, and a MAC of
that hash under a key of the ring. The hash takes no key, so that a head kept elsewhere stays true when the ring's
keys change; the MAC takes one, so that nobody who has only the database can make a chain that looks right.

Rows are written unlinked, so that no change waits for another's; the worker links them, in the order in which it
finds them. What is linked is committed, whatever its id: a row that commits late comes later in the chain.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from json.encoder import encode_basestring_ascii as quoted
from typing import Any, Final

from sqlalchemy import Row, Select, Text, bindparam, cast, func, select, update
from sqlalchemy.orm import Session

from app.db import Database, keys
from app.domain.audit import AuditEvent
from app.seal import Keyring

AT_ONCE: Final = 1000
"""Rows linked in one transaction."""
PAGE: Final = 1000
NOTHING: Final = bytes(32)
"""What stands for the hash of the row before the first."""
_AUDIT: Final = AuditEvent.__table__.c
"""Its plain columns: read through the ORM, a row would cost a tenth more."""
_SAID: Final = (
    _AUDIT.id,
    _AUDIT.at,
    _AUDIT.actor,
    _AUDIT.action,
    _AUDIT.subject,
    cast(_AUDIT.details, Text).label("details"),
)
"""What a row says. The details as they are stored: to read them and write them again would cost a fifth of the time."""
Macs = dict[bytes, Callable[[bytes], bytes]]
_LINK: Final = (
    update(AuditEvent.__table__)  # type: ignore[arg-type]
    .where(AuditEvent.id == bindparam("id_"), AuditEvent.seq.is_(None))
    .values({name: bindparam(name) for name in ("seq", "hash", "ring_key", "mac")})
)
_RENEW: Final = (
    update(AuditEvent.__table__)  # type: ignore[arg-type]
    .where(AuditEvent.seq == bindparam("seq_"))
    .values({name: bindparam(name) for name in ("ring_key", "mac")})
)


@dataclass(frozen=True)
class Head:
    """The newest link: kept elsewhere, it shows later that nothing was cut off or made anew."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"

    @classmethod
    def read(cls, text: str) -> "Head":
        """From `SEQ:HASH`. Raises ValueError."""
        seq, _, digest = text.strip().partition(":")
        if len(bytes.fromhex(digest)) != len(NOTHING):
            raise ValueError("a hash has 64 hexadecimal digits")
        return cls(int(seq), digest.lower())


@dataclass(frozen=True)
class Fault:
    """The first row that is not as it was written, and in what way."""

    seq: int
    what: str


@dataclass(frozen=True)
class Verdict:
    """What came of looking the chain through: its head, its first fault if any, and how many rows wait."""

    head: Head
    fault: Fault | None
    unlinked: int


def link(session: Session) -> int:
    """Link what has been written since, at most a thousand rows; how many. One worker at a time does it."""
    if not _is_ours(session):
        return 0
    found = session.execute(select(*_SAID).where(AuditEvent.seq.is_(None)).order_by(AuditEvent.id).limit(AT_ONCE))
    rows = found.all()
    if rows:
        linked = _links().where(AuditEvent.seq.is_not(None))
        last = session.execute(linked.order_by(AuditEvent.seq.desc()).limit(1)).first()
        seq, before = (last.seq, last.hash) if last else (0, NOTHING)
        session.connection().execute(_LINK, list(_linked(keys(session), rows, seq, before)))
    return len(rows)


def verify(database: Database, kept: Head | None = None) -> Verdict:
    """Look the whole chain through, and for a head that was kept elsewhere. Stops at the first fault."""
    with database.reading() as session:
        unlinked = session.scalar(select(func.count()).where(AuditEvent.seq.is_(None))) or 0
    seq, newest = 0, NOTHING
    for row, fault in _judged(database):
        fault = fault or _unlike(kept, row)
        if fault:
            return Verdict(Head(seq, newest.hex()), fault, unlinked)
        seq, newest = row.seq, row.hash
    cut = Fault(seq + 1, "and what followed it is cut off") if kept and kept.seq > seq else None
    return Verdict(Head(seq, newest.hex()), cut, unlinked)


def renew(database: Database) -> tuple[int, Fault | None]:
    """Give every row a MAC under the ring's newest key; how many, and the fault that stopped it.

    Nothing is vouched for that does not stand now: it goes up to the first fault and no further.
    """
    newest, made, done = database.keys.newest, database.keys.macs("audit"), 0
    stale: list[dict[str, Any]] = []
    for row, fault in _judged(database):
        if fault:
            return done + _keep(database, stale), fault
        if row.ring_key != newest:
            stale.append({"seq_": row.seq, "ring_key": newest, "mac": made[newest](row.hash)})
        if len(stale) == AT_ONCE:
            done, stale = done + _keep(database, stale), []
    return done + _keep(database, stale), None


def _judged(database: Database) -> Iterator[tuple[Row[*tuple[Any, ...]], Fault | None]]:
    """Every linked row in order, with what is wrong with it."""
    before, made = NOTHING, database.keys.macs("audit")
    for seq, row in enumerate(_pages(database), start=1):
        yield row, _fault(row, seq, before, made)
        before = row.hash


def _pages(database: Database) -> Iterator[Row[*tuple[Any, ...]]]:
    linked, rest = _links().order_by(_AUDIT.seq).limit(PAGE), _AUDIT.seq.is_not(None)
    while True:
        with database.reading() as session:
            rows = session.execute(linked.where(rest)).all()
        yield from rows
        if len(rows) < PAGE:
            return
        rest = _AUDIT.seq > rows[-1].seq


def _fault(row: Row[*tuple[Any, ...]], seq: int, before: bytes, made: Macs) -> Fault | None:
    *said, place, digest, key, mac = row
    if place != seq:
        return Fault(seq, "is missing") if place > seq else Fault(place, "was not linked by us")
    if digest != _hash(before, said, seq):
        return Fault(seq, "is not what was written, or not where it was written")
    vouch = made.get(key)
    if vouch is None:
        return Fault(seq, "is vouched for by no key of the ring")
    return None if vouch(digest) == mac else Fault(seq, "was not linked by us")


def _linked(
    ring: Keyring, rows: Sequence[Row[*tuple[Any, ...]]], seq: int, before: bytes
) -> Iterator[dict[str, object]]:
    newest = ring.newest
    vouch = ring.macs("audit")[newest]
    for row in rows:
        seq, before = seq + 1, _hash(before, row, seq + 1)
        yield {"id_": row.id, "seq": seq, "hash": before, "ring_key": newest, "mac": vouch(before)}


def _unlike(kept: Head | None, row: Row[*tuple[Any, ...]]) -> Fault | None:
    if kept is None or kept.seq != row.seq or kept.hash == row.hash.hex():
        return None
    return Fault(kept.seq, "is not the row whose hash was kept")


def _hash(before: bytes, said: Sequence[Any], seq: int) -> bytes:
    """Over JSON without blanks, written by hand: the encoder would take twice the time of the rest."""
    id_, at, *texts = said
    json = f'[{seq},{id_},"{at.isoformat()}",{",".join(map(quoted, texts))}]'
    return sha256(before + json.encode()).digest()


def _links() -> Select[*tuple[Any, ...]]:
    return select(*_SAID, _AUDIT.seq, _AUDIT.hash, _AUDIT.ring_key, _AUDIT.mac)


def _keep(database: Database, stale: list[dict[str, Any]]) -> int:
    if stale:
        with database.transaction() as session:
            session.connection().execute(_RENEW, stale)
    return len(stale)


def _is_ours(session: Session) -> bool:
    if session.get_bind().dialect.name != "postgresql":
        return True
    return bool(session.scalar(select(func.pg_try_advisory_xact_lock(func.hashtextextended("audit chain", 0)))))
