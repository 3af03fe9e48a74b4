"""Recovery factors of an account, its e-mail address and phone number: how they are set, changed and restored.

No code for a new password is sent to a new one for 72 hours, and its owner can stop the change from the account's phone
(law 12; threat T9). The number given at registration, and one set at a desk, get codes at once.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.audit import audit_log
from app.domain.identity import accounts
from app.domain.identity.accounts import Account
from app.domain.identity.recovery import pending_changes
from app.domain.identity.recovery.pending_changes import What
from app.domain.shared.errors import Conflict
from app.platform.db import now

PHONE_CHANGE_WAIT: Final = timedelta(days=1)
"""Between confirming the new number and the change: time for the owner of the old one to stop it."""
HOLD: Final = timedelta(hours=72)
"""For how long no code for a new password is sent to a new address or number."""
STOPS: Final = 2
"""After so many changes of an account were stopped without its password, only a desk may make another."""


def set_email(session: Session, account_id: str, address: str) -> Account:
    """Set a confirmed address. Raises Conflict when another account has it, and then changes nothing; NotFound.

    The previous address can be restored for 72 hours: the last one that was set for 72 hours, because a thief may
    change it twice. Setting that one again restores its age too, and leaves nothing to stop.
    """
    account, owner = accounts.get(session, account_id, lock=True), accounts.by_email(session, address)
    if owner is not None and owner.id != account_id:
        raise Conflict("this address belongs to another account")
    if account.email_address == address:
        return account
    with session.begin_nested():  # whoever loses a race for the address leaves no pending change
        change = pending_changes.find_change(session, account_id, What.EMAIL)
        if change is not None and pending_changes.previous_email(session, account_id) == address:
            _write_email(session, account, address, codes_from=change.previous_codes_from)
            pending_changes.forget(session, account_id, What.EMAIL)
        else:
            _remember_previous(session, account)
            _write_email(session, account, address, codes_from=now(session) + HOLD)
    _record(session, account, "account.email_changed")
    return account


def restore_email(session: Session, account: Account) -> None:
    """Undo an address set less than 72 hours ago: restore the previous one, or none if another account has it now."""
    change = pending_changes.find_change(session, account.id, What.EMAIL)
    if change is None or not pending_changes.is_live(session, change):
        return
    before = pending_changes.previous_email(session, account.id)
    try:
        _write_email(session, account, before, codes_from=change.previous_codes_from)
    except Conflict:
        _write_email(session, account, None, codes_from=None)
    pending_changes.forget(session, account.id, What.EMAIL)


def plan_phone_change(session: Session, account_id: str, number: str) -> Account:
    """Plan a change of the phone a day from now, unless the owner stops it. Raises NotFound."""
    account = accounts.get(session, account_id, lock=True)
    account.new_phone = number
    account.new_phone_from = now(session) + PHONE_CHANGE_WAIT
    pending_changes.begin_change(session, account_id, What.PHONE, account.new_phone_from)
    _record(session, account, "account.phone_change_planned")
    return account


def stop_change(session: Session, account_id: str, what: What, *, counts: bool) -> Account | None:
    """Stop a pending change, and revoke what was begun before. None where there is nothing to stop.

    `counts`: the stop counts towards `STOPS`.
    """
    account = accounts.get(session, account_id, lock=True)
    waits = what == What.PHONE and account.new_phone_sealed is not None  # not applied yet, even if it is due
    if not waits and not pending_changes.is_live(session, pending_changes.find_change(session, account_id, what)):
        return None
    if what == What.EMAIL:
        restore_email(session, account)
    if counts and what != What.PASSWORD:
        account.changes_stopped += 1
    accounts.end_what_was_begun(session, account, keep_reset=what != What.PASSWORD)
    _record(session, account, f"account.{what}_change_stopped")
    return account


def needs_a_desk(account: Account) -> bool:
    """Whether changes of this account were stopped so often that only a desk may make another."""
    return account.changes_stopped >= STOPS


def _remember_previous(session: Session, account: Account) -> None:
    change = pending_changes.find_change(session, account.id, What.EMAIL)
    until = now(session) + HOLD
    if change is not None and not accounts.is_email_held(session, account):
        change.at, change.until, change.seen_at = now(session), until, None
        return
    address, codes_from = account.email_address, account.email_codes_from
    change = pending_changes.begin_change(session, account.id, What.EMAIL, until)
    if address:
        change.previous_address = address
        change.previous_codes_from = codes_from


def _write_email(session: Session, account: Account, address: str | None, *, codes_from: datetime | None) -> None:
    try:
        with session.begin_nested():
            account.email = accounts.email_index(session, address) if address else None
            account.email_address = address
            account.email_codes_from = codes_from
            session.flush()
    except IntegrityError:  # another account took it at this very moment
        raise Conflict("this address belongs to another account") from None


def _record(session: Session, account: Account, action: str) -> None:
    audit_log.record(session, actor="citizen", action=action, subject=account.id)
