"""The way through a form: which questions are asked, which is next, and what an answer changes of the others.

A condition looks back: it is held against the answers to the questions before its own that are asked themselves.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from app.domain.forms.conditions import holds
from app.domain.forms.definition import AGREED, SEEN, Choice, Form, FormQuestion, Kind

YES, NO = "yes", "no"
"""The answers of `Kind.YES_NO`."""


def relevant_questions(form: Form, answers: Mapping[str, str], *, today: date) -> list[FormQuestion]:
    """The questions that are asked of who answered so, in order; one without a choice to offer is not."""
    return [question for question, _ in _asked(form, answers, today)]


def next_question(form: Form, answers: Mapping[str, str], *, today: date) -> FormQuestion | None:
    """The first of them without an answer; None where all are answered."""
    asked = relevant_questions(form, answers, today=today)
    return next((each for each in asked if each.name not in answers), None)


def with_answer(form: Form, answers: Mapping[str, str], name: str, value: str, *, today: date) -> dict[str, str]:
    """The answers with one more, or another one; those that do not belong to it any more are left out.

    Left out are answers to what is not asked any more, a choice that the filter no longer offers, what its constraint
    does not allow (any more), and a slot of another place. They are asked for again where they still are relevant.
    """
    return _belonging(form, {**answers, name: value}, before=answers, today=today)


def without_last(form: Form, answers: Mapping[str, str], *, today: date) -> tuple[dict[str, str], str] | None:
    """One question back: the answers without that to the question before the next one, and its name.

    None where nothing is before it. What depended on the answer is left out too.
    """
    name = None
    for each in relevant_questions(form, answers, today=today):
        if each.name not in answers:
            break
        name = each.name
    if name is None:
        return None
    rest = {each: value for each, value in answers.items() if each != name}
    return _belonging(form, rest, before=answers, today=today), name


def choices_of(question: FormQuestion, answers: Mapping[str, str]) -> list[Choice]:
    """The choices that are offered after these answers."""
    wanted = question.choice_filter
    if wanted is None:
        return list(question.choices)
    answer = answers.get(wanted.question)
    return [each for each in question.choices if answer and each.attributes.get(wanted.attribute) == answer]


def place_of(question: FormQuestion, answers: Mapping[str, str]) -> str:
    """At which place the dates of a slot are; empty where its calendar has none."""
    return answers.get(question.choice_filter.question, "") if question.choice_filter else ""


def fulfils(question: FormQuestion, value: str, answers: Mapping[str, str], *, today: date) -> bool:
    """Whether an answer is what its constraint wants; of what was passed over nothing is wanted."""
    if question.constraint is None or not value:
        return True
    return holds(question.constraint, answers, today=today, itself=value)


def _asked(form: Form, answers: Mapping[str, str], today: date) -> Iterator[tuple[FormQuestion, dict[str, str]]]:
    """Each question that is asked, and the answers to those before it."""
    before: dict[str, str] = {}
    for question in form.questions:
        if _is_asked(question, before, today):
            yield question, before
            if question.name in answers:
                before[question.name] = answers[question.name]


def _is_asked(question: FormQuestion, before: Mapping[str, str], today: date) -> bool:
    if question.kind == Kind.CHOICE and not choices_of(question, before):
        return False
    return question.relevant is None or holds(question.relevant, before, today=today)


def _belonging(form: Form, answers: Mapping[str, str], *, before: Mapping[str, str], today: date) -> dict[str, str]:
    kept: dict[str, str] = {}
    for question in form.questions:
        value = answers.get(question.name)
        if value is None or not _is_asked(question, kept, today):
            continue
        moved = question.kind == Kind.SLOT and place_of(question, kept) != place_of(question, before)
        if not moved and _can_be(question, value, kept) and fulfils(question, value, kept, today=today):
            kept[question.name] = value
    return kept


def _can_be(question: FormQuestion, value: str, kept: Mapping[str, str]) -> bool:
    """Whether a question can have this answer at all."""
    if question.kind == Kind.NOTE:
        return value == SEEN
    if question.kind == Kind.AGREE:
        return value == AGREED
    if not value:
        return not question.required
    if question.kind == Kind.CHOICE:
        return any(each.name == value for each in choices_of(question, kept))
    return question.kind != Kind.YES_NO or value in (YES, NO)
