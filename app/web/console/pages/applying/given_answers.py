"""Reads an answer from a form's page, by the rules of `forms`: from a text field, or from the choice of a line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from app.domain.catalogue.search.index import Index
from app.domain.forms import answer_reading, offers
from app.domain.forms.answer_reading import AnswerRefused
from app.domain.forms.definition import PLACES, FormQuestion, Kind, text_in
from app.domain.forms.offers import Offer
from app.platform.i18n import translate
from app.web.console.texts import language, mark, say

LISTED: Final = frozenset({Kind.CHOICE, Kind.YES_NO, Kind.AGREE, Kind.NOTE, Kind.SLOT})
"""Kinds whose answer is one of the lines that are shown."""
NO_LINE: Final = mark("Choose one of the lines.")
UNCHOSEN: Final[Mapping[Kind, str]] = {
    Kind.AGREE: mark("It goes on only where the person agrees."),
    Kind.SLOT: mark("Choose a date. One that you chose may just have been taken."),
}
"""The error where no valid line was chosen, for kinds of questions for which `NO_LINE` would say too little."""


@dataclass(frozen=True)
class GivenAnswer:
    """What came with the form: what was typed, and the line that was chosen; None where none was."""

    typed: str = field(default="", repr=False)
    chosen: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class AnswerContext:
    """What a question is read and shown with."""

    session: Session
    index: Index
    question: FormQuestion
    answers: Mapping[str, str] = field(repr=False)
    today: date

    def offers(self, typed: str = "") -> list[Offer]:
        """The choices of the question; of places, those that match what was typed."""
        narrow = typed if self.question.kind in PLACES else ""
        return offers.offers_of(
            self.session, self.index, self.question, self.answers, language(), narrow=narrow, today=self.today
        )

    def all_places(self) -> Sequence[str]:
        """All places, for the browser to complete what is typed."""
        if self.question.kind == Kind.COUNTY:
            return [each.label.in_language(language()) for each in self.index.counties()]
        return [each.short_name for each in self.index.centres.all()] if self.question.kind == Kind.HUDUMA else []


class NotAnswered(Exception):
    """The input is not an answer; the message, translated already, says what is wanted."""


def read_given(asked: AnswerContext, given: GivenAnswer) -> str | None:
    """The answer as it is kept; None where what was typed matches several places, of which one is to be chosen."""
    question = asked.question
    try:
        is_chosen = question.kind in LISTED or (given.chosen and question.kind in PLACES)
        value = _chosen(asked, given) if is_chosen else None
        return _typed(asked, given.typed.strip()) if value is None else value
    except AnswerRefused as refused:
        raise NotAnswered(_said(refused)) from None


def _chosen(asked: AnswerContext, given: GivenAnswer) -> str | None:
    """The line that was chosen; None for a place that is not offered any more, because other words were typed."""
    question = asked.question
    if given.chosen not in [each.value for each in asked.offers(given.typed)]:
        if question.kind in PLACES:
            return None
        raise NotAnswered(say(UNCHOSEN.get(question.kind, NO_LINE)))
    value = given.chosen or ""
    answer_reading.check_answer(question, value, asked.answers, today=asked.today)
    return value


def _typed(asked: AnswerContext, typed: str) -> str | None:
    if not typed and not asked.question.required:
        return ""
    if not typed:
        raise NotAnswered(say("Answer the question."))
    return answer_reading.read_or_narrow(
        asked.session, asked.index, asked.question, typed, asked.answers, language(), narrow="", today=asked.today
    )


def _said(refused: AnswerRefused) -> str:
    """The text of a refusal, in the agency's own words where it wrote some."""
    if refused.custom:
        return text_in(refused.custom, language())
    return translate(language(), refused.text, **refused.fields)
