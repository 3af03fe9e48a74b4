"""How an account is proven to be its person's: by a desk, or by a code to a phone that an agency recorded.

The code is sent to a phone other than the one in use, and entered on the one in use, after the password: whoever
borrows a phone for a minute cannot prove an account. Where no agency has recorded another phone, the answer, the rows
and the counts are the same: nobody learns here where a person has applied, or with which phone.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications import account_applications
from app.domain.identity import accounts, otp, otp_budget
from app.domain.identity.accounts import Account, Login
from app.domain.identity.otp import Code, Purpose
from app.domain.identity.recovery import security_notices
from app.domain.messaging.messages import MessageKind
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import NotAllowed
from app.domain.subscribers import phones
from app.platform.i18n import ENGLISH, _, translate
from app.platform.phone_numbers import masked

NOWHERE: Final = ""
"""The target of a code where no agency has recorded a phone: it is not sent and proves nothing."""
MOST_TOLD: Final = 5
"""The most phones that agencies recorded which are notified of a proof: those recorded last."""
SHOWN_DIGITS: Final = 4
"""The last digits of a number, by which its holder recognises it."""


@dataclass(frozen=True)
class Tried:
    """The result of entering a code: whether the account is proven now, and how many tries are left."""

    proven: bool
    left: int


BY_CODE: Final = _(
    "eCitizen: a code proved that the account on phone {phone} is yours: it shows all your applications. "
    "Not you? Call {call} now."
)
AT_DESK: Final = _(
    "eCitizen: a desk proved that the account on phone {phone} is yours: it shows all your applications. "
    "Not you? Call {call} now."
)


def prove_at_desk(session: Session, account: Account, said_phone: str, *, actor: str, contacts: Contacts) -> None:
    """A clerk has seen the person and the document. Phones that agencies recorded are notified too: the clerk may
    have been deceived. Raises NotAllowed where it is proven, or on another phone."""
    if account.is_proven:
        raise NotAllowed("this account is proven already")
    check_phone_said(account, said_phone)
    accounts.prove(session, account, actor=actor, by="desk")
    language = security_notices.owners_language(session, account, ENGLISH)
    fields = {"phone": masked(account.phone_number), "call": contacts.phone}
    security_notices.tell(session, account, translate(language, AT_DESK, **fields))
    tell_recorded_phones(session, account, account.phone_number, contacts)


def tell_recorded_phones(session: Session, account: Account, number: str, contacts: Contacts) -> None:
    """Notify the phones that agencies recorded, `MOST_TOLD` at most, that a desk proves the account on `number`.

    Before the account moves to that phone: a move redirects the applications, and their phones are then forgotten.
    """
    recorded = account_applications.recorded_phones(session, account, other_than=number)
    others = [each for each in recorded if each != account.phone_number][-MOST_TOLD:]
    language = security_notices.owners_language(session, account, ENGLISH)
    fields = {"phone": masked(number), "call": contacts.phone}
    security_notices.tell_phones(session, account, others, AT_DESK, language, **fields)


def check_phone_said(account: Account, said_phone: str | None) -> None:
    """Raises NotAllowed unless the account is proven already, or `said_phone` is its phone.

    Otherwise a desk would prove, or take the photo for, an account that somebody else opened and has the password of.
    """
    if not account.is_proven and said_phone != account.phone_number:
        raise NotAllowed("the account is on another phone than the person says: `account take-over` gives it to them")


def needs_proof(session: Session, login: Login) -> bool:
    """Whether somebody is signed in whose account is not proven yet. Raises Revoked."""
    return bool(login.account_id) and not accounts.signed_in(session, login).is_proven


def code_waits(session: Session, login: Login, phone: str) -> bool:
    """Whether this phone has a code of the account to enter, sent or not."""
    return otp.pending(session, Purpose.PROOF, phone, login.account_id) is not None


def request_proof_code(session: Session, login: Login, phone: str, language: str, contacts: Contacts) -> bool:
    """Send a code to the phone that an agency recorded, if there is another one; False when asked too often.

    Raises Revoked where the password was not given in this session.
    """
    account = accounts.for_change(session, login)
    if not otp.may_ask(session, Purpose.PROOF, phone, account.id):
        return False
    recorded = account_applications.recorded_phone(session, account, other_than=phone)
    may_hear = otp.may_ask(session, Purpose.PROOF, recorded or f"nowhere:{account.id}")
    worn_out = otp.is_worn_out(session, Purpose.PROOF, account.id)
    target = recorded if may_hear and not worn_out and not account.is_proven else None
    code = otp.issue_code(
        session,
        Purpose.PROOF,
        asker=phone,
        account_id=account.id,
        target=target or NOWHERE,
        auth_epoch=account.auth_epoch,
    )
    _send(session, code, target, phone, language, contacts)
    return True


def prove(session: Session, login: Login, phone: str, typed: str, language: str, contacts: Contacts) -> Tried:
    """Prove the account by the code of its recorded phone; both phones are notified.

    Raises Revoked where the password was not given in this session.
    """
    account = accounts.for_change(session, login)
    code = otp.pending(session, Purpose.PROOF, phone, account.id)
    if code is None:
        return Tried(account.is_proven, 0)
    used = otp.use_code(session, code.id, typed)
    recorded = used.target if used and used.auth_epoch == account.auth_epoch else NOWHERE
    if recorded == NOWHERE:
        return Tried(account.is_proven, otp.tries_left(session, code.id))
    accounts.prove(session, account, actor="citizen", by="code")
    fields = {"phone": masked(account.phone_number), "call": contacts.phone}
    security_notices.tell(session, account, translate(language, BY_CODE, **fields), phone=recorded)
    return Tried(proven=True, left=0)


def _send(session: Session, code: Code, target: str | None, phone: str, language: str, contacts: Contacts) -> None:
    """Queue the one SMS of a code, in the language of its recipient; without a target the same row is never sent."""
    number = target or phone
    spoken = phones.language_of(session, number) or language
    text = _(
        "eCitizen: phone ..{end} asks for your applications. You? Your code is {code}: enter it there. "
        "Never tell anyone, even our staff. Not you? Call {phone}."
    )
    body = translate(spoken, text, end=phone[-SHOWN_DIGITS:], code=code.digits, phone=contacts.phone)
    granted = otp_budget.spend(session, number, own=False, real=target is not None)
    otp.send_code(session, code, phone=number, text=body, granted=granted, kind=MessageKind.OTP)
