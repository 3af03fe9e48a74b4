"""What is asked for in a request's line and headers, read here: a parameter once, a number within its bounds."""

import re

from flask import abort, request

from app.domain.errors import Stale
from app.web import pasted


def word(name: str) -> str:
    """A parameter as it stands, empty where there is none; 400 where it comes twice."""
    given = request.args.getlist(name)
    if len(given) > 1:
        abort(400, f"{name}: it is wanted once")
    return given[0] if given else ""


def number(name: str, *, default: int, least: int, most: int) -> int:
    """A whole number from `least` to `most`, in 0 to 9 and without leading noughts; 400 for anything else."""
    if name not in request.args:
        return default
    given = word(name)
    written = re.fullmatch(r"0|[1-9][0-9]*", given) and len(given) <= len(f"{most}")
    if not written or not least <= int(given) <= most:
        abort(400, f"{name}: a whole number from {least} to {most} is wanted")
    return int(given)


def version() -> int | None:
    """The version that `If-Match` wants of what is changed; None for any. Raises Stale, or a 400."""
    given = request.headers.get("If-Match", "*").strip()
    if given == "*":
        return None
    if re.fullmatch(r'W/"[^"]*"', given):
        raise Stale("If-Match: a weak ETag matches no version")  # RFC 9110, 13.1.1: the comparison is the strong one
    found = re.fullmatch(r'"([0-9]{1,9})"|([0-9]{1,9})', given)
    if found is None:
        abort(400, 'If-Match: one version is wanted, as the ETag has it ("3"), or *')
    return int(found[1] or found[2])


def reference(written: str) -> str:
    """A reference as the database can be asked for it: PostgreSQL cannot be asked for text with a NUL in it, and no
    reference has one; nor letters of other alphabets, of which some become one of ours in capitals.
    """
    plain = pasted.evened(written).replace("\0", "?")
    return plain if plain.isascii() else "?"
