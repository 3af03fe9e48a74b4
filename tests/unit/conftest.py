"""A context for tests of the engine with made-up screens."""

from collections.abc import Iterator

import pytest

from app.container import IdentityRegistry
from app.domain.catalogue.search.finder import Finder
from app.domain.shared.contacts import Contacts
from app.platform.db import Database
from app.platform.encryption import Keyring
from app.providers.identity_registry import NoRegister
from menus.context import Context, SessionState


@pytest.fixture
def c() -> Iterator[Context]:
    """The context of one phone, with a database that has no tables."""
    database = Database("sqlite://", Keyring(["the key of this test, 32 characters"]))
    yield Context(
        phone="+254700000001",
        hop="hop",
        state=SessionState(),
        database=database,
        contacts=Contacts(ussd_code="*222#", sms_code="22222", phone="1919", email="help@example.com"),
        registry=IdentityRegistry(NoRegister()),
        finder=Finder(database),
    )
    database.close()
