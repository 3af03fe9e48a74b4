"""The parameters that every list of the agencies' API takes: the time range, the page size and the cursor."""

import hashlib
from datetime import datetime
from typing import Any, Final

from flask import request

from app.web import asked
from app.web.api import cursors
from app.web.api.parameters import Gaps, Parameter, moment, number

LARGEST_PAGE: Final = 200
"""Lines of one answer (interface: limits)."""

SINCE: Final = moment(
    "since", description="What changed then or later. The first time leave it out; then give what `as_of` was."
)
UNTIL: Final = moment("until", description="What changed before then.")
LIMIT: Final = number("limit", default=50, least=1, most=LARGEST_PAGE, description="Lines in one answer.")


def _cursor(gaps: Gaps) -> str | None:
    return asked.word("cursor") if "cursor" in request.args else None


CURSOR: Final = Parameter(
    "cursor",
    "cursor",
    "query",
    {"type": "string", "pattern": f"^{cursors.WRITTEN.pattern}$"},
    _cursor,
    description="`next` of the answer before, as it was; all else as in the first question, but for `limit`.",
)


def digest_of(*question: object) -> str:
    """A digest of a list's name and filters, so that a cursor cannot be used with other ones."""
    return hashlib.sha256(repr(question).encode()).hexdigest()[:12]


def place(cursor: str | None, question: str, kinds: tuple[type[cursors.Part], ...]) -> tuple[Any, ...] | None:
    """The parts of a cursor, of the types that `following` was given; None where there is no cursor.

    `question`: what `digest_of` returns for the list; 400 where the cursor was made for another.
    """
    if cursor is None:
        return None
    *said, asked_before = cursors.decode(cursor, (*kinds, str))
    if asked_before != question:
        cursors.refuse()
    return tuple(said)


def following(question: str, *parts: str | int | datetime) -> str:
    """The cursor of the page after a line. `question`: what `digest_of` returns for the list."""
    return cursors.encode(*parts, question)
