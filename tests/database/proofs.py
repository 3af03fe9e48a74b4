"""Applications, codes and proofs of identity (used by the tests of proven and unproven accounts)."""

import re

from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import Applicant
from app.domain.catalogue.models import service
from app.domain.identity import accounts
from app.domain.identity.accounts import Login
from app.domain.self_service import identity_proof
from app.domain.self_service.identity_proof import Tried
from tests.database.holder import CITIZEN, NUMBER, PHONE, do


def filed(
    container: Container, *, phone: str, number: str = NUMBER, account_id: str | None = None, email: str | None = None
) -> str:
    """Record an application as an agency does, or as an account does that files through Lango; its reference."""
    with container.database.transaction() as session:
        wanted = service(session, "passport-renew-34")
        assert wanted is not None
        applicant = Applicant(CITIZEN, number, phone, email)
        recorded = transitions.record_application(
            session, wanted, applicant, actor="test", contacts=container.contacts, account_id=account_id
        )
        return recorded.reference


def hears(container: Container, reference: str) -> str | None:
    """The phone that is notified about an application."""
    with container.database.reading() as session:
        return transitions.find_application_of(session, reference, reach=None).phone_number


def is_proven(container: Container, account_id: str) -> bool:
    with container.database.reading() as session:
        return accounts.get(session, account_id).is_proven


def ask(container: Container, who: Login, phone: str = PHONE, language: str = "en") -> bool:
    return do(container, identity_proof.request_proof_code, who, phone, language, container.contacts)


def enter(container: Container, who: Login, typed: str, phone: str = PHONE) -> Tried:
    return do(container, identity_proof.prove, who, phone, typed, "en", container.contacts)


def code_in(text: str) -> str:
    """The code that a message carries."""
    found = re.search(r"(?:code is|msimbo wako ni) ([0-9]{6})", text)
    assert found, text
    return found[1]
