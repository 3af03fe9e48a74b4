"""How Alembic reaches the database, and what the tables should be."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, text

from app.domain.shared import model_registry
from app.platform.database.column_types import Moment, Word
from app.platform.db import Base, allow_long

model_registry.import_all()


def written(kind: str, thing: Any, _context: AutogenContext) -> str | Literal[False]:
    """A migration must not lean on this project's classes, which change."""
    if kind != "type" or not isinstance(thing, Moment | Word):
        return False
    return "sa.DateTime(timezone=True)" if isinstance(thing, Moment) else "sa.String(length=24)"


def migrate(connection: Connection) -> None:
    """Run what is asked for in one transaction; a lock that is not had in 4 s is not waited for."""
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
