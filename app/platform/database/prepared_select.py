"""SELECTs that every hop needs: compiled once, and executed by the driver directly.

SQLAlchemy takes five times as long to hand a statement to the driver as the driver takes to answer it. Here SQLAlchemy
compiles each statement once for each database, and its column types convert the values; the layers between are left
out (`docs/decisions/hot-path.md`).
"""

import weakref
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, Final

from sqlalchemy import BindParameter, Dialect, Engine, Select, literal_column
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.visitors import replacement_traverse

from app.platform.idle_connections import IdleConnections

MOST_IDLE: Final = 5
"""Connections that a process keeps open between two reads: each read is over in a fraction of a millisecond."""

Process = Callable[[Any], Any]


class PreparedSelect:
    """A SELECT whose values are given by name, each a `bindparam` without a value. It has no list of values (`IN`)."""

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        self.statement = statement
        self._compiled: dict[str, CompiledSelect] = {}

    def compiled_for(self, dialect: Dialect) -> "CompiledSelect":
        """The statement compiled for a dialect. Concurrent threads may compile it twice, with the same result."""
        found = self._compiled.get(dialect.name)
        if found is None:
            found = self._compiled[dialect.name] = CompiledSelect(self.statement, dialect)
        return found


class CompiledSelect:
    """The SQL text for one dialect, and the conversions of its parameters and of its columns."""

    def __init__(self, statement: Select[*tuple[Any, ...]], dialect: Dialect) -> None:
        written: Any = replacement_traverse(statement, {}, partial(_write_out, dialect=dialect))
        compiled = written.compile(dialect=dialect)
        binds = {compiled.bind_names[bind]: bind for bind in compiled.binds.values()}
        if compiled.post_compile_params:
            raise ValueError("the text of a select that is prepared does not depend on its values")
        self.text: str = compiled.string
        into = {name: _bind_processor(bind.type, dialect) for name, bind in binds.items()}
        self._free = {name: into[name] for name, bind in binds.items() if bind.required}
        self._fixed = {name: into[name](value) for name, value in compiled.params.items() if name not in self._free}
        self._order: Sequence[str] | None = compiled.positiontup
        columns = statement.selected_columns
        self._types = [each.type.dialect_impl(dialect) for each in columns]
        self._row: Any = namedtuple("Row", [each.key or "" for each in columns])  # type: ignore[misc]  # noqa: PYI024  made of what is selected
        self._dialect = dialect
        self._out: list[tuple[int, Process]] | None = None

    def parameters(self, values: Mapping[str, object]) -> Any:
        """The parameters as the driver takes them: by name, or in order."""
        given = self._fixed | {name: process(values[name]) for name, process in self._free.items()}
        return given if self._order is None else tuple(given[name] for name in self._order)

    def rows(self, cursor: DBAPICursor) -> list[Any]:
        """The rows of a cursor, as named tuples."""
        if self._out is None:
            kinds = [each[1] for each in cursor.description or ()]
            made = [each.result_processor(self._dialect, kind) for each, kind in zip(self._types, kinds, strict=True)]
            self._out = [(place, process) for place, process in enumerate(made) if process]
        return [self._row_of(list(each), self._out) for each in cursor.fetchall()]

    def _row_of(self, values: list[Any], out: list[tuple[int, Process]]) -> Any:
        for place, process in out:
            values[place] = process(values[place])
        return self._row._make(values)


class DriverReads:
    """Runs SELECTs on one database outside of any transaction: each sees what is committed.

    `opening` opens the connections, and pools none itself. They stay open between two reads, the last used on top. They
    are not pinged before use: if one is broken or does not answer, all idle ones are closed, and the SELECT is tried
    once more on a new one. Event listeners of `engine` are called for these statements too.
    """

    def __init__(self, engine: Engine, opening: Engine) -> None:
        self._engine, self._opening, self._is_open = engine, opening, True
        self._idle: IdleConnections[DBAPICursor] = IdleConnections()
        weakref.finalize(self, _close_all, self._idle).atexit = False

    def rows(self, select: PreparedSelect, values: Mapping[str, object]) -> list[Any]:
        """The rows of a SELECT. Raises DBAPIError as SQLAlchemy does."""
        compiled = select.compiled_for(self._engine.dialect)
        parameters = compiled.parameters(values)
        try:
            return self._ask(compiled, parameters)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            return self._ask(compiled, parameters)

    def close(self) -> None:
        """Close every connection."""
        self._is_open = False
        _close_all(self._idle)

    def _ask(self, compiled: CompiledSelect, parameters: Any) -> list[Any]:
        events, cursor = self._engine.dispatch, None
        try:
            cursor = self._idle.take() or self._open()
            heard = (cursor.connection, cursor, compiled.text, parameters, None, False)
            for listener in events.before_cursor_execute:
                listener(*heard)
            cursor.execute(compiled.text, parameters)
            for listener in events.after_cursor_execute:
                listener(*heard)
            found = compiled.rows(cursor)
        except BaseException as error:
            _close(cursor)
            if isinstance(error, self._engine.dialect.loaded_dbapi.Error):
                raise self._failure(error, cursor, compiled.text) from error
            raise
        self._give_back(cursor)
        return found

    def _open(self) -> DBAPICursor:
        """A cursor on a connection of its own."""
        opened = self._opening.raw_connection()
        connection: Any = opened.driver_connection
        opened.detach()
        if self._engine.dialect.name == "postgresql":
            connection.autocommit = True
        cursor: DBAPICursor = connection.cursor()
        return cursor

    def _give_back(self, cursor: DBAPICursor) -> None:
        if self._is_open and len(self._idle) < MOST_IDLE:
            self._idle.put(cursor)
        else:
            _close(cursor)

    def _failure(self, error: Any, cursor: Any, text: str) -> BaseException:
        """The error that SQLAlchemy would raise. If the connection is broken, all idle ones are closed and the engine's
        pool is disposed of: to test each connection would take longer than a hop may.
        """
        dialect = self._engine.dialect
        is_broken = dialect.is_disconnect(error, cursor.connection if cursor else None, None)
        if is_broken:
            _close_all(self._idle)
            self._engine.dispose()
        failure: BaseException = DBAPIError.instance(
            text,
            None,
            error,
            dialect.loaded_dbapi.Error,
            hide_parameters=True,
            connection_invalidated=is_broken,
            dialect=dialect,
        )
        return failure


def _close_all(idle: IdleConnections[DBAPICursor]) -> None:
    while cursor := idle.take():
        _close(cursor)


def _close(cursor: Any) -> None:
    with suppress(Exception):
        cursor.connection.close()


def _write_out(part: Any, *, dialect: Dialect, **_: Any) -> Any:
    """A constant as a literal for the SQL text: as a parameter it would cost the driver as much as a real one.

    None for a list, and for a value with a percent sign: the driver's own placeholders begin with one.
    """
    if not isinstance(part, BindParameter) or part.required or part.expanding or "%" in str(part.value):
        return None
    literal = part.type.dialect_impl(dialect).literal_processor(dialect)
    return literal_column(literal(part.value), part.type) if literal else None


def _bind_processor(kind: Any, dialect: Dialect) -> Process:
    return kind.dialect_impl(dialect).bind_processor(dialect) or _as_is


def _as_is(value: Any) -> Any:
    return value
