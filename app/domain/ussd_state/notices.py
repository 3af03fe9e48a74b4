"""The operator's notice: a text on the first screen while something is out of order."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.audit import audit_log
from app.domain.shared.errors import Invalid
from app.platform import gsm0338
from app.platform.database.column_types import Moment
from app.platform.db import Base, now

LONGEST = 60
"""Septets, so that the first screen stays one page."""


SUBJECT = "notice"
"""Its name in the audit trail."""


class Notice(Base):
    """The notice in one language, and when it ends."""

    __tablename__ = "notices"

    language: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    until: Mapped[datetime]


_LIVE = select(Notice.language, Notice.text).where(Notice.until > bindparam("now", type_=Moment()))
"""Built once: every dial runs it."""


def current(session: Session) -> dict[str, str]:
    """The current notice by language; empty when there is none."""
    return {row.language: row.text for row in session.connection().execute(_LIVE, {"now": now(session)})}


def until_when(session: Session) -> datetime | None:
    """When the current notice ends; None where there is none."""
    return session.scalar(select(Notice.until).where(Notice.until > now(session)).limit(1))


def put_up(session: Session, texts: dict[str, str], *, until: datetime, actor: str) -> None:
    """Show a notice to everybody until a moment, in each language. Raises Invalid for one that does not fit."""
    for language, text in texts.items():
        if not text.strip() or not gsm0338.fits(text, LONGEST):
            raise Invalid(f"the notice in {language!r} must have 1 to {LONGEST} septets of GSM 03.38")
    session.execute(delete(Notice))
    told = {**texts, "until": until.isoformat()}
    audit_log.record(session, actor=actor, action="notice.put_up", subject=SUBJECT, **told)
    session.add_all(Notice(language=language, text=text, until=until) for language, text in texts.items())


def take_down(session: Session, *, actor: str) -> None:
    """Remove the notice."""
    session.execute(delete(Notice))
    audit_log.record(session, actor=actor, action="notice.taken_down", subject=SUBJECT)
