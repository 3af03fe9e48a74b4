"""Sign-in to the console: username, password and the six digits of an authenticator (TOTP), all at once.

The answer never tells what was wrong: neither whether there is such a username, nor which of the three did not match.
Each try is counted before it is checked; after five wrong ones within 15 minutes no sign-in under that username is
accepted until they are over. A browser in which its owner has signed in before has a separate count, so that somebody
who knows only the username cannot lock the owner out.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.domain.audit import audit_log
from app.domain.identity import passwords
from app.domain.shared import counters
from app.domain.shared.counters import Limit
from app.domain.shared.errors import NotAllowed
from app.domain.staff import approvals, authenticators, staff_sessions
from app.domain.staff.staff_members import StaffMember, as_staff, find_staff, hold_staff
from app.domain.staff.staff_passwords import check_strength
from app.platform.db import Database, now
from app.platform.observability import alarm, log

TRIES: Final = 5
WINDOW: Final = timedelta(minutes=15)
WRONG: Final = "username, password or code do not fit; after five tries wait a quarter of an hour"
TRIED: Final = "staff sign-in"
AT_ONCE: Final = 2
"""Passwords of staff that one process checks at the same time: citizens' share the room for hashes (`passwords`), and
a flood of sign-ins here, which anybody can send, must leave them theirs."""
_ROOM: Final = threading.BoundedSemaphore(AT_ONCE)


class SignInRefused(NotAllowed):
    """Nobody is signed in; the reason is not told."""

    def __init__(self, said: str = WRONG) -> None:
        super().__init__(said)


@dataclass(frozen=True)
class Credentials:
    """The input of a sign-in."""

    username: str
    password: str = field(repr=False)
    code: str = field(repr=False)
    browser: str = ""
    """The id of a browser in which this username has signed in before; empty for any other."""


def sign_in(database: Database, shown: Credentials, *, agent: str, allows_demo: bool) -> str:
    """Open a session; returns its token. Not inside a transaction: verifying a password takes 20 ms.

    `allows_demo`: whether this is a development machine. Raises SignInRefused, and Busy as `passwords` does, or before
    the try is counted where `AT_ONCE` others are looked at.
    """
    with _in_room():
        with database.transaction() as session:
            _reserve(session, shown.username, shown.browser)
            row = find_staff(session, shown.username)
            staff_id, kept = (row.id, row.password_hash) if row is not None else ("nobody", None)
        is_password = passwords.verified(database.keys, staff_id, shown.password, kept)
    renewed = None
    if is_password and kept and passwords.is_outdated(database.keys, kept):
        renewed = passwords.hashed(database.keys, staff_id, shown.password)
    with database.transaction() as session:
        row = hold_staff(session, shown.username) if is_password else None
        if (
            row is None
            or row.password_hash != kept
            or not _may_enter(session, row, shown.code, allows_demo=allows_demo)
        ):
            token = None
        else:
            counters.take_all_back(session, [], ended=[tries_of(shown.username, shown.browser)])
            row.signed_in_at, row.password_hash = now(session), renewed or kept
            token = staff_sessions.begin_session(session, row.id, agent)
            _record(session, row, "staff.signed_in")
    if token is None:
        log.warning("wrong sign-in of staff", staff=staff_id)
        raise SignInRefused
    return token


def change_password(database: Database, staff_id: str, old: str, new: str, code: str, *, session_id: str) -> None:
    """Set another password, given the old one and a code; every other session of theirs ends, and what they asked of a
    second person is withdrawn: a thief may have asked.

    Raises SignInRefused, Invalid for a weak one, and Busy as `passwords` does.
    """
    with database.transaction() as session:
        row = _hold(session, staff_id)
        _reserve(session, row.username, session_id)
        username, kept = row.username, row.password_hash
        check_strength(new, username=row.username, name=row.name)
    if not passwords.verified(database.keys, staff_id, old, kept):
        log.warning("wrong password of staff", staff=staff_id)
        raise SignInRefused
    hashed = passwords.hashed(database.keys, staff_id, new)
    with database.transaction() as session:
        row = _hold(session, staff_id)
        is_taken = row.password_hash == kept and authenticators.use_code(session, row, code)
        if is_taken:
            counters.take_all_back(session, [], ended=[tries_of(username, session_id)])
            row.password_hash = hashed
            staff_sessions.end_sessions(session, staff_id, but=session_id)
            approvals.end_requests_of(session, staff_id, actor=as_staff(row).actor)
            _record(session, row, "staff.password")
    if not is_taken:
        log.warning("wrong password of staff", staff=staff_id)
        raise SignInRefused


def tries_of(username: str, place: str = "") -> Limit:
    """The limit that counts the tries under a username, in a browser or a session (`place`)."""
    return Limit(TRIED, f"{_named(username)} {place}".strip(), WINDOW, TRIES)


@contextmanager
def _in_room() -> Iterator[None]:
    if not _ROOM.acquire(blocking=False):
        raise passwords.Busy("too many sign in to the console")
    try:
        yield
    finally:
        _ROOM.release()


def _may_enter(session: Session, row: StaffMember, code: str, *, allows_demo: bool) -> bool:
    is_open = row.suspended_at is None and (allows_demo or not row.is_demo)
    return is_open and authenticators.use_code(session, row, code)


def _reserve(session: Session, username: str, place: str) -> None:
    """Count a try in a browser or a session (`place`). Raises SignInRefused where there were too many."""
    if counters.spend(session, [tries_of(username, place)]) is None:
        return
    if counters.mark(session, f"alarm: staff locked {_named(username)}", WINDOW):
        alarm("staff sign-in locked")
    raise SignInRefused


def _named(username: str) -> str:
    return username.strip().lower()[:100]


def _hold(session: Session, staff_id: str) -> StaffMember:
    row = session.get(StaffMember, staff_id, with_for_update=True, populate_existing=True)
    if row is None or row.suspended_at is not None:
        raise SignInRefused
    return row


def _record(session: Session, row: StaffMember, action: str) -> None:
    audit_log.record(session, actor=as_staff(row).actor, action=action, subject=f"staff:{row.username}")
