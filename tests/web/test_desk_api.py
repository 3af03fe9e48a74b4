"""Accounts in the API of Huduma Kenya's desks: what it shows, what it does, and whom it refuses."""

from datetime import timedelta
from io import BytesIO
from threading import BoundedSemaphore

import pytest
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import func, select

from app.container import Container
from app.domain.applications import agency_reads
from app.domain.identity import accounts, otp, photo_images
from app.domain.identity.account_photos import AccountPhoto
from app.domain.identity.accounts import Photo
from app.domain.identity.recovery import recovery_factors
from app.domain.self_service import desk_accounts
from app.domain.shared import counters
from app.domain.staff.api_keys import Scope
from app.web.api import operations
from app.web.api.bodies import MediaBody
from app.web.api.routes.accounts import photo_allowance
from tests.conftest import Clock
from tests.database.holder import NUMBER, PHONE, STRANGER, do, opened
from tests.web.agency import refusal
from tests.web.desk import Desk, photo
from tests.web.desk_persons import NOBODY, calls, row, trail

# Found


def test_an_account_is_found_by_a_document_and_shown_masked(
    container: Container, desk: Desk, account_id: str, clock: Clock
) -> None:
    do(container, recovery_factors.set_email, account_id, "wanjiku@example.com")
    found = desk.find("2900 0001")
    assert found.status_code == 200
    assert found.get_json() == {
        "id": account_id,
        "account_type": "citizen",
        "name": "Wanjiku",
        "number": "****0001",
        "birth": "1990",
        "phone": "+2547******01",
        "email": "w***@example.com",
        "created_at": "2026-11-23T09:00:00Z",
        "proven_at": None,
        "photo": "pending",
        "is_photo_kept": False,
        "is_locked": False,
        "new_phone_from": None,
    }
    assert desk.ask("GET", f"/{account_id}").get_json() == found.get_json()
    assert trail(container, desk.actor) == [
        ("account.looked_up", account_id, {"by": "document"}),
        ("account.looked_up", account_id, {"by": "id"}),
    ]


def test_what_is_shown_is_never_enough_to_pass_for_the_holder(
    container: Container, desk: Desk, account_id: str
) -> None:
    do(container, recovery_factors.set_email, account_id, "wanjiku@example.com")
    do(container, recovery_factors.plan_phone_change, account_id, STRANGER)
    shown = [desk.find(NUMBER), desk.ask("GET", f"/{account_id}"), desk.prove(account_id, PHONE)]
    for each in shown:
        assert not any(secret in each.text for secret in (NUMBER, PHONE[4:], STRANGER[4:], "wanjiku@")), each.text
    assert desk.ask("GET", f"/{account_id}").get_json()["new_phone_from"] == "2026-11-24T09:00:00Z"


def test_a_look_in_vain_is_written_down_and_counted(container: Container, desk: Desk, account_id: str) -> None:
    assert refusal(desk.find("29000002"), 404) == "there is no such account"
    assert refusal(desk.find(NUMBER, "resident"), 404) == "there is no such account"
    refusal(desk.ask("GET", f"/{NOBODY}"), 404)
    refusal(desk.ask("GET", "/no-such-id"), 404)
    for body in ({"account_type": "citizen", "id_number": "2900000x1"}, {"account_type": "alien", "id_number": NUMBER}):
        assert "2900000" not in refusal(desk.ask("POST", "/find", body), 422)
    assert trail(container, desk.actor) == [("account.looked_up", "nobody", {"by": "document"})] * 2
    key_id = desk.actor.split("/")[1]
    with container.database.reading() as session:
        assert counters.so_far(session, agency_reads.MISSED, key_id, timedelta(hours=1)) == 4


def test_a_clerk_who_harvests_accounts_is_stopped_and_no_other(
    container: Container, desk: Desk, account_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_accounts, "LOOK_UPS", 2)
    assert [desk.find(number).status_code for number in (NUMBER, "29000002", NUMBER)] == [200, 404, 409]
    assert "tomorrow" in refusal(desk.find(NUMBER), 409)
    assert len(trail(container, desk.actor)) == 2
    assert desk.by("HK-20418").find(NUMBER).status_code == 200


def test_without_the_scope_nobody_comes_in(container: Container, client: FlaskClient, account_id: str) -> None:
    scopes = frozenset(Scope) - {Scope.WRITE_ACCOUNTS}
    for lacking in (Desk.of(container, client, scopes=scopes), Desk.of(container, client, "dis", scopes=scopes)):
        for verb, path, body in calls(account_id):
            answer = lacking.ask(verb, path, body)
            assert "accounts:write" in refusal(answer, 403), path
    assert do(container, lambda session: session.scalar(select(func.count()).select_from(AccountPhoto))) == 0
    assert row(container, account_id).closed_at is None


