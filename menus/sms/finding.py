"""Finding a service by SMS: the best three, then a number or MORE texted back, or the code of a service.

The last search is read from the phone's own earlier SMS: nothing else is kept of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from rapidfuzz.distance import OSA

from app.domain.catalogue import filters, service_sheets
from app.domain.catalogue.entries import ServiceEntry
from app.domain.catalogue.huduma_centres import Centre
from app.domain.catalogue.search import answering, tokens
from app.domain.catalogue.search.lexicon import LONGEST_TEXT, MOST_WORDS
from app.domain.messaging import inbound_sms
from app.domain.reporting import empty_searches
from app.domain.shared import counters
from app.domain.shared.plain_words import NUMBERS
from app.domain.subscribers import phones
from app.domain.subscribers.spoken_language import language_of as language_said
from app.platform import gsm0338, normalize
from app.platform.db import now
from app.platform.i18n import ENGLISH, KISWAHILI, NAIROBI, _, languages
from app.platform.languages.language_files import spoken, vocabulary
from menus.sms.message import Sms, plain, signed, word_and_rest, words
from menus.sms.references import without_phones
from menus.sms.words import GREETED, GREETING, NAMES_NOTHING, POLITE

FIND: Final = {
    word: code
    for code, language in spoken().items()
    for kind in ("find", "apply")
    for word in language.keywords.get(kind, ())
}
MORE: Final = {word: code for code, language in spoken().items() for word in language.keywords.get("more", ())}
COMMANDS: Final = {
    word.lower() for language in spoken().values() for listed in language.keywords.values() for word in listed
}
AT_ONCE: Final = 3
"""Services told in one SMS."""
MOST: Final = 15
A_WHILE: Final = timedelta(hours=1)
"""For how long a number that is texted back means a line of the list that was sent."""
LINE: Final = vocabulary("around_a_line")
"""Words that people write around the number of a line."""
AROUND_A_CODE: Final = POLITE | tokens.SAYS_NOTHING | vocabulary("around_a_code")
"""Words that people write around the code of a service."""
A_WORD: Final = 2
"""The fewest letters of a word that says something: `id`, `dl`."""
A_LONG_WORD: Final = 6
NEARLY: Final = 0.8
"""How alike a long word and a word of a service must be to count as a typing slip, where nobody asked for a search."""
A_LONG_TEXT: Final = 4
"""From so many words on, with one that is telling, a text is about a service only if many ask for that service."""
A_PAIR: Final = 2
"""Of so many telling words one may be a keyword of the service, if many ask for it: `marriage certificate`."""
A_SENTENCE: Final = 3
"""From so many telling words on, one of them need not be of the service: `birth certificate for my child`."""
UNASKED_AN_HOUR: Final = 5
"""How often within an hour a text without FIND is answered: two machines must not answer each other for ever."""


@dataclass(frozen=True)
class SmsSearch:
    """The words that a phone searched for by SMS, how often it asked for more, and the language of the search."""

    words: str
    times: int
    language: str


def find(sms: Sms) -> str:
    """FIND and TAFUTA, with what is looked for: the best three, or the service itself."""
    if not plain(sms.rest):
        return sms.say(_("eCitizen: text FIND and a word or two, such as FIND passport."))
    return coded(sms) or not_there(sms) or listing(sms, sms.rest, skip=0)


def apply(sms: Sms) -> str:
    """APPLY and OMBA: nothing is applied for by SMS; the service, if one is named, and the code to dial."""
    if not {*words(sms.rest)} - POLITE:
        return sms.say(_("eCitizen: to apply, dial {code} and choose Find a service."), code=sms.dial)
    return find(sms)


def named(sms: Sms, text: str) -> str | None:
    """The service that a text surely names: `HUDUMA namba`, which is no town; None where it names none."""
    found = answering.answer(sms.index, text, 1)
    return details(sms, found.services[0]) if found.sure else None


def more(sms: Sms) -> str | None:
    """MORE and ZAIDI: the next three of the last search."""
    last = last_search(sms)
    return listing(sms, last.words, skip=AT_ONCE * max(last.times, 1)) if last else None


def picked(sms: Sms) -> str | None:
    """The reply to a number of the list that was sent: that service, or the numbers there are; None without a list."""
    number = line_number(sms.rest)
    last = last_search(sms) if number else None
    hits = hits_of(sms, last.words) if last else []
    if not last or not number or not hits:
        return None
    told = speaking(sms, last.language)
    if number <= len(hits):
        return details(told, hits[number - 1])
    if counters.count(sms.session, "no-such-line", sms.phone, A_WHILE, most=UNASKED_AN_HOUR) > UNASKED_AN_HOUR:
        return None
    return told.say(_("eCitizen: text a number from 1 to {last}, or FIND and other words."), last=str(len(hits)))


def line_number(text: str) -> int | None:
    """The number of a line, however it is written: `1!`, `(2)`, `no. 3`, `#1`, `mbili`; None for anything else."""
    bare = normalize.without_words(normalize.key(text).casefold(), LINE).lstrip("#*").rstrip("#*-) ")
    found = re.fullmatch(r"0?([1-9][0-9]?)", NUMBERS.get(bare, bare))
    return int(found[1]) if found else None


def coded(sms: Sms) -> str | None:
    """The service with this code, also with spaces for hyphens, with filler words around it; None if none has it."""
    said = re.sub(r"[\s_/-]+", " ", normalize.key(sms.rest)).split()
    telling = [word for word in map(normalize.key, said) if word.casefold() not in AROUND_A_CODE]
    found = [sms.index.by_code("-".join(words)) for words in (said, telling) if words]
    return next((details(sms, service) for service in found if service), None)


def not_there(sms: Sms) -> str | None:
    """The reply where the county that is named has no such service, with its Huduma Centre; None where it has it."""
    found = answering.answer(sms.index, sms.rest, MOST)
    if found.county is None:
        return None
    centres = [service_sheets.centre(each, sms.language) for each in sms.index.centres.of_county(found.county.code)]
    if found.only_place:
        return signed(centres[0]) if centres else None
    county = found.county.label.in_language(sms.language)
    whole = " ".join([sms.say(_("{county} has no such service here yet."), county=county), *centres[:1]])
    how = _("{county} has no such service here yet. For its Huduma Centre text HUDUMA {county}.")
    return signed(whole if gsm0338.fits(whole, gsm0338.ONE_SMS) else sms.say(how, county=county))


def centre_of(sms: Sms, text: str) -> Centre | None:
    """The Huduma Centre of the town or county that is named; None where the text rather names a service."""
    if all(word in NAMES_NOTHING or word in tokens.SAYS_NOTHING for word in tokens.words(text)):
        return None
    near = sms.index.centres.near(text, 1)
    place = sms.index.town(text)
    named = [each for each in near if filters.begins(text, (each.name, each.town))]
    alone = named or (place and answering.names_place_only(place)) or _is_no_word(sms, text)
    return near[0] if near and (alone or not language_of(sms, text)) else None


def _is_no_word(sms: Sms, text: str) -> bool:
    """Whether no telling word is in the catalogue, as it is where nothing but a misspelt place is named."""
    said = [word for word in sms.index.said(text) if word not in tokens.SAYS_NOTHING]
    return not any(word not in NAMES_NOTHING and sms.index.knows(word) for word in said)


def unasked(sms: Sms) -> str | None:
    """The reply to a text that clearly names a service, without FIND; None for any other, and at the hourly limit."""
    language = language_of(sms, sms.rest)
    if not language:
        return None
    answered = counters.count(sms.session, "found-unasked", sms.phone, A_WHILE, most=UNASKED_AN_HOUR)
    if answered > UNASKED_AN_HOUR:
        return None
    told = speaking(sms, language)
    return not_there(told) or listing(told, sms.rest, skip=0)


def language_of(sms: Sms, text: str) -> str | None:
    """The language of a text that names the service that a search for it finds first; None where it does not.

    Each of its telling words, eight at the most, is of that service's name, or begins a word of it.
    """
    bare = GREETED.sub(" ", without_phones(text))
    said = [word for word in sms.index.said(bare) if word not in tokens.SAYS_NOTHING]
    if NAMES_NOTHING.issuperset(said):
        return None
    said = [word for word in said if word not in GREETING]
    if len(text) > LONGEST_TEXT or len(said) > MOST_WORDS or not any(len(word) >= A_WORD for word in said):
        return None
    if not any(word.isalpha() for word in said):
        return None
    found = answering.answer(sms.index, " ".join(said), 1)
    clear = [
        each
        for each in found.services
        if _is_named(sms, each, said) and (each.popular or len(said) > 1 or len(tokens.words(bare)) < A_LONG_TEXT)
    ]
    if not clear and not found.county:
        return None
    return language_said(text) or _language_of_names(clear, " ".join(said))


def _is_named(sms: Sms, service: ServiceEntry, said: list[str]) -> bool:
    """Whether words name a service: all of them, or all but one of three or more. Each must be in the catalogue.

    Of two, one may be a keyword, if many ask for the service.
    """
    place = sms.index.place(" ".join(said))
    words = tokens.words(place.rest) if place else said
    names = (*service.name.all, *service.label.all, service.agency)
    own = [word for name in names for word in tokens.words(name)]
    if len(words) == 1:
        return _is_one_of(sms, service, words[0], own)
    if filters.begins(" ".join(words), names):
        return True
    words = [word if sms.index.knows(word) else _as_spelt(word, own) for word in words]
    if len(words) == A_PAIR and service.popular and COMMANDS.isdisjoint(words):
        return sms.index.is_about(service, " ".join(words)) and any(sms.index.names(service, word) for word in words)
    ways = [words, *([*words[:at], *words[at + 1 :]] for at in range(len(words) if len(words) >= A_SENTENCE else 0))]
    return any(all(map(sms.index.knows, way)) and sms.index.names(service, " ".join(way)) for way in ways)


def _is_one_of(sms: Sms, service: ServiceEntry, word: str, own: Sequence[str]) -> bool:
    """Whether a word that stands alone names a service: as a whole, or misspelt where many ask for the service.

    The beginning of a word is none: `top` is no Topography.
    """
    spelt = _as_spelt(word, own) if service.popular and not sms.index.knows(word) else word
    return spelt in own or (sms.index.knows(spelt) and sms.index.names(service, spelt))


def _as_spelt(word: str, own: Sequence[str]) -> str:
    """The word of a service's names that a long word is most like (`pasport`); else the word itself."""
    near = [each for each in own if each[0] == word[0]] if len(word) >= A_LONG_WORD else []
    return max(
        (each for each in near if OSA.normalized_similarity(word, each) >= NEARLY),
        key=lambda each: OSA.normalized_similarity(word, each),
        default=word,
    )


