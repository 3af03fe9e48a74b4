"""The phone of an account: a code to the new one, and a day for the old one to object."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.domain import account_care, contact_changes
from app.domain.contact_changes import Asked
from app.domain.otp import Purpose
from app.domain.pending_changes import What
from app.texts import _
from menus.context import Context
from menus.flows import account, answers
from menus.notation import Fields, Option, Rejected, Screen, ask, end, menu


def care(c: Context) -> Fields:
    """The number as it stands, and a change that is planned."""
    return account.care(c)


@menu(_("Phone: {phone}\n{planned}"), fields=care, longest={"phone": "+2547******01", "planned": "W" * 60})
def phone(c: Context) -> Iterator[Option]:
    """The old phone can stop a change for a day."""
    with c.reading() as session:
        waits = contact_changes.is_awaited(session, Purpose.PHONE, c.login, c.phone)
        planned = account_care.phone_change_planned(session, c.login)
    if waits:
        yield Option(_("Enter the code for the new number"), phone_code)
    if planned:
        yield Option(_("Stop the change"), stopped, does=stop_change)
    yield Option(_("Change the number"), new_phone)


def stop_change(c: Context) -> None:
    """Leave the phone as it is; this sign-in ends with every other."""
    c.once("stop change", lambda session: contact_changes.stop_signed_in(session, c.login, What.PHONE, c.language))
    c.signed_out()


@end(_("Stopped: the number stays as it is. Everybody is signed out, and both numbers are told."))
def stopped(c: Context) -> Fields:
    """The change is stopped."""
    return {}


@ask(_("Enter the new phone number"), parse=answers.kenyan_phone)
def new_phone(c: Context, given: str) -> Screen:
    """A code goes to the new number."""
    c.draft.target = given
    asked = c.once("phone", lambda session: contact_changes.ask_phone(session, c.login, c.phone, given, c.language))
    return {Asked.SENT: phone_code, Asked.DESK: account.desk_only}.get(asked, account.too_often)


@ask(_("Enter the code we sent to the new number. You have 30 minutes"), parse=answers.code, secret=True)
def phone_code(c: Context, given: str) -> Screen:
    """The owner of the old number is told, and has a day."""
    done = c.once("phone code", lambda session: confirm(c, session, given))
    if not done:
        raise Rejected(account.WRONG_CODE)
    return phone_planned


def confirm(c: Context, session: Session, given: str) -> bool:
    """Plan the change to the number whose code this is."""
    return contact_changes.confirm_phone(session, c.login, c.phone, given, c.language, c.contacts)


@end(
    _(
        "Your number changes a day from now; until then the old one can stop it by dialling. "
        "Codes for a new password go to the new one 3 days after that."
    )
)
def phone_planned(c: Context) -> Fields:
    """The change is planned."""
    return {}
