"""The entry point of SMS: a reference however it is typed, and a few keywords in each language.

A known reference is answered, whatever stands around it. A keyword counts only where it stands alone or nearly so: in a
text of at most `NEARLY_ALONE` words, each of them the keyword, another for the same, a polite word, or one that may
stand with it (`beside`). A keyword with an argument (FIND, HUDUMA, EMAIL, STATUS) may be followed by it. All else is
read as a sentence: the reply is a service that is named in it, or how to use this.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from app.domain.catalogue.search.finder import Finder
from app.domain.shared import references as reference_numbers
from app.domain.shared.contacts import Contacts
from app.domain.subscribers import phones, spoken_language
from app.platform import normalize
from app.platform.i18n import ENGLISH, KISWAHILI
from app.platform.languages.language_files import spoken
from menus.sms import answers, claims, finding, payments, references, secrets, tickets
from menus.sms.message import Sms, plain, word_and_rest, words
from menus.sms.words import (
    ALERTS,
    ALL,
    ALL_THAT_COMES,
    BETWEEN,
    COMPLAINING,
    JOINED,
    LANGUAGES,
    NUMBERS,
    ONE_FOR,
    PASSWORDS,
    PAYMENTS,
    PHRASES,
    POLITE,
    REGISTERING,
    TALKING,
    THANKING,
    WHAT_COMES,
)

NEARLY_ALONE: Final = 8
WHICH_LANGUAGE: Final = 2
"""The most words of a text that begins with LANG and names no language that we have: `LANG FR`."""
LETTERS: Final = re.compile(r"\W*(?:[a-z]\W+){3,}[a-z]\W*")
"""A word that is written letter by letter."""
STUCK: Final = re.compile(r"([a-z]*([a-z]))\2+")
"""A word whose last letter is repeated: `stopp`."""
SENT_FROM: Final = re.compile(r"[\r\n]\s*sent from my [^\r\n0-9]{2,40}\Z", re.IGNORECASE)
"""The line that a phone puts below what is typed on it: `Sent from my iPhone`."""
PLURAL: Final = re.compile(r"\b([a-z]{2,})eni\b")
"""A command to several: `zimeni` is `zima`."""
LEFT_ALONE: Final = re.compile(
    r"\b(?:(?:mu?|u)?ni(?:w?ache|ondoe)(?:ni)?|[um]si(?:ni|tu)?(?:tum(?:e|ie)|sumbue|andikie)(?:ni)?)\b"
)
"""`Let me be` and `do not send`, to one or to several: `mniache`, `niacheni`, `msitume`."""
NONE_AT_ALL: Final = re.compile(rf"\Ano (?=(?:{'|'.join(sorted(ALL_THAT_COMES))})\b(?! again))")
"""The start of `no sms`; `getting no sms` is a complaint."""
COMPLAINS: Final = re.compile(r"\b(?:you|u|they|we) (?:do not|don'?t|never)\b")
"""`You never text me` is no wish that we should not."""
AT_THE_END: Final = re.compile(
    r".*(?:\b(?:please|pls|plz|plis|kindly|tafadhali)\W+|[.,!;:]\s*)(?:stop|unsubscribe)\W*|(?!.*\b(?:not|never|don'?t)\b)"
    r".+\bunsubscribe\W*"
)
"""STOP at the end, behind a polite word or a mark, and UNSUBSCRIBE: `Wrong number please stop`, but not `bus stop`."""
LEAST_OF_A_QUESTION: Final = 3
"""The fewest words of a question that names a reference."""
LONGEST_ARGUMENT: Final = 8
"""The most words that may follow FIND and HUDUMA."""


@dataclass(frozen=True)
class Keyword:
    """A keyword: what answers it, and the language of those who use it, if it is one language's.

    `beside`: words that may stand with it; `numbers`: so may numbers. `needs`: one of these words must stand with it.
    `takes`: an argument may follow. `searches`: what stands with it is no reference, unless it is surely one.
    """

    answer: Callable[[Sms], str | None]
    language: str | None = ENGLISH
    beside: frozenset[str] = frozenset()
    takes: bool = False
    searches: bool = False
    numbers: bool = False
    needs: frozenset[str] = frozenset()


MEANT: Final[Mapping[str, Keyword]] = {
    "status": Keyword(answers.status, takes=True),
    "help": Keyword(answers.how_to, beside=TALKING),
    "talk": Keyword(answers.how_to, beside=TALKING),
    "stop": Keyword(answers.stop, beside=ALERTS),
    "cancel": Keyword(answers.stop, beside=ALL_THAT_COMES | ALL),
    "enough": Keyword(answers.stop, beside=ALERTS, needs=WHAT_COMES),
    "start": Keyword(answers.start, beside=ALERTS),
    "email": Keyword(answers.email, takes=True, searches=True),
    "language": Keyword(answers.change_language, beside=LANGUAGES),
    "register": Keyword(answers.register, beside=REGISTERING),
    "password": Keyword(answers.password, beside=PASSWORDS),
    "phone_number": Keyword(answers.phone_number, beside=NUMBERS),
    "pay": Keyword(answers.pay, beside=PAYMENTS, searches=True, numbers=True),
    "find": Keyword(finding.find, takes=True, searches=True),
    "apply": Keyword(finding.apply, takes=True, searches=True),
    "complain": Keyword(tickets.ask, beside=COMPLAINING),
    "more": Keyword(answers.more),
    "ask": Keyword(tickets.ask, takes=True),
}
"""The keyword that the words of a language's file stand for, under the names that they have there."""


