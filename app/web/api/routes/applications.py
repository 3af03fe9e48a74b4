"""The agencies' API: an agency records an application, reads it and moves it, one or a thousand in a request.

Every route answers JSON; what is refused is a problem (`app/web/api/problems.py`). An agency reaches its own
applications only: another agency's looks like one that is not there.
"""

import json
import time
from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import partial

from flask import Response, g, url_for
from pydantic import ValidationError
from sqlalchemy.orm import Session

from app.domain.applications import agency_fees, transitions
from app.domain.applications.applications import Application
from app.domain.catalogue import models
from app.domain.catalogue.access_fees import access_fees
from app.domain.idempotency.api_requests import Call
from app.domain.messaging.sms_budget import BudgetSpent
from app.domain.shared.errors import Invalid
from app.domain.staff.api_keys import Scope
from app.platform.observability import failed
from app.web import asked, container
from app.web.api import examples, idempotency, problems
from app.web.api.operations import BUSY, UNANSWERED, Answer, ApiBlueprint
from app.web.api.parameters import IDEMPOTENCY_KEY, IF_MATCH, IF_NONE_MATCH, REFERENCE
from app.web.api.problems import ApiReply, ValidationProblem
from app.web.api.routes.application_details import fee_of, history_of, read_application, state_of
from app.web.api.schemas.application_bodies import Batch, BatchChange, FeeSet, NewApplication, StatusChange
from app.web.api.schemas.applications import (
    ApplicationHistory,
    ApplicationState,
    BatchResult,
    BatchResults,
    PricedApplication,
)

blueprint = ApiBlueprint("api", __name__)

NO_TIME = "no time was left and nothing was changed; send it again"
BATCH_SECONDS = 20.0
"""Seconds after which no further change of a batch is begun: the agency, or its proxy, has timed out by then."""


@blueprint.operation(
    "POST",
    "/applications",
    "Record an application",
    scope=Scope.WRITE_APPLICATIONS,
    reads=NewApplication,
    answer=Answer(
        201, "The application, and where it can be read", ApplicationState, examples.RECORDED, ("ETag", "Location")
    ),
    refuses=(409,),
    once=True,
)
def record(session: Session, given: NewApplication) -> tuple[ApplicationState, dict[str, str]]:
    """Record an application; its phone is told."""
    service = models.service(session, given.service)
    if service is None or not g.key.reach.has_service(service.code, service.agency_code):
        raise Invalid("service: the code of a service of your agency is wanted")
    application = transitions.record_application(
        session,
        service,
        given.applicant(g.key.test_phone),
        actor=g.key.actor,
        contacts=container().contacts,
        reference=given.reference,
        answers=given.answers or None,
        paid_by=g.key.sms_budget,
        is_test=g.key.is_test,
    )
    return state_of(session, application), {"Location": url_for("api.read", reference=application.reference)}


@blueprint.operation(
    "GET",
    "/applications/<reference:reference>",
    "Read an application",
    scope=Scope.READ_APPLICATIONS,
    takes=(REFERENCE, IF_NONE_MATCH),
    answer=Answer(200, "The application and its history", ApplicationHistory, examples.HISTORY, ("ETag",)),
)
def read(reference: str) -> ApplicationHistory:
    """An application as it stands, and its history. The read is audited."""
    return read_application(reference, history_of)


@blueprint.operation(
    "POST",
    "/applications/<path:reference>/status",
    "Move an application",
    scope=Scope.WRITE_STATUS,
    reads=StatusChange,
    takes=(REFERENCE, IF_MATCH),
    answer=Answer(200, "The application as it stands now", ApplicationState, examples.MOVED, ("ETag",)),
    refuses=(409,),
    once=True,
)
def change(session: Session, reference: str, given: StatusChange, versions: Collection[int] | None) -> ApplicationState:
    """Move an application; the citizen is told."""
    return state_of(session, _move(session, reference, given, versions))


@blueprint.operation(
    "POST",
    "/applications/<path:reference>/fee",
    "Set the fee of an application",
    scope=Scope.WRITE_STATUS,
    reads=FeeSet,
    takes=(REFERENCE, IF_MATCH),
    answer=Answer(200, "The application, which awaits payment", PricedApplication, examples.PRICED, ("ETag",)),
    refuses=(409,),
    once=True,
)
def set_fee(session: Session, reference: str, given: FeeSet, versions: Collection[int] | None) -> PricedApplication:
    """Set the fee of an application whose service has no published fee; the citizen is told the amount, and can pay."""
    here = container()
    fee = access_fees(session, here.settings.access_fee).on_top_of(Decimal(given.amount_kes))
    application = agency_fees.set_fee(
        session,
        reference,
        fee,
        given.step(),
        actor=g.key.actor,
        contacts=here.contacts,
        reach=g.key.reach,
        versions=versions,
        paid_by=g.key.sms_budget,
    )
    return PricedApplication(**state_of(session, application).model_dump(), fee=fee_of(application))


@blueprint.operation(
    "POST",
    "/applications/status",
    "Move up to 1,000 applications",
    scope=Scope.WRITE_STATUS,
    reads=Batch,
    parts=(BatchChange,),
    takes=(IDEMPOTENCY_KEY,),
    answer=Answer(200, "What became of each change", BatchResults, examples.BATCH_DONE),
)
def change_many(given: Batch, known: Call | None) -> Response:
    """Move many applications, in their order, each in a transaction of its own, until BATCH_SECONDS are over."""
    until, results, are_repeats = time.monotonic() + BATCH_SECONDS, list[BatchResult](), True
    for position, each in enumerate(given.changes):
        if results and time.monotonic() > until:
            return _batch_cut_off(results, given.changes[position:], NO_TIME)
        try:
            reply, repeated = idempotency.perform(partial(_change_one, each), known, position=position)
        except BudgetSpent as spent:
            reply, repeated = problems.of_refusal(spent), False
        except UNANSWERED as error:
            if not results:
                raise
            failed("database", error)
            return _batch_cut_off(results, given.changes[position:], BUSY)
        results.append(_result(each, reply))
        are_repeats = are_repeats and repeated
    return _batch(results, repeated=are_repeats)


def _batch_cut_off(done: list[BatchResult], left: Sequence[object], why: str) -> Response:
    """The results so far, and a 503 for the changes left: under its `Idempotency-Key` the batch goes on there."""
    return _batch(done + [BatchResult(reference=_name(each), code=503, detail=why) for each in left])


def _batch(results: list[BatchResult], *, repeated: bool = False) -> Response:
    done = BatchResults(results=results).model_dump_json(exclude_unset=True)
    return ApiReply(200, done + "\n", {}).response(repeated=repeated)


def _change_one(given: object, session: Session) -> ApiReply:
    """Do one change of a batch. An invalid one is answered with a problem, like a refused one."""
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
        reach=g.key.reach,
        versions=versions,
        paid_by=g.key.sms_budget,
    )


def _result(given: object, reply: ApiReply) -> BatchResult:
    told = json.loads(reply.body)
    if reply.status == 200:
        return BatchResult(reference=_name(given), code=200, status=told["status"], version=told["version"])
    return BatchResult(reference=_name(given), code=reply.status, detail=told["detail"])


def _name(given: object) -> str | None:
    reference = given.get("reference") if isinstance(given, dict) else None
    return reference if isinstance(reference, str) else None
