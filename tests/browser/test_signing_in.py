"""Signing in with a browser: with an authenticator, with the keyboard only, and without JavaScript."""

import itertools
import re

import pyotp
import pytest
from playwright.sync_api import Page, expect

from app.domain.staff import authenticators, staff_members
from app.domain.staff.roles import Role
from app.domain.staff.staff_members import Post
from tests.browser.site import Site
from tests.console.driver import PASSWORD, Driver, add_member

pytestmark = pytest.mark.slow


NUMBER = itertools.count(1)


@pytest.fixture
def clerk(site: Site) -> Driver:
    """A clerk who has an authenticator and is not signed in."""
    staff, secret = add_member(site.container, f"browsing.{next(NUMBER)}", Role.CLERK, "dis")
    return Driver(site.container, staff, secret, client=site.world.member("clerk").client)


def fill(page: Page, clerk: Driver, *, code: str = "") -> None:
    page.get_by_label("Username").fill(clerk.staff.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Code of your authenticator").fill(code or clerk.code())


@pytest.mark.parametrize("has_script", [True, False])
def test_who_has_all_three_comes_in_and_goes_out_again(site: Site, clerk: Driver, has_script: bool) -> None:
    page = site.context(java_script_enabled=has_script).new_page()
    page.goto("/console/me")
    expect(page).to_have_title("Sign in - Lango")
    fill(page, clerk, code="000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("Username, password or code do not fit.")
    fill(page, clerk)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My sign-in")
    page.get_by_role("button", name="Kiswahili").click()
    expect(page.get_by_role("link", name="Kuingia kwangu").first).to_be_visible()
    page.get_by_role("button", name="Toka").click()
    page.goto("/console/")
    expect(page).to_have_url(re.compile("/console/sign-in"))
    page.context.close()


def test_somebody_new_reads_the_code_with_an_authenticator(site: Site) -> None:
    with site.container.database.transaction() as session:
        post = Post("n.new", "Nekesa New", Role.SUPERVISOR, "dis")
        _row, setup = staff_members.add_staff(session, post, actor="test")
    page = site.context().new_page()
    page.goto("/console/sign-in")
    page.get_by_role("link", name="I have a setup code").click()
    page.get_by_label("Username").fill("n.new")
    page.get_by_label("Setup code").fill(setup)
    page.get_by_role("button", name="Continue").click()
    drawing = page.locator(".qr svg")
    assert (drawing.bounding_box() or {"width": 0})["width"] >= 200
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    with site.container.database.reading() as session:
        code = pyotp.TOTP(secret).at(authenticators.now_at(session))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("The same again").fill(PASSWORD)
    page.get_by_label("Code of your authenticator").fill(code)
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("status")).to_contain_text("Your sign-in is set up.")
    page.context.close()


def test_the_keyboard_alone_is_enough_and_shows_where_it_is(site: Site, clerk: Driver) -> None:
    page = site.context().new_page()
    page.goto("/console/sign-in")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "username"
    for typed in (clerk.staff.username, PASSWORD, clerk.code()):
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Sign in"
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", level=1)).to_have_text("Start")
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.textContent.trim()"))
        if "Kiswahili" in seen:
            break
    assert {"Sign out", "Second person", "My sign-in", "Kiswahili"} <= set(seen), "all is reached, and nothing holds it"
    page.context.close()
