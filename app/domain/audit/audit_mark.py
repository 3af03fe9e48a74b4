"""The high-water mark of the audit trail: the newest link, with a MAC, in a table of its own.

The worker moves the mark in the transaction that links, so the newest link and the mark always agree. If there are
fewer or more links than the mark says, somebody else has added, removed or restored rows. Whoever controls the database
can restore an old mark together with an old trail. To detect that, the position of the mark is also kept outside, as
anchors: in each worker's memory, in a file of its machine, and in the log, wherever that is shipped to.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.audit.audit_links import Head, TrailFault
from app.platform.db import Base, inserting, keys, now, utc_now
from app.platform.encryption import Keyring

ONE: Final = 1
"""The id of the only row."""
MARK, ANCHOR = "audit mark", "audit anchor"
"""The purposes of the MACs, for key separation."""
NO_MARK: Final = TrailFault(0, "is missing, or no key of the ring vouches for it", "mark")


class AuditMark(Base):
    """The mark as a row. Read it with `read_mark`, which verifies its MAC.

    `epoch` counts how often an operator resumed the trail after a fault. `earlier_seq` is the newest link that a
    release before 0009 made. Until `earlier_until` a process of such a release may still have been writing.
    """

    __tablename__ = "audit_marks"

    id: Mapped[int] = mapped_column(primary_key=True)
    epoch: Mapped[int]
    seq: Mapped[int]
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    earlier_seq: Mapped[int]
    earlier_until: Mapped[datetime | None]
    at: Mapped[datetime]
    ring_key: Mapped[bytes] = mapped_column(LargeBinary(4))
    mac: Mapped[bytes] = mapped_column(LargeBinary(32))


class Broken(Exception):
    """The trail has a fault: nothing may be linked to it."""

    def __init__(self, fault: TrailFault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True)
class Mark:
    """The mark, after its MAC was verified."""

    epoch: int
    seq: int
    hash: bytes
    earlier_seq: int
    earlier_until: datetime | None

    @property
    def head(self) -> Head:
        """The newest link according to the mark."""
        return Head(self.seq, self.hash.hex())

    def at(self, seq: int, digest: bytes) -> "Mark":
        """The mark, moved to a newer link."""
        return replace(self, seq=seq, hash=digest)

    def takes_earlier(self) -> bool:
        """Whether a release that makes no MACs may still be writing. Uses this machine's clock: whoever controls the
        database can set the database's clock.
        """
        return self.earlier_until is not None and utc_now() <= self.earlier_until


@dataclass(frozen=True)
class Anchor:
    """The position of the mark at a time, to be kept outside of the database. Contains no personal data."""

    time: str
    epoch: int
    seq: int
    hash: str
    key: str
    mac: str

    @classmethod
    def of(cls, ring: Keyring, mark: Mark, at: datetime) -> "Anchor":
        """The anchor of a mark, with a MAC under the ring's newest key."""
        made = cls(at.isoformat(timespec="seconds"), mark.epoch, mark.seq, mark.hash.hex(), ring.newest.hex(), "")
        return replace(made, mac=ring.macs(ANCHOR)[ring.newest](made._said()).hex())

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "Anchor":
        """An anchor from a parsed line of JSON, of the file or of the log. Raises ValueError."""
        try:
            head = Head.read(f"{int(told['seq'])}:{told['hash']}")
            texts = {name: str(told[name]) for name in ("time", "key", "mac")}
            return cls(epoch=int(told["epoch"]), seq=head.seq, hash=head.hash, **texts)
        except (KeyError, TypeError) as missing:
            raise ValueError(f"not an anchor: {missing}") from None

    def is_forged(self, ring: Keyring) -> bool:
        """Whether its MAC is wrong under the key of the ring that it names. An anchor of a key that is no longer in the
        ring counts as genuine: it can only raise an alarm.
        """
        mac = ring.macs(ANCHOR).get(_unhexed(self.key))
        return mac is not None and mac(self._said()).hex() != self.mac

    @property
    def head(self) -> Head:
        """The newest link according to the anchor."""
        return Head(self.seq, self.hash)

    def shown(self) -> dict[str, Any]:
        """The anchor as JSON fields, to be printed, logged and stored."""
        return asdict(self)

    def _said(self) -> bytes:
        return _canonical(self.time, self.epoch, self.seq, self.hash)


def begin_mark(session: Session, newest: Head, *, after_earlier: datetime | None = None) -> None:
    """Insert the first mark, at the newest link; all links so far are of an earlier release. Keeps an existing mark.

    `after_earlier`: until when that release may still be writing; None on a new database.
    """
    first = Mark(0, newest.seq, bytes.fromhex(newest.hash), newest.seq, after_earlier)
    values = _sealed(session, first)
    session.execute(inserting(session, AuditMark).values(id=ONE, **values).on_conflict_do_nothing())


def require_mark(session: Session, *, lock: bool = False) -> Mark:
    """The mark. Raises Broken when there is none, or its MAC is invalid."""
    mark = read_mark(session, lock=lock)
    if mark is None:
        raise Broken(NO_MARK)
    return mark


def read_mark(session: Session, *, lock: bool = False) -> Mark | None:
    """The mark; None when there is none, or its MAC is not valid under a key of the ring."""
    row = session.get(AuditMark, ONE, with_for_update=lock, populate_existing=True)
    if row is None:
        return None
    found = Mark(row.epoch, row.seq, row.hash, row.earlier_seq, row.earlier_until)
    mac = keys(session).macs(MARK).get(row.ring_key)
    return found if mac is not None and mac(_told(found, row.at)) == row.mac else None


def set_mark(session: Session, mark: Mark) -> None:
    """Write the mark, with a MAC under the newest key, in the same transaction as the links."""
    values = _sealed(session, mark)
    ours = inserting(session, AuditMark).values(id=ONE, **values)
    session.execute(ours.on_conflict_do_update(index_elements=["id"], set_=values))


def _sealed(session: Session, mark: Mark) -> dict[str, Any]:
    ring, at = keys(session), now(session).astimezone(UTC)
    said = {name: getattr(mark, name) for name in ("epoch", "seq", "hash", "earlier_seq", "earlier_until")}
    return said | {"at": at, "ring_key": ring.newest, "mac": ring.macs(MARK)[ring.newest](_told(mark, at))}


def _told(mark: Mark, at: datetime) -> bytes:
    until = mark.earlier_until.isoformat() if mark.earlier_until else None
    return _canonical(mark.epoch, mark.seq, mark.hash.hex(), mark.earlier_seq, until, at.isoformat())


def _canonical(*said: object) -> bytes:
    return json.dumps(said, separators=(",", ":")).encode()


def _unhexed(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
