"""What a signed-in person does with their account: look at it, prove an address or a phone, change it, close it."""

import re
import secrets
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from app import gsm
from app.domain import accounts, messages, otp, phones, recovery
from app.domain.accounts import Account, Photo
from app.domain.errors import Invalid, NotAllowed, Taken
from app.domain.messages import Kind
from app.domain.otp import Purpose
from app.domain.wording import Contacts
from app.msisdn import masked
from app.texts import ENGLISH, _, day, translate

LONGEST_EMAIL = 64
guessable = recovery.facts
set_password = recovery.set_password


def read_email(typed: str) -> str:
    """An e-mail address, in lower case. Raises Invalid."""
    address = "".join(typed.split()).lower()
    if len(address) > LONGEST_EMAIL or not re.fullmatch(
        r"[a-z0-9._%+'-]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}", address
    ):
        raise Invalid("an e-mail address is wanted")
    return address


def facts(session: Session, account_id: str, language: str) -> dict[str, str]:
    """What is kept about a person, masked where a look over the shoulder would tell too much."""
    account = accounts.get(session, account_id)
    said = accounts.said_of(session, account)
    names = (said.first_name, said.other_names, said.surname)
    return {
        "name": " ".join(name for name in names if name),
        "number": hidden(accounts.number_of(session, account)),
        "birth": shown_birth(said.birth),
        "phone": masked(accounts.phone_of(session, account)),
        "email": _email(session, account_id, language),
        "since": day(language, account.created_at),
    }


def states(session: Session, account_id: str, phone: str, language: str) -> dict[str, str]:
    """The states that the screens of My account show; `phone` is the one in hand, whose alerts they are."""
    account = accounts.get(session, account_id)
    number = accounts.phone_of(session, account)
    planned = account.new_phone_from
    wanted = _("on") if phones.wants_alerts(session, phone) else _("off")
    return {
        "email": _email(session, account_id, language),
        "phone": masked(number),
        "planned": translate(language, _("A change is planned for {day}."), day=day(language, planned))
        if planned
        else "",
        "alerts": translate(language, wanted),
    }


def shown_birth(birth: str) -> str:
    """A date of birth as it is written here: 23/05/1991; a year as it is."""
    return birth if len(birth) <= 4 else f"{date.fromisoformat(birth):%d/%m/%Y}"


