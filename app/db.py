"""The database: its base class, its column types, and the two kinds of transaction, reading and writing.

SQLite runs in WAL mode; its writing transactions begin IMMEDIATE, because one that reads first and writes
later fails at once when another writer was quicker (`docs/decisions/sqlite-and-postgresql.md`).
"""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, Engine, Enum, MetaData, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from app.seal import Keyring

BUSY_SECONDS = 2
"""How long a statement may wait for a lock: a citizen's hop has 5 seconds in all (contract)."""

GLANCE_SECONDS = 0.02
"""For how long SQLite itself waits for a lock; the rest of the waiting is ours (`_begin_sqlite`)."""

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time by this machine's clock."""
    return datetime.now(UTC)


class Moment(TypeDecorator[datetime]):
    """A point of time, stored in UTC and read back in UTC by both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time that does not say where its midnight is."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC: SQLite forgets the zone, PostgreSQL answers in the server's."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """What all tables have in common."""

    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy's own name and shape)
        datetime: Moment,
        StrEnum: Enum(StrEnum, native_enum=False, length=24, values_callable=lambda kind: [*map(str, kind)]),
    }
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Database:
    """One database and the key ring that its sealed columns are written with."""

    def __init__(self, url: str, keys: Keyring, clock: Clock = utc_now) -> None:
        self.engine = _engine(url)
        self.clock = clock
        self.keys = keys
        self._reading = self.engine.execution_options(reading=True)
        self._info: dict[str, Any] = {"keys": keys, "clock": clock}

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """All or nothing: leaving commits, raising rolls back. No network call belongs inside (design law 7)."""
        with Session(self.engine, info=dict(self._info), expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A look that changes nothing and holds up no writer."""
        with Session(self._reading, info=dict(self._info), expire_on_commit=False) as session:
            yield session

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def ensure(session: Session, table: type[Base], **values: object) -> bool:
    """Insert a row unless its unique key is there; True when this call inserted it. Safe against a race."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(table).values(**values).on_conflict_do_nothing()
    # psycopg's count of an ORM insert is lost unless it is asked for
    result = session.execute(statement, execution_options={"preserve_rowcount": True})
    return bool(result.rowcount == 1)  # type: ignore[attr-defined]


def keys(session: Session) -> Keyring:
    """The key ring that this session seals and opens with."""
    ring: Keyring = session.info["keys"]
    return ring


def now(session: Session) -> datetime:
    """The time by the clock of this installation, in UTC."""
    clock: Clock = session.info["clock"]
    return clock()


def _engine(url: str) -> Engine:
    if url.startswith("sqlite"):
        engine = create_engine(url, hide_parameters=True, connect_args={"timeout": GLANCE_SECONDS}, pool_size=20)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    limits = f"-c statement_timeout={BUSY_SECONDS}s -c lock_timeout=1s"
    return create_engine(
        url.replace("postgres://", "postgresql://", 1),
        hide_parameters=True,
        pool_pre_ping=True,
        pool_timeout=BUSY_SECONDS,
        pool_size=20,
        connect_args={"options": limits, "connect_timeout": BUSY_SECONDS},
    )


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin transactions on its own
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    """A reader begins at once, a writer when it is the only one.

    SQLite's own waiting looks less and less often and so lets some wait for ever: here each looks every
    millisecond or two.
    """
    if connection.get_execution_options().get("reading"):
        connection.exec_driver_sql("BEGIN")
        return
    deadline = time.monotonic() + BUSY_SECONDS
    while time.monotonic() < deadline:
        with suppress(sqlite3.OperationalError):
            connection.connection.driver_connection.execute("BEGIN IMMEDIATE")
            return
        time.sleep(random.uniform(0.0005, 0.003))
    connection.exec_driver_sql("BEGIN IMMEDIATE")
