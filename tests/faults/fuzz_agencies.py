"""Fuzzing of the agencies' API: requests that are mutated from sound ones."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Final
from urllib.parse import quote, unquote_to_bytes

from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder

from app.domain.catalogue.models import Status
from app.web.api import problems
from tests.faults import fuzz
from tests.faults.fuzz import LoggedErrors
from tests.web.agency import APPLICATIONS, NEW

JSON: Final = "application/json"
TYPES: Final = (JSON,) * 9 + ("application/json; charset=utf-16", "text/json", "", "application/x-www-form-urlencoded")
STATUSES: Final = [*map(str, Status)]
ODD_VALUES: Final[list[Any]] = [
    None, True, -1, 0, 1.5, 10**30, 1e308, [], {}, [[[]]], {"a": {"b": None}}, "", "x" * 5000, ["x"] * 50,
]  # fmt: skip
NOISE: Final = [
    b"", b"{", b"[]", b"null", b"1", b'"x"', b"{" * 5000, b"[" * 100_000, b'{"a": NaN}', b'{"a": 1e999}', b"\xff\xfe{",
    b'{"status": "processing", "status": "rejected"}', b"\x00", b'{"\\ud800": "\\udfff"}', b'{"note": "\\u0000"}',
    b'{"version": ' + b"9" * 5000 + b"}",
]  # fmt: skip
VERBS: Final = ("POST",) * 8 + ("GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "X")
HEADERS: Final = (
    ("IF_MATCH", ('"1"', "*", "x", '"99999999999"', "", '"1", "2"', "\xff")),
    ("IF_NONE_MATCH", ('"1"', "*", "x", 'W/"1.0123456789abcdef"', "", "\xff")),
    ("IDEMPOTENCY_KEY", ("k", "k2", "", "x" * 300, "\xe9", "a b")),
    ("ACCEPT", ("text/html", "")),
)


@dataclass(frozen=True)
class Call:
    """One request of an agency."""

    verb: str
    path: str
    body: bytes
    content_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)


def call(random: Random) -> Call:
    """A request: recording, moving, one or many, a fee, an answer, reading, a list, or something else below /api/v1."""
    reference = random.choice((*fuzz.REFERENCES, fuzz.text(random)))
    path = quote(reference.replace("?", "!").encode("utf-8", "surrogatepass"), safe="/")  # else Werkzeug's client fails
    where, body = random.choice(
        (
            (APPLICATIONS, NEW | {"reference": fuzz.text(random, 20), "answers": {"q": fuzz.text(random)}}),
            (f"{APPLICATIONS}/{path}/status", move(random)),
            (f"{APPLICATIONS}/status", {"changes": [move(random) | {"reference": reference} for _ in range(3)]}),
            (f"{APPLICATIONS}/{path}/fee", fee(random)),
            (f"{APPLICATIONS}/{path}/replies", {"text": fuzz.text(random, 200)}),
            (f"{APPLICATIONS}/{path}/messages", {}),
            (f"{APPLICATIONS}?{listed(random, path)}", {}),
            (f"{APPLICATIONS}/{path}", {}),
            (f"/api/v1/{path}", {}),
            (f"/api/v1/services?q={path}&limit={quote(fuzz.KEYS[random.randrange(len(fuzz.KEYS))])}", {}),
        )
    )
    reads = where in (f"{APPLICATIONS}/{path}", f"/api/v1/{path}") or "?" in where or where.endswith("/messages")
    verb = "GET" if reads and random.random() < 0.8 else random.choice(VERBS)
    given = {f"HTTP_{name}": random.choice(values) for name, values in HEADERS if random.random() < 0.15}
    return Call(verb, where, written(random, body), random.choice(TYPES), given)


def listed(random: Random, path: str) -> str:
    """The query of a list: its parameters sound, or anything."""
    sound = {
        "status": ("submitted", "processing,collected", "done"),
        "service": ("passport-renew-34", "dl-renew-3", "x"),
        "since": ("2026-11-20T09:00:00Z", "2026-11-20T09:00:00+03:00", "0001-01-01T00:00:00%2B14:00", "yesterday"),
        "until": ("9999-12-31T23:59:60-12:00", "2026-11-20"),
        "limit": ("1", "200", "0", "9" * 30),
        "cursor": ("WzFd", "bnVsbA", ""),
    }
    named = random.sample([*sound], random.randrange(1, 4))
    return "&".join(f"{name}={random.choice((*sound[name], path))}" for name in named)


def fee(random: Random) -> dict[str, Any]:
    """The body that sets a fee, with all its fields."""
    amount = random.choice((1, 1500, 999_999, 0, -5, 10**9, 10**30, 1.5, "1500", True))
    return {"amount_kes": amount, "note": fuzz.text(random), "note_sw": fuzz.text(random)}


def move(random: Random) -> dict[str, Any]:
    """The body that changes a status, with all its fields."""
    return {"status": random.choice(STATUSES), "note": fuzz.text(random), "place": fuzz.text(random, 20)}


def written(random: Random, body: dict[str, Any]) -> bytes:
    """A body: sound, with something in it changed, cut, or no JSON at all."""
    if random.random() < 0.1:
        return random.choice((random.choice(NOISE), random.randbytes(60)))
    for _ in range(random.randrange(3)):
        body = mutated(random, body)
    told = json.dumps(body, ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")
    return told[: random.randrange(len(told))] if random.random() < 0.05 else told


def mutated(random: Random, body: dict[str, Any]) -> dict[str, Any]:
    """The body with a field left out, added, or with another value."""
    changed = dict(body)
    name = random.choice([*changed, "note", "version", "stage", fuzz.text(random, 20)])
    match random.randrange(4):
        case 0:
            changed.pop(name, None)
        case 1:
            changed[name] = random.choice(ODD_VALUES)
        case 2:
            changed[name] = fuzz.text(random, 200)
        case 3 if isinstance(changed.get(name), list):
            changed[name] = [mutated(random, each) if isinstance(each, dict) else each for each in changed[name]]
    return changed


class Caller:
    """An agency with a key; it checks each answer that it gets."""

    def __init__(self, client: FlaskClient, key: str, logged: LoggedErrors) -> None:
        self.client, self.key, self.logged = client, key, logged

    def check(self, given: Call) -> None:
        """Raises AssertionError for a server error, or a refusal that says nothing or too much."""
        builder = EnvironBuilder(method=given.verb, data=given.body, content_type=given.content_type)
        path, _, query = given.path.partition("?")
        where = {"PATH_INFO": unquote_to_bytes(path).decode("latin-1"), "QUERY_STRING": query}
        environ = builder.get_environ() | where | given.headers | {"HTTP_AUTHORIZATION": f"Bearer {self.key}"}
        answer = self.client.open(environ)
        self.logged.check_none()
        assert answer.status_code < 500, (answer.status_code, answer.data)
        assert b"Traceback" not in answer.data
        if answer.status_code >= 400 and given.verb != "HEAD":
            assert answer.content_type == problems.MEDIA_TYPE, answer.content_type
            assert answer.get_json()["detail"]
            assert NEW["id_number"].encode() not in answer.data, "a refusal repeats what was sent"


def smaller(given: Call) -> Iterator[Call]:
    """The same request with less in it."""
    for name in given.headers:
        yield replace(given, headers={other: value for other, value in given.headers.items() if other != name})
    yield from (replace(given, body=less) for less in fuzz.shorter(given.body))
    yield from (replace(given, path="/api/v1" + less) for less in fuzz.shorter(given.path.removeprefix("/api/v1")))
