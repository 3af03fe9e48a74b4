"""Gives an account another phone: at once by a desk, or after the day in which its owner can object."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.applications import account_applications
from app.domain.audit import audit_log
from app.domain.identity import accounts
from app.domain.identity.accounts import Account
from app.domain.identity.recovery import security_notices
from app.domain.identity.recovery.recovery_factors import HOLD
from app.domain.shared import counters
from app.domain.subscribers import phones
from app.domain.subscribers.phones import phone_index
from app.platform.db import now
from app.platform.encryption import DecryptionError
from app.platform.i18n import ENGLISH, _, day, translate
from app.platform.observability import alarm
from app.platform.phone_numbers import masked

ALARM_AGAIN: Final = timedelta(days=1)
PHONE_CHANGED = _(
    "eCitizen: {number} is now the phone of account {whose}. Codes for a new password go there from {day}."
)


def change_phone(session: Session, account: Account, number: str, *, actor: str, codes_from: datetime | None) -> None:
    """Send the account's codes and notices to another phone from now on, codes for a new password from `codes_from`."""
    account_applications.redirect(session, account, number)
    account.phone = phone_index(session, number)
    account.phone_number = number
    account.phone_codes_from = codes_from
    accounts.end_what_was_begun(session, account)
    audit_log.record(session, actor=actor, action="account.phone_changed", subject=account.id)


def due_phone_changes(session: Session) -> None:
    """Carry out the changes whose day of waiting is over.

    One that cannot be decrypted (damaged, or its key is missing) is left as it is and does not block the others; it
    raises an alarm once a day.
    """
    due = select(Account).where(Account.new_phone_from <= now(session))
    mine = due.where(Account.closed_at.is_(None)).with_for_update(skip_locked=True)
    for account in session.scalars(mine).all():
        account_id = account.id
        try:
            with session.begin_nested():
                _carry_out(session, account)
        except DecryptionError:
            if counters.mark(session, f"phone change cannot be read: {account_id}", ALARM_AGAIN):
                alarm("phone change cannot be read")


def _carry_out(session: Session, account: Account) -> None:
    number = account.new_phone
    assert number is not None  # noqa: S101 (it is due)
    old, codes_from = account.phone_number, now(session) + HOLD
    change_phone(session, account, number, actor="worker", codes_from=codes_from)
    language = phones.language_of(session, number) or phones.language_of(session, old) or ENGLISH
    whose, since = account.shown_number, day(language, codes_from)
    text = translate(language, PHONE_CHANGED, number=masked(number), whose=whose, day=since)
    security_notices.tell(session, account, text, phone=old)
