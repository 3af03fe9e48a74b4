"""The rights of the Data Protection Act, 2019: what is kept about the holder of a phone, shown and erased.

Both go by the marks on the models (`blind_indexes`, `sealed`): a table that names a phone is shown and erased
without a word here. A household may share a phone; whoever asks must be its holder, which a desk makes sure of.
"""

import json
import secrets
from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, inspect, or_, select
from sqlalchemy.orm import Session

from app.db import Base, now
from app.domain import accounts, audit, sealed
from app.domain.accounts import Account
from app.domain.applications import Application, Change
from app.domain.audit import AuditEvent
from app.domain.blind_indexes import columns
from app.domain.messages import Message
from app.domain.phones import phone_index

HIDDEN: Final = frozenset({"password_hash", "code_sealed", "seq", "epoch", "priority"})
"""What is not shown: it would open something, or tells nothing about anybody."""
ACCOUNT: Final = "account_id"
"""What a column is called that says whose row it is."""


@dataclass(frozen=True)
class Erased:
    """What went, by table, and what stays; `request` names the erasure in the audit trail."""

    request: str
    gone: Counter[str]
    closed: int
    unlinked: int
    live: int


def export(session: Session, number: str, *, actor: str) -> dict[str, object]:
    """Everything that is kept about the holder of a phone, by table, opened. Written down, without the number."""
    held = accounts.by_phone(session, number)
    told: dict[str, object] = {"phone": number, "at": now(session).isoformat()}
    for kind, mine in _of_phone(session, number, held).items():
        rows = session.scalars(select(kind).where(mine).order_by(*inspect(kind).primary_key)).all()
        told[kind.__tablename__] = [_shown(session, row) for row in rows]
    _record(session, actor, "privacy.exported", held, accounts=len(held))
    return told


def erase(session: Session, number: str, *, actor: str) -> Erased:
    """Erase what is kept about the holder of a phone. Written down, without the number.

    Accounts are closed; applications stay with their agencies, and no longer lead to a phone or an address.
    """
    held, gone = accounts.by_phone(session, number), Counter[str]()
    for kind, mine in _of_phone(session, number, held).items():
        if kind not in (Account, Application, Change, AuditEvent):
            gone[kind.__tablename__] = session.execute(delete(kind).where(mine)).rowcount  # type: ignore[attr-defined]
    theirs = session.scalars(select(Application).where(Application.phone_index == phone_index(session, number))).all()
    for application in theirs:
        application.phone_index, application.phone_sealed = secrets.token_bytes(32), b""
        application.email_sealed = None
    for account in held:
        accounts.close(session, account.id)
    request = _record(session, actor, "privacy.erased", held, accounts=len(held), applications=len(theirs))
    live = sum(not each.is_over for each in theirs)
    return Erased(request, gone, len(held), len(theirs), live)


def _of_phone(session: Session, number: str, held: list[Account]) -> dict[type[Base], ColumnElement[bool]]:
    """For each kind of rows, which of them are about the holder of this phone and the accounts that it holds."""
    index, mine = phone_index(session, number), {each.id for each in held}
    found = {}
    for kind in sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda kind: kind.__tablename__):
        table = kind.__table__
        which = [column == index for column in columns("phone") if column.table is table]
        which += [table.c[ACCOUNT].in_(mine)] if ACCOUNT in table.c else []
        if which:
            found[kind] = or_(*which)
    found[Message] |= Message.recipient.in_([each.email for each in held if each.email])
    found[Application] |= Application.applicant.in_([each.applicant for each in held])
    theirs = select(Application.id).where(found[Application])
    found[Change] = Change.application_id.in_(theirs)
    named = select(Application.reference).where(found[Application])
    found[AuditEvent] = AuditEvent.subject.in_(mine) | AuditEvent.subject.in_(named)
    return found


def _shown(session: Session, row: Base) -> dict[str, object]:
    said: dict[str, Any] = sealed.shown(session, row, hidden=HIDDEN)
    if said.get("said"):
        said["said"] = json.loads(said["said"])
    return said


def _record(session: Session, actor: str, action: str, held: list[Account], **counts: int) -> str:
    """One row for the request, and one for each account, so that its own trail tells of it."""
    request = f"request:{secrets.token_hex(4)}"
    told = {name: str(count) for name, count in counts.items()}
    audit.record(session, actor=actor, action=action, subject=request, **told)
    for account in held:
        audit.record(session, actor=actor, action=action, subject=account.id, request=request)
    return request
