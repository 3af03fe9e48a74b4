"""Fuzzing of the answers to a form: each is kept in one spelling, or refused in words that repeat none of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Final
from unicodedata import category

from app.domain.catalogue.search.index import Index
from app.domain.forms.answer_reading import LONGEST_EMAIL, LONGEST_TEXT, MOST_DIGITS, AnswerRefused, read_answer
from app.domain.forms.definition import Choice, FormQuestion, Kind, Matches
from app.domain.forms.offers import Offer
from app.platform.phone_numbers import is_mobile
from tests.faults import fuzz
from tests.faults.fuzz_parsers import is_name

TODAY: Final = date(2026, 11, 23)
MOST_SENTENCES: Final = 3
"""Different refusals of one kind: one that repeated what was typed would soon give more."""
OFFERS: Final = [Offer("slot:nyayo-1", "Mon 7 Dec, 09:00"), Offer("week:2026-12-14", "Week of 14 Dec 2026")]
CHOICES: Final = (
    Choice(name="p34", label={"en": "34 pages", "sw": "Kurasa 34"}),
    Choice(name="p50", label={"en": "50 pages", "sw": "Kurasa 50"}),
)
LIKELY: Final = [
    "34 pages", "50", "yes", "hapana", "I agree", "continue", "12/04/2019", "kda 123a", "Kiambu", "nyeri", "GPO", "047",
    "A012345678Z", "0712 345 678", "Amina Wanjiru", "1,450.00", "KES 3000", "Mon 7 Dec", "skip", "-", "am@example.com",
]  # fmt: skip


@dataclass(frozen=True)
class Typed:
    """Something typed below a question of a kind."""

    kind: Kind
    required: bool
    shaped: bool
    """Whether the form has a pattern for the answer."""
    text: str


def typed(random: Random) -> Typed:
    """Mostly something that the kind may want, as it is or changed; else anything."""
    likely = random.choice(LIKELY)
    text = random.choice((likely, fuzz.changed(random, likely), fuzz.text(random, 120)))
    whole = text.encode("utf-8", "replace").decode()  # half a surrogate pair does not get past the gateway
    return Typed(random.choice([*Kind]), random.random() < 0.5, random.random() < 0.3, whole)


def smaller(given: Typed) -> Iterator[Typed]:
    """The same question with less typed."""
    yield from (replace(given, text=less) for less in fuzz.shorter(given.text))


class Reader:
    """Reads what is typed, and checks the value that it gives."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._said: dict[Kind, set[str]] = {kind: set() for kind in Kind}

    def check(self, given: Typed) -> None:
        """Raises for an answer that is no value of its kind, and for any exception but a refusal in few words."""
        asked = FormQuestion(
            name="q",
            kind=given.kind,
            label={"en": "Q"},
            required=given.required,
            choices=CHOICES if given.kind is Kind.CHOICE else (),
            constraint=Matches(pattern="[A-Z][0-9]{9}[A-Z]") if given.shaped and given.kind is Kind.TEXT else None,
            refusal={"en": "A letter, 9 digits, a letter."},
        )
        try:
            value = self._read(asked, given.text)
        except AnswerRefused as refused:
            said = self._said[given.kind]
            said.add(refused.text.format(**refused.fields))
            assert len(said) <= MOST_SENTENCES, said
            return
        assert self._may_be(asked, value), value
        assert not value or self._read(asked, value) == value, f"{value!r} is read as another answer"

    def _read(self, asked: FormQuestion, text: str) -> str:
        return read_answer(asked, text, {}, today=TODAY, index=self._index, offers=OFFERS)

    def _may_be(self, asked: FormQuestion, value: str) -> bool:
        """Whether this is a value of the kind, and one that a database takes."""
        value.encode("utf-8")
        if not value or "\0" in value:
            return not asked.required and not value
        if asked.kind is Kind.COUNTY:
            return self._index.group("county", value) is not None
        if asked.kind is Kind.HUDUMA:
            return any(each.code == value for each in self._index.centres.all())
        return VALUES[asked.kind](value)


VALUES: Final[Mapping[Kind, Callable[[str], bool]]] = {
    Kind.CHOICE: lambda value: value in {each.name for each in CHOICES},
    Kind.SLOT: lambda value: value in {each.value for each in OFFERS},
    Kind.YES_NO: lambda value: value in ("yes", "no"),
    Kind.AGREE: lambda value: value == "OK",
    Kind.NOTE: lambda value: value == "seen",
    Kind.TEXT: lambda value: len(value) <= LONGEST_TEXT and value == value.strip() and "Cc" not in map(category, value),
    Kind.NAME: is_name,
    Kind.NUMBER: lambda value: len(value) <= MOST_DIGITS and value.isascii() and value == str(int(value)),
    Kind.DATE: lambda value: date.fromisoformat(value).isoformat() == value,
    Kind.PHONE: is_mobile,
    Kind.EMAIL: lambda value: value.isascii() and value.count("@") == 1 and len(value) <= LONGEST_EMAIL,
    Kind.DOCUMENT: lambda value: value.isascii() and value.isdecimal() and len(value) in (7, 8, 14),
    Kind.PLATE: lambda value: value.isascii() and value == value.upper() and value.count(" ") == 1,
}
"""Whether a value may be an answer of a kind; for the other kinds the catalogue says."""
