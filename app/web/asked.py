"""What is asked for in a request's line and headers, read here: a parameter once, a number within its bounds."""

import re
from collections.abc import Iterator
from typing import Final, NoReturn

from flask import abort, request

from app.platform import normalize

_ETAG: Final = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"|[0-9]{1,9}')
"""An entity tag (RFC 9110, 8.8.3), weak or strong; a version without its quotes is read too."""
_BETWEEN: Final = re.compile(r"[ \t]*,[ \t,]*")
"""Of a list a reader passes by empty elements (RFC 9110, 5.6.1)."""
CLERK: Final = r"^[!-~]([ -~]{0,38}[!-~])?$"
"""A staff number: whatever an office gives its people, in ASCII."""
_VERSION: Final = re.compile(r'"(?:0|[1-9][0-9]{0,8})"|[0-9]+')


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

    An ETag that is none of ours matches no version, nor does a weak one: the comparison is the strong one (RFC 9110,
    13.1.1). 400 for what is no list of ETags.
    """
    given = request.headers.get("If-Match", "*").strip()
    if given == "*":
        return None
    known = [tag for tag in _etags(given) if _VERSION.fullmatch(tag)]
    return frozenset(int(tag.strip('"')) for tag in known)


def _etags(given: str) -> Iterator[str]:
    at = len(given) - len(given.lstrip(" \t,"))
    if at == len(given):
        _no_etags()
    while at < len(given):
        found = _ETAG.match(given, at)
        after = _BETWEEN.match(given, found.end()) if found else None
        if found is None or (after is None and found.end() < len(given)):
            _no_etags()
        yield found[0]
        at = after.end() if after else found.end()


def _no_etags() -> NoReturn:
    abort(400, 'If-Match: a version is wanted, as the ETag has it ("3"), several with commas between, or *')


def reference(written: str) -> str:
    """A reference as the database can be asked for it: none has letters of other alphabets, of which some become one of
    ours in capitals; nor a NUL, which PostgreSQL cannot be asked for (`identifier` passes it by).
    """
    plain = normalize.identifier(written)
    return plain if plain.isascii() else "?"


def account_id(written: str) -> str:
    """An account's id as the database can be asked for it; what cannot be one is one that nobody has."""
    return written if re.fullmatch(r"[0-9a-f]{32}", written) else "?"


def clerk(header: str) -> str:
    """The staff number in a header; 400 where there is none, or what is none."""
    given = request.headers.get(header, "").strip()
    if not re.fullmatch(CLERK, given):
        abort(400, f"{header}: the staff number of who is at the desk is wanted, 1 to 40 printable characters of ASCII")
    return given
