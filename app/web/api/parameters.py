"""Parameters of requests: one declaration each, for the OpenAPI document and for reading the value."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from flask import abort

from app.web import asked
from app.web.api import idempotency

Gaps = Mapping[str, str]
"""The values of a path's parameters, by name."""
VERSION: Final = r'("[0-9]{1,9}(\.[0-9a-f]{16})?"|[0-9]{1,9})'
ETAG: Final = '(W/)?"[!#-~]*"'
TAG: Final = rf"({ETAG}|[0-9]{{1,9}})"
"""An entity tag, or a version without its quotes."""


@dataclass(frozen=True)
class Parameter:
    """A parameter of an operation; `argument` is its name in the view, `refusals` are the status codes it may cause."""

    argument: str
    name: str
    place: str
    schema: Mapping[str, Any]
    read: Callable[[Gaps], Any]
    refusals: tuple[int, ...] = (400,)
    description: str = ""
    required: bool = False

    @property
    def component(self) -> str:
        """Its name among the components of the document: `ifMatch` for `If-Match`."""
        return f"{self.name[0].lower()}{self.name[1:].replace('-', '')}"

    def told(self) -> dict[str, Any]:
        """The parameter, as OpenAPI has it."""
        told = {"name": self.name, "in": self.place, "required": self.required, "description": self.description}
        return {name: value for name, value in told.items() if value} | {"schema": dict(self.schema)}


def in_path(
    name: str, *, examples: Sequence[str], description: str = "", read: Callable[[str], str] = str
) -> Parameter:
    """A path parameter of this name."""
    schema = {"type": "string", "minLength": 1, "examples": examples}
    return Parameter(
        name, name, "path", schema, lambda gaps: read(gaps[name]), (404,), description=description, required=True
    )


def words(name: str, *, longest: int, examples: Sequence[str], description: str) -> Parameter:
    """A required query parameter: a word or a few, of `longest` characters at most."""
    schema = {"type": "string", "minLength": 1, "maxLength": longest, "examples": examples}

    def read(gaps: Gaps) -> str:
        typed = asked.word(name).strip()
        if not typed or len(typed) > longest:
            abort(400, f"{name}: a word or a few are wanted, in at most {longest} letters")
        return typed

    return Parameter(name, name, "query", schema, read, description=description, required=True)


def number(name: str, *, default: int, least: int, most: int, description: str = "") -> Parameter:
    """A query parameter: an integer from `least` to `most`."""
    schema = {"type": "integer", "minimum": least, "maximum": most, "default": default}

    def read(gaps: Gaps) -> int:
        return asked.number(name, default=default, least=least, most=most)

    return Parameter(name, name, "query", schema, read, description=description)


def any_of(name: str, known: type[StrEnum], *, description: str = "") -> Parameter:
    """A query parameter: some of a list of words, repeated, or once with commas. Without it, the list is empty."""
    schema = {"type": "array", "items": {"type": "string", "enum": [*known]}, "maxItems": len(known)}
    return Parameter(
        name,
        name,
        "query",
        schema,
        lambda gaps: [known(each) for each in asked.words(name, [*known])],
        description=description,
    )


def moment(name: str, *, description: str = "") -> Parameter:
    """A query parameter: a point in time, with its zone; None where it is absent."""
    schema = {"type": "string", "format": "date-time", "examples": ["2026-11-20T09:00:00Z"]}
    return Parameter(name, name, "query", schema, lambda gaps: asked.moment(name), description=description)


def code(name: str, *, examples: Sequence[str], description: str = "") -> Parameter:
    """A query parameter: a code; empty where it is absent."""
    schema = {"type": "string", "maxLength": 64, "examples": examples}
    return Parameter(name, name, "query", schema, lambda gaps: asked.code(asked.word(name)), description=description)


REFERENCE: Final = in_path(
    "reference",
    examples=["EPP1-A1B2C3D4"],
    description="In any case; spaces, dots, hyphens and slashes do not count.",
    read=asked.reference,
)
IF_MATCH: Final = Parameter(
    "versions",
    "If-Match",
    "header",
    {"type": "string", "pattern": rf"^(\*|{VERSION}( *, *{VERSION}){{0,9}})$", "examples": ['"3"']},
    lambda gaps: asked.versions(),
    (400, 412),
    description="The version that you know, as the `ETag` had it, or several of them; or `*`. What stands behind a"
    " version does not count: an answer of the citizen does not stop a move.",
)
IF_NONE_MATCH: Final = Parameter(
    "etags",
    "If-None-Match",
    "header",
    {"type": "string", "pattern": rf"^(\*|{TAG}( *, *{TAG}){{0,9}})$", "examples": ['"3.0123456789abcdef"']},
    lambda gaps: asked.known_etags(),
    description="The `ETag` of what you have: 304 and no body where it is still so.",
)
ACCOUNT: Final = in_path(
    "account_id",
    examples=["4b1f0c6de2a94d7f8a3e5c9b7d2f1e60"],
    description="As `POST /accounts/find` gave it.",
    read=asked.account_id,
)
CLERK: Final = Parameter(
    "clerk",
    idempotency.CLERK,
    "header",
    {"type": "string", "minLength": 1, "maxLength": 40, "pattern": asked.CLERK, "examples": ["HK-20417"]},
    lambda gaps: asked.clerk(idempotency.CLERK),
    description="The staff number of who sits at the desk: it stands in the audit trail beside the key.",
    required=True,
)
IDEMPOTENCY_KEY: Final = Parameter(
    "known",
    "Idempotency-Key",
    "header",
    {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
    lambda gaps: idempotency.call(),
    (400, 409, 422),
    description="Your own name for this request, the same for each copy of it.",
)
