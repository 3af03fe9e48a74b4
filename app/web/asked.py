"""What is asked for in a request's line and headers, read here: a parameter once, a number within its bounds."""

import re
from typing import Final

from flask import abort, request

from app import normalize
from app.domain.errors import Stale

_ETAG = r'(?:W/"[^", ]*"|"[0-9]{1,9}"|[0-9]{1,9})'
_ETAGS: Final = re.compile(rf"{_ETAG}(?: *, *{_ETAG}){{0,9}}")


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


def versions() -> frozenset[int] | None:
    """The versions that `If-Match` names, of which one must be that of what is changed; None for any.

    Raises Stale where only weak ETags are named: the comparison is the strong one (RFC 9110, 13.1.1). 400 for what is
    no list of ETags.
    """
    given = request.headers.get("If-Match", "*").strip()
    if given == "*":
        return None
    if not _ETAGS.fullmatch(given):
        abort(400, 'If-Match: a version is wanted, as the ETag has it ("3"), several with commas between, or *')
    known = frozenset(int(tag.strip('"')) for tag in given.replace(" ", "").split(",") if not tag.startswith("W/"))
    if not known:
        raise Stale("If-Match: a weak ETag matches no version")
    return known


def reference(written: str) -> str:
    """A reference as the database can be asked for it: PostgreSQL cannot be asked for text with a NUL in it, and no
    reference has one; nor letters of other alphabets, of which some become one of ours in capitals.
    """
    plain = normalize.identifier(written).replace("\0", "?")
    return plain if plain.isascii() else "?"
