"""The OpenAPI 3.1 document of the agencies' API, made from the operations as they are declared."""

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
from app.web.api.bodies import MediaBody
from app.web.api.operations import Answer, ApiBlueprint, Operation, routes
from app.web.api.parameters import Parameter

blueprint = ApiBlueprint("openapi", __name__, behind=guards.anyone)

Json = dict[str, Any]
Model = type[BaseModel]
Schemas = Mapping[tuple[Model, str], Json]
"""The reference to each model's schema: as it is read (`validation`), as it is written (`serialization`)."""

ABOUT: Final = """\
An agency records the applications to its services, moves them along, and reads where they stand; the citizen
hears of each change by SMS. A key reaches the applications of its own agency only, and does what its scopes allow:
each operation names the one that it needs. It ends 365 days after it was made, unless another end was set.

Each answer tells in `RateLimit-Policy` how many requests a key may make in a minute, and in `RateLimit` how many are
left; above that the answer is 429. Every reading of an application is written to the audit trail with the key's id.
A name that stands twice in one JSON object is refused.

To keep step, list the applications once, page by page with `cursor`, and from then on ask with `since`: the `as_of` of
the list before. What changed just before that comes again, with the `version` that you know.

Send an `Idempotency-Key` with every POST and PUT that changes something: for two days at least, a copy of the request
is then answered with what the first was answered, byte for byte and with `Idempotent-Replayed: true`. Kept is what the
rules said, a yes or a refusal. What never came so far (400, 401, 403, 413, 415, 429, a body that makes no sense, 500,
503) is not kept: mend it or wait, and send it again under the same key. A batch is kept change by change: one that was
cut off goes on where it stopped. After 20 seconds no further change of a batch is begun: those that are left have the
code 503.
"""
BYTES: Final[Json] = {"type": "string", "format": "binary"}
"""The schema of a file's bytes."""
PROBLEMS: Final[Mapping[int, str]] = {
    400: "The body is not JSON or has a name twice, or a header or a parameter cannot be read.",
    401: "There is no live API key in `Authorization: Bearer`: none, an unknown, revoked or expired one.",
    403: "The API key lacks the scope that this needs.",
    404: "There is no such thing, or it is another agency's.",
    409: "The rules do not allow it, the reference is taken, or a copy of this request is still in progress.",
    412: "`If-Match` names another version than there is, or a weak ETag, or one that is none of ours.",
    413: "The body is larger than 1 MiB, or a photo than 2 MiB.",
    415: "The body is not called `application/json`, or a photo not `image/jpeg` or `image/png`.",
    422: "A value makes no sense (`errors` says which), or the `Idempotency-Key` was used for another request.",
    429: "The key has made more requests, or caused more SMS, than it may; nothing was changed. Send it again after"
    " `Retry-After` seconds.",
    500: "Something broke; nothing was changed.",
    503: "The database is busy, or the register of persons does not answer; nothing was changed. Send it again after"
    " `Retry-After` seconds.",
}

_SAYS: Final = {
    "ETag": 'The version, in quotes: `"3"`; of a reading with a digest behind it of all that is told:'
    ' `"3.0123456789abcdef"`. `If-Match` takes either, and goes by the version.',
    "Location": "Where the application can be read.",
    "Idempotent-Replayed": "`true` when this is the answer to an earlier copy of the request.",
    "Retry-After": "Seconds to wait.",
    "RateLimit": 'What is left, and the seconds after which all is there again: `"requests";r=599;t=60`.',
    "RateLimit-Policy": 'Requests that the key may make, in seconds: `"requests";q=600;w=60`.',
    "WWW-Authenticate": "`Bearer`; where a scope is missing, also which (RFC 6750).",
}


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
    names = _names([operation for _, operation in declared])
    info = {"title": "Lango: the agencies' API", "version": "1", "description": ABOUT}
    bearer = {"type": "http", "scheme": "bearer", "description": f"A key of `flask agency-key CODE`. {_scopes()}"}
    parts = {
        "schemas": schemas,
        "securitySchemes": {"agencyKey": bearer},
        "parameters": {names[_key(each)]: each.told() for _, operation in declared for each in operation.takes},
        "headers": {name: {"description": text, "schema": {"type": "string"}} for name, text in _SAYS.items()},
        "responses": {f"{code}": _problem(code, says, made) for code, says in PROBLEMS.items()},
    }
    paths: dict[str, Json] = {}
    for path, operation in declared:
        shared = [_ref("parameters", names[_key(each)]) for each in operation.takes if each.place == "path"]
        item = paths.setdefault(path, {"parameters": shared} if shared else {})
        item[operation.verb.lower()] = _operation(operation, made, names)
    head = {"openapi": "3.1.0", "info": info, "security": [{"agencyKey": []}]}
    return json.dumps({**head, "paths": paths, "components": parts}, indent=1) + "\n"


