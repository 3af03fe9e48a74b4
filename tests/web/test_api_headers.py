"""What every operation of the agencies' API has in common: rate limit headers, `If-Match` versions, idempotent copies.

A new operation is tested as soon as it has its row (`tests/web/api_rows.py`).
"""

from collections.abc import Mapping
from typing import Any

import pytest
from werkzeug.test import TestResponse

from app.domain.staff.api_keys import Scope
from app.web.api import path_references
from app.web.api.parameters import IF_MATCH
from tests.web.agency import refusal
from tests.web.api_rows import ROWS
from tests.web.api_world import NOWHERE, ONE, OPERATIONS, Thing, World, exists, issued, scopes_of
from tests.web.test_openapi import DOCUMENT, found, operations

LIMITS = ("RateLimit", "RateLimit-Policy")
NAMES = [name for name in OPERATIONS if name in ROWS]
CHANGES = [name for name in NAMES if OPERATIONS[name][1].verb != "GET" and not OPERATIONS[name][1].looks]
VERSIONED = [name for name in NAMES if IF_MATCH in OPERATIONS[name][1].takes]
MATCHED = [name for name in VERSIONED if Thing.OWN in ROWS[name].things]


def needed(name: str) -> Scope:
    """A scope that opens an operation."""
    return scopes_of(name)[0]


def own(name: str) -> Thing:
    """A thing that the operation's holder reaches."""
    return ONE[ROWS[name].holder]


def send(
    world: World,
    name: str,
    asked: str,
    *,
    key: str | None = None,
    body: Any = None,
    headers: Mapping[str, str] | None = None,
) -> TestResponse:
    """Send the request of an operation for a thing, by its name, with `key` or a key of the operation's scope."""
    path, operation = OPERATIONS[name]
    row = ROWS[name]
    key, sent = key or world.keys[needed(name), row.holder], row.body(asked) if body is None else body
    return world.ask(operation.verb, row.path(path, asked), key, sent, {**row.headers, **(headers or {})})


@pytest.mark.parametrize("name", NAMES)
def test_what_is_done_has_the_headers_that_are_declared(api_things: World, name: str) -> None:
    operation = OPERATIONS[name][1]
    answer = send(api_things, name, ROWS[name].make(api_things, own(name)))
    assert answer.status_code == operation.answer.status, answer.text
    declared = {*operation.headers} - {"Idempotent-Replayed"}
    assert declared >= {*LIMITS, *operation.answer.headers}
    known = {*found("#/components/headers")}
    assert {header for header in dict(answer.headers) if header in known} == declared
    told = operations()[operation.verb.lower(), OPERATIONS[name][0]]["responses"][f"{operation.answer.status}"]
    assert {*told["headers"]} == {*operation.headers}


@pytest.mark.parametrize("name", NAMES)
def test_limits_are_told_whatever_is_answered(api_things: World, name: str) -> None:
    path, operation = OPERATIONS[name]
    row, nobodys = ROWS[name], NOWHERE[ROWS[name].holder]
    nothing = row.make(api_things, nobodys) if nobodys in row.things else ""
    with api_things.container.database.transaction() as session:
        key = issued(session, {needed(name)}, row.holder, requests_per_minute=2)
    first = send(api_things, name, nothing, key=key)
    misspelt = api_things.ask(
        operation.verb, f"{path.replace('{', '').replace('}', '')}?limti=5", key, row.body(nothing)
    )
    refusal(misspelt, 400)
    above = send(api_things, name, nothing, key=key)
    refusal(above, 429)
    assert above.headers["Retry-After"] == "60"
    others = [scope for scope in Scope if scope not in scopes_of(name)]
    keys = [api_things.keys[each, row.holder] for each in others if exists(each, row.holder)]
    lacking = [send(api_things, name, nothing, key=each) for each in keys]
    assert [each.headers["RateLimit"] for each in (first, misspelt, above)] == [
        f'"requests";r={left};t=60' for left in (1, 0, 0)
    ]
    for answer in (first, misspelt, above, *lacking):
        assert {*LIMITS} <= {*answer.headers.keys()}
    nobody = api_things.ask(operation.verb, row.path(path, nothing), None, row.body(nothing))
    assert not {*LIMITS} & {*nobody.headers.keys()}


