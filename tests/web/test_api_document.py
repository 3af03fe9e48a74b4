"""The API keeps what its document says: requests made up from the document, and every check that Schemathesis has.

The quick tests send a few requests to each operation, the slow ones many, and each with a key of every scope.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import schemathesis
from pydantic import ValidationError
from schemathesis import Case, GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import negative_data_rejection

from app.web.api import openapi
from app.web.api.schemas.application_bodies import LARGEST_BATCH, BatchChange
from tests.web.api_rows import ROWS
from tests.web.api_world import OPERATIONS, SERVICE, Holder, Thing, World, api, api_world


def document(examples: int, *, covers: bool) -> Any:
    """The document as it is served, for so many requests to each operation."""
    app = api()
    app.register_blueprint(openapi.blueprint)
    config = {
        "seed": 1,
        "generation": {"deterministic": True, "max-examples": examples, "database": "none"},
        "phases": {"coverage": {"enabled": covers}},
        "checks": {
            "positive_data_acceptance": {"expected-statuses": ["2xx", "401", "403", "404", "409", "412", "422"]}
        },
    }
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=SchemathesisConfig.from_dict(config))


FEW: Final = document(4, covers=False)
MANY: Final = document(40, covers=True)


@pytest.fixture(scope="module")
def world(sqlite_file: Path, redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One installation for all requests."""
    folder = tmp_path_factory.mktemp("document")
    (folder / "lango.db").write_bytes(sqlite_file.read_bytes())
    with api_world(f"sqlite:///{folder}/lango.db", redis_url, folder / "data") as made:
        yield made


@FEW.parametrize()
def test_each_operation_is_as_is_told(world: World, case: Case) -> None:
    check(world, case)


@pytest.mark.slow
@MANY.parametrize()
def test_each_operation_is_as_is_told_at_length(world: World, case: Case) -> None:
    check(world, case)


def check(world: World, case: Case) -> None:
    """Send a request, about a thing that is there where it is a sound one, and hold the answer to the document."""
    name = case.operation.definition.raw["operationId"]
    if name not in OPERATIONS:
        case.call_and_validate(app=world.client.application)
        return
    if is_sound(case):
        aim(world, case, name)
    scope = OPERATIONS[name][1].scope
    assert scope is not None
    headers = {"Authorization": f"Bearer {world.keys[scope, Holder.WHOLE]}"}
    told_in_full = answered_one_by_one(case)
    answer = case.call_and_validate(
        app=world.client.application, headers=headers, excluded_checks=[negative_data_rejection] if told_in_full else []
    )
    if told_in_full:
        check_each(case.body["changes"], answer.json())
    elif answer.status_code == 422 and is_sound(case):
        assert answer.json()["errors"], "what is sound by the document is refused for a field that the answer names"


def is_sound(case: Case) -> bool:
    """Whether a request is as the document wants it."""
    return case.meta is not None and case.meta.generation.mode is GenerationMode.POSITIVE


def aim(world: World, case: Case, name: str) -> None:
    """Have a sound request be about a thing that is there, under an `Idempotency-Key` of its own."""
    if "Idempotency-Key" in (case.headers or {}):
        case.headers["Idempotency-Key"] = f"{world.number()}"
    row = ROWS[name]
    if case.path_parameters:
        made = row.make(world, Thing.OWN)
        case.path_parameters = dict.fromkeys(case.path_parameters, made)
    if name == "record" and isinstance(case.body, dict):
        case.body |= {"service": SERVICE, "account_type": "citizen", "id_number": f"{30_000_000 + world.number()}"}


def answered_one_by_one(case: Case) -> bool:
    """Whether a body is a batch, of which each change is refused by itself."""
    changes = case.body.get("changes") if case.method == "POST" and isinstance(case.body, dict) else None
    return isinstance(changes, list) and 1 <= len(changes) <= LARGEST_BATCH and set(case.body) == {"changes"}


def check_each(changes: list[Any], told: Any) -> None:
    """Whatever the document does not allow was not done."""
    if "results" not in told:
        return
    for given, result in zip(changes, told["results"], strict=True):
        try:
            BatchChange.model_validate(given)
        except ValidationError:
            assert result["code"] == 422, given
