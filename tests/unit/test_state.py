"""Session states that another release wrote: unknown fields, missing fields, and what cannot be read."""

import json
from dataclasses import field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from menus import flows, kept_state
from menus.context import SessionState
from menus.draft import OWNERS, Draft, Drafts
from menus.flows.account.account_states import ContactDraft
from menus.flows.identity.drafts import RegistrationDraft
from menus.flows.identity.new_password import NewPasswordDraft
from menus.flows.identity.password_reset import ResetDraft
from menus.kept_state import Unreadable
from menus.notation import SCREENS

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC).isoformat()
BEFORE: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("kept_states.json").read_text("utf-8"))
"""States of real sessions, written by the last release that stored no version."""
RIGHTS = {
    "SessionState": {"account", "auth_epoch", "password_at", "code_at", "holder", "changes", "resumed", "unfinished"},
    "Drafts": {"account_id", "auth_epoch", "password_hash", "code_id", "target", "name", "after"},
}
"""The fields that give or take a right, say whose account is meant, or are made of a secret."""
REST = {
    "SessionState": {
        "trail", "page", "refusals", "language", "notices", "name", "holder_number", "remembered", "begun_at", "step",
        "counted", "kept", "draft", "others",
    },
    "Drafts": {
        "reference", "words", "kind", "group", "begins", "narrow", "service", "place", "centre", "question",
        "account_type", "number", "first_name", "surname", "other_names", "gender", "birth", "change",
        "applies_for", "applicant", "form_digest", "form_answers", "changing", "narrowed_by", "again",
        "open_reference", "filed", "to_pay", "just_saved", "payer",
        "begun_at_epoch",  # it only ends a draft, and every release with forms has it
    },
}  # fmt: skip
CARRIED = {"change"}
"""Fields that this release no longer reads, and carries along for the release before: the change is offered again."""
GONE = {"sign_in.who", "sign_in.stay"}
"""Screens of `kept_states.json` that a later release removed deliberately: their sessions have to be dialled again."""


def stored(**more: object) -> bytes:
    return json.dumps({"trail": ["home.home"], "draft": {}} | more).encode()


def test_a_state_comes_back_as_it_was() -> None:
    begun = datetime(2026, 11, 23, 9, 0, 0, 5, tzinfo=UTC)
    drafts = (
        RegistrationDraft(number="29000001"),
        NewPasswordDraft(account_id="a"),
        ResetDraft(auth_epoch=3),
        ContactDraft(change=begun),
    )
    state = SessionState(
        ["home.home"], account="a", auth_epoch=3, password_at=NOW, code_at=NOW, changes=[["a", "email", NOW]]
    )
    state.draft = Drafts({type(each): each for each in drafts})
    again = SessionState.from_bytes(state.to_bytes())
    assert again == state
    assert tuple(again.draft.of(type(each)) for each in drafts) == drafts


# Drafts


def test_what_all_drafts_were_told_is_kept_as_one_flat_object() -> None:
    """The format of the releases that had only one draft. Empty values are not stored."""
    state = SessionState(["home.home"])
    state.draft.of(RegistrationDraft).first_name = "Wanjiku"
    state.draft.of(NewPasswordDraft).account_id = "a"
    state.draft.of(ContactDraft).change = datetime.fromisoformat(NOW)
    assert json.loads(state.to_bytes())["draft"] == {"first_name": "Wanjiku", "account_id": "a", "change": NOW}


def test_a_draft_that_another_flow_names_is_the_same_one() -> None:
    drafts = Drafts.read({"number": "29000001"})
    drafts.of(RegistrationDraft).first_name = "Wanjiku"
    assert drafts.of(RegistrationDraft) == RegistrationDraft("29000001", "Wanjiku")


@pytest.mark.parametrize("kept", [str, int], ids=["of the same type", "of another type"])
def test_no_two_drafts_keep_a_value_of_the_same_name(kept: type) -> None:
    with pytest.raises(TypeError, match="both RegistrationDraft and Second keep 'surname'"):
        type("Second", (Draft,), {"__annotations__": {"surname": kept}, "surname": kept()})
    assert OWNERS["surname"] is RegistrationDraft


def test_a_value_of_a_draft_has_a_default() -> None:
    with pytest.raises(TypeError, match=r"Second\.without_default has no default"):
        type("Second", (Draft,), {"__annotations__": {"without_default": str}})


class FormDraft(Draft):
    """A draft with the answers to a form, by question."""

    form: str = ""
    answers: dict[str, str] = field(default_factory=dict)


def test_a_draft_may_keep_a_dict() -> None:
    drafts = Drafts.read({"form": "good-conduct", "answers": {"county": "Kisumu"}})
    drafts.of(FormDraft).answers["town"] = "Ahero"
    told = {"form": "good-conduct", "answers": {"county": "Kisumu", "town": "Ahero"}}
    assert drafts.told() == told
    assert Drafts.read({}).of(FormDraft).answers == {}
    with pytest.raises(Unreadable):
        Drafts.read({"answers": {"county": 1}})
    with pytest.raises(Unreadable):
        Drafts.read({"answers": ["Kisumu"]})


# Fields


def test_fields_that_this_release_does_not_know_are_carried_along() -> None:
    """The other release needs them at its next hop: otherwise it would ask for an answer again, or lack it."""
    state = SessionState.from_bytes(stored(tomorrow=1, auth_epoch=0, draft={"number": "29000001", "next_week": [2]}))
    assert (state.trail, state.draft.of(RegistrationDraft).number) == (["home.home"], "29000001")
    state.draft.of(RegistrationDraft).first_name = "Wanjiku"
    again = json.loads(state.to_bytes())
    assert again["tomorrow"] == 1
    assert again["draft"] == {"number": "29000001", "first_name": "Wanjiku", "next_week": [2]}


