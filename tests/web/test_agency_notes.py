"""Phishing with a stolen key of an agency: which notes and places are refused, and which are sent to citizens."""

from typing import Any

import pytest
from sqlalchemy import select

from app.bootstrap.web import create_app
from app.cli.main import register
from app.container import Container
from app.dev import demo_data
from app.domain.applications import transitions
from app.domain.applications.moves import Transition
from app.domain.catalogue.models import Status
from app.domain.messaging.messages import Message
from app.domain.shared.errors import Invalid
from tests.web.agency import APPLICATIONS, REFERENCE, Agency, alerts, refusal

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PHISH = "Pay KES 500 at http://ecitizen-pay.example or reply with your 6 digit password"
BAD = [
    PHISH,
    "Visit bit\u200b.ly/pasi",
    "Tuma nambari yako ya siri kwa namba hii",
    "Paybill 5 5 5 5 5 5",
    "Dial *334#",
    "See ecit\u0456zen.go.ke",
]


def sent(container: Container) -> str:
    """The texts of all messages."""
    with container.database.reading() as session:
        rows = session.scalars(select(Message)).all()
        return "\n".join(container.keys.open_text(row.body_sealed, row.sealed_at("body")) for row in rows)


@pytest.mark.parametrize("field", ["note", "place"])
@pytest.mark.parametrize("text", BAD, ids=ascii)
def test_one_change_with_it_is_refused_and_nobody_is_told(
    container: Container, dis: Agency, field: str, text: str
) -> None:
    dis.record(reference=REFERENCE)
    for key in ({}, {"idempotency_key": "k1"}, {"idempotency_key": "k1"}, {"if_match": "1"}):
        said = refusal(dis.move(REFERENCE, "processing", headers=key, **{field: text[:60]}), 422, f"/{field}")
        assert said.startswith(f"{field}: ")
        assert "password" not in said.replace("a password, PIN, code or number", "")
        assert "example" not in said
    assert alerts(container, REFERENCE) == 1
    assert dis.get(f"{APPLICATIONS}/{REFERENCE}").get_json()["version"] == 1


def test_in_a_batch_each_change_with_it_is_refused_and_the_others_are_made(container: Container, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    base = {"reference": REFERENCE, "status": "processing"}
    changes: list[dict[str, Any]] = [base | {name: text[:60]} for text in BAD for name in ("note", "place")]
    fine = base | {"note": "Leta kitambulisho halisi.", "place": "Nyayo House, 3rd floor"}
    answer = dis.post(f"{APPLICATIONS}/status", {"changes": [*changes, fine]})
    results = answer.get_json()["results"]
    assert [each["code"] for each in results] == [422] * len(changes) + [200]
    assert {each["detail"].partition(":")[0] for each in results[:-1]} == {"note", "place"}
    assert alerts(container, REFERENCE) == 2
    assert "Leta kitambulisho halisi." in sent(container)
    assert not any(text[:20] in sent(container) for text in BAD)


def test_a_refused_note_tells_nothing_of_whose_the_reference_is(dis: Agency, ntsa: Agency) -> None:
    dis.record(reference=REFERENCE)
    answers = [ntsa.move(each, "processing", note=PHISH) for each in (REFERENCE, "EPP1-ZZZZZZZ9")]
    assert answers[0].data == answers[1].data
    refusal(answers[0], 422, "/note")


def test_the_rule_stands_in_the_domain_for_whatever_moves_an_application(container: Container) -> None:
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    for step in (Transition(Status.READY, note=PHISH), Transition(Status.READY, place=PHISH)):
        with container.database.transaction() as session, pytest.raises(Invalid):
            transitions.apply_transition(session, "222244442222", step, actor="console", contacts=container.contacts)


def test_an_operators_command_is_held_to_it(container: Container) -> None:
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    app = create_app(container)
    register(app)
    words = ["application", "status", "222244442222", "ready_for_collection", "--note", PHISH]
    result = app.test_cli_runner().invoke(args=words)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: note: ")


def test_an_account_that_is_the_applications_own_reference_may_be_named(container: Container, dis: Agency) -> None:
    own = dis.record()["reference"]
    other = dis.record()["reference"]
    note = "Pay at paybill 222222, account {}."
    assert dis.move(own, "processing", note=note.format(own)).status_code == 200
    refusal(dis.move(own, "needs_action", note=note.format(other)), 422, "/note")
