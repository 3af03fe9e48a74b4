"""An installation whose phones are simulated."""

from collections.abc import Iterator

import pytest

from app.container import Container
from tests.conftest import Clock
from tests.simulator.phones import PhonesWorld, phones_world


@pytest.fixture
def world(container: Container, clock: Clock) -> Iterator[PhonesWorld]:
    """The simulated phones, and a gateway that listens for their callbacks."""
    with phones_world(container, clock) as made:
        yield made
