"""The operator's notice on the first screen: parsed from a form, posted, removed, and its history."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.applications import note_policy
from app.domain.applications.note_policy import Ours
from app.domain.audit.audit_log import AuditEvent
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import Invalid, NotAllowed
from app.domain.staff.roles import Permission
from app.domain.staff.staff_members import Staff
from app.domain.ussd_state import notices
from app.domain.ussd_state.notices import LONGEST
from app.platform import gsm0338
from app.platform.db import now
from app.platform.i18n import NAIROBI, languages

LONGEST_LIFE: Final = timedelta(days=14)
MOST_SHOWN: Final = 20
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:00)?")


@dataclass(frozen=True)
class NoticeWish:
    """A notice for the first screen: its text in each language, and until when it is shown."""

    texts: Mapping[str, str]
    until: datetime


def read_notice(given: Mapping[str, str], moment: datetime, contacts: Contacts) -> NoticeWish:
    """Read a notice from the fields of a form: a text for each language (`text_en`, `text_sw`), and `until` in Nairobi
    time. Raises Invalid, which names the field; also for texts that `note_policy` blocks."""
    texts = {language: " ".join(given.get(f"text_{language}", "").split()) for language in languages()}
    for language, text in texts.items():
        if not text or not gsm0338.fits(text, LONGEST):
            raise Invalid(f"text_{language}: 1 to {LONGEST} letters of GSM 03.38 are wanted")
        note_policy.check_note(f"text_{language}", text, Ours.of(contacts))
    until = _moment(given.get("until", ""))
    if not moment < until <= moment + LONGEST_LIFE:
        raise Invalid(f"until: a time from now on is wanted, within {LONGEST_LIFE.days} days")
    return NoticeWish(texts, until)


def post_notice(session: Session, wish: NoticeWish, *, staff: Staff) -> None:
    """Post a notice; it replaces the present one. Raises NotAllowed, Invalid."""
    _check_role(staff)
    notices.put_up(session, dict(wish.texts), until=wish.until, actor=staff.actor)


def remove_notice(session: Session, *, staff: Staff) -> None:
    """Remove the notice. Raises NotAllowed."""
    _check_role(staff)
    notices.take_down(session, actor=staff.actor)


def list_notices(session: Session) -> Sequence[AuditEvent]:
    """The audit rows of notices that were posted and removed, newest first."""
    query = select(AuditEvent).where(AuditEvent.subject == notices.SUBJECT, AuditEvent.action.startswith("notice."))
    return session.scalars(query.order_by(AuditEvent.at.desc(), AuditEvent.id.desc()).limit(MOST_SHOWN)).all()


def next_full_hour(session: Session) -> datetime:
    """The proposed end of a notice: four hours from now, rounded down to the hour."""
    return (now(session).astimezone(NAIROBI) + timedelta(hours=4)).replace(minute=0, second=0, microsecond=0)


def _moment(text: str) -> datetime:
    try:
        if not _MOMENT.fullmatch(text):
            raise ValueError
        return datetime.fromisoformat(text).replace(tzinfo=NAIROBI)
    except ValueError:
        raise Invalid("until: a day and a time in Nairobi are wanted, such as 2026-12-07T09:00") from None


def _check_role(staff: Staff) -> None:
    if not staff.may(Permission.POST_NOTICE):
        raise NotAllowed("your role does not post the notice")
