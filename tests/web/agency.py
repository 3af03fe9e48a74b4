"""A client of the agencies' API with one key, and what the tests of the API read from its answers."""

import json
from collections.abc import Callable
from typing import Any, Final

from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.container import Container
from app.domain.applications.applications import Application
from app.domain.messaging.messages import Message
from app.domain.staff import api_keys
from app.web.api import problems

APPLICATIONS: Final = "/api/v1/applications"
REFERENCE: Final = "EPP1-A1B2C3D4"
NEW: Final = {
    "service": "passport-renew-34",
    "account_type": "citizen",
    "id_number": "29000001",
    "phone": "+254700000001",
}


class Agency:
    """Calls the API with one key."""

    def __init__(self, client: FlaskClient, key: str) -> None:
        self._client, self._key = client, key

    @classmethod
    def of(cls, client: FlaskClient, agency_key: Callable[[str], str], code: str = "dis") -> "Agency":
        """The agency of a code, with a new key."""
        return cls(client, agency_key(code))

    @property
    def key_id(self) -> str:
        """The id of its key, which is public."""
        container: Container = self._client.application.extensions["lango"]
        with container.database.reading() as session:
            key = api_keys.find_key(session, self._key)
            assert key is not None
            return key.id

    @property
    def actor(self) -> str:
        """The actor that the audit trail has for its requests."""
        return f"agency:{self._key.split('-')[1]}/{self.key_id}"

    def twin(self) -> "Agency":
        """The same agency with a client of its own, for another thread."""
        return Agency(self._client.application.test_client(), self._key)

    def get(self, path: str, **headers: str) -> TestResponse:
        return self._client.get(path, headers=self._headers(**headers))

    def post(self, path: str, body: object, **headers: str) -> TestResponse:
        """Post JSON; `idempotency_key="k"` becomes the header of that name."""
        return self.send(path, json.dumps(body).encode(), **headers)

    def send(self, path: str, body: bytes, content_type: str = "application/json", **headers: str) -> TestResponse:
        return self._client.post(path, data=body, content_type=content_type, headers=self._headers(**headers))

    def record(self, **changes: object) -> dict[str, Any]:
        """Record an application; the body of the answer."""
        answer = self.post(APPLICATIONS, NEW | changes)
        assert answer.status_code == 201, answer.text
        return dict(answer.get_json())

    def move(
        self, reference: str, status: str, *, headers: dict[str, str] | None = None, **rest: object
    ) -> TestResponse:
        return self.post(f"{APPLICATIONS}/{reference}/status", {"status": status, **rest}, **(headers or {}))

    def _headers(self, **given: str) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in given.items()}
        return {"Authorization": f"Bearer {self._key}", **named}


def alerts(container: Container, reference: str) -> int:
    """How many alerts there are about an application."""
    about = Message.key.like(f"alert:{reference}:%")
    with container.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Message).where(about)) or 0


def recorded(container: Container) -> int:
    """How many applications there are."""
    with container.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Application)) or 0


def refusal(answer: TestResponse, status: int, pointer: str | None = None) -> str:
    """The detail of a problem; checks that the answer is a problem of this status and, if given, with this pointer."""
    assert answer.status_code == status, answer.text
    assert answer.content_type == problems.MEDIA_TYPE
    told = answer.get_json()
    assert (told["type"], told["status"]) == ("about:blank", status)
    assert told["title"]
    if pointer is not None:
        assert pointer in [each["pointer"] for each in told["errors"]]
    return str(told["detail"])


def uncounted(answer: TestResponse) -> list[tuple[str, str]]:
    """The headers of an answer, without `RateLimit`: its count of remaining requests falls with each request."""
    return [(name, value) for name, value in answer.headers if name != "RateLimit"]
