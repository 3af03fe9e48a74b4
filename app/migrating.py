"""Bringing a database to the newest migration."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def config(engine: Engine) -> Config:
    """Alembic's configuration for a database."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))  # a percent sign begins a reference
    made.attributes["engine"] = engine
    return made


def upgrade(engine: Engine) -> None:
    """Run the migrations that this database has not seen, all in one transaction."""
    command.upgrade(config(engine), "head")


def revision(engine: Engine, message: str) -> None:
    """Write the migration that makes this database what the models say; to be read before it is kept."""
    number = len([*(MIGRATIONS / "versions").glob("[0-9]*.py")]) + 1
    command.revision(config(engine), message, autogenerate=True, rev_id=f"{number:04}")
