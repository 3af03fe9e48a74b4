"""Requests to be called back: for a call centre, whose key must name the scope. Each number that is shown is audited.

A request belongs to no agency. A test key cannot have the scope: these are real people, and their phones.
"""

from typing import Final

from flask import g
from sqlalchemy.orm import Session

from app.domain.staff.api_keys import Scope
from app.domain.subscribers import call_requests
from app.web import container
from app.web.api.operations import Answer, ApiBlueprint
from app.web.api.parameters import in_path, number
from app.web.api.schemas.call_requests import CallDone, CallsWanted, CallWanted

blueprint = ApiBlueprint("calls_api", __name__)

LIMIT: Final = number("limit", default=20, least=1, most=200, description="As many as are called now: each is audited.")
CALL: Final = in_path("call", examples=["0a1b2c3d"], description="The `id` of a request.")
WANTED: Final = {
    "id": "0a1b2c3d",
    "phone": "+254712000001",
    "language": "sw",
    "topic": "payment",
    "asked_at": "2026-11-23T09:00:00Z",
}


@blueprint.operation(
    "GET",
    "/call-requests",
    "List who wants to be called",
    scope=Scope.WRITE_CALLS,
    takes=(LIMIT,),
    answer=Answer(200, "The open requests, the oldest first", CallsWanted, {"call_requests": [WANTED]}),
)
def list_calls(limit: int) -> CallsWanted:
    """The open requests, with full phone numbers."""
    with container().database.transaction() as session:
        found = call_requests.waiting(session, limit, actor=g.key.actor)
    told = [
        CallWanted(id=each.id, phone=each.number, language=each.language, topic=each.topic, asked_at=each.asked_at)
        for each in found
    ]
    return CallsWanted(call_requests=told)


@blueprint.operation(
    "POST",
    "/call-requests/<path:call>/done",
    "Say that somebody was called",
    scope=Scope.WRITE_CALLS,
    takes=(CALL,),
    answer=Answer(200, "Since when it is done", CallDone, {"id": "0a1b2c3d", "done_at": "2026-11-23T09:30:00Z"}),
    once=True,
)
def finish_call(session: Session, call: str) -> CallDone:
    """Mark a request as done, so that its phone may ask again. Sent twice, the time of the first stays."""
    return CallDone(id=call, done_at=call_requests.see_done(session, call, actor=g.key.actor))
