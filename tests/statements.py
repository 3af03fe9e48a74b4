"""Statements compiled once in a process, and not once for each test: half of a test's time was SQLAlchemy's compiler.

Each test has a database of its own and so an engine of its own, whose cache of compiled statements begins empty. Here
all engines of a process share one cache, and the dialects that it is keyed by count as the same where they are of one
kind: the servers behind them are of one version.
"""

from typing import Any, Final

from sqlalchemy import Engine, create_engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

from app.platform import db

COMPILED: Final[LRUCache[Any, Any]] = LRUCache(5_000)


def share_compiled_statements() -> None:
    """Have every engine that Lango makes in this process share what was compiled."""
    for kind in (SQLiteDialect_pysqlite, PGDialect_psycopg):
        kind.__eq__ = _is_same_kind  # type: ignore[method-assign]
        kind.__hash__ = _hash_of_kind  # type: ignore[method-assign]
    db.create_engine = _create_engine  # type: ignore[assignment,attr-defined]


def _is_same_kind(self: object, other: object) -> bool:
    return type(self) is type(other)


def _hash_of_kind(self: object) -> int:
    return hash(type(self))


def _create_engine(url: str, **given: Any) -> Engine:
    return create_engine(url, execution_options={"compiled_cache": COMPILED}, **given)
