"""What the screens of an application show of it, read at one look: where it stands, and how paying for it does."""

from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.self_service import application_queries
from app.domain.self_service.application_queries import Sight
from menus.context import Context
from menus.flows.applications.drafts import ApplicationDraft


def see(c: Context) -> Sight:
    """The application that is looked at. Raises NotFound where there is none for this phone."""
    reference = c.draft(ApplicationDraft).reference

    def look(session: Session) -> Sight:
        return application_queries.see_reference(
            session, reference, c.language, c.contacts, phone=c.phone, login=c.signed_in
        )

    return c.recall(_name(c, reference), look)


def keep_in_sight(c: Context, session: Session, found: Application) -> None:
    """An application that was just read is looked at: what its screens show is read with it."""
    c.draft(ApplicationDraft).reference = found.reference
    seen = application_queries.see(session, found, c.language, c.contacts, phone=c.phone, login=c.signed_in)
    c.remember(_name(c, found.reference), seen)


def _name(c: Context, reference: str) -> tuple[str, ...]:
    return "sight", reference, c.language