def test_no_field_that_is_carried_along_stands_in_for_one_of_ours() -> None:
    state = SessionState.from_bytes(
        stored(auth_epoch=0, others={"account": "a"}, draft={"others": {"account_id": "a"}})
    )
    assert (state.account, state.draft.of(NewPasswordDraft).account_id) == ("", "")
    assert SessionState.from_bytes(state.to_bytes()) == state
    assert json.loads(state.to_bytes())["others"] == {"account": "a"}


def test_fields_that_are_not_there_are_as_in_a_new_session() -> None:
    assert SessionState.from_bytes(stored()) == SessionState(["home.home"])
    assert SessionState.from_bytes(b'{"trail":["home.home"]}') == SessionState(["home.home"])


@pytest.mark.parametrize("trail", [["home.home", "account.account"], ["password_reset.choose_password"]])
def test_a_state_of_the_release_that_knew_no_epochs_opens_nothing(trail: list[str]) -> None:
    """That release stored `proven` once the password was given, but not the time."""
    draft = {"account_id": "a", "password_hash": "h", "number": "29000001"}
    state = SessionState.from_bytes(stored(trail=trail, account="a", name="Wanjiku", proven=True, draft=draft))
    assert (state.account, state.password_at, state.code_at) == ("", "", "")
    assert state.draft.told() == {"number": "29000001", "password_hash": "h"}


def test_what_that_release_had_opened_for_looking_only_goes_on() -> None:
    """Such a state belongs to a phone that stays signed in for 30 days."""
    state = SessionState.from_bytes(stored(account="a", name="Wanjiku", proven=False, draft={"account_id": "a"}))
    assert (state.account, state.auth_epoch, state.password_at, state.draft.told()) == ("a", 0, "", {})
    for proven in ({"proven": True}, {}):
        assert SessionState.from_bytes(stored(account="a", **proven)).account == ""


# What cannot be read


@pytest.mark.parametrize(
    "kept",
    [
        b"", b"\x00\xff\xfe", b"null", b"[]", b'"home.home"', b"{}", b'{"trail":["home.home"]', b"[" * 100_000,
        stored(version=2), stored(version=0), stored(version="1"), stored(version=True), stored(version=None),
        stored(trail=[]), stored(trail="home.home"), stored(trail=[None]), stored(trail={}),
        stored(page="0"), stored(page=0.5), stored(step=True), stored(kept=1), stored(resumed="no"),
        stored(notices=["x"]), stored(notices={"en": 1}), stored(changes="email"), stored(unfinished=[]),
        stored(auth_epoch=None), stored(auth_epoch=0, account=["a"]), stored(account=None, auth_epoch=0),
        stored(password_at=0),
        stored(password_at="yesterday"), stored(code_at="2026-11-23T09:00:00"), stored(draft=[]), stored(draft=None),
        stored(draft={"change": "yesterday"}), stored(draft={"kind": "planet"}),
        stored(draft={"number": 29000001}), stored(draft={"auth_epoch": "3"}),
        stored(auth_epoch=0, draft={"account_id": {}}), stored(name="\ud800"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_no_session_and_its_words_are_not_repeated(kept: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        SessionState.from_bytes(kept)
    assert "29000001" not in str(caught.value)


def test_a_version_is_written() -> None:
    assert json.loads(SessionState(["home.home"]).to_bytes())["version"] == kept_state.VERSION


# What is kept now, for releases to come


OURS = {name for name, kind in OWNERS.items() if kind.__module__.startswith("menus.")}
"""The fields of all drafts of the flows."""


@pytest.mark.parametrize(
    ("kind", "names"),
    [("SessionState", {each.name for each in fields(SessionState)}), ("Drafts", OURS)],
    ids=["SessionState", "Drafts"],
)
def test_whoever_adds_or_takes_away_a_field_says_whether_it_gives_a_right(kind: str, names: set[str]) -> None:
    """A new field: put its name into REST; or into RIGHTS, and raise `kept_state.VERSION`. A removed one: likewise."""
    rights, rest = RIGHTS[kind], REST[kind]
    assert names == rights | rest
    assert not rights & rest


def test_the_version_is_that_of_these_rights() -> None:
    """Both sides change together: see menus/kept_state.py."""
    assert (kept_state.VERSION, len(RIGHTS["SessionState"]), len(RIGHTS["Drafts"])) == (1, 8, 7)


@pytest.mark.parametrize("stands", BEFORE)
def test_what_the_release_before_wrote_is_read_to_the_last_field(stands: str) -> None:
    """A field that is renamed, or has another type, fails here; then the version has to be raised."""
    wrote = BEFORE[stands]
    state = SessionState.from_bytes(json.dumps(wrote, separators=(",", ":")).encode())
    assert state.others.keys() <= CARRIED
    assert not state.draft.others
    written = json.loads(state.to_bytes())
    assert written["version"] == 1
    assert {name: written[name] for name in wrote} == wrote


@pytest.mark.parametrize("stands", BEFORE)
def test_the_screens_of_the_release_before_are_here_or_known_to_be_gone(stands: str) -> None:
    """A session at a screen that is gone has to be dialled again: put the screen into GONE if that is intended."""
    assert flows.BOOK.home.name in SCREENS
    missing = {name for name in BEFORE[stands]["trail"] if name not in SCREENS}
    assert missing <= GONE
