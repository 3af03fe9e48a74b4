"""Blind indexes: keyed digests by which rows are found, in place of a phone, a number or an address in plain text.

While the ring has several keys, a thing keeps the index that its rows have; only the key rotation moves all rows of one
thing, in one transaction (`app/domain/privacy/key_rotation.py`). So a thing has one index at any time, and code that
compares indexes, in SQL or here, does not depend on the keys.
"""

from functools import cache
from typing import Final

from sqlalchemy import BindParameter, Column, LargeBinary, Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from app.domain.shared import model_registry
from app.platform.db import Base, keys

_PURPOSES: Final = "blind index of"
OF_RANDOM_BITS: Final = {"digest of": "random bits"}
"""Marks a column (`info=OF_RANDOM_BITS`) whose digests need no key: their random input cannot be found by trying."""


def of(*purposes: str) -> dict[str, tuple[str, ...]]:
    """Marks a column (`info=of("phone")`) with indexes of this purpose, to be searched and moved with the others."""
    return {_PURPOSES: purposes}


def columns(purpose: str) -> list[Column[bytes]]:
    """Every column that holds blind indexes of a purpose."""
    every = (column for table in model_registry.tables() for column in table.columns)
    return [column for column in every if purpose in column.info.get(_PURPOSES, ())]


def blind_index(session: Session, purpose: str, *parts: str) -> bytes:
    """The index of a thing: the one that its rows have under an older key of the ring, else the newest key's.

    With one key in the ring no query is needed. With several, the index stays valid until this transaction ends.
    """
    known: dict[tuple[str, ...], bytes] = session.info.setdefault("blind indexes", {})
    found = known.get((purpose, *parts))
    if found is None:
        found = known[purpose, *parts] = _index_now(session, purpose, keys(session).digests(purpose, *parts))
    return found


def _index_now(session: Session, purpose: str, names: list[bytes]) -> bytes:
    if len(names) == 1:
        return names[0]
    hold(session, names, shared=True)
    return next((name for name in names[1:] if is_used(session, purpose, name)), names[0])


def is_used(session: Session, purpose: str, name: bytes) -> bool:
    """Whether any row has this index."""
    return bool(session.scalar(_usage(purpose, len(Base.metadata.tables)), {"name": name}))


@cache
def _usage(purpose: str, _tables: int) -> Select[bool | None]:
    """Cached, because it runs at every look-up while the ring has two keys (for this number of tables)."""
    name: BindParameter[bytes] = bindparam("name", type_=LargeBinary())
    return select(or_(*(exists().where(column == name) for column in columns(purpose))))


def hold(session: Session, names: list[bytes], *, shared: bool) -> None:
    """Lock a thing's index until this transaction ends: against a move (`shared`), or for a move.

    On SQLite a transaction sees one snapshot of the database, and there is one writer at a time anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        lock = func.pg_advisory_xact_lock_shared if shared else func.pg_advisory_xact_lock
        session.execute(select(lock(int.from_bytes(min(names)[:8], "big", signed=True))))
