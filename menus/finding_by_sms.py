"""Finding a service by SMS: the best three, then a number or MORE texted back, or the code of a service.

What was asked for last is read from the phone's own earlier SMS: nothing else is kept of it.
"""

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from app.domain import inbox, leaflets, narrowing, phones, tallies
from app.domain.listed import Listed
from app.texts import ENGLISH, _
from menus.sms import Sms, plain, word_and_rest

FIND: Final = {"FIND": "en", "SEARCH": "en", "TAFUTA": "sw"}
MORE: Final = {"MORE": "en", "ZAIDI": "sw"}
AT_ONCE: Final = 3
"""Services told in one SMS."""
MOST: Final = 15
A_WHILE: Final = timedelta(hours=1)
"""For how long a number texted back is about the list that was sent."""
FEW_WORDS: Final = 4
"""A text of so few words may be the name of a service."""
A_WORD: Final = 3
"""Letters of a word that says something."""
UNASKED_AN_HOUR: Final = 5
"""Times that a text without FIND is answered so: two machines must not talk for ever."""


@dataclass(frozen=True)
class Search:
    """What a phone looked for by SMS, how often it asked for more, and the language of it."""

    words: str
    times: int
    language: str


def find(sms: Sms) -> str:
    """FIND and TAFUTA, with what is looked for: the best three, or the service itself."""
    if not plain(sms.rest):
        return sms.say(_("eCitizen: text FIND and a word or two, such as FIND passport."))
    return coded(sms) or listing(sms, sms.rest, skip=0)


def more(sms: Sms) -> str | None:
    """MORE and ZAIDI: the next three of what was looked for last."""
    last = last_search(sms)
    return listing(sms, last.words, skip=AT_ONCE * max(last.times, 1)) if last else None


def picked(sms: Sms) -> str | None:
    """A number of the list that was sent: that service; None when there was no list, or no such number."""
    number = sms.rest.strip(".() ")
    last = last_search(sms) if re.fullmatch("[1-9][0-9]?", number) else None
    hits = hits_of(sms, last.words)[int(number) - 1 :] if last else []
    return details(speaking(sms, last.language), hits[0]) if last and hits else None


def coded(sms: Sms) -> str | None:
    """The service whose code this is, with spaces for hyphens too; None when it is nobody's."""
    code = "-".join(plain(sms.rest).split())
    service = sms.index.by_code(code) if code else None
    return details(sms, service) if service else None


def unasked(sms: Sms) -> str | None:
    """A text that names a service well, without FIND; None when it does not, or has had its share of answers."""
    language = language_of(sms, sms.rest)
    if not language:
        return None
    answered = tallies.count(sms.session, "found-unasked", sms.phone, A_WHILE, most=UNASKED_AN_HOUR)
    if answered > UNASKED_AN_HOUR:
        return None
    return listing(speaking(sms, language), sms.rest, skip=0)


def language_of(sms: Sms, text: str) -> str | None:
    """The language in which each word of a short text begins a word of the service that it finds first."""
    words = " ".join(word for word in re.findall(r"[a-z']+", text.casefold()) if len(word) >= A_WORD)
    found = sms.index.find(text, 1) if words and len(text.split()) <= FEW_WORDS else []
    for each in found:
        if narrowing.begins(words, (each.name, each.label, each.agency)):
            return ENGLISH
        if narrowing.begins(words, (each.name, each.name_sw, each.label_sw, each.agency)):
            return "sw"
    return None


def listing(sms: Sms, words: str, *, skip: int) -> str:
    """Three services, a line each, and what to text back: one SMS, for a line has 32 septets at most."""
    found = hits_of(sms, words)
    if len(found) == 1:
        return details(sms, found[0])
    shown = found[skip : skip + AT_ONCE]
    if not shown:
        none = _("eCitizen: no more results.") if found else _("eCitizen: nothing found.")
        return sms.say(_("{none} Text FIND and other words, or dial {code}."), none=sms.say(none), code=sms.dial)
    head = [] if sms.index.find(words, 1) else [sms.say(_("Not found. Similar services:"))]
    lines = [f"{number} {each.line_in(sms.language)}" for number, each in enumerate(shown, skip + 1)]
    more = found[skip + AT_ONCE :]
    how = _("Text a number for details, MORE for others.") if more else _("Text a number for details.")
    return "\n".join([*head, *lines, sms.say(how)])


def hits_of(sms: Sms, words: str) -> list[Listed]:
    """What is found, else what comes nearest."""
    return sms.index.find(words, MOST) or sms.index.nearest(words, AT_ONCE)


def details(sms: Sms, service: Listed) -> str:
    """A service in one SMS, or in two with all that is to be brought."""
    return leaflets.leaflet(service, sms.index.fee(service), sms.language).in_two


def last_search(sms: Sms) -> Search | None:
    """What this phone looked for last, and how often it has asked for more since; None when it has not."""
    times = 0
    for text in inbox.lately(sms.session, sms.phone, A_WHILE):
        word, rest = word_and_rest(text)
        times += word in MORE
        if word in FIND and rest:
            return Search(rest, times, FIND[word])
        if word not in sms.words and (language := language_of(sms, plain(text))):
            return Search(plain(text), times, language)
    return None


def speaking(sms: Sms, language: str) -> Sms:
    """The answer in the language that the phone has chosen, else in that of what was looked for."""
    return replace(sms, language=phones.language_of(sms.session, sms.phone) or language)
