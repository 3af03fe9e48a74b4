"""Parses a typed answer to the canonical spelling that is stored (`definition.Kind`), or refuses it in words.

Typed text is parsed as everywhere else in Lango: with `normalize`, and the readers of names, dates, document numbers,
telephones and addresses. A line that was chosen by its number is not parsed: its value is the answer, and only
`check_answer` is called.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from app.domain.catalogue import filters
from app.domain.catalogue.search.index import Index
from app.domain.forms.definition import AGREED, PLACES, SEEN, FormQuestion, Kind, Texts
from app.domain.forms.offers import FIXED, SKIP, Offer, narrowed, offers_of
from app.domain.forms.walk import NO, YES, choices_of, fulfils
from app.domain.identity import id_documents, identity_checks
from app.domain.shared import emails
from app.domain.shared.errors import Invalid
from app.domain.shared.persons import AccountType
from app.platform import normalize
from app.platform.i18n import ENGLISH, _, languages, translate
from app.platform.phone_numbers import is_mobile, read_kenyan_mobile

LONGEST_TEXT: Final = 100
"""Most characters of a text; a longer one is refused before a pattern is tried on it."""
LONGEST_EMAIL: Final = 64
"""Most characters of an e-mail address: it must fit a screen."""
MOST_DIGITS: Final = 9
"""Most digits of a number."""
YEARS: Final = range(1900, 2101)
"""Years that a date may have; any other is a typing mistake."""
OF_MONEY: Final = frozenset(["ksh", "kshs", "kes", "sh", "shs", "shilling", "shillings", "shilingi", "bob"])
AROUND_A_NUMBER: Final = OF_MONEY | {"only", "pekee", "tu"}
"""Words that people write around a number."""
OF_A_PLATE: Final = frozenset(
    ("plate", "plates", "registration", "reg", "vehicle", "car", "motorcycle", "motorbike", "bike", "boda", "gari")
) | {"pikipiki", "usajili"}
"""Words that people write around a vehicle's registration."""
POLITE: Final = frozenset(
    (
        *("please", "pls", "plz", "kindly", "thanks", "thank", "you", "very", "much", "sir", "madam"),
        *("tafadhali", "asante", "sana", "naomba", "bwana", "boss"),
    )
)
"""Words of politeness around a word of `SAID`."""
SAID: Final[Mapping[str, frozenset[str]]] = {
    YES: frozenset(
        ("y", "yes", "yeah", "yea", "yah", "yep", "yap", "yup", "ok", "okay", "okey", "ndiyo", "ndio", "naam")
    )
    | {"eeh", "sawa", "sawa sawa", "sure", "ndio kabisa"},
    NO: frozenset(["n", "no", "nope", "nah", "hapana", "la", "la hasha", "siyo", "sio", "zii"]),
    AGREED: frozenset(("y", "yes", "ok", "okay", "agree", "i agree", "agreed", "ndiyo", "ndio", "sawa", "nakubali"))
    | {"ninakubali", "nimekubali", "accept", "i accept", "accepted", "naam", "yes i agree", "sawa nakubali"}
    | {"ndio nakubali", "ndiyo nakubali"},
    SEEN: frozenset(["ok", "okay", "next", "continue", "seen", "sawa", "endelea"]),
}
"""Other words that citizens type for a line that is the same in each form, in lower case."""
_WHOLE: Final = re.compile(r"([0-9]{1,3}(?:[ ,][0-9]{3})+|[0-9]+)(?:\.0{1,2})?")
_MONEY_BEHIND: Final = re.compile(rf"(?<=[0-9])(?=(?:{'|'.join(sorted(OF_MONEY))})(?![^\W_]))", re.IGNORECASE)
"""Where a number ends that has its money right behind it: `1500KES`."""
_FRACTION: Final = re.compile(r"(?<![^\W_])[.,][0-9]")
"""A point with nothing before it: `.5` is a half."""
_MINUS: Final = re.compile(r"^-|\s-[0-9]")
_PLATE: Final = re.compile(r"([0-9]{0,3}[A-Z]{1,7})([0-9]{1,4}[A-Z]{0,2})")
_LAST_LETTER: Final = re.compile(r"(?<=[0-9])[ ./-]+(?=[A-Z](?![A-Z]))")
"""A blank before the last letter of a plate, which is no word: `KDA 123 A please`."""
_SLIP_OF_A_PLATE: Final = re.compile(r"K[A-Z]{2,}(?![0-9]{3}[A-Z]$)[0-9]+[A-Z]+")
"""A plate of the K series whose digits are not three: a letter stands for one (`KDA l23A`), or one is missing."""
NOT_KNOWN: Final = ("-", "none", "nil", "n/a", "hakuna", "hamna", "sijui", "i don't know", "i dont know", "don't know")
"""What people type where they have no answer, or do not know it."""
MAY_BE_UNKNOWN: Final = frozenset({Kind.TEXT, Kind.DATE, Kind.PHONE, Kind.EMAIL, Kind.DOCUMENT, Kind.PLATE})
"""The kinds of questions that no such word is the answer to; `None` may be a choice, or begin a name."""


