"""The answers read back: to the citizen before they are sent, and to the agency that gets them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from app.domain.catalogue.search.index import Index
from app.domain.forms.definition import Form, FormQuestion, Kind, text_in
from app.domain.forms.offers import FIXED, week_label, written
from app.domain.forms.slots import SLOT, WEEK, find_slot, starts_on
from app.domain.forms.walk import relevant_questions
from app.platform import gsm0338
from app.platform.i18n import ENGLISH, clock_time, translate, weekday
from app.platform.phone_numbers import spelt

PASSED_OVER: Final = "-"
"""Shown as the answer to a question that was skipped."""
UNSAID: Final = frozenset({Kind.NOTE, Kind.AGREE})
"""Kinds that are not read back: they have one possible answer only."""


@dataclass(frozen=True)
class AnswerLine:
    """One answer read back. `question` is its name; `label` and `value` are plain GSM 03.38."""

    question: str
    label: str
    value: str = field(repr=False)


def read_back(
    session: Session, index: Index, form: Form, answers: Mapping[str, str], language: str, *, today: date
) -> list[AnswerLine]:
    """The answers in the citizen's language, in the form's order; without notes and agreements."""
    return [
        AnswerLine(
            each.name,
            gsm0338.fold(text_in(each.short, language) or text_in(each.label, language)),
            gsm0338.fold(_shown(session, index, each, answers[each.name], language)),
        )
        for each in _answered(form, answers, today)
        if each.kind not in UNSAID
    ]


def for_agency(
    session: Session, index: Index, form: Form, answers: Mapping[str, str], *, today: date
) -> dict[str, str]:
    """The answers in English, by the name of the question; with agreements, without notes and skipped questions."""
    return {
        each.name: _shown(session, index, each, answers[each.name], ENGLISH)
        for each in _answered(form, answers, today)
        if each.kind != Kind.NOTE and answers[each.name]
    }


def _answered(form: Form, answers: Mapping[str, str], today: date) -> Iterator[FormQuestion]:
    return (each for each in relevant_questions(form, answers, today=today) if each.name in answers)


def _shown(session: Session, index: Index, question: FormQuestion, value: str, language: str) -> str:
    """An answer as people read it; the stored value where what it refers to no longer exists."""
    if not value:
        return PASSED_OVER
    if question.kind in FIXED:
        label = FIXED[question.kind].get(value)
        return translate(language, label) if label else value
    if question.kind == Kind.CHOICE:
        return next((text_in(each.label, language) for each in question.choices if each.name == value), value)
    if question.kind == Kind.PHONE:
        return spelt(value)
    if question.kind == Kind.SLOT:
        return shown_slot(session, value, language)
    return _shown_place(index, question, value, language)


def _shown_place(index: Index, question: FormQuestion, value: str, language: str) -> str:
    if question.kind == Kind.DATE:
        return written(date.fromisoformat(value), language)
    if question.kind == Kind.COUNTY:
        county = index.group("county", value)
        return county.label.in_language(language) if county else value
    if question.kind == Kind.HUDUMA:
        return next((each.name for each in index.centres.all() if each.code == value), value)
    return value


def shown_slot(session: Session, value: str, language: str) -> str:
    """`Mon 7 Dec 2026, 09:00`, or the week that is preferred."""
    if value.startswith(WEEK):
        return week_label(date.fromisoformat(value.removeprefix(WEEK)), language)
    slot = find_slot(session, value.removeprefix(SLOT))
    if slot is None:
        return value
    begins = starts_on(slot)
    return f"{weekday(language, begins)} {begins.year}, {clock_time(begins)}"
