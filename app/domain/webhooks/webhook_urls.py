r"""Checks webhook URLs against SSRF, as far as the URL itself shows: HTTPS, a public host name, a usual port.

A URL is parsed by one strict pattern and passed on in parts, so that no second parser reads it differently (WHATWG and
RFC 3986 differ on `https://a\@b/`, `https://0x7f.1/` and `https://①.com/`). The address that the name resolves to is
checked when an event is posted (`app/providers/webhooks.py`).
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from app.domain.shared.errors import Invalid

LONGEST: Final = 500
"""Characters of a URL."""
PORTS: Final = (443, 8443)
"""Ports of HTTPS; at any other there may be a service that an HTTP request can harm."""
NOT_OF_THE_WORLD: Final = frozenset(
    {
        "alt",
        "arpa",
        "corp",
        "example",
        "home",
        "internal",
        "intranet",
        "invalid",
        "lan",
        "local",
        "localdomain",
        "localhost",
        "onion",
        "private",
        "test",
    }
)
"""Top-level labels that are not in the public DNS, or are local (RFC 6761, RFC 6762, RFC 9476)."""

_URL: Final = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::(?P<port>[1-9][0-9]{0,4}))?"
    r"(?P<path>/(?:[a-z0-9._~!$&'()*+,;=:@/-]|%[0-9a-f]{2})*)?(?:\?(?P<query>(?:[a-z0-9._~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*))?",
    re.IGNORECASE | re.ASCII,
)
_LABEL: Final = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*")


@dataclass(frozen=True)
class Target:
    """The parts of a URL. `is_private`: its host was named in WEBHOOK_PRIVATE_HOSTS."""

    scheme: str
    host: str
    port: int
    path: str = field(repr=False)
    """With the query; may contain a token of the agency's."""
    is_private: bool = False

    @property
    def authority(self) -> str:
        """The value of the `Host` header."""
        usual = 443 if self.scheme == "https" else 80
        return self.host if self.port == usual else f"{self.host}:{self.port}"


def read_url(url: str, private_hosts: Collection[str] = ()) -> Target:
    """Parse a URL that a webhook may go to. Raises Invalid, whose message repeats nothing of it.

    `private_hosts`: hosts that may be on this machine or its network, use plain HTTP and any port.
    """
    found = _URL.fullmatch(url) if len(url) <= LONGEST else None
    if found is None:
        raise Invalid("url: one like https://host/path is wanted, in ASCII, without user, password or fragment")
    scheme, host = found["scheme"].lower(), found["host"].lower()
    port = int(found["port"] or (443 if scheme == "https" else 80))
    if port > 65535:
        raise Invalid("url: there is no such port")
    target = Target(scheme, host, port, _path(found), is_private=host.strip("[]") in private_hosts)
    if not target.is_private:
        _check_public(target)
    return target


def _path(found: re.Match[str]) -> str:
    query = found["query"]
    return (found["path"] or "/") + ("" if query is None else f"?{query}")


def _check_public(target: Target) -> None:
    if target.scheme != "https":
        raise Invalid("url: https is wanted")
    if target.port not in PORTS:
        raise Invalid(f"url: one of the ports {', '.join(map(str, PORTS))} is wanted")
    labels = target.host.split(".")
    if len(target.host) > 253 or not all(map(_LABEL.fullmatch, labels)):
        raise Invalid("url: the name of a host is wanted, without a dot at its end")
    if _NUMBER.fullmatch(labels[-1]):
        raise Invalid("url: the name of a host is wanted, not an address")
    if len(labels) < 2 or labels[-1] in NOT_OF_THE_WORLD:
        raise Invalid("url: a name that the public DNS has is wanted")
