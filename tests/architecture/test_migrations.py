"""The migrations lead to exactly the tables that the models describe, on both databases."""

from contextlib import closing

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Integer, MetaData, create_engine

from app.domain.shared import model_registry
from app.migrations import runner
from app.platform.db import Base, Database
from app.platform.encryption import Keyring
from tests.conftest import KEY

model_registry.import_all()


def differences(database_url: str, wanted: MetaData) -> list[object]:
    """What a new migration would have to do."""
    with closing(Database(database_url, Keyring([KEY]))) as database, database.engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        found: list[object] = compare_metadata(MigrationContext.configure(connection, opts=options), wanted)
        return found


def test_the_tables_are_those_of_the_models(database_url: str) -> None:
    assert differences(database_url, Base.metadata) == []


def test_a_difference_would_be_found(database_url: str) -> None:
    wanted = MetaData(naming_convention=Base.metadata.naming_convention)
    for table in Base.metadata.tables.values():
        table.to_metadata(wanted)
    wanted.tables["phones"].append_column(Column("forgotten", Integer))
    wanted.remove(wanted.tables["notices"])
    assert {each[0] for each in differences(database_url, wanted) if isinstance(each, tuple)} == {
        "add_column", "remove_table",
    }  # fmt: skip


def test_there_is_one_newest_migration_and_its_way_is_unbroken() -> None:
    engine = create_engine("sqlite://")
    script = ScriptDirectory.from_config(runner.config(engine))
    assert len(script.get_heads()) == 1
    assert len(list(script.walk_revisions())) == len(list((runner.MIGRATIONS / "versions").glob("*.py")))
    engine.dispose()


def test_migrating_twice_changes_nothing(database_url: str) -> None:
    with closing(Database(database_url, Keyring([KEY]))) as database:
        runner.upgrade(database.engine)
    assert differences(database_url, Base.metadata) == []
