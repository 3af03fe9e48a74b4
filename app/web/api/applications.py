"""The agencies' API: an agency records an application, reads it and moves it, one or a thousand in a request.

Every route answers JSON; what is refused is a problem (`app/web/api/problems.py`). An agency reaches its own
applications only: another agency's looks like one that is not there.
"""

import json
import time
from collections.abc import Collection, Sequence
from functools import partial
from typing import Final, TypeVar

from flask import Blueprint, Response, abort, g, request, url_for
from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from app.domain.applications import agency_notes, agency_reads, transitions
from app.domain.applications.applications import Application, Change
from app.domain.applications.status_messages import status_view
from app.domain.catalogue import models
from app.domain.messaging.sms_budget import BudgetSpent, KeyBudget
from app.domain.shared.errors import Invalid, NotFound, RuleViolation
from app.domain.staff.api_keys import Scope
from app.platform.db import OutOfReach
from app.platform.i18n import ENGLISH
from app.platform.observability import failed
from app.web import asked, container, guards, rate_limits
from app.web.api import idempotency, json_bodies, problems
from app.web.api.problems import ApiReply, ValidationProblem
from app.web.api.schemas import (
    ApplicationHistory,
    ApplicationState,
    Batch,
    BatchChange,
    BatchResult,
    BatchResults,
    Body,
    HistoryStep,
    NewApplication,
    StatusChange,
)

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
blueprint.before_request(guards.agency_only)
blueprint.after_request(rate_limits.tell)

BUSY = "the database is busy and nothing was changed; send it again"
NO_TIME = "no time was left and nothing was changed; send it again"
BATCH_SECONDS = 20.0
"""After so long no further change of a batch is begun: the agency has gone, or its proxy has."""
UNANSWERED: Final = (OperationalError, PoolTimeout, OutOfReach)
"""What the database raises that does not answer now."""
Given = TypeVar("Given", bound=Body)


@blueprint.post("/applications")
@guards.needs(Scope.WRITE_APPLICATIONS)
def record() -> Response:
    """Record an application; its phone is told."""
    return _answered(partial(_record, _read(NewApplication)))


@blueprint.get("/applications/<path:reference>")
@guards.needs(Scope.READ_APPLICATIONS)
def read(reference: str) -> Response:
    """An application as it stands, and its history; that it was read is kept."""
    with container().database.transaction() as session:
        application = agency_reads.read_for_agency(session, asked.reference(reference), g.key)
        if application is not None:
            state = _state(session, application).model_dump()
            steps = [_step(session, change) for change in application.history]
    if application is None:
        raise NotFound(transitions.UNKNOWN)
    return _reply(200, ApplicationHistory(**state, history=steps), version=state["version"]).response()


@blueprint.post("/applications/<path:reference>/status")
@guards.needs(Scope.WRITE_STATUS)
def change(reference: str) -> Response:
    """Move an application; the citizen is told."""
    return _answered(partial(_change, asked.reference(reference), _read(StatusChange), asked.versions()))


@blueprint.post("/applications/status")
@guards.needs(Scope.WRITE_STATUS)
def change_many() -> Response:
    """Move many applications, each in a transaction of its own and in their order, as many as there is time for."""
    changes, known, until = _read(Batch).changes, idempotency.call(), time.monotonic() + BATCH_SECONDS
    results, are_repeats = list[BatchResult](), True
    for position, given in enumerate(changes):
        if results and time.monotonic() > until:
            return _batch_cut_off(results, changes[position:], NO_TIME)
        try:
            reply, repeated = idempotency.perform(partial(_change_one, given), known, position=position)
        except BudgetSpent as spent:
            reply, repeated = problems.of_refusal(spent), False
        except UNANSWERED as error:
            if not results:
                raise
            failed("database", error)
            return _batch_cut_off(results, changes[position:], BUSY)
        results.append(_result(given, reply))
        are_repeats = are_repeats and repeated
    return _batch(results, repeated=are_repeats)


@blueprint.errorhandler(RuleViolation)
def refused(error: RuleViolation) -> Response:
    """What the domain refuses outside a change."""
    return problems.of_refusal(error).response()


def busy(error: Exception) -> Response:
    """A deadlock, a lock that is held too long, a database that does not answer: all of it can be sent again."""
    failed("database", error)
    return problems.problem(503, BUSY, headers={"Retry-After": "1"}).response()


