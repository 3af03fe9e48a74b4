"""What the internet may post to a callback: broken forms, wrong encodings, odd headers, wrong verbs and keys."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Final
from urllib.parse import quote_from_bytes, quote_plus

from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, TestResponse

from app.providers.africastalking.callbacks import LONGEST_TEXT
from app.web.guards import LARGEST_CALLBACK
from tests.conftest import CALLBACK_KEY
from tests.faults import fuzz
from tests.faults.fuzz import LoggedErrors
from tests.web.callbacks import FORM, SOUND, shown

ESCAPES: Final = [
    b"%C0%AF", b"%ED%A0%80", b"%00", b"%u0041", b"%", b"%zz", b"%E0%80%80", b"%F8%88%80%80%80", b"%FF%FE", b"%EF%BB%BF",
    b"%1B", b"%0d%0a", b"%25%30%30", b"%C1%BF", b"%F4%90%80%80", b"%80", b"+", b"%2A", b"%2a%2A", b"%e2%80%ae",
]  # fmt: skip
TYPES: Final = [
    FORM, f"{FORM}; charset=utf-7", f"{FORM}; charset=utf-16", f"{FORM};", FORM.upper(), f"{FORM}; boundary=x",
    "application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x", "multipart/mixed", "",
    "x" * 3000, "application/x-www-form-urlencoded, text/html", "*/*", "é",
]  # fmt: skip
HEADERS: Final = [
    ("Content-Length", "-1"), ("Content-Length", "x"), ("Content-Length", "99999999999999999999"),
    ("Transfer-Encoding", "chunked"), ("Expect", "100-continue"), ("Range", "bytes=0-1"), ("Host", "a b"),
    ("Host", ""), ("X-Forwarded-For", "'; --"), ("X-Forwarded-Host", "evil"), ("Content-Encoding", "gzip"),
    ("Accept", "\x00"), ("Cookie", "session=" + "a" * 4000), ("Authorization", "Bearer \xff"),
    ("Accept-Language", "sw" * 900), ("X-HTTP-Method-Override", "DELETE"), ("Content-MD5", "x"), ("Origin", "null"),
]  # fmt: skip
VERBS: Final = ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "HEAD", "CONNECT", "PROPFIND", "post", "X"]
KEYS: Final = [
    "", "dev", CALLBACK_KEY[:-1], CALLBACK_KEY + "x", CALLBACK_KEY.upper(), "%00", "..", "%2e%2e", "%FF", "é",
    "%ED%A0%80", CALLBACK_KEY + "%00", CALLBACK_KEY + "/", "*", "a" * 5000, CALLBACK_KEY + "%20",
]  # fmt: skip
NOISE: Final = [
    b"{}", b'{"sessionId": "s", "text": 1}', b"[", b"null", b"\xff" * 40, b"&&&===;;", b"=" * 500, b"a&" * 900,
    b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n1\r\n--x--\r\n', b"--x\r\n\r\n", b"<xml/>",
    b"text=" + b"x" * 17_000, b"%" * 16_000, b"sessionId[]=1&sessionId[a]=2", b"\x1f\x8b\x08\x00\x00", b"",
]  # fmt: skip


@dataclass(frozen=True)
class Request:
    """One request. `first`: the provider in the path. `sound`: the provider can send it, so it must be answered 200."""

    route: str
    body: bytes
    key: str = CALLBACK_KEY
    verb: str = "POST"
    content_type: str = FORM
    headers: list[tuple[str, str]] = field(default_factory=list)
    sound: bool = False
    first: str = "at"


def request(random: Random) -> Request:  # noqa: PLR0911  one for each kind
    """A request: sound but odd, a broken form, noise, wrong verb, wrong key, odd headers; or JSON about a SIM."""
    route = random.choice(list(SOUND))
    match random.randrange(11):
        case 0 | 1 | 2:
            body = written([*(SOUND[route] | odd_words(random, route)).items()])
            return Request(route, body, sound=len(body) <= LARGEST_CALLBACK)
        case 3 | 4:
            return Request(route, written(odd_form(random, route)))
        case 5:
            return Request(route, escaped(random, route))
        case 6:
            noise = random.choice((random.choice(NOISE), random.randbytes(random.randrange(300))))
            return Request(route, noise, content_type=random.choice(TYPES))
        case 7:
            return Request(route, written(odd_form(random, route)), verb=random.choice(VERBS))
        case 8:
            return Request(route, written(odd_form(random, route)), key=random.choice(KEYS))
        case 9:
            return about_a_sim(random)
    odd = [random.choice(HEADERS) for _ in range(random.randrange(1, 3))]
    return Request(route, written(odd_form(random, route)), content_type=random.choice(TYPES), headers=odd)


def about_a_sim(random: Random) -> Request:
    """The callback about a SIM swap, in JSON: sound but odd, with fields of other types, or cut off."""
    name = f"ATSwpid_{random.randrange(10**12)}"
    days = ("01-01-1900", "31-12-9999", "31-02-2026", "22-11-2026", fuzz.text(random))
    status = random.choice(("Swapped", "NotSwapped", "Failed", fuzz.text(random)))
    told: dict[str, Any] = {"requestId": name, "status": status, "lastSimSwapDate": random.choice(days)}
    told |= {f"x{fuzz.text(random, 9)}": fuzz.text(random)}
    if sound := random.random() < 0.4:
        told |= {random.choice(("status", "lastSimSwapDate", "providerRefId")): None}
    else:
        told[random.choice([*told])] = random.choice((7, True, [name], {"requestId": name}, 1e999, "", "\ud800" * 200))
    body = json.dumps(told).encode()
    cut = body if sound or random.random() < 0.7 else body[: random.randrange(1, len(body))] + random.randbytes(3)
    kind = "application/json" if sound else random.choice(("application/json", random.choice(TYPES)))
    return Request("sim-swaps", cut, content_type=kind, sound=sound)


def odd_words(random: Random, route: str) -> dict[str, str]:
    """New values for the fields that may hold anything; each request is of a session or a message of its own."""
    name = f"s{random.randrange(10**12)}"
    free = {
        "ussd": {"sessionId": name, "serviceCode": fuzz.text(random), "text": fuzz.text(random)[:LONGEST_TEXT]},
        "ussd/events": {"status": fuzz.text(random), "hopsCount": fuzz.text(random), "errorMessage": fuzz.text(random)},
        "sms": {"id": name, "text": fuzz.text(random, 300), "date": fuzz.text(random), "to": fuzz.text(random)},
        "sms/reports": {"id": name, "status": fuzz.text(random), "failureReason": fuzz.text(random)},
        "sms/optouts": {},
    }[route]
    who = "from" if route == "sms" else "phoneNumber"
    return {who: random.choice(fuzz.CITIZENS), **free, f"x{fuzz.text(random, 9)}": fuzz.text(random)}


def odd_form(random: Random, route: str) -> list[tuple[str, str]]:
    """A form with fields left out, there twice, misnamed, or with anything in them."""
    fields = [(name, value if random.random() < 0.5 else fuzz.text(random)) for name, value in SOUND[route].items()]
    for _ in range(random.randrange(4)):
        match random.randrange(4):
            case 0:
                fields.append(random.choice(fields or [("", "")]))
            case 1:
                del fields[random.randrange(len(fields) + 1) :]
            case 2:
                fields.append((fuzz.text(random, 20), fuzz.text(random)))
            case 3:
                fields.insert(0, (random.choice([*SOUND[route]]), fuzz.text(random, 900)))
    return fields


def written(fields: list[tuple[str, str]]) -> bytes:
    """A form as bytes."""
    return "&".join(f"{quoted(name)}={quoted(value)}" for name, value in fields).encode()


def quoted(value: str) -> str:
    """URL-encoded as in a form; half a surrogate pair as three bytes that are no UTF-8."""
    return quote_plus(value.encode("utf-8", "surrogatepass"))


def escaped(random: Random, route: str) -> bytes:
    """A form with escapes that are overlong, half, or none."""
    pieces = [random.choice(ESCAPES) for _ in range(random.randrange(1, 9))]
    odd = b"".join(pieces) + quote_from_bytes(random.randbytes(4)).encode()
    fields = [(quoted(name).encode(), quoted(value).encode()) for name, value in SOUND[route].items()]
    at = random.randrange(len(fields))
    fields[at] = (fields[at][0], odd) if random.random() < 0.8 else (odd, fields[at][1])
    return b"&".join(name + b"=" + value for name, value in fields)


class Callbacks:
    """Posts callbacks to the web, and checks each answer."""

    def __init__(self, client: FlaskClient, logged: LoggedErrors) -> None:
        self.client, self.logged = client, logged

    def check(self, given: Request) -> None:
        """Raises AssertionError for a server error, a refusal without a reason, or another answer to the same hop."""
        answer = self.sent(given)
        self.logged.check_none()
        assert answer.status_code < 500, answer.status_code
        assert b"Traceback" not in answer.data
        if given.sound:
            assert answer.status_code == 200, answer.get_data(as_text=True)
        if answer.status_code >= 400 and given.verb != "HEAD":
            assert len(answer.data) > 8, "a refusal without a reason"
            assert answer.content_type == "text/plain; charset=utf-8"
        if given.route == "ussd" and answer.status_code == 200 and given.verb == "POST":
            shown(answer)
            assert self.sent(given).data == answer.data, "the same hop again is answered otherwise"

    def sent(self, given: Request) -> TestResponse:
        """The answer of the web."""
        builder = EnvironBuilder(f"/{given.first}/{given.key}/{given.route}", method=given.verb, data=given.body)
        builder.content_type = given.content_type
        environ = builder.get_environ()
        for name, value in given.headers:
            environ[_cgi(name)] = value
            if value == "chunked":
                environ.pop("CONTENT_LENGTH", None)
                environ["wsgi.input_terminated"] = True
        return self.client.open(environ)


def _cgi(name: str) -> str:
    variable = name.upper().replace("-", "_")
    return variable if variable.startswith("CONTENT_L") or variable == "CONTENT_TYPE" else f"HTTP_{variable}"


def smaller(given: Request) -> Iterator[Request]:
    """The same request with less in it."""
    if given.headers:
        yield replace(given, headers=given.headers[1:])
    if not given.sound:
        changes: dict[str, Any] = {"key": CALLBACK_KEY, "verb": "POST", "content_type": FORM}
        yield from (replace(given, **{name: value}) for name, value in changes.items() if getattr(given, name) != value)
    yield from (replace(given, body=less) for less in fuzz.shorter(given.body) if not given.sound or b"phone" in less)
