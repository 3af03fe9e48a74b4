"""Phones in a real browser: registering, applying and paying on one of them, and faults on the way."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.domain.applications import transitions
from app.domain.applications.applications import Applicant
from app.domain.catalogue import models
from app.domain.shared.persons import AccountType
from tests.browser.phone_page import PATIENCE, OnePhone, PhonePage
from tests.browser.site import Site
from tests.console.moving import record

pytestmark = pytest.mark.slow
PASSWORD = "482915"


def register(phone: OnePhone, document: str, name: str, year: str) -> str:
    """Register a citizen; the last screen."""
    assert "2. Register" in phone.dial("*222#")
    return phone.answer("2", "1", document, name, year, "1", PASSWORD, PASSWORD)


def file_licence(phone: OnePhone) -> str:
    """Apply for a driving licence with an account, and choose to pay on this phone; the reference."""
    phone.dial("*222#")
    phone.answer("3", PASSWORD, "4", "driving licence renewal 3 years", "1", "1", "1", "DL-123456")
    filed = re.search(r"Your reference: ([\d ]+)", phone.answer("1"))
    assert filed is not None
    assert phone.answer("1", "1").startswith("We ask M-PESA now.")
    return filed[1].replace(" ", "").strip()


def pay(site: Site, phone: OnePhone) -> None:
    """Let the worker request the payment, wait for the prompt, and enter the right PIN."""
    for _ in range(2):
        site.clock.move(seconds=5)
        site.deliver()
    expect(phone.screen).to_have_attribute("data-view", "prompt", timeout=PATIENCE)
    expect(phone.words).to_contain_text("M-PESA: pay KES 1,450")
    phone.hold()
    phone.page.keyboard.type("1234")
    phone.page.keyboard.press("Enter")
    expect(phone.words).to_contain_text("Confirmed. Ksh1,450.00 sent to", timeout=PATIENCE)


def wait_for_sms(site: Site, phone: OnePhone, words: str) -> None:
    """Run the worker until an SMS on the phone contains these words."""
    for _ in range(20):
        site.clock.move(seconds=5)
        site.deliver()
        if any(words in each for each in phone.messages()):
            return
        phone.page.wait_for_timeout(300)
    raise AssertionError(phone.messages())


def move_by_staff(site: Site, post: str, reference: str, *, note: str) -> Page:
    """Move an application as a member of staff, on the console; the open page."""
    staff = site.context(post).new_page()
    staff.goto(f"/console/applications/{reference}/move")
    staff.get_by_label("Where to").select_option("processing")
    staff.get_by_label("Note in English").fill(note)
    staff.get_by_role("button", name="Show what citizens will read").click()
    staff.get_by_role("button", name="Move and send: 1").click()
    return staff


def test_a_whole_life_on_one_page(site: Site) -> None:
    here = PhonePage.open(site)
    phone = here.phone()
    phone.take("0712 000 001")
    assert register(phone, "29000001", "Wanjiku", "1990").startswith("Your account is open.")
    reference = file_licence(phone)
    pay(site, phone)
    wait_for_sms(site, phone, "It is now with the office")

    staff = move_by_staff(site, "elsewhere", reference, note="We look at your papers.")
    expect(staff.get_by_text("It is over.")).to_be_visible()
    phone.press("End (red key)")
    expect(phone.screen.locator(".news")).to_have_text("✉ 3 new")
    site.deliver()
    expect(phone.screen.locator(".news")).to_have_text("✉ 4 new", timeout=PATIENCE)
    assert "We look at your papers." in phone.messages()[0]

    phone.press("End (red key)")
    phone.choose("M-PESA", "My receipts")
    expect(phone.screen.locator(".item").first).to_contain_text("Confirmed. Ksh1,450.00")
    staff.context.close()
    here.close()


def test_two_phones_side_by_side_and_a_network_that_is_lost(site: Site) -> None:
    here = PhonePage.open(site)
    one, other = here.phone(), here.add()
    one.take("0712 000 011")
    other.take("0712 000 012")
    one.dial("*222#")
    assert one.answer("2", "1", "29000002").startswith("Enter only your FIRST name")
    assert "Welcome" in other.dial("*222#")
    one.press("Network lost")
    expect(one.words).to_have_text("Network lost. The session is gone.")
    assert "Enter your reference" in other.answer("1") or other.sent() == 2
    assert one.dial("*222#").startswith("You have not finished: Register")
    assert one.answer("1").startswith("Enter only your FIRST name")
    assert [one.sent(), other.sent()] == [6, 2], "of the loss the gateway was told nothing"
    here.close()


def test_the_same_callback_again_twice_at_once_and_late(site: Site) -> None:
    here = PhonePage.open(site)
    phone = here.phone()
    phone.take("0712 000 021")
    phone.dial("*222#")
    shown = phone.answer("2")
    phone.press("Same callback again")
    phone.wait_for_answer(2)
    assert phone.words.inner_text() == shown
    assert phone.bodies()[0] == phone.bodies()[1] == f"CON {shown}"

    phone.press("Twice at once")
    expect(phone.node.get_by_role("button", name="Twice at once")).to_have_attribute("aria-pressed", "true")
    phone.hold()
    assert phone.answer("1").startswith("Enter your ID number")
    assert phone.sent() == 5
    assert phone.bodies()[0] == phone.bodies()[1]

    phone.press("Late")
    phone.hold()
    assert phone.answer("29000003") == "Connection problem or invalid MMI code."
    assert phone.sent() == 6, "the gateway was asked, and answered in vain"
    assert phone.dial("*222#").startswith("You have not finished: Register")
    here.close()


def test_the_network_closes_a_session_that_nobody_answers(site: Site) -> None:
    context = site.context(viewport={"width": 1360, "height": 960})
    context.clock.install()
    here = PhonePage.within(context)
    phone, page = here.phone(), here.page
    phone.take("0712 000 031")
    phone.dial("*222#")
    gauges = phone.node.locator(".gauge b")
    expect(gauges.nth(0)).to_have_text(re.compile(r"\d+ of 160"))
    page.clock.fast_forward(20_000)
    expect(gauges.nth(1)).to_have_text(re.compile("^(10|9|8) s$"))
    page.clock.fast_forward(15_000)
    expect(phone.words).to_have_text("Session closed by the network: no answer for 30 seconds.")
    assert phone.sent() == 1

    phone.dial("*222#")
    for _ in range(7):
        page.clock.fast_forward(25_000)
        phone.press("Same callback again")
        phone.wait_for_answer(phone.sent() - 1)
    page.clock.fast_forward(25_000)
    expect(phone.words).to_have_text("Session closed by the network after 180 seconds.")
    here.close()


def test_a_session_survives_a_reload_within_its_time(site: Site) -> None:
    here = PhonePage.open(site)
    phone = here.phone()
    phone.take("0712 000 041")
    phone.node.get_by_label("Language").select_option("sw")
    phone.dial("*222#")
    shown = phone.answer("2")
    here.page.reload()
    assert phone.words.inner_text() == shown
    assert phone.screen.locator(".softs").inner_text().split() == ["Tuma", "Ghairi"]
    assert phone.node.get_by_label("Number").input_value() == "0712 000 041"
    assert phone.sent() == 2
    phone.hold()
    assert phone.answer("1").startswith("Enter your ID number")
    here.close()


def test_a_reference_is_texted_as_people_write(site: Site) -> None:
    with site.container.database.transaction() as session:
        service = models.service(session, "passport-new-34")
        assert service is not None
        who = Applicant(AccountType.CITIZEN, "29000009", "+254712000051")
        transitions.record_application(
            session, service, who, actor="test", contacts=site.container.contacts, reference="EPP1-A1B2C3D4"
        )
    site.deliver()
    here = PhonePage.open(site)
    phone = here.phone()
    phone.take("0712 000 051")
    phone.choose("Messages", "Write message")
    to = phone.screen.get_by_label("To")
    to.fill("0712 000 052")
    phone.screen.get_by_label("Message").fill("  epp1 a1b2 c3d4 ")
    phone.press("Send (left soft key)")
    expect(phone.words).to_have_text("This phone texts 22222 alone: nobody else is simulated.")
    phone.press("OK (left soft key)")
    phone.press("Send (left soft key)")
    expect(phone.words).to_have_text("Message sent.")
    site.deliver()
    expect(phone.screen.locator(".envelope")).to_be_visible(timeout=PATIENCE)
    assert phone.messages()[0].startswith("eCitizen EPP1-A1B2C3D4: New passport, 34 pages.")
    assert "sms" in phone.node.locator(".exchanges code").first.inner_text()
    here.close()


def test_what_others_write_is_shown_as_text(site: Site) -> None:
    reference = record(site.container, number=61)
    here = PhonePage.open(site)
    phone = here.phone()
    phone.take("0712 000 061")
    staff = move_by_staff(site, "clerk", reference, note="<img src=x onerror=alert(1)>")
    site.deliver()
    expect(phone.screen.locator(".news")).to_be_visible(timeout=PATIENCE)
    assert "<img src=x onerror=alert(1)>" in phone.messages()[0]
    phone.screen.locator(".item").first.click()
    assert "<img src=x onerror=alert(1)>" in phone.words.inner_text()
    assert "<img" in phone.dial(f"*222*1*{reference}#")
    assert phone.node.locator("img").count() == 0
    staff.context.close()
    here.close()
