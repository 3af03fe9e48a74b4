"""The e-mail address of an account: a code proves it."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.domain import account_care
from app.domain.account_care import Confirmed
from app.texts import _
from menus.context import Context
from menus.flows import account, answers
from menus.notation import Fields, Option, Rejected, Screen, ask, end, menu


def care(c: Context) -> Fields:
    """The address as it stands."""
    return account.care(c)


@menu(_("E-mail: {email}"), fields=care, longest={"email": "w***@" + "w" * 60})
def email(c: Context) -> Iterator[Option]:
    """A code proves an address."""
    with c.reading() as session:
        waits = account_care.email_waits(session, c.phone)
    if waits:
        yield Option(_("Enter the code we e-mailed"), email_code)
    yield Option(_("Enter an e-mail address"), new_email)


@ask(_("Enter your e-mail address"), parse=answers.email)
def new_email(c: Context, given: str) -> Screen:
    """The code goes to the address."""
    c.draft.target = given
    asked = c.once("email", lambda session: ask_for_code(c, session))
    return email_sent if asked else account.too_often


def ask_for_code(c: Context, session: Session) -> bool:
    """Send a code to the address of the draft."""
    return account_care.ask_email(session, c.state.account, c.phone, c.draft.target, c.language, c.contacts)


@end(
    _(
        "A code is on its way to {email}. "
        "Dial {code}, My account, E-mail to enter it, or text EMAIL and the code to {sms}."
    ),
    longest={"email": "w" * 64, "code": "*222#", "sms": "22222"},
)
def email_sent(c: Context) -> Fields:
    """The address is not the account's before the code has come back."""
    return {"email": c.draft.target, "code": c.contacts.ussd_code, "sms": c.contacts.sms_code}


@ask(_("Enter the code of 6 digits"), parse=answers.code, secret=True)
def email_code(c: Context, given: str) -> Screen:
    """The address is the account's now."""
    confirmed = c.once("email code", lambda session: account_care.confirm_email(session, c.phone, given))
    if confirmed == Confirmed.WRONG:
        raise Rejected(account.WRONG_CODE)
    c.say(_("Another account has this address.") if confirmed == Confirmed.TAKEN else _("Your e-mail is confirmed."))
    return email
