"""What agencies are told of applications, field by field."""

from datetime import datetime

from pydantic import BaseModel, Field, JsonValue

from app.domain.catalogue.models import Status
from app.domain.shared.persons import AccountType


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
    is_test: bool = Field(description="Whether it was recorded with a test key: about nobody, and in no figure.")


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
        description="Who did it: `agency:dis/0a1b2c3d` with the id of the key, `staff:hksdp/a.wanjiru` of the console,"
        " an operator, `citizen`, or `worker` where a deadline had passed."
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
    number: int = Field(ge=1, description="1 for the first answer to this step.")
    at: datetime
    text: str | None = Field(description="Null where the citizen only said that it is done.")
    actor: str | None = Field(
        description="Whose key wrote it down, at a desk or on a portal; null where the citizen typed it on a phone."
    )


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
