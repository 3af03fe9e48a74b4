"""Hostile input: markup is escaped (XSS), forms of other sites are refused (CSRF), odd bytes break nothing."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pytest

from app.container import Container
from app.domain.staff import approvals
from app.domain.staff.staff_members import StaffMember
from app.web.console.console_blueprint import HEADERS
from app.web.console.pages.overview import charts
from tests.conftest import application_of
from tests.console.driver import Driver
from tests.console.test_matrix import ask, insiders, verb_of
from tests.console.world import ConsoleWorld

XSS: Final = (Path(__file__).parents[1] / "payloads" / "xss.txt").read_text("utf-8").strip("\n").split("\n")
ELEMENTS: Final = frozenset({"script", "style", "iframe", "object", "embed", "base", "audio", "video", "math"})
"""Elements that no page of the console has."""
ODD: Final = (
    "\x00",
    "\ud800",
    "a" * 20_000,
    "\r\nSet-Cookie: x=1",
    "𝕏" * 50,
    "\u202e",
    "' OR 1=1 --",
    "../../etc/passwd",
)
FIELDS: Final = (
    "username", "password", "code", "setup", "name", "role", "agency", "services", "language", "reason", "answer",
    "old", "new", "again", "note", "note_sw", "place", "status", "stage", "number", "phone", "q", "amount",
    "source", "since", "days", "documents", "documents_sw", "why", "why_sw", "reopens", "sms", "text_en", "text_sw",
    "until",
)  # fmt: skip


class Seen(HTMLParser):
    """The elements, attributes and link targets of a page, as an HTML parser sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.targets: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.targets |= {value or "" for name, value in attrs if name in ("href", "src", "action", "formaction")}


def faults_of(page: str) -> list[str]:
    """What must not be in a page: forbidden elements, event handlers, inline styles, and links out of the console."""
    seen = Seen()
    seen.feed(page)
    found = [*(seen.elements & ELEMENTS), *(each for each in seen.attributes if each.startswith("on"))]
    found += [each for each in seen.attributes if each == "style"]
    return found + [each for each in seen.targets if each and not each.startswith(("/console/", "#"))]


@pytest.fixture
def world(container: Container) -> ConsoleWorld:
    return ConsoleWorld(container)


def pages(world: ConsoleWorld) -> Iterator[tuple[Driver, str]]:
    """The path of every page, with a member of staff who may see it."""
    for driver, rule in insiders(application_of(world.container), world):
        if verb_of(rule) == "GET":
            yield driver, world.path(rule.rule)


def test_markup_that_was_kept_is_shown_as_words(world: ConsoleWorld) -> None:
    """The whole corpus at once, in the name of a member, and in the subject, reason and answer of a request."""
    everything = "\n".join(XSS)
    clerk, waiting = world.member("clerk"), world.gap("approval_id")
    with world.container.database.transaction() as session:
        row = session.get(StaffMember, clerk.staff.id)
        assert row is not None
        row.name = everything
        found = approvals.find_approval(session, waiting, staff=clerk.staff, lock=True)
        found.reason = found.answer = everything
        found.subject = everything
    for driver, path in pages(world):
        page = driver.get(path)
        assert page.status_code == 200, path
        if page.mimetype != "text/html":
            continue
        assert faults_of(page.text) == [], path
        assert "23331" not in page.text, f"{path} has reckoned 7777 * 3"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # nothing is stored, so one database is enough
def test_markup_that_is_refused_is_repeated_as_words(world: ConsoleWorld) -> None:
    world.member("clerk")
    admin = world.member("admin")
    admin.get("/console/staff/new")
    for payload in XSS:
        for path in ("/console/staff", "/console/staff/world.clerk"):
            answer = admin.post(path, **dict.fromkeys(FIELDS, payload))
            assert answer.status_code in (200, 303, 422), payload
            assert faults_of(answer.text) == [], payload
        shown = admin.client.get(f"/console/sign-in?next={quote(payload)}")
        assert faults_of(shown.text) == [], payload


@pytest.mark.parametrize(
    "value", [pytest.param(each, id=str(at), marks=[pytest.mark.slow] if at > 3 else []) for at, each in enumerate(ODD)]
)
def test_no_field_and_no_gap_breaks_anything(world: ConsoleWorld, value: str) -> None:
    for driver, rule in insiders(application_of(world.container), world):
        if rule.endpoint == "console_home.sign_out":
            continue
        if verb_of(rule) == "POST":
            answer = driver.post_raw(world.path(rule.rule), dict.fromkeys(FIELDS, value))
            assert answer.status_code in (200, 303, 404, 413, 422), rule.rule
            assert "\n" not in answer.headers.get("Location", "")
        named = quote(value.encode("utf-8", "surrogatepass")[:200], safe="")
        odd = ask(driver, rule, f"{world.path(rule.rule)}?{named}={named}&q={named}&q=2&after={named}")
        assert odd.status_code < 500, rule.rule


def test_each_answer_tells_the_browser_to_run_and_frame_nothing(world: ConsoleWorld) -> None:
    nobody = application_of(world.container).test_client()
    answers = [driver.client.get(path) for driver, path in pages(world)]
    answers += [nobody.get(path) for path in ("/console/sign-in", "/console/enrol", "/console/", "/console/nothing")]
    for answer in answers:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        wanted = charts.HEADERS if answer.mimetype == "image/svg+xml" else HEADERS
        assert {name: answer.headers[name] for name in wanted} == wanted
    for each in (HEADERS, charts.HEADERS):
        assert "script" not in each["Content-Security-Policy"], "none may run"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_form_that_another_site_sends_is_refused_whatever_it_holds(
    world: ConsoleWorld, headers: dict[str, str]
) -> None:
    clerk = world.member("clerk")
    token = clerk.get("/console/me").text.split('name="csrf_token" value="')[1].split('"')[0]
    forged = clerk.client.post("/console/sign-out", data={"csrf_token": token}, headers=headers)
    assert forged.status_code == 400
    mine = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}
    assert clerk.client.post("/console/sign-out", data={"csrf_token": token}, headers=mine).status_code == 303


def test_the_token_of_another_or_of_before_the_sign_in_is_worth_nothing(world: ConsoleWorld) -> None:
    clerk, other = world.member("clerk"), world.member("supervisor")
    theirs = other.get("/console/me").text.split('name="csrf_token" value="')[1].split('"')[0]
    assert clerk.client.post("/console/sign-out", data={"csrf_token": theirs}).status_code == 400
    early = Driver(world.container, clerk.staff, clerk.secret, application_of(world.container).test_client())
    before = early.get("/console/sign-in").text.split('name="csrf_token" value="')[1].split('"')[0]
    early.sign_in()
    assert early.client.post("/console/sign-out", data={"csrf_token": before}).status_code == 400


def test_other_verbs_change_nothing(world: ConsoleWorld) -> None:
    for driver, rule in insiders(application_of(world.container), world):
        path = world.path(rule.rule)
        assert driver.client.head(path).status_code in (200, 404, 405), path
        assert driver.client.put(path).status_code in (400, 404, 405), path
        assert driver.client.delete(path).status_code in (400, 404, 405), path
        assert driver.client.open(path, method="TRACE").status_code in (400, 404, 405), path
