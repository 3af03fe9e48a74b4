"""Texts that give a secret away, or tell of somebody who asks for one: they are warned of, however long they are.

A code for a new password is wanted by whoever pretends to be our staff; so the warning must not sleep when a text is
a whole sentence ("my code is 111222 from ecitizen officer").
"""

from dataclasses import replace
from typing import Final

from app.domain.messaging import texted_secrets
from app.domain.subscribers import spoken_language
from app.platform.i18n import _
from app.platform.languages.language_files import vocabulary
from menus.sms.message import Sms, words
from menus.sms.references import PHONE, without_phones

PAYING: Final = vocabulary("paying")
FEW_WORDS: Final = 4
"""A text of so few words with six digits in it is a password or a code, whatever the words are."""


def warn(sms: Sms, *, argument: bool) -> str | None:
    """The warning, in the language of the text where that shows; None where no secret is given away or asked for.

    `argument`: a keyword stands before the digits, which are what is looked for. Our paybill is no secret.
    """
    text = without_phones(sms.text)
    named = texted_secrets.names_one(sms.text)
    told = texted_secrets.stands_alone(text)
    few = len(texted_secrets.blotted(text).split()) <= FEW_WORDS
    if (named and (told or PHONE.search(sms.text))) or (told and few and not argument and not _pays(sms)):
        return _warning(sms) if named or len(text.split()) > 1 else _no_reference(sms)
    return None


def _pays(sms: Sms) -> bool:
    """Whether a number is asked about to pay to."""
    return not PAYING.isdisjoint(words(sms.text))


def _no_reference(sms: Sms) -> str:
    """Six digits alone, which nothing calls a secret: what they are not, what they may be, and what to text."""
    if sms.in_doubt:
        short = _("eCitizen: not a reference: ours have 12 digits. Password or code? Tell no one: {code}.")
        return sms.say_in_both(short, code=sms.dial)
    return sms.say(
        _(
            "eCitizen: 6 digits are not a reference: ours have 12. Text those, or FIND and a service. "
            "A password or code? Tell no one, and change it: {code}."
        ),
        code=sms.dial,
    )


def _warning(sms: Sms) -> str:
    """The text's own language goes before the one that the phone has chosen; where neither shows it is said in both."""
    language = spoken_language.language_of(sms.rest)
    if language is None and sms.in_doubt:
        short = _("eCitizen: never give a password or code to anyone. To change yours: {code}.")
        return sms.say_in_both(short, code=sms.dial)
    return replace(sms, language=language or sms.language).say(
        _(
            "eCitizen: never give a password or code to any person. We did not keep it. If it was your "
            "password, dial {code}, My account, and change it."
        ),
        code=sms.dial,
    )
