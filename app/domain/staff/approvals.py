"""Approvals (four-eyes principle): one member of staff asks, another who may decide approves or refuses.

A request is stored here, sealed, and changes nothing yet. It is carried out in the transaction of the approval
(`back_office.approved_actions`), so that it happens once, and only while it still may. Nobody decides on their own
request, whatever their role.
"""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any, Final

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, select, text, true
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.audit import audit_log
from app.domain.shared.errors import Invalid, NotAllowed, NotFound
from app.domain.staff.reach import read_stored, stored
from app.domain.staff.roles import Permission
from app.domain.staff.staff_members import Staff, StaffMember, as_staff, get_staff
from app.platform.database.sealed_value import sealed_json_or_none
from app.platform.db import Base, now

LIFE: Final = timedelta(hours=72)
"""For how long a request waits for its second person."""
KEPT: Final = timedelta(days=30)
"""For how long the details of a request are kept after it has ended; the request itself is kept for ever."""
NEW_FOR: Final = timedelta(hours=72)
"""For how long nobody decides whose access was given in the console, nor the giver on what they ask: one person, or a
stolen session of theirs, would make its own second person."""
LONGEST_REASON: Final = 200
MOST_LISTED: Final = 200
UNKNOWN: Final = "there is no such request"
_WAITS = text("state = 'waiting'")


class ApprovalKind(StrEnum):
    """The kind of a request."""

    BULK_MOVE = "bulk_move"
    HELD_WORDS = "held_words"
    """A move with a note that the policy of notes holds back."""
    HELD_ANSWER = "held_answer"
    """An answer to a citizen's question with such words."""
    REFUND = "refund"
    REVOKE_KEY = "revoke_key"
    PHONE_CHANGE = "phone_change"
    CLOSING = "closing"
    CORRECTION = "correction"
    NUMBER_CORRECTION = "number_correction"
    SERVICE_FEE = "service_fee"
    SERVICE_CLOSING = "service_closing"


@dataclass(frozen=True)
class ApprovalRule:
    """The permission to ask for a kind, and the permission to decide on it."""

    asks: Permission
    decides: Permission


_P, _K = Permission, ApprovalKind
_OF_ACCOUNTS: Final = ApprovalRule(_P.CHANGE_ACCOUNTS, _P.DECIDE_ACCOUNTS)
_OF_THE_CATALOGUE: Final = ApprovalRule(_P.EDIT_CATALOGUE, _P.DECIDE_CATALOGUE)
RULES: Final[Mapping[ApprovalKind, ApprovalRule]] = {
    _K.BULK_MOVE: ApprovalRule(_P.MOVE_APPLICATIONS, _P.RELEASE_WORDS),
    _K.HELD_WORDS: ApprovalRule(_P.MOVE_APPLICATIONS, _P.RELEASE_WORDS),
    _K.HELD_ANSWER: ApprovalRule(_P.ANSWER_TICKETS, _P.ANSWER_TICKETS),
    _K.REFUND: ApprovalRule(_P.ACT_ON_MONEY, _P.DECIDE_MONEY),
    _K.REVOKE_KEY: ApprovalRule(_P.REVOKE_KEYS, _P.DECIDE_KEYS),
    _K.PHONE_CHANGE: _OF_ACCOUNTS,
    _K.CLOSING: _OF_ACCOUNTS,
    _K.CORRECTION: _OF_ACCOUNTS,
    _K.NUMBER_CORRECTION: _OF_ACCOUNTS,
    _K.SERVICE_FEE: _OF_THE_CATALOGUE,
    _K.SERVICE_CLOSING: _OF_THE_CATALOGUE,
}


class ApprovalState(StrEnum):
    """The state of a request."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Approval(Base):
    """One request for a second person. `subject` names what it is about: a reference, an account's id, a receipt."""

    __tablename__ = "approvals"
    __table_args__ = (Index("ix_approvals_waiting", "asked_at", sqlite_where=_WAITS, postgresql_where=_WAITS),)

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[ApprovalKind]
    agency_code: Mapped[str | None] = mapped_column(index=True)
    """Whose staff may decide; None: whoever has the permission in a national role."""
    services: Mapped[str | None]
    """The codes of the services that it is about, if any. Staff of some services decide on those alone."""
    subject: Mapped[str] = mapped_column(index=True)
    details_sealed: Mapped[bytes | None]
    details = sealed_json_or_none("details")
    """What is to be done, as JSON; sealed, as it may name a person. Erased 30 days after the request has ended."""
    reason: Mapped[str]
    """Why, in the words of who asks. Without a citizen's name: the form says so."""
    asked_by: Mapped[str] = mapped_column(ForeignKey(StaffMember.id))
    asked_at: Mapped[datetime]
    until: Mapped[datetime]
    state: Mapped[ApprovalState]
    decided_by: Mapped[str | None] = mapped_column(ForeignKey(StaffMember.id))
    decided_at: Mapped[datetime | None]
    answer: Mapped[str | None]
    """The second person's answer, where they refused."""

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"approvals.{column}:{self.id}"


