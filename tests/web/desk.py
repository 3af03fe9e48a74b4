"""A client of the API of desks: a key of Huduma Kenya and a clerk (used by the tests of the API)."""

import json
from io import BytesIO
from typing import Any, Final

from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from app.container import Container
from app.domain.staff import api_keys
from app.domain.staff.api_keys import HUDUMA, Scope, Terms

ACCOUNTS: Final = "/api/v1/accounts"
CLERK: Final = "HK-20417"


class Desk:
    """Calls the API with one key, for one clerk; an empty `clerk` sends no header that names one."""

    def __init__(self, client: FlaskClient, key: str, clerk: str = CLERK) -> None:
        self._client, self._key, self.clerk = client, key, clerk

    @classmethod
    def of(cls, container: Container, client: FlaskClient, code: str = HUDUMA, **terms: Any) -> "Desk":
        """A desk with a new key of these terms."""
        terms = {"scopes": frozenset({Scope.WRITE_ACCOUNTS}) if code == HUDUMA else frozenset(Scope)} | terms
        with container.database.transaction() as session:
            return cls(client, api_keys.issue_key(session, code, actor="test", terms=Terms(**terms)))

    @property
    def actor(self) -> str:
        """The actor that the audit trail has for its requests."""
        container: Container = self._client.application.extensions["lango"]
        with container.database.reading() as session:
            key = api_keys.find_key(session, self._key)
            assert key is not None
            return f"{key.actor}/{self.clerk}"

    def by(self, clerk: str, client: FlaskClient | None = None) -> "Desk":
        """The same desk with another clerk, or with another client."""
        return Desk(client or self._client, self._key, clerk)

    def ask(self, verb: str, path: str, body: object = None, **headers: str) -> TestResponse:
        """Send a request for a path below the accounts; a body of bytes is a photo."""
        named = {name.replace("_", "-").title(): value for name, value in headers.items()}
        own = {"Authorization": f"Bearer {self._key}", **({"Lango-Clerk": self.clerk} if self.clerk else {})}
        data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        if data is not None:
            own["Content-Type"] = "image/jpeg" if isinstance(body, bytes) else "application/json"
        return self._client.open(f"{ACCOUNTS}{path}", method=verb, data=data, headers=own | named)

    def find(self, number: str, kind: str = "citizen") -> TestResponse:
        return self.ask("POST", "/find", {"account_type": kind, "id_number": number})

    def prove(self, account_id: str, phone: str, **headers: str) -> TestResponse:
        return self.ask("POST", f"/{account_id}/proof", {"phone": phone}, **headers)

    def photograph(self, account_id: str, image: bytes, **headers: str) -> TestResponse:
        return self.ask("PUT", f"/{account_id}/photo", image, **headers)

    def correct(self, account_id: str, headers: dict[str, str] | None = None, **details: Any) -> TestResponse:
        return self.ask("POST", f"/{account_id}/corrections", details, **(headers or {}))

    def close(self, account_id: str, phone: str, **headers: str) -> TestResponse:
        return self.ask("POST", f"/{account_id}/close", {"phone": phone}, **headers)


def photo(colour: str = "teal", kind: str = "JPEG", size: tuple[int, int] = (320, 400)) -> bytes:
    """An image of one colour, in place of a photo of a person."""
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return file.getvalue()
