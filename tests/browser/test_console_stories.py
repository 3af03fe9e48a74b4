"""Tasks of staff from beginning to end in a real browser, and the SMS that a citizen's phone gets."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site
from tests.console.moving import record, stands

pytestmark = pytest.mark.slow


def begin_move(page: Page, reference: str, where: str, note: str) -> None:
    """Go from the queue to the preview of a move."""
    page.goto("/console/")
    page.get_by_role("navigation").get_by_role("link", name="Applications").click()
    page.get_by_label("Find one by its reference").fill(reference)
    page.get_by_role("button", name="Find it").click()
    page.get_by_role("link", name="Move it").click()
    page.get_by_label("Where to").select_option(where)
    page.get_by_label("Note in English").fill(note)
    page.get_by_role("button", name="Show what citizens will read").click()


@pytest.mark.parametrize("has_script", [True, False])
def test_the_words_that_were_shown_come_to_the_phone(site: Site, has_script: bool) -> None:
    number = 40 + has_script
    reference, phone = record(site.container, number=number), f"+2547120{number:05}"
    page = site.context("clerk", java_script_enabled=has_script).new_page()
    begin_move(page, reference, "processing", "We look at your papers.")
    shown = page.locator("p.sms[lang=en]").inner_text()
    assert "We look at your papers." in shown
    expect(page.get_by_text("KES 0.80", exact=True)).to_be_visible()
    assert shown not in site.texts_to(page, phone)
    page.get_by_role("button", name="Move and send: 1").click()
    expect(page.get_by_text("It is over.")).to_be_visible()
    site.deliver()
    assert site.texts_to(page, phone)[-1] == shown
    page.context.close()


def test_words_that_are_held_go_out_by_two_persons_and_not_by_one(site: Site) -> None:
    reference = record(site.container, number=51)
    page = site.context("clerk").new_page()
    begin_move(page, reference, "needs_action", "Read www.example.com before you come.")
    expect(page.get_by_text("One person cannot send these words.")).to_be_visible()
    page.get_by_label("Why", exact=True).fill("It is the hospital's own page.")
    page.get_by_role("button", name="Ask a second person").click()
    page.get_by_role("navigation").get_by_role("link", name="Second person").click()
    page.get_by_role("link", name="Words that were held").last.click()
    expect(page.get_by_text("You have asked for this: another person decides.")).to_be_visible()
    expect(page.get_by_role("button", name="Yes, do it")).to_have_count(0)
    assert stands(site.container, reference) == ("submitted", 1)

    other = site.context("supervisor").new_page()
    other.goto(page.url)
    expect(other.get_by_text("Read www.example.com before you come.").first).to_be_visible()
    other.get_by_role("button", name="Yes, do it").click()
    expect(other.get_by_role("status")).to_contain_text("Done, in both your names.")
    site.deliver()
    assert stands(site.container, reference)[1] == 2
    assert "www.example.com" in site.texts_to(page, "+254712000051")[-1]
    page.context.close()
    other.context.close()
