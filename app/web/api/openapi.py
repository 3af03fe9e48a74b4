"""The agencies' API told to machines: OpenAPI 3.1, made from the models that the API itself reads and writes."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from flask import Blueprint, Response
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.http import HTTP_STATUS_CODES

from app.domain.staff.api_keys import Scope
from app.web import guards
from app.web.api import openapi_parts, problems
from app.web.api.openapi_parts import BATCH_DONE, FOUND, MOVED, RECORDED, STEPS
from app.web.api.schemas import (
    ApplicationHistory,
    ApplicationState,
    Batch,
    BatchChange,
    BatchResults,
    NewApplication,
    ServiceFound,
    ServicesFound,
    StatusChange,
)

blueprint = Blueprint("openapi", __name__, url_prefix="/api/v1")
blueprint.before_request(guards.anyone)

Json = dict[str, Any]
READ: Final = (NewApplication, StatusChange, BatchChange, Batch)
WRITTEN: Final = (ApplicationState, ApplicationHistory, BatchResults, ServiceFound, ServicesFound, problems.Problem)

ABOUT: Final = """\
An agency records the applications to its services, moves them along, and reads where they stand; the citizen
hears of each change by SMS. A key reaches the applications of its own agency only, and does what its scopes allow:
each operation names the one that it needs. It ends 365 days after it was made, unless another end was set.

Each answer tells in `RateLimit-Policy` how many requests a key may make in a minute, and in `RateLimit` how many are
left; above that the answer is 429. Every reading of an application is written to the audit trail with the key's id.
A name that stands twice in one JSON object is refused.

