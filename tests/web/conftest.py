"""Two agencies that call the API, for the tests of it; and an installation that takes payments."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.domain.shared.payment_ways import Provider
from tests.conftest import Clock
from tests.web.agency import Agency
from tests.web.api_world import World, api_world
from tests.web.payment_world import PaymentWorld, payment_world


@pytest.fixture
def dis(client: FlaskClient, agency_key: Callable[[str], str]) -> Agency:
    """The agency of the passports."""
    return Agency.of(client, agency_key)


@pytest.fixture
def ntsa(client: FlaskClient, agency_key: Callable[[str], str]) -> Agency:
    """Another agency, that of the driving licences."""
    return Agency.of(client, agency_key, "ntsa")


@pytest.fixture(scope="module")
def api_things(sqlite_file: Path, redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One installation for a module of tests, with keys of every scope and things of every kind."""
    folder = tmp_path_factory.mktemp("api")
    (folder / "lango.db").write_bytes(sqlite_file.read_bytes())
    with api_world(f"sqlite:///{folder}/lango.db", redis_url, folder / "data") as made:
        yield made


PROVIDERS = (Provider.PESAFLOW, Provider.DARAJA)


@pytest.fixture(params=PROVIDERS)
def world(request: pytest.FixtureRequest, database_url: str, clock: Clock) -> Iterator[PaymentWorld]:
    """A citizen who pays, once through each provider."""
    with payment_world(request.param, database_url, clock) as made:
        yield made
