"""The storyboard in a real browser: it is accessible (axe), fits a narrow screen, and can be printed."""

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from app.dev.storyboard.__main__ import PAGE
from tests.browser.test_every_page import NARROW, violations

pytestmark = pytest.mark.slow

OVERFLOW: Final = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT: Final = "[...document.querySelectorAll('pre')].filter(each => each.scrollWidth > each.clientWidth).length"
FIRST_FLOWS: Final = (
    "document.querySelectorAll('main > section ~ section ~ section ~ section').forEach(each => each.remove())"
)
"""Keeps three flows and removes the others, which the same template makes."""
A4: Final = {"width": 718, "height": 1047}
"""A4 within its margins, in CSS pixels."""


def opened(browser: Browser, **options: object) -> Page:
    page = browser.new_page(**options)  # type: ignore[arg-type]
    page.goto(PAGE.as_uri())
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, scheme: str) -> None:
    page = opened(browser, color_scheme=scheme)
    page.evaluate(FIRST_FLOWS)
    assert violations(page) == []
    page.close()


def test_it_is_read_on_a_narrow_screen(browser: Browser) -> None:
    page = opened(browser, viewport=NARROW)
    assert page.evaluate(OVERFLOW) <= 0
    assert page.evaluate(CUT) == 0
    page.close()


def test_its_links_jump_to_screens(browser: Browser) -> None:
    page = opened(browser)
    page.locator("[id='home.home']").get_by_role("link", name="services.find").first.click()
    assert page.url.endswith("#services.find")
    assert page.locator("[id='services.find']").bounding_box()["y"] < 200  # type: ignore[index]
    page.close()


def test_it_prints_and_no_phone_is_cut(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, viewport=A4)
    page.emulate_media(media="print")
    assert page.evaluate(OVERFLOW) <= 0
    assert page.evaluate(CUT) == 0
    assert page.evaluate(
        "[...document.querySelectorAll('.p')].every(each => getComputedStyle(each).breakInside == 'avoid')"
    )
    printed = tmp_path / "printed.pdf"
    page.pdf(path=printed, prefer_css_page_size=True)
    assert printed.read_bytes().startswith(b"%PDF-")
    page.close()
