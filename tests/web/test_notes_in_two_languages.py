"""A note that an agency gives in English and in Kiswahili: which one a citizen reads, and the rules for both."""

from typing import Any

import pytest
from sqlalchemy import select

from app.bootstrap.web import create_app
from app.cli.main import register
from app.container import Container
from app.domain.applications import agency_notes, transitions
from app.domain.applications.applications import Application, Change
from app.domain.applications.moves import Transition
from app.domain.applications.status_messages import status_view
from app.domain.catalogue.models import Status
from app.domain.shared.errors import Invalid
from app.domain.subscribers import phones
from tests.database.holder import CITIZEN, NUMBER, do, emails_to, hold_email, opened, prove, sms_to
from tests.web.agency import APPLICATIONS, NEW, REFERENCE, Agency, alerts, refusal

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PHONE = str(NEW["phone"])
ENGLISH, SWAHILI = "Bring the letter of your chief.", "Nenda na barua ya chifu wako."
PHISH = "Tuma nambari yako ya siri kwa namba hii"


def speaks(container: Container, language: str) -> None:
    do(container, phones.choose_language, PHONE, language)


@pytest.mark.parametrize(("language", "reads"), [("en", ENGLISH), ("sw", SWAHILI)])
def test_each_phone_reads_its_own_language(container: Container, dis: Agency, language: str, reads: str) -> None:
    speaks(container, language)
    dis.record(reference=REFERENCE)
    answer = dis.move(REFERENCE, "needs_action", note=ENGLISH, note_sw=f" {SWAHILI}\n")
    assert (answer.get_json()["note"], answer.get_json()["note_sw"]) == (ENGLISH, SWAHILI)
    assert sms_to(container, PHONE)[-1].endswith(reads)
    with container.database.reading() as session:
        found = transitions.find_application_of(session, REFERENCE, reach=None)
        assert status_view(session, found, language, container.contacts, phone=PHONE).note == reads
        assert status_view(session, found, language, container.contacts, phone="+254712000099").note == ""


def test_a_phone_that_reads_kiswahili_gets_the_note_where_there_is_no_other(container: Container, dis: Agency) -> None:
    speaks(container, "sw")
    dis.record(reference=REFERENCE)
    dis.move(REFERENCE, "needs_action", note=ENGLISH, note_sw=SWAHILI)
    dis.move(REFERENCE, "processing", note="Received.", note_sw="")
    assert sms_to(container, PHONE)[-1].endswith("Received.")
    dis.move(REFERENCE, "needs_action")
    with container.database.reading() as session:
        found = transitions.find_application_of(session, REFERENCE, reach=None)
        assert status_view(session, found, "sw", container.contacts, phone=PHONE).note == ""
    steps = dis.get(f"{APPLICATIONS}/{REFERENCE}").get_json()["history"]
    assert [(each["note"], each["note_sw"]) for each in steps] == [
        (None, None), (ENGLISH, SWAHILI), ("Received.", None), (None, None),
    ]  # fmt: skip


def test_an_email_is_in_the_language_of_the_phone_too(container: Container, dis: Agency) -> None:
    account_id = opened(container, NUMBER, kind=CITIZEN, phone=PHONE)
    hold_email(container, account_id, "wanjiku@example.com")
    prove(container, account_id)
    speaks(container, "sw")
    dis.record(reference=REFERENCE)
    dis.move(REFERENCE, "needs_action", note=ENGLISH, note_sw=SWAHILI)
    told = emails_to(container, "wanjiku@example.com")[-1]
    assert SWAHILI in told
    assert ENGLISH not in told


def test_what_may_not_be_said_may_not_be_said_in_kiswahili(container: Container, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    refusal(dis.move(REFERENCE, "processing", note=ENGLISH, note_sw=PHISH), 422, "/note_sw")
    change = {"reference": REFERENCE, "status": "processing", "note": ENGLISH}
    answer = dis.post(f"{APPLICATIONS}/status", {"changes": [change | {"note_sw": PHISH}, change]})
    assert [each["code"] for each in answer.get_json()["results"]] == [422, 200]
    assert alerts(container, REFERENCE) == 2
    step = Transition(Status.NEEDS_ACTION, note=ENGLISH, note_sw=PHISH)
    with container.database.transaction() as session, pytest.raises(Invalid, match=r"^note_sw: "):
        transitions.apply_transition(session, REFERENCE, step, actor="console", contacts=container.contacts)


@pytest.mark.parametrize("note_sw", ["x" * 301, 7, ["a"], "a\x00b"])
def test_it_has_the_shape_of_a_note(dis: Agency, note_sw: object) -> None:
    dis.record(reference=REFERENCE)
    refusal(dis.move(REFERENCE, "processing", note=ENGLISH, note_sw=note_sw), 422, "/note_sw")


@pytest.mark.parametrize("note", [{}, {"note": ""}, {"note": None}, {"note": "\u200b \ufeff"}])
def test_it_does_not_come_alone(container: Container, dis: Agency, note: dict[str, Any]) -> None:
    dis.record(reference=REFERENCE)
    refusal(dis.move(REFERENCE, "processing", note_sw=SWAHILI, **note), 422, "/note")
    assert alerts(container, REFERENCE) == 1


def test_in_a_batch_each_change_has_its_own(container: Container, dis: Agency) -> None:
    speaks(container, "sw")
    dis.record(reference=REFERENCE)
    changes = [
        {"reference": REFERENCE, "status": "processing", "note": ENGLISH, "note_sw": SWAHILI},
        {"reference": REFERENCE, "status": "needs_action", "note": "Second."},
    ]
    assert dis.post(f"{APPLICATIONS}/status", {"changes": changes}).status_code == 200
    assert sms_to(container, PHONE)[-2].endswith(SWAHILI)
    assert sms_to(container, PHONE)[-1].endswith("Second.")


def test_an_operator_gives_both(container: Container, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    app = create_app(container)
    register(app)
    words = ["application", "status", REFERENCE, "processing", "--note", ENGLISH, "--note-sw", SWAHILI]
    assert app.test_cli_runner().invoke(args=words).exit_code == 0
    with container.database.reading() as session:
        assert (
            agency_notes.latest_sw(session, transitions.find_application_of(session, REFERENCE, reach=None)) == SWAHILI
        )


def test_it_is_sealed_to_its_application_and_version(container: Container, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    dis.move(REFERENCE, "needs_action", note=ENGLISH, note_sw=SWAHILI)
    with container.database.reading() as session:
        [sealed] = [each for each in session.scalars(select(Change.note_sw_sealed)) if each]
        assert b"barua" not in sealed
        assert container.keys.open_text(sealed, f"applications.note_sw:{REFERENCE}:2") == SWAHILI


def test_a_release_that_does_not_know_of_it_leaves_no_older_note_standing(container: Container, dis: Agency) -> None:
    speaks(container, "sw")
    dis.record(reference=REFERENCE)
    dis.move(REFERENCE, "needs_action", note=ENGLISH, note_sw=SWAHILI)
    with container.database.transaction() as session:  # as the previous release does it
        found = transitions.find_application_of(session, REFERENCE, reach=None, lock=True)
        found.version += 1
        found.note_sealed = container.keys.seal_text("A later note.", found.sealed_at("note"))
        session.add(
            Change(
                application_id=found.id,
                version=found.version,
                status=found.status,
                stage=found.stage,
                note_sealed=found.note_sealed,
                at=found.since,
                actor="test",
            )
        )
    with container.database.reading() as session:
        found = session.scalars(select(Application).where(Application.reference == REFERENCE)).one()
        assert status_view(session, found, "sw", container.contacts, phone=PHONE).note == "A later note."
