"""Members of staff: who they are, what they may do for which agency, and how their access begins and ends.

A new member gets a one-time setup code, with which they choose a password and register an authenticator (TOTP); the
code is shown once, and stored as a digest. Nobody else ever knows their password. Staff are separate from citizens:
nothing here is an account, and no account signs in to the console.
"""

import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import ForeignKey, LargeBinary, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.audit import audit_log
from app.domain.catalogue.models import Agency, agency
from app.domain.messaging.sms_budget import KeyBudget
from app.domain.shared.blind_indexes import OF_RANDOM_BITS
from app.domain.shared.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.staff import staff_sessions
from app.domain.staff.api_keys import HUDUMA
from app.domain.staff.reach import Reach, check_services, read_stored, stored
from app.domain.staff.roles import NATIONAL, PERMISSIONS, Permission, Role
from app.platform.database.sealed_value import sealed_text_or_none
from app.platform.db import Base, now
from app.platform.i18n import ENGLISH

USERNAME: Final = re.compile(r"[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*")
LONGEST_USERNAME: Final = 40
LONGEST_NAME: Final = 80
SETUP_LIFE: Final = timedelta(hours=72)
"""For how long a setup code may be used."""
SETUP_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""The letters of a setup code: none that looks like another."""
SETUP_LENGTH: Final = 20
SMS_AN_HOUR: Final = 2_000
"""SMS an hour that one member of staff may cause: a desk moves a few at a time, a bulk move needs a second person."""
UNKNOWN: Final = "there is no such member of staff"


class StaffMember(Base):
    """One member of staff. `username` is never given to anybody else: the audit trail names them by it."""

    __tablename__ = "staff_members"

    id: Mapped[str] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[Role]
    agency_code: Mapped[str | None] = mapped_column(ForeignKey(Agency.code), index=True)
    """Their agency; None in a national role (`NATIONAL`)."""
    services: Mapped[str | None]
    """The codes of the services that they work on; None: all of their agency's."""
    language: Mapped[str]
    password_hash: Mapped[str | None]
    totp_sealed: Mapped[bytes | None]
    totp_secret = sealed_text_or_none("totp")
    """The secret of their authenticator (RFC 6238), in base32."""
    totp_counter: Mapped[int | None]
    """The time step of the last used code: a code of that step or an earlier one is refused."""
    setup_digest: Mapped[bytes | None] = mapped_column(LargeBinary(32), info=OF_RANDOM_BITS)
    setup_until: Mapped[datetime | None]
    enrolled_at: Mapped[datetime | None]
    """Since when they have a password and an authenticator."""
    suspended_at: Mapped[datetime | None]
    signed_in_at: Mapped[datetime | None]
    access_given_at: Mapped[datetime | None]
    """When a colleague last added them, changed their post or gave a setup code, in the console; None: by command."""
    access_given_by: Mapped[str | None]
    """The ids of that colleague and of everybody who gave their access, or this one before, while it was new."""
    created_at: Mapped[datetime]
    is_demo: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Made by `make run`, with a publicly known password: can sign in on a development machine only."""

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"staff_members.{column}:{self.id}"


@dataclass(frozen=True)
class Staff:
    """A member of staff for the rest of the application: who they are and what they may do."""

    id: str
    username: str
    name: str
    role: Role
    agency: str | None
    services: frozenset[str]
    language: str

    @property
    def permissions(self) -> frozenset[Permission]:
        """The permissions of their role."""
        return PERMISSIONS.get(self.role, frozenset())

    def may(self, permission: Permission) -> bool:
        """Whether they have a permission, within their reach."""
        return permission in self.permissions

    @property
    def reach(self) -> Reach | None:
        """Which applications they reach; None: those of every agency, if a permission allows any."""
        return None if self.agency is None else Reach(self.agency, self.services)

    def has_services(self, services: Collection[str]) -> bool:
        """Whether services are among theirs; none stands for all of the agency's."""
        return not self.services or (bool(services) and self.services.issuperset(services))

    @property
    def sms_budget(self) -> KeyBudget:
        """The SMS budget that their changes use up."""
        return KeyBudget(f"staff:{self.id}", SMS_AN_HOUR)

    @property
    def actor(self) -> str:
        """Their name as an actor in the audit trail and in an application's history."""
        return f"staff:{self.agency or 'national'}/{self.username}"


@dataclass(frozen=True)
class Post:
    """The post of a member of staff: name, role and agency, and the services that they are limited to."""

    username: str
    name: str
    role: Role
    agency: str | None = None
    services: Collection[str] = ()
    language: str = ENGLISH
    is_demo: bool = False


def add_staff(session: Session, post: Post, *, actor: str) -> tuple[StaffMember, str]:
    """Add a member of staff; the setup code is shown once. Raises Invalid, Conflict for a username that was used
    before."""
    username = check_post(session, post)
    if session.scalar(select(StaffMember.id).where(StaffMember.username == username)) is not None:
        raise Conflict("username: somebody has it, or had it")
    row = StaffMember(
        id=secrets.token_hex(8),
        username=username,
        name=post.name.strip(),
        role=post.role,
        agency_code=post.agency,
        services=stored(post.services),
        language=post.language,
        created_at=now(session),
        is_demo=post.is_demo,
    )
    session.add(row)
    code = _give_setup_code(session, row)
    _record(session, row, "staff.added", actor, role=row.role, agency=row.agency_code or "")
    return row, code


