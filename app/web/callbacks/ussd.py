"""The USSD callbacks: one hop in, `CON ...` or `END ...` out; and the event that a session is over."""

from flask import Blueprint, Response

from app.platform.observability import HOP_SECONDS, SESSION_ENDS
from app.providers.africastalking.callbacks import parse_hop, parse_session_end
from app.ussd import turn
from app.web import container, guards
from app.web.callbacks.posted_form import read_form

blueprint = Blueprint("ussd", __name__)
blueprint.before_request(guards.provider_only)


@blueprint.post("/at/<key>/ussd")
@HOP_SECONDS.time()
def ussd(key: str) -> Response:
    """One hop of a citizen's session."""
    hop = parse_hop(read_form())
    return Response(turn.answer(container(), hop), content_type="text/plain; charset=utf-8")


@blueprint.post("/at/<key>/ussd/events")
def session_ended(key: str) -> Response:
    """A session has ended. The event is only counted: it is not reliable (source 6)."""
    ended = parse_session_end(read_form())
    SESSION_ENDS.labels(ended.status).inc()
    return Response("", content_type="text/plain")