@dataclass(frozen=True)
class Wish:
    """A request to be made: `details` is JSON that its action reads (`back_office.approved_actions`)."""

    kind: ApprovalKind
    subject: str
    details: Mapping[str, Any] = field(repr=False)
    reason: str
    agency: str | None = None
    services: Collection[str] = ()


def request_approval(session: Session, wish: Wish, *, staff: Staff) -> str:
    """Store a request; returns its id. Only one of a kind and subject waits at a time.

    Raises NotAllowed where their role may not ask for it, or one waits already; Invalid without a reason.
    """
    if not staff.may(RULES[wish.kind].asks):
        raise NotAllowed("your role may not ask for this")
    reason = " ".join(wish.reason.split())
    if not reason or len(reason) > LONGEST_REASON or not reason.isprintable():
        raise Invalid(f"reason: 1 to {LONGEST_REASON} characters are wanted")
    if find_waiting(session, wish.kind, wish.subject) is not None:
        raise NotAllowed("this waits for a second person already")
    row = Approval(
        id=secrets.token_hex(8),
        kind=wish.kind,
        agency_code=wish.agency,
        services=stored(wish.services),
        subject=wish.subject,
        reason=reason,
        asked_by=staff.id,
        asked_at=now(session),
        until=now(session) + LIFE,
        state=ApprovalState.WAITING,
    )
    session.add(row)
    row.details = wish.details
    _record(session, row, "approval.asked", staff.actor)
    session.flush()
    return row.id


def find_waiting(session: Session, kind: ApprovalKind, subject: str) -> Approval | None:
    """The waiting request of a kind about a subject, if there is one."""
    waits = (Approval.state == ApprovalState.WAITING) & (Approval.until > now(session))
    return session.scalar(select(Approval).where(Approval.kind == kind, Approval.subject == subject, waits).limit(1))


def find_approval(session: Session, approval_id: str, *, staff: Staff, lock: bool = False) -> Approval:
    """A request, for who asked and who may decide. Raises NotFound for anybody else."""
    query = select(Approval).where(Approval.id == approval_id)
    found = session.scalar(query.with_for_update().execution_options(populate_existing=True) if lock else query)
    if found is None or not may_see(found, staff):
        raise NotFound(UNKNOWN)
    return found


def may_see(approval: Approval, staff: Staff) -> bool:
    """Whether a request is their own, or one that their role decides on."""
    return approval.asked_by == staff.id or _reaches(approval, staff)


def may_decide(session: Session, approval: Approval, staff: Staff) -> bool:
    """Whether they may decide on a request now: it waits, it is not their own, and their role may."""
    waits = approval.state == ApprovalState.WAITING and approval.until > now(session)
    return waits and approval.asked_by != staff.id and _reaches(approval, staff)


def list_approvals(session: Session, *, staff: Staff) -> Sequence[Approval]:
    """Waiting requests that they may decide on, and their own, the oldest first."""
    waits: ColumnElement[bool] = (Approval.state == ApprovalState.WAITING) & (Approval.until > now(session))
    query = select(Approval).where(waits).order_by(Approval.asked_at, Approval.id)
    return _list_seen(session, query, staff)


def list_decided(session: Session, *, staff: Staff, since: datetime) -> Sequence[Approval]:
    """Requests decided since then that are their own or that their role decides on, the newest first."""
    ended = (Approval.state != ApprovalState.WAITING) & (Approval.decided_at >= since)
    return _list_seen(session, select(Approval).where(ended).order_by(Approval.decided_at.desc()), staff)


def take_approval(session: Session, approval_id: str, *, staff: Staff) -> Approval:
    """Approve a request and lock its row: the caller carries it out in this transaction.

    Raises NotFound; NotAllowed for one's own, for one that does not wait any more, where who asked has lost that access
    meanwhile, and where the two are not independent (`NEW_FOR`).
    """
    row = _hold_waiting(session, approval_id, staff)
    _check_two_persons(session, row, staff)
    row.state, row.decided_by, row.decided_at = ApprovalState.APPROVED, staff.id, now(session)
    _record(session, row, "approval.approved", staff.actor)
    return row


def refuse_approval(session: Session, approval_id: str, answer: str, *, staff: Staff) -> Approval:
    """Refuse a request. Raises as `take_approval` does, and Invalid without an answer."""
    said = " ".join(answer.split())
    if not said or len(said) > LONGEST_REASON or not said.isprintable():
        raise Invalid(f"answer: 1 to {LONGEST_REASON} characters are wanted")
    row = _hold_waiting(session, approval_id, staff)
    row.state, row.decided_by, row.decided_at, row.answer = ApprovalState.REFUSED, staff.id, now(session), said
    _record(session, row, "approval.refused", staff.actor)
    return row


def end_requests_of(session: Session, staff_id: str, *, actor: str) -> int:
    """Withdraw the waiting requests of a member of staff whose access or sessions end: a thief may have made them.

    Returns how many.
    """
    return _withdraw(session, Approval.asked_by == staff_id, actor)


