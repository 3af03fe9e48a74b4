"""Two agencies that call the API, for the tests of it; and an installation that takes payments."""

from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient

from app.domain.shared.payment_ways import Provider
from tests.conftest import Clock
from tests.web.agency import Agency
from tests.web.payment_world import PaymentWorld, payment_world


@pytest.fixture
def dis(client: FlaskClient, agency_key: Callable[[str], str]) -> Agency:
    """The agency of the passports."""
    return Agency.of(client, agency_key)


@pytest.fixture
def ntsa(client: FlaskClient, agency_key: Callable[[str], str]) -> Agency:
    """Another agency, that of the driving licences."""
    return Agency.of(client, agency_key, "ntsa")


PROVIDERS = (Provider.PESAFLOW, Provider.DARAJA)


@pytest.fixture(params=PROVIDERS)
def world(request: pytest.FixtureRequest, database_url: str, clock: Clock) -> Iterator[PaymentWorld]:
    """A citizen who pays, once through each provider."""
    with payment_world(request.param, database_url, clock) as made:
        yield made
