"""The desk: an account is found and shown masked, each look-up is audited, and tasks that one member does alone."""

import pytest

from app.container import Container
from app.domain.identity import accounts, sign_in
from app.domain.identity.accounts import Account
from app.domain.self_service import desk_accounts
from app.domain.staff.roles import Role
from tests.console.desk_visit import desk, do, path, send, standing_on, written_down
from tests.console.driver import Driver, text_of
from tests.database.holder import NUMBER, PHONE, STRANGER, opened, prove, sms_to
from tests.database.proofs import filed, is_proven

FIND = "/console/desk/find"


@pytest.fixture
def clerk(container: Container) -> Driver:
    return desk(container)


def test_a_desk_finds_a_person_proves_the_account_and_unlocks_it(container: Container, clerk: Driver) -> None:
    account_id = opened(container)
    clerk.get("/console/desk")
    found = clerk.post(FIND, account_type="citizen", number=f"ID {NUMBER}")
    assert found.headers["Location"] == path(account_id)
    shown = text_of(clerk.follow(found))
    assert "Name Wanjiku" in shown
    assert "****0001" in shown
    assert NUMBER not in shown
    assert PHONE not in shown
    assert "not yet" in shown
    assert "tick this" in text_of(do(clerk, account_id, "proof", seen=False, phone="0712 000 001"))
    assert not is_proven(container, account_id)
    done = do(clerk, account_id, "proof", phone="0712 000 001")
    assert "The account is proven." in text_of(clerk.follow(done))
    assert is_proven(container, account_id)
    for _ in range(2):
        assert "The account is unlocked." in text_of(clerk.follow(do(clerk, account_id, "unlock")))
    did = written_down(container, clerk.staff.actor)
    assert did.count("account.looked_up") > 5
    assert did.count("account.proven") == 1
    assert did.count("account.unlocked") == 2


def test_everybody_is_signed_out_and_the_person_is_told(container: Container, clerk: Driver) -> None:
    account_id = opened(container)
    with container.database.transaction() as session:
        accounts.remember(session, account_id, PHONE)
    clerk.follow(do(clerk, account_id, "sign-out"))
    with container.database.reading() as session:
        assert accounts.remembered(session, PHONE) is None
        assert not sign_in.is_locked(session, account_id)
    assert "signed everybody out" in sms_to(container, PHONE)[-1]
    assert "account.signed_out" in written_down(container, clerk.staff.actor)


def test_by_an_application_and_by_phone_and_what_to_do_where_there_is_none(container: Container, clerk: Driver) -> None:
    account_id = opened(container)
    reference = filed(container, phone=STRANGER)
    clerk.get("/console/desk")
    assert clerk.post(FIND, reference=f"Ref: {reference}").headers["Location"] == path(account_id)
    assert clerk.post(FIND, phone="0712000001").headers["Location"] == path(account_id)
    second = opened(container, "29000002")
    several = clerk.post(FIND, phone="0712000001")
    assert several.status_code == 200
    assert path(account_id) in several.text
    assert path(second) in several.text
    for given, said in (
        ({"account_type": "citizen", "number": "29999999"}, "choose Register"),
        ({"account_type": "citizen", "number": "<script>"}, "No document of this kind"),
        ({"account_type": "nobody", "number": NUMBER}, "No document of this kind"),
        ({"phone": "0712999999"}, "no account on this phone"),
        ({"phone": "x"}, "phone number is wanted"),
        ({"reference": "999999999999"}, "no such application"),
        ({}, "No document of this kind"),
    ):
        answer = clerk.post(FIND, **given)
        assert answer.status_code == 422
        assert said in text_of(answer), given
        assert "<script>" not in answer.text


def test_what_is_sent_twice_or_from_an_old_page_is_refused_kindly(container: Container, clerk: Driver) -> None:
    account_id = opened(container)
    standing = standing_on(clerk, account_id, "proof")
    assert send(clerk, account_id, "proof", standing, phone=PHONE).status_code == 303
    again = send(clerk, account_id, "proof", standing, phone=PHONE)
    assert again.status_code == 422
    assert "changed meanwhile" in text_of(again)
    assert written_down(container).count("account.proven") == 1


def test_five_wrong_phones_a_day_are_said_of_an_account(container: Container, clerk: Driver) -> None:
    account_id = opened(container)
    for _ in range(5):
        assert "another phone" in text_of(do(clerk, account_id, "proof", phone="0712999999"))
    assert "Too many wrong phones" in text_of(do(clerk, account_id, "proof", phone=PHONE))
    assert not is_proven(container, account_id)
    assert "A Kenyan mobile number" in text_of(do(clerk, account_id, "proof", phone="12"))


def test_a_member_looks_for_so_many_accounts_a_day(
    container: Container, clerk: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_accounts, "LOOK_UPS", 2)
    opened(container)
    clerk.get("/console/desk")
    for expected in (422, 303):
        number = NUMBER if expected == 303 else "29999999"
        assert clerk.post(FIND, account_type="citizen", number=number).status_code == expected
    refused = clerk.post(FIND, account_type="citizen", number=NUMBER)
    assert "looked for 2 accounts today" in text_of(refused)
    colleague = desk(container, "h.second")
    colleague.get("/console/desk")
    assert colleague.post(FIND, account_type="citizen", number=NUMBER).status_code == 303


@pytest.mark.parametrize(("role", "agency"), [(Role.SUPERVISOR, "dis"), (Role.OPERATOR, None)])
def test_nobody_but_a_desk_sees_or_changes_an_account(container: Container, role: Role, agency: str | None) -> None:
    account_id = opened(container)
    other = Driver.of(container, "w.otieno", role, agency)
    for each in ("", "proof", "phone", "photo", "photo.jpg", "filed", "number"):
        assert other.get(path(account_id, each)).status_code == 403
    other.get("/console/me")
    assert other.post(path(account_id, "proof"), phone=PHONE, seen_person="yes").status_code == 403
    assert other.post(FIND, phone=PHONE).status_code == 403
    assert not is_proven(container, account_id)


def test_an_account_that_is_not_there_or_closed_is_not_found(container: Container, clerk: Driver) -> None:
    account_id = opened(container)
    prove(container, account_id)
    with container.database.transaction() as session:
        accounts.close(session, account_id)
        assert session.get_one(Account, account_id).closed_at is not None
    for each in (account_id, "0" * 32, "%00", "..."):
        for task in ("", "proof", "number", "filed", "photo"):
            assert clerk.get(path(each, task)).status_code == 404
    clerk.get("/console/me")
    assert send(clerk, account_id, "unlock", "x").status_code == 404
    assert send(clerk, account_id, "correction", "x", reason="x").status_code == 404
