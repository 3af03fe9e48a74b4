"""Reads JSON of payment providers and its fields: strictly where a field counts, leniently where it does not.

A number and a text of the same digits mean the same: the providers write amounts, codes and times either way.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from app.providers.ports import Malformed

LONGEST_WORD: Final = 64
"""Characters of a name or a code."""

_AMOUNT: Final = re.compile(r"([0-9]{1,10})(\.[0-9]{1,2})?0*")
_WHOLE: Final = re.compile(r"[0-9]{1,10}")
_CODE: Final = re.compile(r"(?!.*[0-9]{7})[A-Za-z0-9._-]{1,24}")


def read_object(body: bytes) -> dict[str, Any]:
    """A body that is one JSON object; numbers with a point are Decimal. Raises Malformed, also for a field twice."""
    try:
        found = json.loads(body, object_pairs_hook=_once, parse_float=_decimal, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Malformed(400, "the body is no JSON") from None
    if not isinstance(found, dict):
        raise Malformed(400, "the body is no JSON object")
    return found


def find_object(fields: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The object in a field. Raises Malformed."""
    found = fields.get(name)
    if not isinstance(found, dict):
        raise Malformed(400, f"{name} is no object")
    return found


def read_word(value: object, most: int = LONGEST_WORD) -> str:
    """A text or a number as text, in one line and not long; "" for what is neither."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return ""
    return "".join(filter(str.isprintable, str(value))).strip()[:most].strip()


def read_code(value: object) -> str:
    """A provider's code, fit for a log; "unreadable" for anything else, which may hold somebody's number."""
    word = read_word(value)
    return word if not word or _CODE.fullmatch(word) else "unreadable"


def read_amount(value: object) -> Decimal | None:
    """An amount in shillings, with two decimals at most; None for what is none. `1050`, `1050.00`, `1,050.00`."""
    word = read_word(value).replace(",", "")
    if _WHOLE.fullmatch(word):
        return Decimal(word)
    found = _AMOUNT.fullmatch(word) if "." in word else None
    return Decimal(found[1] + (found[2] or "")) if found else None


def read_moment(value: object, *formats: str, zone: tzinfo) -> datetime | None:
    """A time in one of these formats, in UTC; read in `zone` if it has none. None if no format fits."""
    word = read_word(value)
    for written in formats:
        try:
            moment = datetime.strptime(word, written)  # noqa: DTZ007 - made aware below
            return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a field is there twice")
    return found


def _decimal(written: str) -> Decimal:
    try:
        return Decimal(written)
    except InvalidOperation:
        raise ValueError("no number") from None


def _refuse(_constant: str) -> object:
    raise ValueError("no number")
