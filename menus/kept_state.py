"""What is kept of a session between two hops, as one release writes it and another reads it.

While a new release is rolled out, or rolled back, a session's hops meet old and new code by turns. So:

- A field that the reader does not know is kept as it is, and written again (`others`).
- A field that is missing has the value that it has in a new session.
- A state that cannot be read counts as lost: another version, a field of another type, no JSON.

VERSION is raised with every change after which one release must not continue a session of the other: a field whose
meaning changes, or that gives or takes a right, or that is made of a secret. Such a session then begins anew, and the
password is asked for again: nothing stays open because a release does not know what closes it.
(docs/decisions/old-and-new-at-once.md; tests/unit/test_state.py holds the fields to this.)
"""

import json
from dataclasses import fields
from datetime import datetime
from functools import cache
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError

VERSION: Final = 1
"""Also the version of a state that names none: the first releases wrote none."""
T = TypeVar("T")


class Unreadable(Exception):
    """What was kept of a session is of no use to this release."""


def fields_of(kept: Any) -> dict[str, Any]:
    """The fields of a dataclass by their names, together with its `others`, which never replace one of them."""
    values = dict(vars(kept))
    others: dict[str, Any] = values.pop("others")
    return others | values


def encode(values: dict[str, Any]) -> bytes:
    """The stored form: JSON, with the version."""
    return json.dumps(values | {"version": VERSION}, separators=(",", ":")).encode()


def decode(stored: bytes) -> dict[str, Any]:
    """The values that were encoded, by their names. Raises Unreadable."""
    try:
        values = json.loads(stored)
    except (ValueError, RecursionError):
        raise Unreadable("it is no JSON") from None
    if not isinstance(values, dict):
        raise Unreadable("it is no JSON object")
    version = values.pop("version", VERSION)
    if version != VERSION or isinstance(version, bool):
        raise Unreadable("it is of another version")
    return values


def read_with_others(kind: type[T], values: dict[str, Any]) -> T:
    """A dataclass from stored values; those that it does not know go into its `others`.

    Raises Unreadable where a field has another type.
    """
    own = _names_of(kind)  # type: ignore[arg-type]
    others = {name: value for name, value in values.items() if name not in own}
    return read_fields(kind, {name: value for name, value in values.items() if name in own} | {"others": others})


@cache
def _names_of(kind: type) -> frozenset[str]:
    return frozenset(each.name for each in fields(kind)) - {"others"}


def read_fields(kind: type[T], values: dict[str, Any]) -> T:
    """A dataclass from the values of its fields. Raises Unreadable where one has another type."""
    try:
        return _adapter(kind).validate_json(json.dumps(values), strict=True)
    except ValidationError:  # its message would repeat the values
        raise Unreadable(f"a field of {kind.__name__} has another type") from None


def is_moment(text: str) -> bool:
    """Whether this is a time with its zone, or no time at all."""
    try:
        return not text or datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type[T]) -> TypeAdapter[T]:
    """The pydantic adapter that reads such a dataclass; it takes milliseconds to make, so it is made once."""
    return _ADAPTERS.setdefault(kind, _ADAPTERS.get(kind) or TypeAdapter(kind))
