"""A desk corrects an account's personal details, names, birth and gender, to what the register of persons has.

Nothing else can be corrected here: a phone, an address and a password open the account (law 12), and another number of
a document needs more (`number_corrections`). The register is authoritative: an error in it is corrected there first.
"""

from dataclasses import asdict, dataclass, field, fields, replace
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.domain.audit import audit_log
from app.domain.identity import accounts, identity_checks
from app.domain.identity.accounts import Account
from app.domain.identity.identity_checks import DeclaredDetails, Match, Registry, RegistryUnavailable
from app.domain.identity.recovery import security_notices
from app.domain.messaging import sms_budget
from app.domain.messaging.sms_budget import KeyBudget
from app.domain.self_service.desk_accounts import UNPROVEN
from app.domain.shared import counters
from app.domain.shared.contacts import Contacts
from app.domain.shared.counters import Limit
from app.domain.shared.errors import Conflict, NotAllowed
from app.domain.subscribers import phones
from app.platform.db import Database
from app.platform.i18n import ENGLISH, NAIROBI, _, translate

DAY: Final = timedelta(days=1)
OF_AN_ACCOUNT: Final = 5
"""Register look-ups for corrections of one account in a day: this limits guessing."""
OF_A_KEY: Final = 2_000
"""Register look-ups that one key may cause in a day: they are paid for."""
NOT_SO: Final = "the register of persons does not say so: what is wrong there is corrected there first"
ASKED_ENOUGH: Final = "the register of persons was asked as often as it may be in a day"
CORRECTED = _(
    "eCitizen: a Huduma Centre corrected your details in account {whose}. Dial {dial}, My account, to see them. "
    "Not you? Call {call} now."
)


@dataclass(frozen=True)
class Correction:
    """A correction that the register has confirmed: the details before it and after it."""

    before: DeclaredDetails = field(repr=False)
    after: DeclaredDetails = field(repr=False)

    @property
    def changed(self) -> list[str]:
        """The names of the details that change, without a value."""
        names = [each.name for each in fields(DeclaredDetails)]
        return [name for name in names if getattr(self.before, name) != getattr(self.after, name)]


def confirm_correction(
    database: Database, registry: Registry, account_id: str, told: dict[str, str], *, asked_by: str
) -> Correction:
    """Check an account's details, changed by `told`, against the register. Not inside a transaction (law 7).

    `asked_by`: the key that the look-up counts for. Raises NotFound; NotAllowed where the account is not proven,
    nothing would change, the register has other details, or the limit of a day is reached; RegistryUnavailable.
    """
    limits = registry_limits(account_id, asked_by)
    with database.transaction() as session:
        account = accounts.get(session, account_id, lock=True)
        if not account.is_proven:
            raise NotAllowed(UNPROVEN)
        kind, number = account.account_type, account.number
        before = account.said
        wanted = Correction(before, replace(before, **told))
        if not wanted.changed:
            raise NotAllowed("the account says so already")
        if counters.spend(session, limits) is not None:
            raise NotAllowed(ASKED_ENOUGH)
    try:
        found = registry.look_up(kind, number)
    except RegistryUnavailable:
        with database.transaction() as session:
            counters.take_all_back(session, limits)
        raise
    today = database.clock().astimezone(NAIROBI).date()
    if identity_checks.compare(wanted.after, found, today=today) != Match.YES:
        raise NotAllowed(NOT_SO)
    return wanted


def registry_limits(account_id: str, asked_by: str) -> list[Limit]:
    """The limits of register look-ups in a day: for the account, and for the key."""
    return [
        Limit("registry of an account at a desk", account_id, DAY, OF_AN_ACCOUNT),
        Limit("registry of a key", asked_by, DAY, OF_A_KEY),
    ]


def correct_details(
    session: Session, account_id: str, wanted: Correction, *, actor: str, contacts: Contacts, paid_by: KeyBudget
) -> Account:
    """Apply what the register has confirmed; the account's phone and address are notified. Audited without a value.

    Raises NotFound; Conflict where somebody else has corrected it meanwhile; BudgetSpent.
    """
    account = accounts.get(session, account_id, lock=True)
    if account.said != wanted.before:
        raise Conflict("the details were corrected meanwhile: look again")
    sms_budget.reserve_for_key(session, paid_by)
    account.said_fields = account.said_fields | asdict(wanted.after)
    details = " ".join(wanted.changed)
    audit_log.record(session, actor=actor, action="account.corrected", subject=account.id, details=details)
    spoken = phones.language_of(session, account.phone_number) or ENGLISH
    fields_of_text = {"dial": contacts.ussd_code, "call": contacts.phone}
    whose = account.shown_number
    security_notices.tell(session, account, translate(spoken, CORRECTED, whose=whose, **fields_of_text))
    return account
