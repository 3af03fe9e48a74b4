"""The answers to agencies: JSON, or a problem after RFC 9457 that says what is wanted.

A problem never repeats a value that was sent: it may be personal data.
"""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from http import HTTPStatus
from typing import Final, NamedTuple

from flask import Response
from pydantic import BaseModel, Field, ValidationError
from werkzeug.exceptions import HTTPException, UnprocessableEntity
from werkzeug.http import HTTP_STATUS_CODES

from app.domain.idempotency.api_requests import IdempotencyKeyReused, InProgress
from app.domain.messaging.sms_budget import BudgetSpent
from app.domain.shared.errors import Conflict, Invalid, NotAllowed, NotFound, RuleViolation, VersionConflict

MEDIA_TYPE: Final = "application/problem+json"
STATUSES: Final[Mapping[type[RuleViolation], int]] = {
    NotFound: 404,
    NotAllowed: 409,
    Conflict: 409,
    InProgress: 409,
    VersionConflict: 412,
    Invalid: 422,
    IdempotencyKeyReused: 422,
    BudgetSpent: 429,
}

TOLD: Final = ("Allow", "Retry-After", "WWW-Authenticate")
"""The headers of an HTTP error that stay in the answer to an agency."""


class FieldError(BaseModel):
    """What is wrong with one field of the body."""

    pointer: str = Field(description="The field, as a JSON Pointer; empty for the body itself.")
    detail: str


class Problem(BaseModel):
    """Why a request was not done (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[FieldError] | None = None


class ApiReply(NamedTuple):
    """An answer before it is sent; it can be stored as JSON and repeated byte for byte."""

    status: int
    body: str
    headers: dict[str, str]

    def response(self, *, repeated: bool = False, known: Collection[str] | None = frozenset()) -> Response:
        """The HTTP response. `repeated`: it is a kept answer. `known`: the ETags of what the caller has (None: any);
        for these the response is a 304 without a body."""
        etag = self.headers.get("ETag", "")
        if etag and (known is None or etag in known):
            unchanged = Response(status=HTTPStatus.NOT_MODIFIED, headers=self.headers)
            del unchanged.headers["Content-Type"]
            return unchanged
        kind = MEDIA_TYPE if self.status >= HTTPStatus.BAD_REQUEST else "application/json"
        answer = Response(self.body, self.status, self.headers, content_type=kind)
        if repeated:
            answer.headers["Idempotent-Replayed"] = "true"
        return answer


class ValidationProblem(UnprocessableEntity):
    """A JSON body with invalid fields; `errors` says which, and what is wanted."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        named = [f"{each.pointer.removeprefix('/') or 'body'}: {each.detail}" for each in errors]
        super().__init__("; ".join(named))
        self.errors = errors

    @classmethod
    def of(cls, error: ValidationError) -> "ValidationProblem":
        """Made from pydantic's errors, without the values that were sent."""
        found = error.errors(include_url=False, include_context=False, include_input=False)
        return cls([FieldError(pointer=_pointer(each["loc"]), detail=_said(each["msg"])) for each in found[:20]])


def problem(
    status: int, detail: str, *, errors: Sequence[FieldError] = (), headers: Mapping[str, str] | None = None
) -> ApiReply:
    """The reply that says why something was not done."""
    title = HTTP_STATUS_CODES.get(status, "Error")
    told = Problem(title=title, status=status, detail=detail, errors=list(errors) or None)
    return ApiReply(status, json.dumps(told.model_dump(exclude_none=True)) + "\n", dict(headers or {}))


def of_refusal(refused: RuleViolation) -> ApiReply:
    """The reply to a refusal by the domain; one that begins `field: ` points at the field."""
    field, colon, detail = str(refused).partition(": ")
    errors = [FieldError(pointer=f"/{field}", detail=detail)] if colon and field.isidentifier() else []
    headers = {"Retry-After": "1"} if isinstance(refused, InProgress) else {}
    if isinstance(refused, BudgetSpent):
        headers = {"Retry-After": str(refused.retry_after)}
    return problem(_status(refused), str(refused), errors=errors, headers=headers)


def of_http_error(error: HTTPException) -> ApiReply:
    """The reply to an HTTP error that the web layer raises."""
    told = {name: value for name, value in error.get_headers() if name in TOLD}
    detail = error.description or error.name
    return problem(error.code or 500, detail, errors=getattr(error, "errors", ()), headers=told)


def _status(refused: RuleViolation) -> int:
    """The status of the refusal's class, or of the nearest base class in STATUSES; 409 where there is none."""
    known = (STATUSES[kind] for kind in type(refused).__mro__ if kind in STATUSES)
    return next(known, HTTPStatus.CONFLICT)


def _pointer(place: tuple[int | str, ...]) -> str:
    """A JSON Pointer to the top-level field; empty for what is not named like a field: it may be a misplaced value."""
    field = str(place[0]) if place else ""
    return f"/{field}" if re.fullmatch(r"[A-Za-z_]{1,40}", field) else ""


def _said(message: str) -> str:
    return message.removeprefix("Value error, ")
