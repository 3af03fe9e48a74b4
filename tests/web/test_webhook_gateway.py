"""Webhooks are posted over real sockets: signed, to the address that was checked, and within a time limit."""

import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from socket import create_connection, socket

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from app.providers.ports import Accepted, Outcome, Refused, Unknown
from app.providers.webhooks import HttpWebhookGateway, resolve
from tests.scripted_server import DROP, ScriptedServer, Told
from tests.secure_receiver import HOST, SecureReceiver, receiving
from tests.standin_wire import closed_port, silence, trickling
from tests.unit.test_webhook_urls import ADDRESSES, URLS

PUBLIC = "41.90.64.1"
SECRET, OLDER = "whsec_" + "c2VjcmV0" * 4, "whsec_" + "b2xkZXIh" * 4
BODY = '{"type": "application.paid", "data": {"reference": "102030405060"}}'
LOCAL = ["127.0.0.1"]


@dataclass
class Names:
    """A resolver that gives its answers in turn, and a dialler that connects to a port of this machine instead."""

    answers: list[list[str]]
    port: int = 0
    asked: list[tuple[str, int]] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)

    def resolve(self, host: str, port: int) -> list[str]:
        self.asked.append((host, port))
        return self.answers.pop(0)

    def dial(self, address: str, port: int, seconds: float) -> socket:
        self.dialled.append((address, port))
        if not self.port:
            raise ConnectionRefusedError
        return create_connection(("127.0.0.1", self.port), seconds)

    def gateway(self, tls: ssl.SSLContext | None = None) -> HttpWebhookGateway:
        return HttpWebhookGateway(tls=tls, resolve=self.resolve, dial=self.dial)


def post(gateway: HttpWebhookGateway, url: str, *secrets: str, at: datetime | None = None) -> Outcome:
    return gateway.post(url, secrets or (SECRET,), BODY, key="webhook:e1:102030405060:paid:2", at=at or now())


def now() -> datetime:
    return datetime.now(UTC)


def answering(told: Told | str) -> ScriptedServer:
    return ScriptedServer(lambda _asked: told)


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[SecureReceiver]:
    """A receiver behind TLS."""
    with receiving(tmp_path / "hooks.pem") as receiver:
        yield receiver


# What is posted


def test_it_is_signed_as_standard_webhooks_say() -> None:
    with answering(Told(204)) as receiver:
        outcome = post(HttpWebhookGateway(LOCAL), f"{receiver.url}/hooks?a=b", SECRET, OLDER)
    assert outcome == Accepted("", cost="", parts=1)
    [asked] = receiver.asked
    assert (asked.method, asked.path, asked.raw.decode()) == ("POST", "/hooks?a=b", BODY)
    assert asked.headers["content-type"] == "application/json"
    assert asked.headers["host"] == receiver.url.removeprefix("http://")
    assert asked.headers["webhook-id"] == "webhook:e1:102030405060:paid:2"
    for secret in (SECRET, OLDER):
        assert Webhook(secret).verify(asked.raw, asked.headers)["data"] == {"reference": "102030405060"}
    with pytest.raises(WebhookVerificationError):
        Webhook("whsec_" + "bm9ib2R5" * 4).verify(asked.raw, asked.headers)
    assert len(asked.headers["webhook-signature"].split()) == 2


def test_the_time_that_is_signed_is_that_of_the_try_whatever_its_zone() -> None:
    at = datetime(2026, 11, 23, 12, 0, 0, 900_000, tzinfo=UTC).astimezone()
    with answering(Told()) as receiver:
        post(HttpWebhookGateway(LOCAL), receiver.url, at=at)
    assert receiver.asked[0].headers["webhook-timestamp"] == str(int(at.timestamp()))


@pytest.mark.parametrize(
    ("key", "secrets"), [("a\r\nHost: b", [SECRET]), ("a b", [SECRET]), ("é", [SECRET]), ("a", [])]
)
def test_what_no_header_can_carry_is_not_sent(key: str, secrets: list[str]) -> None:
    with answering(Told()) as receiver, pytest.raises(ValueError, match="wanted"):
        HttpWebhookGateway(LOCAL).post(receiver.url, secrets, BODY, key=key, at=now())
    assert receiver.connections == 0


# Where it goes