class AnswerRefused(Exception):
    """What was typed is no answer; `text` (to translate, with `fields`) says what is wanted, never what was typed.

    `custom`: the form's own words for it, by language; they are shown instead.
    """

    def __init__(self, text: str, *, custom: Texts | None = None, **fields: str) -> None:
        super().__init__(text)
        self.text = text
        self.fields = fields
        self.custom = custom


@dataclass(frozen=True)
class _Asked:
    """What the parsers need besides the typed text."""

    question: FormQuestion
    answers: Mapping[str, str]
    today: date
    index: Index
    offers: Sequence[Offer]


def read_answer(
    question: FormQuestion,
    typed: str,
    answers: Mapping[str, str],
    *,
    today: date,
    index: Index,
    offers: Sequence[Offer],
) -> str:
    """The typed answer in its stored spelling. `offers`: the lines below the question. Raises AnswerRefused.

    A county or Huduma Centre is accepted only if it is the only match; else the caller offers what `narrowed` finds.
    """
    skips = [*(NOT_KNOWN if question.kind in MAY_BE_UNKNOWN else NOT_KNOWN[:1]), *_in_all_languages(SKIP)]
    if not question.required and _is_said(typed, skips):
        return ""
    value = READERS[question.kind](_Asked(question, answers, today, index, offers), typed)
    check_answer(question, value, answers, today=today)
    return value


def read_or_narrow(
    session: Session,
    index: Index,
    question: FormQuestion,
    typed: str,
    answers: Mapping[str, str],
    language: str,
    *,
    narrow: str,
    today: date,
) -> str | None:
    """The typed answer in its stored spelling; None where several places of a long list match and are to be offered.

    `narrow`: the text that the list is narrowed by already. Raises AnswerRefused.
    """
    is_place = question.kind in PLACES
    narrow = (typed if is_place else "") or narrow
    offers = offers_of(session, index, question, answers, language, narrow=narrow, today=today)
    try:
        return read_answer(question, typed, answers, today=today, index=index, offers=offers)
    except AnswerRefused:
        if is_place and sum(bool(each.value) for each in offers) > 1:  # the line that skips has no value
            return None
        raise


def check_answer(question: FormQuestion, value: str, answers: Mapping[str, str], *, today: date) -> None:
    """Check an answer, typed or chosen, against the question's constraint. Raises AnswerRefused."""
    if not fulfils(question, value, answers, today=today):
        raise AnswerRefused(_("That answer is not possible here."), custom=question.refusal or None)


def _read_choice(asked: _Asked, typed: str) -> str:
    """By its label in any language, else its name, else the beginnings of its words if only one choice has them."""
    labelled = [(each.name, [*each.label.values()]) for each in choices_of(asked.question, asked.answers)]
    return _picked(labelled, typed)


def _read_offered(asked: _Asked, typed: str) -> str:
    return _picked([(each.value, [each.label]) for each in asked.offers if each.value], typed)


def _read_fixed(asked: _Asked, typed: str) -> str:
    """A line that is the same in each form: by its label in any language, its value, or a word of `SAID`."""
    for value, label in FIXED[asked.question.kind].items():
        if _is_said(typed, [value, *_in_all_languages(label), *SAID[value]]):
            return value
    raise _no_line()


def _read_text(asked: _Asked, typed: str) -> str:
    """The first spelling (`_ways`) that fulfils the question's constraint; else the text as typed, tidied."""
    text = _composed(normalize.evened(_composed(typed)))
    if not any(map(str.isalnum, text)):
        raise AnswerRefused(_("Type your answer in letters or digits."))
    if len(text) > LONGEST_TEXT:
        raise AnswerRefused(_("That is too long: at most {most} letters."), most=str(LONGEST_TEXT))
    fits = (each for each in _ways(asked.question, text) if _fits(asked, each))
    return next(fits, text)


def _read_name(_asked: _Asked, typed: str) -> str:
    try:
        return identity_checks.read_name(typed)
    except Invalid:
        raise AnswerRefused(_("A name has letters only, as on your document.")) from None


def _read_number(_asked: _Asked, typed: str) -> str:
    text = normalize.identifier(typed)
    is_fraction = _FRACTION.search(normalize.evened(typed))
    found = _WHOLE.fullmatch(normalize.without_words(_MONEY_BEHIND.sub(" ", text), AROUND_A_NUMBER))
    number = re.sub("[ ,]", "", found[1]).lstrip("0") or "0" if found else ""
    if not number or len(number) > MOST_DIGITS or is_fraction or _MINUS.search(text):
        raise AnswerRefused(_("Type a whole number of at most {most} digits, such as 3."), most=str(MOST_DIGITS))
    return number


def _read_date(_asked: _Asked, typed: str) -> str:
    try:
        when = identity_checks.read_date(typed)
    except Invalid:
        when = date.min
    if when.year not in YEARS:
        raise AnswerRefused(_("That is not a date. Type day, month and year, such as 23051991."))
    return when.isoformat()


