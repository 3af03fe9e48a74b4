"""Whether answers fit their form, asked once more when an application is filed, whatever the screens let through."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from app.domain.forms.conditions import holds
from app.domain.forms.definition import AGREED, SEEN, Form, FormQuestion, Kind
from app.domain.shared.errors import Invalid

LONGEST: Final = 100
"""Characters of an answer."""
SPELLING: Final[Mapping[Kind, str]] = {
    Kind.YES_NO: "yes|no",
    Kind.AGREE: AGREED,
    Kind.NOTE: SEEN,
    Kind.NUMBER: "0|[1-9][0-9]{0,11}",
    Kind.PHONE: r"\+254[0-9]{9}",
    Kind.COUNTY: "[0-9]{3}",
    Kind.SLOT: r"slot:.+|week:[0-9]{4}-[0-9]{2}-[0-9]{2}",
}
"""How an answer of a kind is kept (`Kind`); any other is a line of text."""


def check_answers(form: Form, answers: Mapping[str, str], *, today: date) -> None:
    """Every question that is asked has an answer of its kind, and there is no other. Raises Invalid."""
    fitting: dict[str, str] = {}
    for question in form.questions:
        if question.relevant is None or holds(question.relevant, fitting, today=today):
            answer = answers.get(question.name)
            if answer is None or not _fits(question, answer, fitting, today):
                raise Invalid(f"answers: {question.name} is not answered as the form wants it")
            fitting[question.name] = answer
    if len(fitting) != len(answers):
        raise Invalid("answers: there are answers to what is not asked")


def _fits(question: FormQuestion, answer: str, before: Mapping[str, str], today: date) -> bool:
    if not answer:
        return not question.required
    if len(answer) > LONGEST or not _is_spelt(question, answer, before):
        return False
    return question.constraint is None or holds(question.constraint, before, today=today, itself=answer)


def _is_spelt(question: FormQuestion, answer: str, before: Mapping[str, str]) -> bool:
    if question.kind is Kind.CHOICE:
        return answer in _offered(question, before)
    if question.kind is Kind.DATE:
        try:
            return date.fromisoformat(answer).isoformat() == answer
        except ValueError:
            return False
    return re.fullmatch(SPELLING.get(question.kind, ".+"), answer) is not None


def _offered(question: FormQuestion, before: Mapping[str, str]) -> set[str]:
    wanted = question.choice_filter
    if wanted is None:
        return {each.name for each in question.choices}
    chosen = before.get(wanted.question)
    return {each.name for each in question.choices if each.attributes.get(wanted.attribute) == chosen}
