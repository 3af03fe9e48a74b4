"""Account changes at a desk that need two persons: another phone, closing, and correcting the details or the ID number.

The first member of staff sees the person and the document. The approval request holds a digest of the account's state,
and what the register of persons has confirmed. The approval carries it out, if the account's state is still the same.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy.orm import Session

from app.domain.identity import accounts
from app.domain.identity.accounts import Account
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.messaging.sms_budget import KeyBudget
from app.domain.self_service import (
    contact_changes,
    desk_accounts,
    desk_takeover,
    detail_corrections,
    number_corrections,
)
from app.domain.self_service.detail_corrections import Correction
from app.domain.self_service.number_corrections import NumberCorrection
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import Invalid, NotAllowed
from app.domain.staff import approvals
from app.domain.staff.approvals import Approval, ApprovalKind, Wish
from app.domain.staff.staff_members import Staff, get_staff
from app.platform.phone_numbers import is_mobile

TAKE_OVER: Final = "take_over"
MOVE: Final = "move"
Details = Mapping[str, Any]


def ask_phone_change(
    session: Session, account_id: str, number: str, *, said_phone: str | None, reason: str, staff: Staff
) -> str:
    """Request that an account be moved to a phone.

    For an account that is not proven, `said_phone` must be its present phone, and the caller must have called
    `desk_accounts.reserve_phone` before.
    Raises NotFound; Invalid for no Kenyan mobile number; NotAllowed where `said_phone` is another phone or the account
    has the new one already, and as `approvals.request_approval` does.
    """
    account = accounts.get(session, account_id, lock=True)
    if not account.is_proven:
        desk_accounts.check_phone_of(session, account_id, said_phone or "")
    return _ask_for_phone(session, account, number, {"way": MOVE}, reason, staff)


def ask_take_over(
    session: Session, account_id: str, number: str, *, password_hash: str, reason: str, staff: Staff
) -> str:
    """Request that an account which somebody else opened be given to its person (`desk_takeover.take_over`).

    `password_hash`: a hash that no password matches, made before the transaction. Raises NotFound; Invalid for no
    Kenyan mobile number; and as `approvals.request_approval` does.
    """
    account = accounts.get(session, account_id, lock=True)
    details = {"way": TAKE_OVER, "password_hash": password_hash}
    return _ask_for_phone(session, account, number, details, reason, staff)


def ask_closing(session: Session, account_id: str, *, said_phone: str, reason: str, staff: Staff) -> str:
    """Request the closing of an account; `said_phone` must be its phone. Raises NotFound, NotAllowed, Invalid."""
    account = desk_accounts.check_phone_of(session, account_id, said_phone)
    return _ask(session, ApprovalKind.CLOSING, account, {"phone": said_phone}, reason, staff)


def ask_correction(session: Session, account_id: str, confirmed: Correction, *, reason: str, staff: Staff) -> str:
    """Request a correction that the register has confirmed (`detail_corrections.confirm_correction`).

    Raises NotFound, and as `approvals.request_approval` does.
    """
    account = accounts.get(session, account_id, lock=True)
    return _ask(session, ApprovalKind.CORRECTION, account, asdict(confirmed), reason, staff)


def ask_number_correction(
    session: Session, account_id: str, confirmed: NumberCorrection, *, reason: str, staff: Staff
) -> str:
    """Request another ID number that the register has confirmed (`number_corrections.confirm_number`).

    Raises NotFound, and as `approvals.request_approval` does.
    """
    account = accounts.get(session, account_id, lock=True)
    return _ask(session, ApprovalKind.NUMBER_CORRECTION, account, asdict(confirmed), reason, staff)


def change_phone_as_agreed(session: Session, row: Approval, details: Details, actor: str, contacts: Contacts) -> None:
    """The action of `PHONE_CHANGE`: move the account to the phone. Raises NotFound, Conflict, NotAllowed."""
    account = _hold_as_seen(session, row, details)
    if details["way"] == MOVE:
        contact_changes.move_phone(session, account, details["phone"], actor=actor, contacts=contacts)
        return
    unusable = details["password_hash"]
    desk_takeover.take_over(session, account, details["phone"], password_hash=unusable, actor=actor, contacts=contacts)


def close_as_agreed(session: Session, row: Approval, details: Details, actor: str, contacts: Contacts) -> None:
    """The action of `CLOSING`: close the account. Raises NotFound, Conflict, BudgetSpent."""
    account, paid_by = _hold_as_seen(session, row, details), _paid_by(session, row)
    desk_accounts.close_at_desk(session, account.id, details["phone"], actor=actor, contacts=contacts, paid_by=paid_by)


def correct_as_agreed(session: Session, row: Approval, details: Details, actor: str, contacts: Contacts) -> None:
    """The action of `CORRECTION`: store the corrected details. Raises NotFound, Conflict, BudgetSpent."""
    account, paid_by = _hold_as_seen(session, row, details), _paid_by(session, row)
    wanted = correction_of(details)
    detail_corrections.correct_details(session, account.id, wanted, actor=actor, contacts=contacts, paid_by=paid_by)


def correct_number_as_agreed(session: Session, row: Approval, details: Details, actor: str, contacts: Contacts) -> None:
    """The action of `NUMBER_CORRECTION`: store the new number. Raises NotFound, Conflict, NotAllowed, BudgetSpent."""
    account, paid_by = _hold_as_seen(session, row, details), _paid_by(session, row)
    wanted = NumberCorrection(details["before"], details["after"])
    number_corrections.correct_number(session, account.id, wanted, actor=actor, contacts=contacts, paid_by=paid_by)


def correction_of(details: Details) -> Correction:
    """The correction in the details of a request."""
    return Correction(DeclaredDetails.of(details["before"]), DeclaredDetails.of(details["after"]))


def _ask_for_phone(
    session: Session, account: Account, number: str, details: dict[str, Any], reason: str, staff: Staff
) -> str:
    if not is_mobile(number):
        raise Invalid("a Kenyan mobile number is wanted, such as 0712345678")
    if details["way"] == MOVE and number == account.phone_number:
        raise NotAllowed("the account has this phone already")
    return _ask(session, ApprovalKind.PHONE_CHANGE, account, {**details, "phone": number}, reason, staff)


def _ask(
    session: Session, kind: ApprovalKind, account: Account, details: dict[str, Any], reason: str, staff: Staff
) -> str:
    held = {**details, "standing": desk_accounts.standing_of(session, account)}
    return approvals.request_approval(session, Wish(kind, account.id, held, reason, staff.agency), staff=staff)


def _hold_as_seen(session: Session, row: Approval, details: Details) -> Account:
    account = accounts.get(session, row.subject, lock=True)
    desk_accounts.check_standing(session, account, details["standing"])
    return account


def _paid_by(session: Session, row: Approval) -> KeyBudget:
    return get_staff(session, row.asked_by).sms_budget
