"""Getting back into an account: a code to its own phone, whoever asks, and the owner told of what happened."""

from contextlib import suppress
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import now
from app.domain import accounts, messages, otp, sign_in, sim_swaps
from app.domain.accounts import Account
from app.domain.applications import AccountType
from app.domain.messages import Kind
from app.domain.otp import Code, Purpose
from app.domain.phones import phone_index
from app.domain.security_notices import tell as tell
from app.domain.sim_swaps import SimCheck, State
from app.domain.wording import Contacts
from app.observability import log
from app.seal import Unsealable
from app.texts import _, clock_time, day, translate

CODE_TEXT = _(
    "eCitizen: your code is {code}, for a new password, until {until}. "
    "Dial {dial} and enter it. Tell nobody: our staff never ask for it."
)

WITHHELD = {
    State.SWAPPED: _(
        "eCitizen: for your safety no code is sent to a SIM that was changed lately. "
        "Visit a Huduma Centre with your ID, or call {phone}."
    ),
    State.UNKNOWN: _(
        "eCitizen: we could not check your SIM, so no code is sent to it now. "
        "Try again later, visit a Huduma Centre with your ID, or call {phone}."
    ),
}
"""What goes to the phone in place of the code: one SMS."""
SWAPPED_TEXT = _(
    "eCitizen: on {day} somebody asked for a new password for your account. The SIM of its phone was changed lately, "
    "so no code was sent to it. If you did not change your SIM, call your network and {phone} at once."
)

NO_ADDRESS = "nobody@example.invalid"
"""Where the e-mail of an account without an address would go: the row is written for all, and not sent."""


def ask(
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
    """Send a code to the account's phone, and to its e-mail, if there is such an account.

    False when this phone has asked too often. A request for an account that is not there does the same work, and
    so does one too many for an account that others have asked for: nothing is sent, and nothing is said of it.
    `checks_sims`: the SMS waits for what the provider says of the phone's SIM (`tell_verdicts`).
    """
    account = _meant(session, AccountType(account_type), name, birth_year)
    if not otp.may_ask(session, Purpose.RESET, phone):
        return False
    party, own = account.id if account else name.strip().lower(), _holds(session, phone, account)
    capped = not otp.may_ask(session, Purpose.RESET, party) and not own
    if otp.is_worn_out(session, Purpose.RESET, party, own=own) or capped:
        account = None
    target = accounts.phone_of(session, account) if account else phone
    code = otp.issue(session, Purpose.RESET, asker=phone, account_id=account.id if account else None, target=target)
    _send(session, code, language, contacts, checks_sims=checks_sims)
    return True


def send_again(session: Session, phone: str, language: str, contacts: Contacts, *, checks_sims: bool = False) -> bool:
    """Send the same code once more; False when it is too early, too often, or void."""
    code = otp.pending(session, Purpose.RESET, phone)
    if code is None or not otp.send_again(session, code):
        return False
    _send(session, code, language, contacts, checks_sims=checks_sims)
    return True


def tell_verdicts(session: Session, contacts: Contacts) -> None:
    """Act on each verdict about a SIM, once: the code by SMS, or why it does not come. A code that is over is left."""
    for check in sim_swaps.decide(session):
        code = otp.living(session, check.code_id)
        log.info("SIM checked", verdict=check.state, granted=check.granted)
        if code is not None:
            with suppress(Unsealable):
                _tell_verdict(session, code, check, contacts)


def use(session: Session, phone: str, typed: str) -> dict[str, Any]:
    """The account that a code opens (`account`, or ""), and how many tries are left."""
    code = otp.pending(session, Purpose.RESET, phone)
    if code is None:
        return {"account": "", "left": 0}
    used = otp.use(session, code.id, typed)
    return {"account": used.account_id if used else "", "left": otp.tries_left(session, code.id)}


def facts(session: Session, account_id: str) -> tuple[str, str, str]:
    """Number, birth and phone of an account: a password must not be made of them."""
    account = accounts.get(session, account_id)
    return (
        accounts.number_of(session, account),
        accounts.said_of(session, account).birth,
        accounts.phone_of(session, account),
    )


def set_password(session: Session, account_id: str, password_hash: str, language: str, contacts: Contacts) -> None:
    """Change a password, let the phones try again, and tell the owner by SMS and e-mail."""
    account = accounts.set_password(session, account_id, password_hash)
    sign_in.unlock(session, account_id)
    tell(
        session,
        account,
        translate(
            language,
            _("eCitizen: your password was changed on {day}. Not you? Call {phone} at once."),
            day=day(language, now(session)),
            phone=contacts.phone,
        ),
    )


def _meant(session: Session, account_type: AccountType, name: str, birth_year: str) -> Account | None:
    account = accounts.by_email(session, name) if "@" in name else accounts.by_document(session, account_type, name)
    if account is None or account.account_type != account_type:
        return None
    return account if accounts.said_of(session, account).birth[:4] == birth_year else None


def _holds(session: Session, phone: str, account: Account | None) -> bool:
    """Whether this is the account's own phone: what others ask for never keeps its owner out (threat T6)."""
    return account is not None and account.phone == phone_index(session, phone)


def _send(session: Session, code: Code, language: str, contacts: Contacts, *, checks_sims: bool) -> None:
    """The code by e-mail, and by SMS or, first, a look at the SIM that the SMS would go to."""
    phone, body = otp.target(session, code), _code_text(session, code, language, contacts)
    granted = otp.may_cost(session, code, phone)
    if checks_sims:
        sim_swaps.begin(session, code, language, granted=granted)
    else:
        otp.send(session, code, phone=phone, text=body, granted=granted)
    _mail(session, code, f"otp:{code.id}:{code.sends}:email", Kind.OTP, body)


def _tell_verdict(session: Session, code: Code, check: SimCheck, contacts: Contacts) -> None:
    phone = otp.target(session, code)
    if check.state == State.FINE:
        text = _code_text(session, code, check.language, contacts)
        otp.send(session, code, phone=phone, text=text, granted=check.granted)
        return
    text = translate(check.language, WITHHELD[check.state], phone=contacts.phone)
    otp.send(session, code, phone=phone, text=text, granted=check.granted, kind=Kind.REPLY)
    if check.state == State.SWAPPED:
        today = day(check.language, now(session))
        text = translate(check.language, SWAPPED_TEXT, day=today, phone=contacts.phone)
        _mail(session, code, f"sim-swapped:{code.id}", Kind.SECURITY, text)


def _code_text(session: Session, code: Code, language: str, contacts: Contacts) -> str:
    until, digits = clock_time(code.expires_at), otp.digits(session, code)
    return translate(language, CODE_TEXT, code=digits, until=until, dial=contacts.ussd_code)


def _mail(session: Session, code: Code, key: str, kind: Kind, body: str) -> None:
    """An e-mail to the address of the code's account; the row is there also where there is none."""
    account = session.scalar(select(Account).where(Account.id == (code.account_id or "")))  # asked for nobody's too
    address = accounts.email_of(session, account) if account else None
    messages.queue_email(
        session,
        key=key,
        kind=kind,
        address=address or NO_ADDRESS,
        subject="eCitizen",
        body=body + "\n",
        nowhere=address is None,
    )
