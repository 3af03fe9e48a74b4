"""References in a text: a known one is answered, whatever else the text says; the others are refused."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from app.domain.applications import lookup
from app.domain.applications.applications import Application
from app.domain.applications.lookup import Miss
from app.domain.applications.reference_shapes import RegisteredShapes
from app.domain.applications.status_messages import as_sms, status_view
from app.domain.catalogue.search.tokens import SAYS_NOTHING
from app.domain.messaging.texted_secrets import ADDRESS
from app.domain.payments import payment_view
from app.domain.shared import references
from app.domain.shared.contacts import PAYBILL
from app.platform import normalize
from menus.flows.applications.applications import MISSES
from menus.sms import payments
from menus.sms.message import Sms, signed, words

Looked = Sequence[Application | Miss]
FEW_WORDS: Final = 4
"""A text of at most so many telling words, one of them like a reference, is read as a reference."""
ALMOST_ALONE: Final = 2
"""In a text of at most so many words five to eight digits are a reference; in a longer one a sum or a year."""
PHONE: Final = re.compile(r"(?<![0-9])(?:\+?254|0)[ -]?[17][0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{3}(?![0-9])")
"""A number of a Kenyan mobile as people write it: it is no reference, unless its check digit is right."""
_BARE_MOBILE: Final = re.compile(r"(?<![0-9])[17][0-9]{8}(?![0-9])")
_CARD: Final = "waiting kusubiri kungoja slip serial card kadi id kitambulisho kipande huduma"
CARD: Final = frozenset(_CARD.split())
"""Words of a text that asks about an ID."""
SURE: Final = frozenset([Miss.SLIP, Miss.LENGTH, Miss.WAITING_CARD])
"""Misses that are answered in a sentence of any length: nothing else looks like these."""
_TOKEN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]*")
_OURS: Final = re.compile(r"(?<![0-9])[0-9]{12}(?![0-9])")
_HEADS: Final = "status hali reference refno ref kumbukumbu find tafuta track fuatilia help info msaada stop start"
_GLUED: Final = re.compile(rf"(?<![^\W\d_])({'|'.join(_HEADS.split())})[-_:./]*(?=[a-z]{{0,5}}[0-9])", re.IGNORECASE)
"""A keyword that touches the reference behind it: `STATUS102030405060`, `Ref-1020 3040 5060`."""
_SAYS_NOTHING: Final = SAYS_NOTHING | {"ref", "refno", "reference", "kumbukumbu", "status", "hali", "ecitizen"}


def look_up(sms: Sms, *, searches: bool) -> Looked:
    """Look up the references in a text; unknown ones are counted.

    `searches`: the text is a search (FIND form16a), so only what is surely a reference is looked up.
    """
    shapes = RegisteredShapes(sms.session)
    return lookup.look_up_all(sms.session, sms.phone, [*_worth(sms, shapes, searches=searches)], shapes)


def candidates(text: str) -> list[str]:
    """What may be a reference in a text; also where it touches a word: `STATUS102030405060`, `102030405060please`."""
    bare = ADDRESS.sub(" ", without_phones(text))
    apart = _apart(bare)
    loose = _OURS.sub(lambda found: f" {found[0]} " if references.is_ours(found[0]) else found[0], bare)
    found = {references.lookup_key(each): each for way in (loose, apart, bare) for each in references.candidates(way)}
    return sorted(found.values(), key=lambda each: not references.is_ours(references.lookup_key(each)))


def _apart(text: str) -> str:
    return _GLUED.sub(lambda found: f"{found[1]} ", text)


def without_phones(text: str) -> str:
    """A text without the numbers of phones in it."""

    def less(found: re.Match[str]) -> str:
        return found[0] if references.is_ours(found[0]) else " "

    return PHONE.sub(less, text)


def answer(sms: Sms, looked: Looked) -> str | None:
    """The status of the application of a reference; None where no reference is known."""
    for found in looked:
        if isinstance(found, Application):
            return status_of(sms, found)
    return None


def status_of(sms: Sms, application: Application) -> str:
    """The status of an application, for the phone that asks."""
    told = status_view(sms.session, application, sms.language, sms.contacts, phone=sms.phone)
    told = payment_view.tell_open(sms.session, application, told, sms.language)
    return as_sms(sms.language, told, sms.contacts)


def refuse(sms: Sms, looked: Looked) -> str | None:
    """What is wrong with the reference of a text; None where it has none, or may well mean something else."""
    misses = [_as_meant(sms, found) for found in looked if isinstance(found, Miss) and found != Miss.NOT_ONE]
    if not misses or not (SURE & {*misses} or _is_short(sms)):
        return None
    return missed(sms, Miss.WAITING_CARD if Miss.WAITING_CARD in misses else misses[0])


def missed(sms: Sms, miss: Miss) -> str:
    """Why a reference leads to nothing."""
    if miss == Miss.M_PESA:
        return payments.explain(sms)
    return signed(sms.say(MISSES[miss], phone=sms.contacts.phone))


def _as_meant(sms: Sms, miss: Miss) -> Miss:
    """The miss that is meant: nine digits may be a mobile number without its 0, where the sentence names no card."""
    said = words(sms.text)
    is_mobile = miss == Miss.WAITING_CARD and len(said) > 1 and _BARE_MOBILE.search(sms.text)
    return Miss.PHONE if is_mobile and CARD.isdisjoint(said) else miss


def _without_ours(sms: Sms) -> str:
    """A text without our paybill and our SMS code."""
    ours = "|".join(map(re.escape, (PAYBILL, sms.contacts.sms_code)))
    return re.sub(rf"(?<![\w-])(?:{ours})(?![\w-])", " ", sms.text)


def _worth(sms: Sms, shapes: RegisteredShapes, *, searches: bool) -> Iterator[str]:
    """The candidates that are to be looked up: an unknown one counts as a guess.

    These are 9 to 15 digits, and what has an agency's shape; else a single word of letters and digits, digits alone in
    a short text, and words that each have a digit. A word and a number (`passport 34`) are not looked up.
    """
    tokens = _TOKEN.findall(_apart(sms.text))
    runs = {"".join(tokens[start : start + length]): tokens[start : start + length]
            for length in (4, 3, 2, 1) for start in range(len(tokens) - length + 1)}  # fmt: skip
    for each in candidates(_without_ours(sms)):
        key = references.lookup_key(each)
        if re.fullmatch(r"[0-9]{9,15}", key):
            yield each
            continue
        run = runs.get(each, tokens)
        single = len(run) == 1 and (not key.isdigit() or _is_short(sms, ALMOST_ALONE))
        if not searches and (single or (len(run) > 1 and all(re.search("[0-9]", token) for token in run))):
            yield each
            continue
        if shapes.may_be(key):
            yield each


def _is_short(sms: Sms, most: int = FEW_WORDS) -> bool:
    said = (word.strip(normalize.AROUND_BEHIND).casefold() for word in without_phones(sms.text).split())
    return sum(word not in _SAYS_NOTHING for word in said) <= most
