"""The documents that a portal would take as uploads: where and until when to hand them in."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.catalogue.models import HudumaCentre
from app.domain.forms.definition import Form, Kind, text_in
from app.domain.forms.read_back import shown_slot
from app.domain.forms.slots import WEEK
from app.platform.db import now
from app.platform.i18n import _, day, translate

OFFICE = "office"
"""The name of the choice question that asks for an office."""


def hand_in_text(
    session: Session,
    form: Form,
    answers: Mapping[str, str],
    language: str,
    *,
    agency: str,
    filed_at: datetime | None = None,
) -> str:
    """What to hand in, where and by when; empty where the form requests nothing.

    `agency`: used as the place where the form does not ask for one. `filed_at`: when it was filed; None: now.
    """
    text = text_in(form.hand_in, language)
    place = _place(session, form, answers, language) or agency
    until = day(language, (filed_at or now(session)) + timedelta(days=form.hand_in_days))
    return text.replace("{place}", place).replace("{date}", until)


def appointment_text(session: Session, form: Form, answers: Mapping[str, str], language: str) -> str:
    """The slot that was taken, or the preferred week with a note that the office sends the day; empty where none."""
    for question in form.questions:
        chosen = answers.get(question.name, "") if question.kind is Kind.SLOT else ""
        if chosen:
            shown = shown_slot(session, chosen, language)
            asked = translate(language, _("{week}: the office will SMS you the day"), week=shown)
            return asked if chosen.startswith(WEEK) else shown
    return ""


def _place(session: Session, form: Form, answers: Mapping[str, str], language: str) -> str:
    """The name of the chosen Huduma Centre or office; empty where none was chosen."""
    chosen = [each for each in form.questions if answers.get(each.name)]
    for question in (each for each in chosen if each.kind is Kind.HUDUMA):
        centre = session.get(HudumaCentre, answers[question.name])
        return centre.name if centre else ""
    for question in (each for each in chosen if each.name == OFFICE):
        labels = [text_in(each.label, language) for each in question.choices if each.name == answers[OFFICE]]
        return labels[0] if labels else answers[OFFICE]
    return ""
