"""Doing what an agency asks once: one transaction, and with an `Idempotency-Key` one answer for all its copies."""

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from flask import abort, g, request
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.applications import agency_reads
from app.domain.idempotency import api_requests
from app.domain.idempotency.api_requests import Call
from app.domain.messaging.sms_budget import BudgetSpent
from app.domain.shared.errors import NotFound, RuleViolation
from app.web import container
from app.web.api.problems import ApiReply, of_refusal

Work = Callable[[Session], ApiReply]
CLERK: Final = "Lango-Clerk"
"""The header that names who asks at a desk: of a copy by another clerk it is not said that this one did it."""


def call() -> Call | None:
    """The request under its agency's key for it, if it has one; a key that cannot be one is a 400."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not re.fullmatch(r"[ -~]{1,255}", key):
        abort(400, "Idempotency-Key: 1 to 255 printable characters of ASCII are wanted")
    body = request.get_data().decode("latin-1")
    whose = f"{g.agency}, to try it" if g.key.is_test else g.agency  # what is tried answers nothing real
    clerk = [each] if (each := request.headers.get(CLERK)) else []
    return Call(whose, key, (request.method, request.path, request.headers.get("If-Match", ""), body, *clerk))


def kept_reply(known: Call | None) -> ApiReply | None:
    """What this call was answered before, if it was. Raises IdempotencyKeyReused."""
    if known is None:
        return None
    with container().database.reading() as session:
        kept = api_requests.find_kept(session, known)
    return None if kept is None else ApiReply(*kept)


def perform(work: Work, known: Call | None, *, position: int = 0) -> tuple[ApiReply, bool]:
    """Do it in a transaction of its own; the answer, and whether it is one that was given before.

    What the domain refuses changes nothing and is an answer like any other. Raises InProgress, IdempotencyKeyReused,
    and BudgetSpent, which is no answer for good: nothing is kept then, and the same call may come again.
    """
    try:
        return _perform(work, known, position)
    except IntegrityError:  # two agencies recorded one reference at the same moment: now the other's can be seen
        return _perform(work, known, position)


def _perform(work: Work, known: Call | None, position: int) -> tuple[ApiReply, bool]:
    attempt = partial(_attempt, work)
    with container().database.transaction() as session:
        if known is None:
            return attempt(session), False
        kept, repeated = api_requests.once(session, known, attempt, position=position)
        return ApiReply(*kept), repeated


def _attempt(work: Work, session: Session) -> ApiReply:
    try:
        with session.begin_nested():
            return work(session)
    except BudgetSpent:
        raise
    except RuleViolation as refused:
        if isinstance(refused, NotFound):
            agency_reads.miss(session, g.key)
        return of_refusal(refused)
