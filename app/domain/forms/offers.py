"""What may be chosen instead of typed, in the citizen's language: the lines below a question.

A county and a Huduma Centre are found by typing. A flow calls `narrowed` with the typed text: one offer is the answer;
several are offered (`offers_of` with the same text as `narrow`); none is refused. `read_answer` does all of that but
the offering.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from sqlalchemy.orm import Session

from app.domain.catalogue import filters
from app.domain.catalogue.entries import ServiceGroup
from app.domain.catalogue.huduma_centres import Centre
from app.domain.catalogue.search.index import Index
from app.domain.forms.definition import AGREED, SEEN, FormQuestion, Kind, text_in
from app.domain.forms.slots import SLOT, WEEK, Slot, free_slots, next_weeks, starts_on
from app.domain.forms.walk import NO, YES, choices_of, place_of
from app.platform import normalize
from app.platform.i18n import NAIROBI, _, clock_time, day, translate, weekday

NEAREST: Final = 6
"""Most Huduma Centres that are offered: one page of lines."""
SKIP: Final = _("Skip")
UNSKIPPED: Final = frozenset({Kind.NOTE, Kind.AGREE, Kind.NUMBER})
"""Kinds without a line to skip them. For a number `1` may be the answer: it is skipped by the word or a hyphen."""

FIXED: Final[Mapping[Kind, Mapping[str, str]]] = {
    Kind.YES_NO: {YES: _("Yes"), NO: _("No")},
    Kind.AGREE: {AGREED: _("I agree")},
    Kind.NOTE: {SEEN: _("Continue")},
}
"""The lines that are the same in each form."""


@dataclass(frozen=True)
class Offer:
    """A line to choose: `value` is the answer, `label` the text of the line."""

    value: str
    label: str


def offers_of(
    session: Session,
    index: Index,
    question: FormQuestion,
    answers: Mapping[str, str],
    language: str,
    *,
    narrow: str = "",
    today: date,
) -> list[Offer]:
    """The lines below a question; none where its answer is typed. `narrow`: what was typed to narrow the list.

    A question that may be skipped has a last line with the value "".
    """
    offered = _offers(session, index, question, answers, language, narrow, today)
    may_skip = not question.required and question.kind not in UNSKIPPED
    return [*offered, Offer("", translate(language, SKIP))] if may_skip else offered


def narrowed(index: Index, question: FormQuestion, typed: str, language: str) -> list[Offer]:
    """The counties, or the Huduma Centres, that match typed text; none for a question of another kind."""
    if question.kind == Kind.COUNTY:
        return [_county(each, language) for each in counties_like(index, typed)]
    return [_centre(each) for each in centres_like(index, typed)] if question.kind == Kind.HUDUMA else []


def counties_like(index: Index, typed: str) -> list[ServiceGroup]:
    """The counties with this number, name, beginning of a name, or town; else those of the Huduma Centres near it."""
    known, text = index.counties(), normalize.prose(normalize.identifier(typed)).casefold()
    if text.isdecimal() and len(text) <= 3:
        return [each for each in known if each.code == text.zfill(3)]
    same = [each for each in known if text in (label.casefold() for label in each.label.all)]
    if same or not text:
        return same
    if begun := filters.groups_like(index, "county", text):
        return begun
    town = index.town(text)
    codes = {town.county} if town else {each.county for each in index.centres.near(text, NEAREST)}
    return [each for each in known if each.code in codes]


def centres_like(index: Index, typed: str) -> list[Centre]:
    """The Huduma Centre with this code or name; else those near the place that was typed, best first."""
    text = normalize.prose(normalize.identifier(typed)).casefold()
    for each in index.centres.all():
        if text in (each.code.casefold(), each.short_name.casefold(), each.name.casefold()):
            return [each]
    return index.centres.near(text, NEAREST)


def slot_label(slot: Slot, language: str) -> str:
    """A date to choose: `Mon 7 Dec, 09:00`; at most 32 septets."""
    begins = starts_on(slot)
    return f"{weekday(language, begins)}, {clock_time(begins)}"


def week_label(monday: date, language: str) -> str:
    """A week to choose: `Week of 7 Dec 2026`."""
    return translate(language, _("Week of {day}"), day=written(monday, language))


def written(when: date, language: str) -> str:
    """A date as people write it: `12 Apr 1990`."""
    return day(language, datetime.combine(when, time(12), NAIROBI))


def _offers(
    session: Session,
    index: Index,
    question: FormQuestion,
    answers: Mapping[str, str],
    language: str,
    narrow: str,
    today: date,
) -> list[Offer]:
    if question.kind == Kind.CHOICE:
        return [Offer(each.name, text_in(each.label, language)) for each in choices_of(question, answers)]
    if question.kind == Kind.SLOT:
        return _dates(session, question, answers, language, today)
    if question.kind == Kind.COUNTY and not narrow:
        return [_county(each, language) for each in index.counties()]
    if narrow:
        return narrowed(index, question, narrow, language)
    return [Offer(value, translate(language, label)) for value, label in FIXED.get(question.kind, {}).items()]


def _dates(
    session: Session, question: FormQuestion, answers: Mapping[str, str], language: str, today: date
) -> list[Offer]:
    """The free slots; where there is none, the weeks that a citizen may choose from."""
    free = free_slots(session, question.calendar, place_of(question, answers))
    if free:
        return [Offer(f"{SLOT}{each.code}", slot_label(each, language)) for each in free]
    return [Offer(f"{WEEK}{each.isoformat()}", week_label(each, language)) for each in next_weeks(today)]


def _county(group: ServiceGroup, language: str) -> Offer:
    return Offer(group.code, group.label.in_language(language))


def _centre(centre: Centre) -> Offer:
    return Offer(centre.code, centre.short_name)
