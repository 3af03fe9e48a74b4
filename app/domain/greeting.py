"""What is known of a phone when it dials."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain import accounts, notices, otp, phones
from app.domain.account_care import hidden
from app.domain.otp import Purpose


@dataclass(frozen=True)
class Known:
    """What the first screen needs.

    `account`: the one that this phone stays signed in to. `holder`: the one account whose phone this is; empty
    where a household shares the phone.
    """

    language: str | None
    notices: dict[str, str]
    account: str
    holder: str
    holder_number: str
    awaits_code: bool


def look(session: Session, phone: str) -> Known:
    """Look a phone up."""
    held = accounts.by_phone(session, phone)
    holder = held[0] if len(held) == 1 else None
    return Known(
        language=phones.language_of(session, phone),
        notices=notices.current(session),
        account=accounts.remembered(session, phone) or "",
        holder=holder.id if holder else "",
        holder_number=hidden(accounts.number_of(session, holder)) if holder else "",
        awaits_code=otp.pending(session, Purpose.RESET, phone) is not None,
    )