def _keywords() -> dict[str, Keyword]:
    """The keywords of all languages. A word that two languages have belongs to the first of them."""
    found = {"HUDUMA": Keyword(answers.huduma, None, takes=True, searches=True)}
    for code, language in spoken().items():
        for kind, listed in language.keywords.items():
            for word in listed:
                found.setdefault(word, replace(MEANT[kind], language=code))
    return found


KEYWORDS: Final[Mapping[str, Keyword]] = _keywords()


def answer(session: Session, phone: str, text: str, *, contacts: Contacts, finder: Finder) -> str | None:
    """The reply to an SMS; None for chatter that has been answered within the hour."""
    chosen = phones.language_of(session, phone)
    even = normalize.evened(SENT_FROM.sub("", text))
    language = chosen or spoken_language.language_of(plain(even))
    sms = Sms(
        session,
        phone,
        even,
        plain(even),
        chosen=chosen,
        language=language or ENGLISH,
        in_doubt=language is None,
        contacts=contacts,
        index=finder.index(),
        is_command=lambda text: commanded(text, code=contacts.sms_code) is not None,
    )
    ways = (finding.coded, finding.picked, _meant, finding.unasked, answers.chatter)
    return next((reply for way in ways if (reply := way(sms)) is not None), None) or None


def commanded(text: str, *, code: str = "") -> tuple[Keyword, str] | None:
    """The keyword of a text, and its argument; None where the text is a sentence.

    `code`: the short code of SMS, which may stand with any keyword: `stop to 22222`.
    """
    said, small = words(_joined(text)), plain(text).casefold()
    if small in PHRASES and len(said) == 1 and (phrase := KEYWORDS.get(said[0].upper())):
        return replace(phrase, language=spoken_language.language_of(plain(text)) or phrase.language), ""
    for even in (plain(text), _joined(plain(text))):
        first, rest = word_and_rest(even)
        keyword = KEYWORDS.get(first)
        if keyword and keyword.takes and _takes(first, rest):
            return _talking(keyword, rest) or (keyword, rest)
    if keyword and keyword.answer is answers.change_language and len(said) <= WHICH_LANGUAGE:
        return keyword, rest
    if COMPLAINS.search(small):
        return None
    if len(said) <= NEARLY_ALONE and AT_THE_END.fullmatch(small):
        return KEYWORDS["STOP"], ""
    return _nearly_alone(said, code)


def _nearly_alone(said: list[str], code: str) -> tuple[Keyword, str] | None:
    """The keyword that the words of a text are, but for those that may stand with it."""
    named = [KEYWORDS[word.upper()] for word in said if word.upper() in KEYWORDS]
    if not named or len(said) > NEARLY_ALONE or len({each.answer for each in named}) > 1:
        return None
    allowed = POLITE.union(*(each.beside for each in named))
    if any(each.needs and each.needs.isdisjoint(said) for each in named):
        return None
    strangers = (word for word in said if word not in allowed and word.upper() not in KEYWORDS and word != code)
    if any(not (named[0].numbers and word.isdecimal()) for word in strangers):
        return None
    return named[0], ""


