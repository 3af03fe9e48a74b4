"""That a person agreed to have a desk apply in their name: kept beside the application, for as long as that is.

A table of its own, because few applications are filed so, and because what is kept here is proof, which nobody changes
when the application moves.
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
"""Which words are read out now (`app/web/console/pages/applying/consent_words.py`): other words, another name."""


class SeenDocument(StrEnum):
    """What the person showed at the desk."""

    NATIONAL_ID = "national_id"
    """A national identity card, also a Maisha card."""
    PASSPORT = "passport"
    FOREIGNER_CARD = "foreigner_card"
    REFUGEE_CARD = "refugee_card"
    DIPLOMATIC_CARD = "diplomatic_card"


class DeskConsent(Base):
    """One consent: whose (`account_id`), taken by which member of staff, when, to which words, read in which language,
    and what the person showed."""

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
    """What a clerk says of it: the person agreed to these words (`WORDS`), read in this language."""

    language: str
    document: SeenDocument
    words: str = WORDS


def check_consent(given: ConsentGiven) -> None:
    """Raises Invalid for words that are not read out any more, and for a language that there is none of."""
    if given.words != WORDS:
        raise Invalid("words: others are read out now")
    if given.language not in languages():
        raise Invalid("language: one of those that the words are in is wanted")


def find_consent(session: Session, application: Application) -> DeskConsent | None:
    """The consent to an application that a desk has filed; None where the citizen, or an agency, did."""
    return session.get(DeskConsent, application.id)
