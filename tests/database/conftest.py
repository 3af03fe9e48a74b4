"""The fixtures of the tests in this folder."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pydantic import SecretStr

from app.container import Container
from app.worker.main import Worker
from tests.conftest import Clock, application_of
from tests.database import payment_scene, sim_scene
from tests.database.holder import (
    PASSWORD,
    hold_email,
    opened,
)
from tests.database.paying import PESAFLOW
from tests.database.sim_scene import ADDRESS
from tests.standin import Standin


@pytest.fixture
def scene(container: Container, clock: Clock) -> Iterator[sim_scene.Scene]:
    """An installation that checks SIMs, and an account of Wanjiku with her phone and an address that may get codes."""
    hold_email(container, opened(container, password=PASSWORD), ADDRESS)
    with Standin() as provider:
        account = {"at_username": "lango", "at_api_key": SecretStr(provider.api_key), "at_base_url": provider.url}
        here = replace(container, settings=container.settings.model_copy(update={**account, "at_sim_swap": True}))
        worker = Worker(here)
        yield sim_scene.Scene(here, clock, provider, application_of(here).test_client(), worker)
        worker.finish()


@pytest.fixture
def pesaflow(container: Container, clock: Clock) -> Iterator[payment_scene.Scene]:
    """An application to be paid through Pesaflow, and the worker's part that calls Pesaflow."""
    scene = payment_scene.Scene(container, clock, PESAFLOW)
    yield scene
    scene.worker.finish()
