"""Sign-in to the console: username, password and the six digits of an authenticator (TOTP), all at once.

The answer never tells what was wrong: neither whether there is such a username, nor which of the three did not match.
Each try is counted before it is checked; after five wrong ones within 15 minutes no sign-in under that username is
accepted until they are over. A browser in which its owner has signed in before has a separate count, so that somebody
who knows only the username cannot lock the owner out. A code of an authenticator is accepted once (RFC 6238, 5.2).
"""

import hmac
import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import pyotp
from sqlalchemy.orm import Session

from app.domain.audit import audit_log
from app.domain.identity import passwords
from app.domain.shared import counters
from app.domain.shared.counters import Limit
from app.domain.shared.errors import Invalid, NotAllowed
from app.domain.staff import staff_sessions
from app.domain.staff.staff_members import StaffMember, find_staff, hold_staff, setup_digest
from app.domain.staff.staff_passwords import check_strength
from app.platform.db import Database, now
from app.platform.observability import alarm, log

TRIES: Final = 5
WINDOW: Final = timedelta(minutes=15)
STEP: Final = 30
"""Seconds for which a code of an authenticator is valid (RFC 6238)."""
DRIFT: Final = 1
"""Steps by which an authenticator's clock may be wrong, either way."""
ISSUER: Final = "Lango console"
WRONG: Final = "username, password or code do not fit; after five tries wait a quarter of an hour"
SETUP_WRONG: Final = "this username and setup code do not fit, or the code is too old: ask for a new one"
TRIED: Final = "staff sign-in"


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

    `allows_demo`: whether this is a development machine. Raises SignInRefused, and Busy as `passwords` does.
    """
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
            counters.take_all_back(session, [], ended=[_limit(shown.username, shown.browser)])
            row.signed_in_at, row.password_hash = now(session), renewed or kept
            token = staff_sessions.begin_session(session, row.id, agent)
            audit_log.record(session, actor=_actor(row), action="staff.signed_in", subject=f"staff:{row.username}")
    if token is None:
        log.warning("wrong sign-in of staff", staff=staff_id)
        raise SignInRefused
    return token


def begin_enrolment(session: Session, username: str, code: str) -> str:
    """Check a setup code and make a secret for the authenticator; returns the secret. Raises SignInRefused.

    Until the enrolment is finished it may be begun again: an earlier secret is then void.
    """
    row = _of_setup(session, username, code)
    secret = pyotp.random_base32(32)
    row.totp_secret = secret
    return secret


def pending_secret(session: Session, username: str, code: str) -> str:
    """The secret of an enrolment that was begun, for who has the setup code. Raises SignInRefused."""
    return _secret_of(_of_setup(session, username, code))


def finish_enrolment(database: Database, username: str, setup: str, password: str, code: str) -> None:
    """Set a password, if a code of the authenticator is right. The setup code is void from here on.

    Raises SignInRefused for the setup code, Invalid for a weak password or a wrong code.
    """
    with database.transaction() as session:
        row = _of_setup(session, username, setup)
        staff_id, name = row.id, row.name
        check_strength(password, username=row.username, name=name)
        shown_at = now_at(session)
        _step_of_enrolment(row, code, shown_at)
    hashed = passwords.hashed(database.keys, staff_id, password)
    with database.transaction() as session:
        row = _of_setup(session, username, setup)
        row.totp_counter = _step_of_enrolment(row, code, shown_at)
        row.password_hash, row.setup_digest, row.setup_until = hashed, None, None
        row.enrolled_at = now(session)
        counters.take_all_back(session, [], ended=[_limit(username)])
        audit_log.record(session, actor=_actor(row), action="staff.enrolled", subject=f"staff:{row.username}")


def change_password(database: Database, staff_id: str, old: str, new: str, code: str, *, session_id: str) -> None:
    """Set another password, given the old one and a code; every other session of theirs ends.

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
        is_taken = row.password_hash == kept and use_code(session, row, code)
        if is_taken:
            counters.take_all_back(session, [], ended=[_limit(username, session_id)])
            row.password_hash = hashed
            staff_sessions.end_sessions(session, staff_id, but=session_id)
            audit_log.record(session, actor=_actor(row), action="staff.password", subject=f"staff:{row.username}")
    if not is_taken:
        log.warning("wrong password of staff", staff=staff_id)
        raise SignInRefused


