"""The database: its base class, its column types, and the two kinds of transaction, reading and writing.

SQLite runs in WAL mode; its writing transactions begin IMMEDIATE, because one that reads first and writes
later fails at once when another writer was quicker (`docs/decisions/sqlite-and-postgresql.md`).
"""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, cast

import psycopg
from sqlalchemy import Connection, Dialect, Engine, Executable, MetaData, Table, bindparam, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError, TimeoutError
from sqlalchemy.orm import DeclarativeBase, Session, TypeResolve
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from app.platform.circuit_breaker import Breaker
from app.platform.database.column_types import Moment, Word
from app.platform.database.prepared_select import DriverReads, PreparedSelect
from app.platform.database.session import AttentiveSession
from app.platform.deadline import left
from app.platform.encryption import Keyring

BUSY_SECONDS = 2
"""The timeout of connecting, of a statement on PostgreSQL, and of waiting for SQLite's write lock: a citizen's hop has
5 seconds in all (interface: limits)."""

FROZEN_SECONDS = 60
"""After so long PostgreSQL ends an idle transaction and releases its locks: its client's machine is off, or its process
hangs. Our own longest pause within a transaction is reading the catalogue's files."""

SILENT_SECONDS = 2.1
"""How long to wait for a PostgreSQL server that does not answer: a little longer than its statement_timeout."""
FAILURES, REST = 5, 1.0
"""After this many failures in a row to reach the database, nobody tries for this many seconds."""

LONG_SECONDS = 300
"""How long a statement on whole tables may take (counting, verifying, migrating): no citizen waits for it."""

GLANCE_SECONDS = 0.02
"""How long SQLite itself waits for a lock; we do the rest of the waiting (`_begin_sqlite`)."""

POOLED = "pgbouncer"
"""In the query of DATABASE_URL: `pgbouncer=true` says that a PgBouncer in transaction mode stands before PostgreSQL."""

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time by this machine's clock."""
    return datetime.now(UTC)


class Base(DeclarativeBase):
    """What all tables have in common."""

    type_annotation_map = {datetime: Moment}  # noqa: RUF012 (SQLAlchemy's own name and shape)
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


@event.listens_for(Base, "resolve_type_annotation")
def _a_word(asked: TypeResolve) -> Word | None:
    kind = asked.resolved_type
    return Word(kind) if isinstance(kind, type) and issubclass(kind, StrEnum) else None


class OutcomeUnknown(SQLAlchemyError):
    """The connection broke while the commit was on its way: it may have happened, or not."""


class OutOfReach(SQLAlchemyError):
    """The database could not be reached a moment ago, and is left alone for a second."""


