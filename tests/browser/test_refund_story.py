"""A refund: requested in one browser, approved in another, paid by the simulated Daraja, and shown as done."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.site import Site, served

pytestmark = pytest.mark.slow

PAYER: Final = "+254711000777"
PATIENCE: Final = 10.0
"""Seconds to wait for the result from the simulated Daraja."""


@pytest.fixture(scope="module")
def paying_site(
    browser: Browser, sqlite_file: Path, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """An installation whose payments go through the simulated Daraja."""
    folder = tmp_path_factory.mktemp("paying")
    with served(browser, sqlite_file, redis_url, folder, daraja_shortcode="600638") as made:
        yield made


def test_two_persons_give_money_back_and_see_that_it_went(paying_site: Site) -> None:
    site = paying_site
    path = f"/console/money/receipts/{site.world.gap('receipt_id')}"
    page = site.context("supervisor").new_page()
    page.goto("/console/")
    page.get_by_role("navigation").get_by_role("link", name="Money").click()
    expect(page.get_by_role("link", name="SJK1A2B3C4").first).to_be_visible()
    page.goto(path)
    page.get_by_label("The phone that it goes to").fill("0711 000777")
    page.get_by_label("Why").fill("There was nothing to pay.")
    page.get_by_role("button", name="Ask to give it back").click()
    page.goto(path)
    expect(page.get_by_text("This waits for a second person.")).to_be_visible()

    other = site.context("operator").new_page()
    other.goto("/console/approvals")
    other.get_by_role("link", name="Give money back").click()
    expect(other.get_by_text(PAYER)).to_be_visible()
    assert site.texts_to(other, PAYER) == []
    other.get_by_role("button", name="Yes, do it").click()
    expect(other.get_by_role("status")).to_contain_text("Done, in both your names.")

    until = time.monotonic() + PATIENCE
    while not site.texts_to(page, PAYER) and time.monotonic() < until:
        site.clock.move(seconds=5)
        site.deliver()
    page.reload()
    expect(page.get_by_text("Given back").first).to_be_visible()
    [told] = site.texts_to(page, PAYER)
    assert "KES 50" in told
    page.context.close()
    other.context.close()
