"""Warnings about texts that give a secret away, or tell of somebody who asks for one, however long they are.

Fraudsters who pretend to be our staff ask for the code for a new password; so a whole sentence is warned about too ("my
code is 111222 from ecitizen officer").
"""

import re
from dataclasses import replace
from typing import Final

from app.domain.messaging import texted_secrets
from app.domain.subscribers import spoken_language
from app.platform.i18n import _
from app.platform.languages.language_files import vocabulary
from menus.sms.message import Sms, words
from menus.sms.references import PHONE, without_phones

PAYING: Final = vocabulary("paying")
ASKING: Final = vocabulary("asking")
ARRIVING: Final = vocabulary("arriving")
"""Words of a code that has not come, or of a password that is to be changed."""
ASKED: Final = re.compile(
    r"(?:a|wa)(?:na|me|li|ki|ta)?(?:ni|tu)?(?:omb|ulizi?|pigi|dai|ambi|hitaji|itish)[a-z]*"
    r"|(?:a|wa)(?:na|me|li|ki)(?:ni|tu)?tak[a-z]+"
    r"|(?:ni|tu)(?:me|li|na)(?:pigi|omb|uliz|ambi|itish)w[ae]"
    r"|(?:ni|tu)(?:me|li|ta|na|ki)?(?:m|mu|wa)(?:p|pati|tumi|ambi|onyesh)[ae]"
)
"""Verbs of Kiswahili: somebody asks or calls, I am asked, I give somebody: `anataka`, `nimepigiwa`, `nimempa`."""
NOT_DONE: Final = frozenset(["not", "never", "wasn't", "hasn't", "haven't"])
"""With these `sent` is about a code that has not come."""
OF_A_PAYMENT: Final = re.compile(
    r"m-?pesa (?:transaction )?codes?|(?:transaction|receipt|payment) codes?"
    r"|(?:code|msimbo) (?:ya|wa|of|from) (?:the )?m-?pesa",
    re.IGNORECASE,
)
"""The code of a payment, which people are to text us."""
FEW_WORDS: Final = 4
"""In a text of at most so many words six digits are a password or a code, whatever the words are."""


def warn(sms: Sms, *, argument: bool) -> str | None:
    """The warning, in the language of the text where that shows; None where no secret is given away or asked for.

    `argument`: the digits follow a keyword, as what is searched for. Our paybill is no secret.
    """
    text = without_phones(sms.text)
    if _tells_of_fraud(sms):
        return _warning(sms)
    named = texted_secrets.names_one(sms.text)
    told = texted_secrets.stands_alone(text)
    few = len(texted_secrets.blotted(text).split()) <= FEW_WORDS
    if (named and (told or PHONE.search(sms.text))) or (told and few and not argument and not _pays(sms)):
        return _warning(sms) if named or len(text.split()) > 1 else _no_reference(sms)
    return None


def _tells_of_fraud(sms: Sms) -> bool:
    """Whether a text names a secret and somebody who asks for it, calls, or is given it."""
    said = words(sms.text)
    if not texted_secrets.names_one(OF_A_PAYMENT.sub(" ", sms.text)) or not ARRIVING.isdisjoint(said):
        return False
    asking = ASKING - {"sent"} if not NOT_DONE.isdisjoint(said) else ASKING
    return not asking.isdisjoint(said) or any(ASKED.fullmatch(word) for word in said)


def _pays(sms: Sms) -> bool:
    """Whether the text asks for a number to pay to."""
    return not PAYING.isdisjoint(words(sms.text))


def _no_reference(sms: Sms) -> str:
    """The reply to six digits alone, which nothing calls a secret: they are no reference, and may be a secret."""
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
    """The warning in the text's own language, else in the phone's; in both languages where neither is known."""
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
