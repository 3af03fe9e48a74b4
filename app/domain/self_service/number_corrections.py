"""A desk replaces the document number of an account by another number of the same person.

A national ID becomes a Maisha Namba, a passport or an alien card is renewed: the person stays the same, and all that is
recorded under the old number moves along. With a freely chosen number one could read another person's applications, so
the register is asked twice: the new document must have the details that the account declares, and belong to the same
person as the old one. Where the register has no record of the old one, the account must declare the surname and the
whole date of birth: thousands of people share a first name and a year.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.applications.applications import WITHHELD, Application
from app.domain.audit import audit_log
from app.domain.identity import accounts, identity_checks
from app.domain.identity.accounts import Account
from app.domain.identity.id_documents import read_id_number
from app.domain.identity.identity_checks import (
    DeclaredDetails,
    Match,
    RegisteredPerson,
    Registry,
    RegistryUnavailable,
    plain_name,
)
from app.domain.identity.recovery import security_notices
from app.domain.messaging import sms_budget
from app.domain.messaging.sms_budget import KeyBudget
from app.domain.self_service import detail_corrections
from app.domain.self_service.desk_accounts import UNPROVEN
from app.domain.shared import counters
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import Conflict, NotAllowed
from app.domain.shared.persons import AccountType, applicant_index
from app.domain.subscribers import phones
from app.platform.db import Database
from app.platform.i18n import ENGLISH, NAIROBI, _, translate

TAKEN: Final = "another account has this number: close that one first, or this one"
NOT_THE_SAME: Final = "the register of persons does not have this number for the same person"
WHOLE_DATE: Final = len("1990-04-12")
NUMBER_CORRECTED = _(
    "eCitizen: a Huduma Centre put document {new} in place of {old} on your account. Sign in with the new number. "
    "Not you? Call {call} now."
)


@dataclass(frozen=True)
class NumberCorrection:
    """A correction that the register has confirmed: the account's number before it and after it."""

    before: str = field(repr=False)
    after: str = field(repr=False)


def confirm_number(
    database: Database, registry: Registry, account_id: str, typed: str, *, asked_by: str
) -> NumberCorrection:
    """Ask the register whether another number is the same person's. Not inside a transaction (law 7).

    `typed`: of the same kind of document. `asked_by`: the key that the look-up counts for. Raises NotFound; Invalid;
    Conflict where another account has the number; NotAllowed where the account is not proven, has this number, the
    register does not confirm it or the limit of a day is reached; RegistryUnavailable.
    """
    limits = detail_corrections.registry_limits(account_id, asked_by)
    with database.transaction() as session:
        account = accounts.get(session, account_id, lock=True)
        if not account.is_proven:
            raise NotAllowed(UNPROVEN)
        kind, said = account.account_type, account.said
        wanted = NumberCorrection(account.number, read_id_number(kind, typed))
        _check_free(session, account, wanted)
        if counters.spend(session, limits) is not None:
            raise NotAllowed(detail_corrections.ASKED_ENOUGH)
    try:
        found, known = (registry.look_up(kind, number) for number in (wanted.after, wanted.before))
    except RegistryUnavailable:
        with database.transaction() as session:
            counters.take_all_back(session, limits)
        raise
    if not is_same_person(said, found, known, today=database.clock().astimezone(NAIROBI).date()):
        raise NotAllowed(NOT_THE_SAME)
    return wanted


def is_same_person(
    said: DeclaredDetails, found: RegisteredPerson | None, known: RegisteredPerson | None, *, today: date
) -> bool:
    """Whether the holder of the new document (`found`) is the account's person, and the old document's (`known`)."""
    if found is None or identity_checks.compare(said, found, today=today) != Match.YES:
        return False
    if known is None:
        return bool(said.surname) and len(said.birth) == WHOLE_DATE
    return _identity(found) == _identity(known)


def correct_number(
    session: Session, account_id: str, wanted: NumberCorrection, *, actor: str, contacts: Contacts, paid_by: KeyBudget
) -> Account:
    """Apply the number that the register has confirmed, to the account and all its applications; the holder is
    notified.

    What was begun before is revoked: sign-in needs the new number. The password stays valid: its hash depends on the
    account's id. Raises NotFound; NotAllowed; Conflict where another account has the number, or this one has another
    number meanwhile; BudgetSpent.
    """
    account = accounts.get(session, account_id, lock=True)
    if not account.is_proven:
        raise NotAllowed(UNPROVEN)
    if account.number != wanted.before:
        raise Conflict("the number was corrected meanwhile: look again")
    _check_free(session, account, wanted)
    sms_budget.reserve_for_key(session, paid_by)
    moved = _move_applications(session, account, wanted.after)
    account.number = wanted.after
    try:
        with session.begin_nested():
            account.applicant = applicant_index(session, account.account_type, wanted.after)
            session.flush()
    except IntegrityError:
        raise Conflict(TAKEN) from None
    accounts.end_what_was_begun(session, account)
    audit_log.record(session, actor=actor, action="account.number_corrected", subject=account.id, moved=str(moved))
    _tell(session, account, wanted, contacts)
    return account


def _check_free(session: Session, account: Account, wanted: NumberCorrection) -> None:
    if wanted.after == wanted.before:
        raise NotAllowed("the account has this number already")
    if accounts.by_document(session, account.account_type, wanted.after) is not None:
        raise Conflict(TAKEN)


def _move_applications(session: Session, account: Account, number: str) -> int:
    """Move the applications of the old document, and those filed by the account, to the new number; returns how many.

    Withheld ones move too: a desk has yet to decide whether they are the person's. An application whose number was
    erased gets none.
    """
    mine = (Application.applicant == account.applicant) | Application.account_id.in_(
        [account.id, WITHHELD + account.id]
    )
    index = applicant_index(session, AccountType(account.account_type), number)
    found = session.scalars(select(Application).where(mine, Application.is_test.is_(False)).with_for_update()).all()
    for application in found:
        application.applicant = index
        if application.id_sealed:
            application.id_number = number
    return len(found)


def _tell(session: Session, account: Account, wanted: NumberCorrection, contacts: Contacts) -> None:
    spoken = phones.language_of(session, account.phone_number) or ENGLISH
    fields = {"old": accounts.hidden(wanted.before), "new": accounts.hidden(wanted.after), "call": contacts.phone}
    security_notices.tell(session, account, translate(spoken, NUMBER_CORRECTED, **fields))


def _identity(person: RegisteredPerson) -> tuple[str, str, date]:
    """What stays the same with a new document: all names together, gender and birth."""
    names = plain_name(person.first_name), plain_name(person.other_names), plain_name(person.surname)
    return " ".join(names), person.gender, person.born
