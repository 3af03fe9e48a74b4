"""The whole catalogue, as it is delivered, in a database of its own and as an index."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.catalogue.search.finder import Finder
from app.domain.catalogue.search.index import Index
from app.migrations import runner
from app.platform.db import Database
from app.platform.encryption import Keyring
from tests.conftest import KEY
from tests.filled import load_ours


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database with every service there is; only to be read."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('whole') / 'whole.db'}", Keyring([KEY]))
    runner.upgrade(database.engine)
    with database.transaction() as session:
        load_ours(session)
    yield database
    database.close()


@pytest.fixture(scope="session")
def index(whole: Database) -> Index:
    """The index of every service there is."""
    return Finder(whole).index()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The path for a CSV of services."""
    return tmp_path / "services_more.csv"
