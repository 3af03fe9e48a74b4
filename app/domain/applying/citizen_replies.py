"""Answers of citizens to an agency that requests something (`needs_action`), stored with the step that requested it.

An answer does not change the status: only the agency does.
"""

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
"""The most answers to one step of an application."""
LONGEST: Final = 160
"""The most characters of an answer: as much as is typed on a keypad phone in one go."""


class CitizenReply(Base):
    """An answer to one step of an application (`needs_action`). `text` is None where only *done* was chosen."""

    __tablename__ = "citizen_replies"

    application_id: Mapped[int] = mapped_column(ForeignKey(Application.id), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    """1 for the first answer to the step."""
    reply_sealed: Mapped[bytes | None]
    text = sealed_text_or_none("reply")
    at: Mapped[datetime]
    actor: Mapped[str | None]
    """The API key that recorded it at a desk or on a portal; None where the citizen typed it on a phone."""

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"citizen_replies.{column}:{self.application_id}:{self.version}:{self.number}"


@dataclass(frozen=True)
class Reply:
    """A decrypted answer. `version`: the step that it answers. `text`: None for *done*. `actor`: who recorded it for
    the citizen; None where the citizen typed it."""

    version: int
    at: datetime
    text: str | None = field(repr=False)
    actor: str | None = None
    number: int = 1


class TooManyReplies(RuleViolation):
    """The step already has the most answers allowed."""

    def __init__(self, said: str = f"no more than {OF_A_STEP} answers to one step") -> None:
        super().__init__(said)


class SecretTold(Invalid):
    """The answer may contain a password, which no agency may get."""

    def __init__(self, said: str = "text: it may hold a password or a code, which nobody may ask for") -> None:
        super().__init__(said)


def answer_agency(session: Session, login: Login, reference: str, text: str | None, *, phone: str) -> int:
    """Store an answer of the signed-in account, None for *done*; returns its number within the step.

    Raises Revoked (the password must be given again), NotFound (not theirs), NotAllowed (the agency requests nothing),
    Invalid, SecretTold and TooManyReplies.
    """
    accounts.for_change(session, login)
    application = transitions.find_application_of(session, reference, reach=None, lock=True)
    if not account_applications.sees(session, application, login, phone=phone):
        raise NotFound(transitions.UNKNOWN)
    return keep_reply(session, application, text).number


def record_answer(
    session: Session, reference: str, text: str | None, *, actor: str, reach: Reach, versions: Collection[int] | None
) -> CitizenReply:
    """Store an answer that a citizen gave at a desk or on a portal, None for *done*. `actor`: who records it.

    Raises NotFound (also for one outside of `reach`), VersionConflict where the present version is none of `versions`,
    NotAllowed (the agency requests nothing), Invalid, SecretTold and TooManyReplies.
    """
    application = transitions.find_application_of(session, reference, reach=reach, lock=True)
    applications.check_version(application, versions)
    return keep_reply(session, application, text, actor)


def keep_reply(session: Session, application: Application, text: str | None, actor: str | None = None) -> CitizenReply:
    """Store an answer to the present step of an application whose row is locked; `actor`: as for `Reply`.

    Raises NotAllowed (the agency requests nothing), Invalid, SecretTold and TooManyReplies.
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
    if actor is None:  # an answer that the agency's own system recorded needs no webhook
        queue_event(session, application, EventKind.REPLIED, name=str(number))
    return reply


def read_reply(typed: str) -> str:
    """A typed answer, normalised. Raises Invalid for an empty or too long one, SecretTold."""
    said = normalize.prose(typed)
    if not said or len(said) > LONGEST:
        raise Invalid(f"text: 1 to {LONGEST} characters are wanted")
    if texted_secrets.gives_one_away(said):
        raise SecretTold
    return said


def replies(session: Session, application: Application) -> list[Reply]:
    """All answers to the agency, by step and number."""
    mine = CitizenReply.application_id == application.id
    found = session.scalars(select(CitizenReply).where(mine).order_by(CitizenReply.version, CitizenReply.number))
    return [Reply(each.version, each.at, each.text, each.actor, each.number) for each in found]
