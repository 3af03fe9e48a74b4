"""Alive, ready, and how it goes: for the load balancer and for Prometheus."""

from flask import Blueprint, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.domain import code_budget, outbox, spraying
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
    found = {"database": _database(), "redis": house().sessions.alive(), "outbox": _outbox()}
    return jsonify(found), 200 if all(found.values()) else 503


@blueprint.get("/metrics")
def metrics() -> Response:
    """Prometheus' text format: the counters, the outbox as it stands, and what is guessed at and sent just now."""
    with house().database.reading() as session:
        waiting = outbox.summary(session, quiet=house().is_quiet())
        guarded = _guarded(session)
    lines = ["# HELP lango_messages Messages of the outbox by state", "# TYPE lango_messages gauge"]
    lines += [f'lango_messages{{state="{state}"}} {count}' for state, count in waiting.counts.items()]
    lines += [
        "# HELP lango_outbox_oldest_seconds How long the message that is due the longest has waited",
        "# TYPE lango_outbox_oldest_seconds gauge",
        f"lango_outbox_oldest_seconds {waiting.oldest_seconds:.0f}",
        *guarded,
        "",
    ]
    return Response(exposition() + "\n".join(lines).encode(), content_type="text/plain; version=0.0.4")


def _guarded(session: Session) -> list[str]:
    """What the guards of sign-in and of codes have counted, in the whole country."""
    return [
        "# HELP lango_sign_in_paused Whether sign-in pauses on all phones but the account's own (spraying)",
        "# TYPE lango_sign_in_paused gauge",
        f"lango_sign_in_paused {spraying.is_paused(session):d}",
        "# HELP lango_sign_in_wrong Wrong passwords this hour from phones that are not the account's own",
        "# TYPE lango_sign_in_wrong gauge",
        f"lango_sign_in_wrong {spraying.wrong(session, spraying.HOUR)}",
        "# HELP lango_codes Code SMS this hour, by what became of them",
        "# TYPE lango_codes gauge",
        *(f'lango_codes{{outcome="{each}"}} {code_budget.so_far(session, each)}' for each in code_budget.Outcome),
    ]


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