class Database:
    """One database and the key ring that its sealed columns are written with."""

    def __init__(self, url: str, keys: Keyring, clock: Clock = utc_now) -> None:
        self.engine = _engine(url)
        self.clock = clock
        self.keys = keys
        self._reading = self.engine.execution_options(reading=True)
        is_sqlite = self.engine.dialect.name == "sqlite"
        self._glancing = self._reading if is_sqlite else self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._info: dict[str, Any] = {"keys": keys, "clock": clock, "known": {}}
        self._driver = DriverReads(self.engine, _engine(url, poolclass=NullPool))
        self._breaker = Breaker(FAILURES, REST)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """All or nothing: leaving commits, raising rolls back. No network call belongs inside (law 7).

        Raises OutcomeUnknown when the connection broke at the commit itself.
        """
        with self._session(self.engine) as session:
            yield session
            session.flush()
            try:
                session.commit()
            except DBAPIError as error:
                if error.connection_invalidated:
                    raise OutcomeUnknown from error
                raise

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A read-only transaction, which blocks no writer."""
        with self._session(self._reading) as session:
            yield session

    @contextmanager
    def glancing(self) -> Iterator[Session]:
        """A session that reads what a screen shows: few rows, at once, without writes.

        On PostgreSQL it is in autocommit mode: a statement costs one round trip, not three. In a transaction, too,
        each statement would see what is committed by then (READ COMMITTED).
        """
        with self._session(self._glancing) as session:
            session.driver = self._driver
            yield session

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[AttentiveSession]:
        """A session that reports to the circuit breaker, unless it never asked the database. Raises OutOfReach."""
        if not self._breaker.may_ask():
            raise OutOfReach
        session, away = AttentiveSession(engine, info=self._info, expire_on_commit=False), False
        try:
            yield session
        except SQLAlchemyError as error:
            away = _is_away(error)
            raise
        finally:
            if session.in_transaction():  # else it holds no connection
                session.close()
            if away or session.has_asked:
                self._breaker.record(well=not away)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()
        self._driver.close()


def find_rows(session: Session, select: PreparedSelect, values: Mapping[str, object]) -> list[Any]:
    """The rows of a prepared SELECT: through the driver in a `glancing` session, else on the session's own connection,
    in its transaction."""
    if isinstance(session, AttentiveSession) and session.driver is not None:
        found = session.driver.rows(select, values)
        session.note_that_it_answers()
        return found
    session.flush()
    connection = session.connection()
    compiled = select.compiled_for(connection.dialect)
    with connection.exec_driver_sql(compiled.text, compiled.parameters(values)) as result:
        return compiled.rows(result.cursor)


def ensure(session: Session, table: type[Base], **values: object) -> bool:
    """Insert a row unless its unique key is there; True when this call inserted it. Safe against a race."""
    session.flush()
    connection = session.connection()
    return bool(connection.execute(_unless_there(table, tuple(values), connection.dialect.name), values).rowcount == 1)


@cache
def _unless_there(table: type[Base], names: tuple[str, ...], dialect: str) -> Executable:
    """The INSERT for these columns, built once: building a statement takes as long as sending it."""
    columns, rows = table.__mapper__.columns, cast("Table", table.__table__)
    row = {columns[name]: bindparam(name, type_=columns[name].type) for name in names}
    # psycopg's count of an insert is lost unless it is asked for
    return inserting_by(dialect, rows).values(row).on_conflict_do_nothing().execution_options(preserve_rowcount=True)


def inserting(session: Session, table: type[Base] | Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT in the dialect of this session's database, which supports ON CONFLICT."""
    return inserting_by(session.get_bind().dialect.name, table)


def inserting_by(dialect: str, table: type[Base] | Table) -> sqlite.Insert | postgresql.Insert:
    """The same by the name of a dialect, for statements that are made once."""
    return (sqlite.insert if dialect == "sqlite" else postgresql.insert)(table)


def keys(session: Session) -> Keyring:
    """The key ring that this session seals and opens with."""
    ring: Keyring = session.info["keys"]
    return ring


def now(session: Session) -> datetime:
    """The time by the clock of this installation, in UTC."""
    clock: Clock = session.info["clock"]
    return clock()


def known(session: Session) -> dict[str, Any]:
    """A cache of this process for this database, by name. It must hold nothing that decides who may do what."""
    remembered: dict[str, Any] = session.info["known"]
    return remembered


def _is_away(error: SQLAlchemyError) -> bool:
    """Whether an error says that the database cannot be reached, and not that it refused something."""
    if isinstance(error, DBAPIError):
        unanswered = isinstance(error.orig, psycopg.OperationalError) and error.orig.sqlstate is None
        return error.connection_invalidated or unanswered
    return isinstance(error, OutcomeUnknown | TimeoutError)


