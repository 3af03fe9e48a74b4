"""Accounts in the requests and answers of Huduma Kenya's desks, with examples."""

from datetime import datetime
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator

from app.domain.identity.accounts import Photo
from app.domain.shared.persons import AccountType
from app.web.api.fields import Birth, Gender, Kind, NameOfPerson, NoName, Number, Phone
from app.web.api.schemas.body import Body

ID: Final = "4b1f0c6de2a94d7f8a3e5c9b7d2f1e60"


def _like(**example: JsonValue) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


class AccountSought(Body):
    """The document that a person has shown at the desk."""

    account_type: Kind
    id_number: Number = Field(description="The number on the document, as it is written there.")

    model_config = _like(account_type="citizen", id_number="29000001")


class PhoneSaid(Body):
    """What the person at the desk says of their account."""

    phone: Phone = Field(description="The phone that the account is on, as the person says it.")

    model_config = _like(phone="+254712000001")


class DetailsCorrected(Body):
    """The details that are to be as the register of persons has them; what is left out stays as it is."""

    first_name: NameOfPerson | None = None
    other_names: NoName | None = Field(None, description="Empty: there are none. With a surname, all of them.")
    surname: NoName | None = None
    birth: Birth | None = Field(None, description="The date of birth, or the year alone.")
    gender: Gender | None = None

    model_config = _like(birth="1990-04-12")

    @model_validator(mode="after")
    def _something(self) -> "DetailsCorrected":
        if not self.told():
            raise ValueError("a detail to be corrected is wanted")
        return self

    def told(self) -> dict[str, str]:
        """What is to be corrected, by the names of the details."""
        return {name: str(value) for name, value in self.model_dump(exclude_none=True).items()}


class AccountState(BaseModel):
    """How an account stands now. Nothing here tells who its holder is."""

    id: str
    is_proven: bool = Field(description="Whether it was shown that the account is its person's.")
    photo: Photo
    is_closed: bool


class AccountSeen(BaseModel):
    """An account as a desk is shown it: enough to know the person before it, too little to pass for them."""

    id: str = Field(description="The name of the account in the paths below; no number of anything.")
    account_type: AccountType
    name: str
    number: str = Field(description="The number of the document, masked.")
    birth: str = Field(description="The year, or the date, of birth, as the holder said it.")
    phone: str = Field(description="The phone of the account, masked.")
    email: str | None = Field(description="The confirmed address, masked.")
    created_at: datetime
    proven_at: datetime | None = Field(description="Null where it is still to be shown that the account is theirs.")
    photo: Photo
    is_photo_kept: bool = Field(description="Whether the photo can be read here; one may be taken and kept elsewhere.")
    is_locked: bool = Field(description="Whether a phone is locked out of it after wrong passwords.")
    new_phone_from: datetime | None = Field(description="When it moves to another phone, where that is planned.")


STATE: Final = {"id": ID, "is_proven": True, "photo": "taken", "is_closed": False}
CLOSED: Final = STATE | {"is_closed": True}
SEEN: Final = {
    "id": ID,
    "account_type": "citizen",
    "name": "Wanjiku Ann Kamau",
    "number": "****0001",
    "birth": "1990-04-12",
    "phone": "+2547******01",
    "email": "w***@example.com",
    "created_at": "2026-11-20T09:00:00Z",
    "proven_at": "2026-11-23T09:00:00Z",
    "photo": "taken",
    "is_photo_kept": True,
    "is_locked": False,
    "new_phone_from": None,
}
