"""Access to the console: every route x every member of staff x objects of their agency, of another, and missing ones.

The expected status follows from the permission that a route declares and from the role and agency of a member, never
from a list of routes: a new route is tested too, and a route without a permission is closed to everybody. A gap is a
variable part of a route, such as `<reference>`; it names an object.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.staff import staff_members
from app.domain.staff.roles import Permission
from app.domain.staff.staff_members import Staff
from app.web import guards
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.staff_access import ANY_STAFF, AnyStaff
from tests.architecture.test_routes import guards_of
from tests.conftest import application_of
from tests.console.driver import Driver
from tests.console.world import AGENCY, POSTS, ConsoleWorld

GAP = re.compile(r"<(?:\w+:)?(\w+)>")
NOBODYS = {"username": "nobody.here", "agency_code": "nothere"}
"""The value of a gap for an object that does not exist; any other gap gets twelve zeros."""
OWN = frozenset({"session_id"})
"""Gaps for objects of the members themselves: a route ignores one that does not exist."""


def staff_rules(app: Flask) -> list[Rule]:
    """Every route behind the guard `staff_only`."""
    return [rule for rule in app.url_map.iter_rules() if guards.staff_only in guards_of(app, rule)]


def verb_of(rule: Rule) -> str:
    return "POST" if "POST" in (rule.methods or ()) else "GET"


def permission_of(app: Flask, rule: Rule) -> Permission | AnyStaff | None:
    found: Permission | AnyStaff | None = getattr(app.view_functions[rule.endpoint], "permission", None)
    return found


def ask(driver: Driver, rule: Rule, path: str) -> TestResponse:
    return driver.post(path) if verb_of(rule) == "POST" else driver.client.get(path)


def gone(rule: Rule) -> str:
    """The path of a route, about an object that does not exist."""
    return GAP.sub(lambda gap: NOBODYS.get(gap[1], "000000000000"), rule.rule)


def comparable(answer: TestResponse, *names: str) -> str:
    """The text of a response without CSRF tokens and without the names of the object."""
    text = re.sub(r'name="csrf_token" value="[^"]*"', "", answer.text)
    for name in names:
        text = text.replace(name, "X")
    return re.sub(r"0{12}|nobody\.here|nothere", "X", text)


@pytest.fixture
def world(container: Container) -> ConsoleWorld:
    return ConsoleWorld(container)


def test_every_route_declares_who_may_come(container: Container) -> None:
    app = application_of(container)
    assert len(staff_rules(app)) > 20
    assert [rule.rule for rule in staff_rules(app) if permission_of(app, rule) is None] == []


def test_a_route_that_declares_nothing_is_shut_to_everybody(container: Container) -> None:
    app = create_app(container)
    careless = ConsoleBlueprint("careless", __name__)
    careless.add_url_rule("/careless", view_func=lambda: "come in")
    app.register_blueprint(careless)
    clerk = Driver.of(container, "w.otieno", *POSTS["clerk"])
    there = Driver(container, clerk.staff, clerk.secret, app.test_client())
    there.sign_in()
    assert there.client.get("/console/careless").status_code == 403


def test_without_a_session_nobody_comes_in(world: ConsoleWorld) -> None:
    clerk = world.member("clerk")
    nobody = Driver(world.container, clerk.staff, "", application_of(world.container).test_client())
    for rule in staff_rules(nobody.client.application):
        answer = nobody.client.open(gone(rule), method=verb_of(rule))
        assert answer.status_code == 303, rule.rule
        assert answer.headers["Location"].startswith("/console/sign-in"), rule.rule
    with world.container.database.transaction() as session:
        staff_members.suspend(session, clerk.staff.username, actor="test")
    for rule in staff_rules(nobody.client.application):
        assert clerk.client.open(gone(rule), method=verb_of(rule)).status_code == 303, rule.rule


@pytest.mark.parametrize("name", POSTS)
def test_a_role_without_the_permission_is_refused_and_with_it_is_not(world: ConsoleWorld, name: str) -> None:
    driver = world.member(name)
    app = driver.client.application
    for rule in staff_rules(app):
        if rule.endpoint == "console_home.sign_out":
            continue
        needed = permission_of(app, rule)
        may = isinstance(needed, AnyStaff) or (needed is not None and driver.staff.may(needed))
        answer = ask(driver, rule, gone(rule))
        if not may:
            assert answer.status_code == 403, f"{name} {rule.rule}"
        else:
            assert answer.status_code in (200, 303, 404, 422), f"{name} {rule.rule}"
            assert answer.status_code != 500


def outsiders(app: Flask, world: ConsoleWorld) -> Iterator[tuple[Driver, Rule, list[str]]]:
    """A member of another agency, with each route that has gaps and that their role opens, and these gaps."""
    driver = world.member("elsewhere")
    for rule in staff_rules(app):
        gaps = [gap for gap in GAP.findall(rule.rule) if gap not in OWN]
        needed = permission_of(app, rule)
        if gaps and (needed is ANY_STAFF or (isinstance(needed, Permission) and driver.staff.may(needed))):
            yield driver, rule, gaps


AGENCYS: Final = frozenset({AGENCY, None})
"""Agencies whose staff reach the objects of `AGENCY`: itself, and None, as national roles have no agency."""
WHOSE: Final[Mapping[str, Callable[[str, Staff], bool]]] = {
    "import_id": lambda name, _: name == "clerk",
    "draft_id": lambda name, _: name == "desk",
    "approval_id": lambda name, _: name in ("clerk", "supervisor"),
    **dict.fromkeys(
        (
            "reference",
            "bulk_id",
            "ticket_id",
            "username",
            "key_id",
            "receipt_id",
            "refund_id",
            "claim_id",
            "offered_code",
        ),
        lambda _, staff: staff.agency in AGENCYS and not staff.services,
    ),
    **dict.fromkeys(("agency_code", "family"), lambda _, staff: staff.agency in AGENCYS),
    **dict.fromkeys(
        ("account_id", "service_code", "question", "call_id", "session_id", "part", "stage_code"),
        lambda _name, _staff: True,
    ),
}
"""By gap: whether a member reaches the object of `ConsoleWorld`, provided that their permission opens the route."""
NEVER_REACHED: Final = "/filed/<reference>/"
"""In routes about applications that somebody else filed through an account: the one of `ConsoleWorld` is not found."""
NAMED_IN_THE_FORM = frozenset({"/console/applications/<reference>/resend", "/console/money/ask"})
"""Routes whose form names an object too: an empty form names none, and may be answered with 404."""
USED_UP = ("approval_id", "draft_id")
"""Gaps whose object a form uses up: it is made anew for each route."""


@pytest.mark.parametrize("name", [pytest.param(each, marks=pytest.mark.slow) for each in POSTS])
def test_every_cell(world: ConsoleWorld, name: str) -> None:
    """A member at every route, about an object that exists: 403 without the permission, 404 out of their reach, and
    otherwise let in."""
    driver = world.member(name)
    app, told = driver.client.application, dict[str, tuple[int, str]]()
    for rule in sorted(staff_rules(app), key=verb_of):
        if rule.endpoint == "console_home.sign_out":
            continue
        world.forget(*USED_UP)
        needed, gaps = permission_of(app, rule), GAP.findall(rule.rule)
        may = isinstance(needed, AnyStaff) or (needed is not None and driver.staff.may(needed))
        reaches = all(WHOSE[gap](name, driver.staff) for gap in gaps) and NEVER_REACHED not in GAP.sub(
            r"<\1>", rule.rule
        )
        answer = ask(driver, rule, world.path(rule.rule))
        if not may:
            wanted: tuple[int, ...] = (403,)
        elif not reaches:
            wanted = (404,)
        else:
            wanted = (200,) if verb_of(rule) == "GET" else (200, 303, 422)
            wanted += (404,) * (GAP.sub(r"<\1>", rule.rule) in NAMED_IN_THE_FORM)
        if answer.status_code not in wanted:
            told[f"{verb_of(rule)} {rule.rule}"] = (answer.status_code, str(wanted))
    assert told == {}


def test_what_is_anothers_looks_like_what_is_not_there(world: ConsoleWorld) -> None:
    app = application_of(world.container)
    walked = 0
    for driver, rule, gaps in outsiders(app, world):
        there, missing = ask(driver, rule, world.path(rule.rule)), ask(driver, rule, gone(rule))
        assert there.status_code == missing.status_code == 404, rule.rule
        names = [world.gap(gap) for gap in gaps]
        assert comparable(there, *names) == comparable(missing), rule.rule
        walked += 1
    assert walked >= 4


def insiders(app: Flask, world: ConsoleWorld) -> Iterator[tuple[Driver, Rule]]:
    """Each route, with a member who may use it."""
    for rule in staff_rules(app):
        needed = permission_of(app, rule)
        for name in POSTS:
            driver = world.member(name)
            if isinstance(needed, AnyStaff) or (needed is not None and driver.staff.may(needed)):
                yield driver, rule
                break


def test_every_page_can_be_seen_by_somebody(world: ConsoleWorld) -> None:
    for driver, rule in insiders(application_of(world.container), world):
        if verb_of(rule) == "GET":
            page = driver.get(world.path(rule.rule))
            assert page.status_code == 200, f"{driver.staff.username} {rule.rule}"
            is_page = page.mimetype == "text/html"
            assert not is_page or 'action="/console/sign-out"' in page.text, "signing out is at hand on every page"


def test_a_form_without_its_token_changes_nothing_anywhere(world: ConsoleWorld) -> None:
    for driver, rule in insiders(application_of(world.container), world):
        if verb_of(rule) == "POST":
            for data in ({}, {"csrf_token": "forged"}):
                answer = driver.client.post(world.path(rule.rule), data=data)
                assert answer.status_code == 400, f"{rule.rule} {data}"
