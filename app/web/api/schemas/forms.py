"""Forms as an agency reads them: what is asked for its services on a phone, and when."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from app.domain.forms.definition import Kind
from app.domain.shared.persons import AccountType

TextsTold = Annotated[Mapping[str, str], Field(description="By language: `en`, `sw`; empty where there is no text.")]


class DayTold(BaseModel):
    """The day that it is in Nairobi, and so many days after it; before it where negative."""

    today: int


class ComparisonTold(BaseModel):
    """Holds where the answer to the question `left` compares so. Of a question without an answer only `!=` holds."""

    op: Literal["=", "!=", "<", "<=", ">", ">="]
    left: str = Field(description="The name of a question; `.` in a constraint is the answer itself.")
    right: str | int | DayTold


class PatternTold(BaseModel):
    """Holds where the answer matches a regular expression whole."""

    op: Literal["regex"]
    left: str
    pattern: str


class GroupTold(BaseModel):
    """Holds where all (`and`) or one (`or`) of these do."""

    op: Literal["and", "or"]
    of: list["ConditionTold"]


ConditionTold = Annotated[ComparisonTold | PatternTold | GroupTold, Field(discriminator="op")]


class ChoiceTold(BaseModel):
    """One of the values of a question."""

    name: str = Field(description="What the answer is kept as.")
    label: TextsTold
    attributes: Mapping[str, str] = Field(description="What `choice_filter` asks for.")


class ChoiceFilterTold(BaseModel):
    """Offered are the choices whose attribute equals the answer to an earlier question."""

    attribute: str
    question: str


class QuestionTold(BaseModel):
    """One question of a form."""

    name: str = Field(description="What its answer is called in `answers` of an application.")
    kind: Kind = Field(description="What is asked for.")
    label: TextsTold
    short: TextsTold = Field(description="What it is called where answers are read back.")
    hint: TextsTold = Field(description="How to write the answer.")
    refusal: TextsTold = Field(description="What is said of an answer that may not be.")
    required: bool = Field(description="Whether it may not be passed over.")
    relevant: ConditionTold | None = Field(description="It is asked only where this holds.")
    constraint: ConditionTold | None = Field(description="What its answer must fulfil.")
    choices: list[ChoiceTold]
    choice_filter: ChoiceFilterTold | None
    calendar: str = Field(description="Of a date to be taken: of which calendar; else empty.")


class FormSummary(BaseModel):
    """A form that can be filled in now."""

    name: str
    version: str
    digest: str = Field(description="The SHA-256 of its definition: another one is another form.")
    title: TextsTold
    services: list[str] = Field(description="The codes of the services that are applied for with it.")


class FormsPublished(BaseModel):
    """The forms that can be filled in now, by name."""

    forms: list[FormSummary]


class FormDefinition(FormSummary):
    """The whole of a form: who may fill it in, its questions in their order, and what is to be handed in."""

    account_types: list[AccountType] = Field(description="Who may fill it in; empty: all.")
    min_age: int = Field(description="Of the applicant, in completed years.")
    in_hand: TextsTold = Field(description="What must be in hand before the first question.")
    instead: TextsTold = Field(description="What who may not apply does.")
    hand_in: TextsTold = Field(description="What is brought where afterwards.")
    hand_in_days: int = Field(description="Within how many days.")
    questions: list[QuestionTold]
