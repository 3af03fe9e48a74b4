"""Scope x route x thing: the outcome for every key at every route of the agencies' API, for each kind of thing.

The cells are the product of the declared operations, of all scopes, and of the relations of a thing to a key
(`Thing`). `tests/web/api_rows.py` has a row for each operation; the quick tests try every cell.
"""

import json
from itertools import product

import pytest
from flask import Flask
from pydantic import BaseModel
from werkzeug.test import TestResponse

from app.domain.staff import api_keys
from app.domain.staff.api_keys import Scope
from app.web.api.operations import Answer, ApiBlueprint
from tests.web.agency import refusal
from tests.web.api_rows import ROWS
from tests.web.api_world import (
    AGENCY,
    NOWHERE,
    OPERATIONS,
    Holder,
    Thing,
    World,
    api,
    comparable,
    exists,
    issued,
    operations_of,
    scopes_of,
)

NAMES = [name for name in OPERATIONS if name in ROWS]
WRONG = [(name, scope) for name, scope in product(NAMES, Scope) if scope not in scopes_of(name)]
CELLS = [(name, thing) for name, thing in product(NAMES, Thing) if thing in ROWS[name].things]


def send(api_things: World, name: str, key: str | None, asked: str) -> TestResponse:
    """Send the request of an operation for a thing, by its name."""
    path, operation = OPERATIONS[name]
    row = ROWS[name]
    return api_things.ask(operation.verb, row.path(path, asked), key, row.body(asked), row.headers)


def without_row(app: Flask) -> set[str]:
    """The names of operations without a row, and of rows without an operation."""
    return set(operations_of(app)) ^ set(ROWS)


def test_every_operation_has_a_row() -> None:
    assert without_row(api()) == set()


def test_an_operation_without_a_row_would_be_found() -> None:
    class Toy(BaseModel):
        """The body of the answer."""

    app, careless = api(), ApiBlueprint("careless", __name__)
    toy = Answer(200, "A toy", Toy)
    careless.operation("GET", "/toys", "See a toy", scope=Scope.READ_CATALOGUE, answer=toy)(lambda: Toy())  # noqa: PLW0108  a view without a name
    app.register_blueprint(careless)
    assert without_row(app) == {"<lambda>"}


def test_the_cells_are_all_there_are() -> None:
    """Each route has things within reach and, unless it is about no particular thing, things out of reach."""
    assert len(WRONG) == sum(len(Scope) - len(scopes_of(name)) for name in OPERATIONS)
    for name, row in ROWS.items():
        holders = {each for each, scope in product(Holder, scopes_of(name)) if exists(scope, each)}
        assert {each.holder for each in row.things} == holders, name
        assert len(row.things) == len(holders) or {NOWHERE[each] for each in holders} < row.things, name


@pytest.mark.parametrize("name", NAMES)
def test_without_a_live_key_nobody_comes_in(api_things: World, name: str) -> None:
    row, scope = ROWS[name], scopes_of(name)[0]
    with api_things.container.database.transaction() as session:
        revoked = issued(session, {scope}, Holder.WHOLE)
        known = api_keys.find_key(session, revoked)
        assert known is not None
        api_keys.revoke(session, known.agency, known.id, actor="test")
    asked = [api_things.standing(thing, row.make) for thing in Thing if thing in row.things]
    before, seen = api_things.trace(), set[bytes]()
    for each, key in product(asked, (None, "x", revoked, f"lango-{AGENCY}-{'x' * 43}")):
        answer = send(api_things, name, key, each)
        refusal(answer, 401)
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        seen.add(answer.data)
    assert len(seen) == 1, "it is answered alike, whatever is asked for"
    assert api_things.trace() == before


@pytest.mark.parametrize(("name", "scope"), WRONG)
def test_a_key_of_another_scope_comes_to_nothing(api_things: World, name: str, scope: Scope) -> None:
    row, wanted = ROWS[name], OPERATIONS[name][1].scope
    asked = {thing: api_things.standing(thing, row.make) for thing in Thing if thing in row.things}
    before = api_things.trace()
    for thing, each in asked.items():
        if not exists(scope, thing.holder):
            continue
        answer = send(api_things, name, api_things.keys[scope, thing.holder], each)
        assert refusal(answer, 403) == f"the API key lacks the scope {wanted}", thing
        assert answer.headers["WWW-Authenticate"] == f'Bearer error=insufficient_scope, scope="{wanted}"'
    assert api_things.trace() == before, "nothing was changed, nor shown that would be written down"


@pytest.mark.parametrize(("name", "thing"), CELLS)
def test_a_key_of_the_scope_comes_to_what_is_within_its_reach(api_things: World, name: str, thing: Thing) -> None:
    (_, operation), row = OPERATIONS[name], ROWS[name]
    expected = row.expected(thing, operation.answer.status)
    for key in (api_things.keys[scope, thing.holder] for scope in scopes_of(name) if exists(scope, thing.holder)):
        asked = row.make(api_things, thing)
        if expected < 400:
            answer = send(api_things, name, key, asked)
            assert row.code(answer, asked) == expected, answer.text
            assert operation.answer.model is None or _fits(operation.answer.model, answer)
            continue
        nothing = row.make(api_things, NOWHERE[thing.holder])
        before = api_things.trace(audited=not row.is_list)
        answers = [send(api_things, name, key, each) for each in (asked, nothing)]
        codes = [row.code(*each) for each in zip(answers, (asked, nothing), strict=True)]
        assert codes == [expected] * 2, answers[0].text
        assert comparable(answers[0], asked) == comparable(answers[1], nothing), "it looks like what is not there"
        assert api_things.trace(audited=not row.is_list) == before


def _fits(model: type[BaseModel], answer: TestResponse) -> bool:
    """Whether the body of an answer is the declared model, without further fields."""
    written = model.model_validate_json(answer.data).model_dump(mode="json", exclude_unset=True)
    return bool(written == json.loads(answer.data))