def _read_phone(_asked: _Asked, typed: str) -> str:
    number = read_kenyan_mobile(typed)
    if number is None or not is_mobile(number):
        raise AnswerRefused(_("Enter a Kenyan mobile number, such as 0712345678."))
    return number


def _read_email(_asked: _Asked, typed: str) -> str:
    try:
        return emails.find_address(typed, longest=LONGEST_EMAIL)
    except emails.NotLatin:
        raise AnswerRefused(_("Use letters a to z only.")) from None
    except Invalid:
        raise AnswerRefused(_("An e-mail address looks like wanjiku@example.com.")) from None


def _read_document(_asked: _Asked, typed: str) -> str:
    try:
        return id_documents.read_id_number(AccountType.CITIZEN, typed)
    except Invalid:
        raise AnswerRefused(_("An ID number has 7 or 8 digits, a Maisha Namba has 14.")) from None


def _read_plate(_asked: _Asked, typed: str) -> str:
    """The registration as two groups, `KDA 123A`; no letter is taken for a digit."""
    text = _LAST_LETTER.sub("", (normalize.whole(normalize.identifier(typed)) or "").upper())
    for said in (normalize.without_words(text, OF_A_PLATE), text):
        number = re.sub("[ ./-]", "", said)
        if said.isascii() and (found := _PLATE.fullmatch(number)) and not _SLIP_OF_A_PLATE.fullmatch(number):
            return f"{found[1]} {found[2]}"
    raise AnswerRefused(_("A vehicle's number looks like KDA 123A."))


def _read_place(asked: _Asked, typed: str) -> str:
    found = narrowed(asked.index, asked.question, typed, ENGLISH)
    if len(found) == 1:
        return found[0].value
    if found:
        raise AnswerRefused(_("Several match. Choose one, or type more of the name."))
    raise AnswerRefused(_("We did not find that place. Try the county."))


READERS: Final[Mapping[Kind, Callable[[_Asked, str], str]]] = {
    Kind.CHOICE: _read_choice,
    Kind.YES_NO: _read_fixed,
    Kind.AGREE: _read_fixed,
    Kind.NOTE: _read_fixed,
    Kind.TEXT: _read_text,
    Kind.NAME: _read_name,
    Kind.NUMBER: _read_number,
    Kind.DATE: _read_date,
    Kind.PHONE: _read_phone,
    Kind.EMAIL: _read_email,
    Kind.DOCUMENT: _read_document,
    Kind.COUNTY: _read_place,
    Kind.HUDUMA: _read_place,
    Kind.PLATE: _read_plate,
    Kind.SLOT: _read_offered,
}


def _picked(labelled: Sequence[tuple[str, Sequence[str]]], typed: str) -> str:
    """The value of the line that is meant: by its label, else its value, else as the only one that begins so.

    Raises AnswerRefused.
    """
    text = _said(typed)
    same = [value for value, labels in labelled if text in map(_said, labels)]
    same = same or [value for value, _labels in labelled if text == _said(value)]
    found = same or [value for value, labels in labelled if text and filters.begins(text, map(_said, labels))]
    if len(found) != 1:
        raise _no_line()
    return found[0]


def _no_line() -> AnswerRefused:
    return AnswerRefused(_("Answer with the number of a line."))


def _said(text: str) -> str:
    return normalize.prose(normalize.identifier(text)).casefold()


def _is_said(typed: str, words: Iterable[str]) -> bool:
    """Whether one of these was typed, with or without words of politeness around it."""
    known = {*map(_said, words)}
    said = _said(typed)
    return said in known or _without_politeness(said) in known


def _without_politeness(said: str) -> str:
    """A text without the words of politeness around it; `normalize.WORDS` would take away `no` and `la`."""
    words = [word.strip(normalize.AROUND_BEHIND) for word in said.split()]
    while words and words[-1] in POLITE:
        words.pop()
    while words and words[0] in POLITE:
        words.pop(0)
    return " ".join(words)


def _in_all_languages(text: str) -> list[str]:
    return [translate(language, text) for language in languages()]


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _fits(asked: _Asked, text: str) -> bool:
    return fulfils(asked.question, text, asked.answers, today=asked.today)


def _ways(question: FormQuestion, text: str) -> Iterator[str]:
    """Spellings of a text: as it is, without what people put around a value; a number also without words and blanks.

    Then the same in capitals. Words of a name are never removed to make it fit.
    """
    names = {word for short in question.short.values() for word in short.casefold().split()}
    bare = normalize.identifier(text)
    alone = normalize.without_words(bare, names)
    numbers = [each for each in (alone, alone.replace(" ", ""), bare.replace(" ", "")) if _is_number(each)]
    ways = [text, bare, *numbers]
    yield from ways
    yield from (each.upper() for each in ways if each.isascii())


def _is_number(text: str) -> bool:
    """Whether a text is more digits than letters, as numbers of things are."""
    return sum(map(str.isdecimal, text)) > sum(map(str.isalpha, text))
