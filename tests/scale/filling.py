"""Inserts rows by the million, in either database: each is a copy of a row that the domain made, with unique keys.

The sealed values of a copy cannot be opened, as they are bound to the original row: no measurement opens one.
The few rows that are read one by one are made by the domain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Engine, MetaData, Table, text

from app.platform.db import allow_long

AT_ONCE: Final = 500_000
DIGEST: Final = {"postgresql": "sha256(('{0}' || n)::bytea)", "sqlite": "randomblob(32)"}
"""A unique blind index; `{0}` makes it differ from column to column."""
TEXT: Final = "'{0}' || n"
SERIES: Final = {
    "postgresql": "SELECT n FROM generate_series({0}, {1}) AS n",
    "sqlite": "WITH RECURSIVE s(n) AS (SELECT {0} UNION ALL SELECT n + 1 FROM s WHERE n < {1}) SELECT n FROM s",
}


@dataclass(frozen=True)
class Copies:
    """The columns of a table that differ from copy to copy: digests, texts, and other expressions of `n`."""

    table: str
    digests: Sequence[str] = ()
    texts: Sequence[str] = ()
    others: Mapping[str, str] = field(default_factory=dict)
    left_out: Sequence[str] = ("id",)
    """Columns that the database numbers."""


ACCOUNTS: Final = Copies("accounts", digests=("applicant", "phone"), texts=("id",), left_out=())
APPLICATIONS: Final = Copies(
    "applications",
    digests=("applicant", "phone_index"),
    texts=("reference", "lookup"),
    others={"account_id": "'c' || n"},
)
MESSAGES: Final = Copies(
    "messages",
    digests=("recipient",),
    texts=("key", "provider_id"),
    others={
        "state": "'delivered'",
        "next_at": "NULL",
        "accepted_at": "model.created_at",
        "final_at": "model.created_at",
    },
)
PHONES: Final = Copies("phones", digests=("index",), left_out=())


ALL: Final = (ACCOUNTS, APPLICATIONS, MESSAGES, PHONES)


def fill(engine: Engine, first: int, last: int) -> None:
    """Insert the copies from one number to another, of accounts, applications, messages and phones."""
    metadata = MetaData()
    metadata.reflect(engine, only=[each.table for each in ALL])
    for each in ALL:
        for begin in range(first, last + 1, AT_ONCE):
            end = min(last, begin + AT_ONCE - 1)
            _execute(engine, _insert(each, metadata.tables[each.table], begin, end, engine.dialect.name))
    _execute(engine, "ANALYZE")


def _execute(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        allow_long(connection)
        if engine.dialect.name == "postgresql":  # ANALYZE waits for autovacuum, which analyses the same tables
            connection.execute(text("SET LOCAL lock_timeout = '300s'"))
        connection.execute(text(statement))


def _insert(copies: Copies, table: Table, first: int, last: int, dialect: str) -> str:
    """The statement that makes copies of the oldest row of a table."""
    names = [each.name for each in table.columns if each.name not in copies.left_out]
    own: dict[str, Any] = {name: DIGEST[dialect].format(f"c {name}") for name in copies.digests}
    own |= {name: TEXT.format("c") for name in copies.texts} | dict(copies.others)
    chosen = ", ".join(own.get(name, f'model."{name}"') for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    order = ", ".join(f'"{each.name}"' for each in table.primary_key)
    model = f"(SELECT * FROM {copies.table} ORDER BY {order} LIMIT 1) AS model"
    series = f"({SERIES[dialect].format(first, last)}) AS numbers"
    return f"INSERT INTO {copies.table} ({columns}) SELECT {chosen} FROM {series} CROSS JOIN {model}"
