"""A strict reader of JSON bodies: UTF-8, no duplicate names in an object, no NaN or Infinity (RFC 8259, RFC 7493)."""

import json
import re
from typing import Any, Final, NoReturn

from flask import abort
from pydantic_core import from_json

_FIELD: Final = re.compile(r"[a-z][a-z_]{0,39}")
BOM: Final = b"\xef\xbb\xbf"
"""A byte order mark before the text is ignored (RFC 8259, 8.1)."""


class _Twice(ValueError):
    """An object has a duplicate name. The message holds the name only where it looks like the name of a field."""


def read(body: bytes) -> Any:
    """The value of a body; 400 where it is not JSON, or an object in it has a duplicate name."""
    body = body.removeprefix(BOM)
    try:
        said = from_json(body, allow_inf_nan=False)
        json.loads(body, object_pairs_hook=_each_once, parse_int=str, parse_float=str)  # `from_json` limits the depth
    except _Twice as twice:
        _refuse(f"a name stands twice in one object of the body{twice}")
    except ValueError:
        _refuse("the body is not JSON in UTF-8")
    return said


def _each_once(pairs: list[tuple[str, Any]]) -> None:
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            raise _Twice(f": {name}" if _FIELD.fullmatch(name) else "")
        seen.add(name)


def _refuse(detail: str) -> NoReturn:
    abort(400, detail)
