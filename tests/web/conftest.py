"""Two agencies that call the API, for the tests of it."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.web.agency import Agency


@pytest.fixture
def dis(client: FlaskClient, agency_key: Callable[[str], str]) -> Agency:
    """The agency of the passports."""
    return Agency.of(client, agency_key)


@pytest.fixture
def ntsa(client: FlaskClient, agency_key: Callable[[str], str]) -> Agency:
    """Another agency, that of the driving licences."""
    return Agency.of(client, agency_key, "ntsa")
