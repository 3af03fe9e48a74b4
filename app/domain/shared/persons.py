"""How persons are told apart: by the kind of account and the number of its document."""

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
    """The parts that identify a person, in one spelling."""
    return account_type, "".join(id_number.upper().split())
