"""A state that another release wrote: what it knew and this one does not, and the other way round."""

import json
from datetime import UTC, datetime

import pytest

from menus.context import State
from menus.draft import Draft

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC).isoformat()


def stored(**fields: object) -> bytes:
    return json.dumps({"trail": ["home.home"], "draft": {}} | fields).encode()


def test_a_state_comes_back_as_it_was() -> None:
    draft = Draft(number="29000001", account_id="a", auth_epoch=3)
    state = State(["home.home"], account="a", auth_epoch=3, password_at=NOW, code_at=NOW, changes=[["a", "email", NOW]])
    state.draft = draft
    assert State.from_bytes(state.to_bytes()) == state


def test_fields_that_this_release_does_not_know_are_left_out() -> None:
    state = State.from_bytes(stored(tomorrow=1, auth_epoch=0, draft={"number": "29000001", "next_week": [2]}))
    assert state == State(["home.home"], draft=Draft(number="29000001"))


def test_fields_that_are_not_there_are_as_in_a_new_session() -> None:
    assert State.from_bytes(stored()) == State(["home.home"])


@pytest.mark.parametrize("trail", [["home.home", "account.account"], ["password_reset.choose_password"]])
def test_a_state_of_the_release_that_knew_no_epochs_opens_nothing(trail: list[str]) -> None:
    """It said `proven` where the password had been given, and not when."""
    draft = {"account_id": "a", "password_hash": "h", "number": "29000001"}
    state = State.from_bytes(stored(trail=trail, account="a", name="Wanjiku", proven=True, draft=draft))
    assert (state.account, state.password_at, state.code_at) == ("", "", "")
    assert state.draft == Draft(number="29000001", password_hash="h")
