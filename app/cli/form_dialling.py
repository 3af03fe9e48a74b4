"""A form filled in at the terminal, as on the phone: screens, refusals, the answers read back. Nothing is kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.cli.form_screens import asked_text, draw_text
from app.domain.applying.hand_in import hand_in_text
from app.domain.catalogue.search.index import Index
from app.domain.forms import answer_reading, offers, read_back, walk
from app.domain.forms.answer_reading import AnswerRefused
from app.domain.forms.definition import Form, FormQuestion, text_in
from app.domain.forms.offers import Offer
from app.platform import normalize
from app.platform.db import Database
from app.platform.i18n import translate
from menus.engine import BACK, FIRST, MORE, is_number_of

AGENCY: Final = "(the agency)"
"""Shown as the place to hand in at, if the form asks for none: the service of the form is not known here."""


@dataclass
class DialledForm:
    """One run through a form. `said`: the text above the next screen. `narrowed`: what was typed to shorten a list."""

    form: Form
    language: str
    database: Database
    index: Index
    today: date
    answers: dict[str, str] = field(default_factory=dict)
    page: int = 0
    narrowed: str = ""
    said: str = ""
    is_over: bool = False

    def screen(self) -> str:
        """What the phone shows now."""
        question = self._question()
        if question is None:
            self.is_over = True
            return "\n".join(self._last_words())
        said, self.said = self.said, ""
        return "\n".join(filter(None, [said, self._pages(question)[self.page]]))

    def answer(self, typed: str) -> None:
        """Handle a key (leave, more, back) or an answer."""
        question, key = self._question(), normalize.key(typed)
        if key == FIRST or question is None:
            self.is_over = True
        elif key == MORE and self.page + 1 < len(self._pages(question)):
            self.page += 1
        elif key == BACK:
            self._go_back()
        else:
            self._read(question, key, typed)

    def _read(self, question: FormQuestion, key: str, typed: str) -> None:
        try:
            value = self._value(question, key, typed)
        except AnswerRefused as refused:
            self.page = 0
            self.said = (
                text_in(refused.custom, self.language)
                if refused.custom
                else translate(self.language, refused.text, **refused.fields)
            )
            return
        if value is None:
            self.narrowed, self.page = typed, 0
            return
        self._record(question, value)

    def _value(self, question: FormQuestion, key: str, typed: str) -> str | None:
        """The value of the line with this number, else of the typed text; None if that matches several places."""
        lines = self._offers(question)
        if is_number_of(key, lines):
            value = lines[int(key) - 1].value
            answer_reading.check_answer(question, value, self.answers, today=self.today)
            return value
        with self.database.reading() as session:
            return answer_reading.read_or_narrow(
                session,
                self.index,
                question,
                typed,
                self.answers,
                self.language,
                narrow=self.narrowed,
                today=self.today,
            )

    def _record(self, question: FormQuestion, value: str) -> None:
        self.answers = walk.with_answer(self.form, self.answers, question.name, value, today=self.today)
        self.page, self.narrowed = 0, ""

    def _go_back(self) -> None:
        """Go back to the page before, the whole list, or the question before."""
        if self.page:
            self.page -= 1
        elif self.narrowed:
            self.narrowed = ""
        elif back := walk.without_last(self.form, self.answers, today=self.today):
            self.answers = back[0]
        else:
            self.is_over = True

    def _pages(self, question: FormQuestion) -> list[str]:
        lines = [each.label for each in self._offers(question)]
        return draw_text(self.language, asked_text(question, self.language), lines, is_deep=False)

    def _question(self) -> FormQuestion | None:
        return walk.next_question(self.form, self.answers, today=self.today)

    def _offers(self, question: FormQuestion) -> list[Offer]:
        with self.database.reading() as session:
            return offers.offers_of(
                session,
                self.index,
                question,
                self.answers,
                self.language,
                narrow=self.narrowed,
                today=self.today,
            )

    def _last_words(self) -> Iterator[str]:
        """The answers read back, and what is handed in."""
        with self.database.reading() as session:
            lines = read_back.read_back(session, self.index, self.form, self.answers, self.language, today=self.today)
            hand_in = hand_in_text(session, self.form, self.answers, self.language, agency=AGENCY)
        yield from (f"{each.label}: {each.value}" for each in lines)
        yield from filter(None, [hand_in])
