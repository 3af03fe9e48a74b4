"""Parsers of typed answers: each raises Rejected, in its own words, for input that it cannot accept."""

from typing import Final

from app.domain.identity import identity_checks, passwords
from app.domain.self_service.account_care import LONGEST_EMAIL
from app.domain.shared import emails
from app.domain.shared.errors import Invalid
from app.platform import normalize
from app.platform.i18n import _
from app.platform.phone_numbers import is_mobile, read_kenyan_mobile
from menus.notation import Rejected

NO_NAME = "1"
FEWEST_LETTERS = 2
OF_A_CODE: Final = frozenset(("code", "codes", "password", "pin", "msimbo", "nenosiri", "siri", "neno"))
"""Words that people write around a code, beside general filler words."""


def words(typed: str) -> str:
    """The words of a search: words, first letters, or their digits on the keys of a phone, where 0 and 1 are spaces.

    Accents stay as they were typed: the search folds them itself, and the code of a service has none.
    """
    typed = normalize.identifier(typed)
    if typed.isascii() and typed.isdecimal():
        typed = " ".join(typed.replace("1", "0").split("0")).strip()
    if len(typed) < FEWEST_LETTERS:
        raise Rejected(_("Type at least two letters or keys."))
    return typed


def name(typed: str) -> str:
    """A name as on a document."""
    try:
        return identity_checks.read_name(typed)
    except Invalid:
        raise Rejected(_("A name has letters only, as on your document.")) from None


def name_or_none(typed: str) -> str:
    """A name, or "" where the answer is 1 for none."""
    return "" if normalize.key(typed) == NO_NAME else name(typed)


def anybody(typed: str) -> str:
    """A document number or an e-mail address. Whether an account has it is not told before the password is right."""
    typed = normalize.trimmed(typed)
    if len(typed) < 4:
        raise Rejected(_("That is too short for a number or an e-mail."))
    return typed


def email(typed: str) -> str:
    """An e-mail address."""
    try:
        return emails.find_address(typed, longest=LONGEST_EMAIL)
    except emails.NotLatin:
        raise Rejected(_("Use letters a to z only.")) from None
    except Invalid:
        raise Rejected(_("An e-mail address looks like wanjiku@example.com.")) from None


def kenyan_phone(typed: str) -> str:
    """A mobile number of Kenya, in E.164."""
    number = read_kenyan_mobile(typed)
    if number is None or not is_mobile(number):
        raise Rejected(_("Enter a Kenyan mobile number, such as 0712345678."))
    return number


def code(typed: str) -> str:
    """A code of six digits, however it was spaced."""
    digits = normalize.digits(typed, OF_A_CODE)
    if digits is None or len(digits) != passwords.LENGTH:
        raise Rejected(_("The code has exactly 6 digits."))
    return digits
