"""One row of the audit trail: what it says, the hash that links it to the one before, and who vouches for both.

The hash takes no key, so that a head kept elsewhere stays true when the ring's keys change; the MACs take one, so that
nobody who has only the database can make a row or a link that looks right. The MAC of a link is over its hash, and made
for one of three purposes:

- PROVEN: the row's own MAC stood when the row was linked, and has to stand for ever.
- UNPROVEN: a row without a MAC of its own (written by an earlier release while it was being replaced), or one that an
  operator let in. It is linked, so that it cannot be changed any more, and counted, so that nobody takes it for proven.
- EARLIER: made by a release before 0009, which knew no other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Row, Select, Text, cast, select

from app.domain.audit.audit_log import ROW, AuditEvent, spoken, vouched
from app.platform.encryption import Keyring

NOTHING: Final = bytes(32)
"""What stands for the hash of the row before the first."""
AUDIT: Final = AuditEvent.__table__.c
"""Its plain columns: read through the ORM, a row would cost a tenth more."""
SAID: Final = (
    AUDIT.id,
    AUDIT.at,
    AUDIT.actor,
    AUDIT.action,
    AUDIT.subject,
    cast(AUDIT.details, Text).label("details"),
)
"""What a row says. The details as they are stored: to read them and write them again would cost a fifth of the time."""
Written = Row[*tuple[Any, ...]]
"""A row as `select_rows` gives it."""
Macs = dict[bytes, Callable[[bytes], bytes]]


class LinkKind(StrEnum):
    """How a link is vouched for."""

    PROVEN = "proven"
    UNPROVEN = "unproven"
    EARLIER = "earlier"


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
class TrailFault:
    """The first thing that is not as it was written, and in what way: a linked row, a waiting row (by id), the mark."""

    seq: int
    what: str
    of: str = "row"

    def __str__(self) -> str:
        return f"{self.of} {self.seq} {self.what}"


class Vouchers:
    """The MACs of rows and links under each key of a ring, by the key's short name."""

    def __init__(self, ring: Keyring) -> None:
        self.newest = ring.newest
        self._rows = ring.macs(ROW)
        self._links: dict[LinkKind, Macs] = {
            LinkKind.PROVEN: ring.macs("audit proven"),
            LinkKind.UNPROVEN: ring.macs("audit unproven"),
            LinkKind.EARLIER: ring.macs("audit"),
        }

    def vouches(self, row: Written, said: str) -> bool:
        """Whether a row's own MAC stands: it says what it said when it was written."""
        return self.stands(row.row_key, row.token, row.row_mac, said)

    def stands(self, key: bytes | None, token: bytes | None, made: bytes | None, said: str) -> bool:
        """Whether a MAC is that of a row."""
        mac = self._rows.get(key) if key else None
        return mac is not None and token is not None and mac(vouched(token, said)) == made

    def knows(self, key: bytes | None) -> bool:
        """Whether the ring has the key of this name."""
        return key in self._rows

    def kind(self, key: bytes | None, digest: bytes | None, made: bytes | None) -> LinkKind | None:
        """Who vouches for the hash of a link; None when nobody does."""
        if key is None or digest is None:
            return None
        for kind, macs in self._links.items():
            mac = macs.get(key)
            if mac is not None and mac(digest) == made:
                return kind
        return None

    def link_mac(self, kind: LinkKind, digest: bytes) -> bytes:
        """The MAC of a link under the newest key."""
        return self._links[kind][self.newest](digest)

    def row_mac(self, token: bytes, said: str) -> bytes:
        """The MAC of a row under the newest key."""
        return self._rows[self.newest](vouched(token, said))


def select_rows() -> Select[*tuple[Any, ...]]:
    """Rows with their own MACs and their links."""
    own = (AUDIT.token, AUDIT.row_key, AUDIT.row_mac)
    return select(*SAID, *own, AUDIT.seq, AUDIT.hash, AUDIT.ring_key, AUDIT.mac)


def what_is_said(row: Sequence[Any]) -> str:
    """What a row says, as both its MAC and its hash have it."""
    _, at, *texts = row[: len(SAID)]
    return spoken(at, *texts)


def chained(before: bytes, seq: int, id_: int, said: str) -> bytes:
    """The hash of a row at its place, after the row whose hash is `before`."""
    return sha256(before + f"[{seq},{id_},{said}]".encode()).digest()
