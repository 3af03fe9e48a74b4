"""Posting to agencies' systems: signed (Standard Webhooks), over TLS, and to public addresses only.

A name is resolved once. Every address that it has must be public, and the connection goes to one of these addresses, so
that it makes no difference if the name has another address a moment later (DNS rebinding). No redirect is followed, no
proxy is used, and only the status of an answer counts.
"""

import http.client
import queue
import socket
import ssl
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from threading import Thread
from typing import Any, Final, cast

from standardwebhooks.webhooks import Webhook

from app.domain.shared.errors import Invalid
from app.domain.webhooks.webhook_urls import Target, read_url
from app.providers.http_exchange import AnswerLost, NeverSent
from app.providers.ports import Accepted, Outcome, Refused, Unknown
from app.providers.public_addresses import is_public
from app.providers.timed_socket import Dial, TimedSocket, dial, left

WHOLE: Final = 10.0
"""Seconds for all of it: resolving, connecting, TLS, the request and its answer."""
CONNECT: Final = 3.05
"""Seconds for each address that is tried."""
MOST_ADDRESSES: Final = 4
"""Addresses that are tried: a name may have IPv6 addresses, and this machine no IPv6."""
MOST_BODY: Final = 4096
"""Bytes of an answer's body that are read, so that the other side is not cut off; nothing is done with them."""
GONE: Final = 410
USER_AGENT: Final = "Lango-Webhooks/1"

Resolve = Callable[[str, int], list[str]]
"""The addresses of a name. Raises OSError."""


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, by the system's resolver, each once. Raises OSError, UnicodeError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


class HttpWebhookGateway:
    """Posts to whatever URL an agency has given; see WebhookGateway. Each post has a connection of its own.

    `private_hosts` may be of this machine or its network and speak plain HTTP (WEBHOOK_PRIVATE_HOSTS).
    """

    def __init__(
        self,
        private_hosts: Collection[str] = (),
        *,
        whole: float = WHOLE,
        tls: ssl.SSLContext | None = None,
        resolve: Resolve = resolve,
        dial: Dial = dial,
    ) -> None:
        self._private_hosts = frozenset(private_hosts)
        self._whole = whole
        self._tls = tls
        self._resolve = resolve
        self._dial = dial

    def post(self, url: str, secrets: Sequence[str], body: str, *, key: str, at: datetime) -> Outcome:
        """See WebhookGateway. Raises ValueError for a key that no header can carry, and without a secret."""
        headers = _signed(secrets, body, key, at)
        ends = time.monotonic() + self._whole
        try:
            target = read_url(url, self._private_hosts)
            with self._connected(target, self._addresses(target, ends), ends) as line:
                return _outcome(_ask(line, target, headers, body.encode()))
        except Invalid:  # a rule that is newer than the endpoint, or a setting that has changed
            return Refused("url", "no URL that may be posted to", temporary=True)
        except NeverSent as never:
            return Refused(never.code, "not sent", temporary=True)
        except AnswerLost as lost:
            return Unknown(str(lost))

    def _addresses(self, target: Target, ends: float) -> list[str]:
        """The addresses of the host. Raises NeverSent if there are none, or if one of them is not public."""
        found = _within(left(ends), self._resolve, target.host.strip("[]"), target.port)
        if not found:
            raise NeverSent("dns")
        if not target.is_private and not all(map(is_public, found)):
            raise NeverSent("address")
        return found

    @contextmanager
    def _connected(self, target: Target, addresses: list[str], ends: float) -> Iterator[TimedSocket]:
        sock = self._dial_one(addresses, target.port, ends)
        try:
            if target.scheme == "https":
                sock = self._secured(sock, target.host, ends)
            yield TimedSocket(sock, ends)
        finally:
            sock.close()

    def _dial_one(self, addresses: list[str], port: int, ends: float) -> socket.socket:
        for address in addresses[:MOST_ADDRESSES]:
            with suppress(OSError):
                return self._dial(address, port, min(CONNECT, left(ends)))
        raise NeverSent("connect")

    def _secured(self, sock: socket.socket, host: str, ends: float) -> ssl.SSLSocket:
        """The socket after the TLS handshake. The certificate must be for the host's name. The timeout is for the whole
        handshake. Raises NeverSent."""
        try:
            sock.settimeout(left(ends))
            return (self._tls or _trusted()).wrap_socket(sock, server_hostname=host.strip("[]"))
        except (OSError, ValueError):
            raise NeverSent("tls") from None


@cache
def _trusted() -> ssl.SSLContext:
    """The certificate authorities that this machine trusts, read once."""
    return ssl.create_default_context()


def _signed(secrets: Sequence[str], body: str, key: str, at: datetime) -> dict[str, str]:
    """The headers of Standard Webhooks: a signature with each secret, so that one can be changed without a gap."""
    if not secrets or not key.isascii() or not key.isprintable() or " " in key:
        raise ValueError("a secret and a printable key are wanted")
    at = at.astimezone(UTC)
    return {
        "Content-Type": "application/json",
        "User-Agent": USER_AGENT,
        "Connection": "close",
        "webhook-id": key,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(Webhook(secret).sign(key, at, body) for secret in secrets),
    }


def _ask(line: TimedSocket, target: Target, headers: dict[str, str], body: bytes) -> int:
    """Send the request; returns the status of the answer. Raises AnswerLost: the request may have arrived."""
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.auto_open = 0  # never open another connection
    connection.sock = cast("Any", line)
    try:
        connection.request("POST", target.path, body, {"Host": target.authority, **headers})
        answer = connection.getresponse()
    except TimeoutError:
        raise AnswerLost("timeout") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise AnswerLost(type(error).__name__) from None
    with suppress(OSError, http.client.HTTPException, ValueError):
        answer.read1(MOST_BODY)
    return answer.status


def _outcome(status: int) -> Outcome:
    """Any status but a 2xx may be transient, until the agency fixes it; only 410 (gone) is permanent."""
    if 200 <= status < 300:
        return Accepted("", cost="", parts=1)
    return Refused(str(status), f"HTTP {status}", temporary=status != GONE)


def _within(seconds: float, resolve: Resolve, host: str, port: int) -> list[str]:
    """Resolve in a thread, and wait so long for it: the system's resolver takes no timeout. Raises NeverSent."""
    told: queue.SimpleQueue[list[str]] = queue.SimpleQueue()

    def ask() -> None:
        try:
            told.put(resolve(host, port))
        except (OSError, UnicodeError):
            told.put([])

    Thread(target=ask, daemon=True).start()
    try:
        return told.get(timeout=seconds)
    except queue.Empty:
        raise NeverSent("dns") from None
