"""The fixtures of the tests of the web: agencies and a desk at the API, accounts, payments, Daraja, SMS delivery."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.container import Container
from app.domain.payments.provider_tokens import ProviderTokenStore
from app.domain.shared.payment_ways import Provider
from app.platform.db import Database
from app.platform.encryption import Keyring
from app.providers.africastalking.sms import AfricasTalking
from app.providers.daraja.adapter import Daraja
from tests.conftest import CALLBACK_KEY, KEY, MONDAY, Clock
from tests.database.holder import opened, prove
from tests.outgoing import listening
from tests.scripted_server import ScriptedServer
from tests.standin import Standin
from tests.web.agency import Agency
from tests.web.api_world import World, api_world
from tests.web.daraja_calls import PATIENT, Safaricom, config
from tests.web.delivery_office import SHORT, Office
from tests.web.desk import Desk
from tests.web.payment_world import PaymentWorld, payment_world


@pytest.fixture
def dis(client: FlaskClient, agency_key: Callable[[str], str]) -> Agency:
    """The agency that issues passports, with a key."""
    return Agency.of(client, agency_key)


@pytest.fixture
def ntsa(client: FlaskClient, agency_key: Callable[[str], str]) -> Agency:
    """Another agency, which issues driving licences, with a key."""
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


@pytest.fixture
def office(container: Container, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    defaults = AfricasTalking.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "timeout", SHORT)
    with Standin() as provider, listening(container) as url:
        made = Office(container, clock, provider, f"{url}/at/{CALLBACK_KEY}/sms/reports")
        yield made
    for worker in made.workers:
        worker.finish()


@pytest.fixture
def desk(container: Container, client: FlaskClient) -> Desk:
    return Desk.of(container, client)


@pytest.fixture
def account_id(container: Container) -> str:
    """The id of Wanjiku's account, with the declared details only; no desk has proven it."""
    return opened(container)


@pytest.fixture
def seen_id(container: Container, account_id: str) -> str:
    """The id of the same account, proven at a desk."""
    prove(container, account_id)
    return account_id


@pytest.fixture
def safaricom() -> Safaricom:
    return Safaricom()


@pytest.fixture
def server(safaricom: Safaricom) -> Iterator[ScriptedServer]:
    with ScriptedServer(safaricom) as running:
        yield running


@pytest.fixture
def databases(database_url: str, clock: Clock) -> Iterator[list[Database]]:
    found = [Database(database_url, Keyring([KEY]), clock) for _ in range(2)]
    yield found
    for each in found:
        each.close()


@pytest.fixture
def daraja(server: ScriptedServer, databases: list[Database]) -> Daraja:
    return Daraja(config(server.url), ProviderTokenStore(databases[0]), clock=Clock(MONDAY), patience=PATIENT, wait=1)
