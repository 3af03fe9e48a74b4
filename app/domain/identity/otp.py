"""One-time codes (OTP): six digits by SMS or e-mail, for one purpose, valid for minutes to a day, three tries.

A request for an account that does not exist writes the same rows, but nothing is sent: neither the answer nor its
timing shows whether there is an account. `otp_budget` limits what the SMS may cost.
"""

import hmac
import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import LargeBinary, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.identity import otp_budget
from app.domain.messaging import messages
from app.domain.messaging.messages import MessageKind
from app.domain.messaging.sms_budget import Purse
from app.domain.shared import counters
from app.domain.shared.blind_indexes import of
from app.domain.shared.counters import Limit
from app.domain.shared.purge import delete_until
from app.domain.subscribers.phones import phone_index
from app.platform.database.sealed_value import sealed_text
from app.platform.db import Base, now

TRIES: Final = 3
AGAIN_AFTER: Final = timedelta(seconds=60)
SENDS: Final = 3
"""How often one code may be sent."""
AN_HOUR: Final = 3
A_DAY: Final = 5
"""Codes that one party (a phone, an account, an address) may ask for in an hour and in a day (source 24)."""
WRONG: Final = 10
MONTH: Final = timedelta(days=30)
"""After ten wrong codes (WRONG) for one account in a month only a desk helps (threat T7): one in 100,000 is guessed."""


class Purpose(StrEnum):
    """What a code proves. A code of one purpose opens nothing else."""

    RESET = "reset"
    EMAIL = "email"
    PHONE = "phone"
    PROOF = "proof"


LIFE: Final = {
    Purpose.RESET: timedelta(minutes=10),
    Purpose.EMAIL: timedelta(days=1),
    Purpose.PHONE: timedelta(minutes=30),
    Purpose.PROOF: timedelta(minutes=10),
}
"""For how long a code is valid (ASVS 6.5.5). The longer ones are accepted only after the password."""
KEPT: Final = timedelta(days=1)
"""For how long the row of a code is kept after it was sent: no code is valid for longer."""


