"""Reads the note of an agency to an applicant, in the language of the reader where the agency gave a translation."""

from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications.applications import Application, Change
from app.platform.db import keys
from app.platform.i18n import KISWAHILI


def latest(session: Session, application: Application) -> str | None:
    """The note of the latest step, if any. Works on a detached row too."""
    return Application.note.open(keys(session), application)


def latest_in(session: Session, application: Application, language: str) -> str | None:
    """The note of the latest step in a language: the translation where the agency gave one, else the note itself."""
    translated = IN_LANGUAGE.get(language)
    return (translated(session, application) if translated else None) or latest(session, application)


def latest_sw(session: Session, application: Application) -> str | None:
    """The note of the latest step in Kiswahili, if the agency gave one."""
    if application.note_sealed is None:
        return None
    change = session.get(Change, (application.id, application.version))
    return change.note_sw if change else None


IN_LANGUAGE: Final[Mapping[str, Callable[[Session, Application], str | None]]] = {KISWAHILI: latest_sw}
"""The languages into which an agency may translate a note (interface: `note_sw`), and how to read each. Only the
reader's language is decrypted."""
