"""What a portal would take as uploads: where it is brought, and by when."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy.orm import Session

from app.domain.catalogue.models import HudumaCentre
from app.domain.forms.definition import Form, Kind, text_in
from app.platform.db import now
from app.platform.i18n import day

OFFICE = "office"
"""What the question is called that asks for an office, where that is a choice."""


def hand_in_text(session: Session, form: Form, answers: Mapping[str, str], language: str, *, agency: str) -> str:
    """Where to hand in what, and by when, for who applies today; empty where nothing is wanted.

    `agency`: what stands for the place where the form asks for none.
    """
    text = text_in(form.hand_in, language)
    place = _place(session, form, answers, language) or agency
    until = day(language, now(session) + timedelta(days=form.hand_in_days))
    return text.replace("{place}", place).replace("{date}", until)


def _place(session: Session, form: Form, answers: Mapping[str, str], language: str) -> str:
    """The Huduma Centre or the office that was chosen, as people call it."""
    for question in form.questions:
        answer = answers.get(question.name)
        if not answer:
            continue
        if question.kind is Kind.HUDUMA:
            centre = session.get(HudumaCentre, answer)
            return centre.short_name if centre else ""
        if question.name == OFFICE:
            chosen = [each for each in question.choices if each.name == answer]
            return text_in(chosen[0].label, language) if chosen else answer
    return ""
