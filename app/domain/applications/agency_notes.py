"""What an agency says to an applicant: a note of each step, in its own words, and in Kiswahili where it wrote it."""

from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications.applications import Application, Change
from app.platform.db import keys
from app.platform.i18n import KISWAHILI


def latest(session: Session, application: Application) -> str | None:
    """What the agency says to the applicant, if anything."""
    sealed = application.note_sealed
    if sealed is None:
        return None
    return keys(session).open_text(sealed, application.sealed_at("note"))


def latest_in(session: Session, application: Application, language: str) -> str | None:
    """The same in a language: in Kiswahili where the agency gave it, else as it is."""
    translated = IN_LANGUAGE.get(language)
    return (translated(session, application) if translated else None) or latest(session, application)


def latest_sw(session: Session, application: Application) -> str | None:
    """What the agency says to the applicant in Kiswahili, if it gave that too."""
    if application.note_sealed is None:
        return None
    change = session.get(Change, (application.id, application.version))
    return past_sw(session, change) if change else None


def past(session: Session, change: Change) -> str | None:
    """What the agency said at an earlier step."""
    if change.note_sealed is None:
        return None
    return keys(session).open_text(change.note_sealed, change.sealed_at("note"))


def past_sw(session: Session, change: Change) -> str | None:
    """The same in Kiswahili."""
    sealed = change.note_sw_sealed
    return keys(session).open_text(sealed, change.sealed_at("note_sw")) if sealed else None


IN_LANGUAGE: Final[Mapping[str, Callable[[Session, Application], str | None]]] = {KISWAHILI: latest_sw}
"""The languages besides its own words that an agency may give a note in (interface: `note_sw`): a note is opened in the
language of who reads it only."""
