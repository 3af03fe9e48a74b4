"""Alembic's environment: connects to the database, and runs migrations or compares the tables with the models."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, text

from app.domain.shared import model_registry
from app.platform.database.column_types import Moment, Word
from app.platform.db import Base, allow_long

model_registry.import_all()


def written(kind: str, thing: Any, _context: AutogenContext) -> str | Literal[False]:
    """The source text of a column type in a new migration: migrations must not import our classes, which change."""
    if kind != "type" or not isinstance(thing, Moment | Word):
        return False
    return "sa.DateTime(timezone=True)" if isinstance(thing, Moment) else "sa.String(length=24)"


def migrate(connection: Connection) -> None:
    """Run the command in one transaction. On PostgreSQL it fails if a lock is not free within 4 s."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET lock_timeout = '4s'"))
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=written,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        allow_long(connection)
        context.run_migrations()


with context.config.attributes["engine"].connect() as connection:
    migrate(connection)
    connection.commit()
