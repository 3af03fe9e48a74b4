"""Accounts for the callers who sign in, and phones that stay signed in, made by the domain's own functions."""

from app.domain.applications import transitions
from app.domain.applications.applications import Applicant
from app.domain.catalogue.models import Service
from app.domain.identity import accounts
from app.domain.shared.persons import AccountType
from tests.benchmarks import visits
from tests.benchmarks.mixed_visits import BESIDES
from tests.benchmarks.serving import Installation
from tests.database.holder import opened

SERVICE = "passport-new-34"
"""The service that each of them has applied for."""


def open_accounts(place: Installation) -> None:
    """Open `visits.ACCOUNTS` accounts that sign in on their own phones, and as many whose phones stay signed in.

    A success resets the counters, so no limit is reached; but only a few callers may sign in to one account at once.
    """
    for number in range(BESIDES + visits.ACCOUNTS):
        document, phone = f"{31000000 + number}", visits.holder(number).replace("%2B", "+")
        account_id = opened(place.container, document, phone=phone, password=visits.PASSWORD)
        applicant = Applicant(AccountType.CITIZEN, document, phone)
        with place.container.database.transaction() as session:
            service = session.get_one(Service, SERVICE)
            transitions.record_application(
                session, service, applicant, actor="bench", contacts=place.container.contacts
            )
            if number >= BESIDES:
                accounts.remember(session, account_id, phone)
