"""A call of a gateway as it came, and what is answered."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class GatewayCall:
    """A request, its path without what is the stand-in's own. `basic` and `bearer`: who it says that it is."""

    verb: str
    path: str
    query: Mapping[str, str] = field(repr=False)
    body: bytes = field(default=b"", repr=False)
    basic: tuple[str, str] | None = field(default=None, repr=False)
    bearer: str = field(default="", repr=False)


@dataclass(frozen=True)
class GatewayAnswer:
    """An answer; `content` is JSON unless it is text. `is_lost`: it never arrives, though all was done."""

    status: int
    content: Any
    is_lost: bool = False

    @property
    def text(self) -> str:
        """What goes over the wire."""
        return self.content if isinstance(self.content, str) else json.dumps(self.content)

    @property
    def content_type(self) -> str:
        """What it is."""
        return "text/html" if isinstance(self.content, str) else "application/json;charset=UTF-8"


class CallRefused(Exception):
    """A gateway does not take a call; `answer` is what it says."""

    def __init__(self, answer: GatewayAnswer) -> None:
        super().__init__(answer.status)
        self.answer = answer


def daraja_error(status: int, code: str, words: str) -> CallRefused:
    """How Daraja says no."""
    return CallRefused(
        GatewayAnswer(status, {"requestId": secrets.token_hex(8), "errorCode": code, "errorMessage": words})
    )


def invalid(name: str) -> CallRefused:
    """How Daraja says that a field is wrong."""
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
