"""What came with an application: who applied on a phone, as they declared it, and what was filled in."""

import json
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from app.domain.applications import applications
from app.domain.applications.applications import Application
from app.domain.identity import accounts
from app.domain.identity.accounts import Account
from app.domain.shared.persons import AccountType
from app.platform.db import keys


@dataclass(frozen=True)
class DeclaredApplicant:
    """Who applied, as far as their agency is told. `birth`: a date or a year; `phone` in E.164, None once forgotten."""

    account_type: AccountType
    id_number: str = field(repr=False)
    first_name: str | None = field(repr=False)
    birth: str | None = field(repr=False)
    phone: str | None = field(repr=False)
    is_proven: bool


def declared_applicant(session: Session, application: Application) -> DeclaredApplicant | None:
    """Who applied on a phone: what their agency needs to work on it, as the person declared it.

    None where an agency recorded it, which knows the person itself, and while a desk has yet to decide whose it is.
    """
    if application.form_digest is None or application.is_withheld:
        return None
    account = session.get(Account, application.account_id) if application.account_id else None
    said = accounts.said_of(session, account) if account and account.said_sealed else None
    return DeclaredApplicant(
        account_type=application.account_type,
        id_number=applications.id_number(session, application),
        first_name=said.first_name if said else None,
        birth=said.birth if said else None,
        phone=applications.phone(session, application),
        is_proven=bool(account and account.is_proven),
    )


def kept_answers(session: Session, application: Application) -> Any:
    """What was filled in, as JSON is read: by a form's questions, or in an agency's own shape; None where nothing."""
    sealed = application.answers_sealed
    return json.loads(keys(session).open_text(sealed, application.sealed_at("answers"))) if sealed else None
