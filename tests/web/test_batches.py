"""A batch of a thousand changes, each of another application: done within the time limit, each with its own outcome."""

import time

import pytest
from sqlalchemy import func, select

from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import Applicant, Application
from app.domain.catalogue.models import Service
from app.domain.messaging.messages import Message
from app.domain.shared.persons import AccountType
from app.web.api.routes.applications import BATCH_SECONDS
from tests.outgoing import phone
from tests.web.agency import APPLICATIONS, Agency

pytestmark = pytest.mark.slow
COUNT = 1000
OUTCOMES = (200, 409, 412, 404, 422, 409)
"""The codes of each six changes, in their order."""


def record(container: Container, count: int) -> list[str]:
    """Record `count` applications, each of another person; their references."""
    references = []
    for number in range(count):
        applicant = Applicant(AccountType.CITIZEN, f"3{number:07d}", phone(number))
        with container.database.transaction() as session:
            service = session.get_one(Service, "passport-renew-34")
            made = transitions.record_application(
                session, service, applicant, actor="test", contacts=container.contacts
            )
            references.append(made.reference)
    return references


def changes_of(references: list[str]) -> list[object]:
    """A change of each application, in turn: one that is allowed, then one for each reason to refuse it."""
    forms: list[dict[str, object]] = [
        {"status": "processing"},
        {"status": "collected"},
        {"status": "processing", "version": 7},
        {"status": "processing", "reference": "NOBODYS-1"},
        {"status": "processing", "note": "x" * 301},
        {"status": "completed", "version": 1},
    ]
    return [{"reference": reference} | forms[place % 6] for place, reference in enumerate(references)]


def test_a_thousand_changes_of_a_thousand_applications(container: Container, dis: Agency) -> None:
    references = record(container, COUNT)
    body = {"changes": changes_of(references)}
    began = time.monotonic()
    answer = dis.post(f"{APPLICATIONS}/status", body, idempotency_key="all")
    assert time.monotonic() - began < BATCH_SECONDS
    codes = [each["code"] for each in answer.get_json()["results"]]
    assert codes == [OUTCOMES[place % 6] for place in range(COUNT)]
    with container.database.reading() as session:
        rows = session.execute(select(Application.reference, Application.version))
        versions = {each.reference: each.version for each in rows}
        told = session.scalar(select(func.count()).select_from(Message)) or 0
    assert [versions[each] for each in references] == [1 + (code == 200) for code in codes]
    assert told == COUNT + codes.count(200)
    again = dis.post(f"{APPLICATIONS}/status", body, idempotency_key="all")
    assert (again.data, again.headers["Idempotent-Replayed"]) == (answer.data, "true")
    with container.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Message)) == told
