"""A person, as every part tells one from another: the kind of account and the number on its document."""

from enum import StrEnum

from sqlalchemy.orm import Session

from app.domain.shared.blind_indexes import blind_index


class AccountType(StrEnum):
    """The five kinds of person that eCitizen knows."""

    CITIZEN = "citizen"
    RESIDENT = "resident"
    REFUGEE = "refugee"
    DIPLOMAT = "diplomat"
    FOREIGNER = "foreigner"


def applicant_index(session: Session, account_type: AccountType, id_number: str) -> bytes:
    """The blind index of a person: the kind of account and the number on the document."""
    return blind_index(session, "applicant", *named(account_type, id_number))


def named(account_type: AccountType, id_number: str) -> tuple[str, str]:
    """What tells a person from all others, in one spelling."""
    return account_type, "".join(id_number.upper().split())
