"""What agencies send of applications, field by field."""

from typing import Annotated, Any, Final

from pydantic import (
    ConfigDict,
    Field,
    JsonValue,
    StrictInt,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)

from app.domain.applications.agency_fees import LARGEST
from app.domain.applications.applications import Applicant
from app.domain.applications.moves import Transition
from app.domain.catalogue.models import Status
from app.domain.identity.id_documents import read_id_number
from app.domain.shared.errors import Invalid
from app.web.api.fields import (
    LARGEST_VERSION,
    WRITABLE,
    AnyEmail,
    Code,
    Kind,
    NewStatus,
    Note,
    Number,
    OwnReference,
    Phone,
    Place,
    Stage,
)
from app.web.api.schemas.body import Body

LARGEST_BATCH: Final = 1000
"""Changes in one request (interface: limits)."""


class NewApplication(Body):
    """An application taken at a desk or on the portal."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "service": "passport-renew-34",
                    "account_type": "citizen",
                    "id_number": "29000001",
                    "phone": "+254700000001",
                    "reference": "EPP1-A1B2C3D4",
                }
            ]
        }
    )

    service: Code = Field(description="The code of a service of your agency.")
    account_type: Kind = Field(description="The kind of account that the applicant has or would have.")
    id_number: Number = Field(
        description="The number on the document of that kind of account: national ID (7 or 8 digits) or"
        " Maisha Namba (14), Alien ID (6 to 9), Refugee ID (6 to 10), Diplomat ID, passport (6 to 9 letters and"
        " digits). Case and spaces do not matter.",
    )
    phone: Phone = Field(
        description="The Kenyan mobile phone that is told by SMS: +254..., 254..., 07..., 01... or its nine digits."
    )
    reference: OwnReference = Field(
        None,
        description="Your own reference, of a shape that is registered for your agency: 5 to 20 of A-Z, 0-9, hyphen"
        " and slash. Without one, Lango makes one of twelve digits.",
    )
    answers: dict[str, JsonValue] | None = Field(
        None, description="The answers on the form, kept sealed with the application."
    )
    email: AnyEmail = Field(None, description="An address that is told as well.")

    @field_validator("id_number")
    @classmethod
    def _of_its_kind(cls, typed: str, info: ValidationInfo) -> str:
        kind = info.data.get("account_type")
        if kind is None:
            return typed
        try:
            return read_id_number(kind, typed)
        except Invalid as refused:
            raise ValueError(str(refused).partition(": ")[2]) from None

    def applicant(self, test_phone: str | None = None) -> Applicant:
        """The applicant. With a test phone, that phone alone is told, and nothing of the applicant's own."""
        if test_phone is not None:
            return Applicant(self.account_type, self.id_number, test_phone)
        return Applicant(self.account_type, self.id_number, self.phone, self.email)


class StatusChange(Body):
    """Where an application moves to."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"status": "ready_for_collection", "place": "Nyayo House", "note": "Counter 4.", "note_sw": "Kaunta 4."}
            ]
        }
    )

    status: NewStatus
    stage: Stage = Field(
        None,
        description="Your own word for it: the code of a stage of the service's family. Without one, the status.",
    )
    note: Note | None = Field(
        None,
        description="Shown to the citizen, on the applicant's own phone only. Refused with links outside go.ke, with"
        " requests for secrets, and with any other account to pay to than our paybill.",
    )
    note_sw: Note | None = Field(
        None,
        description="The same note in Kiswahili, for phones that read it; only beside a note, and refused like one."
        " Without it such a phone reads the note as it is.",
    )
    place: Place | None = Field(None, description="Where to collect, or to come; refused like a note.")

    def step(self) -> Transition:
        """The step, as the domain's Transition."""
        return Transition(self.status, self.stage, self.note or None, self.place or None, self.note_sw or None)


class FeeSet(Body):
    """What an application costs, where its service has no published fee."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"amount_kes": 1500, "note": "Two copies of three pages."}]}
    )

    amount_kes: StrictInt = Field(
        ge=1, le=LARGEST, description="Your fee in whole shillings; eCitizen's access fee is added to it."
    )
    note: Note | None = Field(None, description="Shown to the citizen beside the amount; refused like that of a move.")
    note_sw: Note | None = Field(None, description="The same note in Kiswahili; only beside a note.")

    def step(self) -> Transition:
        """The step, as the domain's Transition."""
        return Transition(Status.AWAITING_PAYMENT, note=self.note or None, note_sw=self.note_sw or None)


class BatchChange(StatusChange):
    """One change of a batch."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"reference": "EPP1-A1B2C3D4", "status": "processing", "version": 1}]}
    )

    reference: Number = Field(pattern=WRITABLE)
    version: StrictInt | None = Field(
        None, ge=1, le=LARGEST_VERSION, description="As `If-Match`: the version that you know."
    )


class Batch(Body):
    """Changes, done in their order, each by itself."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "changes": [
                        {"reference": "EPP1-A1B2C3D4", "status": "processing", "stage": "printed"},
                        {"reference": "102030405060", "status": "collected", "version": 3},
                    ]
                }
            ]
        }
    )

    changes: list[Annotated[Any, WithJsonSchema({"$ref": "#/components/schemas/BatchChange"})]] = Field(
        min_length=1, max_length=LARGEST_BATCH
    )
