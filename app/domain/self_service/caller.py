"""What is known of a phone when it dials."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import BindParameter, bindparam, exists, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.applications import account_applications
from app.domain.applications.applications import Application
from app.domain.catalogue import catalogue_texts
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


@dataclass(frozen=True)
class Known:
    """What the first screen needs.

    `account`: the one that this phone stays signed in to, `auth_epoch` its epoch, `name` its holder's first name.
    `holder`: the one account whose phone this is; empty where a household shares the phone. `changes`: the pending
    changes of the phone's accounts that can be stopped here (account, what, begun when), the newest first. `live`: the
    newest application of `account` that is not over, without personal data and history. `checkpoint`: the phone's
    latest session, however old.
    """

    language: str | None = None
    notices: dict[str, str] = field(default_factory=dict)
    account: str = ""
    auth_epoch: int = 0
    name: str = ""
    changes: tuple[tuple[str, What, datetime], ...] = ()
    holder: str = ""
    holder_number: str = ""
    awaits_code: bool = False
    live: Application | None = None
    checkpoint: KeptHop | None = field(default=None, repr=False)

    @property
    def stopped(self) -> bytes | None:
        """The state of the phone's latest session, if it is less than a day old."""
        kept = self.checkpoint
        return kept.state if kept and kept.age < checkpoints.KEPT else None


NOBODY: Final = Known()
"""An unknown phone."""
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
    & or_(*(PendingChange.what == each for each in What))  # kinds of a newer release are left to it
    & ((PendingChange.until > _NOW) | (PendingChange.what == What.PHONE))  # a number until the worker applied it
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
        Application.service_code,
        Application.stage,
        Application.status,
        *checkpoints.COLUMNS,
    ).select_from(
        _ONE_ROW.outerjoin(Phone, Phone.index == _INDEX)
        .outerjoin(RememberedPhone, (RememberedPhone.phone == _INDEX) & (RememberedPhone.until > _NOW))
        .outerjoin(_STAYING, _STAYING.id == RememberedPhone.account_id)
        .outerjoin(_HOLDER, _HOLDER.id == _ONLY_HOLDER)
        .outerjoin(Application, Application.id == account_applications.newest_live(_STAYING, _INDEX))
        .outerjoin(Checkpoint, Checkpoint.phone == _INDEX)
    )
)
"""All of it in one prepared statement: every dial runs it."""
_CHANGES = (
    select(PendingChange.account_id, PendingChange.what, PendingChange.at)
    .where(_STOPPABLE)
    .order_by(PendingChange.at.desc(), PendingChange.key)
)
"""Run only where there is a pending change."""


def look(session: Session, phone: str) -> Known:
    """Look a phone up."""
    asked = {"index": phone_index(session, phone), "now": now(session)}
    [found] = find_rows(session, _KNOWN, asked)
    ring = keys(session)
    staying = Account(id=found.account, said_sealed=found.said_sealed) if found.account else None
    holder = Account(id=found.holder, number_sealed=found.number_sealed) if found.holder else None
    changes = session.execute(_CHANGES, asked).all() if found.changes else ()
    return Known(
        language=found.language,
        notices=notices.current(session) if found.notices else {},
        account=found.account or "",
        auth_epoch=found.auth_epoch or 0,
        name=DeclaredDetails.of(Account.said_fields.open(ring, staying)).called if staying else "",
        changes=tuple((each.account_id, each.what, each.at) for each in changes),
        holder=found.holder or "",
        holder_number=accounts.hidden(Account.number.open(ring, holder)) if holder else "",
        awaits_code=found.awaits_code,
        live=_live(session, found) if found.service_code else None,
        checkpoint=checkpoints.open_checkpoint(session, found) if found.hop else None,
    )


def _live(session: Session, found: Any) -> Application:
    """The application with only the fields that the first screen shows."""
    application = Application(service_code=found.service_code, stage=found.stage, status=found.status)
    application.__dict__["service"] = catalogue_texts.find_service(session, found.service_code)
    return application
