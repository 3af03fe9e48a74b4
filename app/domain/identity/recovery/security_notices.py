"""Security notices: they tell an account's owner about an event that somebody else may have caused.

They have a kind of their own (`MessageKind.SECURITY`): STOP and quiet hours do not hold them; they go before alerts.
"""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.domain.identity import accounts
from app.domain.identity.accounts import Account
from app.domain.identity.recovery import pending_changes
from app.domain.messaging import messages
from app.domain.messaging.messages import MessageKind
from app.domain.shared import counters
from app.domain.shared.contacts import Contacts
from app.domain.subscribers import phones
from app.platform.db import now
from app.platform.i18n import _, clock_time, translate
from app.platform.phone_numbers import ending

KNOWN_FOR: Final = timedelta(days=30)
"""For how long a phone is known to an account after each sign-in."""
SIGNED_IN: Final = _(
    "eCitizen: account {whose} was opened on phone {end} at {time}. "
    "Not you? Dial {code}, My account, change the password, or call {phone}."
)


def tell(
    session: Session, account: Account, body: str, *, phone: str | None = None, address: str | None = None
) -> bool:
    """Queue a security notice for an account's owner: by SMS, and by e-mail where there is an address. False where the
    SMS budget refuses it to every phone, and there is no address.

    The previous address gets it too while the change to the new one can be stopped: the new one may be a thief's.
    `phone` and `address`: a further number and address to notify, an old one or a new one.
    """
    key = f"notice:{account.id}:{secrets.token_hex(8)}"
    queued = [
        messages.queue_sms(session, key=f"{key}:sms:{place}", kind=MessageKind.SECURITY, phone=number, body=body)
        for place, number in enumerate(_each(account.phone_number, phone))
    ]
    before = pending_changes.previous_email(session, account.id)
    queued += [
        messages.queue_email(
            session,
            key=f"{key}:email:{place}",
            kind=MessageKind.SECURITY,
            address=each,
            subject="eCitizen",
            body=body + "\n",
        )
        for place, each in enumerate(_each(account.email_address, address, before))
    ]
    return any(queued)


def tell_phones(
    session: Session, account: Account, numbers: Iterable[str], text: str, language: str, **fields: str
) -> None:
    """Queue a security notice about an account for other phones, each in its own language, else in `language`."""
    key = f"notice:{account.id}:{secrets.token_hex(8)}"
    for place, number in enumerate(numbers):
        body = translate(phones.language_of(session, number) or language, text, **fields)
        messages.queue_sms(session, key=f"{key}:sms:{place}", kind=MessageKind.SECURITY, phone=number, body=body)


def tell_of_sign_in(session: Session, account_id: str, phone: str, language: str, contacts: Contacts) -> None:
    """Notify an account's owner of a sign-in with the password on a phone that is not its own.

    Once for each phone: again after 30 days without a sign-in on it, and after a change of the password; at the next
    sign-in where the SMS budget left no room. `language`: of the session, for an owner whose phone has chosen none.
    """
    account = accounts.get(session, account_id)
    own = account.phone_number
    known = f"signed in: {account_id} on {phone} with {account.password_hash}"
    if phone == own:
        return
    if counters.is_marked(session, known):
        counters.prolong(session, known, KNOWN_FOR)
        return
    spoken = owners_language(session, account, language)
    fields = {"end": ending(phone), "time": clock_time(now(session)), "code": contacts.ussd_code}
    whose = account.shown_number
    if tell(session, account, translate(spoken, SIGNED_IN, **fields, whose=whose, phone=contacts.phone)):
        counters.prolong(session, known, KNOWN_FOR)


def owners_language(session: Session, account: Account, language: str) -> str:
    """The language of the account's own phone; where it has chosen none, `language`: of the session that acts."""
    return phones.language_of(session, account.phone_number) or language


def _each(*given: str | None) -> list[str]:
    return list(dict.fromkeys(each for each in given if each))
