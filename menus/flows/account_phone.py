"""The phone of an account: a code to the new one, and a day for the old one to object."""

from collections.abc import Iterator

from app.domain import account_care
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
        waits = account_care.phone_waits(session, c.phone)
        planned = account_care.phone_change_planned(session, c.state.account)
    if waits:
        yield Option(_("Enter the code for the new number"), phone_code)
    if planned:
        yield Option(_("Stop the change"), phone, does=stop_change)
    yield Option(_("Change the number"), new_phone)


def stop_change(c: Context) -> None:
    """Leave the phone as it is."""
    c.once("stop change", lambda session: account_care.stop_phone_change(session, c.state.account))


@ask(_("Enter the new phone number"), parse=answers.kenyan_phone)
def new_phone(c: Context, given: str) -> Screen:
    """A code goes to the new number."""
    c.draft.target = given
    asked = c.once(
        "phone", lambda session: account_care.ask_phone(session, c.state.account, c.phone, given, c.language)
    )
    return phone_code if asked else account.too_often


@ask(_("Enter the code that we sent to the new number, now or within 30 minutes"), parse=answers.code, secret=True)
def phone_code(c: Context, given: str) -> Screen:
    """The owner of the old number is told, and has a day."""
    done = c.once(
        "phone code", lambda session: account_care.confirm_phone(session, c.phone, given, c.language, c.contacts)
    )
    if not done:
        raise Rejected(account.WRONG_CODE)
    return phone_planned


@end(_("Your number changes a day from now. The old one is told and can stop it under My account."))
def phone_planned(c: Context) -> Fields:
    """Planned."""
    return {}
