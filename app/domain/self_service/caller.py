"""What is known of a phone when it dials."""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, exists, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.identity import accounts, otp
from app.domain.identity.accounts import Account, RememberedPhone
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.identity.otp import Code, Purpose
from app.domain.identity.recovery.pending_changes import PendingChange, What
from app.domain.subscribers.phones import Phone, phone_index
from app.domain.ussd_state import checkpoints, notices
from app.domain.ussd_state.checkpoints import Checkpoint, KeptHop
from app.domain.ussd_state.notices import Notice
from app.platform.database.column_types import Moment
from app.platform.database.prepared_select import PreparedSelect
from app.platform.db import find_rows, keys, now
from app.platform.encryption import Keyring


@dataclass(frozen=True)
class Known:
    """What the first screen needs.

    `account`: the one that this phone stays signed in to, `auth_epoch` its epoch, `name` its holder's first name.
    `holder`: the one account whose phone this is; empty where a household shares the phone. `changes`: of which of its
    accounts what is being changed since when, and can be stopped here; the newest first. `checkpoint`: where its latest
    session stands, however old.
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
    checkpoint: KeptHop | None = field(repr=False)

    @property
    def stopped(self) -> bytes | None:
        """The state in which its latest session stands, if that is of this day."""
        kept = self.checkpoint
        return kept.state if kept and kept.age < checkpoints.KEPT else None


_INDEX: BindParameter[bytes] = bindparam("index")
_NOW: BindParameter[datetime] = bindparam("now", type_=Moment())
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
    & or_(*(PendingChange.what == each for each in What))  # a kind that only a newer release knows is told by that
    & ((PendingChange.until > _NOW) | (PendingChange.what == What.PHONE))  # a number until the worker has moved it
)
_STAYING, _HOLDER = aliased(Account), aliased(Account)
_ONE_ROW = select(literal(1).label("one")).subquery()
_ONLY_HOLDER = select(func.min(Account.id)).where(_HELD).having(func.count() == 1).scalar_subquery()
_KNOWN = PreparedSelect(
    select(
        Phone.language,
        _STAYING.id.label("account"),
        _STAYING.auth_epoch,
        _STAYING.said_sealed,
        _HOLDER.id.label("holder"),
        _HOLDER.number_sealed,
        exists().where(_STOPPABLE).label("changes"),
        exists().where(_OPEN_CODE).label("awaits_code"),
        exists().where(Notice.until > _NOW).label("notices"),
        Checkpoint.session,
        Checkpoint.hop,
        Checkpoint.kept_sealed,
        Checkpoint.at,
    ).select_from(
        _ONE_ROW.outerjoin(Phone, Phone.index == _INDEX)
        .outerjoin(RememberedPhone, (RememberedPhone.phone == _INDEX) & (RememberedPhone.until > _NOW))
        .outerjoin(_STAYING, _STAYING.id == RememberedPhone.account_id)
        .outerjoin(_HOLDER, _HOLDER.id == _ONLY_HOLDER)
        .outerjoin(Checkpoint, Checkpoint.phone == _INDEX)
    )
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
    moment, ring = now(session), keys(session)
    asked = {"index": phone_index(session, phone), "now": moment}
    [found] = find_rows(session, _KNOWN, asked)
    kept = checkpoints.open_checkpoint(ring, found.session, found.hop, found.kept_sealed) if found.hop else None
    changes = session.execute(_CHANGES, asked).all() if found.changes else ()
    return Known(
        language=found.language,
        notices=notices.current(session) if found.notices else {},
        account=found.account or "",
        auth_epoch=found.auth_epoch or 0,
        name=_first_name(ring, found.account, found.said_sealed) if found.account else "",
        changes=tuple((each.account_id, each.what, each.at) for each in changes),
        holder=found.holder or "",
        holder_number=_end_of_number(ring, found.holder, found.number_sealed) if found.holder else "",
        awaits_code=found.awaits_code,
        checkpoint=replace(kept, age=moment - found.at) if kept else None,
    )


def _first_name(ring: Keyring, account_id: str, said_sealed: bytes) -> str:
    said = json.loads(ring.open_text(said_sealed, Account(id=account_id).sealed_at("said")))
    return DeclaredDetails.of(said).called


def _end_of_number(ring: Keyring, account_id: str, number_sealed: bytes) -> str:
    return accounts.hidden(ring.open_text(number_sealed, Account(id=account_id).sealed_at("number")))
