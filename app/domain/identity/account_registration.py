"""Registration of a person: the check with the identity registry, the account, the welcome SMS."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from app.domain.idempotency import hop_effects
from app.domain.identity import accounts, identity_checks
from app.domain.identity.accounts import Account
from app.domain.identity.identity_checks import DeclaredDetails, Match, Registry, RegistryUnavailable
from app.domain.messaging import messages
from app.domain.messaging.messages import MessageKind
from app.domain.shared import counters
from app.domain.shared.contacts import Contacts
from app.domain.shared.counters import Limit
from app.domain.shared.errors import Conflict
from app.domain.shared.persons import AccountType
from app.platform.db import Database
from app.platform.i18n import NAIROBI, _, translate

OF_A_DOCUMENT: Final = 5
"""Registry look-ups of one document that one phone may cause in a day: this limits guessing at a name."""
OF_A_PHONE: Final = 12
"""Registry look-ups of any documents by one phone in a day: each costs money, and a household shares a phone."""


class IdentityOutcome(StrEnum):
    """The result of an identity check, as it is shown to the citizen."""

    YES = "yes"
    NO = "no"
    MINOR = "minor"
    DECEASED = "deceased"
    TAKEN = "taken"
    UNAVAILABLE = "unavailable"
    TOO_OFTEN = "too often"


def check_identity(
    database: Database,
    registry: Registry,
    account_type: AccountType,
    number: str,
    said: DeclaredDetails,
    phone: str,
    hop: str,
) -> IdentityOutcome:
    """Check declared details against the registry. Not inside a transaction: it is a network call of up to 3 s.

    TAKEN is returned only where the details match the document: nobody else learns that there is an account. Concurrent
    copies of a hop count as one look-up.
    """
    day = timedelta(days=1)
    limits = [
        Limit("registry document", f"{phone} {account_type} {number}", day, OF_A_DOCUMENT),
        Limit("registry", phone, day, OF_A_PHONE),
    ]

    def finds_no_room(session: Session) -> bool:
        return counters.spend(session, limits) is not None

    if hop_effects.once_of(database, hop, "look-up", finds_no_room):
        return IdentityOutcome.TOO_OFTEN
    try:
        found = registry.look_up(account_type, number)
    except RegistryUnavailable:
        hop_effects.once_of(database, hop, "look-up undone", lambda session: counters.take_all_back(session, limits))
        return IdentityOutcome.UNAVAILABLE
    match = identity_checks.compare(said, found, today=database.clock().astimezone(NAIROBI).date())
    if match == Match.YES:
        with database.reading() as session:
            return IdentityOutcome.TAKEN if accounts.by_document(session, account_type, number) else IdentityOutcome.YES
    return IdentityOutcome(match)


def enrol(
    session: Session,
    account_id: str,
    account_type: AccountType,
    number: str,
    *,
    said: DeclaredDetails,
    phone: str,
    password_hash: str,
    language: str,
    contacts: Contacts,
) -> bool:
    """Open the account and send the welcome SMS; False when another hop opened one in the meantime."""
    try:
        account = accounts.open_account(
            session, account_id, account_type, number, said=said, phone=phone, password_hash=password_hash
        )
    except Conflict:
        return False
    _welcome(session, account, said, phone, language, contacts)
    return True


def send_notice(session: Session, phone: str, language: str, hop: str) -> bool:
    """Text the full privacy notice (Data Protection Act 2019, s. 29): what is kept, why, for how long, which rights.

    False when the SMS budget of this phone is used up.
    """
    body = translate(
        language,
        _(
            "eCitizen keeps the ID details you give, phone, e-mail and applications to serve you until you close "
            "your account (Data Protection Act). The register of persons confirms them, agencies you apply to "
            "see them, nobody else. See, correct or erase them: My account or a Huduma Centre. "
            "Complaints: www.odpc.go.ke"
        ),
    )
    return messages.queue_sms(session, key=f"privacy:{hop}", kind=MessageKind.RECEIPT, phone=phone, body=body)


def _welcome(
    session: Session, account: Account, said: DeclaredDetails, phone: str, language: str, contacts: Contacts
) -> None:
    body = translate(
        language,
        _(
            "Welcome to eCitizen, {name}. Dial {code} for your applications. "
            "Photo pending: take your document to a Huduma Centre."
        ),
        name=said.called,
        code=contacts.ussd_code,
    )
    messages.queue_sms(session, key=f"welcome:{account.id}", kind=MessageKind.RECEIPT, phone=phone, body=body)
