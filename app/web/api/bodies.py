"""The body of a request, as its operation declares it: JSON of a model, or the bytes of a file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import abort, request
from pydantic import ValidationError

from app.web.api import json_bodies
from app.web.api.problems import ValidationProblem
from app.web.api.schemas.body import Body


@dataclass(frozen=True)
class MediaBody:
    """A body that is not JSON: its media types, its largest size in bytes, and the function that reads it."""

    media: tuple[str, ...]
    largest: int
    read: Callable[[bytes], Any]


Reads = type[Body] | MediaBody | None
"""What an operation declares as its body: a JSON model, a file, or none."""


def read_body(kind: type[Body] | MediaBody) -> Any:
    """The body of this request. 415 for another content type, 400 where it is not JSON, 422 for invalid fields."""
    wanted = kind.media if isinstance(kind, MediaBody) else ("application/json",)
    if request.mimetype not in wanted:
        abort(415, f"a body of the type {' or '.join(wanted)} is wanted")
    if isinstance(kind, MediaBody):
        return kind.read(request.get_data())
    try:
        return kind.model_validate(json_bodies.read(request.get_data()))
    except ValidationError as error:
        raise ValidationProblem.of(error) from None