def _operation(told: Operation, schemas: Schemas, names: Mapping[str, str]) -> Json:
    """An operation, as OpenAPI has it. Version 3.1 allows scopes with every kind of security scheme."""
    own = [_ref("parameters", names[_key(each)]) for each in told.takes if each.place != "path"]
    unchanged = {"304": _unchanged(told)} if told.is_conditional else {}
    answers = unchanged | {f"{code}": _ref("responses", f"{code}") for code in told.refusals}
    key = {"agencyKey": [] if isinstance(told.scope, guards.AnyScope) else [told.scope]}
    made: Json = {
        "summary": told.summary,
        "operationId": told.name,
        "security": [key] if told.scope else [],
        "responses": {f"{told.answer.status}": _done(told, schemas), **answers},
    }
    if own:
        made["parameters"] = own
    if told.reads:
        made["requestBody"] = {"required": True, "content": _wanted(told.reads, schemas)}
    return made


def _wanted(reads: Model | MediaBody, schemas: Schemas) -> Json:
    if isinstance(reads, MediaBody):
        return {each: {"schema": BYTES} for each in reads.media}
    return {"application/json": {"schema": schemas[reads, "validation"]}}


def _done(told: Operation, schemas: Schemas) -> Json:
    model, example = told.answer.model, told.answer.example
    is_json = told.answer.media == "application/json"
    content: Json = {"schema": schemas[model, "serialization"] if model else {"type": "object"} if is_json else BYTES}
    if example is not None:
        content["examples"] = {"one": {"value": example}}
    done: Json = {"description": told.answer.description, "content": {told.answer.media: content}}
    if told.headers:
        done["headers"] = {name: _ref("headers", name) for name in told.headers}
    return done


def _unchanged(told: Operation) -> Json:
    return {
        "description": "It is as `If-None-Match` has it.",
        "headers": {name: _ref("headers", name) for name in told.headers},
    }


def _names(declared: Iterable[Operation]) -> dict[str, str]:
    """The component name of each parameter, by its key. Where several parameters share a name (`limit`), each is
    prefixed with the name of the first operation that takes it."""
    first: dict[str, dict[str, str]] = {}
    for operation in declared:
        for each in operation.takes:
            first.setdefault(each.component, {}).setdefault(_key(each), operation.name)
    return {
        key: f"{taker}{name[0].upper()}{name[1:]}" if len(takers) > 1 else name
        for name, takers in first.items()
        for key, taker in takers.items()
    }


def _key(parameter: Parameter) -> str:
    return json.dumps([parameter.component, parameter.told()])


def _scopes() -> str:
    says = {
        Scope.READ_APPLICATIONS: "list applications, read one, its history, its messages and what was answered",
        Scope.WRITE_APPLICATIONS: "record applications, and what a citizen answers at a desk",
        Scope.WRITE_STATUS: "move applications",
        Scope.READ_PAYMENTS: "read what was asked for, paid and is given back",
        Scope.READ_CATALOGUE: "search the catalogue, read its forms",
        Scope.WRITE_CALLS: "call back who asked for it, whole numbers (in no default key)",
        Scope.WRITE_ACCOUNTS: "serve a person's account at a desk (Huduma Kenya only, in no default key)",
    }
    return "Scopes: " + "; ".join(f"`{scope}` {text}" for scope, text in says.items()) + "."


def _problem(code: int, says: str, schemas: Schemas) -> Json:
    known = {401: "WWW-Authenticate", 403: "WWW-Authenticate", 429: "Retry-After", 503: "Retry-After"}
    example = {"type": "about:blank", "title": HTTP_STATUS_CODES[code], "status": code, "detail": says}
    content = {problems.MEDIA_TYPE: {"schema": schemas[problems.Problem, "serialization"], "example": example}}
    names = [known[code]] if code in known else []
    if code not in (401, 500):  # what answers a valid key
        names += ["RateLimit", "RateLimit-Policy"]
    return {"description": says, "headers": {name: _ref("headers", name) for name in names}, "content": content}


def _schemas(declared: Iterable[Operation]) -> tuple[Schemas, Json]:
    """The reference to each model's schema, and the schemas themselves."""
    kinds: dict[tuple[Model, str], None] = {(problems.Problem, "serialization"): None}
    for operation in declared:
        read = (*([] if isinstance(operation.reads, MediaBody | None) else [operation.reads]), *operation.parts)
        kinds |= {(model, "validation"): None for model in read}
        if operation.answer.model:
            kinds[operation.answer.model, "serialization"] = None
    made = models_json_schema([*kinds], ref_template="#/components/schemas/{model}")  # type: ignore[list-item]
    return made[0], made[1]["$defs"]  # type: ignore[return-value]


def _ref(kind: str, name: str) -> Json:
    return {"$ref": f"#/components/{kind}/{name}"}