def _language_of_names(services: Sequence[ServiceEntry], words: str) -> str:
    """English, unless the words are of a service's name in another language only."""
    for each in services:
        named = [code for code in languages() if filters.begins(words, _names_in(each, code))]
        if ENGLISH not in named:
            return named[0] if named else ENGLISH
    return ENGLISH


def _names_in(service: ServiceEntry, language: str) -> tuple[str, str, str]:
    return service.name.in_language(language), service.label.in_language(language), service.agency


def listing(sms: Sms, words: str, *, skip: int) -> str:
    """Three services, a line each, and what to text back: one SMS, for a line has 32 septets at most."""
    services = services_of(sms, words)
    found = services or nearest_to(sms, words)
    if not (skip or services):
        empty_searches.count_search(sms.session, words)
    if len(found) == 1:
        return details(sms, found[0])
    shown = found[skip : skip + AT_ONCE]
    if not shown:
        none = _("eCitizen: no more results.") if found else _("eCitizen: nothing found.")
        return sms.say(_("{none} Text FIND and other words, or dial {code}."), none=sms.say(none), code=sms.dial)
    head = [] if sms.index.find(words, 1) else [sms.say(_("Not found. Similar services:"))]
    lines = [f"{number} {each.line.in_language(sms.language)}" for number, each in enumerate(shown, skip + 1)]
    more = found[skip + AT_ONCE :]
    how = _("Text a number for details, MORE for others.") if more else _("Text a number for details.")
    return signed("\n".join([*head, *lines, sms.say(how)]), sign="\n")


