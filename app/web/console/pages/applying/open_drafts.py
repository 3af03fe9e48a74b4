"""The draft that a page is about, of the signed-in member of staff: its form, its answers and its service."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from flask import Response, url_for
from sqlalchemy.orm import Session

from app.domain.applying.at_desk import desk_drafts
from app.domain.applying.at_desk.desk_drafts import DeskDraft
from app.domain.audit import audit_log
from app.domain.catalogue.fees import Fee
from app.domain.forms import form_versions, read_back, walk
from app.domain.forms.definition import Form, FormQuestion, Kind, text_in
from app.domain.forms.read_back import AnswerLine
from app.platform.db import now
from app.platform.i18n import NAIROBI
from app.web import container
from app.web.console.pages.applying.given_answers import AnswerContext
from app.web.console.rendering import page
from app.web.console.texts import language, say
from app.web.staff_access import signed_in

AS_READ_BACK: Final = frozenset({Kind.COUNTY, Kind.HUDUMA, Kind.DATE, Kind.PHONE})
"""Kinds whose answer is shown in its text field as it is read back to people; sent again, it is the same answer."""


@dataclass(frozen=True)
class OpenDraft:
    """A draft, and all that its pages are made of."""

    draft: DeskDraft
    form: Form
    answers: dict[str, str] = field(repr=False)
    today: date

    @property
    def asked(self) -> list[FormQuestion]:
        """The questions that are asked after these answers."""
        return walk.relevant_questions(self.form, self.answers, today=self.today)

    @property
    def service_name(self) -> str:
        """The name of the service that is applied for."""
        service = container().finder.index().by_code(self.draft.service_code)
        return service.line.in_language(language()) if service else text_in(self.form.title, language())

    @property
    def fee(self) -> Fee | None:
        """The present fee; None where it is not published."""
        index = container().finder.index()
        service = index.by_code(self.draft.service_code)
        return index.fee(service) if service else None

    def context(self, opened: Session, question: FormQuestion) -> AnswerContext:
        """What a question is read and shown with."""
        return AnswerContext(opened, container().finder.index(), question, self.answers, self.today)

    def lines(self, opened: Session, spoken: str) -> Sequence[AnswerLine]:
        """The answers as people read them."""
        index = container().finder.index()
        return read_back.read_back(opened, index, self.form, self.answers, spoken, today=self.today)

    def shown(self, opened: Session, question: FormQuestion) -> str:
        """The answer that a question has, as its text field shows it."""
        value = self.answers.get(question.name, "")
        if value and question.kind in AS_READ_BACK:
            told = {each.question: each.value for each in self.lines(opened, language())}
            return told.get(question.name, value)
        return value


def open_draft(opened: Session, draft_id: str) -> OpenDraft:
    """A draft of the signed-in member of staff. Raises NotFound, also for a colleague's."""
    draft = desk_drafts.find_desk_draft(opened, draft_id, staff=signed_in())
    form = form_versions.form_of(opened, draft.form_digest)
    today = now(opened).astimezone(NAIROBI).date()
    return OpenDraft(draft, form, draft.answers, today)


def record_view(opened: Session, draft: DeskDraft, action: str) -> None:
    """Record in the audit trail that a person's answers were shown."""
    told = {"service": draft.service_code}
    audit_log.record(opened, actor=signed_in().actor, action=action, subject=draft.account_id, **told)


def where_it_stands(found: OpenDraft) -> str:
    """The path of what comes next: a question, the answers read back, or what was filed."""
    draft_id = found.draft.id
    if found.draft.reference:
        return url_for("console_applying_filing.show_filed", draft_id=draft_id)
    question = walk.next_question(found.form, found.answers, today=found.today)
    if question is None:
        return url_for("console_applying_filing.review", draft_id=draft_id)
    return url_for("console_applying_form.show_question", draft_id=draft_id, question=question.name)


def no_draft(_error: Exception) -> Response:
    """The page for an unknown draft; a colleague's looks the same."""
    return page("applying/gone.html", say("This form is not here"), status=404)
