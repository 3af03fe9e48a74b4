"""Sends codes for a new password to the account's phone and its address, after a SIM swap check.

One verdict about the SIM applies to every channel (threat T9). Where the provider cannot tell, the owner is notified,
and the code is sent a day later unless it is stopped: nobody is locked out for ever by a SIM that cannot be checked.
"""

from contextlib import suppress
from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.identity import accounts, otp
from app.domain.identity.accounts import Account
from app.domain.identity.otp import Code, Purpose
from app.domain.identity.recovery import pending_changes, security_notices, sim_swap_checks
from app.domain.identity.recovery.pending_changes import PendingChange, What
from app.domain.identity.recovery.sim_swap_checks import CheckState, SimCheck
from app.domain.messaging import messages
from app.domain.messaging.messages import MessageKind
from app.domain.shared import counters
from app.domain.shared.contacts import Contacts
from app.platform.db import now
from app.platform.encryption import DecryptionError
from app.platform.i18n import ENGLISH, _, clock_time, day, translate
from app.platform.observability import log

DELAY: Final = timedelta(hours=24)
"""Until a code is sent to a SIM that the provider could not check."""
AT_ONCE: Final = 100

CODE_TEXT = _(
    "eCitizen: {code} is the code for a new password of {whose}, until {until}. Dial {dial} here, enter it. "
    "Never tell anyone, even our staff. Not you? Dial, stop it."
)
MAIL_TEXT = _(
    "eCitizen: {code} is the code for a new password of {whose}, until {until}. Dial {dial} on the phone of the "
    "account and enter it. Never tell anyone, even our staff. Not you? Dial {dial} on that phone and stop it."
)
SWAPPED_TEXT = _(
    "eCitizen: for your safety no code is sent to a SIM that was changed lately. "
    "Visit a Huduma Centre with your ID, or call {phone}."
)
SWAPPED_NOTICE = _(
    "eCitizen: on {day} somebody asked for a new password for your account. The SIM of its phone was changed lately, "
    "so no code was sent. If you did not change your SIM, call your network and {phone} at once."
)
DELAYED_TEXT = _(
    "eCitizen: a new password was asked for {whose}. We cannot check the SIM: the code comes on {day}, {time}. "
    "Not you? Dial {dial}, stop it."
)
NO_ADDRESS = "nobody@example.invalid"
"""The recipient for an account without an address: the row is written in every case, and not sent."""


def send_reset_code(session: Session, code: Code, language: str, contacts: Contacts, *, checks_sims: bool) -> None:
    """Send a code, or begin a SIM check first and send it after the verdict (`tell_verdicts`)."""
    granted = otp.may_cost(session, code, code.target)
    if checks_sims:
        sim_swap_checks.begin_check(session, code, language, granted=granted)
    else:
        _deliver(session, code, language, contacts, granted=granted)


def tell_verdicts(session: Session, contacts: Contacts) -> None:
    """Act on each verdict about a SIM, once: send the code, or why it does not come. An expired code is skipped, unless
    the SIM was changed and the account's next code waits."""
    for check in sim_swap_checks.decide(session):
        code = otp.living(session, check.code_id) or _code_before_the_wait(session, check)
        log.info("SIM checked", verdict=check.state, granted=check.granted)
        if code is not None:
            with suppress(DecryptionError):
                _tell_verdict(session, code, check, contacts)


def send_delayed(session: Session, contacts: Contacts, *, checks_sims: bool) -> None:
    """Send the codes whose day of waiting is over, each once; the SIM is checked again first."""
    query = select(PendingChange).where(PendingChange.what == What.PASSWORD, PendingChange.done_at.is_(None))
    over = query.where(PendingChange.until <= now(session)).limit(AT_ONCE).with_for_update(skip_locked=True)
    for change in session.scalars(over):
        change.done_at = now(session)
        account = session.get(Account, change.account_id)
        if account is not None and account.closed_at is None:
            with suppress(DecryptionError):
                code = issue_reset_code(session, account, account.phone_number)
                counters.mark(session, _waited(code), otp.LIFE[Purpose.RESET])
                send_reset_code(session, code, change.language or ENGLISH, contacts, checks_sims=checks_sims)


def issue_reset_code(session: Session, account: Account | None, phone: str) -> Code:
    """Issue a code for a new password, for this phone to enter; without an account the same row is written."""
    epoch = account.auth_epoch if account else None
    owner_id = account.id if account else None
    return otp.issue_code(session, Purpose.RESET, asker=phone, account_id=owner_id, target=phone, auth_epoch=epoch)


