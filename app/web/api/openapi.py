"""The agencies' API told to machines: OpenAPI 3.1, made from the operations as they are declared."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from flask import Flask, Response, current_app
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.http import HTTP_STATUS_CODES

from app.domain.staff.api_keys import Scope
from app.web import guards
from app.web.api import problems
from app.web.api.operations import Answer, ApiBlueprint, Operation, routes

blueprint = ApiBlueprint("openapi", __name__, behind=guards.anyone)

Json = dict[str, Any]
Model = type[BaseModel]
Schemas = Mapping[tuple[Model, str], Json]
"""Where each model stands in the document: as it is read (`validation`), as it is written (`serialization`)."""

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

_SAYS: Final = {
    "ETag": 'The version, in quotes: `"3"`.',
    "Location": "Where the application can be read.",
    "Idempotent-Replayed": "`true` when this is the answer to an earlier copy of the request.",
    "Retry-After": "Seconds to wait.",
    "RateLimit": 'What is left, and the seconds after which all is there again: `"requests";r=599;t=60`.',
    "RateLimit-Policy": 'Requests that the key may make, in seconds: `"requests";q=600;w=60`.',
    "WWW-Authenticate": "`Bearer`; where a scope is missing, also which (RFC 6750).",
}
HEADERS: Final = {name: {"description": text, "schema": {"type": "string"}} for name, text in _SAYS.items()}


@blueprint.operation("GET", "/openapi.json", "This document", answer=Answer(200, "OK"))
def document() -> Response:
    """The whole document; nobody needs a key for it."""
    kept = current_app.extensions
    if "openapi" not in kept:
        kept["openapi"] = written(current_app)
    return Response(kept["openapi"], content_type="application/json")


def written(app: Flask) -> str:
    """The document, as JSON, of all operations that an application serves."""
    declared = [(path, operation) for path, operation in routes(app) if operation is not None]
    made, schemas = _schemas([operation for _, operation in declared])
    info = {"title": "Lango: the agencies' API", "version": "1", "description": ABOUT}
    bearer = {"type": "http", "scheme": "bearer", "description": f"A key of `flask agency-key CODE`. {_scopes()}"}
    parts = {
        "schemas": schemas,
        "securitySchemes": {"agencyKey": bearer},
        "parameters": {each.component: each.told() for _, operation in declared for each in operation.takes},
        "headers": {name: {"description": text, "schema": {"type": "string"}} for name, text in _SAYS.items()},
        "responses": {f"{code}": _problem(code, says, made) for code, says in PROBLEMS.items()},
    }
    paths: dict[str, Json] = {}
    for path, operation in declared:
        shared = [_ref("parameters", each.component) for each in operation.takes if each.place == "path"]
        item = paths.setdefault(path, {"parameters": shared} if shared else {})
        item[operation.verb.lower()] = _operation(operation, made)
    head = {"openapi": "3.1.0", "info": info, "security": [{"agencyKey": []}]}
    return json.dumps({**head, "paths": paths, "components": parts}, indent=1) + "\n"


def _operation(told: Operation, schemas: Schemas) -> Json:
    """OpenAPI 3.1 names scopes for every kind of security scheme."""
    own = [_ref("parameters", each.component) for each in told.takes if each.place != "path"]
    answers = {f"{code}": _ref("responses", f"{code}") for code in told.refusals}
    made: Json = {
        "summary": told.summary,
        "operationId": told.name,
        "security": [{"agencyKey": [str(told.scope)]}] if told.scope else [],
        "responses": {f"{told.answer.status}": _done(told, schemas), **answers},
    }
    if own:
        made["parameters"] = own
    if told.reads:
        content = {"application/json": {"schema": schemas[told.reads, "validation"]}}
        made["requestBody"] = {"required": True, "content": content}
    return made


def _done(told: Operation, schemas: Schemas) -> Json:
    model, example = told.answer.model, told.answer.example
    content: Json = {"schema": schemas[model, "serialization"] if model else {"type": "object"}}
    if example is not None:
        content["examples"] = {"one": {"value": example}}
    done: Json = {"description": told.answer.description, "content": {"application/json": content}}
    if told.headers:
        done["headers"] = {name: _ref("headers", name) for name in told.headers}
    return done


def _scopes() -> str:
    says = {
        Scope.READ_APPLICATIONS: "read an application and its history",
        Scope.WRITE_APPLICATIONS: "record applications",
        Scope.WRITE_STATUS: "move applications",
        Scope.READ_PAYMENTS: "read what was paid",
        Scope.READ_CATALOGUE: "search the catalogue",
        Scope.WRITE_CALLS: "call back who asked for it (in no default key)",
        Scope.WRITE_ACCOUNTS: "serve a person's account at a desk (Huduma Kenya only, in no default key)",
    }
    return "Scopes: " + "; ".join(f"`{scope}` {text}" for scope, text in says.items()) + "."


def _problem(code: int, says: str, schemas: Schemas) -> Json:
    known = {401: "WWW-Authenticate", 403: "WWW-Authenticate", 429: "Retry-After", 503: "Retry-After"}
    example = {"type": "about:blank", "title": HTTP_STATUS_CODES[code], "status": code, "detail": says}
    content = {problems.MEDIA_TYPE: {"schema": schemas[problems.Problem, "serialization"], "example": example}}
    headers = {known[code]: _ref("headers", known[code])} if code in known else {}
    return {"description": says, "headers": headers, "content": content}


def _schemas(declared: Iterable[Operation]) -> tuple[Schemas, Json]:
    """Where each model stands, and the schemas themselves."""
    kinds: dict[tuple[Model, str], None] = {(problems.Problem, "serialization"): None}
    for operation in declared:
        read = (operation.reads, *operation.parts) if operation.reads else ()
        kinds |= {(model, "validation"): None for model in read}
        if operation.answer.model:
            kinds[operation.answer.model, "serialization"] = None
    made = models_json_schema([*kinds], ref_template="#/components/schemas/{model}")  # type: ignore[list-item]
    return made[0], made[1]["$defs"]  # type: ignore[return-value]


def _ref(kind: str, name: str) -> Json:
    return {"$ref": f"#/components/{kind}/{name}"}
