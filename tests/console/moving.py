"""Records and moves applications of an agency, for the tests of its queue and its moves."""

from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import Applicant, Application
from app.domain.applications.moves import Transition
from app.domain.catalogue import models
from app.domain.catalogue.models import Status
from app.domain.shared.persons import AccountType
from app.domain.subscribers import phones


def record(
    container: Container,
    service: str = "passport-renew-34",
    *,
    number: int = 1,
    language: str = "",
    reference: str | None = None,
) -> str:
    """Record an application; its reference, drawn if none is given. If a language is given, the phone is set to it."""
    phone = f"+2547120{number:05}"
    with container.database.transaction() as session:
        found = models.service(session, service)
        assert found is not None
        who = Applicant(AccountType.CITIZEN, f"{29000000 + number}", phone)
        made = transitions.record_application(
            session, found, who, actor="test", contacts=container.contacts, reference=reference, ours=True
        )
        if language:
            phones.choose_language(session, phone, language)
        return made.reference


def move(container: Container, reference: str, status: Status, stage: str | None = None) -> None:
    """Move an application, as another actor than the staff of the test."""
    with container.database.transaction() as session:
        step = Transition(status, stage)
        transitions.apply_transition(session, reference, step, actor="test", contacts=container.contacts)


def stands(container: Container, reference: str) -> tuple[str, int]:
    """The stage and the version of an application."""
    with container.database.reading() as session:
        found: Application = transitions.find_application_of(session, reference, reach=None)
        return found.stage, found.version
