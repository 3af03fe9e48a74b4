"""What a citizen asks about an application: told on the screen, or sent by SMS to the phone that asks."""

from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.domain import accounts, casework, messages, tallies
from app.domain.accounts import Login
from app.domain.applications import Application
from app.domain.messages import Kind
from app.domain.wording import Contacts, Standing, as_sms, stage_of, standing
from app.texts import day

SMS_AN_HOUR: Final = 10
"""Status SMS that one phone may ask for by dialling within an hour: each costs the public money."""
HOUR: Final = timedelta(hours=1)


def standing_of(session: Session, reference: str, language: str, *, phone: str) -> Standing:
    """Where the application of a reference stands, for the phone that asks. Raises NotFound."""
    application = casework.find(session, reference, agency=None)
    return standing(session, application, language, phone=phone)


def send_standing(session: Session, reference: str, language: str, *, phone: str, hop: str, contacts: Contacts) -> bool:
    """Text where an application stands to the phone that asks; False when it has asked too often."""
    if tallies.count(session, "status-sms", phone, HOUR, most=SMS_AN_HOUR) > SMS_AN_HOUR:
        return False
    told = standing_of(session, reference, language, phone=phone)
    body = as_sms(language, told, contacts)
    return messages.queue_sms(session, key=f"status:{hop}", kind=Kind.REPLY, phone=phone, body=body)


def applications_of(session: Session, login: Login, language: str) -> list[tuple[str, str]]:
    """The references of a person's applications with a line for each, those that live first.

    None where nobody is signed in. Raises Revoked.
    """
    found = accounts.applications_of(session, accounts.signed_in(session, login)) if login.account_id else []
    return [(each.reference, _line(session, each, language)) for each in found]


def live(session: Session, login: Login, language: str) -> str:
    """The person's newest application that is not over, in a line; nothing when there is none. Raises Revoked."""
    account = accounts.signed_in(session, login)
    found = [each for each in accounts.applications_of(session, account) if not each.is_over]
    return _line(session, found[0], language) if found else ""


def history(session: Session, reference: str, language: str) -> list[str]:
    """What happened to an application, the latest first: `14 Mar 2026 Passport printed`. Raises NotFound."""
    application = casework.find(session, reference, agency=None)
    family = application.service.family
    return [
        f"{day(language, change.at)} {stage_of(session, family, change.stage, change.status).label_in(language)}"
        for change in reversed(application.history)
    ]


def _line(session: Session, application: Application, language: str) -> str:
    told = standing(session, application, language, phone=None)
    return f"{told.service}: {told.stage}"
