"""Reads of one application with an API key: each read is in the audit trail, and each miss is counted for the key."""

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
"""Misses of one key in an hour at which an alarm is raised: an agency knows its own references."""


def read_for_agency(session: Session, reference: str, key: Key, *, part: str = "") -> Application | None:
    """The application of a reference; None where it is outside of the key's reach, which is counted as a miss.

    `part`: which part of the application is read, if not all of it; recorded in the audit trail. Needs a write
    transaction in either case.
    """
    try:
        application = transitions.find_application_of(session, reference, reach=key.reach)
    except NotFound:
        miss(session, key)
        return None
    told = {"part": part} if part else {}
    audit_log.record(session, actor=key.actor, action=READ, subject=application.reference, **told)
    return application


def miss(session: Session, key: Key) -> None:
    """Count and log that a key named a reference outside of its reach, and raise an alarm at `SUSPICIOUS` misses in an
    hour. The reference is not logged: it may be another agency's."""
    API_MISSES.inc()
    log.warning("reference of no application of the agency", key=key.id, agency=key.agency)
    if counters.count(session, MISSED, key.id, HOUR) == SUSPICIOUS:
        alarm("references guessed with an API key")
