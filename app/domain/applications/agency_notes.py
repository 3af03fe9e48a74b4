"""What an agency says to an applicant: a note of each step, in its own words, and in Kiswahili where it wrote it."""

from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications.applications import Application, Change
from app.platform.db import keys
from app.platform.i18n import KISWAHILI


def latest(session: Session, application: Application) -> str | None:
    """What the agency says to the applicant, if anything; of a row in no session too."""
    return Application.note.open(keys(session), application)


def latest_in(session: Session, application: Application, language: str) -> str | None:
    """The same in a language: in Kiswahili where the agency gave it, else as it is."""
    translated = IN_LANGUAGE.get(language)
    return (translated(session, application) if translated else None) or latest(session, application)


def latest_sw(session: Session, application: Application) -> str | None:
    """What the agency says to the applicant in Kiswahili, if it gave that too."""
    if application.note_sealed is None:
        return None
    change = session.get(Change, (application.id, application.version))
    return change.note_sw if change else None


IN_LANGUAGE: Final[Mapping[str, Callable[[Session, Application], str | None]]] = {KISWAHILI: latest_sw}
"""The languages besides its own words that an agency may give a note in (interface: `note_sw`): a note is opened in the
language of who reads it only."""
