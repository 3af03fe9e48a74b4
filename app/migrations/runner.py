"""Runs the migrations that bring a database up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from app.domain.audit import audit_start
from app.domain.audit.audit_log import AuditEvent
from app.domain.audit.audit_mark import AuditMark
from app.platform.db import Database

MIGRATIONS = Path(__file__).resolve().parent


def config(engine: Engine) -> Config:
    """Alembic's configuration for a database."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))  # % begins an interpolation
    made.attributes["engine"] = engine
    return made


def upgrade(engine: Engine) -> None:
    """Run the migrations that this database has not seen, all in one transaction."""
    command.upgrade(config(engine), "head")


def is_known(migration: str) -> bool:
    """Whether this release has this migration; if not, a later release has changed the database."""
    return any(each.revision == migration for each in ScriptDirectory(str(MIGRATIONS)).walk_revisions())


def migrate(database: Database) -> None:
    """Run `upgrade`; if it has created the table of the mark, write the audit trail's first mark, which needs the keys.

    Only then: a mark that is missing later was removed by somebody.
    """
    before = inspect(database.engine)
    had_mark, had_trail = (before.has_table(kind.__tablename__) for kind in (AuditMark, AuditEvent))
    upgrade(database.engine)
    if not had_mark:
        with database.transaction() as session:
            audit_start.begin_trail(session, earlier=had_trail)


def revision(engine: Engine, message: str) -> None:
    """Generate the migration that makes this database match the models; review it before it is committed."""
    number = len([*(MIGRATIONS / "versions").glob("[0-9]*.py")]) + 1
    command.revision(config(engine), message, autogenerate=True, rev_id=f"{number:04}")
