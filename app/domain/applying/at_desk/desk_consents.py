"""The consent of a person to have a desk apply in their name, kept as long as the application.

It has a table of its own, because few applications are filed at a desk, and because it is proof that no later move of
the application may change.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.applications.applications import Application
from app.domain.identity.accounts import Account
from app.domain.shared.errors import Invalid
from app.platform.db import Base
from app.platform.i18n import languages

WORDS: Final = "2026-11"
"""The version of the consent text in use (`app/web/console/pages/applying/consent_words.py`). Changes with it."""


class SeenDocument(StrEnum):
    """The identity document that the person showed at the desk."""

    NATIONAL_ID = "national_id"
    """A national identity card, also a Maisha card."""
    PASSPORT = "passport"
    FOREIGNER_CARD = "foreigner_card"
    REFUGEE_CARD = "refugee_card"
    DIPLOMATIC_CARD = "diplomatic_card"


class DeskConsent(Base):
    """The consent of an account's holder: the member of staff who took it (`actor`), the version and language of the
    text that was read out, the document that was shown, and when."""

    __tablename__ = "desk_consents"

    application_id: Mapped[int] = mapped_column(ForeignKey(Application.id), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey(Account.id))
    actor: Mapped[str]
    words: Mapped[str]
    language: Mapped[str]
    document: Mapped[SeenDocument]
    at: Mapped[datetime]


@dataclass(frozen=True)
class ConsentGiven:
    """A consent as the clerk enters it. `words`: the version of the text (`WORDS`)."""

    language: str
    document: SeenDocument
    words: str = WORDS


def check_consent(given: ConsentGiven) -> None:
    """Raises Invalid for an outdated version of the text, and for an unknown language."""
    if given.words != WORDS:
        raise Invalid("words: others are read out now")
    if given.language not in languages():
        raise Invalid("language: one of those that the words are in is wanted")


def find_consent(session: Session, application: Application) -> DeskConsent | None:
    """The consent to an application that a desk filed; None where the citizen filed it or an agency recorded it."""
    return session.get(DeskConsent, application.id)
