"""Liveness and readiness for the load balancer, without any detail; and metrics for Prometheus."""

from flask import Blueprint, Response, jsonify
from prometheus_client.core import Metric
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.domain.audit import audit_chain
from app.domain.identity import otp_budget, password_spraying
from app.domain.identity.recovery import sim_swap_checks
from app.domain.messaging import messages, outbox
from app.domain.messaging.messages import TO_PEOPLE
from app.domain.payments.receipts import reconciliation
from app.domain.payments.refunding import refund_figures
from app.domain.reporting import worker_counts
from app.domain.webhooks import webhook_figures
from app.platform.observability import exposition, gauge, worker_families
from app.web import container, guards, intake
from app.web.ops import chart_gauges
from sessions.store import SessionsUnavailable

blueprint = Blueprint("health", __name__)
blueprint.before_request(guards.anyone)
counters = Blueprint("counters", __name__)
counters.before_request(guards.metrics_only)

MINUTE = 60
HUNDRED = 100
DATABASE_UP = "lango_database_up", "Whether the database answers"


@blueprint.get("/healthz")
def alive() -> Response:
    """The process answers."""
    return jsonify(status="alive")


@blueprint.get("/readyz")
def ready() -> tuple[Response, int]:
    """Whether the database and Redis answer; 503 when not, without saying which: the log has that.

    A late outbox does not make a web process unready: the worker sends it, and USSD does not need it.
    """
    intake().wake()
    container().finder.index()  # built before the first citizen waits for it
    is_ready = _database() and container().sessions.alive()
    return jsonify(status="ready" if is_ready else "not ready"), 200 if is_ready else 503


@counters.get("/metrics")
def metrics() -> Response:
    """Metrics in Prometheus' text format: the counters, this machine's spool, and the database's figures, if it
    answers.

    No number depends on whether there is an account (threat T12): a request about an unknown one changes the same
    numbers.
    """
    intake().wake()
    spool = container().spool.read_state()
    gauges = [
        gauge("lango_spool_records", "Records of this machine's spool that wait for the database", spool.waiting),
        gauge("lango_spool_aside", "Records that could not be applied", spool.aside),
        gauge("lango_spool_writable", "Whether this machine's disk takes records", spool.writable),
        *_redis_gauges(),
    ]
    try:
        with container().database.reading() as session:
            asked = [
                *_guard_gauges(session),
                gauge(*DATABASE_UP, 1),
                *_outbox_gauges(session),
                *_payment_gauges(session),
                *_webhook_gauges(session),
                *_worker_figures(session),
                *chart_gauges.read_gauges(session),
            ]
    except SQLAlchemyError:
        asked = [gauge(*DATABASE_UP, 0)]
    return Response(exposition([*gauges, *asked]), content_type="text/plain; version=0.0.4")


def _redis_gauges() -> list[Metric]:
    """Whether Redis answers, and how many counts of hops wait there for the worker: rounded down to hundreds, for the
    time of a single hop is among them."""
    redis_up = "lango_redis_up", "Whether Redis answers"
    try:
        waiting = container().sessions.count_waiting()
    except SessionsUnavailable:
        return [gauge(*redis_up, 0)]
    return [
        gauge(*redis_up, 1),
        gauge(
            "lango_counts_waiting", "Counts of hops that wait in Redis, in whole hundreds", waiting // HUNDRED * HUNDRED
        ),
    ]


def _worker_figures(session: Session) -> list[Metric]:
    """The seconds since any worker has reported, and the counters of all workers."""
    silent = worker_counts.silent_seconds(session)
    says = "How long no worker was heard of; -1 where none ever was"
    told = worker_families(worker_counts.worker_counts(session))
    return [gauge("lango_worker_silent_seconds", says, round(silent) if silent is not None else -1), *told]


def _outbox_gauges(session: Session) -> list[Metric]:
    standing = outbox.summary(session, quiet=container().is_quiet())
    return [
        gauge("lango_messages", "Alerts and receipts by state", messages.of_agencies(session), by="state"),
        gauge(
            "lango_outbox_oldest_seconds",
            "How long the message that is due the longest has waited, in whole minutes",
            int(standing.oldest_seconds) // MINUTE * MINUTE,
        ),
        gauge(
            "lango_channel_stands_still",
            "Whether nothing can be sent by a channel (account, settings, way there)",
            {each: each in standing.open_breakers for each in TO_PEOPLE},
            by="channel",
        ),
    ]


def _payment_gauges(session: Session) -> list[Metric]:
    return [
        gauge(
            "lango_payments_open",
            "Requests for money that wait for their provider, by how long they have",
            reconciliation.count_open_by_age(session),
            by="age",
        ),
        gauge(
            "lango_refunds_for_people",
            "Refunds that people are to do something about, by where they stand",
            refund_figures.count_refunds_for_people(session),
            by="state",
        ),
    ]


def _webhook_gauges(session: Session) -> list[Metric]:
    """Not by endpoint: how many an agency has, and whether its system is well, is its own affair."""
    figures = webhook_figures.summary(session)
    return [
        gauge("lango_webhooks_waiting", "Events that wait for agencies' systems", figures.waiting),
        gauge("lango_webhooks_failed", "Events that were given up and can be replayed", figures.failed),
        gauge("lango_webhook_endpoints_standing", "Endpoints that take nothing at present", len(figures.standing)),
        gauge(
            "lango_webhooks_oldest_seconds",
            "How long the event that is due the longest has waited for an endpoint that goes",
            round(figures.oldest_seconds),
        ),
    ]


def _guard_gauges(session: Session) -> list[Metric]:
    """Figures of the audit trail, wrong passwords, codes and SIM checks, of the whole country."""
    return [
        gauge(
            "lango_audit_waiting_seconds",
            "How long the audit row that waits first for its link has waited",
            round(audit_chain.waiting_for(session).total_seconds()),
        ),
        gauge(
            "lango_sign_in_wrong",
            "Wrong passwords within an hour from phones that are not the account's own",
            password_spraying.wrong(session),
        ),
        gauge(
            "lango_codes",
            "Codes asked for this hour, sent or not, of accounts that there are or not",
            sum(otp_budget.so_far(session, each) for each in otp_budget.OtpOutcome),
        ),
        gauge(
            "lango_sim_swaps",
            "What was found out about SIMs within a day, in whole tens",
            sim_swap_checks.verdicts(session),
            by="verdict",
        ),
    ]


def _database() -> bool:
    try:
        with container().database.reading() as session:
            session.execute(text("SELECT 1"))
        return True
    except SQLAlchemyError:
        return False
