"""A route of the agencies' API is declared once: its guard, parsing, idempotency and documentation follow from that."""

import json
from typing import Any

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.shared.errors import Conflict
from app.domain.staff import api_keys
from app.domain.staff.api_keys import Scope, Terms
from app.platform.db import FAILURES
from app.web import guards
from app.web.api import openapi, operations, problems
from app.web.api.bodies import MediaBody
from app.web.api.operations import Answer, ApiBlueprint
from app.web.api.parameters import IDEMPOTENCY_KEY, IF_MATCH, IF_NONE_MATCH, in_path, number
from app.web.api.schemas.body import Body
from tests.web.agency import Agency, refusal

PATH = "/api/v1/toys/{colour}"
RED = "/api/v1/toys/red"
COLOUR = in_path("colour", examples=["red"], read=str.upper)
SIZE = number("size", default=2, least=1, most=9)


@pytest.fixture
def client(container: Container) -> FlaskClient:
    """A client of an application of the test's own, which can take further routes."""
    return create_app(container).test_client()


class NewToy(Body):
    """The body of the request."""

    name: str = Field(max_length=10)


class Toy(BaseModel):
    """The body of the answer."""

    name: str
    version: int


TOY = Answer(201, "The toy", Toy, {"name": "RED car", "version": 2}, ("ETag",))


def toys() -> ApiBlueprint:
    """A blueprint with one operation, which makes toys."""
    blueprint = ApiBlueprint("toys", __name__)

    @blueprint.operation(
        "POST",
        "/toys/<colour>",
        "Make a toy",
        scope=Scope.WRITE_STATUS,
        reads=NewToy,
        takes=(COLOUR, SIZE, IF_MATCH),
        answer=TOY,
        refuses=(404,),
        once=True,
    )
    def make_toy(session: Session, colour: str, size: int, versions: frozenset[int] | None, given: NewToy) -> Toy:
        made.append(given.name)
        if given.name == "gun":
            raise Conflict("name: no toy of this name is made")
        assert session.in_transaction()
        assert g.agency == "dis"
        return Toy(name=f"{colour} {given.name}", version=max(versions or {size}))

    return blueprint


made: list[str] = []


@pytest.fixture
def maker(client: FlaskClient, dis: Agency) -> Agency:
    """An agency that calls an API with the operation of the toys."""
    made.clear()
    client.application.register_blueprint(toys())
    return dis


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
class TestOfTheToy:
    """What follows from the declaration."""

    def test_it_is_answered_as_is_declared(self, maker: Agency) -> None:
        answer = maker.post(f"{RED}?size=3", {"name": "car"})
        assert (answer.status_code, answer.content_type) == (201, "application/json")
        assert answer.data == b'{"name":"RED car","version":3}\n'
        assert answer.headers["ETag"] == '"3"'
        assert "RateLimit" in answer.headers
        assert maker.post(RED, {"name": "car"}, if_match='"7"').get_json()["version"] == 7

    def test_a_copy_under_one_key_is_answered_alike_and_not_done_again(self, maker: Agency) -> None:
        first, again = (maker.post(RED, {"name": "car"}, idempotency_key="k1") for _ in range(2))
        assert (first.data, first.headers["ETag"]) == (again.data, again.headers["ETag"])
        assert (again.headers["Idempotent-Replayed"], made) == ("true", ["car"])
        assert "used" in refusal(maker.post(RED, {"name": "bus"}, idempotency_key="k1"), 422)
        for _ in range(2):
            assert "no toy" in refusal(maker.post(RED, {"name": "gun"}, idempotency_key="k2"), 409, "/name")
        assert made == ["car", "gun"]

    def test_what_does_not_fit_is_a_problem_and_is_not_done(self, maker: Agency) -> None:
        refusal(maker.send(RED, b'{"name": "car"}', "text/plain"), 415)
        refusal(maker.send(RED, b"{"), 400)
        assert "twice" in refusal(maker.send(RED, b'{"name": "car", "name": "bus"}'), 400)
        senseless: list[dict[str, Any]] = [{"name": "x" * 11}, {"name": 1}, {}]
        for body in senseless:
            refusal(maker.post(RED, body), 422, "/name")
        assert "secret" not in refusal(maker.post(RED, {"name": "car", "more": "secret"}), 422, "/more")
        for query in ("size=0", "size=10", "size=02", "size=2&size=2"):
            assert "size" in refusal(maker.post(f"{RED}?{query}", {"name": "car"}), 400)
        assert "If-Match" in refusal(maker.post(RED, {"name": "car"}, if_match="seven"), 400)
        assert "Idempotency-Key" in refusal(maker.post(RED, {"name": "car"}, idempotency_key=""), 400)
        assert made == []

    def test_no_key_and_no_scope_come_in(self, container: Container, client: FlaskClient, maker: Agency) -> None:
        refusal(client.post(RED, json={"name": "car"}), 401)
        with container.database.transaction() as session:
            terms = Terms(scopes=frozenset({Scope.READ_APPLICATIONS}))
            key = api_keys.issue_key(session, "dis", actor="test", terms=terms)
        assert f"{Scope.WRITE_STATUS}" in refusal(Agency(client, key).post(RED, {"name": "car"}), 403)
        assert made == []

    def test_a_database_that_does_not_answer_is_busy(self, container: Container, maker: Agency) -> None:
        for _ in range(FAILURES):
            container.database._breaker.record(well=False)
        answer = maker.post(RED, {"name": "car"})
        assert (refusal(answer, 503), answer.headers["Retry-After"]) == (operations.BUSY, "1")
        container.database._breaker.record(well=True)
        assert maker.post(RED, {"name": "car"}).status_code == 201


