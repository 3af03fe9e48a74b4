"""Readers of query parameters, headers and values in paths; an invalid parameter or header is answered 400."""

import re
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import Final, NoReturn

from flask import abort, request

from app.platform import normalize

_ETAG: Final = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"|[0-9]{1,9}')
"""An entity tag (RFC 9110, 8.8.3), weak or strong; a version without its quotes is read too."""
_A_VERSION: Final = 'a version is wanted, as the ETag has it ("3")'
_AN_ETAG: Final = "an ETag is wanted, with its quotes"
_BETWEEN: Final = re.compile(r"[ \t]*,[ \t,]*")
"""The separator of a list; empty elements are skipped (RFC 9110, 5.6.1)."""
_VERSION: Final = re.compile(r'"(0|[1-9][0-9]{0,8})(?:\.[0-9a-f]{16})?"|([0-9]+)')
"""A version, as in the ETag of a change; or as in that of a read, where a digest of the body follows it."""
_MOMENT: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}:[0-9]{2}):([0-9]{2})(\.[0-9]+)?([Zz]|[-+ ][0-9]{2}:[0-9]{2})"
)
"""A point in time (RFC 3339, 5.6). A `+` that was not sent as `%2B` arrives as a space."""
_ENDS: Final = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
CLERK: Final = r"^[!-~]([ -~]{0,38}[!-~])?$"
"""A staff number, of whatever form an office uses: 1 to 40 printable characters of ASCII."""


def word(name: str) -> str:
    """A query parameter as it was sent, empty where it is absent; 400 where it is repeated."""
    given = request.args.getlist(name)
    if len(given) > 1:
        abort(400, f"{name}: it is wanted once")
    return given[0] if given else ""


def number(name: str, *, default: int, least: int, most: int) -> int:
    """An integer from `least` to `most`, in ASCII digits, without leading zeros; `default` where absent, else 400."""
    if name not in request.args:
        return default
    given = word(name)
    written = re.fullmatch(r"0|[1-9][0-9]*", given) and len(given) <= len(f"{most}")
    if not written or not least <= int(given) <= most:
        abort(400, f"{name}: a whole number from {least} to {most} is wanted")
    return int(given)


def moment(name: str) -> datetime | None:
    """A point in time with its zone (RFC 3339), in UTC, to the microsecond; None where absent, 400 where invalid."""
    if name not in request.args:
        return None
    found = _MOMENT.fullmatch(word(name))
    if found is None:
        _no_moment(name)
    day, minute, second, fraction, zone = found.groups()
    if second == "60":  # a leap second becomes the last microsecond before it
        second, fraction = "59", ".999999"
    at = f"{day}T{minute}:{second}.{(fraction or '.0')[1:7]:0<6}{zone.upper().replace(' ', '+').replace('Z', '+00:00')}"
    try:
        return datetime.fromisoformat(at).astimezone(UTC)
    except OverflowError:  # in UTC it is before the year 1, or after 9999
        return _ENDS[at.startswith("9")]
    except ValueError:
        _no_moment(name)


def words(name: str, known: Collection[str]) -> list[str]:
    """Those of the known words that a parameter names, each once: repeated, or with commas; 400 for any other word."""
    given = [each.strip() for part in request.args.getlist(name) for each in part.split(",")]
    if not set(given) <= set(known):
        abort(400, f"{name}: {', '.join(known)} are known, several with commas between")
    return list(dict.fromkeys(given))


def versions() -> frozenset[int] | None:
    """The versions that `If-Match` names, of which what is changed must have one; None for any version.

    An ETag that is weak, or not of our making, matches no version: the comparison is strong (RFC 9110, 13.1.1). 400
    where it is not a list of ETags.
    """
    given = request.headers.get("If-Match", "*").strip()
    if given == "*":
        return None
    known = [found for tag in _etags(given) if (found := _VERSION.fullmatch(tag))]
    return frozenset(int(found[1] or found[2]) for found in known)


def known_etags() -> frozenset[str] | None:
    """The entity tags that `If-None-Match` names, of what the caller has; None for any, empty where there is no header.

    A weak tag matches the strong one: the comparison is weak (RFC 9110, 13.1.2). 400 where it is not a list of ETags.
    """
    given = request.headers.get("If-None-Match")
    if given is None:
        return frozenset()
    if given.strip() == "*":
        return None
    return frozenset(tag.removeprefix("W/") for tag in _etags(given.strip(), "If-None-Match", _AN_ETAG))


def _etags(given: str, header: str = "If-Match", wanted: str = _A_VERSION) -> Iterator[str]:
    at = len(given) - len(given.lstrip(" \t,"))
    if at == len(given):
        _no_etags(header, wanted)
    while at < len(given):
        found = _ETAG.match(given, at)
        after = _BETWEEN.match(given, found.end()) if found else None
        if found is None or (after is None and found.end() < len(given)):
            _no_etags(header, wanted)
        yield found[0]
        at = after.end() if after else found.end()


def _no_etags(header: str, wanted: str) -> NoReturn:
    abort(400, f"{header}: {wanted}, several with commas between, or *")


def _no_moment(name: str) -> NoReturn:
    abort(400, f"{name}: a time with its zone is wanted, like 2026-11-20T09:00:00Z")


def reference(written: str) -> str:
    """A reference as it can be looked up. One with letters beyond ASCII becomes `?`, which no reference is: some of
    them turn into ASCII letters in upper case. `identifier` drops a NUL, which PostgreSQL does not take."""
    plain = normalize.identifier(written)
    return plain if plain.isascii() else "?"


def code(written: str) -> str:
    """A code; `?`, which no code is, where it has a NUL, which PostgreSQL does not take."""
    return "?" if "\0" in written else written


def account_id(written: str) -> str:
    """An account's id; `?`, which no account has, where it cannot be one."""
    return written if re.fullmatch(r"[0-9a-f]{32}", written) else "?"


def clerk(header: str) -> str:
    """The staff number in a header; 400 where it is absent or invalid."""
    given = request.headers.get(header, "").strip()
    if not re.fullmatch(CLERK, given):
        abort(400, f"{header}: the staff number of who is at the desk is wanted, 1 to 40 printable characters of ASCII")
    return given
