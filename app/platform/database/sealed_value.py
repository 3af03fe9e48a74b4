"""Attributes for the values of sealed columns: reading the attribute opens the value, setting it seals the value.

    phone_sealed: Mapped[bytes]
    phone_number = sealed_text("phone")

Sealed bytes are bound to their table, column and row: a TypeDecorator, which sees a value and never its row, could not
open them. The row says what its columns are bound to (`sealed_at`); the key ring is that of the session it is in.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar, overload

from sqlalchemy.orm import Session, object_session

from app.platform.db import keys
from app.platform.encryption import Keyring

ENDING: Final = "_sealed"
"""The ending of the name of every sealed column."""

T = TypeVar("T")


class SealedRow(Protocol):
    """A row with sealed columns."""

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""


@dataclass(frozen=True)
class SealedValue(Generic[T]):
    """An attribute over the column `{name}_sealed`."""

    name: str
    load: Callable[[bytes], T]
    dump: Callable[[Any], bytes]
    or_none: bool = False
    """Whether an empty column reads as None. Otherwise an empty (erased) column raises DecryptionError."""

    @overload
    def __get__(self, row: None, kind: type) -> "SealedValue[T]": ...
    @overload
    def __get__(self, row: SealedRow, kind: type) -> T: ...
    def __get__(self, row: SealedRow | None, kind: type) -> "SealedValue[T] | T":
        """Open the value. Raises DecryptionError."""
        return self if row is None else self.open(_ring_of(row), row)

    def __set__(self, row: SealedRow, value: T) -> None:
        """Seal the value. The row must be in a session, and have the primary key that the value is bound to."""
        setattr(row, self.column, self.seal(_ring_of(row), row, value))

    @property
    def column(self) -> str:
        """The name of the column with the sealed bytes."""
        return self.name + ENDING

    def open(self, ring: Keyring, row: SealedRow) -> T:
        """The opened value of a row, which may be in no session. Raises DecryptionError."""
        sealed: bytes | None = getattr(row, self.column)
        if not sealed and self.or_none:
            return None  # type: ignore[return-value]  # T has None in it then
        return self.load(ring.open(sealed or b"", row.sealed_at(self.name)))

    def seal(self, ring: Keyring, row: SealedRow, value: T) -> bytes | None:
        """The sealed bytes of a value, for a statement that writes the column of this row."""
        return None if value is None and self.or_none else ring.seal(self.dump(value), row.sealed_at(self.name))

    def seal_anew(self, ring: Keyring, row: SealedRow) -> bytes:
        """The value of the row, sealed again under the newest key. Raises DecryptionError."""
        place = row.sealed_at(self.name)
        return ring.seal(ring.open(getattr(row, self.column), place), place)


def sealed_text(name: str) -> SealedValue[str]:
    """An attribute for sealed text."""
    return SealedValue(name, bytes.decode, str.encode)


def sealed_text_or_none(name: str) -> SealedValue[str | None]:
    """An attribute for sealed text, or None."""
    return SealedValue(name, bytes.decode, str.encode, or_none=True)


def sealed_json(name: str) -> SealedValue[Any]:
    """An attribute for a sealed JSON value."""
    return SealedValue(name, json.loads, _dump)


def sealed_json_or_none(name: str) -> SealedValue[Any]:
    """An attribute for a sealed JSON value, or None."""
    return SealedValue(name, json.loads, _dump, or_none=True)


def sealed_bytes(name: str) -> SealedValue[bytes]:
    """An attribute for sealed bytes that are not text; an export of a person's data has them in base64."""
    return SealedValue(name, bytes, bytes)


def sealed_values(session: Session, row: SealedRow, **values: Any) -> dict[str, bytes | None]:
    """The sealed columns of a row, for a statement that writes it. `row` needs its primary key only."""
    ring, kind = keys(session), type(row)
    sealers: dict[str, SealedValue[Any]] = {name: getattr(kind, name) for name in values}
    return {each.column: each.seal(ring, row, values[name]) for name, each in sealers.items()}


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _ring_of(row: SealedRow) -> Keyring:
    session = object_session(row)
    if session is None:
        raise RuntimeError(f"a {type(row).__name__} in no session has no key ring")
    return keys(session)
