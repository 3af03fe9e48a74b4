"""The agencies' API told to machines: OpenAPI 3.1, made from the models that the API itself reads and writes."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from flask import Blueprint, Response
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.http import HTTP_STATUS_CODES

from app.web import guards, problems
from app.web.api_schemas import (
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
hears of each change by SMS. A key reaches the applications of its own agency only.

Send an `Idempotency-Key` with every POST: for two days at least, a copy of the request is then answered with what
the first was answered, byte for byte and with `Idempotent-Replayed: true`. Kept is what the rules said, a yes or a
refusal. What never came so far (400, 401, 413, 415, a body that makes no sense, 500, 503) is not kept: mend it or
wait, and send it again under the same key. A batch is kept change by change: one that was cut off goes on where it
stopped.
"""
PROBLEMS: Final[Mapping[int, str]] = {
    400: "The body is not JSON, or a header or a parameter cannot be read.",
    401: "There is no live API key in `Authorization: Bearer`.",
    404: "There is no such thing, or it is another agency's.",
    409: "The rules do not allow it, the reference is taken, or a copy of this request is still in progress.",
    412: "`If-Match` names another version than there is.",
    413: "The body is larger than 1 MiB.",
    415: "The body is not called `application/json`.",
    422: "A value makes no sense (`errors` says which), or the `Idempotency-Key` was used for another request.",
    500: "Something broke; nothing was changed.",
    503: "The database is busy; nothing was changed. Send it again after `Retry-After` seconds.",
}
RECORDED: Final = {
    "reference": "EPP1-A1B2C3D4",
    "status": "submitted",
    "stage": "submitted",
    "stage_label": "Submitted",
    "service": "passport-renew-34",
    "version": 1,
    "since": "2026-11-20T09:00:00Z",
    "place": None,
    "note": None,
}
MOVED: Final = RECORDED | {
    "status": "processing",
    "stage": "printed",
    "stage_label": "Passport printed",
    "version": 2,
    "since": "2026-11-23T09:00:00Z",
}
STEPS: Final = [
    {
        "version": state["version"],
        "status": state["status"],
        "stage": state["stage"],
        "at": state["since"],
        "place": None,
        "note": None,
        "actor": "agency:dis/0a1b2c3d",
    }
    for state in (RECORDED, MOVED)
]
BATCH_DONE: Final = {
    "results": [
        {"reference": "EPP1-A1B2C3D4", "code": 200, "status": "processing", "version": 2},
        {"reference": "102030405060", "code": 404, "detail": "there is no application of this reference"},
    ]
}
FOUND: Final = {
    "code": "passport-renew-34",
    "name": "Passport - renewal, 34 pages",
    "name_sw": "Kuhuisha pasipoti - kurasa 34",
    "label": "Passport renewal, 34 pages",
    "label_sw": "Kuhuisha pasipoti, kurasa 34",
    "agency": "dis",
    "agency_name": "Immigration",
    "category": "passport",
    "county": None,
    "fee_kes": 7500,
    "access_fee_kes": 50,
    "total_kes": 7550,
    "fee_source": "Gazette 241/2023, from Mar 2024",
    "processing_days": 15,
    "documents": ["current passport", "passport photos"],
    "channel": "phone",
    "portal_url": None,
}


@blueprint.get("/openapi.json")
def document() -> Response:
    """The whole document; nobody needs a key for it."""
    return Response(written(), content_type="application/json")


@cache
def written() -> str:
    """The document as JSON."""
    info = {"title": "Lango: the agencies' API", "version": "1", "description": ABOUT}
    bearer = {"type": "http", "scheme": "bearer", "description": "A key of `flask agency-key CODE`."}
    parts = {
        "schemas": _schemas(),
        "securitySchemes": {"agencyKey": bearer},
        "parameters": _parameters(),
        "headers": _headers(),
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
    shown = _done("The application and its history", ApplicationHistory, {**MOVED, "history": STEPS})
    read = {"summary": "Read an application", "responses": {"200": shown, **_refused(401, 404, 500, 503)}}
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
    answers = {"200": found, **_refused(400, 401, 500, 503)}
    find = {"summary": "Find services, as a phone does", "parameters": asked, "responses": answers}
    one = _done("The service", ServiceFound, FOUND)
    read = {"summary": "Read a service", "responses": {"200": one, **_refused(401, 404, 500, 503)}}
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
        "responses": done | _refused(400, 401, *refusals, 413, 415, 422, 500, 503),
    }


def _done(says: str, model: type[BaseModel], example: Json, *, repeatable: bool = False) -> Json:
    sent = {"ETag": "version" in model.model_fields, "Idempotent-Replayed": repeatable}
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


def _refused(*codes: int) -> Json:
    return {f"{code}": _ref("responses", f"{code}") for code in codes}


def _problem(code: int, says: str) -> Json:
    known = {401: "WWW-Authenticate", 503: "Retry-After"}
    example = {"type": "about:blank", "title": HTTP_STATUS_CODES[code], "status": code, "detail": says}
    content = {problems.MEDIA_TYPE: {"schema": _model(problems.Problem), "example": example}}
    headers = {known[code]: _ref("headers", known[code])} if code in known else {}
    return {"description": says, "headers": headers, "content": content}


def _schemas() -> Json:
    kinds = [*((model, "validation") for model in READ), *((model, "serialization") for model in WRITTEN)]
    made = models_json_schema(kinds, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    found: Json = made[1]["$defs"]
    return found


def _parameters() -> Json:
    return {
        "reference": {
            "name": "reference",
            "in": "path",
            "required": True,
            "description": "In any case; spaces, dots, hyphens and slashes do not count.",
            "schema": {"type": "string", "minLength": 1, "examples": ["EPP1-A1B2C3D4"]},
        },
        "q": {
            "name": "q",
            "in": "query",
            "required": True,
            "description": "A word or a few in English or Swahili, misspelt too; or the digits of a keypad.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 160, "examples": ["renew passport", "7277"]},
        },
        "limit": {
            "name": "limit",
            "in": "query",
            "schema": {"type": "integer", "minimum": 1, "maximum": 50, "default": 5},
        },
        "code": {
            "name": "code",
            "in": "path",
            "required": True,
            "schema": {"type": "string", "minLength": 1, "examples": ["passport-renew-34"]},
        },
        "idempotencyKey": {
            "name": "Idempotency-Key",
            "in": "header",
            "description": "Your own name for this request, the same for each copy of it.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
        },
        "ifMatch": {
            "name": "If-Match",
            "in": "header",
            "description": "The version that you know, as the `ETag` had it; or `*`.",
            "schema": {"type": "string", "pattern": r'^(\*|"[0-9]{1,9}"|[0-9]{1,9})$', "examples": ['"3"']},
        },
    }


def _headers() -> Json:
    says = {
        "ETag": 'The version, in quotes: `"3"`.',
        "Location": "Where the application can be read.",
        "Idempotent-Replayed": "`true` when this is the answer to an earlier copy of the request.",
        "Retry-After": "Seconds to wait.",
        "WWW-Authenticate": "`Bearer`",
    }
    return {name: {"description": text, "schema": {"type": "string"}} for name, text in says.items()}


def _model(model: type[BaseModel]) -> Json:
    return _ref("schemas", model.__name__)


def _ref(kind: str, name: str) -> Json:
    return {"$ref": f"#/components/{kind}/{name}"}
