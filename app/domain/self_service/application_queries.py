"""Status queries about an application: answered on the screen, or by SMS to the phone that asks."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications import account_applications, applications, transitions
from app.domain.applications.applications import Application
from app.domain.applications.status_messages import (
    StatusView,
    as_sms,
    mark_of,
    service_and_stage,
    stage_of,
    status_view,
)
from app.domain.applying import withdrawal
from app.domain.applying.at_desk import desk_consents
from app.domain.catalogue import catalogue_texts
from app.domain.catalogue.models import Status
from app.domain.identity.accounts import Login
from app.domain.messaging import messages
from app.domain.messaging.messages import OF_A_TEST, MessageKind
from app.domain.payments import payment_view
from app.domain.payments.payment_view import PaymentView
from app.domain.shared import counters, references
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import NotFound, Revoked
from app.platform.i18n import _, day, translate

SMS_AN_HOUR: Final = 10
"""Status SMS that one phone may ask for by dialling within an hour: each costs the public money."""
HOUR: Final = timedelta(hours=1)
FILED_AT_DESK: Final = _("Applied for you at a desk")


@dataclass(frozen=True)
class Sight:
    """The status of an application and of its payment: what all its screens show."""

    told: StatusView
    paying: PaymentView


def see_reference(
    session: Session, reference: str, language: str, contacts: Contacts, *, phone: str, login: Login | None = None
) -> Sight:
    """The status of the application with this reference, for the phone that asks. Raises NotFound, also for a test
    application on any phone but its own.

    `login`: who is signed in on it; a proven account reads the agency's note on any phone while its password is fresh.
    """
    application = transitions.find_application_of(session, reference, reach=None)
    return see(session, application, language, contacts, phone=phone, login=login)


def see(
    session: Session,
    application: Application,
    language: str,
    contacts: Contacts,
    *,
    phone: str,
    login: Login | None = None,
) -> Sight:
    """The same for an application that is loaded already."""
    told = tell_standing(session, application, language, contacts, phone=phone, login=login)
    return Sight(told, payment_view.payment_view(session, application, language, contacts.payment_ways))


def tell_standing(
    session: Session,
    application: Application,
    language: str,
    contacts: Contacts,
    *,
    phone: str,
    login: Login | None = None,
) -> StatusView:
    """The `StatusView` alone. Raises NotFound for a test application on any phone but its own."""
    if not account_applications.is_shown(session, application, phone):
        raise NotFound(transitions.UNKNOWN)
    own = False
    if login is not None:
        with suppress(Revoked):
            own = account_applications.may_read_note(session, application, login, phone=phone)
    told = status_view(session, application, language, contacts, phone=phone, own=own)
    return payment_view.tell_open(session, application, told, language)


def standing_of(
    session: Session, reference: str, language: str, contacts: Contacts, *, phone: str, login: Login | None = None
) -> StatusView:
    """The `StatusView` alone of the application with this reference: see `see_reference`."""
    application = transitions.find_application_of(session, reference, reach=None)
    return tell_standing(session, application, language, contacts, phone=phone, login=login)


def send_standing(session: Session, reference: str, language: str, *, phone: str, hop: str, contacts: Contacts) -> bool:
    """Send the status of an application by SMS to the phone that asks; False when it has asked too often.

    The SMS stays on the phone: the agency's note goes to the application's own phone only, whoever is signed in.
    """
    if counters.count(session, "status-sms", phone, HOUR, most=SMS_AN_HOUR) > SMS_AN_HOUR:
        return False
    told = standing_of(session, reference, language, contacts, phone=phone)
    body = as_sms(language, told, contacts)
    key = f"{OF_A_TEST if told.mark else ''}status:{hop}"
    return messages.queue_sms(session, key=key, kind=MessageKind.REPLY, phone=phone, body=body)


def applications_of(session: Session, login: Login, language: str, *, phone: str) -> list[tuple[str, str]]:
    """The references of the applications that an account sees, each with a line of text; open ones first.

    Empty where nobody is signed in. Raises Revoked.
    """
    found = account_applications.seen(session, login, phone=phone) if login.account_id else []
    return [(each.reference, _line(session, each, language)) for each in found]


def find_live(session: Session, login: Login, *, phone: str) -> Application | None:
    """The newest application that the account sees and that is not over, if any.

    Test applications are skipped. Raises Revoked.
    """
    found = account_applications.seen(session, login, phone=phone)
    return next((each for each in found if not (each.is_over or each.is_test)), None)


def history(session: Session, reference: str, language: str, *, login: Login, phone: str) -> list[str]:
    """The history of an application, the latest first: `14 Mar 2026 Passport printed`; only for an account that sees
    it. Where a desk filed it, the last line says so.

    Raises NotFound, Revoked.
    """
    application = transitions.find_application_of(session, reference, reach=None)
    if not account_applications.sees(session, application, login, phone=phone):
        raise NotFound("there is no application of this reference")
    family = application.service.family
    stages = [
        (change.at, stage_of(session, family, change.stage, change.status)) for change in reversed(application.history)
    ]
    told = [f"{day(language, at)} {catalogue_texts.stage_label(session, stage, language)}" for at, stage in stages]
    if desk_consents.find_consent(session, application):
        told.append(f"{day(language, application.created_at)} {translate(language, FILED_AT_DESK)}")
    return told


@dataclass(frozen=True)
class OwnSteps:
    """What the applicant may do with an application now."""

    may_answer: bool
    may_withdraw: bool


def own_steps(session: Session, reference: str, *, login: Login, phone: str) -> OwnSteps:
    """What the signed-in person may do with an application: nothing with one that they do not see.

    Whether the password is fresh is checked by each step itself. Raises Revoked.
    """
    application = applications.find_application(session, references.lookup_key(reference))
    if application is None or not account_applications.sees(session, application, login, phone=phone):
        return OwnSteps(may_answer=False, may_withdraw=False)
    return OwnSteps(
        may_answer=application.status == Status.NEEDS_ACTION,
        may_withdraw=withdrawal.can_withdraw(session, login, reference, phone=phone),
    )


def _line(session: Session, application: Application, language: str) -> str:
    return mark_of(application) + ": ".join(service_and_stage(session, application, language))
