"""Password reset: the account's own phone asks for a code and enters it, and the owner is notified.

A request from any other phone sends and changes nothing. Only the phone that gets a code can enter it, so nobody gains
by talking the owner into reading one out. The answer is the same whether or not there is an account.
"""

from typing import Any

from sqlalchemy.orm import Session

from app.domain.identity import accounts, id_documents, otp, sign_in
from app.domain.identity.accounts import Account, Login
from app.domain.identity.otp import Code, Purpose
from app.domain.identity.recovery import pending_changes, recovery_factors, reset_codes, security_notices
from app.domain.identity.recovery.pending_changes import What
from app.domain.messaging import messages
from app.domain.messaging.messages import MessageKind
from app.domain.shared import emails
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import Invalid, Revoked
from app.domain.shared.persons import AccountType, applicant_index
from app.domain.subscribers.phones import phone_index
from app.platform.db import now
from app.platform.i18n import _, day, translate

PASSWORD_CHANGED = _("eCitizen: the password of account {whose} was changed on {day}. Not you? Call {phone} at once.")
STOPPED = _(
    "eCitizen: a new password for account {whose} was asked for on this phone, and stopped. "
    "The password is as it was. Whoever asked had the phone in hand."
)
NEW_NUMBER = _(
    "eCitizen: this number is new to your account: codes for a new password come here from {day}. "
    "Until then use your password or visit a Huduma Centre."
)


def request_code(
    session: Session,
    account_type: str,
    name: str,
    birth_year: str,
    *,
    phone: str,
    language: str,
    contacts: Contacts,
    checks_sims: bool = False,
) -> bool:
    """Send a code for a new password, if there is such an account and this phone is its own.

    False when this phone has asked too often. Any other request does the same work and gets the same answer, but
    nothing is sent. `checks_sims`: the code is sent only after the provider's answer about the phone's SIM.
    """
    account = _meant(session, AccountType(account_type), name, birth_year, phone)
    if not otp.may_ask(session, Purpose.RESET, phone):
        return False
    if otp.is_worn_out(session, Purpose.RESET, account.id if account else phone):
        account = None
    if account is not None and _is_held_back(session, account):
        _tell_when(session, account, phone, language)
        account = None
    code = reset_codes.issue_reset_code(session, account, phone)
    reset_codes.send_reset_code(session, code, language, contacts, checks_sims=checks_sims)
    return True


def send_code_again(
    session: Session, phone: str, language: str, contacts: Contacts, *, checks_sims: bool = False
) -> bool:
    """Send the same code once more; False when it is too early, too often, or void."""
    code = otp.pending(session, Purpose.RESET, phone)
    if code is None or not otp.may_send_again(session, code):
        return False
    reset_codes.send_reset_code(session, code, language, contacts, checks_sims=checks_sims)
    return True


def stop_reset(session: Session, phone: str, language: str) -> None:
    """Cancel a reset that the owner did not ask for: this phone's code becomes void, and the owner is notified."""
    code = otp.pending(session, Purpose.RESET, phone)
    otp.void(session, Purpose.RESET, phone)
    account = session.get(Account, code.account_id) if code is not None and code.account_id else None
    if account is not None:
        pending_changes.forget(session, account.id, What.PASSWORD)
        whose = account.shown_number
        security_notices.tell(session, account, translate(language, STOPPED, whose=whose))


def enter_code(session: Session, phone: str, typed: str) -> dict[str, Any]:
    """The id of the `code`, if it is the right one, or "", and how many tries are left.

    The effect of the hop stores this and no account: the code's row leads to it, and is deleted with the new password.
    """
    code = otp.pending(session, Purpose.RESET, phone)
    used = otp.use_code(session, code.id, typed) if code else None
    if used is None or used.account_id is None:
        return {"code": "", "left": otp.tries_left(session, code.id) if code else 0}
    return {"code": used.id, "left": 0}


def opened_by(session: Session, code_id: str) -> Login:
    """The sign-in that a used code gives, at the epoch of the code. Raises Revoked where it is deleted or not used."""
    code = session.get(Code, code_id)
    if code is None or code.account_id is None or code.used_at is None:
        raise Revoked("the code has been ended")
    return Login(code.account_id, code.auth_epoch or 0)


def facts(session: Session, login: Login) -> tuple[str, str, str]:
    """Number, birth and phone of an account: a password must not be made of them. Raises Revoked."""
    account = accounts.signed_in(session, login)
    return (
        account.number,
        account.said.birth,
        account.phone_number,
    )


def reset_password(
    session: Session, login: Login, password_hash: str, language: str, contacts: Contacts, *, phone: str
) -> None:
    """Set a new password after a code on this phone; an address younger than 72 hours is undone, and notified too.

    Raises Revoked where the account has another phone or epoch since the code was entered.
    """
    account = accounts.signed_in(session, login, lock=True)
    if account.phone != phone_index(session, phone):
        raise Revoked("the account has another phone now")
    young = account.email_address
    recovery_factors.restore_email(session, account)
    _set_password(session, account, password_hash, language, contacts, address=young)


def change_password(session: Session, login: Login, password_hash: str, language: str, contacts: Contacts) -> None:
    """Change the password of someone who has given the old one in this session. Raises Revoked.

    A pending code for a new password stays valid: it may be a thief who changes the password.
    """
    account = accounts.for_change(session, login)
    _set_password(session, account, password_hash, language, contacts, keep_reset=True)


def _set_password(
    session: Session,
    account: Account,
    password_hash: str,
    language: str,
    contacts: Contacts,
    *,
    address: str | None = None,
    keep_reset: bool = False,
) -> None:
    """Set the password, lift the locks of sign-in, and notify the owner everywhere."""
    accounts.set_password(session, account.id, password_hash, keep_reset=keep_reset)
    sign_in.unlock(session, account.id)
    spoken = security_notices.owners_language(session, account, language)
    whose, today = account.shown_number, day(spoken, now(session))
    body = translate(spoken, PASSWORD_CHANGED, whose=whose, day=today, phone=contacts.phone)
    security_notices.tell(session, account, body, address=address)


def _meant(session: Session, account_type: AccountType, name: str, birth_year: str, phone: str) -> Account | None:
    """The account that is meant, among those of this phone. No other is read: that would show in the response time."""
    known = _index(session, account_type, name)
    mine = [each for each in accounts.by_phone(session, phone) if known in (each.email, each.applicant)]
    born = [each for each in mine if each.said.birth[:4] == birth_year]
    return next((each for each in born if each.account_type == account_type), None)


def _index(session: Session, account_type: AccountType, name: str) -> bytes:
    """The blind index of an e-mail address or the number of a document, however it was written."""
    try:
        return accounts.email_index(session, emails.find_address(name))
    except Invalid:
        return applicant_index(session, account_type, id_documents.may_be(account_type, name) or "")


def _is_held_back(session: Session, account: Account) -> bool:
    """Whether the account's number is so new that no code for a new password is sent to it."""
    return account.phone_codes_from is not None and account.phone_codes_from > now(session)


def _tell_when(session: Session, account: Account, phone: str, language: str) -> None:
    assert account.phone_codes_from is not None  # noqa: S101 (it is held back)
    text = translate(language, NEW_NUMBER, day=day(language, account.phone_codes_from))
    key = f"new-number:{account.id}:{account.phone_codes_from:%Y%m%d%H%M%S}"
    messages.queue_sms(session, key=key, kind=MessageKind.REPLY, phone=phone, body=text)