def hits_of(sms: Sms, words: str) -> list[ServiceEntry]:
    """The services that are found, else those that come nearest."""
    return services_of(sms, words) or nearest_to(sms, words)


def services_of(sms: Sms, words: str) -> list[ServiceEntry]:
    """The services that are found."""
    return answering.answer(sms.index, words, MOST).services


def nearest_to(sms: Sms, words: str) -> list[ServiceEntry]:
    """The services that come nearest, where none is found."""
    return sms.index.nearest(words, AT_ONCE)


def details(sms: Sms, service: ServiceEntry) -> str:
    """A service in one SMS, or in two with all that is to be brought."""
    fee, ways = sms.index.fee(service), sms.contacts.payment_ways
    today = now(sms.session).astimezone(NAIROBI).date()
    sheet = service_sheets.service_sheet(service, fee, sms.language, code=sms.dial, ways=ways, today=today)
    return signed(sheet.in_two)


def last_search(sms: Sms) -> SmsSearch | None:
    """The last search of this phone, and how often it has asked for more since; None where there is none."""
    times = 0
    for text in inbound_sms.lately(sms.session, sms.phone, A_WHILE):
        word, rest = word_and_rest(text)
        times += word in MORE and sms.is_command(text)
        if word in FIND and rest:
            return SmsSearch(rest, times, FIND[word])
        if word == "HUDUMA" and rest and centre_of(sms, rest) is None:
            return SmsSearch(rest, times, KISWAHILI)
        if not sms.is_command(text) and (language := language_of(sms, plain(text))):
            return SmsSearch(plain(text), times, language)
    return None


def speaking(sms: Sms, language: str) -> Sms:
    """The SMS, to be answered in the language that the phone has chosen, else in that of the search."""
    return replace(sms, language=phones.language_of(sms.session, sms.phone) or language)