def _talking(keyword: Keyword, rest: str) -> tuple[Keyword, str] | None:
    """The keyword for help, where FIND is followed by a request for it: `FIND customer care`, but not `FIND agent`."""
    sought = _joined(rest)
    found = commanded(sought) if keyword.answer is finding.find else None
    if not found or found[0].answer is not answers.how_to or TALKING.issuperset(words(sought)):
        return None
    return replace(found[0], language=keyword.language), ""


def _meant(sms: Sms) -> str | None:
    """The reply to what a text says, the surest meaning first.

    A question to staff, a payment to be checked, a known reference, a secret given away, the SMS of a payment, a
    payment in trouble, a wrong reference, a keyword.
    """
    found = commanded(sms.text, code=sms.contacts.sms_code)
    keyword, rest = found or (None, "")
    if keyword is not None and keyword.answer is tickets.ask and _asks(rest):
        return secrets.warn(sms, argument=False) or tickets.ask(_speaking(sms, keyword, rest))
    if followed := tickets.follow(sms):
        return secrets.warn(sms, argument=False) or tickets.add(sms, followed)
    searches = bool(keyword and keyword.searches)
    receipt = payments.is_confirmation(sms.text)
    named = replace(sms, text=payments.account(sms.text)) if receipt else sms
    looked = references.look_up(named, searches=searches or receipt)
    return (
        claims.claim(sms, looked)
        or references.answer(sms, looked)
        or secrets.warn(sms, argument=searches)
        or (payments.answer(sms) if receipt else None)
        or answers.paid(sms)
        or references.refuse(sms, looked)
        or (keyword and keyword.answer(_speaking(sms, keyword, rest)))
        or _besides(sms)
    )


def _asks(rest: str) -> bool:
    """Whether the argument of ASK is a question. With a reference in it, it needs words that are no keywords of ours.

    `ASK 1020 3040 5060` wants the status.
    """
    named = reference_numbers.candidates(rest)
    if not named:
        return bool(rest)
    for each in named:
        rest = rest.replace(each, " ")
    known = (*POLITE, *LANGUAGES)
    strangers = {word for word in words(rest) if word.isalpha() and word.upper() not in KEYWORDS and word not in known}
    return len(strangers) >= LEAST_OF_A_QUESTION


def _besides(sms: Sms) -> str | None:
    """The reply to our paybill in a sentence, to an e-mail address without a keyword, to danger, and to thanks."""
    if answers.names_paybill(sms):
        return answers.pay(sms)
    if answers.has_address(sms):
        return answers.email(sms)
    if danger := answers.danger(sms):
        return danger
    said = words(sms.text)
    if not THANKING.isdisjoint(said) and POLITE.issuperset(said):
        return answers.thanks(sms)
    return None


def _speaking(sms: Sms, keyword: Keyword, rest: str) -> Sms:
    """The SMS as its keyword gets it: answered in the language that the phone has chosen, else in the keyword's."""
    language = sms.chosen or keyword.language or spoken_language.language_of(rest)
    if language is None:
        return replace(sms, rest=rest, language=KISWAHILI, in_doubt=not words(rest))
    return replace(sms, rest=rest, language=language, in_doubt=False)


def _takes(first: str, argument: str) -> bool:
    """Whether the text behind a keyword may be its argument: behind EMAIL an address or a code, behind ASK any text;
    else few words."""
    if KEYWORDS[first].answer is tickets.ask:
        return True
    if KEYWORDS[first].answer is answers.email:
        return not argument or "@" in argument or any(character.isdecimal() for character in argument)
    return len(words(argument)) <= LONGEST_ARGUMENT


def _joined(text: str) -> str:
    """The text with phrases and words spelt out replaced by our keywords: `opt out`, `barua pepe`, `S T O P`."""
    even = text.casefold()
    if LETTERS.fullmatch(even):
        even = "".join(words(even))
    if (stuck := STUCK.fullmatch(even)) and even.upper() not in KEYWORDS:
        even = stuck[1]
    even = NONE_AT_ALL.sub("nomore ", even)
    even = LEFT_ALONE.sub(lambda found: found[0] if found[0].upper() in KEYWORDS else "acha", even)
    return PLURAL.sub(_to_one, JOINED.sub(lambda found: ONE_FOR[BETWEEN.sub(" ", found[0])], even))


def _to_one(found: re.Match[str]) -> str:
    """The command to one person for a command to several, where that stops the alerts."""
    one = f"{found[1]}a"
    known = KEYWORDS.get(one.upper())
    return one if known and known.answer is answers.stop and found[0].upper() not in KEYWORDS else found[0]
