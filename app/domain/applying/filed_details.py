"""The applicant of an application that was filed through Lango, as declared by themselves."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.identity.accounts import Account
from app.domain.shared.persons import AccountType


@dataclass(frozen=True)
class DeclaredApplicant:
    """The applicant as shown to the agency. `birth`: a date or a year; `phone`: in E.164, None once erased."""

    account_type: AccountType
    id_number: str = field(repr=False)
    first_name: str | None = field(repr=False)
    birth: str | None = field(repr=False)
    phone: str | None = field(repr=False)
    is_proven: bool


def declared_applicant(session: Session, application: Application) -> DeclaredApplicant | None:
    """The applicant as declared, for the agency that processes the application.

    None where an agency recorded the application and knows the person itself, and while a desk has yet to decide whose
    it is.
    """
    if application.form_digest is None or application.is_withheld:
        return None
    account = session.get(Account, application.account_id) if application.account_id else None
    said = account.said if account and account.said_sealed else None
    return DeclaredApplicant(
        account_type=application.account_type,
        id_number=application.id_number,
        first_name=said.first_name if said else None,
        birth=said.birth if said else None,
        phone=application.phone_number,
        is_proven=bool(account and account.is_proven),
    )
