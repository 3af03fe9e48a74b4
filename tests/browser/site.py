"""A Lango that is served on this machine, with one of each thing that the console shows, and a real Chromium."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from app.bootstrap.web import create_app
from app.container import Container
from app.worker.main import Worker
from tests import servers
from tests.browser.live_server import serving_live
from tests.conftest import Clock, settings
from tests.console.driver import Driver
from tests.console.world import ConsoleWorld
from tests.stories.telling import deliver

WANTED: Final = (
    "these tests want a Chromium browser: on Debian or Ubuntu `sudo apt-get install chromium`, or its path in CHROMIUM"
)
COOKIE: Final = "lango-console"


class NoBrowser(Exception):
    """There is no Chromium on this machine."""


@dataclass
class Site:
    """An installation that is served, its sample things, its clock and a browser."""

    base: str
    world: ConsoleWorld
    clock: Clock
    browser: Browser

    @property
    def container(self) -> Container:
        """The container of the installation."""
        return self.world.container

    def context(self, name: str | None = None, *, language: str = "en", **options: Any) -> BrowserContext:
        """A browser context with cookies of its own; with a `name` of `POSTS`, this member of staff is signed in."""
        context = self.browser.new_context(base_url=self.base, **options)
        if name is not None:
            driver = self.world.member(name)
            self.speak(driver, language)
            cookie = driver.client.get_cookie(COOKIE, path="/console")
            assert cookie is not None
            context.add_cookies([{"name": COOKIE, "value": cookie.value, "domain": "127.0.0.1", "path": "/console"}])
        return context

    def speak(self, driver: Driver, language: str) -> None:
        """Set the language of the console for a member of staff."""
        driver.get("/console/me")
        driver.post("/console/me/language", language=language)

    def deliver(self) -> None:
        """Let the worker do all that is due."""
        worker = Worker(self.container)
        worker.sweep()
        deliver(worker)
        worker.finish()

    def texts_to(self, page: Page, phone: str) -> list[str]:
        """The SMS that came to a simulated phone, as the simulator tells them."""
        answer = page.request.get(f"{self.base}/phone/messages", params={"phone": phone})
        return [each["text"] for each in answer.json()]


def find_chromium() -> str:
    """The system's Chromium. Raises NoBrowser with the command that installs one."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise NoBrowser(WANTED)
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    options = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=options)
        yield browser
        browser.close()


@contextmanager
def served(browser: Browser, sqlite_file: Path, redis_url: str, folder: Path, **more: Any) -> Iterator[Site]:
    """An installation of its own, in memory where there is room. `more`: other settings."""
    with tempfile.TemporaryDirectory(prefix="lango-", dir=servers.memory()) as memory:
        file, clock = Path(memory, "lango.db"), Clock()
        file.write_bytes(sqlite_file.read_bytes())
        made = settings(database_url=f"sqlite:///{file}", redis_url=redis_url, data_dir=folder)
        port = servers.free_port()
        container = Container.of(made.model_copy(update={"port": port, **more}), clock=clock)
        with serving_live(create_app(container), port=port) as base:
            yield Site(base, ConsoleWorld(container), clock, browser)
        container.finder.close()
        container.database.close()
