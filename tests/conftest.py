"""What the tests stand on: a real Redis, both databases, migrated and filled, and a clock that can be moved."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
import structlog
from flask.testing import FlaskClient
from pydantic import SecretStr

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.staff import api_keys
from app.migrations import runner
from app.platform.config.settings import Settings
from tests import servers
from tests.filled import load_ours
from tests.mutants import variables

KEY = "a-key-for-tests-only-0123456789-abcdef"
CALLBACK_KEY = "callback-key-for-tests"
GATHERER = {"Authorization": "Bearer dev"}
"""What who gathers the counters shows, where no METRICS_TOKEN was set."""
NO_DISK = Path("/dev/null/none")
"""A data folder that takes nothing, for an installation that has no need of one."""
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Noon in Nairobi on the day on which the tests live."""


@dataclass
class Clock:
    """The time of a test: it stands until it is moved."""

    time: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.time

    def move(self, **by: float) -> None:
        """Let time pass: `clock.move(minutes=5)`."""
        self.time += timedelta(**by)


ONE_DATABASE: Final = ("stories", "web", "unit")
"""Folders whose tests are about screens and words: `make test` tells them on SQLite, `make test-all` on both."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave to the slow tests what would only be told a second time."""
    for item in items:
        call = getattr(item, "callspec", None)
        on = call.params.get("database_url") if call is not None else None
        if on == "postgresql" and not set(ONE_DATABASE).isdisjoint(item.path.parts):
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    """Let the garbage collector look at what tests make, and seldom: 5 % of the time is its own otherwise."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Redis server."""
    if ready := os.environ.get(variables.REDIS):
        yield ready
        return
    with servers.redis_server(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL server, with a database to copy: migrated and filled with the catalogue."""
    with servers.postgres_server(tmp_path_factory.mktemp("postgres")) as url:
        prepare(settings(database_url=url, redis_url="unix:///nowhere"))
        yield url


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file to copy: migrated and filled with the catalogue; made before, where so many runs need it."""
    if ready := os.environ.get(variables.FILLED):
        return Path(ready)
    file = tmp_path_factory.mktemp("sqlite") / "filled.db"
    prepare(settings(database_url=f"sqlite:///{file}", redis_url="unix:///nowhere"))
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of the test's own, once on each of the two."""
    if request.param == "sqlite":
        file = tmp_path / "lango.db"
        file.write_bytes(request.getfixturevalue("sqlite_file").read_bytes())
        yield f"sqlite:///{file}"
    else:
        url = servers.fresh_database(request.getfixturevalue("postgres_url"))
        yield url
        servers.drop_database(url)


@pytest.fixture
def clock() -> Clock:
    """The clock of this test."""
    return Clock()


@pytest.fixture
def container(database_url: str, redis_url: str, clock: Clock, tmp_path: Path) -> Iterator[Container]:
    """An installation on real servers."""
    here = settings(database_url=database_url, redis_url=redis_url, data_dir=tmp_path / "data")
    made = Container.of(here, clock=clock)
    yield made
    made.finder.close()
    made.database.close()


@pytest.fixture
def client(container: Container) -> FlaskClient:
    """The web application of the installation."""
    return create_app(container).test_client()


@pytest.fixture
def agency_key(container: Container) -> Callable[[str], str]:
    """A new API key of an agency, by its code."""

    def issue(code: str) -> str:
        with container.database.transaction() as session:
            return api_keys.issue_key(session, code, actor="test")

    return issue


@pytest.fixture(autouse=True)
def quiet_logs() -> None:
    """Log lines go nowhere unless a test looks at them."""
    structlog.configure(cache_logger_on_first_use=False)


def settings(*, database_url: str, redis_url: str, data_dir: Path = NO_DISK) -> Settings:
    """The settings of a test installation."""
    return Settings(
        _env_file=None,
        data_dir=data_dir,
        database_url=database_url,
        redis_url=redis_url,
        secret_keys=SecretStr(KEY),
        at_callback_keys=SecretStr(CALLBACK_KEY),
        simulator=True,
    )


def prepare(wanted: Settings) -> None:
    """Migrate and fill a database: with the services that were worked on by hand, for a copy to stay small."""
    with closing(Container.of(wanted).database) as database:
        runner.migrate(database)
        with database.transaction() as session:
            load_ours(session, without="services_listed")