def test_a_clerk_is_named_or_nothing_is_shown_or_done(container: Container, desk: Desk, seen_id: str) -> None:
    for nameless in ("", " ", "x" * 41, "Wanjikũ", "a\tb"):
        for verb, path, body in calls(seen_id):
            assert "Lango-Clerk" in refusal(desk.by(nameless).ask(verb, path, body), 400), path
    assert (row(container, seen_id).closed_at, row(container, seen_id).photo) == (None, Photo.PENDING)
    assert desk.by("HK/2010 417").find(NUMBER).status_code == 200
    assert trail(container, desk.by("HK/2010 417").actor) == [("account.looked_up", seen_id, {"by": "document"})]


def test_nothing_at_a_desk_opens_an_account(container: Container, desk: Desk) -> None:
    """Law 12: every request but the closing is done, and phone, address, password, sign-ins and codes are unchanged."""
    account_id = opened(container)
    do(container, recovery_factors.set_email, account_id, "wanjiku@example.com")
    do(container, accounts.remember, account_id, PHONE)

    def opens() -> tuple[object, ...]:
        it = row(container, account_id)
        with container.database.reading() as session:
            return (
                (it.phone, it.phone_sealed, it.phone_codes_from, it.email, it.email_codes_from, it.password_hash),
                (it.auth_epoch, it.new_phone_sealed, it.changes_stopped, it.applicant),
                accounts.remembered(session, PHONE),
                session.scalar(select(func.count()).select_from(otp.Code)),
            )

    before = opens()
    for verb, path, body in calls(account_id)[:-1]:
        assert desk.ask(verb, path, body).status_code == 200, path
    assert opens() == before
    for path in ("/phone", "/email", "/password", "/unlock", "/codes", ""):
        for verb in ("POST", "PUT", "PATCH", "DELETE"):
            assert desk.ask(verb, f"/{account_id}{path}", {"phone": STRANGER}).status_code in (404, 405), path
    assert refusal(desk.correct(account_id, phone=STRANGER), 422)
    assert opens() == before


# Proven


def test_an_account_is_proven_by_the_phone_that_the_person_says(
    container: Container, desk: Desk, account_id: str
) -> None:
    assert "another phone" in refusal(desk.prove(account_id, STRANGER), 409)
    assert not row(container, account_id).is_proven
    answer = desk.prove(account_id, "0712 000 001")
    assert answer.get_json() == {"id": account_id, "is_proven": True, "photo": "pending", "is_closed": False}
    assert "proven already" in refusal(desk.prove(account_id, PHONE), 409)
    refusal(desk.prove(NOBODY, PHONE), 404)
    assert trail(container, desk.actor) == [("account.proven", account_id, {"by": "desk"})]


@pytest.mark.parametrize("what", ["prove", "close"])
def test_whoever_has_got_hold_of_a_key_does_not_find_the_phone_by_trying(
    container: Container, desk: Desk, account_id: str, what: str, clock: Clock
) -> None:
    ask = getattr(desk, what)
    for number in range(desk_accounts.SAID_WRONG):
        assert "another phone" in refusal(ask(account_id, f"+25471200008{number}", idempotency_key=f"{number}"), 409)
    assert "too many" in refusal(ask(account_id, PHONE), 409), "the right one is not looked at either"
    assert not row(container, account_id).is_proven
    assert "another phone" in refusal(ask(account_id, "+254712000080", idempotency_key="0"), 409), "as it was told"
    clock.move(days=1, seconds=1)
    assert ask(account_id, PHONE).status_code == 200


def test_a_right_phone_uses_nothing_up(desk: Desk, account_id: str) -> None:
    for number in range(desk_accounts.SAID_WRONG - 1):
        desk.prove(account_id, f"+25471200008{number}")
    assert desk.prove(account_id, PHONE).status_code == 200
    assert desk.close(account_id, PHONE).status_code == 200


# The photo


