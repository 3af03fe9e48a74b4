"""M-PESA on a phone of the page: the ends of a prompt, Pay Bill, numbers of fixed behaviour, and no free stream."""

from contextlib import ExitStack

import pytest
import requests
from playwright.sync_api import expect

from app.simulator.browser.stream_slots import MOST_STREAMS
from tests.browser.phone_page import PATIENCE, WIDE, OnePhone, PhonePage, put_prompt
from tests.browser.site import Site
from tests.console.moving import record

pytestmark = pytest.mark.slow


def prompted(site: Site, phone: OnePhone, digits: str) -> None:
    """Put a prompt on the phone, and wait until its screen shows it."""
    put_prompt(site, digits)
    expect(phone.screen).to_have_attribute("data-view", "prompt", timeout=PATIENCE)
    phone.hold()


def test_a_prompt_waits_for_the_session_and_ends_in_many_ways(site: Site) -> None:
    here = PhonePage.open(site)
    phone, keyboard = here.phone(), here.page.keyboard
    phone.take("0712 000 091")
    phone.dial("*222#")
    put_prompt(site, "254712000091")
    here.page.wait_for_timeout(1200)
    expect(phone.screen).to_have_attribute("data-view", "session")
    keyboard.press("Escape")
    expect(phone.screen).to_have_attribute("data-view", "prompt", timeout=PATIENCE)
    expect(phone.words).to_have_text("M-PESA: pay KES 1,450 to eCitizen, account DL-123456?")

    phone.hold()
    keyboard.type("9")
    keyboard.press("Enter")
    expect(phone.screen).to_have_attribute("data-view", "prompt")
    keyboard.type("999")
    keyboard.press("Enter")
    expect(phone.words).to_have_text("M-PESA: failed, you have entered a wrong PIN.")

    for way, words in (("No money", "you do not have enough money"), ("No answer", "nothing was paid")):
        prompted(site, phone, "254712000091")
        phone.press(way)
        expect(phone.words).to_contain_text(words)
    prompted(site, phone, "254712000091")
    keyboard.press("Escape")
    expect(phone.words).to_have_text("M-PESA: nothing was paid.")

    told = phone.node.locator(".exchanges code").filter(has_text="/stk/")
    expect(told).to_have_count(4, timeout=PATIENCE)
    phone.node.get_by_label("The gateway is told").select_option("twice")
    prompted(site, phone, "254712000091")
    keyboard.type("1234")
    keyboard.press("Enter")
    expect(phone.words).to_contain_text("Confirmed. Ksh1,450.00 sent to eCitizen")
    expect(told).to_have_count(6, timeout=PATIENCE)
    here.close()


def test_a_prompt_whose_time_is_over_goes_away_and_leaves_what_was_written(site: Site) -> None:
    here = PhonePage.open(site)
    phone = here.phone()
    phone.take("0712 000 092")
    phone.choose("Messages", "Write message")
    phone.screen.get_by_label("Message").fill("half a message")
    prompted(site, phone, "254712000092")
    site.clock.move(seconds=30)
    expect(phone.words).to_have_text("The request has timed out.", timeout=PATIENCE)
    phone.press("OK (left soft key)")
    assert phone.screen.get_by_label("Message").input_value() == "half a message"
    here.close()


def test_a_bill_is_paid_by_the_menu(site: Site) -> None:
    here = PhonePage.open(site)
    phone, keyboard = here.phone(), here.page.keyboard
    phone.take("0712 000 093")
    phone.choose("M-PESA", "Lipa na M-PESA", "Pay Bill")
    phone.hold()
    for typed in ("222222", "NOBODY", "650", "1234"):
        keyboard.type(typed)
        keyboard.press("Enter")
    expect(phone.words).to_have_text("Pay Ksh650 to 222222, account NOBODY?")
    keyboard.press("Enter")
    expect(phone.words).to_have_text("M-PESA: failed, account number not known.")
    phone.node.get_by_role("combobox", name="Network").select_option("63903")
    phone.choose("M-PESA")
    expect(phone.words).to_have_text("This SIM has no M-PESA.")
    here.close()


def test_one_press_takes_a_number_of_fixed_behaviour_and_no_two_phones_have_one(site: Site) -> None:
    here = PhonePage.open(site)
    phone = here.phone()
    phone.press("Contacts (right soft key)")
    phone.screen.get_by_text("Empty M-PESA purse").click()
    expect(phone.node.get_by_label("Number")).to_have_value("0799 000 003")
    here.page.get_by_text("Numbers that always behave in one way").click()
    here.page.get_by_role("button", name="Add Network without delivery reports").click()
    other = here.phone(1)
    expect(other.node.get_by_label("Number")).to_have_value("0799 000 006")
    other.node.get_by_label("Number").fill("0799000003")
    other.node.get_by_label("Number").press("Enter")
    expect(other.node.get_by_role("alert")).to_have_text("Another phone here has this number.")
    other.node.get_by_label("Number").fill("hello")
    other.node.get_by_label("Number").press("Enter")
    expect(other.node.get_by_role("alert")).to_have_text("A number is wanted, such as 0712 000 001.")
    other.press("Remove this phone")
    expect(here.page.locator(".station")).to_have_count(1)
    here.close()


def test_where_no_stream_is_left_the_page_says_so_and_asks(site: Site) -> None:
    with ExitStack() as stack:
        for _ in range(MOST_STREAMS):  # pages of other tests may hold some of them
            stream = requests.get(f"{site.base}/phone/events?phone=%2B254712000094", stream=True, timeout=10)
            stack.enter_context(stream)
        page = site.context(viewport=WIDE).new_page()
        page.goto("/phone")
        expect(page.locator(".live")).to_have_text("Not live: asked for every 4 s", timeout=PATIENCE)
        phone = OnePhone(page, page.locator(".station").first)
        phone.take("0712 000 095")
        record(site.container, number=95)
        site.deliver()
        expect(phone.screen.locator(".envelope")).to_be_visible(timeout=PATIENCE)
        page.context.close()
