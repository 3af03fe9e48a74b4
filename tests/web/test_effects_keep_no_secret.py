"""The effects of hops, stored for days, hold no secret and no account id, and grant nothing after a new password."""

import json

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.container import Container
from app.domain.idempotency.hop_effects import Effect
from app.domain.identity import accounts
from app.domain.identity.accounts import Account
from app.domain.identity.otp import Code
from app.domain.identity.recovery import password_reset
from app.domain.shared.errors import Revoked
from tests.conftest import Clock
from tests.database.holder import NUMBER, PASSWORD, PHONE, STRANGER, do, opened, sms_to
from tests.database.reset_asking import code_in
from tests.web.talking import talk, to_the_password

NEW, EMAIL = "739154", "wanjiku@example.com"
SIGNED_IN = ("3", PASSWORD)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_effect_holds_a_hash_or_leads_to_an_account(container: Container, client: FlaskClient) -> None:
    talk(client, PHONE, "2", "1", NUMBER, "Wanjiku", "1990", "1", PASSWORD, PASSWORD)
    talk(client, STRANGER, *to_the_password(NUMBER), "482916", PASSWORD, "6")
    assert talk(client, PHONE, *SIGNED_IN, "3", "4", NEW, NEW)[-1].startswith("END Your password is changed")
    with container.database.reading() as session:
        [account] = session.scalars(select(Account))
        kept = {
            row.name: container.keys.open(row.result_sealed, row.sealed_at("result")).decode()
            for row in session.scalars(select(Effect))
        }
    assert kept.keys() >= {"register", "sign-in try", "signed in", "stay", "new password"}
    said = json.dumps(kept)
    assert not [each for each in ("argon2", account.password_hash, PASSWORD, NEW, NUMBER) if each in said]
    assert account.id not in said


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_effect_of_a_code_or_a_change_leads_to_an_account(
    container: Container, client: FlaskClient, clock: Clock
) -> None:
    """An effect may hold the id of an entered code, for a repeated hop: a new password revokes it."""
    account_id = opened(container, password=PASSWORD)
    talk(client, PHONE, "3", "1", "1", NUMBER, "1990")
    entered = ("1", code_in(sms_to(container, PHONE)[-1]))
    assert "6-digit password" in talk(client, PHONE, *entered)[-1]
    codes = do(container, lambda session: set(session.scalars(select(Code.id))))
    assert "on its way" in talk(client, PHONE, *SIGNED_IN, "3", "2", EMAIL)[-1]
    assert "we sent to 0712 000 077" in talk(client, PHONE, *SIGNED_IN, "3", "3", "0712000077", "1")[-1]
    with container.database.reading() as session:
        found = {
            row.name: container.keys.open(row.result_sealed, row.sealed_at("result")).decode()
            for row in session.scalars(select(Effect))
        }
    assert found.keys() >= {"reset", "code entered", "email", "phone"}
    said = json.dumps(found)
    secrets = (account_id, NUMBER, EMAIL, PASSWORD, entered[1], PHONE[1:], "712000077")
    assert not [each for each in secrets if each in said]
    assert any(each in said for each in codes)
    do(container, accounts.set_password, account_id, "another")
    for code_id in codes:
        with pytest.raises(Revoked):
            do(container, password_reset.opened_by, code_id)
