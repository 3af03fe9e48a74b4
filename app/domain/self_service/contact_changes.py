"""Changes of an account's e-mail address or phone number by its signed-in person, and how the owner stops one.

Each change needs the password, given in this session (ASVS 7.5.1), and a code sent to the new address or number,
entered for the account that it was issued for. The owner is notified by SMS, and at the old and the new address, with
the code to dial to stop it: never by a reply, because STOP means no more alerts.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from app.domain.audit import audit_log
from app.domain.identity import accounts, otp, sign_in
from app.domain.identity.accounts import Account, Login
from app.domain.identity.otp import Code, Purpose
from app.domain.identity.recovery import pending_changes, recovery_factors, security_notices
from app.domain.identity.recovery.pending_changes import What
from app.domain.messaging import messages
from app.domain.messaging.messages import MessageKind
from app.domain.self_service import identity_proof, phone_change
from app.domain.shared import emails
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import Conflict, NotAllowed, NotFound
from app.domain.subscribers import phones
from app.domain.subscribers.phones import phone_index
from app.platform.i18n import ENGLISH, _, translate
from app.platform.phone_numbers import masked

MAIL_CODE = _(
    "Your eCitizen code is {code}. It is good for a day. Dial {dial}, sign in, and enter it under My account, E-mail. "
    "Never tell anyone, even our staff."
)
PHONE_CODE = _(
    "eCitizen: {code} is your code. It makes this number the phone of an account, entered on its present phone. "
    "Not you? Tell it to nobody, even our staff."
)
EMAIL_AS_BEFORE = _("eCitizen: account {whose} has the e-mail {email}, as before. Not you? Call {phone} now.")
EMAIL_CHANGED = _(
    "eCitizen: account {whose} has a new e-mail, {email}. Not you? Dial {dial} and stop it, or call {phone}."
)
PHONE_PLANNED = _(
    "eCitizen: account {whose} moves to {number} in a day. Not you? Dial {dial} and stop it, or call {phone}."
)
STOPPED = {
    What.EMAIL: _("eCitizen: the change of the e-mail of account {whose} is stopped, and every sign-in is ended."),
    What.PHONE: _("eCitizen: the change of the number of account {whose} is stopped, and every sign-in is ended."),
    What.PASSWORD: _("eCitizen: the new password asked for account {whose} is stopped. The password is as it was."),
}
MOVED = _("eCitizen: a Huduma Centre made {phone} the phone of account {whose}. Not you? Call {call} now.")
SIGNED_OUT = _(
    "eCitizen: a Huduma Centre signed everybody out of account {whose}; a new e-mail or number is taken back. "
    "Not you? Call {call} now."
)


class CodeRequest(StrEnum):
    """The result of asking for a code to a new address or number."""

    SENT = "sent"
    SAME = "the account has it already"
    TOO_OFTEN = "too often"
    DESK = "only a desk changes this account now"


class Confirmed(StrEnum):
    """The result of entering a code for an address or a number."""

    YES = "yes"
    WRONG = "wrong"
    TAKEN = "another account has the address"
    DESK = "only a desk changes this account now"


def request_contact_code(
    session: Session, login: Login, purpose: Purpose, phone: str, target: str, language: str, contacts: Contacts
) -> CodeRequest:
    """Send a code to an address or a number (`purpose`) that is to become the account's. Raises Revoked."""
    account = accounts.for_change(session, login)
    if recovery_factors.needs_a_desk(account):
        return CodeRequest.DESK
    if target == (account.email_address if purpose == Purpose.EMAIL else account.phone_number):
        return CodeRequest.SAME
    if not otp.may_ask(session, purpose, account.id, target):
        return CodeRequest.TOO_OFTEN
    code = _issue(session, purpose, account, phone, target)
    digits = code.digits
    if purpose == Purpose.EMAIL:
        body = translate(language, MAIL_CODE, code=digits, dial=contacts.ussd_code) + "\n"
        key = f"otp:{code.id}"
        messages.queue_email(session, key=key, kind=MessageKind.REPLY, address=target, subject="eCitizen", body=body)
    else:
        text = translate(language, PHONE_CODE, code=digits)
        otp.send_code(session, code, phone=target, text=text, granted=otp.may_cost(session, code, target))
    return CodeRequest.SENT


def confirm_email(
    session: Session, login: Login, phone: str, typed: str, language: str, contacts: Contacts
) -> Confirmed:
    """Set the address that the code was sent to, and notify the old one, the new one and the phone. Raises Revoked."""
    account = accounts.for_change(session, login)
    used = _used(session, Purpose.EMAIL, account, phone, typed)
    if isinstance(used, Confirmed):
        return used
    before = account.email_address
    try:
        recovery_factors.set_email(session, account.id, used.target)
    except Conflict:
        return Confirmed.TAKEN
    shown = emails.masked(used.target)
    fields = {"whose": account.shown_number, "dial": contacts.ussd_code, "phone": contacts.phone}
    can_be_stopped = pending_changes.is_live(session, pending_changes.find_change(session, account.id, What.EMAIL))
    spoken = security_notices.owners_language(session, account, language)
    text = translate(spoken, EMAIL_CHANGED if can_be_stopped else EMAIL_AS_BEFORE, email=shown, **fields)
    security_notices.tell(session, account, text, address=before)
    return Confirmed.YES


