"""A browser and an installation that is served, for each file of this folder.

Playwright keeps an event loop in the thread of the tests until its browser is closed: so each file has its own browser.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.site import Site, chromium, served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def site(
    browser: Browser, sqlite_file: Path, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    with served(browser, sqlite_file, redis_url, tmp_path_factory.mktemp("site")) as made:
        yield made
