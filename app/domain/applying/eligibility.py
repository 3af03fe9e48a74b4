"""Who may apply: checked before the first question, and again when the application is filed."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from app.domain.forms.definition import Form, text_in
from app.domain.identity import accounts
from app.domain.identity.accounts import Account, Login
from app.domain.identity.identity_checks import ADULT
from app.platform.i18n import _, translate

TOO_YOUNG: Final = _("You must be {age} or older to apply for this.")


class Bar(StrEnum):
    """Why somebody may not apply on the phone."""

    ACCOUNT_TYPE = "account type"
    """The form is not for this kind of account."""
    AGE = "age"
    """Younger than the form's minimum age."""
    UNKNOWN_AGE = "unknown age"
    """Only the year of birth is known, and the person may or may not have reached the minimum age yet."""
    CLOSED = "closed"
    """The agency takes no applications for this service at present."""


BARS: Final[Mapping[Bar, str]] = {
    Bar.ACCOUNT_TYPE: _("Your kind of account cannot apply for this here."),
    Bar.AGE: TOO_YOUNG,
    Bar.UNKNOWN_AGE: TOO_YOUNG,
    Bar.CLOSED: _("This service is closed now."),
}


def find_bar(session: Session, login: Login, form: Form, *, today: date) -> Bar | None:
    """Why the signed-in account may not fill in a form; None where it may. `today`: in Nairobi. Raises Revoked."""
    return bar_of(accounts.signed_in(session, login), form, today=today)


def bar_of(account: Account, form: Form, *, today: date) -> Bar | None:
    """Why an account may not fill in a form; None where it may."""
    if form.account_types and account.account_type not in form.account_types:
        return Bar.ACCOUNT_TYPE
    if not form.min_age:
        return None
    youngest, oldest = _ages(account.said.birth, today)
    if youngest >= form.min_age:
        return None
    return Bar.AGE if oldest < form.min_age else Bar.UNKNOWN_AGE


def why_barred(form: Form, bar: Bar | None, language: str) -> tuple[str, str]:
    """The reason for a bar, and what to do instead. For `ACCOUNT_TYPE` the form's `instead` text says both."""
    instead = text_in(form.instead, language)
    if bar is None or (bar is Bar.ACCOUNT_TYPE and instead):
        return "", instead
    if bar is Bar.CLOSED:
        return translate(language, BARS[bar]), ""
    return translate(language, BARS[bar], age=form.min_age), instead


def _ages(birth: str, today: date) -> tuple[int, int]:
    """The lowest and highest possible age in completed years. Every account holder is known to be at least `ADULT`."""
    if len(birth) == 4:
        most = today.year - int(birth)
        return max(most - 1, min(most, ADULT)), most
    born = date.fromisoformat(birth)
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return age, age
