"""Every route has a guard, and each guard refuses the requests that it is there to refuse."""

import re
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from flask import Blueprint, Flask
from werkzeug.routing import Rule

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.staff.api_keys import Scope
from app.web import guards
from app.web.api import operations
from tests.conftest import settings

GAP = re.compile(r"<(?:[^:<>]+:)?(\w+)>")
SAMPLE = {"key": "wrong-key", "reference": "102030405060", "code": "dis", "path": "x", "token": "x", "prompt": "x"}
SAMPLE |= {"call": "0a1b2c3d", "name": "passport", "account_id": "x", "filename": "main.js"}
"""Values for the variables of a route."""


@pytest.fixture
def app() -> Flask:
    """The web application of an installation without database and Redis: a guard answers before either is needed."""
    return create_app(nowhere())


def nowhere(*, simulator: bool = True) -> Container:
    made = settings(database_url="sqlite:////nowhere/at/all.db", redis_url="unix:///nowhere/at/all.sock")
    return Container.of(made.model_copy(update={"simulator": simulator}))


def guards_of(app: Flask, rule: Rule) -> list[object]:
    """The guards that stand before a route: those of its blueprint and of the blueprints around that one."""
    parts = rule.endpoint.split(".")[:-1]
    blueprints = [".".join(parts[:length]) for length in range(1, len(parts) + 1)]
    before = [function for name in blueprints for function in app.before_request_funcs.get(name, [])]
    return [function for function in before if function in guards.GUARDS]


def unguarded(app: Flask) -> list[str]:
    return [rule.rule for rule in app.url_map.iter_rules() if not guards_of(app, rule)]


def guarded_by(app: Flask, guard: object) -> Iterator[tuple[str, str]]:
    """Every path and verb behind a guard."""
    for rule in app.url_map.iter_rules():
        if guard in guards_of(app, rule):
            path = GAP.sub(lambda gap: SAMPLE[gap[1]], rule.rule)
            yield from ((path, verb) for verb in sorted(rule.methods or ()))


def test_every_route_has_exactly_one_guard(app: Flask) -> None:
    assert unguarded(app) == []
    assert all(len(guards_of(app, rule)) == 1 for rule in app.url_map.iter_rules())


def test_the_routes_are_those_of_the_contract(app: Flask) -> None:
    routes = {GAP.sub(r"<\1>", rule.rule) for rule in app.url_map.iter_rules()}
    assert routes >= {
        "/at/<key>/ussd", "/at/<key>/ussd/events", "/at/<key>/sms", "/at/<key>/sms/reports",
        "/at/<key>/sms/optouts", "/healthz", "/readyz", "/metrics", "/status", "/api/v1/applications",
        "/api/v1/applications/<reference>", "/api/v1/applications/<reference>/status",
        "/api/v1/applications/status", "/api/v1/openapi.json", "/pesaflow/<key>/notify/<token>",
        "/daraja/<key>/stk/<token>", "/daraja/<key>/c2b/validation", "/daraja/<key>/c2b/confirmation",
        "/daraja/<key>/results/<token>", "/daraja/<key>/timeouts/<token>",
    }  # fmt: skip


def test_a_route_of_no_blueprint_would_be_found(app: Flask) -> None:
    app.add_url_rule("/open", "open", lambda: "come in")
    assert unguarded(app) == ["/open"]


def test_a_blueprint_without_a_guard_would_be_found(app: Flask) -> None:
    careless = Blueprint("careless", __name__)
    careless.get("/careless")(lambda: "come in")
    careless.before_request(lambda: None)
    app.register_blueprint(careless)
    assert unguarded(app) == ["/careless"]


def test_a_blueprint_within_a_guarded_one_is_guarded(app: Flask) -> None:
    outer, inner = Blueprint("outer", __name__), Blueprint("inner", __name__)
    outer.before_request(guards.anyone)
    inner.get("/inner")(lambda: "come in")
    outer.register_blueprint(inner)
    app.register_blueprint(outer)
    assert unguarded(app) == []


@pytest.mark.parametrize(
    "guard",
    [guards.provider_only, guards.provider_in_json, guards.sms_gateway_only, guards.pesaflow_only, guards.daraja_only],
)
def test_behind_a_wrong_callback_key_there_is_nothing(app: Flask, guard: object) -> None:
    found = list(guarded_by(app, guard))
    assert found
    for path, verb in found:
        assert app.test_client().open(path, method=verb).status_code == 404, f"{verb} {path}"


