"""The phone page in a real browser, and functions by which a test uses its phones."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from playwright.sync_api import BrowserContext, Locator, Page, expect

from app.simulator.payments.state import Prompt, SimulatorState
from app.simulator.state_file import StateStore
from tests.browser.site import Site
from tests.conftest import CALLBACK_KEY

PATIENCE: Final = 10_000
"""Milliseconds to wait for live events, on a busy machine."""
WIDE: Final = {"width": 1360, "height": 960}


def put_prompt(site: Site, digits: str, amount: int = 1450, account: str = "DL-123456") -> None:
    """Put an M-PESA prompt on a phone, as a request to Daraja does; its callback is about no payment."""
    folder = site.container.settings.data_dir
    with StateStore(SimulatorState, folder / "simulated-payments.json").change() as state:
        made = Prompt(
            id=f"ws_CO_{len(state.prompts)}",
            phone=digits,
            amount=Decimal(amount),
            payee="eCitizen",
            account=account,
            made_at=site.clock(),
            callback_url=f"{site.base}/daraja/{CALLBACK_KEY}/stk/nobody",
        )
        state.prompts[made.id] = made


@dataclass
class PhonePage:
    """The open page. `said`: messages of the browser's console, and errors of the page's scripts."""

    page: Page
    said: list[str]

    @classmethod
    def open(cls, site: Site, **options: Any) -> "PhonePage":
        """Open the page in a browser context of its own, and wait until it is live."""
        return cls.within(site.context(**({"viewport": WIDE} | options)))

    @classmethod
    def within(cls, context: BrowserContext) -> "PhonePage":
        """Open the page in a given browser context, and wait until it is live."""
        said: list[str] = []
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{error}"))
        page.goto("/phone")
        expect(page.locator(".live")).to_have_text("Live", timeout=PATIENCE)
        return cls(page, said)

    def phone(self, place: int = 0) -> "OnePhone":
        """One of the phones, from the left."""
        return OnePhone(self.page, self.page.locator(".station").nth(place))

    def add(self) -> "OnePhone":
        """Add a phone."""
        self.page.get_by_role("button", name="Add a phone").click()
        return self.phone(self.page.locator(".station").count() - 1)

    def close(self) -> None:
        """Close its browser context; there may be no message and no error."""
        assert self.said == []
        self.page.context.close()


@dataclass
class OnePhone:
    """One phone of the page."""

    page: Page
    node: Locator

    @property
    def screen(self) -> Locator:
        """What it shows."""
        return self.node.locator(".screen")

    @property
    def words(self) -> Locator:
        """The text of the gateway, or of the network."""
        return self.screen.locator(".words")

    def take(self, number: str) -> None:
        """Put another SIM into it."""
        field = self.node.get_by_label("Number")
        field.fill(number)
        field.press("Enter")
        self.node.locator(".own").get_by_text(number).wait_for()

    def hold(self) -> None:
        """Focus it, so that the keyboard types on it."""
        self.screen.focus()

    def dial(self, code: str) -> str:
        """End what the phone is doing, and dial by the keyboard; what is shown then."""
        self.press("End (red key)")
        self.hold()
        self.page.keyboard.type(code)
        return self.enter()

    def answer(self, *typed: str) -> str:
        """Answer screen after screen by the keyboard; what is shown after the last."""
        shown = ""
        self.hold()
        for each in typed:
            self.page.keyboard.type(each)
            shown = self.enter()
        return shown

    def enter(self) -> str:
        """Press Enter, and wait for the answer; what is shown then."""
        before = self.sent()
        self.page.keyboard.press("Enter")
        self.wait_for_answer(before)
        return self.words.inner_text()

    def wait_for_answer(self, before: int) -> None:
        """Wait until more requests have been sent than `before`, and the screen waits for no answer."""
        expect(self.node.locator(".count")).not_to_have_text(f"{before}" if before else "nothing yet", timeout=PATIENCE)
        expect(self.screen).not_to_have_attribute("data-view", "running", timeout=PATIENCE)

    def sent(self) -> int:
        """How many requests have gone to the gateway."""
        shown = self.node.locator(".count").inner_text()
        return int(shown) if shown.isdigit() else 0

    def press(self, name: str) -> None:
        """Press a key of it, or a button beside it."""
        self.node.get_by_role("button", name=name).click()

    def choose(self, *lines: str) -> None:
        """Open its menu, and choose line after line."""
        self.press("Menu (left soft key)")
        for line in lines:
            self.screen.get_by_text(line, exact=True).click()

    def messages(self) -> list[str]:
        """The inbox, newest first."""
        self.press("End (red key)")
        self.choose("Messages", "Inbox")
        return self.screen.locator(".item .label").all_inner_texts()

    def bodies(self) -> list[str]:
        """The bodies that the gateway has answered, newest first."""
        written = self.node.locator(".exchanges pre").all_text_contents()
        return [each.rpartition("\n\n")[2] for each in written]
