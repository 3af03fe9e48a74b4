"""What the agencies' API reads and writes, field by field; its OpenAPI document is made from these."""

from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StrictInt,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)

from app.domain.applications.agency_fees import LARGEST
from app.domain.applications.applications import Applicant, Transition
from app.domain.catalogue.models import Status
from app.domain.identity.id_documents import read_id_number
from app.domain.shared.errors import Invalid
from app.domain.shared.persons import AccountType
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

LARGEST_BATCH: Final = 1000
"""Changes in one request (interface: limits)."""


class Body(BaseModel):
    """A JSON object of known fields. What it holds stays out of error texts and of `repr`."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, allow_inf_nan=False)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(***)"

    __str__ = __repr__


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

    def applicant(self) -> Applicant:
        """Who applies."""
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
        """As the domain knows it."""
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
        """As the domain knows it."""
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


class ApplicationState(BaseModel):
    """An application as it stands. Nothing here tells who the applicant is."""

    reference: str
    status: Status
    stage: str = Field(description="The code of the agency's stage.")
    stage_label: str = Field(description="The agency's word, as the citizen reads it in English.")
    service: str
    version: int = Field(ge=1, description="One more with each change; also the ETag.")
    since: datetime
    place: str | None
    note: str | None
    note_sw: str | None = Field(description="The note in Kiswahili, where it was given.")


class FeeTold(BaseModel):
    """What an application costs, as it was fixed: a fee that is raised later changes nothing."""

    base_kes: float = Field(description="The agency's fee in shillings.")
    access_kes: float = Field(description="What eCitizen adds to it.")
    total_kes: float = Field(description="What the citizen pays.")


class PricedApplication(ApplicationState):
    """An application as it stands, and what it costs."""

    fee: FeeTold


class HistoryStep(BaseModel):
    """One step of an application's history."""

    version: int = Field(ge=1)
    status: Status
    stage: str
    at: datetime
    place: str | None
    note: str | None
    note_sw: str | None
    actor: str = Field(
        description="Who did it: `agency:dis/0a1b2c3d` with the id of the key, an operator, `citizen`, or `worker`"
        " where a deadline had passed."
    )


class ApplicantTold(BaseModel):
    """Who applied on a phone, as they declared it; the registry has confirmed that these belong together."""

    account_type: AccountType
    id_number: str = Field(description="The number of their document.")
    first_name: str | None = Field(description="Null where the account is closed.")
    birth: str | None = Field(description="The year, or the date, of birth; null where the account is closed.")
    phone: str | None = Field(description="The phone that is told, in E.164; null where its holder had it forgotten.")
    is_proven: bool = Field(description="Whether a desk, or a recorded phone, has shown that the account is theirs.")


class FormTold(BaseModel):
    """The form that an application was filled in on."""

    name: str
    version: str


class SlotTold(BaseModel):
    """The date that was taken for an application: of a test, or of biometrics."""

    code: str
    calendar: str
    place: str
    starts_at: datetime


class ReplyTold(BaseModel):
    """What the citizen answered where something was wanted."""

    version: int = Field(ge=1, description="The step that it answers.")
    at: datetime
    text: str | None = Field(description="Null where the citizen only said that it is done.")


class ApplicationHistory(ApplicationState):
    """An application as it stands, what was filled in for it, and how it came there, oldest first."""

    applicant: ApplicantTold | None = Field(
        description="Null where it was not filed through Lango, and while a desk decides whose it is."
    )
    form: FormTold | None = Field(description="Null where it was not filed through Lango.")
    answers: dict[str, JsonValue] | None = Field(description="By the names of the form's questions, as they are kept.")
    subject: dict[str, str] | None = Field(
        description="The person that it is for, where that is not the applicant: the answers that are about them."
    )
    slot: SlotTold | None = Field(description="Null where none was taken, and where it was given back.")
    fee: FeeTold | None = Field(description="Null where it is not known to Lango what it costs.")
    replies: list[ReplyTold] = Field(description="What the citizen answered, oldest first.")
    history: list[HistoryStep]


class BatchResult(BaseModel):
    """What became of one change: its code is that of the same change sent alone."""

    reference: str | None = Field(description="As it was sent; null where none was.")
    code: int = Field(description="200, 404, 409, 412, 422, 429; 503 for one that was not tried because Lango is busy.")
    status: Status | None = Field(None, description="Where the application is now, with 200.")
    version: int | None = Field(None, description="Its version now, with 200.")
    detail: str | None = Field(None, description="Why it was not done, with any other code.")


class BatchResults(BaseModel):
    """What became of each change, in their order."""

    results: list[BatchResult]


class ServiceFound(BaseModel):
    """A service of the catalogue, as a citizen is told of it. Null is what is not published."""

    code: str
    name: str = Field(description="The agency's own name of it.")
    name_sw: str
    label: str = Field(description="The name on a menu line: at most 32 septets of GSM 03.38.")
    label_sw: str
    agency: str = Field(description="The code of the agency that gives it.")
    agency_name: str = Field(description="The agency's short name.")
    category: str
    county: str | None = Field(description="The code of the county that gives it: `047`.")
    fee_kes: float | None = Field(description="The agency's fee in shillings.")
    access_fee_kes: float | None = Field(description="What eCitizen adds to it.")
    total_kes: float | None
    fee_source: str | None = Field(description="Where the fee comes from, and since when.")
    processing_days: int | None = Field(description="Working days; 0 is at once.")
    documents: list[str] = Field(description="What to bring.")
    channel: str = Field(description="`phone`: can be applied for on a phone with keys; `portal`: only there.")
    portal_url: str | None


class ServicesFound(BaseModel):
    """What was found, best first."""

    services: list[ServiceFound]
    nearest: bool = Field(description="True where nothing is meant by the words, and these come nearest to them.")
