"""Reads the values of settings as they are written in environment variables and mounted files."""

import re
from datetime import time
from email.utils import getaddresses
from functools import lru_cache
from typing import Final

from email_validator import EmailNotValidError, validate_email

BYTE_ORDER_MARK: Final = "\ufeff"
LISTS: Final = 32
"""The size of a cache: more than there are settings that are lists."""
_BREAK_WITHIN: Final = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


def trimmed(value: str) -> str:
    """A value without the blanks and line ends around it, and the byte order mark that an editor put before it.

    Nothing else is removed: everything between the first and the last character of a secret is part of it.
    """
    return value.strip().removeprefix(BYTE_ORDER_MARK).strip()


def listed(value: str) -> list[str]:
    """The parts of a list: separated by commas, or by line ends, as in a file with one a line."""
    return [*_parts(value)]


@lru_cache(LISTS)
def _parts(value: str) -> tuple[str, ...]:
    """See `listed`. Cached, since every callback reads the list of valid keys."""
    return tuple(part for each in re.split(r"[,\r\n]", value) if (part := trimmed(each)))


def has_break(value: str) -> bool:
    """Whether a value has a control character: it is two values in one, or would break a header."""
    return _BREAK_WITHIN.search(value) is not None


def unquoted(given: object) -> object:
    """The value, unchanged. Raises ValueError if it is in quotes, which a shell removes and others may leave."""
    if isinstance(given, str) and len(given) > 1 and given[0] == given[-1] and given[0] in "'\"":
        raise ValueError("quotes stand around it, and are no part of a value")
    return given


def with_scheme_in_lower_case(url: str) -> str:
    """A URL with its scheme in lower case, as clients compare it; the rest of a URL is case-sensitive."""
    scheme, separator, rest = url.partition("://")
    return scheme.lower() + separator + rest


def is_address(text: str) -> bool:
    """Whether this is one e-mail address and nothing else."""
    try:
        return validate_email(text, check_deliverability=False, allow_smtputf8=False).normalized.lower() == text.lower()
    except EmailNotValidError:
        return False


def is_sender(text: str) -> bool:
    """Whether this is one e-mail address, alone or as `eCitizen <no-reply@example.go.ke>`."""
    named = getaddresses([text])
    return len(named) == 1 and is_address(named[0][1]) and (text == named[0][1] or text.endswith(f"<{named[0][1]}>"))


def span(text: str) -> tuple[time, time]:
    """A time of day and a later one, or one of the next day: `21:00-07:00`. Raises ValueError, also for none."""
    start, _, end = text.partition("-")
    try:
        between = time.fromisoformat(start.strip()), time.fromisoformat(end.strip())
    except ValueError:
        raise ValueError("a span like 21:00-07:00 is wanted, or off") from None
    if any(each.tzinfo for each in between):
        raise ValueError("a span like 21:00-07:00 is wanted: Nairobi time, without a zone")
    if between[0] == between[1]:
        raise ValueError("it ends when it begins; off is wanted where alerts go at any hour")
    return between
