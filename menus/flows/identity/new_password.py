"""Choosing a password of six digits, wherever one is chosen: what is refused, and that it is typed twice."""

from collections.abc import Mapping
from typing import Final

from app.domain.identity import passwords
from app.domain.identity.passwords import Weakness
from app.platform import normalize
from app.platform.i18n import _
from menus.context import Context
from menus.draft import Draft
from menus.notation import Rejected

PROMPT: Final = _("Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.")
AGAIN: Final = _("Enter the same 6 digits again")
NOT_THE_SAME: Final = _("The two passwords were different.")
WEAK: Final[Mapping[Weakness, str]] = {
    Weakness.NOT_SIX_DIGITS: _("A password has exactly 6 digits."),
    Weakness.REPETITION: _("Too easy: it repeats itself."),
    Weakness.SEQUENCE: _("Too easy: the digits follow each other."),
    Weakness.DATE: _("Too easy: it looks like a date."),
    Weakness.YEAR: _("Too easy: there is a year in it."),
    Weakness.PERSONAL: _("Too easy: your ID, phone or birthday."),
}


class NewPasswordDraft(Draft):
    """The hash of a password that was chosen, until it is typed again: the only draft with values made of a secret."""

    account_id: str = ""
    """The id of the account that the password is for."""
    password_hash: str = ""


def six_digits(typed: str) -> str:
    """Six digits, however they were spaced."""
    digits = normalize.digits(typed) or ""
    if passwords.weakness(digits) == Weakness.NOT_SIX_DIGITS:
        raise Rejected(WEAK[Weakness.NOT_SIX_DIGITS])
    return digits


def refuse_weak(password: str, *, number: str, phone: str, birth: str) -> None:
    """Raises Rejected, with the reason, for a password that is too easy."""
    weak = passwords.weakness(password, number=number, phone=phone, birth=birth)
    if weak:
        raise Rejected(WEAK[weak])


def keep(c: Context, account_id: str, password: str) -> None:
    """Keep the password's hash in the draft until it is typed again."""
    draft = c.draft(NewPasswordDraft)
    draft.account_id, draft.password_hash = account_id, passwords.hashed(c.keys, account_id, password)


def is_same(c: Context, password: str) -> bool:
    """Whether this is the password that was chosen a moment ago."""
    draft = c.draft(NewPasswordDraft)
    return passwords.verified(c.keys, draft.account_id, password, draft.password_hash)
