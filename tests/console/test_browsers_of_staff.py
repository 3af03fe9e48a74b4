"""Browsers of staff: cookies and sessions, lockout by browser, security headers, and the rules for passwords."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from structlog.testing import CapturingLogger
from werkzeug.http import parse_cookie

from app.bootstrap.web import NOTHING, create_app
from app.container import Container
from app.domain.identity import passwords
from app.domain.shared.errors import Invalid
from app.domain.staff import staff_members, staff_sign_in
from app.domain.staff.roles import Role
from app.domain.staff.staff_passwords import check_strength
from app.domain.staff.staff_sessions import StaffSession
from app.domain.staff.staff_sign_in import TRIES
from app.platform.db import Base
from app.platform.encryption import Keyring
from app.web import staff_access
from tests.conftest import GATHERER, Clock, application_of
from tests.console.driver import PASSWORD, Driver
from tests.console.test_hostile_input import pages
from tests.console.test_signing_in import stranger
from tests.console.world import ConsoleWorld

WRONG = {"password": "wrong", "code": "000000"}
KNOWN = "lango-console-browser"


@pytest.fixture
def clerk(container: Container) -> Driver:
    return Driver.of(container, "w.otieno", Role.CLERK, "dis")


def lock(there: Driver) -> None:
    """Send wrong passwords until the sign-in is locked."""
    there.get("/console/sign-in")
    for _ in range(TRIES):
        assert there.post("/console/sign-in", username="w.otieno", **WRONG).status_code == 422


def test_nobody_is_kept_out_by_who_only_knows_the_username(container: Container, clerk: Driver, clock: Clock) -> None:
    lock(stranger(container, clerk))
    clock.move(seconds=60)
    assert stranger(container, clerk).sign_in().status_code == 422, "a browser that nobody knows"
    clock.move(seconds=60)
    assert clerk.sign_in().status_code == 303, "where they have signed in before"
    clerk.get("/console/")
    clerk.post("/console/sign-out")
    lock(clerk)
    clock.move(seconds=60)
    assert clerk.sign_in().status_code == 422, "a known browser guesses no more often than another"


def test_what_a_browser_is_known_by_names_nobody_and_helps_nobody_else(
    container: Container, clerk: Driver, clock: Clock
) -> None:
    cookie = clerk.client.get_cookie(KNOWN, path="/console")
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site, "otieno" in cookie.value) == (True, "Lax", False)
    other = Driver.of(container, "j.mwangi", Role.SUPERVISOR, "dis")
    number, _mac = cookie.value.split(".")
    stranger_here = stranger(container, other)
    lock(stranger(container, clerk))
    for forged in (cookie.value, f"{number}.{'0' * 64}", number, "", "...", "\xff.\xff"):
        there = stranger(container, clerk)
        there.client.set_cookie(KNOWN, forged, path="/console")
        clock.move(seconds=60)
        assert there.sign_in().status_code == (303 if forged == cookie.value else 422), forged
    odd = stranger(container, clerk)
    odd.client.set_cookie(KNOWN, "a" * 3000, path="/console")
    clock.move(minutes=15)
    assert odd.sign_in().status_code == 303
    given = odd.client.get_cookie(KNOWN, path="/console")
    assert given is not None
    assert len(given.value.split(".")[0]) == 32, "a number of ours, whatever was there"
    stranger_here.client.set_cookie(KNOWN, cookie.value, path="/console")
    stranger_here.get("/console/sign-in")
    for _ in range(TRIES):
        stranger_here.post("/console/sign-in", username="j.mwangi", **WRONG)
    clock.move(seconds=60)
    assert stranger(container, other).sign_in().status_code == 422, "counted as any browser's"


def test_signing_in_again_leaves_no_session_behind(container: Container, clerk: Driver, clock: Clock) -> None:
    before = clerk.client.get_cookie("lango-console", path="/console")
    assert before is not None
    clock.move(seconds=60)
    assert clerk.sign_in().status_code == 303
    thief = stranger(container, clerk)
    thief.client.set_cookie("lango-console", before.value, path="/console")
    assert thief.get("/console/").status_code == 303
    with container.database.reading() as session:
        assert session.query(StaffSession).count() == 1


def test_signing_out_empties_the_browser(clerk: Driver) -> None:
    clerk.get("/console/")
    gone = clerk.post("/console/sign-out")
    assert gone.headers["Clear-Site-Data"] == '"cache", "storage"'
    kept = clerk.client.get_cookie("lango-console", path="/console")
    assert kept is None or kept.value == ""


def test_a_cookie_that_was_changed_is_none(container: Container, clerk: Driver) -> None:
    cookie = clerk.client.get_cookie("lango-console", path="/console")
    assert cookie is not None
    payload, made_at, mac = cookie.value.rsplit(".", 2)
    elsewhere = replace(container, keys=Keyring(["another-ring-of-keys-0123456789-abcdefgh"]))
    foreign = Driver(container, clerk.staff, clerk.secret, create_app(elsewhere).test_client())
    foreign.get("/console/sign-in")
    theirs = foreign.client.get_cookie("lango-console", path="/console")
    assert theirs is not None
    forged = [
        f"{payload}.{made_at}.{mac[:-4]}AAAA",
        f"{payload}.{made_at}.",
        f"{payload}.{made_at}",
        payload,
        "",
        "a.b.c",
    ]
    forged += [f"{payload[:-2]}AA.{made_at}.{mac}", f"{theirs.value.rsplit('.', 2)[0]}.{made_at}.{mac}", theirs.value]
    for value in forged:
        there = stranger(container, clerk)
        there.client.set_cookie("lango-console", value, path="/console")
        assert there.get("/console/").status_code == 303, value
    assert clerk.get("/console/").status_code == 200


def test_what_only_a_proxy_says_is_not_believed(container: Container, clerk: Driver) -> None:
    said = {
        "X-Forwarded-For": "127.0.0.1",
        "X-Forwarded-Host": "evil.example",
        "Forwarded": "for=127.0.0.1;proto=https",
    }
    said |= {"X-Real-IP": "127.0.0.1", "X-Forwarded-Prefix": "/evil", "X-Original-URL": "/console/me", "X-User-ID": "1"}
    sent = stranger(container, clerk).client.get("/console/", headers={**said, "X-HTTP-Method-Override": "DELETE"})
    assert sent.headers["Location"] == "/console/sign-in?next=/console/"
    page = clerk.get("/console/me")
    assert "evil" not in clerk.client.get("/console/me", headers=said).text
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    from_evil = {**said, "Origin": "https://evil.example"}
    assert clerk.client.post("/console/sign-out", data={"csrf_token": token}, headers=from_evil).status_code == 400
    metrics = {**said, **GATHERER}
    away = {"REMOTE_ADDR": "203.0.113.9"}
    assert clerk.client.get("/metrics", headers=metrics, environ_base=away).status_code == 404
    assert clerk.client.get("/metrics", headers=GATHERER).status_code == 200, "of this machine, where no token was set"


def test_an_operator_ends_the_sessions_of_one_and_of_all(container: Container, clerk: Driver) -> None:
    other = Driver.of(container, "j.mwangi", Role.SUPERVISOR, "dis")
    with container.database.transaction() as session:
        staff_members.sign_out(session, "w.otieno", actor="test")
    assert (clerk.get("/console/").status_code, other.get("/console/").status_code) == (303, 200)
    assert clerk.sign_in().status_code == 303
    with container.database.transaction() as session:
        assert staff_members.sign_everybody_out(session, actor="test") == 2
    assert (clerk.get("/console/").status_code, other.get("/console/").status_code) == (303, 303)


def test_in_production_a_browser_comes_by_tls_alone_and_its_cookies_go_nowhere_else(container: Container) -> None:
    strict = "max-age=63072000; includeSubDomains"
    assert "Strict-Transport-Security" not in application_of(container).test_client().get("/healthz").headers
    of_production = container.settings.model_copy(update={"environment": "production"})
    app = create_app(replace(container, settings=of_production))
    staff = Driver.of(container, "p.kamau", Role.CLERK, "dis")
    there = app.test_client()
    for path in ("/console/sign-in", "/console/nothing", "/console/static/console.css", "/healthz", "/at/x/ussd"):
        with there.get(path, base_url="https://localhost") as answer:
            assert answer.headers["Strict-Transport-Security"] == strict, path
    driver = Driver(container, staff.staff, staff.secret, there)
    page = there.get("/console/sign-in", base_url="https://localhost")
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    with container.database.transaction() as session:
        staff_members.hold_staff(session, "p.kamau").totp_counter = None
    shown = {"csrf_token": token, "username": "p.kamau", "password": PASSWORD, "code": driver.code()}
    headers = {"Referer": "https://localhost/console/sign-in"}
    done = there.post("/console/sign-in", data=shown, base_url="https://localhost", headers=headers)
    assert done.status_code == 303
    assert sorted(map(attributes_of, done.headers.getlist("Set-Cookie"))) == [
        ("__Host-lango-console", {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}),
        ("__Host-lango-console-browser", {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}),
    ]


def attributes_of(cookie: str) -> tuple[str, set[str]]:
    """The name of a cookie, and its attributes without its lifetime."""
    first, *attributes = cookie.split("; ")
    lives = ("Expires", "Max-Age")
    return next(iter(parse_cookie(first))), {each for each in attributes if not each.startswith(lives)}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/healthz", "application/json"),
        ("/api/v1/openapi.json", "application/json"),
        ("/api/v1/applications", "application/problem+json"),
        ("/at/wrong/ussd", "text/plain; charset=utf-8"),
        ("/nothing", "text/plain; charset=utf-8"),
    ],
)
def test_what_is_no_page_runs_and_frames_nothing_either(container: Container, path: str, kind: str) -> None:
    answer = application_of(container).test_client().get(path)
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Content-Security-Policy"] == NOTHING
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    "password",
    [
        "lantern onion", "plaster vivid 8", "  two blanks stay ", "Ünlö🦒schnürsenkel", f"{PASSWORD} " * 4,
        "!!!~~~((( odd [[[",
    ],
)  # fmt: skip
def test_a_password_of_any_letters_is_kept_to_its_last_one(container: Container, password: str) -> None:
    check_strength(password, username="w.otieno", name="W. Otieno")
    kept = passwords.hashed(container.keys, "1", password)
    assert passwords.verified(container.keys, "1", password, kept)
    for other in (password.swapcase(), password.strip() + "x", password[:-1], f" {password}"):
        assert not passwords.verified(container.keys, "1", other, kept)


@pytest.mark.parametrize(
    "password",
    [
        "lantern 8on", "x" * 129, "password1234", "qwertyuiop12", "aaaaaaaaaaaaaaaa", "otieno123456", "walter.otieno",
        "lango ecitizen", "kenya huduma", "123456789012",
    ],
)  # fmt: skip
def test_a_password_that_is_short_common_or_ones_own_name_is_refused(password: str) -> None:
    with pytest.raises(Invalid, match=r"^password: "):
        check_strength(password, username="walter.otieno", name="Walter Otieno")


def test_fields_of_a_sign_in_are_masked_and_say_what_they_are_for(container: Container, clerk: Driver) -> None:
    signing_in, own = stranger(container, clerk).get("/console/sign-in").text, clerk.get("/console/me").text
    for name, kind, purpose, page in (
        ("username", "text", "username", signing_in),
        ("password", "password", "current-password", signing_in),
        ("code", "text", "one-time-code", signing_in),
        ("old", "password", "current-password", own),
        ("new", "password", "new-password", own),
        ("again", "password", "new-password", own),
    ):
        assert f'name="{name}" type="{kind}" value="' in page, name
        field = page.split(f'name="{name}" type="')[1].split(">")[0]
        assert f'autocomplete="{purpose}"' in field, "password managers and pasting are welcome"


def test_whatever_is_refused_is_logged_without_a_word_of_what_was_typed(
    container: Container, clerk: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = stranger(container, clerk)
    there.get("/console/sign-in")
    log = CapturingLogger()
    for module in (staff_sign_in, staff_access):
        monkeypatch.setattr(module, "log", log)
    there.post("/console/sign-in", username="w.otieno", password="typed-by-mistake", code="123456")
    there.post("/console/sign-in", username="password-in-the-wrong-field", **WRONG)
    clerk.get("/console/staff")
    clerk.get("/console/me")
    clerk.post("/console/me/password", old="old-typed-wrong", new=PASSWORD + "!", again=PASSWORD + "!", code="1")
    token = {"csrf_token": clerk.token()}
    clerk.client.post("/console/sign-out", data=token, headers={"Origin": "https://evil.example"})
    assert [(call.args[0], *call.kwargs.values()) for call in log.calls] == [
        ("wrong sign-in of staff", clerk.staff.id),
        ("wrong sign-in of staff", "nobody"),
        ("staff lacks permission", "staff:dis/w.otieno", "manage staff"),
        ("wrong password of staff", clerk.staff.id),
        ("form of another site", "console_home.sign_out"),
    ]


def test_a_look_changes_nothing_but_the_trail(container: Container) -> None:
    world = ConsoleWorld(container)
    walked = list(pages(world))
    before = kept(container)
    for driver, path in walked:
        assert driver.client.get(path).status_code == 200
    assert len(walked) > 15
    assert {name for name, rows in kept(container).items() if rows != before[name]} <= {"audit"}


def kept(container: Container) -> dict[str, str]:
    """All rows of each table, as text."""
    with container.database.reading() as session:
        return {each.name: repr(session.execute(select(each)).all()) for each in Base.metadata.sorted_tables}
