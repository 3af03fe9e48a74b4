"""What a hop did is kept for days: nothing of it opens an account, nor outlasts a new password or an erasure."""

import json

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.domain.accounts import Account
from app.domain.effects import Effect
from app.house import House
from tests.database.holder import NUMBER, PASSWORD, PHONE, STRANGER
from tests.web.talking import talk, to_the_password

NEW = "739154"
SIGNED_IN = ("3", PASSWORD)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_effect_holds_a_hash_or_leads_to_an_account(house: House, client: FlaskClient) -> None:
    talk(client, PHONE, "2", "1", NUMBER, "Wanjiku", "1990", "1", PASSWORD, PASSWORD)
    talk(client, STRANGER, *to_the_password(NUMBER), "482916", PASSWORD, "2")
    assert talk(client, PHONE, *SIGNED_IN, "00", "3", "4", NEW, NEW)[-1].startswith("END Your password is changed")
    with house.database.reading() as session:
        [account] = session.scalars(select(Account))
        kept = {
            row.name: house.keys.open(row.result_sealed, row.sealed_at("result")).decode()
            for row in session.scalars(select(Effect))
        }
    assert kept.keys() >= {"register", "sign-in try", "signed in", "stay", "new password"}
    said = json.dumps(kept)
    assert not [each for each in ("argon2", account.password_hash, PASSWORD, NEW, NUMBER) if each in said]
    assert account.id not in said
