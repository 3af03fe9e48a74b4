"""What applying keeps of a person: exported, erased, sealed anew under a new key, and deleted in time."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.moves import Transition
from app.domain.applying import application_drafts, citizen_replies
from app.domain.applying.application_drafts import DraftedApplication, SavedAnswers
from app.domain.applying.citizen_replies import CitizenReply
from app.domain.applying.subjects import read_subject
from app.domain.catalogue.models import Status
from app.domain.privacy import data_subjects, key_rotation, subject_rights
from app.domain.privacy.data_subjects import Subject
from app.domain.subscribers.phones import phone_index
from app.platform.db import keys
from app.worker.main import Worker
from tests.conftest import KEY, Clock, settings
from tests.database.applying import FORM, SERVICE, applied_for, child, file, found
from tests.database.holder import CITIZEN, NUMBER, PHONE, STRANGER, account, do, login, opened

OTHERS = "29000002"
NEW = "the key that comes first from now on 0123456789"
SAVED = SavedAnswers(FORM.digest, {"remark": "Draftcanary"})


@dataclass
class Person:
    """Somebody who filed an application, replied to its agency, and saved a draft of another."""

    account: str
    reference: str


def applicant(container: Container, number: str = NUMBER, phone: str = PHONE, name: str = "Childcanary") -> Person:
    """Store all that applying keeps of a person."""
    applied_for(container)
    who = opened(container, number, phone=phone)
    reference = file(container, who, given=child(name, remark=f"Remark{name}"), phone=phone).reference
    for status in (Status.SUBMITTED, Status.NEEDS_ACTION):
        step = Transition(status)
        do(container, transitions.apply_transition, reference, step, actor="agency:dis", contacts=container.contacts)
    answer, mine = citizen_replies.answer_agency, login(container, who)
    do(container, answer, mine, reference, f"Reply{name}", phone=phone)
    with container.database.transaction() as session:
        application_drafts.save_draft(session, account(session, who), SERVICE, SAVED, phone=phone)
    return Person(who, reference)


def whose(session: Session) -> Subject:
    """The data subject of the document and the phone."""
    found = data_subjects.find_subject(session, CITIZEN, NUMBER, PHONE)
    assert found is not None
    return found


def count(container: Container, table: type[DraftedApplication] | type[CitizenReply]) -> int:
    with container.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.both_databases
def test_the_export_shows_all_of_it_and_nothing_of_another(container: Container) -> None:
    mine, _ = applicant(container), applicant(container, OTHERS, STRANGER, "Another")
    with container.database.transaction() as session:
        told = subject_rights.export(session, whose(session), actor="test")
    shown = json.dumps(told)
    for canary in ("Childcanary", "RemarkChildcanary", "ReplyChildcanary", "Draftcanary", mine.reference):
        assert canary in shown, canary
    assert "Another" not in shown
    again: dict[str, list[dict[str, Any]]] = json.loads(shown)
    [draft], [reply] = again["application_drafts"], again["citizen_replies"]
    assert (draft["answers"], reply["reply"]) == (SAVED.answers, "ReplyChildcanary")
    assert '"base_fee_kes": "7500.00"' in shown


@pytest.mark.both_databases
def test_the_erasure_takes_what_is_on_the_way_and_leaves_the_agencys_record(container: Container) -> None:
    mine, other = applicant(container), applicant(container, OTHERS, STRANGER, "Another")
    with container.database.transaction() as session:
        done = subject_rights.erase(session, whose(session), actor="test")
    assert done.gone["application_drafts"] == 1
    assert (count(container, DraftedApplication), count(container, CitizenReply)) == (1, 2)
    with container.database.reading() as session:
        row = found(session, mine.reference)
        assert (row.phone_sealed, row.email_sealed) == (b"", None)
        assert read_subject(row) == {"subject_first_name": "Childcanary"}
        left = session.scalars(select(DraftedApplication.account_id)).one()
    assert left == other.account


def test_a_draft_on_a_phone_says_that_it_leads_to_another_person_too(container: Container) -> None:
    """A sister applies on the same phone: what names only the phone is then neither exported nor erased."""
    applicant(container)
    sister = opened(container, OTHERS, phone=STRANGER)
    assert do(container, whose).alone
    with container.database.transaction() as session:
        application_drafts.save_draft(session, account(session, sister), SERVICE, SAVED, phone=PHONE)
    assert not do(container, whose).alone


@pytest.fixture
def renewed(container: Container, database_url: str, redis_url: str, clock: Clock) -> Iterator[Container]:
    """The same installation, with a new key before the old one."""
    wanted = settings(database_url=database_url, redis_url=redis_url)
    made = Container.of(wanted.model_copy(update={"secret_keys": SecretStr(f"{NEW},{KEY}")}), clock=clock)
    yield made
    made.database.close()


def test_under_a_new_key_all_of_it_is_sealed_anew_and_found(
    container: Container, renewed: Container, database_url: str, redis_url: str, clock: Clock
) -> None:
    mine = applicant(container)
    key_rotation.rotate(renewed.database, lambda *_: None)
    wanted = settings(database_url=database_url, redis_url=redis_url)
    alone = Container.of(wanted.model_copy(update={"secret_keys": SecretStr(NEW)}), clock=clock)
    try:
        with alone.database.reading() as session:
            row = found(session, mine.reference)
            assert read_subject(row) == {"subject_first_name": "Childcanary"}
            assert keys(session).open_text(row.answers_sealed or b"", row.sealed_at("answers"))
            assert [each.text for each in citizen_replies.replies(session, row)] == ["ReplyChildcanary"]
            draft = session.scalars(select(DraftedApplication)).one()
            assert draft.phone == phone_index(session, PHONE)
            saved = application_drafts.find_draft(session, account(session, mine.account), SERVICE, phone=PHONE)
            assert saved == SAVED
    finally:
        alone.database.close()


def test_the_workers_round_forgets_drafts_and_keeps_replies(container: Container, clock: Clock) -> None:
    applicant(container)
    worker = Worker(container)
    clock.move(hours=23)
    worker.sweep()
    assert count(container, DraftedApplication) == 1
    clock.move(hours=1)
    worker.sweep()
    clock.move(days=200)
    worker.sweep()
    worker.finish()
    assert (count(container, DraftedApplication), count(container, CitizenReply)) == (0, 1)


def test_the_database_holds_nothing_readable(container: Container) -> None:
    applicant(container)
    with container.database.reading() as session:
        for table in ("applications", "application_drafts", "citizen_replies", "messages", "audit", "tallies"):
            rows = session.execute(text(f"SELECT * FROM {table}")).all()
            held = b"".join(each if isinstance(each, bytes) else str(each).encode() for row in rows for each in row)
            assert b"canary" not in held, table
            assert PHONE.encode() not in held, table
