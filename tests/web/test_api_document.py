"""The API conforms to its OpenAPI document: requests generated from the document, with every check of Schemathesis.

The quick tests send a few requests to each operation, the slow ones many, each with a key of the operation's scope.
"""

from typing import Any, Final

import pytest
import schemathesis
from pydantic import ValidationError
from schemathesis import Case, GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import negative_data_rejection

from app.web.api import openapi
from app.web.api.schemas.application_bodies import LARGEST_BATCH, BatchChange
from tests.web.api_rows import PHOTO, ROWS
from tests.web.api_world import ONE, OPERATIONS, SERVICE, Thing, World, api, scopes_of


def document(examples: int, *, covers: bool) -> Any:
    """The served document as Schemathesis reads it, for `examples` requests to each operation.

    `covers`: with its coverage phase.
    """
    app = api()
    app.register_blueprint(openapi.blueprint)
    config = {
        "seed": 1,
        "generation": {"deterministic": True, "max-examples": examples, "database": "none"},
        "phases": {"coverage": {"enabled": covers}},
        "checks": {
            "positive_data_acceptance": {"expected-statuses": ["2xx", "304", "401", "403", "404", "409", "412", "422"]}
        },
    }
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=SchemathesisConfig.from_dict(config))


FEW: Final = document(4, covers=False)
MANY: Final = document(40, covers=True)


@FEW.parametrize()  # type: ignore[untyped-decorator]
def test_each_operation_is_as_is_told(api_things: World, case: Case[Any]) -> None:
    check(api_things, case)


@pytest.mark.slow
@MANY.parametrize()  # type: ignore[untyped-decorator]
def test_each_operation_is_as_is_told_at_length(api_things: World, case: Case[Any]) -> None:
    check(api_things, case)


def check(api_things: World, case: Case[Any]) -> None:
    """Send a generated request and validate its answer; a valid request is about a thing that exists."""
    name = case.operation.definition.raw["operationId"]
    if name not in OPERATIONS:
        case.call_and_validate(app=api_things.client.application)
        return
    if is_sound(case):
        aim(api_things, case, name)
    headers = {"Authorization": f"Bearer {api_things.keys[scopes_of(name)[0], ROWS[name].holder]}"}
    changes = answered_one_by_one(case)
    answer = case.call_and_validate(
        app=api_things.client.application,
        headers=headers,
        excluded_checks=[negative_data_rejection] if changes or name == "keepPhoto" else [],  # any bytes fit
    )
    if changes:
        check_each(changes, answer.json())
    elif answer.status_code == 422 and is_sound(case):
        assert answer.json()["errors"], "what is sound by the document is refused for a field that the answer names"


def is_sound(case: Case[Any]) -> bool:
    """Whether a request was generated as a valid one."""
    return case.meta is not None and case.meta.generation.mode is GenerationMode.POSITIVE


def aim(api_things: World, case: Case[Any], name: str) -> None:
    """Change a valid request so that it is about a thing that exists, with an `Idempotency-Key` of its own."""
    if "Idempotency-Key" in (case.headers or {}):
        case.headers["Idempotency-Key"] = f"{api_things.number()}"
    (case.query or {}).pop("cursor", None)  # a valid one comes only from an answer
    row = ROWS[name]
    if name == "findAccount":
        case.body = row.body(row.make(api_things, Thing.OWN))
    if name == "keepPhoto":
        case.body = PHOTO
    if case.path_parameters:
        made = row.make(api_things, ONE[row.holder])
        case.path_parameters = dict.fromkeys(case.path_parameters, made)
    if name == "record" and isinstance(case.body, dict):
        case.body |= {"service": SERVICE, "account_type": "citizen", "id_number": f"{30_000_000 + api_things.number()}"}


def answered_one_by_one(case: Case[Any]) -> list[Any]:
    """The changes of a batch, each of which has its own outcome; empty where the body is no batch."""
    body = case.body
    if case.method != "POST" or not isinstance(body, dict) or set(body) != {"changes"}:
        return []
    changes = body["changes"]
    return changes if isinstance(changes, list) and len(changes) <= LARGEST_BATCH else []


def check_each(changes: list[Any], told: Any) -> None:
    """Check that each change which the document does not allow was refused with 422."""
    if "results" not in told:
        return
    for given, result in zip(changes, told["results"], strict=True):
        try:
            BatchChange.model_validate(given)
        except ValidationError:
            assert result["code"] == 422, given