def confirm_phone(
    session: Session, login: Login, phone: str, typed: str, language: str, contacts: Contacts
) -> Confirmed:
    """Plan the change to the number that the code was sent to, and notify the old one. Raises Revoked."""
    account = accounts.for_change(session, login)
    used = _used(session, Purpose.PHONE, account, phone, typed)
    if isinstance(used, Confirmed):
        return used
    number = used.target
    recovery_factors.plan_phone_change(session, account.id, number)
    fields = {"whose": account.shown_number, "dial": contacts.ussd_code, "phone": contacts.phone}
    spoken = security_notices.owners_language(session, account, language)
    text = translate(spoken, PHONE_PLANNED, number=masked(number), **fields)
    security_notices.tell(session, account, text)
    return Confirmed.YES


def awaited(session: Session, purpose: Purpose, login: Login, phone: str) -> str | None:
    """The address or number whose code this phone has to enter for this account, if there is one."""
    code = otp.pending(session, purpose, phone, login.account_id)
    return code.target if code else None


def planned_number(session: Session, login: Login) -> tuple[str, datetime] | None:
    """The number of a planned change, masked, and when the change was begun; None without one. Raises Revoked."""
    account = accounts.signed_in(session, login)
    number, change = (
        account.new_phone,
        pending_changes.find_change(session, account.id, What.PHONE),
    )
    return (masked(number), change.at) if number and change else None


def stop_contact_change(
    session: Session, account_id: str, what: What, language: str, *, at: datetime, phone: str | None = None
) -> bool:
    """Stop the change begun at `at` and notify everybody involved; False where it cannot be stopped any more.

    `phone`: the phone that asks without a password. It must be the account's own, and two such stops lead to a desk.
    Raises NotFound.
    """
    account = accounts.get(session, account_id, lock=True)
    if phone is not None and account.phone != phone_index(session, phone):
        raise NotFound("there is no such change")
    if not pending_changes.is_same(pending_changes.find_change(session, account_id, what), at):
        return False
    new_number, new_address = account.new_phone, account.email_address
    if recovery_factors.stop_change(session, account_id, what, counts=phone is not None) is None:
        return False
    spoken = security_notices.owners_language(session, account, language)
    text = translate(spoken, STOPPED[what], whose=account.shown_number)
    number = new_number if what == What.PHONE else None
    security_notices.tell(session, account, text, phone=number, address=new_address)
    return True


def pending(session: Session, account_id: str, what: What, *, at: datetime) -> dict[str, str]:
    """The account (`whose`) and the new value (`target`) of the change begun at `at`, masked; {} where it is over."""
    if not pending_changes.is_same(pending_changes.find_change(session, account_id, what), at):
        return {}
    account = accounts.get(session, account_id)
    address, number = account.email_address, account.new_phone
    targets = {What.EMAIL: address and emails.masked(address), What.PHONE: number and masked(number)}
    return {"whose": account.shown_number, "target": targets.get(what) or ""}


def stop_signed_in(session: Session, login: Login, what: What, language: str, *, at: datetime) -> bool:
    """Stop a change after the password was given (`stop_contact_change`): this leads to no desk. Raises Revoked."""
    return stop_contact_change(session, accounts.for_change(session, login).id, what, language, at=at)


def move_phone(session: Session, account: Account, number: str, *, actor: str, contacts: Contacts) -> None:
    """Change the phone at once, for a person seen at a desk. Raises NotAllowed for the same.

    Both phones are notified, and those that agencies recorded, whose alerts go to the new phone from then on.

    All codes are sent there at once; an address younger than 72 hours is undone, and changes by phone are possible.
    """
    old, young = account.phone_number, account.email_address
    if number == old:
        raise NotAllowed("the account has this phone already")
    recovery_factors.restore_email(session, account)
    identity_proof.tell_recorded_phones(session, account, number, contacts)
    accounts.prove(session, account, actor=actor, by="desk")
    phone_change.change_phone(session, account, number, actor=actor, codes_from=None)
    account.changes_stopped = 0
    spoken = phones.language_of(session, number) or phones.language_of(session, old) or ENGLISH
    whose = account.shown_number
    text = translate(spoken, MOVED, phone=masked(number), whose=whose, call=contacts.phone)
    security_notices.tell(session, account, text, phone=old, address=young)


def unlock(session: Session, account: Account, *, actor: str) -> None:
    """Unlock an account for a person seen at a desk: every phone may sign in, and changes by phone are possible
    again."""
    sign_in.unlock(session, account.id)
    account.changes_stopped = 0
    audit_log.record(session, actor=actor, action="account.unlocked", subject=account.id)


def sign_everybody_out(session: Session, account: Account, contacts: Contacts, *, actor: str) -> None:
    """Revoke at a desk all that was begun before, and undo an address younger than 72 hours. The owner is notified."""
    young = account.email_address
    recovery_factors.restore_email(session, account)
    accounts.end_what_was_begun(session, account)
    spoken = phones.language_of(session, account.phone_number) or ENGLISH
    text = translate(spoken, SIGNED_OUT, whose=account.shown_number, call=contacts.phone)
    security_notices.tell(session, account, text, address=young)
    audit_log.record(session, actor=actor, action="account.signed_out", subject=account.id)


def _issue(session: Session, purpose: Purpose, account: Account, phone: str, target: str) -> Code:
    return otp.issue_code(
        session, purpose, asker=phone, account_id=account.id, target=target, auth_epoch=account.auth_epoch
    )


def _used(session: Session, purpose: Purpose, account: Account, phone: str, typed: str) -> Code | Confirmed:
    """The code, if it is right, of this account and of its present epoch; else the result to return."""
    if recovery_factors.needs_a_desk(account):
        return Confirmed.DESK
    code = otp.pending(session, purpose, phone, account.id)
    used = otp.use_code(session, code.id, typed) if code else None
    return used if used is not None and used.auth_epoch == account.auth_epoch else Confirmed.WRONG