def without_purpose(app: Flask) -> list[str]:
    """Routes with a token that do not declare the purposes it may have."""
    rules = [rule for rule in app.url_map.iter_rules() if "token" in rule.arguments]
    return [rule.rule for rule in rules if not getattr(app.view_functions[rule.endpoint], "purposes", ())]


def test_every_route_with_a_token_declares_what_it_may_be_about(app: Flask) -> None:
    assert without_purpose(app) == []
    assert sum("token" in rule.arguments for rule in app.url_map.iter_rules()) >= 4


def test_a_route_whose_token_may_be_about_anything_would_be_found(app: Flask) -> None:
    app.add_url_rule("/careless/<token>", "careless", lambda token: "come in")
    assert without_purpose(app) == ["/careless/<token>"]


def test_without_an_api_key_no_agency_comes_in(app: Flask) -> None:
    found = list(guarded_by(app, guards.agency_only))
    assert found
    for path, verb in found:
        assert app.test_client().open(path, method=verb).status_code == 401, f"{verb} {path}"


def unscoped(app: Flask) -> list[str]:
    """Routes of the agencies' API that declare no scope."""
    with app.app_context():
        behind = [rule for rule in app.url_map.iter_rules() if guards.agency_only in guards_of(app, rule)]
        scopes = {rule.rule: guards.scope_of(rule.endpoint) for rule in behind}
        open_to_all = {path for path, scope in scopes.items() if scope is guards.ANY_SCOPE} & {"/api/v1/agency"}
        return [path for path, it in scopes.items() if not isinstance(it, Scope) and path not in open_to_all]


def test_every_route_of_the_agencies_declares_the_scope_that_it_needs(app: Flask) -> None:
    assert unscoped(app) == []


def test_a_route_without_a_scope_would_be_found(app: Flask) -> None:
    careless = Blueprint("careless", __name__)
    careless.before_request(guards.agency_only)
    careless.get("/api/v1/careless")(lambda: "come in")
    app.register_blueprint(careless)
    assert unscoped(app) == ["/api/v1/careless"]


def undeclared(app: Flask) -> list[str]:
    """Routes of the agencies' API that are no operation, so that the OpenAPI document does not list them."""
    return [path for path, operation in operations.routes(app) if operation is None]


def test_every_route_of_the_api_is_declared_as_an_operation(app: Flask) -> None:
    assert undeclared(app) == []
    assert len(list(operations.routes(app))) >= 7


def test_a_route_that_is_not_declared_would_be_found(app: Flask) -> None:
    careless = Blueprint("careless", __name__)
    careless.before_request(guards.agency_only)
    careless.get("/api/v1/careless/<path:x>")(guards.needs(Scope.READ_CATALOGUE)(lambda x: "come in"))
    app.register_blueprint(careless)
    assert undeclared(app) == ["/api/v1/careless/{x}"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_route_without_a_scope_is_shut_to_every_key(container: Container, agency_key: Callable[[str], str]) -> None:
    app = create_app(container)
    careless = Blueprint("careless", __name__)
    careless.before_request(guards.agency_only)
    careless.get("/api/v1/careless")(lambda: "come in")
    app.register_blueprint(careless)
    answer = app.test_client().get("/api/v1/careless", headers={"Authorization": f"Bearer {agency_key('dis')}"})
    assert answer.status_code == 403


def test_without_the_simulator_there_is_no_phone() -> None:
    app = create_app(nowhere(simulator=False))
    found = list(guarded_by(app, guards.simulator_only))
    assert found
    for path, verb in found:
        assert app.test_client().open(path, method=verb).status_code == 404, f"{verb} {path}"


def test_what_anyone_may_reach_is_no_more_than_this(app: Flask) -> None:
    assert {path for path, _verb in guarded_by(app, guards.anyone)} == {
        "/healthz", "/readyz", "/status", "/api/v1/openapi.json",
    }  # fmt: skip


def test_without_the_token_there_are_no_counters(app: Flask) -> None:
    client = app.test_client()
    assert {path for path, _verb in guarded_by(app, guards.metrics_only)} == {"/metrics"}
    verbs, shown = ("GET", "HEAD", "OPTIONS", "POST", "DELETE"), ("", "Bearer", "Bearer wrong", "Basic ZGV2Og==", "dev")
    for verb, word in product(verbs, shown):
        answers = [client.open(path, method=verb, headers={"Authorization": word}) for path in ("/metrics", "/nothing")]
        assert answers[0].status_code == 404
        assert answers[0].data == answers[1].data, f"{verb} {word}"
        assert [*answers[0].headers] == [*answers[1].headers], f"{verb} {word}"
