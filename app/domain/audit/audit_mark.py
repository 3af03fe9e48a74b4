"""The high-water mark of the audit trail: how far it is linked, under a key, in a table of its own.

The worker moves it in the transaction that links, so the newest link and the mark always agree: links that are not
where the mark says, or more of them than it says, were made, cut off or put back by somebody else. Whoever owns the
database can put an old mark back together with an old trail. Against that its place is told outside too, as anchors:
in each worker's memory, in a file of its machine, and in the log, wherever that is shipped to.
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
"""What the MACs are made for."""
NO_MARK: Final = TrailFault(0, "is missing, or no key of the ring vouches for it", "mark")


class AuditMark(Base):
    """The mark as a row; read it by `standing`, which looks at its MAC.

    `epoch` counts how often an operator let the trail go on after a fault; `earlier_seq` is the newest link that a
    release before 0009 had made; until `earlier_until` one may still have been writing.
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
    """The trail is not as it was left: nothing may be linked to it."""

    def __init__(self, fault: TrailFault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True)
class Mark:
    """The mark, as it was proved."""

    epoch: int
    seq: int
    hash: bytes
    earlier_seq: int
    earlier_until: datetime | None

    @property
    def head(self) -> Head:
        """The newest link that it tells of."""
        return Head(self.seq, self.hash.hex())

    def at(self, seq: int, digest: bytes) -> "Mark":
        """The mark, moved to a newer link."""
        return replace(self, seq=seq, hash=digest)

    def takes_earlier(self) -> bool:
        """Whether a release that makes no MACs may still be writing. By this machine's clock: who owns the database
        sets the database's.
        """
        return self.earlier_until is not None and utc_now() <= self.earlier_until


@dataclass(frozen=True)
class Anchor:
    """Where the mark stood at a time, for keeping elsewhere. No personal data: a number, a hash, a time."""

    time: str
    epoch: int
    seq: int
    hash: str
    key: str
    mac: str

    @classmethod
    def of(cls, ring: Keyring, mark: Mark, at: datetime) -> "Anchor":
        """The anchor of a mark, under the ring's newest key."""
        made = cls(at.isoformat(timespec="seconds"), mark.epoch, mark.seq, mark.hash.hex(), ring.newest.hex(), "")
        return replace(made, mac=ring.macs(ANCHOR)[ring.newest](made._said()).hex())

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "Anchor":
        """From a line of JSON, be it of the file or of the log. Raises ValueError."""
        try:
            head = Head.read(f"{int(told['seq'])}:{told['hash']}")
            texts = {name: str(told[name]) for name in ("time", "key", "mac")}
            return cls(epoch=int(told["epoch"]), seq=head.seq, hash=head.hash, **texts)
        except (KeyError, TypeError) as missing:
            raise ValueError(f"not an anchor: {missing}") from None

    def is_forged(self, ring: Keyring) -> bool:
        """Whether it names a key of the ring that never vouched for it. One of a key that is gone is taken at its
        word: it can only raise an alarm.
        """
        mac = ring.macs(ANCHOR).get(_unhexed(self.key))
        return mac is not None and mac(self._said()).hex() != self.mac

    @property
    def head(self) -> Head:
        """The link that it tells of."""
        return Head(self.seq, self.hash)

    def shown(self) -> dict[str, Any]:
        """As it is printed, logged and kept."""
        return asdict(self)

    def _said(self) -> bytes:
        return _canonical(self.time, self.epoch, self.seq, self.hash)


def begin_mark(session: Session, newest: Head, *, after_earlier: datetime | None = None) -> None:
    """Make the first mark: at the newest link that there is, all of them an earlier release's. Not done twice.

    `after_earlier`: until when that release may still be writing; None on a new database.
    """
    first = Mark(0, newest.seq, bytes.fromhex(newest.hash), newest.seq, after_earlier)
    values = _sealed(session, first)
    session.execute(inserting(session, AuditMark).values(id=ONE, **values).on_conflict_do_nothing())


def require_mark(session: Session, *, lock: bool = False) -> Mark:
    """The mark. Raises Broken when there is none, or one that was not made by us."""
    mark = read_mark(session, lock=lock)
    if mark is None:
        raise Broken(NO_MARK)
    return mark


def read_mark(session: Session, *, lock: bool = False) -> Mark | None:
    """The mark, if there is one and a key of the ring vouches for it."""
    row = session.get(AuditMark, ONE, with_for_update=lock, populate_existing=True)
    if row is None:
        return None
    found = Mark(row.epoch, row.seq, row.hash, row.earlier_seq, row.earlier_until)
    mac = keys(session).macs(MARK).get(row.ring_key)
    return found if mac is not None and mac(_told(found, row.at)) == row.mac else None


def set_mark(session: Session, mark: Mark) -> None:
    """Set the mark, under the newest key: in the transaction that made what it tells of."""
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
