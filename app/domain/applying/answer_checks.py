"""Validates answers against their form when an application is filed, independently of the checks of the screens."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from app.domain.forms import walk
from app.domain.forms.definition import AGREED, SEEN, Form, FormQuestion, Kind
from app.domain.shared import emails
from app.domain.shared.errors import Invalid

SPELLING: Final[Mapping[Kind, str]] = {
    Kind.YES_NO: f"{walk.YES}|{walk.NO}",
    Kind.AGREE: AGREED,
    Kind.NOTE: SEEN,
    Kind.NUMBER: "0|[1-9][0-9]{0,11}",
    Kind.PHONE: r"\+254[0-9]{9}",
    Kind.COUNTY: "[0-9]{3}",
    Kind.SLOT: r"slot:.+|week:[0-9]{4}-[0-9]{2}-[0-9]{2}",
    Kind.EMAIL: f".{{1,{emails.LONGEST}}}",
}
"""The format of a stored answer, by kind of question (`Kind`)."""
LINE: Final = ".{1,100}"
"""The format for all other kinds: one line of text."""


def check_answers(form: Form, answers: Mapping[str, str], *, today: date) -> None:
    """Raises Invalid unless every relevant question has a valid answer, and there are no other answers."""
    before: dict[str, str] = {}
    for question in walk.relevant_questions(form, answers, today=today):
        answer = answers.get(question.name)
        if answer is None or not _fits(question, answer, before, today):
            raise Invalid(f"answers: {question.name} is not answered as the form wants it")
        before[question.name] = answer
    if len(before) != len(answers):
        raise Invalid("answers: there are answers to what is not asked")


def _fits(question: FormQuestion, answer: str, before: Mapping[str, str], today: date) -> bool:
    if not answer:
        return not question.required
    return _is_spelt(question, answer, before) and walk.fulfils(question, answer, before, today=today)


def _is_spelt(question: FormQuestion, answer: str, before: Mapping[str, str]) -> bool:
    if question.kind is Kind.CHOICE:
        return any(each.name == answer for each in walk.choices_of(question, before))
    if question.kind is Kind.DATE:
        try:
            return date.fromisoformat(answer).isoformat() == answer
        except ValueError:
            return False
    return re.fullmatch(SPELLING.get(question.kind, LINE), answer) is not None
