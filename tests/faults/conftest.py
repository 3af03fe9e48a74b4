"""The fixture of the fault tests: it starts processes that can be killed."""

from collections.abc import Iterator

import pytest

from tests.faults.launcher import Launcher


@pytest.fixture(scope="session")
def launcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Launcher]:
    """Starts processes of Lango's."""
    with Launcher(tmp_path_factory.mktemp("processes")) as started:
        yield started