def use_code(session: Session, row: StaffMember, typed: str) -> bool:
    """Whether the code of the authenticator is right, and used for the first time; the caller has locked the row."""
    if row.totp_sealed is None or row.enrolled_at is None:
        return False
    step = _step_of(_secret_of(row), typed, now_at(session))
    if step is None or (row.totp_counter is not None and step <= row.totp_counter):
        return False
    row.totp_counter = step
    return True


def address_of(username: str, secret: str) -> str:
    """The otpauth URI for an authenticator's QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


def now_at(session: Session) -> int:
    """The present second since 1970, by the clock of this installation."""
    return int(now(session).timestamp())


def wait_of(seconds: float | None = None) -> int:
    """Seconds until an authenticator shows another code."""
    return STEP - int(time.time() if seconds is None else seconds) % STEP


def _may_enter(session: Session, row: StaffMember, code: str, *, allows_demo: bool) -> bool:
    is_open = row.suspended_at is None and (allows_demo or not row.is_demo)
    return is_open and use_code(session, row, code)


def _reserve(session: Session, username: str, place: str) -> None:
    """Count a try in a browser or a session (`place`). Raises SignInRefused where there were too many."""
    if counters.spend(session, [_limit(username, place)]) is None:
        return
    if counters.mark(session, f"alarm: staff locked {_named(username)}", WINDOW):
        alarm("staff sign-in locked")
    raise SignInRefused


def _limit(username: str, place: str = "") -> Limit:
    return Limit(TRIED, f"{_named(username)} {place}".strip(), WINDOW, TRIES)


def _named(username: str) -> str:
    return username.strip().lower()[:100]


def _of_setup(session: Session, username: str, code: str) -> StaffMember:
    """The member who enrols, locked. Raises SignInRefused."""
    row = find_staff(session, username)
    row = hold_staff(session, row.username) if row is not None else None
    kept = row.setup_digest if row is not None else None
    is_same = hmac.compare_digest(setup_digest(code), kept or b"\0" * 32)
    if row is None or not is_same or row.suspended_at is not None:
        raise SignInRefused(SETUP_WRONG)
    if row.setup_until is None or row.setup_until <= now(session):
        raise SignInRefused(SETUP_WRONG)
    return row


def _hold(session: Session, staff_id: str) -> StaffMember:
    row = session.get(StaffMember, staff_id, with_for_update=True, populate_existing=True)
    if row is None or row.suspended_at is not None:
        raise SignInRefused
    return row


def _secret_of(row: StaffMember) -> str:
    secret = row.totp_secret
    if secret is None:
        raise SignInRefused(SETUP_WRONG)
    return secret


def _step_of_enrolment(row: StaffMember, code: str, moment: int) -> int:
    """The time step of the code that ends an enrolment. Raises Invalid for another code than that of the secret."""
    step = _step_of(_secret_of(row), code, moment)
    if step is None:
        raise Invalid("code: it does not fit; look at the clock of your phone, and try the next one")
    return step


def _step_of(secret: str, typed: str, moment: int) -> int | None:
    """The time step whose code was typed; None where it matches none of the allowed ones."""
    bare, clock = "".join(typed.split()), pyotp.TOTP(secret, interval=STEP)
    steps = range(moment // STEP - DRIFT, moment // STEP + DRIFT + 1)
    found = [step for step in steps if hmac.compare_digest(clock.generate_otp(step).encode(), bare.encode())]
    return found[0] if found else None


def _actor(row: StaffMember) -> str:
    return f"staff:{row.agency_code or 'national'}/{row.username}"
