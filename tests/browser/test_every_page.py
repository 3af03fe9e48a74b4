"""Every page of the console in a real browser: it is accessible (axe), fits a narrow screen, and runs no script.

The pages are read from the routes of the application; a page that no role may see fails.
"""

from collections.abc import Iterator
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from app.domain.staff.roles import Permission
from app.web import guards
from app.web.staff_access import AnyStaff
from tests.architecture.test_routes import guards_of
from tests.browser.site import Site
from tests.conftest import application_of
from tests.console.world import POSTS

pytestmark = pytest.mark.slow

WCAG: Final = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
NARROW: Final = {"width": 320, "height": 640}
"""The width of 1,280 pixels at a zoom of 400 % (WCAG 1.4.10)."""
PICTURE: Final = ".jpg"
"""The browser shows a photo in a page of its own, whose inline styles the content security policy refuses."""
NO_PAGE: Final = frozenset({"console_visitors.static", "console_overview.download_table"})
"""Routes that serve files, which a browser does not show as pages."""


def all_pages(site: Site) -> list[tuple[str | None, str]]:
    """Every page, and a member of staff who may see it; None for a page that needs no sign-in."""
    app, found = application_of(site.container), list[tuple[str | None, str]]()
    for rule in app.url_map.iter_rules():
        behind = guards_of(app, rule)
        if "GET" not in (rule.methods or ()) or rule.endpoint in NO_PAGE:
            continue
        if guards.console_visitor in behind:
            found.append((None, rule.rule))
        elif guards.staff_only in behind:
            needed: Permission | AnyStaff = vars(app.view_functions[rule.endpoint])["permission"]
            may = [name for name in POSTS if isinstance(needed, AnyStaff) or site.world.member(name).staff.may(needed)]
            assert may, f"nobody may see {rule.rule}"
            found.append((may[0], site.world.path(rule.rule)))
    return found


def shown(site: Site, **options: object) -> Iterator[tuple[str, Page]]:
    """Each page, open in the browser of who may see it."""
    wanted: dict[str | None, list[str]] = {}
    for name, path in all_pages(site):
        wanted.setdefault(name, []).append(path)
    for name, paths in wanted.items():
        context = site.context(name, **options)  # type: ignore[arg-type]
        page = context.new_page()
        for path in paths:
            answer = page.goto(path)
            assert answer is not None, path
            if "text/html" not in (answer.headers.get("content-type") or ""):
                continue
            assert answer.status == 200, f"{path}: {answer.status}"
            yield path, page
        context.close()


def violations(page: Page) -> list[str]:
    """What axe finds on a page: the rule, and where."""
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("sw", "dark")])
def test_axe_finds_nothing(site: Site, language: str, scheme: str) -> None:
    found, seen = {}, 0
    for path, page in shown(site, language=language, color_scheme=scheme):
        seen += 1
        if wrong := violations(page):
            found[path] = wrong
    assert found == {}
    assert seen >= 20


def test_no_page_runs_loads_or_asks_for_anything_from_elsewhere(site: Site) -> None:
    said, asked = set[tuple[str, str]](), set[str]()
    heard: set[Page] = set()
    for path, page in shown(site):
        if page not in heard:
            heard.add(page)
            page.on("console", lambda message: said.add((message.location["url"], message.text)))
            page.on("pageerror", lambda error: said.add(("", f"{error}")))
            page.on("request", lambda request: asked.add(request.url.split("/")[2]))
        page.reload()
        assert page.evaluate("document.scripts.length") == 0, path
        assert page.evaluate("document.querySelectorAll('[style]').length") == 0, path
    assert {each for each in said if not each[0].endswith(PICTURE)} == set()
    assert asked <= {site.base.partition("//")[2]}


def test_every_page_fits_a_narrow_screen_in_both_languages(site: Site) -> None:
    for language in ("en", "sw"):
        for path, page in shown(site, language=language, viewport=NARROW):
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= NARROW["width"], f"{path} is {wide} wide"
            if "/sign-in" not in path and "/enrol" not in path:
                assert page.evaluate("document.documentElement.lang") == language, path


def test_a_page_with_a_mistake_in_it_says_so_to_everybody(site: Site) -> None:
    page = site.context().new_page()
    page.goto("/console/sign-in")
    page.get_by_label("Username").fill("nobody")
    page.get_by_label("Password").fill("nothing at all")
    page.get_by_label("Code of your authenticator").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    assert page.title().startswith("Error: ")
    assert page.get_by_role("alert").is_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Username, password or code do not fit.").click()
    assert page.evaluate("document.activeElement.id") == "username"
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_public_page_of_how_it_is_can_be_read_by_everybody(site: Site, scheme: str) -> None:
    page = site.context(viewport=NARROW, color_scheme=scheme).new_page()
    answer = page.goto("/status")
    assert answer is not None
    assert answer.status == 200
    assert violations(page) == []
    assert page.evaluate("document.scripts.length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert page.locator("section[lang=sw]").inner_text().endswith("Lango inafanya kazi.")
    page.context.close()
