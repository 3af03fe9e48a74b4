"""A request to a simulated provider, and its answer."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class GatewayCall:
    """A request; `path` is without the simulator's own prefix. `basic` and `bearer`: its credentials."""

    verb: str
    path: str
    query: Mapping[str, str] = field(repr=False)
    body: bytes = field(default=b"", repr=False)
    basic: tuple[str, str] | None = field(default=None, repr=False)
    bearer: str = field(default="", repr=False)


@dataclass(frozen=True)
class GatewayAnswer:
    """An answer; `content` is JSON unless it is text. `is_lost`: it never arrives, although all was done."""

    status: int
    content: Any
    is_lost: bool = False

    @property
    def text(self) -> str:
        """The body as it goes over the wire."""
        return self.content if isinstance(self.content, str) else json.dumps(self.content)

    @property
    def content_type(self) -> str:
        """The content type of the body."""
        return "text/html" if isinstance(self.content, str) else "application/json;charset=UTF-8"


class CallRefused(Exception):
    """A provider refuses a call; `answer` is its answer."""

    def __init__(self, answer: GatewayAnswer) -> None:
        super().__init__(answer.status)
        self.answer = answer


def daraja_error(status: int, code: str, words: str) -> CallRefused:
    """An error of Daraja."""
    return CallRefused(
        GatewayAnswer(status, {"requestId": secrets.token_hex(8), "errorCode": code, "errorMessage": words})
    )


def invalid(name: str) -> CallRefused:
    """Daraja's error for an invalid field."""
    return daraja_error(400, "400.002.02", f"Bad Request - Invalid {name}")


def json_fields(body: bytes) -> dict[str, str]:
    """The fields of a JSON object, numbers as they are written. Raises CallRefused."""
    try:
        read = json.loads(body, parse_int=str, parse_float=str)
    except ValueError:
        raise invalid("Payload") from None
    if not isinstance(read, dict) or not all(isinstance(value, str) for value in read.values()):
        raise invalid("Payload")
    return read
