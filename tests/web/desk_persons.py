"""The rows and the audit trail of accounts, and every request of a desk (used by the tests of the API of desks)."""

from typing import Any

from sqlalchemy import select

from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.identity.accounts import Account
from app.domain.identity.identity_checks import DeclaredDetails
from tests.database.holder import NUMBER, PHONE
from tests.web.desk import photo

NOBODY = "0" * 32
Trail = list[tuple[str, str, dict[str, str]]]


def trail(container: Container, actor: str) -> Trail:
    """The audited actions of an actor, in order."""
    with container.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.actor == actor).order_by(AuditEvent.id))
        return [(row.action, row.subject, row.details) for row in rows]


def row(container: Container, account_id: str) -> Account:
    with container.database.reading() as session:
        found = session.get_one(Account, account_id)
        session.expunge(found)
        return found


def said(container: Container, account_id: str) -> DeclaredDetails:
    with container.database.reading() as session:
        return session.get_one(Account, account_id).said


# Who is refused


def calls(account_id: str) -> list[tuple[str, str, Any]]:
    """A request for every operation of a desk."""
    return [
        ("POST", "/find", {"account_type": "citizen", "id_number": NUMBER}),
        ("GET", f"/{account_id}", None),
        ("POST", f"/{account_id}/proof", {"phone": PHONE}),
        ("PUT", f"/{account_id}/photo", photo()),
        ("GET", f"/{account_id}/photo", None),
        ("POST", f"/{account_id}/corrections", {"birth": "1990-04-12"}),
        ("POST", f"/{account_id}/close", {"phone": PHONE}),
    ]
