"""Finding a service by SMS: the best three, then a number or MORE texted back, or the code of a service.

What was asked for last is read from the phone's own earlier SMS: nothing else is kept of it.
"""

import re
from datetime import timedelta
from typing import Final

from app.domain import inbox, leaflets, narrowing, tallies
from app.domain.listed import Listed
from app.texts import _
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
UNASKED_AN_HOUR: Final = 5
"""Times that a text without FIND is answered so: two machines must not talk for ever."""


def find(sms: Sms) -> str:
    """FIND and TAFUTA, with what is looked for: the best three, or the service itself."""
    if not plain(sms.rest):
        return sms.say(_("eCitizen: text FIND and a word or two, such as FIND passport."))
    return coded(sms) or listing(sms, sms.rest, skip=0)


def more(sms: Sms) -> str | None:
    """MORE and ZAIDI: the next three of what was looked for last."""
    words, times = last_search(sms)
    return listing(sms, words, skip=AT_ONCE * max(times, 1)) if words else None


def picked(sms: Sms) -> str | None:
    """A number of the list that was sent: that service; None when there was no list."""
    number = plain(sms.rest)
    if not re.fullmatch(r"[0-9]{1,2}", number):
        return None
    words, _times = last_search(sms)
    hits = hits_of(sms, words)[int(number) - 1 :] if words and number.strip("0") else []
    return details(sms, hits[0]) if hits else None


def coded(sms: Sms) -> str | None:
    """The service whose code this is, with spaces for hyphens too; None when it is nobody's."""
    code = "-".join(plain(sms.rest).split())
    service = sms.index.by_code(code) if code else None
    return details(sms, service) if service else None


def unasked(sms: Sms) -> str | None:
    """A text that names a service well, without FIND; None when it does not, or has had its share of answers."""
    if not names_a_service(sms, sms.rest):
        return None
    if tallies.count(sms.session, "found-unasked", sms.phone, A_WHILE) > UNASKED_AN_HOUR:
        return None
    return listing(sms, sms.rest, skip=0)


def names_a_service(sms: Sms, text: str) -> bool:
    """Whether each word of a short text begins a word of the service that it finds first."""
    words = [word for word in re.findall(r"[a-z']+", text.casefold()) if len(word) > 2]
    if not words or len(text.split()) > FEW_WORDS:
        return False
    return any(narrowing.begins(" ".join(words), names(each)) for each in sms.index.find(text, 1))


def names(service: Listed) -> tuple[str, ...]:
    """All that a service is called."""
    return (service.name, service.name_sw, service.label, service.label_sw, service.agency)


def listing(sms: Sms, words: str, *, skip: int) -> str:
    """Three services, a line each, and what to text back: one SMS, for a line has 32 septets at most."""
    found = hits_of(sms, words)
    if len(found) == 1:
        return details(sms, found[0])
    shown = found[skip : skip + AT_ONCE]
    if not shown:
        return sms.say(_("eCitizen: no more is found. Text FIND and other words, or dial {code}."), code=sms.dial)
    head = [] if sms.index.find(words, 1) else [sms.say(_("Not found. The nearest:"))]
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


def last_search(sms: Sms) -> tuple[str, int]:
    """What this phone looked for last, and how often it has asked for more since; "" when it has not."""
    times = 0
    for text in inbox.lately(sms.session, sms.phone, A_WHILE):
        word, rest = word_and_rest(text)
        if word in MORE:
            times += 1
        elif word in FIND and rest:
            return rest, times
        elif names_a_service(sms, plain(text)):
            return plain(text), times
    return "", times
