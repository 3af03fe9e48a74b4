"""A person's account at a desk, by the API of Huduma Kenya: what it shows and does, and to whom it is shut."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from threading import BoundedSemaphore
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import func, select

from app.bootstrap.web import create_app
from app.container import Container, IdentityRegistry
from app.domain.applications import agency_reads
from app.domain.audit.audit_log import AuditEvent
from app.domain.identity import accounts, otp, photo_images
from app.domain.identity.account_photos import AccountPhoto
from app.domain.identity.accounts import Account, Photo
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.identity.recovery import recovery_factors
from app.domain.messaging.messages import Message
from app.domain.messaging.sms_budget import KeyBudget
from app.domain.self_service import desk_accounts, detail_corrections
from app.domain.shared import counters
from app.domain.shared.errors import Conflict
from app.domain.staff.api_keys import Scope
from app.domain.subscribers import phones
from app.platform import gsm0338
from app.providers.identity_registry import RegistryDown
from app.web.api import operations
from app.web.api.bodies import MediaBody
from app.web.api.routes.accounts import photo_allowance
from tests.conftest import Clock
from tests.database.holder import NUMBER, PHONE, STRANGER, do, emails_to, opened, prove, sms_to
from tests.web.agency import refusal
from tests.web.desk import Desk, photo

FULL = DeclaredDetails("Wanjiku", "1990-04-12", "Ann", "Kamau", "F")
NOBODY = "0" * 32
Trail = list[tuple[str, str, dict[str, str]]]


@pytest.fixture
def desk(container: Container, client: FlaskClient) -> Desk:
    return Desk.of(container, client)


@pytest.fixture
def account_id(container: Container) -> str:
    """The account of Wanjiku, who said no more than was asked; nobody has seen her yet."""
    return opened(container)


@pytest.fixture
def seen_id(container: Container, account_id: str) -> str:
    """The same, of which a desk has seen the person."""
    prove(container, account_id)
    return account_id


def trail(container: Container, actor: str) -> Trail:
    """What somebody did, in order."""
    with container.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.actor == actor).order_by(AuditEvent.id))
        return [(row.action, row.subject, row.details) for row in rows]


def row(container: Container, account_id: str) -> Account:
    with container.database.reading() as session:
        found = session.get_one(Account, account_id)
        session.expunge(found)
        return found


def said(container: Container, account_id: str) -> DeclaredDetails:
    with container.database.reading() as session:
        return session.get_one(Account, account_id).said


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


# To whom it is shut


def calls(account_id: str) -> list[tuple[str, str, Any]]:
    """Everything that a desk may ask."""
    return [
        ("POST", "/find", {"account_type": "citizen", "id_number": NUMBER}),
        ("GET", f"/{account_id}", None),
        ("POST", f"/{account_id}/proof", {"phone": PHONE}),
        ("PUT", f"/{account_id}/photo", photo()),
        ("GET", f"/{account_id}/photo", None),
        ("POST", f"/{account_id}/corrections", {"birth": "1990-04-12"}),
        ("POST", f"/{account_id}/close", {"phone": PHONE}),
    ]


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
    """Law 12: all of it was done, and phone, address, password, sign-ins and codes are as they were."""
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
    """Else a desk would take the photo for an account that somebody else opened and has the password of."""
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


# Corrected


def test_a_detail_is_corrected_as_the_register_has_it_and_the_holder_is_told(
    container: Container, desk: Desk, seen_id: str
) -> None:
    do(container, recovery_factors.set_email, seen_id, "wanjiku@example.com")
    do(container, phones.choose_language, PHONE, "sw")
    answer = desk.correct(seen_id, birth="1990-04-12", surname=" Kamau ", other_names="Ann", gender="f")
    assert answer.status_code == 200, answer.text
    assert answer.get_json() == {"id": seen_id, "is_proven": True, "photo": "pending", "is_closed": False}
    assert said(container, seen_id) == FULL
    for told in (sms_to(container, PHONE)[-1], emails_to(container, "wanjiku@example.com")[-1]):
        assert "kimesahihisha" in told
        assert "****0001" in told
        assert not any(each in told for each in ("Kamau", "1990", NUMBER))
    changed = "birth other_names surname gender"
    assert trail(container, desk.actor) == [("account.corrected", seen_id, {"details": changed})]


@pytest.mark.parametrize("language", ["en", "sw"])
def test_what_the_holder_is_told_fits_one_sms(container: Container, desk: Desk, seen_id: str, language: str) -> None:
    do(container, phones.choose_language, PHONE, language)
    desk.correct(seen_id, birth="1990-04-12")
    septets = gsm0338.septets(sms_to(container, PHONE)[-1])
    assert septets is not None
    assert septets <= 160


@pytest.mark.parametrize(
    "details",
    [{"first_name": "Wanja"}, {"birth": "1990-04-13"}, {"surname": "Kamau"}, {"gender": "M"}, {"other_names": "Anna"}],
)
def test_what_the_register_does_not_say_is_not_put_in(
    container: Container, desk: Desk, seen_id: str, details: dict[str, Any]
) -> None:
    """With a surname come all the names: of who has others, one alone is none."""
    assert "register of persons" in refusal(desk.correct(seen_id, **details), 409)
    assert said(container, seen_id) == DeclaredDetails("Wanjiku", "1990")
    assert sms_to(container, PHONE) == []


@pytest.mark.parametrize(
    "details",
    [
        {}, {"first_name": ""}, {"first_name": "12"}, {"birth": "12/04/1990"}, {"birth": "1990-02-30"}, {"gender": "X"},
        {"id_number": "29000002"}, {"email": "a@example.com"}, {"password": "482915"}, {"first_name": 7},
        {"surname": "x" * 41}, {"birth": None},
    ],
)  # fmt: skip
def test_what_is_no_detail_is_refused_before_anybody_is_asked(
    container: Container, desk: Desk, seen_id: str, details: dict[str, Any]
) -> None:
    refusal(desk.correct(seen_id, **details), 422)
    assert said(container, seen_id) == DeclaredDetails("Wanjiku", "1990")


def test_of_an_account_that_may_be_anothers_nothing_is_corrected(desk: Desk, account_id: str) -> None:
    assert "not proven" in refusal(desk.correct(account_id, birth="1990-04-12"), 409)
    refusal(desk.correct(NOBODY, birth="1990-04-12"), 404)


def test_what_is_said_already_is_no_correction(container: Container, desk: Desk, seen_id: str) -> None:
    assert "already" in refusal(desk.correct(seen_id, first_name="Wanjiku"), 409)
    assert sms_to(container, PHONE) == []


class Down:
    """A register that does not answer, and says how often it was asked; no transaction is open then (law 7)."""

    def __init__(self, container: Container) -> None:
        self.container, self.asked = container, 0

    def find(self, document: str, number: str) -> None:
        self.asked += 1
        assert self.container.database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
        raise RegistryDown("closed today")


def test_a_register_that_does_not_answer_changes_nothing_and_uses_nothing_up(
    container: Container, desk: Desk, seen_id: str
) -> None:
    down = Down(container)
    app = create_app(replace(container, registry=IdentityRegistry(down)))
    for _ in range(detail_corrections.OF_AN_ACCOUNT + 1):
        answer = desk.by(desk.clerk, app.test_client()).correct(seen_id, {"idempotency_key": "k"}, birth="1990-04-12")
        assert "register" in refusal(answer, 503)
        assert answer.headers["Retry-After"] == "5"
    assert down.asked == detail_corrections.OF_AN_ACCOUNT + 1
    assert desk.correct(seen_id, {"idempotency_key": "k"}, birth="1990-04-12").status_code == 200


def test_the_register_is_no_oracle(container: Container, desk: Desk, seen_id: str, clock: Clock) -> None:
    """Who has got hold of a key guesses at nobody's mother's name: five look-ups of an account a day."""
    for number in range(detail_corrections.OF_AN_ACCOUNT):
        refusal(desk.correct(seen_id, birth=f"1990-04-0{number + 1}"), 409)
    assert "as often as it may" in refusal(desk.correct(seen_id, birth="1990-04-12"), 409)
    clock.move(days=1, seconds=1)
    assert desk.correct(seen_id, birth="1990-04-12").status_code == 200


def test_a_key_asks_the_register_only_so_often(
    container: Container, desk: Desk, seen_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(detail_corrections, "OF_A_KEY", 1)
    refusal(desk.correct(seen_id, birth="1990-04-13"), 409)
    other = opened(container, "29000002", phone=STRANGER, said=DeclaredDetails("Otieno", "1984"))
    prove(container, other)
    assert "as often as it may" in refusal(desk.correct(other, birth="1984-11-30"), 409)


def test_two_clerks_who_correct_at_once_do_not_undo_each_other(container: Container, seen_id: str) -> None:
    here, registry = container.database, container.registry
    first, second = (
        detail_corrections.confirm_correction(here, registry, seen_id, told, asked_by="k")
        for told in ({"birth": "1990-04-12"}, {"gender": "F"})
    )
    budget: Any = {"actor": "a", "contacts": container.contacts, "paid_by": KeyBudget("k")}
    do(container, detail_corrections.correct_details, seen_id, first, **budget)
    with pytest.raises(Conflict):
        do(container, detail_corrections.correct_details, seen_id, second, **budget)
    assert said(container, seen_id) == DeclaredDetails("Wanjiku", "1990-04-12")


# Closed


def test_an_account_is_closed_and_its_phone_is_told(container: Container, desk: Desk, seen_id: str) -> None:
    desk.photograph(seen_id, photo())
    assert "another phone" in refusal(desk.close(seen_id, STRANGER), 409)
    assert row(container, seen_id).closed_at is None
    answer = desk.close(seen_id, PHONE)
    assert answer.get_json() == {"id": seen_id, "is_proven": True, "photo": "taken", "is_closed": True}
    it = row(container, seen_id)
    assert (it.said_sealed, it.number_sealed, it.phone_sealed, it.password_hash) == (b"", b"", b"", "")
    assert do(container, lambda session: session.scalar(select(func.count()).select_from(AccountPhoto))) == 0
    assert "your account is closed" in sms_to(container, PHONE)[-1]
    assert trail(container, desk.actor)[-1] == ("account.closed", seen_id, {})
    for verb, path, body in calls(seen_id):
        assert refusal(desk.ask(verb, path, body), 404) == "there is no such account", path


# Once


def test_a_copy_is_answered_alike_and_done_once(container: Container, desk: Desk, account_id: str) -> None:
    def twice(verb: str, path: str, body: object) -> None:
        first, again = (desk.ask(verb, path, body, idempotency_key=path) for _ in range(2))
        assert (first.status_code, first.data) == (200, again.data), first.text
        assert again.headers["Idempotent-Replayed"] == "true"
        other = refusal(desk.by("HK-1").ask(verb, path, body, idempotency_key=path), 422)
        assert "another request" in other, "another clerk did not do it"

    for verb, path, body in calls(account_id):
        if verb != "GET" and path != "/find":
            twice(verb, path, body)
    actions = [action for action, _, _ in trail(container, desk.actor)]
    assert actions == [
        "account.proven", "account.photo_taken", "account.photo_kept", "account.corrected", "account.closed",
    ]  # fmt: skip
    with container.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Message)) == 2


def test_a_refusal_by_the_sms_budget_is_none_for_good(container: Container, client: FlaskClient, seen_id: str) -> None:
    spent = Desk.of(container, client, sms_per_hour=0)
    for answer in (spent.correct(seen_id, birth="1990-04-12"), spent.close(seen_id, PHONE)):
        refusal(answer, 429)
        assert "Retry-After" in answer.headers
    assert (said(container, seen_id).birth, row(container, seen_id).closed_at) == ("1990", None)
    assert sms_to(container, PHONE) == []