def test_it_is_in_the_document() -> None:
    app = Flask("test")
    app.register_blueprint(toys())
    app.register_blueprint(openapi.blueprint)
    document = app.test_client().get("/api/v1/openapi.json").get_json()
    item, parts = document["paths"][PATH], document["components"]
    told = item["post"]
    assert item["parameters"] == [{"$ref": "#/components/parameters/colour"}]
    assert [each["$ref"].rpartition("/")[2] for each in told["parameters"]] == ["size", "ifMatch", "idempotencyKey"]
    assert parts["parameters"]["size"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 9, "default": 2}
    assert (told["summary"], told["operationId"]) == ("Make a toy", "makeToy")
    assert told["security"] == [{"agencyKey": [f"{Scope.WRITE_STATUS}"]}]
    assert told["requestBody"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/NewToy"}
    assert set(told["responses"]) == {
        "201", "400", "401", "403", "404", "409", "412", "413", "415", "422", "429", "500", "503",
    }  # fmt: skip
    done = told["responses"]["201"]
    assert set(done["headers"]) == {"ETag", "Idempotent-Replayed", "RateLimit", "RateLimit-Policy"}
    assert done["content"]["application/json"] == {
        "schema": {"$ref": "#/components/schemas/Toy"},
        "examples": {"one": {"value": TOY.example}},
    }
    assert parts["schemas"]["NewToy"]["properties"]["name"]["maxLength"] == 10
    assert problems.MEDIA_TYPE in parts["responses"]["412"]["content"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_comes_before_the_transaction_is_done_for_no_copy_and_open_is_none_then(
    container: Container, client: FlaskClient, dis: Agency
) -> None:
    asked: list[bytes] = []

    def ask(given: bytes) -> dict[str, Any]:
        assert container.database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
        asked.append(given)
        return {"found": given.decode()}

    blueprint = ApiBlueprint("toys", __name__)
    picture = MediaBody(("image/png", "image/jpeg"), 9, lambda sent: sent[::-1])
    declared: dict[str, Any] = {"scope": Scope.WRITE_STATUS, "answer": TOY, "reads": picture, "once": True}

    @blueprint.operation("PUT", "/toys", "Draw a toy", before=ask, **declared)
    def draw_toy(session: Session, given: bytes, found: str) -> Toy:
        return Toy(name=found, version=1)

    client.application.register_blueprint(blueprint)
    key = {"headers": dis._headers(idempotency_key="k")}
    sent: dict[str, Any] = {"data": b"rac", "content_type": "image/png", **key}
    first, again = (client.put("/api/v1/toys", **sent) for _ in range(2))
    assert (first.get_json()["name"], first.data, asked) == ("car", again.data, [b"car"])
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "used" in refusal(client.put("/api/v1/toys", **sent | {"data": b"sub"}), 422)
    assert "image/png or image/jpeg" in refusal(client.put("/api/v1/toys", **sent | {"content_type": "a/b"}), 415)
    assert "9 bytes" in refusal(client.put("/api/v1/toys", **sent | {"data": b"x" * 10}), 413)
    assert asked == [b"car"]


def test_files_are_in_the_document_as_what_they_are() -> None:
    blueprint = ApiBlueprint("toys", __name__)
    picture = MediaBody(("image/png", "image/jpeg"), 9, bytes)
    drawn: dict[str, Any] = {"scope": Scope.WRITE_STATUS, "answer": TOY, "reads": picture, "once": True}
    shown: dict[str, Any] = {"scope": Scope.READ_CATALOGUE, "answer": Answer(200, "It", media="image/png")}

    @blueprint.operation("PUT", "/toys", "Draw", **drawn)
    def draw_toy(session: Session, given: bytes) -> Toy:
        raise AssertionError

    @blueprint.operation("GET", "/toys", "See", **shown)
    def see_toy() -> Toy:
        raise AssertionError

    app = Flask("test")
    app.register_blueprint(blueprint)
    item = json.loads(openapi.written(app))["paths"]["/api/v1/toys"]
    told = {"schema": {"type": "string", "format": "binary"}}
    assert item["put"]["requestBody"]["content"] == {"image/png": told, "image/jpeg": told}
    assert item["get"]["responses"]["200"]["content"] == {"image/png": told}


MAY: dict[str, Any] = {"scope": Scope.WRITE_STATUS, "answer": TOY}


@pytest.mark.parametrize(
    ("path", "declared", "says"),
    [
        ("/toys", MAY | {"takes": (SIZE,)}, "takes"),
        ("/toys", MAY | {"reads": NewToy, "takes": (IDEMPOTENCY_KEY,)}, "takes"),
        ("/toys/<colour>", MAY, "gap"),
        ("/toys", MAY | {"takes": (COLOUR,)}, "takes"),
        ("/toys", {"answer": TOY}, "scope"),
        ("/toys", MAY | {"takes": (IF_NONE_MATCH,), "once": True}, "If-None-Match"),
        ("/toys", MAY | {"takes": (IF_NONE_MATCH,), "answer": Answer(200, "It", Toy)}, "If-None-Match"),
        ("/toys", MAY | {"before": dict}, "before"),
        ("/toys", MAY | {"once": True, "before": lambda more: {}}, "before"),
    ],
)
def test_what_does_not_fit_together_is_refused_where_it_is_declared(
    path: str, declared: dict[str, Any], says: str
) -> None:
    with pytest.raises(TypeError, match=says):
        ApiBlueprint("toys", __name__).operation("POST", path, "Make", **declared)(lambda: Toy(name="", version=1))


def test_a_scope_where_nobody_shows_a_key_and_a_body_without_a_key_are_refused_too() -> None:
    with pytest.raises(TypeError, match="scope"):
        ApiBlueprint("toys", __name__, behind=guards.anyone).operation("GET", "/toys", "Make", **MAY)(
            lambda: Toy(name="", version=1)
        )
    with pytest.raises(TypeError, match="Idempotency-Key"):
        ApiBlueprint("toys", __name__).operation("POST", "/toys", "Make", reads=NewToy, **MAY)(
            lambda given: Toy(name=given.name, version=1)
        )


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_answer_other_than_the_declared_one_is_a_failure(client: FlaskClient, dis: Agency) -> None:
    toy = Toy(name="", version=1)
    answers: list[Any] = [toy, (toy, {"Odd": "1"}), (toy, {"Odd": "1", "More": "1"}), NewToy(name="x")]
    blueprint = ApiBlueprint("toys", __name__)
    odd = Answer(200, "It", Toy, {}, ("Odd",))
    blueprint.operation("GET", "/toys", "See", scope=Scope.READ_CATALOGUE, answer=odd)(lambda: answers.pop(0))
    client.application.register_blueprint(blueprint)
    assert [dis.get("/api/v1/toys").status_code for _ in range(4)] == [500, 200, 500, 500]