def hidden(number: str) -> str:
    """A document's number, so that only its holder knows it: 2900****; never more than half of it."""
    shown = min(4, len(number) // 2)
    return number[:shown] + "*" * (len(number) - shown)


def email_waits(session: Session, phone: str) -> bool:
    """Whether this phone has an e-mail address to confirm."""
    return otp.pending(session, Purpose.EMAIL, phone) is not None


def phone_waits(session: Session, phone: str) -> bool:
    """Whether this phone has a new number to confirm."""
    return otp.pending(session, Purpose.PHONE, phone) is not None


def phone_change_planned(session: Session, account_id: str) -> bool:
    """Whether the account's phone is about to change."""
    account = session.get(Account, account_id)
    return account is not None and account.new_phone_from is not None


def is_photo_taken(session: Session, account_id: str) -> bool:
    """Whether a desk has taken the photo."""
    account = session.get(Account, account_id)
    return account is not None and account.photo == Photo.TAKEN


def ask_email(session: Session, account_id: str, phone: str, address: str, language: str, contacts: Contacts) -> bool:
    """Send a code to an address that is to become the account's; False when asked too often."""
    if not all(otp.may_ask(session, Purpose.EMAIL, party) for party in (account_id, address)):
        return False
    code = otp.issue(session, Purpose.EMAIL, asker=phone, account_id=account_id, target=address)
    body = translate(
        language,
        _(
            "Your eCitizen code is {code}. It is good for a day. "
            "Enter it under My account (dial {dial}), or text EMAIL {code} to {sms}."
        ),
        code=otp.digits(session, code),
        dial=contacts.ussd_code,
        sms=contacts.sms_code,
    )
    return messages.queue_email(
        session, key=f"otp:{code.id}", kind=Kind.REPLY, address=address, subject="eCitizen", body=body + "\n"
    )


class Confirmed(StrEnum):
    """What came of a code for an address."""

    YES = "yes"
    WRONG = "wrong"
    TAKEN = "another account has the address"


def confirm_email(session: Session, phone: str, typed: str) -> Confirmed:
    """Take the address whose code this is."""
    code = otp.pending(session, Purpose.EMAIL, phone)
    used = otp.use(session, code.id, typed) if code else None
    if used is None or used.account_id is None:
        return Confirmed.WRONG
    try:
        accounts.set_email(session, used.account_id, otp.target(session, used))
    except Taken:
        return Confirmed.TAKEN
    return Confirmed.YES


def ask_phone(session: Session, account_id: str, phone: str, number: str, language: str) -> bool:
    """Send a code to a number that is to become the account's; False when asked too often."""
    if not all(otp.may_ask(session, Purpose.PHONE, party) for party in (account_id, number)):
        return False
    code = otp.issue(session, Purpose.PHONE, asker=phone, account_id=account_id, target=number)
    body = translate(
        language,
        _("eCitizen: your code is {code}. It makes this number the phone of an account. Not you? Tell it to nobody."),
        code=otp.digits(session, code),
    )
    otp.send(session, code, phone=number, text=body, granted=otp.may_cost(session, code, number))
    return True


def confirm_phone(session: Session, phone: str, typed: str, language: str, contacts: Contacts) -> bool:
    """Plan the change to the number whose code this is, and tell the old one; False for a wrong code."""
    code = otp.pending(session, Purpose.PHONE, phone)
    used = otp.use(session, code.id, typed) if code else None
    if used is None or used.account_id is None:
        return False
    account = accounts.plan_phone_change(session, used.account_id, otp.target(session, used))
    text = _(
        "eCitizen: your account moves to {phone} in a day. "
        "Not you? Dial {code}, My account, Phone number, or call {call}."
    )
    number = masked(otp.target(session, used))
    recovery.tell(
        session, account, translate(language, text, phone=number, code=contacts.ussd_code, call=contacts.phone)
    )
    return True


def move_phone(session: Session, account: Account, number: str, *, actor: str, contacts: Contacts) -> None:
    """Change the phone at once, for who was seen at a desk; both phones are told. Raises NotAllowed for the same."""
    old = accounts.phone_of(session, account)
    if number == old:
        raise NotAllowed("the account has this phone already")
    text = _("eCitizen: a desk has made {phone} the phone of your account. Not you? Call {call} at once.")
    fields = {"phone": masked(number), "call": contacts.phone}
    spoken = phones.language_of(session, old) or ENGLISH
    recovery.tell(session, account, translate(spoken, text, **fields))
    accounts.change_phone(session, account, number, actor=actor)
    body = translate(phones.language_of(session, number) or spoken, text, **fields)
    messages.queue_sms(session, key=f"moved:{secrets.token_hex(8)}", kind=Kind.SECURITY, phone=number, body=body)


def stop_phone_change(session: Session, account_id: str) -> None:
    """Leave the phone as it is."""
    accounts.cancel_phone_change(session, account_id)


def set_alerts(session: Session, phone: str, *, wanted: bool) -> None:
    """Status alerts of this phone, on or off, as by START and STOP."""
    phones.set_alerts(session, phone, wanted=wanted)
    if not wanted:
        messages.withdraw_alerts(session, phone)


def close(session: Session, account_id: str, language: str, contacts: Contacts) -> None:
    """Close an account and confirm it by SMS."""
    account = accounts.get(session, account_id)
    text = _("eCitizen: your account is closed and what we kept about you is erased. Not you? Call {phone} at once.")
    recovery.tell(session, account, translate(language, text, phone=contacts.phone))
    accounts.close(session, account_id)


def _email(session: Session, account_id: str, language: str) -> str:
    address = accounts.email_of(session, accounts.get(session, account_id))
    if not address:
        return translate(language, _("none"))
    name, _at, host = address.partition("@")
    return gsm.fold(f"{name[:1]}***@{host}")
