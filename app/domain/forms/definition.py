"""A form as it is stored: questions of a declared subset of XLSForm, compiled to typed JSON (docs/forms.md).

A form is a value: two forms with the same JSON are the same form, identified by its `digest`. An application keeps the
digest of the form that it was begun with, so a new version does not change the questions of one in progress.

Answers are stored as strings in one canonical spelling, by the name of their question; see `Kind`.
"""

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from app.domain.shared.persons import AccountType
from app.platform.i18n import ENGLISH

Texts = Mapping[str, str]
"""A text by its language (`en`, `sw`)."""

SCHEMA: Final = 1
"""The version of this JSON schema; a form of another version is refused."""
ITSELF: Final = "."
"""In a constraint: the answer that is being checked."""
SUBJECT: Final = "subject_"
"""The prefix of questions about the person that something is applied for, where that is not the applicant: a child's
first name, surname, birth."""
SEEN: Final = "seen"
"""The answer to a note that was read."""
AGREED: Final = "OK"
"""The answer to an agreement (the value that XLSForm has for `acknowledge`)."""


class Kind(StrEnum):
    """What a question asks for, and how its answer is stored."""

    CHOICE = "choice"
    """The name of one of the choices."""
    YES_NO = "yes_no"
    """`yes` or `no`."""
    AGREE = "agree"
    """`OK`: there is no other answer."""
    NOTE = "note"
    """Nothing is asked; `seen` once it was read."""
    TEXT = "text"
    """As it was typed, spaces tidied; at most 100 characters."""
    NAME = "name"
    """A name as on a document."""
    NUMBER = "number"
    """A whole number in digits, without leading zeros."""
    DATE = "date"
    """ISO 8601: `1990-04-12`."""
    PHONE = "phone"
    """A Kenyan mobile number in E.164."""
    EMAIL = "email"
    """An e-mail address."""
    DOCUMENT = "id"
    """The number of a national ID, without spaces."""
    COUNTY = "county"
    """The county's three digits: `047`."""
    HUDUMA = "huduma"
    """The code of a Huduma Centre."""
    PLATE = "plate"
    """A vehicle's registration, `KDA 123A`."""
    SLOT = "slot"
    """`slot:ID` of a free slot, or `week:2026-12-07` (its Monday) where none is published."""


PLACES: Final = frozenset({Kind.COUNTY, Kind.HUDUMA})
"""Kinds with a long list of answers, which is narrowed by typing."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Today(_Value):
    """The present day in Nairobi plus a number of days, which may be negative."""

    today: int = 0


class Comparison(_Value):
    """`left` is the name of a question, or `ITSELF`. Numbers and dates are compared by value.

    For a question without an answer only `!=` holds.
    """

    op: Literal["=", "!=", "<", "<=", ">", ">="]
    left: str
    right: str | int | Today


class Matches(_Value):
    """Whether an answer matches a regular expression whole."""

    op: Literal["regex"] = "regex"
    left: str = ITSELF
    pattern: str

    @model_serializer(mode="wrap")
    def _with_op(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Always write `op`, although it has its default: it distinguishes this from a comparison."""
        return {"op": self.op, **serialize(self)}


class Group(_Value):
    """Several conditions, all of which or one of which must hold."""

    op: Literal["and", "or"]
    of: tuple["Condition", ...]


Condition = Annotated[Comparison | Matches | Group, Field(discriminator="op")]


class Choice(_Value):
    """One of the values of a question. `attributes`: what a filter compares (XLSForm's further columns)."""

    name: str
    label: Texts
    attributes: Mapping[str, str] = {}


class Filter(_Value):
    """Only choices whose attribute equals the answer to an earlier question are offered; a slot's is `place`."""

    attribute: str
    question: str


class FormQuestion(_Value):
    """One question. `label` asks, `short` names it where answers are read back; `hint` says how to write the answer.

    `relevant`: asked only where it holds. `constraint`: what an answer must fulfil, else `refusal` is shown.
    `calendar`: the calendar of a slot. A question that is not `required` may be skipped.
    """

    name: str
    kind: Kind
    label: Texts
    short: Texts = {}
    hint: Texts = {}
    refusal: Texts = {}
    required: bool = True
    relevant: Condition | None = None
    constraint: Condition | None = None
    choices: tuple[Choice, ...] = ()
    choice_filter: Filter | None = None
    calendar: str = ""


class Form(_Value):
    """A form: who may fill it in, what they are told before, its questions, and what to hand in afterwards.

    `account_types`: empty is all. `min_age`: the applicant's, in completed years. `in_hand`: what a citizen must have
    ready before the first question. `instead`: what to do for a citizen who may not apply. `hand_in`: where to bring
    what a portal would take as uploads; in it, `{place}` is the office or centre that was chosen (the question
    `office`, or a Huduma Centre), and `{date}` the last day, `hand_in_days` days after the day of the application.
    """

    schema_version: Literal[1] = SCHEMA
    name: str
    version: str
    title: Texts
    account_types: tuple[AccountType, ...] = ()
    min_age: int = 0
    in_hand: Texts = {}
    instead: Texts = {}
    hand_in: Texts = {}
    hand_in_days: int = 0
    questions: tuple[FormQuestion, ...]

    def question(self, name: str) -> FormQuestion | None:
        """The question of a name."""
        return next((each for each in self.questions if each.name == name), None)

    def to_json(self) -> str:
        """The JSON as it is stored: fields with their default are left out, keys are sorted."""
        kept = self.model_dump(mode="json", exclude_defaults=True) | {"schema_version": self.schema_version}
        return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def digest(self) -> str:
        """The SHA-256 of its JSON, in hexadecimal: it identifies this version of the form."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


def read_form(written: str) -> Form:
    """A form from its JSON. Raises ValueError (pydantic's) for JSON of another schema."""
    return Form.model_validate_json(written)


def text_in(texts: Texts, language: str) -> str:
    """A text in a language; in English where there is none of it."""
    return texts.get(language) or texts.get(ENGLISH, "")
