"""Drafts of applications at a desk: each belongs to a member of staff and is kept for a day.

They are not stored in `application_drafts`: that table has one row for an account and a service, which is continued on
the citizen's phone. A desk's draft belongs to its member of staff: no phone shows it, and it neither shows nor replaces
the citizen's own draft.
"""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ForeignKey, UniqueConstraint, delete, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.applying.at_desk.desk_consents import ConsentGiven, SeenDocument
from app.domain.forms import form_versions, walk
from app.domain.forms.definition import Form
from app.domain.identity.accounts import Account
from app.domain.shared.errors import NotFound
from app.domain.shared.purge import delete_until
from app.domain.staff.staff_members import Staff, StaffMember
from app.platform.database.sealed_value import sealed_json
from app.platform.db import Base, now
from app.platform.i18n import NAIROBI

KEPT: Final = timedelta(days=1)
"""How long after its last answer a draft can be continued, or shown once it is filed."""
UNKNOWN: Final = "there is no such draft of yours"


class DeskDraft(Base):
    """A draft at a desk: the answers so far for an account, the member of staff, and the person's consent.

    `version` rises with every answer, so that filing can check that the answers are those that were read back. `again`:
    file also beside an open application. `reference`: the application that was filed from it; `answers` is empty then.
    """

    __tablename__ = "desk_drafts"
    __table_args__ = (UniqueConstraint("staff_id", "account_id", "service_code"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey(StaffMember.id))
    account_id: Mapped[str] = mapped_column(ForeignKey(Account.id), index=True)
    service_code: Mapped[str]
    form_digest: Mapped[str]
    auth_epoch: Mapped[int]
    answers_sealed: Mapped[bytes]
    answers = sealed_json("answers")
    version: Mapped[int]
    again: Mapped[bool] = mapped_column(default=False, server_default=false())
    words: Mapped[str]
    language: Mapped[str]
    document: Mapped[SeenDocument]
    consented_at: Mapped[datetime]
    reference: Mapped[str | None]
    saved_at: Mapped[datetime] = mapped_column(index=True)

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"desk_drafts.{column}:{self.id}"


def add_draft(
    session: Session, account: Account, service_code: str, form: Form, consent: ConsentGiven, *, staff: Staff
) -> DeskDraft:
    """Begin a draft. It replaces one of the same member of staff for the same account and service."""
    drop_desk_draft(session, account.id, service_code, staff=staff)
    moment = now(session)
    draft = DeskDraft(
        id=secrets.token_hex(12),
        staff_id=staff.id,
        account_id=account.id,
        service_code=service_code,
        form_digest=form.digest,
        auth_epoch=account.auth_epoch,
        version=0,
        words=consent.words,
        language=consent.language,
        document=consent.document,
        consented_at=moment,
        saved_at=moment,
    )
    session.add(draft)
    draft.answers = {}
    session.flush()
    return draft


def find_desk_draft(session: Session, draft_id: str, *, staff: Staff) -> DeskDraft:
    """A draft of a member of staff, saved within a day, and filed or of the account's present `auth_epoch`.

    Raises NotFound, also for a colleague's draft, and where the account is closed, or its `auth_epoch` has risen (a new
    password, a change at a desk).
    """
    return _found(session, draft_id, staff, lock=False)


def hold_desk_draft(session: Session, draft_id: str, *, staff: Staff) -> DeskDraft:
    """The same, locked FOR UPDATE. Lock order: a caller that locks the account too locks the account first."""
    return _found(session, draft_id, staff, lock=True)


def list_desk_drafts(session: Session, account_id: str, *, staff: Staff) -> list[DeskDraft]:
    """The drafts of a member of staff for an account that are not filed, newest first."""
    mine = (DeskDraft.account_id == account_id) & (DeskDraft.staff_id == staff.id) & DeskDraft.reference.is_(None)
    found = session.scalars(select(DeskDraft).where(mine).order_by(DeskDraft.saved_at.desc(), DeskDraft.id))
    return [each for each in found if _is_live(session, each)]


def keep_answer(session: Session, draft_id: str, name: str, value: str, *, staff: Staff) -> None:
    """Store an answer that was read, and drop those that it makes irrelevant (`walk.with_answer`).

    Raises NotFound, also for a draft that is filed.
    """
    draft = hold_desk_draft(session, draft_id, staff=staff)
    if draft.reference:
        raise NotFound(UNKNOWN)
    today = now(session).astimezone(NAIROBI).date()
    form = form_versions.form_of(session, draft.form_digest)
    draft.answers = walk.with_answer(form, draft.answers, name, value, today=today)
    draft.version += 1
    draft.saved_at = now(session)


def forget_answers(session: Session, draft_id: str, names: Collection[str] | None = None, *, staff: Staff) -> None:
    """Drop the answers to some questions, or to all where `names` is empty, so that these are asked again.

    For example a slot was taken meanwhile, or a rule has changed.
    """
    draft = hold_desk_draft(session, draft_id, staff=staff)
    draft.answers = {name: value for name, value in draft.answers.items() if names and name not in names}
    draft.version += 1


def drop_desk_draft(session: Session, account_id: str, service_code: str, *, staff: Staff) -> None:
    """Delete a draft that is discarded or begun anew."""
    mine = (DeskDraft.staff_id == staff.id) & (DeskDraft.account_id == account_id)
    session.execute(delete(DeskDraft).where(mine, DeskDraft.service_code == service_code))


def drop_drafts_of(session: Session, account_id: str) -> None:
    """Delete the drafts of all desks for an account that is closed."""
    session.execute(delete(DeskDraft).where(DeskDraft.account_id == account_id))


def purge_desk_drafts(session: Session) -> int:
    """Delete expired drafts, a batch at a time; returns how many."""
    return delete_until(session, DeskDraft.id, DeskDraft.saved_at, now(session) - KEPT)


def _found(session: Session, draft_id: str, staff: Staff, *, lock: bool) -> DeskDraft:
    query = select(DeskDraft).where(DeskDraft.id == draft_id, DeskDraft.staff_id == staff.id)
    if lock:
        query = query.with_for_update(of=DeskDraft)
    draft = session.scalar(query.execution_options(populate_existing=True))
    if draft is None or not _is_live(session, draft):
        raise NotFound(UNKNOWN)
    return draft


def _is_live(session: Session, draft: DeskDraft) -> bool:
    if draft.saved_at <= now(session) - KEPT:
        return False
    query = select(Account.auth_epoch).where(Account.id == draft.account_id, Account.closed_at.is_(None))
    epoch = session.scalar(query)
    return epoch is not None and (draft.reference is not None or epoch == draft.auth_epoch)