def test_a_photo_is_kept_and_seen(container: Container, desk: Desk, seen_id: str) -> None:
    refusal(desk.ask("GET", f"/{seen_id}/photo"), 404)
    answer = desk.photograph(seen_id, photo("teal", "PNG", (900, 1800)))
    assert answer.get_json() == {"id": seen_id, "is_proven": True, "photo": "taken", "is_closed": False}
    shown = desk.ask("GET", f"/{seen_id}/photo")
    assert (shown.status_code, shown.content_type) == (200, "image/jpeg")
    assert (shown.headers["Cache-Control"], shown.headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert Image.open(BytesIO(shown.data)).size == (600, 1200)
    seen = desk.ask("GET", f"/{seen_id}").get_json()
    assert (seen["photo"], seen["is_photo_kept"]) == ("taken", True)
    assert [(action, details) for action, _, details in trail(container, desk.actor)] == [
        ("account.photo_taken", {}),
        ("account.photo_kept", {}),
        ("account.photo_read", {}),
        ("account.looked_up", {"by": "id"}),
    ]


def test_nobody_is_photographed_for_an_account_that_may_be_anothers(
    container: Container, desk: Desk, account_id: str
) -> None:
    """Otherwise a desk might take the photo for an account that somebody else opened and has the password of."""
    assert "not proven" in refusal(desk.photograph(account_id, photo()), 409)
    refusal(desk.photograph(NOBODY, photo()), 404)
    assert (row(container, account_id).photo, row(container, account_id).is_proven) == (Photo.PENDING, False)
    assert desk.prove(account_id, PHONE).status_code == 200
    assert desk.photograph(account_id, photo()).status_code == 200


def test_a_wrong_file_is_replaced_within_a_day_and_a_photo_never_after(
    container: Container, desk: Desk, seen_id: str, clock: Clock
) -> None:
    desk.photograph(seen_id, photo("red"))
    clock.move(hours=23)
    assert desk.photograph(seen_id, photo("blue")).status_code == 200
    first = desk.ask("GET", f"/{seen_id}/photo").data
    clock.move(days=1)
    assert "taken already" in refusal(desk.photograph(seen_id, photo("green")), 409)
    assert desk.ask("GET", f"/{seen_id}/photo").data == first
    actions = [action for action, _, _ in trail(container, desk.actor)]
    assert actions.count("account.photo_taken") == 1
    assert "account.photo_replaced" in actions


def test_a_photo_that_was_taken_elsewhere_may_be_kept_too(container: Container, desk: Desk, seen_id: str) -> None:
    do(container, lambda session: accounts.take_photo(session, accounts.get(session, seen_id), actor="operator:a"))
    assert desk.photograph(seen_id, photo()).status_code == 200


@pytest.mark.parametrize(
    ("sent", "called", "status"),
    [
        (photo(), "image/png", 200),
        (photo(kind="PNG"), "image/jpeg; charset=binary", 200),
        (photo(kind="GIF"), "image/jpeg", 422),
        (b"<html>29000001</html>", "image/png", 422),
        (b"", "image/jpeg", 422),
        (photo()[:300], "image/jpeg", 422),
        (photo(), "application/json", 415),
        (photo(), "application/octet-stream", 415),
        (photo(), "", 415),
        (photo().ljust(2 * 1024 * 1024, b"\0"), "image/jpeg", 200),
        (photo().ljust(2 * 1024 * 1024 + 1, b"\0"), "image/jpeg", 413),
    ],
)
def test_its_bytes_tell_what_it_is_and_not_its_name(
    desk: Desk, seen_id: str, sent: bytes, called: str, status: int
) -> None:
    answer = desk.photograph(seen_id, sent, content_type=called)
    assert answer.status_code == status
    if status != 200:
        assert "29000001" not in refusal(answer, status)
        refusal(desk.ask("GET", f"/{seen_id}/photo"), 404)


def test_only_a_photo_may_be_so_large(desk: Desk, seen_id: str) -> None:
    refusal(desk.ask("POST", f"/{seen_id}/proof", {"phone": PHONE, "x": "y" * 1024 * 1024}), 413)
    refusal(desk.ask("PUT", f"/{seen_id}/photo", photo(), transfer_encoding="chunked", content_length=""), 422)


def test_as_much_is_taken_in_as_the_route_says_and_of_no_other_more(client: FlaskClient) -> None:
    for path, operation in operations.routes(client.application):
        if operation is not None:
            environ = {"REQUEST_METHOD": operation.verb, "PATH_INFO": path}
            allowed, reads = photo_allowance(environ), operation.reads
            assert (allowed.largest if allowed else None) == (reads.largest if isinstance(reads, MediaBody) else None)


def test_a_flood_of_photos_is_told_to_come_again(desk: Desk, seen_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo_images, "_ROOM", BoundedSemaphore(1))
    with photo_images._ROOM:
        answer = desk.photograph(seen_id, photo(), idempotency_key="k")
    assert "other photos" in refusal(answer, 503)
    assert answer.headers["Retry-After"] == "1"
    assert desk.photograph(seen_id, photo(), idempotency_key="k").status_code == 200
