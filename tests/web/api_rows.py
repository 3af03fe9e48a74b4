"""The rows of the matrix of the agencies' API: for each operation, what it is about and how it is asked for.

A new operation gets a row here: `tests/web/test_api_matrix.py` fails without one. A row says nothing of scopes nor of
what is within reach, which follow from the declaration and from `Thing`, unless an operation differs from that.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from werkzeug.test import TestResponse

from app.domain.catalogue.models import Status
from tests.web.api_world import (
    NOWHERE,
    ONE,
    OTHER_AGENCYS,
    OTHER_SERVICE,
    PHONE,
    SERVICE,
    Holder,
    Thing,
    World,
)
from tests.web.desk import photo

Make = Callable[[World, Thing], str]
"""Makes a thing that lies so to its key; returns its name: the reference, the code, the id."""


@dataclass(frozen=True)
class Row:
    """How an operation is asked for, and what it answers for each thing that it can be about."""

    make: Make
    things: frozenset[Thing] = frozenset(Thing)
    """Which there are for it."""
    body: Callable[[str], Any] = lambda name: None
    query: Callable[[str], str] = lambda name: ""
    unreached: int = 404
    """What is answered for a thing out of reach."""
    differs: Mapping[Thing, int] = field(default_factory=dict)
    """What is answered for things that are not treated as their reach says."""
    code: Callable[[TestResponse, str], int] = lambda answer, name: answer.status_code
    """What came of the thing: the status, or what the answer says of it."""
    other_body: Callable[[str], Any] | None = None
    """Another sound body, for the same `Idempotency-Key`; without one, another thing is asked for."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """What it wants besides the key."""
    holder: Holder = Holder.WHOLE
    """Who is served whole by it."""
    is_list: bool = False
    """Whether it looks for things: one that is out of reach is left out, and that it was looked for is written down."""

    def path(self, path: str, name: str) -> str:
        """Where a thing of this name is asked for."""
        where = re.sub(r"{\w+}", name, path)
        query = self.query(name)
        return f"{where}?{query}" if query else where

    def expected(self, thing: Thing, done: int) -> int:
        """What comes of a thing for a key that has the scope."""
        return self.differs.get(thing, done if thing.is_reached else self.unreached)


def application(*steps: Status) -> Make:
    """An application that stands at the last of these steps."""
    return lambda world, thing: world.application(thing, *steps)


SUBMITTED: Final = application()


def service(world: World, thing: Thing) -> str:
    """The code of a service."""
    if thing in NOWHERE.values():
        return "no-such-service"
    return {Thing.OTHER_AGENCYS: OTHER_AGENCYS, Thing.OF_OTHER_SERVICE: OTHER_SERVICE}.get(thing, SERVICE)


OF_SERVICES: Final = frozenset(Thing) - {Thing.WITHHELD, Thing.TEST_BY_LIVE, Thing.LIVE_BY_TEST}
"""A service is neither withheld nor a test."""
ALL_SERVICES: Final = {Thing.OTHER_AGENCYS: 200, Thing.OF_OTHER_SERVICE: 200}
"""The catalogue is the same for every key."""


def nothing(world: World, thing: Thing) -> str:
    """The operation is about no thing in particular."""
    return ""


def form(world: World, thing: Thing) -> str:
    """The name of a form."""
    return "no-such-form" if thing in NOWHERE.values() else "passport-renewal"


OF_NOBODY: Final = frozenset({Thing.OWN, Thing.UNKNOWN, Thing.OF_ITS_SERVICE, Thing.UNKNOWN_TO_NARROW})
"""What belongs to no agency: every key of the scope reaches it, and there is none of the scope for tests."""
BY_TESTS: Final = {each: 403 for each in Thing if each.holder is not Holder.TEST}
"""For test keys alone: any other is refused before anything is looked for."""
CLERK: Final = {"Lango-Clerk": "HK-20417"}
PHOTO: Final = photo()

OF_NOTHING: Final = frozenset(ONE.values())


def of_batch(answer: TestResponse, name: str) -> int:
    """What became of the one change of a batch."""
    if answer.status_code != 200:
        return answer.status_code
    [result] = answer.get_json()["results"]
    assert result["reference"] == name
    return int(result["code"])


def listed(field: str, key: str) -> Callable[[TestResponse, str], int]:
    """Of a list: 200 where the thing is in it, 404 where it is not."""

    def code(answer: TestResponse, name: str) -> int:
        if answer.status_code != 200:
            return answer.status_code
        return 200 if name in [each[key] for each in answer.get_json()[field]] else 404

    return code


def new_application(code: str) -> dict[str, str]:
    """An application taken at a desk."""
    return {"service": code, "account_type": "citizen", "id_number": "29000001", "phone": "+254712000071"}


ROWS: Final[Mapping[str, Row]] = {
    "record": Row(
        service,
        OF_SERVICES,
        body=new_application,
        unreached=422,
        other_body=lambda code: new_application(code) | {"id_number": "29000002"},
    ),
    "read": Row(SUBMITTED),
    "change": Row(
        SUBMITTED,
        body=lambda reference: {"status": "processing"},
        other_body=lambda reference: {"status": "rejected"},
    ),
    "setFee": Row(
        SUBMITTED,
        body=lambda reference: {"amount_kes": 1500},
        other_body=lambda reference: {"amount_kes": 1501},
    ),
    "changeMany": Row(
        SUBMITTED,
        body=lambda reference: {"changes": [{"reference": reference, "status": "processing"}]},
        code=of_batch,
        other_body=lambda reference: {"changes": [{"reference": reference, "status": "rejected"}]},
    ),
    "listApplications": Row(
        application(Status.PROCESSING, Status.COMPLETED),  # at which no other row has any: all are on one page
        query=lambda reference: "status=completed&limit=200",
        code=listed("applications", "reference"),
        is_list=True,
    ),
    "readMessages": Row(SUBMITTED),
    "readReplies": Row(SUBMITTED),
    "recordReply": Row(
        application(Status.NEEDS_ACTION),
        body=lambda reference: {"text": "It is with my mother"},
        other_body=lambda reference: {"text": "It is with my father"},
    ),
    "readPayments": Row(SUBMITTED),
    "listPayments": Row(World.receipt, query=lambda receipt: "limit=200", code=listed("payments", "id"), is_list=True),
    "listCalls": Row(
        World.call_request,
        OF_NOBODY,
        query=lambda call: "limit=200",
        code=listed("call_requests", "id"),
        is_list=True,
    ),
    "finishCall": Row(World.call_request, OF_NOBODY),
    "listForms": Row(nothing, OF_NOTHING),
    "readForm": Row(form, OF_SERVICES - {Thing.OTHER_AGENCYS, Thing.OF_OTHER_SERVICE}),
    "readAgency": Row(nothing, OF_NOTHING),
    "simulate": Row(
        SUBMITTED,
        body=lambda reference: {"event": "withdrawn"},
        other_body=lambda reference: {"event": "expired"},
        differs=BY_TESTS,
        holder=Holder.TEST,
    ),
    "findAccount": Row(
        World.document,
        OF_NOBODY,
        body=lambda number: {"account_type": "citizen", "id_number": number},
        headers=CLERK,
        is_list=True,
    ),
    "seeAccount": Row(World.account, OF_NOBODY, headers=CLERK),
    "proveAccount": Row(World.unproven, OF_NOBODY, body=lambda account: {"phone": PHONE}, headers=CLERK),
    "keepPhoto": Row(World.account, OF_NOBODY, body=lambda account: PHOTO, headers=CLERK),
    "seePhoto": Row(World.account, OF_NOBODY, headers=CLERK),
    "correctDetails": Row(World.account, OF_NOBODY, body=lambda account: {"birth": "1990-04-12"}, headers=CLERK),
    "closeAccount": Row(World.account, OF_NOBODY, body=lambda account: {"phone": PHONE}, headers=CLERK),
    "findServices": Row(nothing, OF_NOTHING, query=lambda name: "q=passport"),
    "readService": Row(service, OF_SERVICES, differs=ALL_SERVICES),
}
"""By the names of the operations."""
