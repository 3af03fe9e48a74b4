"""An SMS with the status of an application, to the phone that asks."""

from typing import Final

from sqlalchemy.orm import Session

from app.domain.self_service import application_queries
from app.platform.i18n import _
from menus.context import Context
from menus.flows.applications.drafts import ApplicationDraft
from menus.notation import Rejected

TOO_MANY_SMS: Final = _("You have asked for many SMS. Please try again in an hour, or read it here.")


def send(c: Context) -> None:
    """Send the status by SMS to the phone that asks; dialled ahead too (law 5). Raises Rejected at the limit."""
    draft = c.draft(ApplicationDraft)

    def work(session: Session) -> bool:
        return application_queries.send_standing(
            session, draft.reference, c.language, phone=c.phone, hop=c.hop, contacts=c.contacts
        )

    if not c.once_counted("status-sms", work):
        raise Rejected(TOO_MANY_SMS)