def test_it_goes_to_the_address_that_was_looked_at_under_the_name_that_was_given(secure: SecureReceiver) -> None:
    names = Names([[PUBLIC]], secure.port)
    assert isinstance(post(names.gateway(secure.trusted), f"https://{HOST}/hooks"), Accepted)
    assert names.dialled == [(PUBLIC, 443)]
    assert secure.named == [HOST]
    assert secure.server.asked[0].headers["host"] == HOST


def test_a_name_is_resolved_once_so_that_it_cannot_be_bound_anew(secure: SecureReceiver) -> None:
    names = Names([[PUBLIC], ["127.0.0.1"], ["169.254.169.254"]], secure.port)
    gateway = names.gateway(secure.trusted)
    assert isinstance(post(gateway, f"https://{HOST}/"), Accepted)
    assert (len(names.asked), names.dialled) == (1, [(PUBLIC, 443)])
    assert post(gateway, f"https://{HOST}/") == Refused("address", "not sent", temporary=True)
    assert (len(names.asked), names.dialled) == (2, [(PUBLIC, 443)])


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_name_that_leads_to_a_place_nearby_is_never_dialled(address: str) -> None:
    for found in ([address], [PUBLIC, address], [address, PUBLIC]):
        names = Names([found])
        assert post(names.gateway(), f"https://{HOST}/") == Refused("address", "not sent", temporary=True)
        assert names.dialled == []


def test_a_url_of_the_corpus_is_neither_resolved_nor_dialled() -> None:
    names = Names([])
    gateway = names.gateway()
    assert {post(gateway, url) for url in URLS} == {Refused("url", "no URL that may be posted to", temporary=True)}
    assert (names.asked, names.dialled) == ([], [])


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    names = Names([[PUBLIC, "2c0f:fe38::1"]])
    assert post(names.gateway(), f"https://{HOST}:8443/") == Refused("connect", "not sent", temporary=True)
    assert names.dialled == [(PUBLIC, 8443), ("2c0f:fe38::1", 8443)]


def test_a_private_host_is_refused_unless_it_was_named() -> None:
    with answering(Told()) as receiver:
        assert isinstance(post(HttpWebhookGateway(), receiver.url), Refused)
        assert receiver.connections == 0
        assert isinstance(post(HttpWebhookGateway(LOCAL), receiver.url), Accepted)


def test_a_private_host_is_found_by_the_systems_own_resolver() -> None:
    assert "127.0.0.1" in resolve("localhost", 80)
    with answering(Told()) as receiver:
        url = receiver.url.replace("127.0.0.1", "localhost")
        assert isinstance(post(HttpWebhookGateway(["localhost"]), url), Accepted)


def test_no_proxy_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(Told()) as proxy, answering(Told()) as receiver:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert isinstance(post(HttpWebhookGateway(LOCAL), receiver.url), Accepted)
    place = receiver.url.removeprefix("http://")
    through = [each for each in proxy.asked if place in each.path or each.headers.get("host") == place]
    assert (through, len(receiver.asked)) == ([], 1)


def test_no_redirect_is_followed() -> None:
    with answering(Told()) as inner, answering(Told(307, headers={"Location": inner.url})) as receiver:
        outcome = post(HttpWebhookGateway(LOCAL), receiver.url)
    assert outcome == Refused("307", "HTTP 307", temporary=True)
    assert inner.connections == 0


# Certificates


def test_a_certificate_of_another_name_is_refused(secure: SecureReceiver) -> None:
    names = Names([[PUBLIC]], secure.port)
    outcome = post(names.gateway(secure.trusted), "https://other.example.go.ke/")
    assert outcome == Refused("tls", "not sent", temporary=True)
    assert secure.server.asked == []


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: SecureReceiver) -> None:
    names = Names([[PUBLIC]], secure.port)
    assert post(names.gateway(), f"https://{HOST}/") == Refused("tls", "not sent", temporary=True)
    assert secure.server.asked == []


def test_tls_is_never_left_out(secure: SecureReceiver) -> None:
    with answering(Told()) as plain:
        names = Names([[PUBLIC]], int(plain.url.rpartition(":")[2]))
        assert post(names.gateway(secure.trusted), f"https://{HOST}/") == Refused("tls", "not sent", temporary=True)
    assert plain.asked == []


