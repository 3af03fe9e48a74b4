"""What the screens of an account's address, phone and alerts have in common."""

from datetime import datetime

from app.domain.identity.otp import Purpose
from app.domain.self_service import account_care, contact_changes
from app.platform.i18n import _
from menus.context import Context
from menus.draft import Draft
from menus.notation import Fields

WRONG_CODE = _("That code is wrong or has expired.")


class ContactDraft(Draft):
    """The address or the phone number that is to be confirmed, or whose change is to be stopped."""

    target: str = ""
    """Masked where it is not confirmed here."""
    change: datetime | None = None
    """When the change was begun that is to be stopped."""


def states(c: Context) -> Fields:
    """The address, the numbers and the states that these screens show."""
    with c.reading() as session:
        return account_care.states(session, c.login, c.phone, c.language)


def awaited(c: Context, purpose: Purpose) -> str | None:
    """The address or number whose code this phone has to enter, if there is one."""
    with c.reading() as session:
        return contact_changes.awaited(session, purpose, c.login, c.phone)
