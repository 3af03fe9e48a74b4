"""What is known of a phone when it dials."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, func, select
from sqlalchemy.orm import Session

from app.domain.identity import accounts, otp
from app.domain.identity.accounts import Account, RememberedPhone
from app.domain.identity.otp import Code, Purpose
from app.domain.identity.recovery.pending_changes import PendingChange, What
from app.domain.subscribers.phones import Phone, phone_index
from app.domain.ussd_state import checkpoints, notices
from app.domain.ussd_state.checkpoints import Checkpoint
from app.domain.ussd_state.notices import Notice
from app.platform.column_types import Moment
from app.platform.db import keys, now


@dataclass(frozen=True)
class Known:
    """What the first screen needs.

    `account`: the one that this phone stays signed in to, `auth_epoch` its epoch, `name` its holder's first name.
    `holder`: the one account whose phone this is; empty where a household shares the phone. `changes`: of which of its
    accounts what is being changed since when, and can be stopped here; the newest first. `stopped`: the state in which
    its latest session stands.
    """

    language: str | None
    notices: dict[str, str]
    account: str
    auth_epoch: int
    name: str
    changes: tuple[tuple[str, What, datetime], ...]
    holder: str
    holder_number: str
    awaits_code: bool
    stopped: bytes | None


_INDEX: BindParameter[bytes] = bindparam("index")
_NOW: BindParameter[datetime] = bindparam("now", type_=Moment())
_SINCE: BindParameter[datetime] = bindparam("since", type_=Moment())
_HELD = Account.phone == _INDEX
_OPEN_CODE = (
    (Code.asker == _INDEX)
    & (Code.purpose == Purpose.RESET)
    & Code.used_at.is_(None)
    & (Code.expires_at > _NOW)
    & (Code.tries < otp.TRIES)
)
_STOPPABLE = (
    (PendingChange.account_id.in_(select(Account.id).where(_HELD)))
    & PendingChange.what.in_(list(What))  # one of a kind that only a newer release knows is told by that
    & ((PendingChange.until > _NOW) | (PendingChange.what == What.PHONE))  # a number until the worker has moved it
)
_STOPPED = (Checkpoint.phone == _INDEX) & (Checkpoint.at > _SINCE)
_KNOWN = select(
    select(Phone.language).where(Phone.index == _INDEX).scalar_subquery().label("language"),
    select(RememberedPhone.account_id)
    .where(RememberedPhone.phone == _INDEX, RememberedPhone.until > _NOW)
    .scalar_subquery()
    .label("account"),
    select(PendingChange.key).where(_STOPPABLE).limit(1).scalar_subquery().label("change"),
    select(func.count()).where(_HELD).scalar_subquery().label("held"),
    select(func.min(Account.id)).where(_HELD).scalar_subquery().label("holder"),
    select(_OPEN_CODE.label("open")).where(_OPEN_CODE).limit(1).scalar_subquery().label("awaits_code"),
    select(Checkpoint.session).where(_STOPPED).scalar_subquery().label("session"),
    select(Checkpoint.hop).where(_STOPPED).scalar_subquery().label("hop"),
    select(Checkpoint.kept_sealed).where(_STOPPED).scalar_subquery().label("kept_sealed"),
    select(func.count()).where(Notice.until > _NOW).scalar_subquery().label("notices"),
)
"""All of it in one statement, made once: every dial asks it."""
_CHANGES = (
    select(PendingChange.account_id, PendingChange.what, PendingChange.at)
    .where(_STOPPABLE)
    .order_by(PendingChange.at.desc(), PendingChange.key)
)
"""Asked where there is one."""


def look(session: Session, phone: str) -> Known:
    """Look a phone up."""
    moment = now(session)
    asked = {"index": phone_index(session, phone), "now": moment, "since": moment - checkpoints.KEPT}
    found = session.connection().execute(_KNOWN, asked).one()
    kept = (
        checkpoints.open_checkpoint(keys(session), found.session, found.hop, found.kept_sealed) if found.hop else None
    )
    holder = accounts.get(session, found.holder) if found.held == 1 else None
    staying = session.get(Account, found.account) if found.account else None
    changes = session.execute(_CHANGES, asked).all() if found.change else ()
    return Known(
        language=found.language,
        notices=notices.current(session) if found.notices else {},
        account=staying.id if staying else "",
        auth_epoch=staying.auth_epoch if staying else 0,
        name=accounts.said_of(session, staying).called if staying else "",
        changes=tuple((each.account_id, each.what, each.at) for each in changes),
        holder=holder.id if holder else "",
        holder_number=accounts.shown_number(session, holder) if holder else "",
        awaits_code=bool(found.awaits_code),
        stopped=kept.state if kept else None,
    )
