"""Each migration, on a database with a row in every table: the release before it can still read and write there.

A deploy migrates first and then starts the new processes; until the last old one has ended, both work on the new
tables. No older release can be run here, but what it needs is known: the tables and columns as they were before the
step.
"""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import count, pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    Table,
    UniqueConstraint,
    create_engine,
    insert,
    select,
    text,
)
from sqlalchemy.exc import IntegrityError

from app.migrations import runner
from app.platform.db import Database
from app.platform.encryption import Keyring
from tests.conftest import KEY

pytestmark = pytest.mark.slow

BREACHES: Final[dict[str, str]] = {
    "uniqueness in accounts: email": "the release before took an address that another account has only in a race; "
    "now that hop is told that nothing was changed",
}
"""What a migration took away all the same, and why that harmed nobody."""
MADE: Final[dict[type, Any]] = {
    str: lambda number: f"word {number}",
    bytes: lambda number: b"%032d" % number,
    int: lambda number: number,
    bool: lambda number: True,
    date: lambda number: date.fromordinal(739_000 + number),
    datetime: lambda number: datetime(2026, 11, 23, 9, 0, number % 60, tzinfo=UTC),
}
"""Makes a value that no other row has, by the Python type of the column; numbers with decimals are whole."""
numbers = count(1)


def steps() -> list[str]:
    """The revisions of the migrations, the oldest first."""
    script = ScriptDirectory.from_config(runner.config(create_engine("sqlite://")))
    return [each.revision for each in script.walk_revisions()][::-1]


@pytest.fixture
def engine(database_url: str, tmp_path: Path) -> Iterator[Engine]:
    """The engine of an empty database, of either kind."""
    if database_url.startswith("sqlite"):
        database_url = f"sqlite:///{tmp_path / 'empty.db'}"
    with closing(Database(database_url, Keyring([KEY]))) as database:
        if database.engine.dialect.name == "postgresql":
            with database.engine.begin() as connection:
                connection.execute(text("DROP SCHEMA public CASCADE"))
                connection.execute(text("CREATE SCHEMA public"))
        yield database.engine


def tables(engine: Engine) -> dict[str, Table]:
    """The tables as they are, each after those that it refers to, without Alembic's own."""
    found = MetaData()
    found.reflect(engine)
    return {table.name: table for table in found.sorted_tables if table.name != "alembic_version"}


def taken_away(before: dict[str, Table], after: dict[str, Table]) -> list[str]:
    """What the release before can no longer do: read a table or a column, leave a value out, or write it twice."""
    found = []
    for name, table in before.items():
        if name not in after:
            found.append(f"table {name}")
            continue
        now = after[name]
        for column in table.columns:
            if column.name not in now.columns:
                found.append(f"column {name}.{column.name}")
            elif _kind(column) != _kind(now.columns[column.name]):
                found.append(f"type of {name}.{column.name}")
        found += [f"uniqueness in {name}: {each}" for each in sorted(_unique(now, table) - _unique(table, table))]
    return found


def _kind(column: Column[Any]) -> str:
    """The type of a column, and whether it may be null."""
    return f"{column.type!r} {column.nullable}"


def _unique(table: Table, before: Table) -> set[str]:
    """The sets of columns that must be unique together, of those that were there before."""
    sets = [set(index.columns.keys()) for index in table.indexes if index.unique]
    sets += [set(each.columns.keys()) for each in table.constraints if isinstance(each, UniqueConstraint)]
    return {" ".join(sorted(each)) for each in sets if each <= set(before.columns.keys())}


def write(connection: Connection, known: dict[str, Table]) -> dict[str, Any]:
    """Insert one row in every table, with every column that is known; what was written."""
    rows: dict[str, Any] = {}
    for name, table in known.items():
        rows[name] = {column.name: _value(column, rows) for column in table.columns}
        connection.execute(insert(table).values(rows[name]))
    return rows


def _value(column: Column[Any], rows: dict[str, Any]) -> Any:
    for foreign in column.foreign_keys:
        if foreign.column.table.name in rows:
            return rows[foreign.column.table.name][foreign.column.name]
    kind = column.type.python_type
    return MADE.get(kind, MADE[int])(next(numbers))


def read(connection: Connection, known: dict[str, Table]) -> dict[str, set[str]]:
    """Every row, as a release reads it that knows these tables and columns."""
    return {name: {repr(row) for row in connection.execute(select(*table.columns))} for name, table in known.items()}


@pytest.mark.parametrize(("before", "after"), [*pairwise(steps())])
def test_what_the_release_before_reads_and_writes_is_still_there_after_each_migration(
    engine: Engine, before: str, after: str
) -> None:
    command.upgrade(runner.config(engine), before)
    known = tables(engine)
    with engine.begin() as connection:
        write(connection, known)
        rows = read(connection, known)
    assert all(len(each) == 1 for each in rows.values())
    command.upgrade(runner.config(engine), after)
    assert [each for each in taken_away(known, tables(engine)) if each not in BREACHES] == []
    with engine.begin() as connection:
        assert read(connection, known) == rows
        write(connection, known)
        assert all(len(each) == 2 for each in read(connection, known).values())


def test_keys_from_before_they_had_an_end_get_a_name_and_a_year(engine: Engine) -> None:
    command.upgrade(runner.config(engine), "0007")
    made = "INSERT INTO api_keys (agency_code, digest, created_at) VALUES ('dis', :digest, '2020-01-01 00:00:00')"
    with engine.begin() as connection:
        agency = "INSERT INTO agencies (code, name, short_name) VALUES ('dis', 'Immigration', 'Immigration')"
        connection.execute(text(agency))
        for number in range(3):
            connection.execute(text(made), {"digest": b"%032d" % number})
    runner.upgrade(engine)
    with engine.connect() as connection:
        keys = connection.execute(select(tables(engine)["api_keys"])).all()
    assert len({key.public_id for key in keys}) == 3
    for key in keys:
        ends = key.expires_at.replace(tzinfo=key.expires_at.tzinfo or UTC)
        assert timedelta(days=364) < ends - datetime.now(UTC) < timedelta(days=366)
        assert key.scopes is None, "the default ones"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("DROP TABLE notices", ["table notices"]),
        ("ALTER TABLE phones DROP COLUMN language", ["column phones.language"]),
        ("CREATE UNIQUE INDEX one ON phones (language)", ["uniqueness in phones: language"]),
        ("ALTER TABLE phones ADD COLUMN more INTEGER", []),
    ],
)
def test_what_a_migration_would_take_away_is_found(engine: Engine, change: str, found: list[str]) -> None:
    runner.upgrade(engine)
    known = tables(engine)
    with engine.begin() as connection:
        connection.execute(text(change))
    assert taken_away(known, tables(engine)) == found


def test_a_new_column_that_must_be_filled_would_be_found(engine: Engine) -> None:
    runner.upgrade(engine)
    known = tables(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE notices"))
        columns = "language VARCHAR PRIMARY KEY, text VARCHAR, until TIMESTAMP, more INTEGER NOT NULL"
        connection.execute(text(f"CREATE TABLE notices ({columns})"))
    with engine.connect() as connection, pytest.raises(IntegrityError, match="more"):
        write(connection, {"notices": known["notices"]})
