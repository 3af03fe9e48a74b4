"""A JSON body, read strictly: UTF-8, each name of an object once, no number that is none (RFC 8259, RFC 7493)."""

import json
import re
from typing import Any, Final, NoReturn

from flask import abort
from pydantic_core import from_json

_FIELD: Final = re.compile(r"[a-z][a-z_]{0,39}")
BOM: Final = b"\xef\xbb\xbf"
"""May stand before the text, and is passed by (RFC 8259, 8.1)."""


class _Twice(ValueError):
    """A name stands twice in one object; the name itself, where it is such as a field has."""


def read(body: bytes) -> Any:
    """What a body says; 400 for one that is no JSON, or says two things under one name."""
    body = body.removeprefix(BOM)
    try:
        said = from_json(body, allow_inf_nan=False)
        json.loads(body, object_pairs_hook=_each_once, parse_int=str, parse_float=str)  # no deeper than that one allows
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
