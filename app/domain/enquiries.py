"""What a citizen asks about an application: told on the screen, or sent by SMS to the phone that asks."""

from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.domain import casework, messages, tallies
from app.domain.messages import Kind
from app.domain.wording import Contacts, Standing, as_sms, standing

SMS_AN_HOUR: Final = 10
"""Status SMS that one phone may ask for by dialling within an hour: each costs the public money."""
HOUR: Final = timedelta(hours=1)


def standing_of(session: Session, reference: str, language: str, *, phone: str) -> Standing:
    """Where the application of a reference stands, for the phone that asks. Raises NotFound."""
    application = casework.find(session, reference, agency=None)
    return standing(session, application, language, phone=phone)


def send_standing(
    session: Session, reference: str, language: str, *, phone: str, hop: str, contacts: Contacts
) -> bool:
    """Text where an application stands to the phone that asks; False when it has asked too often."""
    if tallies.count(session, "status-sms", phone, HOUR) > SMS_AN_HOUR:
        return False
    told = standing_of(session, reference, language, phone=phone)
    body = as_sms(language, told, contacts)
    messages.queue_sms(session, key=f"status:{hop}", kind=Kind.REPLY, phone=phone, body=body)
    return True
