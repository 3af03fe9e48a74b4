"""The rows of the matrix of the agencies' API: for each operation, the things it can be about and its request.

A new operation gets a row here: `tests/web/test_api_matrix.py` fails without one. Scopes follow from the declaration of
the operation, and the reach from `Thing`: a row names only what differs from these.
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
"""Makes a thing of this relation to its key (`Thing`); returns its name: a reference, a code or an id."""


@dataclass(frozen=True)
class Row:
    """The request of an operation, and its answer for each thing that it can be about."""

    make: Make
    things: frozenset[Thing] = frozenset(Thing)
    """The relations to a key that the operation's things can have."""
    body: Callable[[str], Any] = lambda name: None
    query: Callable[[str], str] = lambda name: ""
    unreached: int = 404
    """The status for a thing that is out of reach."""
    differs: Mapping[Thing, int] = field(default_factory=dict)
    """The statuses for things whose answer does not follow from their reach."""
    code: Callable[[TestResponse, str], int] = lambda answer, name: answer.status_code
    """The outcome for a thing: the status of the answer, or the status that its body has for the thing."""
    other_body: Callable[[str], Any] | None = None
    """Another valid body, for the same `Idempotency-Key`; without one, another thing is requested instead."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """The headers that it needs besides the key."""
    holder: Holder = Holder.WHOLE
    """The holder whose keys may do all that the operation does."""
    is_list: bool = False
    """Whether it searches: a thing out of reach is left out, and the search itself is a row of the audit trail."""

    def path(self, path: str, name: str) -> str:
        """The path and query of the request for a thing of this name."""
        where = re.sub(r"{\w+}", name, path)
        query = self.query(name)
        return f"{where}?{query}" if query else where

    def expected(self, thing: Thing, done: int) -> int:
        """The outcome for a thing with a key that has the scope; `done` is the status of success."""
        return self.differs.get(thing, done if thing.is_reached else self.unreached)


def application(*steps: Status) -> Make:
    """Makes an application that was moved along these steps."""
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
    """The empty name, for an operation that is about no particular thing."""
    return ""


def form(world: World, thing: Thing) -> str:
    """The name of a form."""
    return "no-such-form" if thing in NOWHERE.values() else "passport-renewal"


OF_NOBODY: Final = frozenset({Thing.OWN, Thing.UNKNOWN, Thing.OF_ITS_SERVICE, Thing.UNKNOWN_TO_NARROW})
"""Things that belong to no agency: every key of the scope reaches them, and no test key may have the scope."""
BY_TESTS: Final = {each: 403 for each in Thing if each.holder is not Holder.TEST}
"""Only for test keys: any other key is refused before a lookup."""
CLERK: Final = {"Lango-Clerk": "HK-20417"}
PHOTO: Final = photo()

OF_NOTHING: Final = frozenset(ONE.values())


def of_batch(answer: TestResponse, name: str) -> int:
    """The code of the only change of a batch; the status of the answer where the batch is refused."""
    if answer.status_code != 200:
        return answer.status_code
    [result] = answer.get_json()["results"]
    assert result["reference"] == name
    return int(result["code"])


def listed(field: str, key: str) -> Callable[[TestResponse, str], int]:
    """Reads a list: 200 where the thing is in it, 404 where it is not."""

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
        application(Status.PROCESSING, Status.COMPLETED),  # no other row has any at it, so that all are on one page
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
"""The rows, by the names of the operations."""
