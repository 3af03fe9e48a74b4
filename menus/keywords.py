"""The SMS side: a reference however it is typed, and a few words in English and Swahili."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.domain import (
    inbox,
    leaflets,
    messages,
    narrowing,
    phones,
    references,
    tallies,
    tracking,
)
from app.domain.applications import Application
from app.domain.finding import Finder
from app.domain.tracking import Miss
from app.domain.wording import Contacts, as_sms, standing
from app.texts import ENGLISH, _, languages, translate
from menus import finding_by_sms, secrets_by_sms
from menus.flows.applications import MISSES
from menus.sms import Sms, plain, word_and_rest

HOUR: Final = timedelta(hours=1)
FEW_WORDS = 4
"""A text of so few words, one of them like a reference, is meant as a reference."""


def answer(session: Session, phone: str, text: str, *, contacts: Contacts, finder: Finder) -> str | None:
    """What an SMS is answered with; None for chatter that has been answered within the hour.

    The code of a service is told from a reference by the catalogue; a text that names a service well is answered
    as if FIND stood before it.
    """
    word, rest = word_and_rest(text)
    keyword = KEYWORDS.get(word)
    spoken, index = phones.language_of(session, phone), finder.index()
    if keyword and not secrets_by_sms.names_secret(plain(text)):
        language = spoken or keyword.language
        return keyword.answer(Sms(session, phone, rest, language, contacts, index, KEYWORDS))
    sms = Sms(session, phone, plain(text), spoken or ENGLISH, contacts, index, KEYWORDS)
    ways = (finding_by_sms.coded, finding_by_sms.picked, _reference, finding_by_sms.unasked, _chatter)
    return next((reply for way in ways if (reply := way(sms))), None)


def status(sms: Sms) -> str:
    """STATUS and HALI: a reference follows."""
    if not sms.rest:
        return how_to(sms)
    return _reference(sms) or sms.say(MISSES[Miss.NOT_ONE])


def how_to(sms: Sms) -> str:
    """HELP and MSAADA."""
    return sms.say(
        _(
            "eCitizen: text your reference for its status, FIND and a service, or dial {code}. "
            "STOP: no alerts. LANG SW: Kiswahili. Call {phone} or 1919."
        ),
        code=sms.contacts.ussd_code,
        phone=sms.contacts.phone,
    )


def stop(sms: Sms) -> str:
    """STOP and ONDOKA: no more alerts; those that wait are taken back."""
    phones.set_alerts(sms.session, sms.phone, wanted=False)
    messages.withdraw_alerts(sms.session, sms.phone)
    return sms.say(
        _("eCitizen: no more alerts will come. To get them again, text START. For a status, text your reference.")
    )


def start(sms: Sms) -> str:
    """START and ANZA: alerts again."""
    phones.set_alerts(sms.session, sms.phone, wanted=True)
    return sms.say(_("eCitizen: you will get status alerts by SMS again. To stop them, text STOP."))


def change_language(sms: Sms) -> str:
    """LANG and LUGHA, with the language by its code or its name."""
    words = re.findall(r"[a-z]+", sms.rest.lower())
    for code, own_name in languages().items():
        names = (code, *OTHER_NAMES.get(code, ()))
        if any(word in names or own_name.lower().startswith(word) for word in words):
            phones.choose_language(sms.session, sms.phone, code)
            return translate(code, _("eCitizen: you will get our messages in English."))
    return sms.say(_("eCitizen: text LANG EN for English or LANG SW for Kiswahili."))


def email(sms: Sms) -> str:
    """EMAIL and BARUA: an address is set in the menu only, after the password; no code is ever texted to us."""
    return sms.say(
        _("eCitizen: for your safety an e-mail is set in the menu only. Dial {code}, sign in, My account, E-mail."),
        code=sms.contacts.ussd_code,
    )


def more(sms: Sms) -> str:
    """MORE and ZAIDI: the next of what was looked for."""
    return finding_by_sms.more(sms) or how_to(sms)


def huduma(sms: Sms) -> str:
    """HUDUMA and a town or county: the centre there; `huduma` is also the word for a service."""
    near = sms.index.centres.near(sms.rest, 1)
    named = [each for each in near if narrowing.begins(sms.rest, (each.name, each.town))]
    if named or (near and not finding_by_sms.language_of(sms, sms.rest)):
        return leaflets.centre(near[0], sms.language)
    return finding_by_sms.find(sms)


@dataclass(frozen=True)
class Keyword:
    """A word that an SMS may begin with, what it does, and the language of those who use it."""

    answer: Callable[[Sms], str]
    language: str = ENGLISH


KEYWORDS: Final[Mapping[str, Keyword]] = {
    "STATUS": Keyword(status),
    "HALI": Keyword(status, "sw"),
    "HELP": Keyword(how_to),
    "INFO": Keyword(how_to),
    "MSAADA": Keyword(how_to, "sw"),
    "STOP": Keyword(stop),
    "ONDOKA": Keyword(stop, "sw"),
    "TOKA": Keyword(stop, "sw"),
    "START": Keyword(start),
    "ANZA": Keyword(start, "sw"),
    "EMAIL": Keyword(email),
    "BARUA": Keyword(email, "sw"),
    "LANG": Keyword(change_language),
    "LANGUAGE": Keyword(change_language),
    "LUGHA": Keyword(change_language, "sw"),
    **{word: Keyword(finding_by_sms.find, language) for word, language in finding_by_sms.FIND.items()},
    **{word: Keyword(more, language) for word, language in finding_by_sms.MORE.items()},
    "HUDUMA": Keyword(huduma, "sw"),
}
OTHER_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("kiingereza", "eng"),
    "sw": ("swahili", "swa", "kisw"),
}


def _reference(sms: Sms) -> str | None:
    """Where the application of the reference in this text stands, or what is wrong with it; None: it has none.

    A reference that is known wins; then a warning, where a secret is given away or asked for.
    """
    text = secrets_by_sms.without_phones(sms.rest)
    results = tracking.look_up_all(sms.session, sms.phone, references.candidates(text))
    for found in results:
        if isinstance(found, Application):
            told = standing(sms.session, found, sms.language, phone=sms.phone)
            return as_sms(sms.language, told, sms.contacts)
    alone = inbox.has_secret(text) and len(inbox.without_secrets(text).split()) <= FEW_WORDS
    if alone or secrets_by_sms.names_secret(sms.rest):
        return _warned(sms)
    missed = [found for found in results if isinstance(found, Miss) and found != Miss.NOT_ONE]
    if not missed or not ({Miss.SLIP, Miss.LENGTH} & {*missed} or len(text.split()) <= FEW_WORDS):
        return None
    return sms.say(MISSES[missed[0]])


def _warned(sms: Sms) -> str:
    """Six digits that are no reference are a password or a code; as a guess at a reference they were counted."""
    return translate(
        secrets_by_sms.language_of(sms.rest, sms.language),
        _(
            "eCitizen: never give a password or code to any person. We did not keep it. If it was your "
            "password, dial {code}, My account, and change it."
        ),
        code=sms.contacts.ussd_code,
    )


def _chatter(sms: Sms) -> str | None:
    """How to use this, at most once an hour to the same phone: two machines must not talk for ever."""
    if tallies.count(sms.session, "chatter", sms.phone, HOUR, most=1) > 1:
        return None
    return how_to(sms)