def _engine(url: str, **pool: Any) -> Engine:
    """An engine for a URL. `pool`: arguments for another pool than that of the transactions."""
    if url.startswith("sqlite"):
        waits = {"timeout": GLANCE_SECONDS}
        engine = create_engine(url, hide_parameters=True, connect_args=waits, **(pool or {"pool_size": 20}))
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    target = make_url(url.replace("postgres://", "postgresql://", 1))
    engine = create_engine(
        target.difference_update_query([POOLED]),
        hide_parameters=True,
        connect_args=_pooled() if target.query.get(POOLED) == "true" else _direct(),
        **(pool or {"pool_pre_ping": True, "pool_timeout": BUSY_SECONDS, "pool_size": 20}),
    )
    event.listen(engine, "do_connect", _connect_postgresql)
    _keep_pool(engine)
    return engine


def _direct() -> dict[str, Any]:
    """The connect arguments for PostgreSQL itself, with our timeouts."""
    limits = f"-c statement_timeout={BUSY_SECONDS}s -c lock_timeout=1s"
    limits += f" -c idle_in_transaction_session_timeout={FROZEN_SECONDS}s"
    return {"options": limits, "connect_timeout": BUSY_SECONDS}


def _pooled() -> dict[str, Any]:
    """The connect arguments for a PgBouncer in transaction mode: each transaction may get another server connection, so
    statements are not prepared, and no option stays set. The timeouts are those of the role (docs/operate.md).
    """
    return {"prepare_threshold": None, "connect_timeout": BUSY_SECONDS}


class PatientConnection(psycopg.Connection[Any]):
    """A connection that times out if the server stops answering: `statement_timeout` is enforced by the server."""

    patience = SILENT_SECONDS

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """See psycopg.Connection. The timeout is for the whole statement: the server sends nothing while it works.
        The statement may still be executed, so the connection is closed."""
        try:
            return super().wait(gen, interval, timeout or left(self.patience))
        except psycopg.errors.OperationalError as error:
            if error.sqlstate is None:
                self.pgconn.finish()
            raise


def _connect_postgresql(_dialect: Dialect, _record: object, args: Any, options: Any) -> PatientConnection:
    """Connect. The timeout of libpq is in whole seconds, at least two: a hop with less time left fails at once."""
    if left(SILENT_SECONDS) < BUSY_SECONDS:
        raise psycopg.OperationalError("no time is left to connect")
    return PatientConnection.connect(*args, **options)


def allow_long(connection: Connection) -> None:
    """Let each statement of this transaction take `LONG_SECONDS`, on the server and on the client. For work that no
    citizen waits for; SQLite has no such limit."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL statement_timeout = '{LONG_SECONDS}s'"))
        driver = connection.connection.driver_connection
        assert isinstance(driver, PatientConnection)  # noqa: S101  every engine of ours makes such
        driver.patience = LONG_SECONDS + SILENT_SECONDS


def _keep_pool(engine: Engine) -> None:
    """Reset the timeout of a connection that returns to the pool. One that was in use when its pool was disposed of is
    closed: nobody would use it again, nor close it.
    """

    @event.listens_for(engine, "connect")
    def note_pool(_driver: PatientConnection, record: ConnectionPoolEntry) -> None:
        record.info["pool"] = engine.pool

    @event.listens_for(engine, "checkin")
    def take_back(driver: PatientConnection | None, record: ConnectionPoolEntry) -> None:
        if driver is None:  # it was closed
            return
        driver.patience = SILENT_SECONDS
        if record.info.get("pool") is not engine.pool:
            driver.close()


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin transactions on its own
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    """Begin a transaction: of a reader at once, of a writer when it gets the write lock.

    SQLite's own busy handler retries less and less often, so that some writers starve: here each retries every 0.5 to
    3 milliseconds.
    """
    if connection.get_execution_options().get("reading"):
        connection.connection.driver_connection.execute("BEGIN")
        return
    deadline = time.monotonic() + left(BUSY_SECONDS)
    while time.monotonic() < deadline:
        with suppress(sqlite3.OperationalError):
            connection.connection.driver_connection.execute("BEGIN IMMEDIATE")
            return
        time.sleep(random.uniform(0.0005, 0.003))
    connection.exec_driver_sql("BEGIN IMMEDIATE")
