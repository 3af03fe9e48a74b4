"""Alive, ready, and how it goes: for the load balancer and for Prometheus."""

from flask import Blueprint, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.domain import outbox
from app.observability import exposition
from app.web import guards, house

blueprint = Blueprint("health", __name__)
blueprint.before_request(guards.anyone)

OLDEST_WAIT = 600
"""Seconds that a message may be overdue before this installation is no longer called ready."""


@blueprint.get("/healthz")
def alive() -> Response:
    """This process answers."""
    return jsonify(status="alive")


@blueprint.get("/readyz")
def ready() -> tuple[Response, int]:
    """Whether the database and Redis answer and the outbox is being worked off; 503 when not, and which."""
    house().finder.index()  # built before the first citizen waits for it
    found = {"database": _database(), "redis": house().sessions.alive(), "outbox": _outbox()}
    return jsonify(found), 200 if all(found.values()) else 503


@blueprint.get("/metrics")
def metrics() -> Response:
    """Prometheus' text format: the counters, and the outbox as it stands."""
    with house().database.reading() as session:
        waiting = outbox.summary(session, quiet=house().is_quiet())
    lines = ["# HELP lango_messages Messages of the outbox by state", "# TYPE lango_messages gauge"]
    lines += [f'lango_messages{{state="{state}"}} {count}' for state, count in waiting.counts.items()]
    lines += [
        "# HELP lango_outbox_oldest_seconds How long the message that is due the longest has waited",
        "# TYPE lango_outbox_oldest_seconds gauge",
        f"lango_outbox_oldest_seconds {waiting.oldest_seconds:.0f}",
        "",
    ]
    return Response(exposition() + "\n".join(lines).encode(), content_type="text/plain; version=0.0.4")


def _database() -> bool:
    try:
        with house().database.reading() as session:
            session.execute(text("SELECT 1"))
        return True
    except SQLAlchemyError:
        return False


def _outbox() -> bool:
    try:
        with house().database.reading() as session:
            return outbox.summary(session, quiet=house().is_quiet()).oldest_seconds < OLDEST_WAIT
    except SQLAlchemyError:
        return False
