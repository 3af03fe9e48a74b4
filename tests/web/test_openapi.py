"""The OpenAPI document of the agencies' API: it is complete, and true of the routes."""

import json
import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from flask import Flask
from pydantic import BaseModel

from app.domain.staff.api_keys import Scope
from app.web import guards
from app.web.api import openapi, problems, schemas
from app.web.api.blueprints import BLUEPRINTS
from app.web.api.schemas.application_bodies import BatchChange


def api() -> Flask:
    """A Flask application with the API and its document only."""
    app = Flask("test")
    for each in (*BLUEPRINTS, openapi.blueprint):
        app.register_blueprint(each)
    return app


ANY_KEY: list[dict[str, list[str]]] = [{"agencyKey": []}]
"""The security requirement of an operation that needs a key, whatever its scopes."""
DOCUMENT: dict[str, Any] = json.loads(openapi.written(api()))
MODULES = [import_module(f"{schemas.__name__}.{each.name}") for each in iter_modules(schemas.__path__)]
MODELS = {name: kind for module in (*MODULES, problems) for name, kind in vars(module).items()}


def nodes(node: object) -> Iterator[dict[str, Any]]:
    """Every object of the document."""
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from nodes(each)


def found(ref: str) -> Any:
    """The part of the document that a `$ref` leads to. Raises KeyError."""
    place: Any = DOCUMENT
    for name in ref.removeprefix("#/").split("/"):
        place = place[name]
    return place


def operations() -> dict[tuple[str, str], dict[str, Any]]:
    """Each operation by its verb and path."""
    verbs = ("get", "post", "put", "patch", "delete")
    return {
        (verb, path): told for path, item in DOCUMENT["paths"].items() for verb, told in item.items() if verb in verbs
    }


def test_it_is_served_to_anybody() -> None:
    answer = api().test_client().get("/api/v1/openapi.json")
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    assert answer.get_json() == DOCUMENT
    assert DOCUMENT["openapi"].startswith("3.1.")


def test_every_reference_in_it_leads_somewhere() -> None:
    refs = [node["$ref"] for node in nodes(DOCUMENT) if "$ref" in node]
    assert refs
    assert all(isinstance(found(ref), dict) for ref in refs)


def test_nothing_in_it_is_left_over() -> None:
    used = {node["$ref"] for node in nodes(DOCUMENT) if "$ref" in node}
    for kind in ("schemas", "parameters", "headers", "responses"):
        for name in DOCUMENT["components"][kind]:
            assert f"#/components/{kind}/{name}" in used, name


def test_it_tells_of_every_route_and_of_no_other() -> None:
    app = api()
    routes = {
        (verb.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
        for verb in rule.methods or ()
        if verb not in ("HEAD", "OPTIONS")
    }
    assert set(operations()) == routes


def test_every_operation_says_what_it_takes_and_answers() -> None:
    assert len({each["operationId"] for each in operations().values()}) == len(operations())
    for (verb, path), told in operations().items():
        assert any(code.startswith("2") for code in told["responses"])
        if path.endswith("openapi.json"):
            assert told["security"] == []
            continue
        takes = [each["$ref"].rpartition("/")[2] for each in told.get("parameters", [])]
        wanted = {"401", "429", "500", "503"} | ({"400"} if takes else set()) | ({"404"} if "{" in path else set())
        wanted |= {"413", "415", "422"} if "requestBody" in told else set()
        assert wanted <= set(told["responses"])
        assert ("403" in told["responses"]) == (told["security"] != ANY_KEY)
        assert verb == "get" or "idempotencyKey" in takes or path == "/api/v1/accounts/find"
        assert verb in ("post", "put") or "requestBody" not in told
    assert DOCUMENT["security"] == [{"agencyKey": []}]


def test_every_operation_names_the_scope_that_its_route_declares() -> None:
    app = Flask("test")
    for each in BLUEPRINTS:
        app.register_blueprint(each)
    with app.app_context():
        declared = {
            (verb.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)): guards.scope_of(rule.endpoint)
            for rule in app.url_map.iter_rules()
            if rule.rule.startswith("/api/")
            for verb in rule.methods or ()
            if verb not in ("HEAD", "OPTIONS")
        }
    told = {key: each["security"] for key, each in operations().items() if not key[1].endswith("openapi.json")}
    opened = {key: ANY_KEY for key, scope in declared.items() if scope is guards.ANY_SCOPE}
    assert {*opened} == {("get", "/api/v1/agency")}
    assert told == {key: [{"agencyKey": [f"{scope}"]}] for key, scope in declared.items()} | opened
    assert all(f"`{scope}`" in DOCUMENT["components"]["securitySchemes"]["agencyKey"]["description"] for scope in Scope)


def test_parameters_of_one_name_that_differ_are_both_told() -> None:
    """Each `limit` is described with the bounds of its route, although parts of the document are named by parameter."""
    limits = {}
    for (_, path), told in operations().items():
        for each in told.get("parameters", ()):
            if (parameter := found(each["$ref"]))["name"] == "limit":
                limits[path] = parameter["schema"]["maximum"]
    assert limits.items() >= {"/api/v1/services": 50, "/api/v1/applications": 200}.items()


def test_what_may_be_unchanged_says_so_and_nothing_else_does() -> None:
    for told in operations().values():
        takes = [found(each["$ref"])["name"] for each in told.get("parameters", ())]
        assert ("304" in told["responses"]) == ("If-None-Match" in takes)
        if "304" in told["responses"]:
            assert "ETag" in told["responses"]["304"]["headers"]
            assert "content" not in told["responses"]["304"]


def test_its_examples_are_true() -> None:
    checked = 0
    for name, schema in DOCUMENT["components"]["schemas"].items():
        for example in schema.get("examples", []):
            model(name).model_validate(example)
            checked += 1
    for node in nodes(DOCUMENT["paths"]):
        for content in node.get("content", {}).values():
            name = content["schema"].get("$ref", "").rpartition("/")[2]
            for example in content.get("examples", {}).values():
                assert model(name).model_validate(example["value"]).model_dump(mode="json", exclude_unset=True)
                checked += 1
    assert checked >= 8
    for change in DOCUMENT["components"]["schemas"]["Batch"]["examples"][0]["changes"]:
        BatchChange.model_validate(change)


def model(name: str) -> type[BaseModel]:
    """The model of a schema."""
    kind: type[BaseModel] = MODELS[name]
    return kind
