"""A desk corrects the details of an account, and closes it, by the API of Huduma Kenya."""

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.bootstrap.web import create_app
from app.container import Container, IdentityRegistry
from app.domain.identity.account_photos import AccountPhoto
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.identity.recovery import recovery_factors
from app.domain.messaging.messages import Message
from app.domain.messaging.sms_budget import KeyBudget
from app.domain.self_service import detail_corrections
from app.domain.shared.errors import Conflict
from app.domain.subscribers import phones
from app.platform import gsm0338
from app.providers.identity_registry import RegistryDown
from tests.conftest import Clock
from tests.database.holder import NUMBER, PHONE, STRANGER, do, emails_to, opened, prove, sms_to
from tests.web.agency import refusal
from tests.web.desk import Desk, photo
from tests.web.desk_persons import NOBODY, calls, row, said, trail

FULL = DeclaredDetails("Wanjiku", "1990-04-12", "Ann", "Kamau", "F")


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
    """The surname and the other names go together: one alone does not match a person who has both in the register."""
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
    """A register that is down. It counts the look-ups, and checks that no transaction is open meanwhile (law 7)."""

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
    """With a stolen key nobody can guess what the register says: there are five look-ups of an account a day."""
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
        assert session.scalar(select(func.count()).select_from(Message)) == 3  # proven, corrected, closed


def test_a_refusal_by_the_sms_budget_is_none_for_good(container: Container, client: FlaskClient, seen_id: str) -> None:
    spent = Desk.of(container, client, sms_per_hour=0)
    for answer in (spent.correct(seen_id, birth="1990-04-12"), spent.close(seen_id, PHONE)):
        refusal(answer, 429)
        assert "Retry-After" in answer.headers
    assert (said(container, seen_id).birth, row(container, seen_id).closed_at) == ("1990", None)
    assert sms_to(container, PHONE) == []