def test_the_document_says_so_of_every_refusal_to_a_key() -> None:
    for code, told in DOCUMENT["components"]["responses"].items():
        assert ({*LIMITS} <= {*told["headers"]}) == (code not in ("401", "500")), code


def test_whatever_changes_something_takes_an_idempotency_key() -> None:
    assert [name for name in CHANGES if not OPERATIONS[name][1].is_repeatable] == []
    assert CHANGES


@pytest.mark.parametrize("name", CHANGES)
def test_a_copy_is_answered_alike_and_does_nothing(api_things: World, name: str) -> None:
    row, key = ROWS[name], {"Idempotency-Key": f"copy {api_things.number()}"}
    asked = row.make(api_things, own(name))
    before = api_things.trace()
    first = send(api_things, name, asked, headers=key)
    assert first.status_code == OPERATIONS[name][1].answer.status, first.text
    done = api_things.trace()
    assert done != before, "the row asks for something that changes nothing"
    again = send(api_things, name, asked, headers=key)
    assert (again.status_code, again.data) == (first.status_code, first.data)
    assert again.headers.get("ETag") == first.headers.get("ETag")
    assert (first.headers.get("Idempotent-Replayed"), again.headers["Idempotent-Replayed"]) == (None, "true")
    other = asked if row.other_body else row.make(api_things, own(name))
    done = api_things.trace()
    body = row.other_body(asked) if row.other_body else None
    assert "Idempotency-Key" in refusal(send(api_things, name, other, body=body, headers=key), 422)
    assert api_things.trace() == done


@pytest.mark.parametrize("name", [name for name in CHANGES if Thing.UNKNOWN in ROWS[name].things])
def test_a_copy_of_what_is_refused_is_refused_alike(api_things: World, name: str) -> None:
    row, key = ROWS[name], {"Idempotency-Key": f"copy {api_things.number()}"}
    nothing = row.make(api_things, NOWHERE[row.holder])
    first, again = (send(api_things, name, nothing, headers=key) for _ in range(2))
    assert row.code(first, nothing) == row.unreached
    assert (again.status_code, again.data) == (first.status_code, first.data)
    if OPERATIONS[name][1].before is None:  # the outcome of `before` is not kept: it runs again
        assert again.headers["Idempotent-Replayed"] == "true"


def test_whatever_moves_an_application_can_be_held_to_its_version() -> None:
    moves = {name for name in CHANGES if OPERATIONS[name][1].scope == Scope.WRITE_STATUS and "{" in OPERATIONS[name][0]}
    assert moves
    assert moves <= {*MATCHED}


@pytest.mark.parametrize("name", MATCHED)
def test_a_stale_version_changes_nothing(api_things: World, name: str) -> None:
    row = ROWS[name]
    asked = row.make(api_things, own(name))
    version = api_things.version(asked)
    before = api_things.trace()
    for stale in (f'"{version + 1}"', '"0"', f'W/"{version}"', f'"{version}-gzip"'):
        refusal(send(api_things, name, asked, headers={"If-Match": stale}), 412)
    refusal(send(api_things, name, asked, headers={"If-Match": "three"}), 400)
    assert api_things.trace() == before
    done = send(api_things, name, asked, headers={"If-Match": f'"{version}"'})
    assert done.status_code == OPERATIONS[name][1].answer.status
    if "ETag" in OPERATIONS[name][1].answer.headers:
        assert done.headers["ETag"] == f'"{done.get_json()["version"]}"' == f'"{api_things.version(asked)}"'


def test_each_path_allows_the_verbs_of_the_document_and_no_other(api_things: World) -> None:
    """`GET /applications/X/status` does not read an application whose reference is `X/status`."""
    urls = api_things.client.application.url_map.bind("localhost")
    for path, item in DOCUMENT["paths"].items():
        allowed = {*urls.allowed_methods(path.replace("{", "a1").replace("}", ""))} - {"HEAD", "OPTIONS"}
        assert allowed == {verb.upper() for verb in item if verb != "parameters"}, path


def test_every_path_below_an_application_is_no_reference() -> None:
    last = {path.rpartition("/")[2] for path in DOCUMENT["paths"] if path.startswith("/api/v1/applications/")}
    assert last - {"{reference}"} <= {*path_references.BELOW}
