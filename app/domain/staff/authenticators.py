"""The authenticators of staff (TOTP, RFC 6238): a secret, and the six digits that it shows for half a minute.

A code is accepted once (RFC 6238, 5.2): the step of the last one that was used is kept with its member.
"""

import hmac
import time
from typing import Final

import pyotp
from sqlalchemy.orm import Session

from app.domain.staff.staff_members import StaffMember
from app.platform.db import now

STEP: Final = 30
"""Seconds for which a code of an authenticator is valid (RFC 6238)."""
DRIFT: Final = 1
"""Steps by which an authenticator's clock may be wrong, either way."""
ISSUER: Final = "Lango console"


def use_code(session: Session, row: StaffMember, typed: str) -> bool:
    """Whether the code of the authenticator is right, and used for the first time; the caller has locked the row."""
    if row.totp_sealed is None or row.enrolled_at is None:
        return False
    step = step_of(row.totp_secret or "", typed, now_at(session))
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


def step_of(secret: str, typed: str, moment: int) -> int | None:
    """The time step whose code was typed; None where it matches none of the allowed ones."""
    bare, clock = "".join(typed.split()), pyotp.TOTP(secret, interval=STEP)
    steps = range(moment // STEP - DRIFT, moment // STEP + DRIFT + 1)
    found = [step for step in steps if hmac.compare_digest(clock.generate_otp(step).encode(), bare.encode())]
    return found[0] if found else None