# Outcomes


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_a_success_is_accepted(status: int) -> None:
    with answering(Told(status)) as receiver:
        assert isinstance(post(HttpWebhookGateway(LOCAL), receiver.url), Accepted)


@pytest.mark.parametrize(
    "status", [300, 301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 422, 429, 500, 502, 503, 504]
)
def test_anything_else_may_be_mended(status: int) -> None:
    with answering(Told(status, headers={"Location": "http://127.0.0.1:1/"})) as receiver:
        assert post(HttpWebhookGateway(LOCAL), receiver.url) == Refused(str(status), f"HTTP {status}", temporary=True)


def test_gone_is_for_good() -> None:
    with answering(Told(410)) as receiver:
        assert post(HttpWebhookGateway(LOCAL), receiver.url) == Refused("410", "HTTP 410", temporary=False)


def test_nobody_there_was_certainly_not_told() -> None:
    outcome = post(HttpWebhookGateway(LOCAL), f"http://127.0.0.1:{closed_port()}/")
    assert outcome == Refused("connect", "not sent", temporary=True)


def test_a_name_that_nobody_knows_was_certainly_not_told() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError("no such name")

    gateway = HttpWebhookGateway(resolve=unknown)
    assert post(gateway, f"https://{HOST}/") == Refused("dns", "not sent", temporary=True)
    assert post(Names([[]]).gateway(), f"https://{HOST}/") == Refused("dns", "not sent", temporary=True)


def test_an_answer_that_was_lost_is_unknown() -> None:
    with answering(DROP) as receiver:
        assert isinstance(post(HttpWebhookGateway(LOCAL), receiver.url), Unknown)
    assert len(receiver.asked) == 1


# Time limits


def test_a_receiver_that_says_nothing_is_given_up() -> None:
    started = time.monotonic()
    with silence() as port:
        assert post(HttpWebhookGateway(LOCAL, whole=0.2), f"http://127.0.0.1:{port}/") == Unknown("timeout")
    assert time.monotonic() - started < 2


def test_a_receiver_that_says_nothing_in_tls_is_given_up() -> None:
    started = time.monotonic()
    with silence() as port:
        outcome = post(HttpWebhookGateway(LOCAL, whole=0.2), f"https://127.0.0.1:{port}/")
    assert outcome == Refused("tls", "not sent", temporary=True)
    assert time.monotonic() - started < 2


def test_a_resolver_that_says_nothing_is_given_up() -> None:
    def slow(_host: str, _port: int) -> list[str]:
        time.sleep(0.5)
        return [PUBLIC]

    started = time.monotonic()
    gateway = HttpWebhookGateway(resolve=slow, whole=0.1)
    assert post(gateway, f"https://{HOST}/") == Refused("dns", "not sent", temporary=True)
    assert time.monotonic() - started < 0.4


@pytest.mark.parametrize(
    "said",
    [
        b"H", b"HTTP/1.1 ", b"HTTP/1.1 100 Continue\r\n\r\n", b"X-Slow: 1\r\n",
    ],
)  # fmt: skip
def test_a_head_that_trickles_is_given_up(said: bytes) -> None:
    """Each piece comes within the timeout of a socket, which restarts with every piece."""
    started = time.monotonic()
    with trickling(b"" if said[:1] == b"H" else b"HTTP/1.1 200 OK\r\n", said) as port:
        outcome = post(HttpWebhookGateway(LOCAL, whole=0.3), f"http://127.0.0.1:{port}/")
    assert isinstance(outcome, Unknown)
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\n", b""])
def test_a_head_without_end_is_given_up(start: bytes) -> None:
    with trickling(start, b"X: " + b"y" * 8000 + b"\r\n", every=0) as port:
        outcome = post(HttpWebhookGateway(LOCAL), f"http://127.0.0.1:{port}/")
    assert isinstance(outcome, Unknown)


def test_of_a_body_without_end_little_is_read() -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    with trickling(head, b"10000\r\n" + b"y" * 0x10000 + b"\r\n", every=0) as port:
        assert isinstance(post(HttpWebhookGateway(LOCAL), f"http://127.0.0.1:{port}/"), Accepted)


def test_a_body_that_trickles_changes_nothing() -> None:
    with trickling(b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n", b"y") as port:
        assert isinstance(post(HttpWebhookGateway(LOCAL, whole=0.3), f"http://127.0.0.1:{port}/"), Accepted)