def answers_when_busy(blueprint: Blueprint) -> None:
    """Every route of a blueprint says so where the database does not answer."""
    for kind in UNANSWERED:
        blueprint.register_error_handler(kind, busy)


answers_when_busy(blueprint)


def _batch_cut_off(done: list[BatchResult], left: Sequence[object], why: str) -> Response:
    """What was done, and that the rest was not: under its `Idempotency-Key` the batch goes on there."""
    return _batch(done + [BatchResult(reference=_name(each), code=503, detail=why) for each in left])


def _batch(results: list[BatchResult], *, repeated: bool = False) -> Response:
    done = BatchResults(results=results).model_dump_json(exclude_unset=True)
    return ApiReply(200, done + "\n", {}).response(repeated=repeated)


def _answered(work: idempotency.Work) -> Response:
    reply, repeated = idempotency.perform(work, idempotency.call())
    return reply.response(repeated=repeated)


def _record(given: NewApplication, session: Session) -> ApiReply:
    service = models.service(session, given.service)
    if service is None or service.agency_code != g.agency:
        raise Invalid("service: the code of a service of your agency is wanted")
    application = transitions.record_application(
        session,
        service,
        given.applicant(),
        actor=g.key.actor,
        contacts=container().contacts,
        reference=given.reference,
        answers=json.dumps(given.answers) if given.answers else None,
        paid_by=_sms_budget(),
    )
    here = url_for("api.read", reference=application.reference)
    return _reply(201, _state(session, application), version=application.version, Location=here)


def _change(reference: str, given: StatusChange, versions: Collection[int] | None, session: Session) -> ApiReply:
    application = _move(session, reference, given, versions)
    return _reply(200, _state(session, application), version=application.version)


def _change_one(given: object, session: Session) -> ApiReply:
    """A change of a batch; one that makes no sense is refused like one that may not be."""
    try:
        change = BatchChange.model_validate(given)
    except ValidationError as error:
        return problems.of_http_error(ValidationProblem.of(error))
    versions = None if change.version is None else {change.version}
    application = _move(session, asked.reference(change.reference), change, versions)
    return ApiReply(200, json.dumps({"status": application.status, "version": application.version}), {})


def _move(session: Session, reference: str, given: StatusChange, versions: Collection[int] | None) -> Application:
    return transitions.apply_transition(
        session,
        reference,
        given.step(),
        actor=g.key.actor,
        contacts=container().contacts,
        agency=g.agency,
        versions=versions,
        paid_by=_sms_budget(),
    )


def _result(given: object, reply: ApiReply) -> BatchResult:
    told = json.loads(reply.body)
    if reply.status == 200:
        return BatchResult(reference=_name(given), code=200, status=told["status"], version=told["version"])
    return BatchResult(reference=_name(given), code=reply.status, detail=told["detail"])


def _name(given: object) -> str | None:
    reference = given.get("reference") if isinstance(given, dict) else None
    return reference if isinstance(reference, str) else None


def _state(session: Session, application: Application) -> ApplicationState:
    return ApplicationState(
        reference=application.reference,
        status=application.status,
        stage=application.stage,
        stage_label=status_view(session, application, ENGLISH, phone=None).stage,
        service=application.service_code,
        version=application.version,
        since=application.since,
        place=application.place,
        note=agency_notes.latest(session, application),
        note_sw=agency_notes.latest_sw(session, application),
    )


def _step(session: Session, change: Change) -> HistoryStep:
    return HistoryStep(
        version=change.version,
        status=change.status,
        stage=change.stage,
        at=change.at,
        place=change.place,
        note=agency_notes.past(session, change),
        note_sw=agency_notes.past_sw(session, change),
        actor=change.actor,
    )


def _reply(status: int, body: BaseModel, *, version: int, **headers: str) -> ApiReply:
    return ApiReply(status, body.model_dump_json() + "\n", {"ETag": f'"{version}"', **headers})


def _read(kind: type[Given]) -> Given:
    """The body of this request: 415 when not called JSON, 400 when it is none, 422 when it makes no sense."""
    if request.mimetype != "application/json":
        abort(415, "a body of the type application/json is wanted")
    try:
        return kind.model_validate(json_bodies.read(request.get_data()))
    except ValidationError as error:
        raise ValidationProblem.of(error) from None


def _sms_budget() -> KeyBudget:
    """Whose SMS this request uses up, and how many an hour those may be."""
    return KeyBudget(g.key.id, g.key.sms_per_hour)
