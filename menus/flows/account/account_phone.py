"""Changing the phone of an account: a code to the new number, then a day in which the old phone can stop it."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.domain.identity import accounts
from app.domain.identity.otp import Purpose
from app.domain.identity.recovery.pending_changes import What
from app.domain.self_service import account_care, contact_changes
from app.domain.self_service.contact_changes import Confirmed
from app.domain.shared.errors import Revoked
from app.platform.i18n import _
from app.platform.phone_numbers import masked, spelt
from menus.context import Context
from menus.flows import answers
from menus.flows.account import pending_change
from menus.flows.account.account_states import (
    WRONG_CODE,
    ContactDraft,
    after_code,
    after_request,
    awaited,
    request_code,
    states,
)
from menus.notation import Fields, Option, Rejected, Screen, ask, choose, end, menu


def entrance(c: Context) -> Screen:
    """The question for a new number, or the phone's menu where a change has begun."""
    return phone if awaited(c, Purpose.PHONE) or is_planned(c) else new_phone


def is_planned(c: Context) -> bool:
    """Whether a change of the number is pending."""
    with c.reading() as session:
        return account_care.phone_change_planned(session, c.login)


@menu(_("Phone: {phone}\n{planned}"), fields=states, longest={"phone": "+2547******01", "planned": "W" * 60})
def phone(c: Context) -> Iterator[Option]:
    """The number, and a pending change, which can be stopped for a day.

    The line that stops it is the last, because the line about a code disappears by itself.
    """
    if awaited(c, Purpose.PHONE):
        yield Option(_("Enter the code for the new number"), phone_code, does=name_awaited)
    yield Option(_("Change the number"), new_phone)
    if is_planned(c):
        yield Option(_("Stop the change"), stop_change, does=name_planned)


def name_planned(c: Context) -> None:
    """Keep in the draft which change the answer is about, so that it stops no other one.

    Raises Rejected where no change can be stopped any more.
    """
    with c.reading() as session:
        planned = contact_changes.planned_number(session, c.login)
    if planned is None:
        raise pending_change.too_late(c)
    draft = c.draft(ContactDraft)
    draft.target, draft.change = planned


@choose(
    _("Stop the change to {number}? It signs everybody out."),
    {"no": _("No"), "yes": _("Yes, stop it")},
    acts=True,
    fields=lambda c: {"number": c.draft(ContactDraft).target},
    longest={"number": "+2547******01"},
)
def stop_change(c: Context, given: str) -> Screen:
    """Stops the pending change and ends all sign-ins, this one too. Where it ended before, it is too late."""
    if given == "no":
        return phone
    try:
        stays = c.once("stop change", lambda session: stop_planned(c, session))
    except Revoked:
        stays = ""
    if not stays:
        raise pending_change.too_late(c)
    c.sign_out()
    c.draft(ContactDraft).target = stays
    return stopped


def stop_planned(c: Context, session: Session) -> str:
    """Stop the change that the draft names. Returns the number that stays, masked, or "" where it is too late."""
    begun = c.draft(ContactDraft).change
    if begun is None or not contact_changes.stop_signed_in(session, c.login, What.PHONE, c.language, at=begun):
        return ""
    return masked(accounts.get(session, c.login.account_id).phone_number)


@end(
    _("Stopped. Your number stays {phone}. Everybody is signed out, and both numbers are told."),
    longest={"phone": "+2547******01"},
)
def stopped(c: Context) -> Fields:
    """The change is stopped."""
    return {"phone": c.draft(ContactDraft).target}


@ask(
    _("Phone: {phone}\nEnter the new phone number"),
    parse=answers.kenyan_phone,
    fields=states,
    longest={"phone": "+2547******01"},
)
def new_phone(c: Context, given: str) -> Screen:
    """The number is read back before a code is sent to it."""
    c.draft(ContactDraft).target = given
    return new_phone_right


def number(c: Context) -> Fields:
    """The new number, as people read it."""
    return {"number": spelt(c.draft(ContactDraft).target)}


@choose(
    _("{number}. Is that right?"),
    {"yes": _("Yes"), "no": _("No, type it again")},
    acts=True,
    fields=number,
    longest={"number": "0712 345 678"},
)
def new_phone_right(c: Context, given: str) -> Screen:
    """Sends a code to the new number, if it was read back right."""
    if given == "no":
        return new_phone
    asked = c.once("phone", lambda session: request_code(c, session, Purpose.PHONE))
    told = _("The account has this number already.")
    return after_request(c, asked, sent=phone_code, same=phone, told=told)


def name_awaited(c: Context) -> None:
    """Keep in the draft the number that the awaited code was sent to. Raises Rejected where none is awaited."""
    target = awaited(c, Purpose.PHONE)
    if target is None:
        raise Rejected(WRONG_CODE)
    c.draft(ContactDraft).target = target


@ask(
    _("Enter the code we sent to {number}. You have 30 minutes"),
    acts=True,
    parse=answers.code,
    secret=True,
    fields=number,
    longest={"number": "0712 345 678"},
)
def phone_code(c: Context, given: str) -> Screen:
    """The right code plans the change; the owner of the old number is told, and has a day to stop it."""
    confirmed = c.once("phone code", lambda session: confirm(c, session, given))
    return after_code(confirmed, taken=phone_planned)


def confirm(c: Context, session: Session, given: str) -> Confirmed:
    """Plan the change to the number that this code was sent to."""
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
