"""Alive and ready, for the load balancer, of which nothing else is told; and how it goes, for Prometheus."""

from flask import Blueprint, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.domain.audit import audit_chain
from app.domain.identity import otp_budget, password_spraying
from app.domain.identity.recovery import sim_swap_checks
from app.domain.messaging import messages, outbox
from app.domain.messaging.messages import Channel
from app.platform.observability import exposition
from app.web import container, guards, intake

blueprint = Blueprint("health", __name__)
blueprint.before_request(guards.anyone)
counters = Blueprint("counters", __name__)
counters.before_request(guards.metrics_only)

MINUTE = 60


@blueprint.get("/healthz")
def alive() -> Response:
    """This process answers."""
    return jsonify(status="alive")


@blueprint.get("/readyz")
def ready() -> tuple[Response, int]:
    """Whether the database and Redis answer; 503 when not, and not which: the log has that.

    The age of the outbox is no reason to take a web out of rotation: it is the worker's, and USSD needs none.
    """
    intake().wake()
    container().finder.index()  # built before the first citizen waits for it
    is_ready = _database() and container().sessions.alive()
    return jsonify(status="ready" if is_ready else "not ready"), 200 if is_ready else 503


@counters.get("/metrics")
def metrics() -> Response:
    """Prometheus' text format: the counters, this machine's spool, and the outbox, if the database is in reach.

    No number in it differs by whether there is an account: a request for nobody's moves the same ones (threat T12).
    """
    intake().wake()
    spool = container().spool.standing()
    gauges = {
        "lango_spool_records Records of this machine's spool that wait for the database": {"": spool.waiting},
        "lango_spool_aside Records that could not be applied": {"": spool.aside},
        "lango_spool_writable Whether this machine's disk takes records": {"": int(spool.writable)},
    }
    try:
        with container().database.reading() as session:
            gauges |= _guard_gauges(session) | _outbox_gauges(session)
    except SQLAlchemyError:
        gauges |= {"lango_database_up Whether the database answers": {"": 0}}
    return Response(exposition() + _written(gauges).encode(), content_type="text/plain; version=0.0.4")


def _outbox_gauges(session: Session) -> dict[str, dict[str, int]]:
    standing = outbox.summary(session, quiet=container().is_quiet())
    still = {f'{{channel="{each}"}}': int(each in standing.standstills) for each in Channel}
    return {
        "lango_database_up Whether the database answers": {"": 1},
        "lango_messages Alerts and receipts by state": {
            f'{{state="{state}"}}': count for state, count in messages.of_agencies(session).items()
        },
        "lango_outbox_oldest_seconds How long the message that is due the longest has waited, in whole minutes": {
            "": int(standing.oldest_seconds) // MINUTE * MINUTE
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
        "lango_audit_waiting_seconds How long the audit row that waits first for its link has waited": {
            "": round(audit_chain.waiting_for(session).total_seconds())
        },
        "lango_sign_in_wrong Wrong passwords within an hour from phones that are not the account's own": {
            "": password_spraying.wrong(session)
        },
        "lango_codes Codes asked for this hour, sent or not, of accounts that there are or not": {
            "": sum(otp_budget.so_far(session, each) for each in otp_budget.OtpOutcome)
        },
        "lango_sim_swaps What was found out about SIMs within a day, in whole tens": {
            f'{{verdict="{verdict}"}}': number for verdict, number in sim_swap_checks.verdicts(session).items()
        },
    }


def _database() -> bool:
    try:
        with container().database.reading() as session:
            session.execute(text("SELECT 1"))
        return True
    except SQLAlchemyError:
        return False
