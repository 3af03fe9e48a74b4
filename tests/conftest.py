"""The fixtures of all tests: a real Redis, both databases, migrated and filled, and a clock that can be moved."""

import gc
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
import structlog
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from pydantic import SecretStr

from app.bootstrap.web import create_app, furnish
from app.container import Container
from app.domain.identity import passwords
from app.domain.staff import api_keys
from app.migrations import runner
from app.platform.config.settings import Settings
from app.platform.observability import configure_logs
from tests import servers
from tests.filled import load_ours
from tests.mutants import variables
from tests.statements import share_compiled_statements

share_compiled_statements()

KEY = "a-key-for-tests-only-0123456789-abcdef"
CALLBACK_KEY = "callback-key-for-tests"
GATHERER = {"Authorization": "Bearer dev"}
"""The header of a request for `/metrics`, where no METRICS_TOKEN is set."""
NO_DISK = Path("/dev/null/none")
"""A data folder in which nothing can be written, for an installation that needs none."""
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Noon in Nairobi, at which the clock of a test starts."""


@dataclass
class Clock:
    """The clock of a test: it stands still until it is moved."""

    time: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.time

    def move(self, **by: float) -> None:
        """Let time pass: `clock.move(minutes=5)`."""
        self.time += timedelta(**by)


ONE_DATABASE: Final = ("architecture", "console", "simulator", "stories", "web", "unit")
"""Folders whose tests are about screens and texts: `make test` runs them on SQLite, `make test-all` on both."""
ON_SQLITE_ALONE: Final = (
    "daraja", "finding_by_sms", "hops_of_phones", "keywords", "narrowing", "service_sheets", "texts_by_sms",
)  # fmt: skip
"""Files of those folders about words and about what a provider sends: what they read of a database is the same on both,
and stories show it on both. A test about menus says itself that it runs on SQLite."""
RULES: Final = (
    "account_care", "account_cli", "account_views", "changes_put_right", "code_budget", "desk_takeover",
    "identity_proof", "known_of_a_phone", "recovery_factors", "recovery_factors_told", "revocation", "rotation",
    "settlement", "sign_in", "sim_swaps", "sim_swaps_unanswered", "sim_swaps_unasked", "sms_budget", "spraying",
    "webhook_endpoints", "privacy", "privacy_of_one_person", "privacy_of_applying", "account_applications",
    "payment_deadlines",
)  # fmt: skip
"""Files of tests/database/ that are about business rules. On PostgreSQL `make test` runs only their tests that are
marked `both_databases` (the main path, and concurrency); `make test-all` runs the rest."""
CHEAP: Final = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""A hasher of passwords that costs next to nothing: the real one takes a quarter of the time of all tests."""


_APPLICATIONS: Final[list[Flask]] = []
"""The one application of this process (`application_of`)."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of what would run on PostgreSQL, leave out ON_SQLITE_ALONE, and mark as slow what `make test` runs on SQLite."""
    twins = [item for item in items if _on(item) == "postgresql" and _is_told_once(item)]
    for item in twins:
        item.add_marker(pytest.mark.slow)
    alone = {item for item in twins if _name(item) in ON_SQLITE_ALONE}
    items[:] = [item for item in items if item not in alone]


def _on(item: pytest.Item) -> object:
    """The database that the `database_url` of this test is on; None where it has none, or is told otherwise."""
    call = getattr(item, "callspec", None)
    return call.params.get("database_url") if call is not None else None


def _name(item: pytest.Item) -> str:
    """The name of its file: `test_walks.py` is `walks`."""
    return item.path.stem.removeprefix("test_")


def _is_told_once(item: pytest.Item) -> bool:
    """Whether `make test` runs this on SQLite only."""
    folders = item.path.parent.parts
    if not set(ONE_DATABASE).isdisjoint(folders):
        return True
    of_rules = folders[-1] == "database" and _name(item) in RULES
    return of_rules and item.get_closest_marker("both_databases") is None


def pytest_collection_finish() -> None:
    """Let the garbage collector run seldom, and only over what tests make: otherwise it takes 5 % of the time."""
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
    """A SQLite file to copy: migrated and filled with the catalogue; a run of mutants has one ready."""
    if ready := os.environ.get(variables.FILLED):
        return Path(ready)
    file = tmp_path_factory.mktemp("sqlite") / "filled.db"
    prepare(settings(database_url=f"sqlite:///{file}", redis_url="unix:///nowhere"))
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of the test's own, once on each of the two; in memory, where there is room."""
    if request.param == "sqlite":
        filled: Path = request.getfixturevalue("sqlite_file")
        with tempfile.TemporaryDirectory(prefix="lango-", dir=servers.memory()) as folder:
            file = Path(folder, "lango.db")
            file.write_bytes(filled.read_bytes())
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
    """The web application of the installation. A test that adds a route makes an application of its own."""
    return application_of(container).test_client()


def application_of(container: Container) -> Flask:
    """The web application of an installation: made once in this process, since its routes take 40 ms to compile."""
    if not _APPLICATIONS:
        _APPLICATIONS.append(create_app(container))
    configure_logs()
    furnish(_APPLICATIONS[0], container)
    return _APPLICATIONS[0]


@pytest.fixture
def agency_key(container: Container) -> Callable[[str], str]:
    """A function that issues a new API key of an agency, by its code."""

    def issue(code: str) -> str:
        with container.database.transaction() as session:
            return api_keys.issue_key(session, code, actor="test")

    return issue


@pytest.fixture(autouse=True)
def cheap_hashes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the cheap hasher of passwords, unless a test is marked `real_hashes`."""
    passwords._nobodys.cache_clear()  # made by the hasher of the test before
    if request.node.get_closest_marker("real_hashes") is None:
        monkeypatch.setattr(passwords, "_HASHER", CHEAP)


@pytest.fixture(autouse=True)
def quiet_logs() -> None:
    """Keep loggers uncached, so that a test can capture log lines."""
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
    """Migrate and fill a database, with the services that were edited by hand only, so that a copy stays small."""
    with closing(Container.of(wanted).database) as database:
        runner.migrate(database)
        with database.transaction() as session:
            load_ours(session, without="services_listed")
