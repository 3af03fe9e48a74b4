"""Cursors of paginated lists: the position of the last line of a page, as one opaque string.

A cursor holds a position and no data. A forged one only selects another part of the same list, so cursors are not
signed. One that `encode` cannot have made is answered 400, before the database is queried.
"""

import base64
import binascii
import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final, NoReturn

from flask import abort

LONGEST: Final = 400
"""Characters of a cursor."""
WRITTEN: Final = re.compile(rf"[A-Za-z0-9_-]{{1,{LONGEST}}}")
LARGEST: Final = 2**63 - 1
"""The largest integer that both databases can compare with."""
TEXT: Final = re.compile(r"[ -~]{0,200}")

Part = str | int | datetime


def encode(*parts: Part) -> str:
    """The cursor of these parts: texts of printable ASCII, numbers from 0, points of time."""
    said = json.dumps([_written(each) for each in parts], separators=(",", ":"))
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def decode(text: str, kinds: Sequence[type[Part]]) -> tuple[Any, ...]:
    """The parts of a cursor, which must be of these kinds: `(datetime, int)`. 400 for what `encode` did not make."""
    try:
        parts = tuple(_read(said, kind) for said, kind in zip(_said(text), kinds, strict=True))
        if encode(*parts) != text:
            raise ValueError
    except ValueError:  # also what is no base64, no JSON, no UTF-8
        refuse()
    return parts


def refuse() -> NoReturn:
    """Abort with 400: the cursor is invalid, or was made for another query."""
    abort(400, "cursor: it is wanted as `next` had it, for the same question")


def _said(text: str) -> list[Any]:
    if not WRITTEN.fullmatch(text):
        raise ValueError
    try:
        said = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, RecursionError) as error:
        raise ValueError from error
    if not isinstance(said, list):
        raise ValueError
    return said


def _written(part: Part) -> str | int:
    return part.astimezone(UTC).isoformat() if isinstance(part, datetime) else part


def _read(said: Any, kind: type[Part]) -> Part:
    if kind is int and type(said) is int and 0 <= said <= LARGEST:
        return said
    if kind is str and isinstance(said, str) and TEXT.fullmatch(said):
        return said
    if kind is datetime and isinstance(said, str) and (read := datetime.fromisoformat(said)).tzinfo is UTC:
        return read
    raise ValueError
