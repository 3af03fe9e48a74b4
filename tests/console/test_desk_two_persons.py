"""Tasks of a desk that take two persons: one requests, another approves, and only while the account is unchanged."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.applications import transitions
from app.domain.catalogue.models import Status
from app.domain.identity import accounts, passwords
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.staff.approvals import Approval, ApprovalState
from app.domain.staff.roles import Role
from tests.console.desk_visit import desk, do, path, send, standing_on, written_down
from tests.console.driver import Driver, text_of
from tests.database.holder import NUMBER, PASSWORD, PHONE, STRANGER, WANJIKU, account, opened, prove, sms_to
from tests.database.proofs import filed, hears, is_proven
from tests.renewed_documents import NAMBA, Register, with_renewed

NEW = "+254712000055"
WHY = "phone lost"


@pytest.fixture
def asker(container: Container) -> Driver:
    return desk(container, "h.asker")


@pytest.fixture
def second(container: Container) -> Driver:
    return desk(container, "h.second")


def waiting(container: Container) -> str:
    """The id of the request that waits for a second person."""
    with container.database.reading() as session:
        return session.scalars(select(Approval.id).where(Approval.state == ApprovalState.WAITING)).one()


def decide(container: Container, driver: Driver, word: str = "approve", **fields: object) -> str:
    """Approve or refuse the request that waits; the text of its page, and of the page after the decision."""
    here = f"/console/approvals/{waiting(container)}"
    shown = text_of(driver.get(here))
    answer = driver.post(f"{here}/{word}", **fields)
    return shown + " | " + text_of(driver.follow(answer) if answer.status_code == 303 else answer)


def phone_of(container: Container, account_id: str) -> str:
    with container.database.reading() as session:
        return account(session, account_id).phone_number


def number_of(container: Container, account_id: str) -> str:
    with container.database.reading() as session:
        return account(session, account_id).number


def test_a_lost_phone_is_replaced_by_two_and_not_by_one(container: Container, asker: Driver, second: Driver) -> None:
    account_id = opened(container)
    prove(container, account_id)
    asked = asker.follow(do(asker, account_id, "phone", new_phone="0712 000 055", reason=WHY))
    assert "Waits for a second person: Change the phone of an account" in text_of(asked)
    assert phone_of(container, account_id) == PHONE
    assert "a second person is wanted" in decide(container, asker)
    assert "waits for a second person already" in text_of(
        do(asker, account_id, "phone", new_phone=STRANGER, reason=WHY)
    )
    said = decide(container, second)
    assert "Name Wanjiku" in said
    assert "****0001" in said
    assert "New phone +254 7" in said or "New phone +2547" in said
    assert NEW not in said
    assert "Done, in both your names." in said
    assert phone_of(container, account_id) == NEW
    assert "account.phone_changed" in written_down(container, "staff:hksdp/h.asker+h.second")
    assert all("made" in sms_to(container, each)[-1] for each in (PHONE, NEW))


def test_an_unproven_account_moves_only_for_who_says_its_phone(
    container: Container, asker: Driver, second: Driver
) -> None:
    account_id = opened(container)
    assert "another phone" in text_of(do(asker, account_id, "phone", new_phone=NEW, phone="0712999999", reason=WHY))
    assert do(asker, account_id, "phone", new_phone=NEW, reason=WHY).status_code == 422
    assert do(asker, account_id, "phone", new_phone=NEW, phone=PHONE, reason=WHY).status_code == 303
    decide(container, second)
    assert phone_of(container, account_id) == NEW
    assert is_proven(container, account_id)


@pytest.mark.parametrize("happens", ["password", "phone"])
def test_what_changed_meanwhile_is_refused_at_the_yes(
    container: Container, asker: Driver, second: Driver, happens: str
) -> None:
    account_id = opened(container)
    prove(container, account_id)
    do(asker, account_id, "phone", new_phone=NEW, reason=WHY)
    with container.database.transaction() as session:
        if happens == "password":
            accounts.set_password(session, account_id, "other")
        else:
            row = account(session, account_id)
            row.phone_sealed = container.keys.seal_text(STRANGER, row.sealed_at("phone"))
    assert "changed meanwhile" in decide(container, second)
    assert phone_of(container, account_id) != NEW
    assert "Refused. Who asked sees why." in decide(container, second, "refuse", answer="ask again")
    assert not written_down(container, "staff:hksdp/h.asker+h.second")


@pytest.mark.parametrize("is_proven_before", [True, False])
def test_a_move_is_told_to_the_phones_that_agencies_recorded(
    container: Container, asker: Driver, second: Driver, is_proven_before: bool
) -> None:
    """Two who are paid for it cannot take a person's applications without the person's phone hearing of it."""
    account_id = opened(container)
    if is_proven_before:
        prove(container, account_id)
    reference = filed(container, phone=STRANGER)
    do(asker, account_id, "phone", new_phone=NEW, phone=PHONE, reason=WHY)
    decide(container, second)
    assert hears(container, reference) == NEW
    assert "a desk proved that the account on phone +2547******55 is yours" in sms_to(container, STRANGER)[-1]
    for each in (PHONE, NEW):
        assert not any("a desk proved" in said for said in sms_to(container, each))


def test_a_closing(container: Container, asker: Driver, second: Driver) -> None:
    account_id = opened(container)
    assert "another phone" in text_of(do(asker, account_id, "closing", phone=STRANGER, reason=WHY))
    assert do(asker, account_id, "closing", phone=PHONE, reason="").status_code == 422
    do(asker, account_id, "closing", phone=PHONE, reason="wishes it")
    with container.database.reading() as session:
        assert account(session, account_id).closed_at is None
    assert "Done" in decide(container, second)
    with container.database.reading() as session:
        assert account(session, account_id).closed_at is not None
    assert "closed" in sms_to(container, PHONE)[-1]
    assert asker.get(path(account_id)).status_code == 404


def test_details_are_corrected_as_the_register_has_them(container: Container, asker: Driver, second: Driver) -> None:
    account_id = opened(container, said=replace(WANJIKU, birth="1990-04-11"))
    prove(container, account_id)
    form: dict[str, Any] = {
        "first_name": "Wanjiku",
        "other_names": "Ann",
        "surname": "Kamau",
        "reason": "typed wrongly",
    }
    assert "register of persons does not say so" in text_of(
        do(asker, account_id, "correction", **form | {"birth": "13/04/1990"})
    )
    assert "A date such as" in text_of(do(asker, account_id, "correction", **form | {"birth": "31/02/1990"}))
    assert do(asker, account_id, "correction", **form | {"birth": "12/04/1990"}).status_code == 303
    said = decide(container, second)
    assert "Born 11/04/1990 → 12/04/1990" in said
    assert "Surname none → Kamau" in said
    with container.database.reading() as session:
        kept = account(session, account_id).said
        assert kept == DeclaredDetails("Wanjiku", "1990-04-12", "Ann", "Kamau")
        row = session.scalars(select(Approval)).one()
        assert b"Kamau" not in (row.details_sealed or b"")


def test_a_new_number_takes_the_applications_along(container: Container) -> None:
    container, register = with_renewed(container)
    asker, second = desk(container, "h.asker"), desk(container, "h.second")
    account_id = opened(container)
    prove(container, account_id)
    reference = filed(container, phone=STRANGER)
    assert _number_refused(asker, account_id, register)
    assert do(asker, account_id, "number", number=NAMBA, reason="Maisha card").status_code == 303
    assert number_of(container, account_id) == NUMBER
    said = decide(container, second)
    assert "****0001 → ****0101" in said
    assert NAMBA not in said
    assert number_of(container, account_id) == NAMBA
    with container.database.reading() as session:
        owner = accounts.by_applicant(session, transitions.find_said(session, reference).applicant)
        assert owner is not None
        assert owner.id == account_id
    assert "account.number_corrected" in written_down(container, "staff:hksdp/h.asker+h.second")


def _number_refused(asker: Driver, account_id: str, register: Register) -> bool:
    register.is_down = True
    down = do(asker, account_id, "number", number=NAMBA, reason=WHY)
    register.is_down = False
    another = do(asker, account_id, "number", number="29000008", reason=WHY)
    return "does not answer" in text_of(down) and "for the same person" in text_of(another)


def test_a_take_over_ends_the_other_and_each_filed_application_is_adopted_or_cancelled(
    container: Container, asker: Driver, second: Driver
) -> None:
    account_id = opened(container, password=PASSWORD)
    keep, drop, gone = (filed(container, phone=PHONE, account_id=account_id) for _ in range(3))
    with container.database.transaction() as session:
        row = transitions.find_said(session, gone)
        row.status = Status.READY
    shown = text_of(asker.get(path(account_id, "take-over")))
    assert "Opened 23 Nov 2026" in shown
    do(asker, account_id, "take-over", new_phone=NEW, reason="opened by a cybercafe")
    assert "opened by somebody else" in decide(container, second)
    assert phone_of(container, account_id) == NEW
    with container.database.reading() as session:
        kept = account(session, account_id).password_hash
    assert not passwords.verified(container.keys, account_id, PASSWORD, kept)
    assert "3 applications that somebody else filed" in text_of(asker.get(path(account_id)))
    listed = asker.get(path(account_id, "filed"))
    assert f"Cancel {gone}" not in text_of(listed)
    assert "It has gone too far: only dis can end it now." in text_of(listed)
    asker.follow(asker.post(path(account_id, f"filed/{keep}/adopt")))
    assert hears(container, keep) == NEW
    asker.follow(asker.post(path(account_id, f"filed/{drop}/cancel")))
    assert "only its agency" in text_of(asker.post(path(account_id, f"filed/{gone}/cancel")))
    assert asker.post(path(account_id, f"filed/{keep}/adopt")).status_code == 404
    assert asker.post(path(account_id, f"filed/{drop}/cancel")).status_code == 404
    stranger = filed(container, phone=STRANGER)
    assert asker.post(path(account_id, f"filed/{stranger}/cancel")).status_code == 404
    assert f"Adopt {gone}" in text_of(asker.get(path(account_id, "filed")))


def test_a_second_person_of_elsewhere_sees_nothing_and_decides_nothing(container: Container, asker: Driver) -> None:
    account_id = opened(container)
    prove(container, account_id)
    do(asker, account_id, "phone", new_phone=NEW, reason=WHY)
    for each in (Driver.of(container, "o.p", Role.OPERATOR), Driver.of(container, "s.v", Role.SUPERVISOR, "dis")):
        here = f"/console/approvals/{waiting(container)}"
        assert each.get(here).status_code == 404
        each.get("/console/me")
        assert each.post(f"{here}/approve").status_code == 404
    assert phone_of(container, account_id) == PHONE


def test_a_form_from_an_old_page_asks_for_nothing(container: Container, asker: Driver) -> None:
    account_id = opened(container)
    standing = standing_on(asker, account_id, "closing")
    prove(container, account_id)
    assert "has changed meanwhile" in text_of(send(asker, account_id, "closing", standing, phone=PHONE, reason=WHY))
    assert "approval.asked" not in written_down(container)