Send an `Idempotency-Key` with every POST: for two days at least, a copy of the request is then answered with what
the first was answered, byte for byte and with `Idempotent-Replayed: true`. Kept is what the rules said, a yes or a
refusal. What never came so far (400, 401, 403, 413, 415, 429, a body that makes no sense, 500, 503) is not kept: mend
it or wait, and send it again under the same key. A batch is kept change by change: one that was cut off goes on where
it stopped. After 20 seconds no further change of a batch is begun: those that are left have the code 503.
"""
PROBLEMS: Final[Mapping[int, str]] = {
    400: "The body is not JSON or has a name twice, or a header or a parameter cannot be read.",
    401: "There is no live API key in `Authorization: Bearer`: none, an unknown, revoked or expired one.",
    403: "The API key lacks the scope that this needs.",
    404: "There is no such thing, or it is another agency's.",
    409: "The rules do not allow it, the reference is taken, or a copy of this request is still in progress.",
    412: "`If-Match` names another version than there is, or a weak ETag, or one that is none of ours.",
    413: "The body is larger than 1 MiB.",
    415: "The body is not called `application/json`.",
    422: "A value makes no sense (`errors` says which), or the `Idempotency-Key` was used for another request.",
    429: "The key has made more requests, or caused more SMS, than it may; nothing was changed. Send it again after"
    " `Retry-After` seconds.",
    500: "Something broke; nothing was changed.",
    503: "The database is busy; nothing was changed. Send it again after `Retry-After` seconds.",
}


@blueprint.get("/openapi.json")
def document() -> Response:
    """The whole document; nobody needs a key for it."""
    return Response(written(), content_type="application/json")


@cache
def written() -> str:
    """The document as JSON."""
    info = {"title": "Lango: the agencies' API", "version": "1", "description": ABOUT}
    bearer = {"type": "http", "scheme": "bearer", "description": f"A key of `flask agency-key CODE`. {_scopes()}"}
    parts = {
        "schemas": _schemas(),
        "securitySchemes": {"agencyKey": bearer},
        "parameters": openapi_parts.PARAMETERS,
        "headers": openapi_parts.HEADERS,
        "responses": {f"{code}": _problem(code, says) for code, says in PROBLEMS.items()},
    }
    head = {"openapi": "3.1.0", "info": info, "security": [{"agencyKey": []}]}
    return json.dumps({**head, "paths": _paths(), "components": parts}, indent=1) + "\n"


def _paths() -> Json:
    one, many = "/api/v1/applications/{reference}", "/api/v1/applications"
    reference = [_ref("parameters", "reference")]
    recorded = _done("The application, and where it can be read", ApplicationState, RECORDED, repeatable=True)
    recorded["headers"]["Location"] = _ref("headers", "Location")
    record = _post("Record an application", NewApplication, {"201": recorded}, refusals=(409,))
    moved = _done("The application as it stands now", ApplicationState, MOVED, repeatable=True)
    change = _post("Move an application", StatusChange, {"200": moved}, refusals=(404, 409, 412))
    done = _done("What became of each change", BatchResults, BATCH_DONE, repeatable=True)
    batch = _post("Move up to 1,000 applications", Batch, {"200": done}, refusals=(409,))
    change["parameters"] += [_ref("parameters", "ifMatch")]
    record, change, batch = (
        each | _needing(scope)
        for each, scope in (
            (record, Scope.WRITE_APPLICATIONS),
            (change, Scope.WRITE_STATUS),
            (batch, Scope.WRITE_STATUS),
        )
    )
    shown = _done("The application and its history", ApplicationHistory, {**MOVED, "history": STEPS})
    answers = {"200": shown, **_refused(401, 403, 404, 429, 500, 503)}
    read = {"summary": "Read an application", "responses": answers, **_needing(Scope.READ_APPLICATIONS)}
    return {
        many: {"post": record | {"operationId": "record"}},
        one: {"parameters": reference, "get": read | {"operationId": "read"}},
        f"{one}/status": {"parameters": reference, "post": change | {"operationId": "change"}},
        f"{many}/status": {"post": batch | {"operationId": "changeMany"}},
        **_catalogue_paths(),
        "/api/v1/openapi.json": {"get": _this_document()},
    }


def _catalogue_paths() -> Json:
    asked = [_ref("parameters", "q"), _ref("parameters", "limit")]
    found = _done("The services, best first", ServicesFound, {"services": [FOUND], "nearest": False})
    answers = {"200": found, **_refused(400, 401, 403, 429, 500, 503)}
    find: Json = {"summary": "Find services, as a phone does", "parameters": asked, "responses": answers}
    one = _done("The service", ServiceFound, FOUND)
    read: Json = {"summary": "Read a service", "responses": {"200": one, **_refused(401, 403, 404, 429, 500, 503)}}
    find, read = (each | _needing(Scope.READ_CATALOGUE) for each in (find, read))
    return {
        "/api/v1/services": {"get": find | {"operationId": "findServices"}},
        "/api/v1/services/{code}": {
            "parameters": [_ref("parameters", "code")],
            "get": read | {"operationId": "readService"},
        },
    }


def _post(summary: str, body: type[BaseModel], done: Json, *, refusals: tuple[int, ...]) -> Json:
    return {
        "summary": summary,
        "parameters": [_ref("parameters", "idempotencyKey")],
        "requestBody": {"required": True, "content": {"application/json": {"schema": _model(body)}}},
        "responses": done | _refused(400, 401, 403, *refusals, 413, 415, 422, 429, 500, 503),
    }


def _done(says: str, model: type[BaseModel], example: Json, *, repeatable: bool = False) -> Json:
    sent = {"ETag": "version" in model.model_fields, "Idempotent-Replayed": repeatable}
    sent |= {"RateLimit": True, "RateLimit-Policy": True}
    return {
        "description": says,
        "headers": {name: _ref("headers", name) for name, there in sent.items() if there},
        "content": {"application/json": {"schema": _model(model), "examples": {"one": {"value": example}}}},
    }


def _this_document() -> Json:
    content = {"application/json": {"schema": {"type": "object"}}}
    return {
        "summary": "This document",
        "operationId": "document",
        "security": [],
        "responses": {"200": {"description": "OK", "content": content}, **_refused(500)},
    }


def _needing(scope: Scope) -> Json:
    """OpenAPI 3.1 names scopes for every kind of security scheme."""
    return {"security": [{"agencyKey": [str(scope)]}]}


def _scopes() -> str:
    says = {
        Scope.READ_APPLICATIONS: "read an application and its history",
        Scope.WRITE_APPLICATIONS: "record applications",
        Scope.WRITE_STATUS: "move applications",
        Scope.READ_CATALOGUE: "search the catalogue",
        Scope.WRITE_ACCOUNTS: "serve a person's account at a desk (Huduma Kenya only, in no default key)",
    }
    return "Scopes: " + "; ".join(f"`{scope}` {text}" for scope, text in says.items()) + "."


def _refused(*codes: int) -> Json:
    return {f"{code}": _ref("responses", f"{code}") for code in codes}


def _problem(code: int, says: str) -> Json:
    known = {401: "WWW-Authenticate", 403: "WWW-Authenticate", 429: "Retry-After", 503: "Retry-After"}
    example = {"type": "about:blank", "title": HTTP_STATUS_CODES[code], "status": code, "detail": says}
    content = {problems.MEDIA_TYPE: {"schema": _model(problems.Problem), "example": example}}
    headers = {known[code]: _ref("headers", known[code])} if code in known else {}
    return {"description": says, "headers": headers, "content": content}


def _schemas() -> Json:
    kinds = [*((model, "validation") for model in READ), *((model, "serialization") for model in WRITTEN)]
    made = models_json_schema(kinds, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    found: Json = made[1]["$defs"]
    return found


def _model(model: type[BaseModel]) -> Json:
    return _ref("schemas", model.__name__)


def _ref(kind: str, name: str) -> Json:
    return {"$ref": f"#/components/{kind}/{name}"}