def _code_before_the_wait(session: Session, check: SimCheck) -> Code | None:
    """The expired code of a check that found a changed SIM after all, if a code of its account waits for its day."""
    code = session.get(Code, check.code_id) if check.state == CheckState.SWAPPED else None
    change = pending_changes.find_change(session, code.account_id, What.PASSWORD) if code and code.account_id else None
    return code if change is not None and change.done_at is None else None


def _tell_verdict(session: Session, code: Code, check: SimCheck, contacts: Contacts) -> None:
    account = session.get(Account, code.account_id) if code.account_id else None
    if check.state == CheckState.FINE or (
        check.state == CheckState.UNKNOWN and counters.is_marked(session, _waited(code))
    ):
        _deliver(session, code, check.language, contacts, granted=check.granted)
    elif check.state == CheckState.SWAPPED:
        _refuse(session, code, account, check, contacts)
    else:
        _delay(session, code, account, check, contacts)


def _deliver(session: Session, code: Code, language: str, contacts: Contacts, *, granted: bool) -> None:
    """Queue the code by SMS, and by e-mail to an address that was set for 72 hours; both rows are always written."""
    digits, until, phone = code.digits, clock_time(code.expires_at), code.target
    account = session.scalar(select(Account).where(Account.id == (code.account_id or "")))
    fields = {"code": digits, "until": until, "dial": contacts.ussd_code, "whose": _whose(account)}
    otp.send_code(session, code, phone=phone, text=translate(language, CODE_TEXT, **fields), granted=granted)
    address = accounts.held_email_of(session, account) if account else None
    messages.queue_email(
        session,
        key=f"otp:{code.id}:{code.sends}:email",
        kind=MessageKind.OTP,
        address=address or NO_ADDRESS,
        subject="eCitizen",
        body=translate(language, MAIL_TEXT, **fields) + "\n",
        nowhere=address is None or not granted,
    )


def _refuse(session: Session, code: Code, account: Account | None, check: SimCheck, contacts: Contacts) -> None:
    """Tell the phone, the address and the previous address that no code is sent: whoever has the SIM may have set the
    new address. Every row is always written. A code that waits because of an earlier check does not come either."""
    text, phone = translate(check.language, SWAPPED_TEXT, phone=contacts.phone), code.target
    otp.send_code(session, code, phone=phone, text=text, granted=check.granted, kind=MessageKind.REPLY)
    otp.end(session, code)
    if account is not None:
        pending_changes.forget(session, account.id, What.PASSWORD)
    body = translate(check.language, SWAPPED_NOTICE, day=day(check.language, now(session)), phone=contacts.phone)
    addresses = (
        account.email_address if account else None,
        pending_changes.previous_email(session, account.id) if account else None,
    )
    for place, address in enumerate(addresses):
        messages.queue_email(
            session,
            key=f"sim-swapped:{code.id}:{place}",
            kind=MessageKind.SECURITY,
            address=address or NO_ADDRESS,
            subject="eCitizen",
            body=body + "\n",
            nowhere=address is None,
        )


def _delay(session: Session, code: Code, account: Account | None, check: SimCheck, contacts: Contacts) -> None:
    """Notify the owner, and send the code a day after the first request; a repeated request is answered by SMS only.

    A request after that waits a day again: no more is known of the SIM than before. Beyond the SMS budget the provider
    was not asked: nobody is notified, and no code waits.
    """
    otp.end(session, code)
    change = pending_changes.find_change(session, account.id, What.PASSWORD) if account else None
    waiting = change if change is not None and change.done_at is None else None
    due = waiting.until if waiting else now(session) + DELAY
    when = {"day": day(check.language, due), "time": clock_time(due)}
    text = translate(check.language, DELAYED_TEXT, whose=_whose(account), dial=contacts.ussd_code, **when)
    if account is not None and waiting is None and check.granted:
        pending_changes.begin_change(session, account.id, What.PASSWORD, due, language=check.language)
        security_notices.tell(session, account, text)
    else:
        phone = code.target
        otp.send_code(session, code, phone=phone, text=text, granted=check.granted, kind=MessageKind.REPLY)


def _whose(account: Account | None) -> str:
    return account.shown_number if account else accounts.hidden("")


def _waited(code: Code) -> str:
    """The name of the mark on a code that was issued after its day of waiting: an unknown SIM no longer delays it."""
    return f"code that waited, {code.id}"
