"""What stands in an environment variable or a mounted file, as it was meant."""

import re
from typing import Final

BYTE_ORDER_MARK: Final = "\ufeff"
_BREAK_WITHIN: Final = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


def trimmed(value: str) -> str:
    """A value without the blanks and line ends around it, and the byte order mark that an editor put before it.

    Nothing else is taken away, of a secret least of all: what stands between its first and its last sign is the secret.
    """
    return value.strip().removeprefix(BYTE_ORDER_MARK).strip()


def listed(value: str) -> list[str]:
    """The parts of a list: separated by commas, or by line ends, as in a file with one a line."""
    return [part for each in re.split(r"[,\r\n]", value) if (part := trimmed(each))]


def has_break(value: str) -> bool:
    """Whether a control character stands within a value: two values in one, or what would tear a header."""
    return _BREAK_WITHIN.search(value) is not None


def with_scheme_in_lower_case(url: str) -> str:
    """A URL whose scheme is written as its client compares it; the rest of a URL has capitals that count."""
    scheme, separator, rest = url.partition("://")
    return scheme.lower() + separator + rest
