"""What the screens of one application show, read at once: its status, and the state of its payment."""

from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.self_service import application_queries
from app.domain.self_service.application_queries import Sight
from menus.context import Context
from menus.flows.applications.drafts import ApplicationDraft


def see(c: Context) -> Sight:
    """The current application. Raises NotFound where there is none for this phone."""
    reference = c.draft(ApplicationDraft).reference

    def look(session: Session) -> Sight:
        return application_queries.see_reference(
            session, reference, c.language, c.contacts, phone=c.phone, login=c.signed_in
        )

    return c.recall(_name(c, reference), look)


def keep_in_sight(c: Context, session: Session, found: Application) -> None:
    """Make an application that was just read the current one, and keep what its screens show."""
    c.draft(ApplicationDraft).reference = found.reference
    seen = application_queries.see(session, found, c.language, c.contacts, phone=c.phone, login=c.signed_in)
    c.remember(_name(c, found.reference), seen)


def _name(c: Context, reference: str) -> tuple[str, ...]:
    return "sight", reference, c.language
