"""What the screens of an account's address, phone and alerts have in common."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.identity.otp import Purpose
from app.domain.self_service import account_care, contact_changes
from app.domain.self_service.contact_changes import CodeRequest, Confirmed
from app.platform.i18n import _
from menus.context import Context
from menus.draft import Draft
from menus.notation import Fields, Rejected, Screen, link

WRONG_CODE = _("That code is wrong or has expired.")


class ContactDraft(Draft):
    """The address or the phone number that is to be confirmed, or whose change is to be stopped."""

    target: str = ""
    """Masked where a change is to be stopped."""
    change: datetime | None = None
    """When the change that is to be stopped was begun."""


def states(c: Context) -> Fields:
    """The address, the numbers and the states that these screens show."""
    with c.reading() as session:
        return account_care.states(session, c.login, c.phone, c.language)


def awaited(c: Context, purpose: Purpose) -> str | None:
    """The address or number whose code this phone has to enter, if there is one."""
    with c.reading() as session:
        return contact_changes.awaited(session, purpose, c.login, c.phone)


def request_code(c: Context, session: Session, purpose: Purpose) -> CodeRequest:
    """Send a code to the address or number of the draft."""
    target = c.draft(ContactDraft).target
    return contact_changes.request_contact_code(session, c.login, purpose, c.phone, target, c.language, c.contacts)


def after_request(c: Context, asked: CodeRequest, *, sent: Screen, same: Screen, told: str) -> Screen:
    """The screen that follows the request for a code. `told`: what `same` begins with if the account has it already."""
    if asked == CodeRequest.SAME:
        c.say(told)
    following = {CodeRequest.SENT: sent, CodeRequest.SAME: same, CodeRequest.DESK: link("account.desk_only")}
    return following.get(asked, link("account.too_often"))


def after_code(confirmed: Confirmed, *, taken: Screen) -> Screen:
    """The screen that follows a code that was entered. Raises Rejected for a wrong one: it is asked for again."""
    if confirmed == Confirmed.WRONG:
        raise Rejected(WRONG_CODE)
    return link("account.desk_only") if confirmed == Confirmed.DESK else taken
