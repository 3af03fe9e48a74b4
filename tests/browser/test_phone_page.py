"""The phone page can be used with the keyboard only, by touch and with a screen reader, and has nothing inline."""

from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.phone_page import PATIENCE, WIDE, PhonePage, put_prompt
from tests.browser.site import Site
from tests.browser.test_every_page import NARROW, violations
from tests.console.moving import record

pytestmark = pytest.mark.slow
SMALL: Final = {"width": 360, "height": 740}
FINGER: Final = 44
"""The least width and height of a touch target, in pixels."""


def show_session(site: Site, here: PhonePage) -> None:
    """In a session, with the wire open."""
    here.phone().dial("*222#")
    wire = here.phone().node.locator(".exchanges summary").first
    if not wire.is_visible():
        here.phone().node.locator(".wire > summary").click()
    wire.click()


def show_inbox(site: Site, here: PhonePage) -> None:
    """The inbox, with read and unread messages."""
    record(site.container, number=71)
    here.phone().take("0712 000 071")
    site.deliver()
    expect(here.phone().screen.locator(".envelope")).to_be_visible(timeout=PATIENCE)
    here.phone().messages()


def show_prompt(site: Site, here: PhonePage) -> None:
    """An M-PESA prompt, on another phone number."""
    here.phone().press("End (red key)")
    here.phone().take("0712 000 072")
    put_prompt(site, "254712000072")
    expect(here.phone().screen).to_have_attribute("data-view", "prompt", timeout=PATIENCE)


def show_writing(site: Site, here: PhonePage) -> None:
    """A message being written, and the table of numbers open."""
    phone = here.phone()
    phone.press("End (red key)")
    phone.choose("Messages", "Write message")
    here.page.get_by_text("Numbers that always behave in one way").click()


SHOWN: Final[tuple[Callable[[Site, PhonePage], None], ...]] = (show_session, show_inbox, show_writing, show_prompt)


@pytest.mark.parametrize(("scheme", "viewport"), [("light", WIDE), ("dark", SMALL)])
def test_axe_finds_nothing(site: Site, scheme: str, viewport: dict[str, int]) -> None:
    here = PhonePage.open(site, color_scheme=scheme, viewport=viewport)
    here.add()
    if viewport == SMALL:
        here.page.locator("#tabs button").first.click()
    found = {"idle": violations(here.page)}
    for show in SHOWN:
        show(site, here)
        found[show.__name__] = violations(here.page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    here.close()
    site.clock.move(seconds=60)  # the prompt is over before this phone is taken again


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(site: Site) -> None:
    context = site.context(viewport=WIDE)
    asked = set[str]()
    context.on("request", lambda request: asked.add(request.url.split("/")[2]))
    here = PhonePage.within(context)
    here.phone().dial("*222#")
    answer = here.page.request.get(f"{site.base}/phone")
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert here.page.evaluate("[...document.scripts].filter(each => !each.src).length") == 0
    assert here.page.evaluate("document.querySelectorAll('[style], style, [onclick]').length") == 0
    assert asked == {site.base.partition("//")[2]}
    here.close()


def test_without_javascript_the_page_says_what_it_needs(site: Site) -> None:
    context = site.context(java_script_enabled=False)
    page = context.new_page()
    page.goto("/phone")
    expect(page.get_by_text("make phone")).to_be_visible()
    context.close()


def test_the_keyboard_alone_is_enough(site: Site) -> None:
    here = PhonePage.open(site)
    page, phone = here.page, here.phone()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('screen')"):
            break
    page.keyboard.type("*222")
    page.keyboard.press("Backspace")
    page.keyboard.type("2#")
    page.keyboard.press("Enter")
    expect(phone.words).to_contain_text("2. Register", timeout=PATIENCE)
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    expect(phone.words).to_contain_text("Register as:", timeout=PATIENCE)
    page.keyboard.press("Escape")
    expect(phone.screen).to_have_attribute("data-view", "idle")
    phone.hold()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Menu (left soft key)"
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("1")
    expect(phone.screen).to_have_attribute("data-view", "messages")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(phone.screen).to_have_attribute("data-view", "write")
    page.keyboard.type("hali ya 1020")
    assert phone.screen.get_by_label("Message").input_value() == "hali ya 1020"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(phone.screen).to_have_attribute("data-view", "idle")
    here.close()


def test_a_finger_is_enough_on_a_small_screen(site: Site) -> None:
    here = PhonePage.open(site, viewport=SMALL, has_touch=True, is_mobile=True)
    page, phone = here.page, here.phone()
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
    for key in ("*", "2", "2", "2", "#"):
        phone.node.get_by_role("button", name=key, exact=True).tap()
    phone.node.get_by_role("button", name="Call (green key)").tap()
    expect(phone.words).to_contain_text("2. Register", timeout=PATIENCE)
    phone.node.get_by_role("button", name="2", exact=True).tap()
    phone.node.get_by_role("button", name="Send (left soft key)").tap()
    expect(phone.words).to_contain_text("Register as:", timeout=PATIENCE)
    phone.node.get_by_role("button", name="Cancel (right soft key)").tap()
    assert small_targets(page) == []
    other = here.add()
    expect(other.node).to_be_visible()
    expect(phone.node).not_to_be_visible()
    page.locator("#tabs button").first.tap()
    expect(phone.node).to_be_visible()
    here.close()


def test_it_fits_the_narrowest_screen(site: Site) -> None:
    here = PhonePage.open(site, viewport=NARROW)
    here.add()
    assert here.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    here.close()


def small_targets(page: Page) -> list[str]:
    """Buttons and fields that are smaller than a touch target."""
    found: list[str] = page.evaluate(
        """least => [...document.querySelectorAll("button, select, .sim input, summary")]
            .filter(each => each.offsetParent && Math.min(each.offsetWidth, each.offsetHeight) < least)
            .map(each => `${each.outerHTML}: ${each.offsetWidth} by ${each.offsetHeight}`)""",
        FINGER,
    )
    return found
