"""An agency looks at an application: each look is kept in the audit trail, and so is how often it asked in vain."""

from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications import transitions
from app.domain.applications.applications import Application
from app.domain.audit import audit_log
from app.domain.shared import counters
from app.domain.shared.errors import NotFound
from app.domain.staff.api_keys import Key
from app.platform.observability import API_MISSES, alarm, log

READ: Final = "application.read"
MISSED: Final = "agency misses"
HOUR: Final = timedelta(hours=1)
SUSPICIOUS: Final = 100
"""Misses of one key in an hour that an operator should know of: an agency knows its own references."""


def read_for_agency(session: Session, reference: str, key: Key) -> Application | None:
    """The application that a key asks for; None, and a miss is counted, where the key's agency has none of it.

    For a transaction: it writes, whatever it finds.
    """
    try:
        application = transitions.find_application_of(session, reference, reach=key.reach)
    except NotFound:
        miss(session, key)
        return None
    audit_log.record(session, actor=key.actor, action=READ, subject=application.reference)
    return application


def miss(session: Session, key: Key) -> None:
    """Count and log that a key named a reference that is none of its agency's, and tell an operator when it does so
    often. Which one is not said: it may be another agency's."""
    API_MISSES.inc()
    log.warning("reference of no application of the agency", key=key.id, agency=key.agency)
    if counters.count(session, MISSED, key.id, HOUR) == SUSPICIOUS:
        alarm("references guessed with an API key")
