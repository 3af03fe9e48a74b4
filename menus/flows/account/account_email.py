"""The e-mail address of an account: a code that is sent to it confirms it."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.domain.identity.otp import Purpose
from app.domain.self_service import contact_changes
from app.domain.self_service.contact_changes import Confirmed
from app.platform.i18n import _
from menus.context import Context
from menus.flows import answers
from menus.flows.account.account_states import ContactDraft, after_code, after_request, awaited, request_code, states
from menus.notation import Fields, Option, Screen, ask, end, menu


def entrance(c: Context) -> Screen:
    """The question for an address, or the menu of the address where a code waits to be entered."""
    return email if awaited(c, Purpose.EMAIL) else new_email


@menu(_("E-mail: {email}"), fields=states, longest={"email": "w***@" + "w" * 60})
def email(c: Context) -> Iterator[Option]:
    """The e-mail address, with the choice to enter its code or another address."""
    if awaited(c, Purpose.EMAIL):
        yield Option(_("Enter the code we e-mailed"), email_code)
    yield Option(_("Enter an e-mail address"), new_email)


@ask(_("Enter your e-mail address"), acts=True, parse=answers.email)
def new_email(c: Context, given: str) -> Screen:
    """Sends a code to the address that was typed."""
    c.draft(ContactDraft).target = given
    asked = c.once("email", lambda session: request_code(c, session, Purpose.EMAIL))
    told = _("The account has this address already.")
    return after_request(c, asked, sent=email_sent, same=email, told=told)


@end(
    _(
        "A code is on its way to {email}. "
        "Dial {code}, sign in, My account, E-mail to enter it. Never tell it to anyone."
    ),
    longest={"email": "w" * 64, "code": "*222#"},
)
def email_sent(c: Context) -> Fields:
    """The code was sent. The account gets the address only once the code is entered."""
    return {"email": c.draft(ContactDraft).target, "code": c.contacts.ussd_code}


@ask(_("Enter the code of 6 digits"), acts=True, parse=answers.code, secret=True)
def email_code(c: Context, given: str) -> Screen:
    """The right code gives the address to the account."""
    confirmed = c.once("email code", lambda session: confirm(c, session, given))
    following = after_code(confirmed, taken=email)
    if following is email:
        c.say(
            _("Another account uses this e-mail address.")
            if confirmed == Confirmed.TAKEN
            else _("Your e-mail is confirmed.")
        )
    return following


def confirm(c: Context, session: Session, given: str) -> Confirmed:
    """Give the account the address that this code was sent to."""
    return contact_changes.confirm_email(session, c.login, c.phone, given, c.language, c.contacts)
