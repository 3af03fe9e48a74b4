"""What every list of the agencies' API takes: from when, how much, and where it goes on."""

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
    """A name for all that is asked for, and of which list, so that a cursor is not taken for another question."""
    return hashlib.sha256(repr(question).encode()).hexdigest()[:12]


def place(cursor: str | None, question: str, kinds: tuple[type[cursors.Part], ...]) -> tuple[Any, ...] | None:
    """What a cursor says, of the kinds that `following` was given; None where there is none.

    400 where it was made for another question (`question`: of `digest_of`).
    """
    if cursor is None:
        return None
    *said, asked_before = cursors.decode(cursor, (*kinds, str))
    if asked_before != question:
        cursors.refuse()
    return tuple(said)


def following(question: str, *parts: str | int | datetime) -> str:
    """The cursor behind a line of this question."""
    return cursors.encode(*parts, question)
