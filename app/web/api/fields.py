"""Types of the fields that agencies send: how each is normalised, and what is refused."""

import re
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue

from app.domain.applications.applications import LONGEST_NOTE, LONGEST_PLACE
from app.domain.catalogue.models import Status
from app.domain.identity import identity_checks
from app.domain.shared import emails
from app.domain.shared.errors import Invalid
from app.domain.shared.persons import AccountType
from app.platform import normalize
from app.platform.phone_numbers import LONGEST, read_kenyan_mobile

LARGEST_VERSION: Final = 999_999_999
CODE: Final = r"^[!-~]{1,64}$"
EMAIL: Final[JsonSchemaValue] = {"type": "string", "format": "email", "maxLength": emails.LONGEST}
BIRTH: Final = r"^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$"
NONE: Final[list[JsonSchemaValue]] = [{"type": "string", "maxLength": 0}, {"type": "null"}]
"""How an absent field may be written: as an empty string or null."""
WRITABLE: Final = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
"""Text without control characters; line ends and tabs become spaces."""


def _phone(written: str) -> str:
    phone = read_kenyan_mobile(written)
    if phone is None:
        raise ValueError("a Kenyan mobile number is wanted, like +254712345678: nine digits behind +254")
    return phone


def _reference(written: str) -> str:
    if not written.isascii():
        raise ValueError("letters A to Z, digits, hyphens and slashes are wanted")
    return written.upper()


def _name(written: str) -> str:
    try:
        return identity_checks.read_name(written)
    except Invalid as refused:
        raise ValueError(str(refused)) from None


def _birth(written: str) -> str:
    if not re.fullmatch(BIRTH, written):
        raise ValueError("a date such as 1990-04-12 is wanted, or a year such as 1990")
    try:
        return written if len(written) == len("1990") else date.fromisoformat(written).isoformat()
    except ValueError:
        raise ValueError("a date that there is in the calendar is wanted") from None


def _email(written: str) -> str:
    try:
        return emails.read_address(written)
    except Invalid as refused:
        raise ValueError(str(refused)) from None


def _trimmed(given: object) -> object:
    return normalize.trimmed(given) if isinstance(given, str) else given


def _identifier(given: object) -> object:
    return normalize.identifier(given) if isinstance(given, str) else given


def _word(given: object) -> object:
    return normalize.word(given) if isinstance(given, str) else given


def _capital(given: object) -> object:
    return normalize.identifier(given).upper() if isinstance(given, str) else given


def _or_none(given: object) -> object:
    """None for an empty string: an empty field counts as absent."""
    return None if given == "" else given


def _one_line(text: str) -> str:
    return normalize.trimmed(" ".join(text.split()))


Code = Annotated[str, BeforeValidator(_word), Field(pattern=CODE)]
Stage = Annotated[
    Code | None,
    BeforeValidator(_or_none),
    BeforeValidator(_word),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": CODE}, *NONE]}),
]
Kind = Annotated[AccountType, BeforeValidator(_word)]
NewStatus = Annotated[Status, BeforeValidator(_word)]
Number = Annotated[str, BeforeValidator(_identifier), Field(max_length=40)]
Phone = Annotated[str, BeforeValidator(_identifier), Field(max_length=LONGEST), AfterValidator(_phone)]
Email = Annotated[str, Field(max_length=emails.LONGEST), AfterValidator(_email), WithJsonSchema(EMAIL)]
AnyEmail = Annotated[
    Email | None, BeforeValidator(_or_none), BeforeValidator(_trimmed), WithJsonSchema({"anyOf": [EMAIL, *NONE]})
]
OwnReference = Annotated[
    Annotated[str, Field(max_length=40), AfterValidator(_reference)] | None,
    BeforeValidator(_or_none),
    BeforeValidator(_identifier),
]
NameOfPerson = Annotated[
    str,
    BeforeValidator(_identifier),
    Field(min_length=1, max_length=identity_checks.LONGEST_NAME),
    AfterValidator(_name),
]
NoName = Annotated[Literal[""] | NameOfPerson, BeforeValidator(_identifier)]
"""A name that some persons do not have: it may be empty."""
Birth = Annotated[str, BeforeValidator(_identifier), Field(pattern=BIRTH), AfterValidator(_birth)]
Gender = Annotated[Literal["F", "M"], BeforeValidator(_capital)]
Note = Annotated[str, Field(max_length=LONGEST_NOTE, pattern=WRITABLE), AfterValidator(_one_line)]
Place = Annotated[str, Field(max_length=LONGEST_PLACE, pattern=WRITABLE), AfterValidator(_one_line)]