class Code(Base):
    """A one-time code: which phone asked for it, for which account (None: there is none) and epoch, its recipient."""

    __tablename__ = "codes"

    id: Mapped[str] = mapped_column(primary_key=True)
    purpose: Mapped[Purpose]
    asker: Mapped[bytes] = mapped_column(LargeBinary(32), index=True, info=of("phone"))
    account_id: Mapped[str | None]
    auth_epoch: Mapped[int | None]
    code_sealed: Mapped[bytes]
    digits = sealed_text("code")
    target_sealed: Mapped[bytes]
    target = sealed_text("target")
    """The phone or the e-mail address that it goes to."""
    tries: Mapped[int]
    sends: Mapped[int]
    sent_at: Mapped[datetime] = mapped_column(index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"codes.{column}:{self.id}"


def may_ask(session: Session, purpose: Purpose, *parties: str) -> bool:
    """Count one more request for a code, for each of these parties; False when one of them has reached its limit.

    A refused request counts for none of them: otherwise an address or number at its limit would use up the limit of
    each account that asks for it.
    """
    hours = [Limit(f"otp-{purpose}-hour", party, timedelta(hours=1), AN_HOUR) for party in parties]
    days = [Limit(f"otp-{purpose}-day", party, timedelta(days=1), A_DAY) for party in parties]
    return counters.spend(session, hours + days) is None


def issue_code(
    session: Session,
    purpose: Purpose,
    *,
    asker: str,
    account_id: str | None,
    target: str,
    auth_epoch: int | None = None,
) -> Code:
    """Issue a code for a purpose; earlier ones that this phone asked for become void. `target`: phone or e-mail.

    Where a signed-in person enters the code, only the earlier ones of this account: a household shares a phone.
    """
    void(session, purpose, asker, account_id if purpose != Purpose.RESET else None)
    code = Code(
        id=secrets.token_hex(16),
        purpose=purpose,
        asker=phone_index(session, asker),
        account_id=account_id,
        auth_epoch=auth_epoch,
        tries=0,
        sends=1,
        sent_at=now(session),
        expires_at=now(session) + LIFE[purpose],
    )
    session.add(code)
    code.digits, code.target = f"{secrets.randbelow(10**6):06d}", target
    session.flush()
    return code


def pending(session: Session, purpose: Purpose, asker: str, account_id: str | None = None) -> Code | None:
    """The code that this phone asked for and can still enter; of this account only, where one is named."""
    mine = (Code.asker == phone_index(session, asker)) & (Code.purpose == purpose)
    lives = Code.used_at.is_(None) & (Code.expires_at > now(session)) & (Code.tries < TRIES)
    which = Code.account_id == account_id if account_id is not None else Code.id.is_not(None)
    return session.scalar(select(Code).where(mine, lives, which).order_by(Code.sent_at.desc()))


def may_cost(session: Session, code: Code, phone: str) -> bool:
    """Whether an SMS about this code may be sent; counted. False without an account, and beyond the budget."""
    own, real = _is_askers(session, code, phone), code.account_id is not None
    return otp_budget.spend(session, phone, own=own, real=real)


def send_code(
    session: Session, code: Code, *, phone: str, text: str, granted: bool, kind: MessageKind = MessageKind.OTP
) -> None:
    """Queue the one SMS of this send: the code, or why it does not come. Unless `granted`, the row is not sent."""
    key = f"otp:{code.id}:{code.sends}"
    purse = Purse.CODE if _is_askers(session, code, phone) else Purse.OTHERS
    messages.queue_sms(session, key=key, kind=kind, phone=phone, body=text, nowhere=not granted, purse=purse)


def may_send_again(session: Session, code: Code) -> bool:
    """Whether the same code may be sent once more now, counted: 60 s after the last time, three times in all."""
    if code.sends >= SENDS or now(session) < code.sent_at + AGAIN_AFTER:
        return False
    code.sends += 1
    code.sent_at = now(session)
    return True


def living(session: Session, code_id: str) -> Code | None:
    """The code with this id, if it can still be entered."""
    code = session.get(Code, code_id)
    lives = code is not None and code.used_at is None and code.expires_at > now(session) and code.tries < TRIES
    return code if lives else None


def use_code(session: Session, code_id: str, typed: str) -> Code | None:
    """The code's row when it is right; this uses it up. A wrong one costs one of three tries.

    The try is counted before the comparison, so that a crash never gives a free try.
    """
    moment = now(session)
    open_codes = (Code.id == code_id) & Code.used_at.is_(None) & (Code.expires_at > moment) & (Code.tries < TRIES)
    counted = session.execute(update(Code).where(open_codes).values(tries=Code.tries + 1))
    if not counted.rowcount:  # type: ignore[attr-defined]
        return None
    code = session.get_one(Code, code_id, populate_existing=True)
    right = hmac.compare_digest(code.digits.encode(), typed.encode())
    if not right or code.account_id is None:
        counters.count(session, _wrong(code.purpose), code.account_id or code.id, MONTH)
        return None
    code.used_at = moment
    return code


def tries_left(session: Session, code_id: str) -> int:
    """How many tries a code still has."""
    code = living(session, code_id)
    return TRIES - code.tries if code else 0


def is_worn_out(session: Session, purpose: Purpose, party: str) -> bool:
    """Whether too many codes of an account were wrong. Only its own phone can enter those for a new password."""
    return counters.so_far(session, _wrong(purpose), party, MONTH) >= WRONG


def forgive(session: Session, account_id: str) -> None:
    """Forget the wrong codes for a new password: the owner has proven who they are."""
    counters.forget(session, _wrong(Purpose.RESET), account_id, MONTH)


def void(session: Session, purpose: Purpose, asker: str, account_id: str | None = None) -> None:
    """End the codes that a phone asked for and has not used; of this account only, where one is named."""
    mine = (Code.asker == phone_index(session, asker)) & (Code.purpose == purpose) & Code.used_at.is_(None)
    which = Code.account_id == account_id if account_id is not None else Code.id.is_not(None)
    session.execute(update(Code).where(mine, which).values(expires_at=now(session)))


def end(session: Session, code: Code) -> None:
    """Make a code void from now on."""
    code.expires_at = now(session)
    session.flush()


def withdraw(session: Session, account_id: str) -> None:
    """Delete every code of an account, whichever phone asked for it."""
    session.execute(delete(Code).where(Code.account_id == account_id))


def withdraw_all_but_resets(session: Session, account_id: str, auth_epoch: int) -> None:
    """Delete every code of an account but those for a new password. These, entered ones too, move to the new epoch."""
    mine, resets = Code.account_id == account_id, Code.purpose == Purpose.RESET
    session.execute(delete(Code).where(mine, ~resets))
    session.execute(update(Code).where(mine).values(auth_epoch=auth_epoch))


def purge_codes(session: Session) -> int:
    """Delete the codes that were sent more than a day ago; returns how many."""
    return delete_until(session, Code.id, Code.sent_at, now(session) - KEPT)


def _is_askers(session: Session, code: Code, phone: str) -> bool:
    """Whether the phone that a code goes to is the one that asked for it."""
    return code.asker == phone_index(session, phone)


def _wrong(purpose: Purpose) -> str:
    return f"wrong code, {purpose}"
