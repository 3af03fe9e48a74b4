"""Sign-in of staff: password and one-time code together, lockout after five tries, sessions, and enrolment."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pyotp
import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.identity import passwords
from app.domain.staff import approvals, staff_enrolment, staff_members, staff_sign_in
from app.domain.staff.approvals import ApprovalKind, Wish
from app.domain.staff.roles import Role
from app.domain.staff.staff_members import Post, StaffMember
from app.domain.staff.staff_sessions import IDLE, LONGEST
from app.domain.staff.staff_sign_in import Credentials, SignInRefused
from tests.conftest import Clock, application_of
from tests.console.driver import PASSWORD, Driver, add_member, text_of
from tests.database.holder import do


@pytest.fixture
def clerk(container: Container) -> Driver:
    return Driver.of(container, "w.otieno", Role.CLERK, "dis")


def stranger(container: Container, driver: Driver) -> Driver:
    """The same person at another browser, not signed in."""
    return Driver(container, driver.staff, driver.secret, application_of(container).test_client())


def test_who_signs_in_sees_the_first_page_and_their_name(clerk: Driver) -> None:
    page = clerk.get("/console/")
    assert page.status_code == 200
    assert "W.Otieno, Clerk, dis" in text_of(page)


def test_without_a_session_every_page_leads_to_the_sign_in_and_back(container: Container, clerk: Driver) -> None:
    there = stranger(container, clerk)
    sent = there.get("/console/me")
    assert (sent.status_code, sent.headers["Location"]) == (303, "/console/sign-in?next=/console/me")
    there.get(sent.headers["Location"])
    clerk.container.database.clock.move(seconds=60)  # type: ignore[attr-defined]
    done = there.post(
        "/console/sign-in", username="W.OTIENO ", password=PASSWORD, code=there.code(), next="/console/me"
    )
    assert done.headers["Location"] == "/console/me"


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "https://evil.example/console/",
        "/console//evil.example",
        "/console/\\evil",
        "/console/../x",
        "",
    ],
)
def test_nobody_is_led_away_from_here(container: Container, clerk: Driver, wanted: str) -> None:
    there = stranger(container, clerk)
    there.get("/console/sign-in")
    clerk.container.database.clock.move(seconds=60)  # type: ignore[attr-defined]
    done = there.post("/console/sign-in", username="w.otieno", password=PASSWORD, code=there.code(), next=wanted)
    assert done.headers["Location"] == "/console/"


@pytest.mark.parametrize("wrong", ["username", "password", "code"])
def test_what_was_wrong_is_not_told(container: Container, clerk: Driver, clock: Clock, wrong: str) -> None:
    there = stranger(container, clerk)
    there.get("/console/sign-in")
    clock.move(seconds=60)
    given = {"username": "w.otieno", "password": PASSWORD, "code": there.code()} | {wrong: "nobody.at.all"}
    refused = there.post("/console/sign-in", **given)
    assert refused.status_code == 422
    assert "Username, password or code do not fit. After five tries wait a quarter of an hour." in text_of(refused)


def test_a_code_is_taken_once(container: Container, clerk: Driver) -> None:
    there = stranger(container, clerk)
    there.get("/console/sign-in")
    again = there.post("/console/sign-in", username="w.otieno", password=PASSWORD, code=there.code())
    assert again.status_code == 422, "the fixture has signed in with it"


def test_after_five_tries_the_right_three_do_not_open_until_the_time_is_over(
    container: Container, clerk: Driver, clock: Clock
) -> None:
    there = stranger(container, clerk)
    there.get("/console/sign-in")
    for _ in range(5):
        there.post("/console/sign-in", username="w.otieno", password="wrong", code="000000")
    clock.move(seconds=60)
    right = {"username": "w.otieno", "password": PASSWORD}
    assert there.post("/console/sign-in", **right, code=there.code()).status_code == 422
    clock.move(minutes=15)
    assert there.post("/console/sign-in", **right, code=there.code()).status_code == 303


def test_a_session_ends_when_nothing_is_asked_and_after_a_shift(clerk: Driver, clock: Clock) -> None:
    for _ in range(int(LONGEST / IDLE) + 1):
        clock.move(seconds=IDLE.total_seconds() - 60)
        if clerk.get("/console/").status_code == 303:
            break
    assert clock.time.hour == 19, "ten hours, and not one more"
    clerk.sign_in()
    clock.move(seconds=IDLE.total_seconds())
    assert clerk.get("/console/").status_code == 303


def test_who_is_suspended_is_out_at_once(container: Container, clerk: Driver) -> None:
    with container.database.transaction() as session:
        staff_members.suspend(session, "w.otieno", actor="test")
    assert clerk.get("/console/").status_code == 303


def test_signing_out_ends_the_session_also_for_who_kept_the_cookie(container: Container, clerk: Driver) -> None:
    cookie = clerk.client.get_cookie("lango-console", path="/console")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    thief = stranger(container, clerk)
    thief.client.set_cookie("lango-console", cookie.value, path="/console")
    assert thief.get("/console/").status_code == 200
    clerk.get("/console/")
    clerk.post("/console/sign-out")
    assert thief.get("/console/").status_code == 303


def test_a_form_that_was_not_made_here_changes_nothing(clerk: Driver) -> None:
    forged = clerk.client.post("/console/sign-out", data={"csrf_token": "forged"})
    assert forged.status_code == 400
    assert clerk.get("/console/").status_code == 200


def test_somebody_new_enrols_with_a_setup_code_once(container: Container, clock: Clock) -> None:
    with container.database.transaction() as session:
        row, setup = staff_members.add_staff(session, Post("j.mwangi", "Jane", Role.SUPERVISOR, "dis"), actor="test")
        jane = staff_members.as_staff(row)
    there = Driver(container, jane, "", application_of(container).test_client())
    there.get("/console/enrol")
    shown = there.post("/console/enrol", username="j.mwangi", setup=setup.lower().replace("-", " "))
    secret = text_of(shown).split("Key: ")[1].split(" 2. ")[0].replace(" ", "")
    there.secret = secret
    given = {"username": "j.mwangi", "setup": setup, "code": there.code()}
    weak = there.post("/console/enrol", **given, password="password12345", again="password12345")
    assert weak.status_code == 422
    done = there.post("/console/enrol", **given, password=PASSWORD, again=PASSWORD)
    assert done.status_code == 303
    assert "Your sign-in is set up" in text_of(there.follow(done))
    again = there.post("/console/enrol", username="j.mwangi", setup=setup)
    assert again.status_code == 422
    clock.move(seconds=60)
    there.get("/console/sign-in")
    assert there.post("/console/sign-in", username="j.mwangi", password=PASSWORD, code=there.code()).status_code == 303


def test_the_code_of_an_enrolment_is_used_up_however_long_the_password_takes(
    container: Container, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with container.database.transaction() as session:
        post = Post("s.new", "S. New", Role.CLERK, "dis")
        _, setup = staff_members.add_staff(session, post, actor="test")
    with container.database.transaction() as session:
        secret = staff_enrolment.begin_enrolment(session, "s.new", setup)
    hashed, shown_at = passwords.hashed, int(clock().timestamp())

    def slowly(*given: Any) -> str:
        clock.move(seconds=120)
        return hashed(*given)

    monkeypatch.setattr(passwords, "hashed", slowly)
    staff_enrolment.finish_enrolment(container.database, "s.new", setup, PASSWORD, pyotp.TOTP(secret).at(shown_at))
    with container.database.reading() as session:
        row = staff_members.find_staff(session, "s.new")
        assert row is not None
        assert row.totp_counter == shown_at // 30


def test_a_setup_code_ends_after_three_days(container: Container, clock: Clock) -> None:
    with container.database.transaction() as session:
        row, setup = staff_members.add_staff(session, Post("j.mwangi", "Jane", Role.SUPERVISOR, "dis"), actor="test")
        jane = staff_members.as_staff(row)
    there = Driver(container, jane, "", application_of(container).test_client())
    clock.move(hours=73)
    there.get("/console/enrol")
    assert there.post("/console/enrol", username="j.mwangi", setup=setup).status_code == 422


def test_no_secret_of_a_member_stands_in_the_database(container: Container, clerk: Driver) -> None:
    with container.database.reading() as session:
        row = session.scalars(select(StaffMember)).one()
        assert clerk.secret.encode() not in (row.totp_sealed or b"")
        assert PASSWORD not in (row.password_hash or "")


def test_another_password_takes_the_old_one_and_a_code_and_ends_other_sessions(
    container: Container, clerk: Driver, clock: Clock
) -> None:
    clock.move(seconds=60)
    other = stranger(container, clerk)
    other.sign_in()
    clock.move(seconds=60)
    clerk.get("/console/me")
    new = "lantern gravel onion sixteen"
    wish = Wish(ApprovalKind.HELD_WORDS, "a thief's", {}, "wanted", "dis")
    do(container, approvals.request_approval, wish, staff=clerk.staff)
    done = clerk.post("/console/me/password", old=PASSWORD, new=new, again=new, code=clerk.code())
    assert done.status_code == 303
    assert other.get("/console/").status_code == 303
    assert "What you asked for is withdrawn." in text_of(clerk.get("/console/"))
    with container.database.reading() as session:
        assert approvals.find_waiting(session, wish.kind, wish.subject) is None


def test_a_flood_of_sign_ins_leaves_citizens_the_room_for_passwords(
    container: Container, clerk: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anybody can send the form of the sign-in. Who is told that many sign in has used up no try."""
    verified, done, at_once = passwords.verified, threading.Event(), threading.Semaphore(0)

    def slowly(*given: Any) -> bool:
        at_once.release()
        done.wait(20)
        return bool(verified(*given))

    monkeypatch.setattr(passwords, "verified", slowly)
    there = stranger(container, clerk)
    there.get("/console/sign-in")
    shown = Credentials("nobody", "wrong", "000000")
    with ThreadPoolExecutor(staff_sign_in.AT_ONCE) as pool:
        flood = [
            pool.submit(staff_sign_in.sign_in, container.database, shown, agent="a", allows_demo=False)
            for _ in range(staff_sign_in.AT_ONCE)
        ]
        assert all(at_once.acquire(timeout=20) for _ in flood)
        right = {"username": "w.otieno", "password": PASSWORD}
        for _ in range(staff_sign_in.TRIES + 1):
            assert "Many sign in just now" in text_of(there.post("/console/sign-in", **right, code=there.code()))
        assert not verified(container.keys, "a citizen", "739155", None), "looked at at once"
        done.set()
        assert all(isinstance(each.exception(), SignInRefused) for each in flood)
    assert there.sign_in().status_code == 303


def test_a_demo_member_signs_in_on_a_development_machine_only(container: Container, clock: Clock) -> None:
    member, secret = add_member(container, "demo.clerk", Role.CLERK, "dis")
    with container.database.transaction() as session:
        staff_members.hold_staff(session, "demo.clerk").is_demo = True
    shown = Credentials("demo.clerk", PASSWORD, pyotp.TOTP(secret).at(clock()))
    with pytest.raises(SignInRefused):
        staff_sign_in.sign_in(container.database, shown, agent="a browser", allows_demo=False)
    there = Driver(container, member, secret, application_of(container).test_client())
    assert there.sign_in().status_code == 303