def check_post(session: Session, post: Post) -> str:
    """The username as it is stored. Raises Invalid for a post that is not allowed."""
    username, name = post.username.strip().lower(), post.name.strip()
    if not USERNAME.fullmatch(username) or len(username) > LONGEST_USERNAME:
        raise Invalid(f"username: 1 to {LONGEST_USERNAME} of a-z, 0-9, with dots or hyphens between, are wanted")
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Invalid(f"name: 1 to {LONGEST_NAME} printable letters are wanted")
    if (post.role in NATIONAL) != (post.agency is None):
        raise Invalid(f"agency: one is wanted, but for {' and '.join(sorted(NATIONAL))}")
    if post.agency is not None and agency(session, post.agency) is None:
        raise Invalid("agency: there is none of this code")
    if post.role is Role.HUDUMA_DESK and post.agency != HUDUMA:
        raise Invalid(f"role: a desk is of {HUDUMA} alone")
    if post.agency is not None:
        check_services(session, post.agency, post.services)
    return username


def reset_access(session: Session, username: str, *, actor: str) -> str:
    """Remove the password and the authenticator, end every session; the new setup code, shown once. Raises NotFound."""
    row = hold_staff(session, username)
    row.password_hash = row.totp_sealed = row.totp_counter = row.enrolled_at = None
    row.access_given_at = row.access_given_by = None
    staff_sessions.end_sessions(session, row.id)
    _record(session, row, "staff.reset", actor)
    return _give_setup_code(session, row)


def sign_out(session: Session, username: str, *, actor: str) -> None:
    """End every session of a member of staff, who may sign in again at once. Raises NotFound."""
    row = hold_staff(session, username)
    staff_sessions.end_sessions(session, row.id)
    _record(session, row, "staff.sessions_ended", actor)


def sign_everybody_out(session: Session, *, actor: str) -> int:
    """End every session of the console; returns how many."""
    ended = staff_sessions.end_every_session(session)
    audit_log.record(session, actor=actor, action="staff.sessions_ended", subject="staff:everybody")
    return ended


def suspend(session: Session, username: str, *, actor: str) -> None:
    """End a member's access at once. Raises NotFound, NotAllowed where it has ended already."""
    row = hold_staff(session, username)
    if row.suspended_at is not None:
        raise NotAllowed("their access is ended already")
    row.suspended_at, row.setup_digest = now(session), None
    staff_sessions.end_sessions(session, row.id)
    _record(session, row, "staff.suspended", actor)


def reinstate(session: Session, username: str, *, actor: str) -> str:
    """Give a member access again, by a new setup code. Raises NotFound, NotAllowed where they have it."""
    row = hold_staff(session, username)
    if row.suspended_at is None:
        raise NotAllowed("their access has not ended")
    row.suspended_at = None
    _record(session, row, "staff.reinstated", actor)
    return reset_access(session, username, actor=actor)


def find_staff(session: Session, username: str) -> StaffMember | None:
    """A member of staff by the username, however it was typed."""
    return session.scalar(select(StaffMember).where(StaffMember.username == username.strip().lower()))


def hold_staff(session: Session, username: str) -> StaffMember:
    """The same, locked. Raises NotFound."""
    query = select(StaffMember).where(StaffMember.username == username.strip().lower()).with_for_update()
    row = session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound(UNKNOWN)
    return row


def get_staff(session: Session, staff_id: str) -> Staff:
    """A member of staff by id. Raises NotFound."""
    row = session.get(StaffMember, staff_id)
    if row is None:
        raise NotFound(UNKNOWN)
    return as_staff(row)


def as_staff(row: StaffMember) -> Staff:
    """The `Staff` of a row."""
    return Staff(
        id=row.id,
        username=row.username,
        name=row.name,
        role=row.role,
        agency=row.agency_code,
        services=read_stored(row.services),
        language=row.language,
    )


def setup_digest(code: str) -> bytes:
    """The SHA-256 of a setup code, however it was typed. It has 98 random bits, so it cannot be found from this."""
    return sha256(re.sub(r"[^A-Z0-9]", "", code.upper()).encode()).digest()


def _give_setup_code(session: Session, row: StaffMember) -> str:
    bare = "".join(secrets.choice(SETUP_LETTERS) for _ in range(SETUP_LENGTH))
    row.setup_digest = setup_digest(bare)
    row.setup_until = now(session) + SETUP_LIFE
    session.flush()
    return "-".join(bare[at : at + 5] for at in range(0, SETUP_LENGTH, 5))


def _record(session: Session, row: StaffMember, action: str, actor: str, **details: str) -> None:
    audit_log.record(session, actor=actor, action=action, subject=f"staff:{row.username}", **details)
