"""One row of the audit trail: its content, the hash that links it to the row before, and the MACs of both.

The hash uses no key, so that a head kept outside stays valid when the keys of the ring change. The MACs use one, so
that nobody with access to the database alone can forge a row or a link. The MAC of a link is over its hash, with one of
three purposes:

- PROVEN: the row's own MAC was valid when the row was linked, and must stay valid.
- UNPROVEN: a row without a MAC of its own (written by an earlier release during the deploy), or one that an operator
  accepted. It is linked, so that it cannot be changed any more, and counted, so that it is not taken for proven.
- EARLIER: a link made by a release before 0009, which had no other kind.
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
"""The hash that takes the place of a row before the first."""
AUDIT: Final = AuditEvent.__table__.c
"""The table's columns. Reading rows through the ORM would take a tenth more time."""
SAID: Final = (
    AUDIT.id,
    AUDIT.at,
    AUDIT.actor,
    AUDIT.action,
    AUDIT.subject,
    cast(AUDIT.details, Text).label("details"),
)
"""The columns of a row's content. `details` is the stored text: parsing and encoding it costs a fifth of the time."""
Written = Row[*tuple[Any, ...]]
"""A row of `select_rows`."""
Macs = dict[bytes, Callable[[bytes], bytes]]


class LinkKind(StrEnum):
    """The kind of a link: the purpose of its MAC."""

    PROVEN = "proven"
    UNPROVEN = "unproven"
    EARLIER = "earlier"


@dataclass(frozen=True)
class Head:
    """The newest link. Kept outside, it shows later whether the chain was truncated or rebuilt."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"

    @classmethod
    def read(cls, text: str) -> "Head":
        """Parse `SEQ:HASH`. Raises ValueError."""
        seq, _, digest = text.strip().partition(":")
        if len(bytes.fromhex(digest)) != len(NOTHING):
            raise ValueError("a hash has 64 hexadecimal digits")
        return cls(int(seq), digest.lower())


@dataclass(frozen=True)
class TrailFault:
    """The first fault of the trail. `of`: a linked row, an unlinked row (then `seq` is its id), or the mark."""

    seq: int
    what: str
    of: str = "row"

    def __str__(self) -> str:
        return f"{self.of} {self.seq} {self.what}"


class Vouchers:
    """Computes and verifies the MACs of rows and links, under each key of a key ring, by the key's short name."""

    def __init__(self, ring: Keyring) -> None:
        self.newest = ring.newest
        self._rows = ring.macs(ROW)
        self._links: dict[LinkKind, Macs] = {
            LinkKind.PROVEN: ring.macs("audit proven"),
            LinkKind.UNPROVEN: ring.macs("audit unproven"),
            LinkKind.EARLIER: ring.macs("audit"),
        }

    def vouches(self, row: Written, said: str) -> bool:
        """Whether a row's own MAC is valid: its content is as it was written. `said`: the content."""
        return self.stands(row.row_key, row.token, row.row_mac, said)

    def stands(self, key: bytes | None, token: bytes | None, made: bytes | None, said: str) -> bool:
        """Whether `made` is the MAC of a row with this token and content under this key."""
        mac = self._rows.get(key) if key else None
        return mac is not None and token is not None and mac(vouched(token, said)) == made

    def knows(self, key: bytes | None) -> bool:
        """Whether the ring has the key of this name."""
        return key in self._rows

    def kind(self, key: bytes | None, digest: bytes | None, made: bytes | None) -> LinkKind | None:
        """The kind of a link, found by its MAC; None when the MAC is of no kind."""
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
    """A SELECT of rows with their content, their own MACs and their links."""
    own = (AUDIT.token, AUDIT.row_key, AUDIT.row_mac)
    return select(*SAID, *own, AUDIT.seq, AUDIT.hash, AUDIT.ring_key, AUDIT.mac)


def what_is_said(row: Sequence[Any]) -> str:
    """The content of a row, over which both its MAC and its hash are computed."""
    _, at, *texts = row[: len(SAID)]
    return spoken(at, *texts)


def chained(before: bytes, seq: int, id_: int, said: str) -> bytes:
    """The hash of a row at position `seq`, after the row whose hash is `before`."""
    return sha256(before + f"[{seq},{id_},{said}]".encode()).digest()
