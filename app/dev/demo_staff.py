"""Members of staff for a development machine, so that the console can be tried at once. Never in production: their
rows are marked (`is_demo`), and production lets none of these sign in."""

from dataclasses import dataclass
from typing import Final

import pyotp
from sqlalchemy.orm import Session

from app.domain.identity import passwords
from app.domain.shared.errors import NotFound
from app.domain.staff import authenticators, staff_members
from app.domain.staff.roles import Role
from app.domain.staff.staff_members import Post, find_staff
from app.platform.db import keys, now

PASSWORD: Final = "lango demo staff"  # noqa: S105 (everybody is to know it)
ACTOR: Final = "samples"


@dataclass(frozen=True)
class DemoStaff:
    """A demo member of staff."""

    username: str
    name: str
    role: Role
    agency: str | None


EVERYBODY: Final = (
    DemoStaff("demo.clerk", "Achieng Demo", Role.CLERK, "dis"),
    DemoStaff("demo.supervisor", "Baraka Demo", Role.SUPERVISOR, "dis"),
    DemoStaff("demo.desk", "Chebet Demo", Role.HUDUMA_DESK, "hksdp"),
    DemoStaff("demo.desk2", "Dida Demo", Role.HUDUMA_DESK, "hksdp"),
    DemoStaff("demo.admin", "Esther Demo", Role.AGENCY_ADMIN, "dis"),
    DemoStaff("demo.operator", "Farah Demo", Role.OPERATOR, None),
    DemoStaff("demo.auditor", "Gakii Demo", Role.AUDITOR, None),
)
"""Enough to try every role, and the actions that need two people."""


def load(session: Session) -> int:
    """Add the members that are missing, ready to sign in; returns how many."""
    return sum(_add(session, each) for each in EVERYBODY)


def present_code(session: Session, username: str) -> tuple[str, int]:
    """The code that a demo member's authenticator shows now, and for how many seconds. Raises NotFound for others."""
    row = find_staff(session, username)
    secret = row.totp_secret if row is not None and row.is_demo else None
    if secret is None:
        raise NotFound("there is no demo member of staff of this username")
    moment = authenticators.now_at(session)
    return pyotp.TOTP(secret).at(moment), authenticators.wait_of(moment)


def _add(session: Session, demo: DemoStaff) -> bool:
    if find_staff(session, demo.username) is not None:
        return False
    post = Post(demo.username, demo.name, demo.role, demo.agency, is_demo=True)
    row, _ = staff_members.add_staff(session, post, actor=ACTOR)
    row.totp_secret = pyotp.random_base32(32)
    row.password_hash = passwords.hashed(keys(session), row.id, PASSWORD)
    row.setup_digest = row.setup_until = None
    row.enrolled_at = now(session)
    return True
