"""Performs a request of an agency once, in one transaction; copies under one `Idempotency-Key` get the same answer."""

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
"""The header with the staff number of the clerk at a desk. It is a part of the request: under the same key, a copy by
another clerk is refused as another request."""


def call() -> Call | None:
    """The request with its `Idempotency-Key`; None where it has no key, 400 where the key is invalid.

    An API key's services are a part of the request: under the same `Idempotency-Key`, a copy by a key of others, which
    may not reach that application, is refused as another request.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not re.fullmatch(r"[ -~]{1,255}", key):
        abort(400, "Idempotency-Key: 1 to 255 printable characters of ASCII are wanted")
    body = request.get_data().decode("latin-1")
    whose = f"{g.agency}, to try it" if g.key.is_test else g.agency  # a trial never answers a real request
    clerk = [each] if (each := request.headers.get(CLERK)) else []
    services = [f"services: {' '.join(sorted(g.key.services))}"] if g.key.services else []
    parts = (request.method, request.path, request.headers.get("If-Match", ""), body, *clerk, *services)
    return Call(whose, key, parts)


def kept_reply(known: Call | None) -> ApiReply | None:
    """The answer that is kept for this call; None where there is none. Raises IdempotencyKeyReused."""
    if known is None:
        return None
    with container().database.reading() as session:
        kept = api_requests.find_kept(session, known)
    return None if kept is None else ApiReply(*kept)


def perform(work: Work, known: Call | None, *, position: int = 0) -> tuple[ApiReply, bool]:
    """Do `work` in a transaction of its own. Returns the answer, and whether it is a kept one that is repeated.

    A refusal by the domain changes nothing and is kept like any other answer. Raises InProgress, IdempotencyKeyReused
    and BudgetSpent; after BudgetSpent nothing is kept, and the same call may be sent again.
    """
    try:
        return _perform(work, known, position)
    except IntegrityError:  # another transaction recorded the same reference: by now it is committed and can be seen
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
