"""What a citizen answers when an agency wants something: kept with the step that asked, for the agency to read.

The status stays the agency's: an answer moves nothing.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.applications import account_applications, applications, transitions
from app.domain.applications.applications import Application
from app.domain.audit import audit_log
from app.domain.catalogue.models import Status
from app.domain.identity import accounts
from app.domain.identity.accounts import Login
from app.domain.messaging import texted_secrets
from app.domain.shared.errors import Invalid, NotAllowed, NotFound, RuleViolation
from app.domain.staff.reach import Reach
from app.domain.webhooks.event_kinds import EventKind
from app.domain.webhooks.webhook_events import queue_event
from app.platform import normalize
from app.platform.database.sealed_value import sealed_text_or_none
from app.platform.db import Base, now

OF_A_STEP: Final = 5
"""Answers to one step of an application."""
LONGEST: Final = 160
"""Characters of an answer: what a phone with keys types in one go."""
_OURS: Final = re.compile(rf"(?:[0-9]\W*){{{texted_secrets.OURS}}}")
"""Six digits and nothing else: what a password of ours looks like."""


class CitizenReply(Base):
    """The answer to one step of an application (`needs_action`); None of a text where only *done* was said."""

    __tablename__ = "citizen_replies"

    application_id: Mapped[int] = mapped_column(ForeignKey(Application.id), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    """1 for the first answer to this step."""
    reply_sealed: Mapped[bytes | None]
    text = sealed_text_or_none("reply")
    at: Mapped[datetime]
    actor: Mapped[str | None]
    """Whose key wrote it down at a desk or on a portal; None where the citizen typed it on a phone."""

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"citizen_replies.{column}:{self.application_id}:{self.version}:{self.number}"


@dataclass(frozen=True)
class Reply:
    """An answer, opened: to which version of the application, when, and the words; None where it was *done*. `actor`:
    who wrote it down for the citizen."""

    version: int
    at: datetime
    text: str | None = field(repr=False)
    actor: str | None = None
    number: int = 1


class TooManyReplies(RuleViolation):
    """The step was answered as often as it may be."""

    def __init__(self, said: str = f"no more than {OF_A_STEP} answers to one step") -> None:
        super().__init__(said)


class SecretTold(Invalid):
    """The answer holds what may be a password, and no agency may have that."""

    def __init__(self, said: str = "text: it may hold a password or a code, which nobody may ask for") -> None:
        super().__init__(said)


def answer_agency(session: Session, login: Login, reference: str, text: str | None, *, phone: str) -> int:
    """Keep an answer for the agency, None for *done*; which one to this step it is.

    Raises Revoked (the password is wanted again), NotFound (not theirs), NotAllowed (nothing is wanted), Invalid,
    SecretTold and TooManyReplies.
    """
    accounts.for_change(session, login)
    application = transitions.find_application_of(session, reference, reach=None, lock=True)
    if not account_applications.sees(session, application, login, phone=phone):
        raise NotFound(transitions.UNKNOWN)
    return keep_reply(session, application, text).number


def record_answer(
    session: Session, reference: str, text: str | None, *, actor: str, reach: Reach, versions: Collection[int] | None
) -> CitizenReply:
    """Keep what a citizen answered at a desk or on a portal, None for *done*, under the name of who wrote it down.

    Raises NotFound (also for one out of `reach`), VersionConflict where the caller knew another step than the one that
    is answered, NotAllowed (nothing is wanted), Invalid, SecretTold and TooManyReplies.
    """
    application = transitions.find_application_of(session, reference, reach=reach, lock=True)
    applications.check_version(application, versions)
    return keep_reply(session, application, text, actor)


def keep_reply(session: Session, application: Application, text: str | None, actor: str | None = None) -> CitizenReply:
    """Keep an answer to the present step of an application whose row is held; `actor`: who wrote it down for them.

    Raises NotAllowed (nothing is wanted), Invalid, SecretTold and TooManyReplies.
    """
    if application.status != Status.NEEDS_ACTION:
        raise NotAllowed("its agency wants nothing now")
    said = None if text is None else read_reply(text)
    step = (CitizenReply.application_id == application.id) & (CitizenReply.version == application.version)
    number = (session.scalar(select(func.max(CitizenReply.number)).where(step)) or 0) + 1
    if number > OF_A_STEP:
        raise TooManyReplies
    reply = CitizenReply(
        application_id=application.id,
        version=application.version,
        number=number,
        at=now(session),
        actor=actor,
    )
    session.add(reply)
    reply.text = said
    told = {"version": str(application.version), "number": str(number)}
    by, reference = actor or "citizen", application.reference
    audit_log.record(session, actor=by, action="application.answered", subject=reference, **told)
    session.flush()
    if actor is None:  # an agency's own system knows what it has written down
        queue_event(session, application, EventKind.REPLIED, name=str(number))
    return reply


def read_reply(typed: str) -> str:
    """An answer as it is kept. Raises Invalid for none and for one that is too long, SecretTold."""
    said = normalize.prose(typed)
    if not said or len(said) > LONGEST:
        raise Invalid(f"text: 1 to {LONGEST} characters are wanted")
    called = texted_secrets.names_one(said) and texted_secrets.stands_alone(said)
    if called or _OURS.fullmatch(said):
        raise SecretTold
    return said


def replies(session: Session, application: Application) -> list[Reply]:
    """What was answered to the agency, the oldest first."""
    mine = CitizenReply.application_id == application.id
    found = session.scalars(select(CitizenReply).where(mine).order_by(CitizenReply.version, CitizenReply.number))
    return [Reply(each.version, each.at, each.text, each.actor, each.number) for each in found]
