"""Alive, ready, and how it goes: for the load balancer and for Prometheus."""

from flask import Blueprint, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.domain import audit_chain, code_budget, outbox, spraying
from app.domain.messages import Channel
from app.observability import exposition
from app.web import guards, house, intake

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
    intake().wake()
    house().finder.index()  # built before the first citizen waits for it
    found = {"database": _database(), "redis": house().sessions.alive(), "outbox": _outbox()}
    return jsonify(found), 200 if all(found.values()) else 503


@blueprint.get("/metrics")
def metrics() -> Response:
    """Prometheus' text format: the counters, this machine's spool, and the outbox, if the database is in reach."""
    intake().wake()
    spool = house().spool.standing()
    gauges = {
        "lango_spool_records Records of this machine's spool that wait for the database": {"": spool.waiting},
        "lango_spool_aside Records that could not be applied": {"": spool.aside},
        "lango_spool_writable Whether this machine's disk takes records": {"": int(spool.writable)},
    }
    try:
        with house().database.reading() as session:
            gauges |= _guard_gauges(session) | _outbox_gauges(outbox.summary(session, quiet=house().is_quiet()))
    except SQLAlchemyError:
        gauges |= {"lango_database_up Whether the database answers": {"": 0}}
    return Response(exposition() + _written(gauges).encode(), content_type="text/plain; version=0.0.4")


def _outbox_gauges(summary: outbox.Summary) -> dict[str, dict[str, int]]:
    still = {f'{{channel="{each}"}}': int(each in summary.standstills) for each in Channel}
    return {
        "lango_database_up Whether the database answers": {"": 1},
        "lango_messages Messages of the outbox by state": {
            f'{{state="{state}"}}': count for state, count in summary.counts.items()
        },
        "lango_outbox_oldest_seconds How long the message that is due the longest has waited": {
            "": round(summary.oldest_seconds)
        },
        "lango_channel_stands_still Whether nothing can be sent by a channel (account, settings, way there)": still,
    }


def _written(gauges: dict[str, dict[str, int]]) -> str:
    """Gauges in Prometheus' text format; each by its name and what it says, with its values by their labels."""
    lines = []
    for title, values in gauges.items():
        name = title.partition(" ")[0]
        lines += [f"# HELP {title}", f"# TYPE {name} gauge"]
        lines += [f"{name}{labels} {value}" for labels, value in values.items()]
    return "\n".join([*lines, ""])


def _guard_gauges(session: Session) -> dict[str, dict[str, int]]:
    """What the guards of sign-in, of codes and of the audit trail have to tell, in the whole country."""
    return {
        "lango_sign_in_paused Whether sign-in pauses on all phones but the account's own (spraying)": {
            "": int(spraying.is_paused(session))
        },
        "lango_audit_waiting_seconds How long the audit row that waits first for its link has waited": {
            "": round(audit_chain.waiting_for(session).total_seconds())
        },
        "lango_sign_in_wrong Wrong passwords this hour from phones that are not the account's own": {
            "": spraying.wrong(session, spraying.HOUR)
        },
        "lango_codes Code SMS this hour, by what became of them": {
            f'{{outcome="{each}"}}': code_budget.so_far(session, each) for each in code_budget.Outcome
        },
    }


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
