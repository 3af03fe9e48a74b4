"""The order of a form's questions: which are asked, which is next, and which other answers an answer changes.

A condition is evaluated against the answers to earlier questions, as far as these are asked themselves.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from app.domain.forms.conditions import holds
from app.domain.forms.definition import AGREED, SEEN, Choice, Form, FormQuestion, Kind

YES, NO = "yes", "no"
"""The answers of `Kind.YES_NO`."""


def relevant_questions(form: Form, answers: Mapping[str, str], *, today: date) -> list[FormQuestion]:
    """The questions that are asked, given these answers, in order; a choice without anything to offer is not."""
    return [question for question, _ in _asked(form, answers, today)]


def next_question(form: Form, answers: Mapping[str, str], *, today: date) -> FormQuestion | None:
    """The first question that is asked and has no answer; None where all are answered."""
    asked = relevant_questions(form, answers, today=today)
    return next((each for each in asked if each.name not in answers), None)


def with_answer(form: Form, answers: Mapping[str, str], name: str, value: str, *, today: date) -> dict[str, str]:
    """The answers with one added or replaced; those that are no longer valid are left out.

    Left out are answers to questions that are no longer asked, a choice that the filter no longer offers, a value that
    its constraint does not allow, and a slot at another place. What is still relevant is asked again.
    """
    return _belonging(form, {**answers, name: value}, before=answers, today=today)


def without_last(form: Form, answers: Mapping[str, str], *, today: date) -> tuple[dict[str, str], str] | None:
    """One step back: the answers without the one before the next question, and the name of that answer's question.

    None where the next question is the first. Answers that depended on it are left out too.
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
    """The choices that are offered, given these answers."""
    wanted = question.choice_filter
    if wanted is None:
        return list(question.choices)
    answer = answers.get(wanted.question)
    return [each for each in question.choices if answer and each.attributes.get(wanted.attribute) == answer]


def place_of(question: FormQuestion, answers: Mapping[str, str]) -> str:
    """The place whose slots are offered; empty where the calendar has no places."""
    return answers.get(question.choice_filter.question, "") if question.choice_filter else ""


def fulfils(question: FormQuestion, value: str, answers: Mapping[str, str], *, today: date) -> bool:
    """Whether an answer fulfils the question's constraint; the empty answer of a skipped question always does."""
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
