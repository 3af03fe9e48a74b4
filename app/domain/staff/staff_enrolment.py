"""Enrolment of staff: with a setup code a new member chooses a password and registers an authenticator.

The setup code is shown once to who gives it, and stored as a digest; the enrolment uses it up.
"""

import hmac
from typing import Final

import pyotp
from sqlalchemy.orm import Session

from app.domain.audit import audit_log
from app.domain.identity import passwords
from app.domain.shared import counters
from app.domain.shared.errors import Invalid
from app.domain.staff import authenticators, staff_sign_in
from app.domain.staff.staff_members import StaffMember, as_staff, find_staff, hold_staff, setup_digest
from app.domain.staff.staff_passwords import check_strength
from app.domain.staff.staff_sign_in import SignInRefused
from app.platform.db import Database, now

SETUP_WRONG: Final = "this username and setup code do not fit, or the code is too old: ask for a new one"


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
        shown_at = authenticators.now_at(session)
        _step_of_enrolment(row, code, shown_at)
    hashed = passwords.hashed(database.keys, staff_id, password)
    with database.transaction() as session:
        row = _of_setup(session, username, setup)
        row.totp_counter = _step_of_enrolment(row, code, shown_at)
        row.password_hash, row.setup_digest, row.setup_until = hashed, None, None
        row.enrolled_at = now(session)
        counters.take_all_back(session, [], ended=[staff_sign_in.tries_of(username)])
        audit_log.record(session, actor=as_staff(row).actor, action="staff.enrolled", subject=f"staff:{row.username}")


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


def _secret_of(row: StaffMember) -> str:
    secret = row.totp_secret
    if secret is None:
        raise SignInRefused(SETUP_WRONG)
    return secret


def _step_of_enrolment(row: StaffMember, code: str, moment: int) -> int:
    """The time step of the code that ends an enrolment. Raises Invalid for another code than that of the secret."""
    step = authenticators.step_of(_secret_of(row), code, moment)
    if step is None:
        raise Invalid("code: it does not fit; look at the clock of your phone, and try the next one")
    return step