def end_every_request(session: Session, *, actor: str) -> int:
    """The same for everybody's, where all sessions are in doubt."""
    return _withdraw(session, true(), actor)


def is_new(session: Session, member: StaffMember) -> bool:
    """Whether a colleague gave them their access, in the console, within `NEW_FOR`."""
    return member.access_given_at is not None and member.access_given_at > now(session) - NEW_FOR


def withdraw_approval(session: Session, approval_id: str, *, staff: Staff) -> None:
    """Withdraw one's own request. Raises NotFound, NotAllowed."""
    row = find_approval(session, approval_id, staff=staff, lock=True)
    if row.asked_by != staff.id or row.state != ApprovalState.WAITING:
        raise NotAllowed("only who asked takes it back, while it waits")
    row.state, row.decided_by, row.decided_at = ApprovalState.WITHDRAWN, staff.id, now(session)
    _record(session, row, "approval.withdrawn", staff.actor)


def details_of(approval: Approval) -> dict[str, Any]:
    """What is to be done; empty for a request that ended long ago."""
    return approval.details or {}


def actor_of(session: Session, approval: Approval) -> str:
    """The actor of an approved action: `staff:dis/w.otieno+j.mwangi`, the asker first."""
    asker = get_staff(session, approval.asked_by).actor
    decider = get_staff(session, approval.decided_by).username if approval.decided_by else ""
    return f"{asker}+{decider}" if decider else asker


def expire_approvals(session: Session) -> int:
    """Expire requests that nobody decided on in time; returns how many."""
    late = (Approval.state == ApprovalState.WAITING) & (Approval.until <= now(session))
    found = session.scalars(select(Approval).where(late).limit(MOST_LISTED).with_for_update(skip_locked=True)).all()
    for row in found:
        row.state, row.decided_at = ApprovalState.EXPIRED, now(session)
        _record(session, row, "approval.expired", "worker")
    return len(found)


def erase_details(session: Session) -> int:
    """Erase the details of requests that ended long ago; returns how many."""
    old = (Approval.decided_at <= now(session) - KEPT) & Approval.details_sealed.is_not(None)
    found = session.scalars(select(Approval).where(old).limit(MOST_LISTED).with_for_update(skip_locked=True)).all()
    for row in found:
        row.details_sealed = None
    return len(found)


def _reaches(approval: Approval, staff: Staff) -> bool:
    rule = RULES.get(approval.kind)
    is_theirs = staff.agency is None or approval.agency_code == staff.agency
    is_within = not staff.services or read_stored(approval.services) <= staff.services
    return rule is not None and staff.may(rule.decides) and is_theirs and is_within


def _list_seen(session: Session, query: Select[Approval], staff: Staff) -> list[Approval]:
    """The first requests of a query that they may see; limited after the last filter."""
    theirs: ColumnElement[bool] = Approval.kind.in_([kind for kind, rule in RULES.items() if staff.may(rule.decides)])
    if staff.agency is not None:
        theirs &= Approval.agency_code == staff.agency
    found = session.scalars(query.where(theirs | (Approval.asked_by == staff.id)))
    return list(islice((each for each in found if may_see(each, staff)), MOST_LISTED))


def _withdraw(session: Session, which: ColumnElement[bool], actor: str) -> int:
    waiting = select(Approval).where(which, Approval.state == ApprovalState.WAITING)
    found = session.scalars(waiting.order_by(Approval.id).with_for_update()).all()
    for row in found:
        row.state, row.decided_at = ApprovalState.WITHDRAWN, now(session)
        _record(session, row, "approval.withdrawn", actor)
    return len(found)


def _hold_waiting(session: Session, approval_id: str, staff: Staff) -> Approval:
    row = find_approval(session, approval_id, staff=staff, lock=True)
    if row.asked_by == staff.id:
        raise NotAllowed("a second person is wanted: nobody decides on their own request")
    if not may_decide(session, row, staff):
        raise NotAllowed(f"this request does not wait any more: it is {row.state}")
    return row


def _check_two_persons(session: Session, row: Approval, staff: Staff) -> None:
    """Raises NotAllowed where who asked may not ask for it any more, or the two are not independent."""
    asker, decider = session.get_one(StaffMember, row.asked_by), session.get_one(StaffMember, staff.id)
    has_access = asker.suspended_at is None and asker.enrolled_at is not None and asker.enrolled_at <= row.asked_at
    if not (has_access and as_staff(asker).may(RULES[row.kind].asks)):
        raise NotAllowed("who asked for this has another access by now, or none: refuse it, somebody else asks anew")
    if is_new(session, decider):
        raise NotAllowed("your access was given less than 72 hours ago: until then another member of staff approves")
    if is_new(session, asker) and decider.id in read_stored(asker.access_given_by):
        raise NotAllowed("you gave who asks their access less than 72 hours ago: another member of staff approves")


def _record(session: Session, row: Approval, action: str, actor: str) -> None:
    audit_log.record(session, actor=actor, action=action, subject=row.subject, kind=row.kind, approval=row.id)
