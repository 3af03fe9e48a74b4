"""The URLs among the settings: whether they can be parsed, and whether they lead over a network without TLS.

No fault repeats any part of a URL: a password that is not percent-encoded may be parsed as any of its parts.
"""

import os
import re
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from app.platform.config.payment_fields import PaymentFields

WITHOUT_TLS: Final = ("http", "smtp", "redis", "sentinel", "cluster")
WITH_TLS: Final = ("require", "verify-ca", "verify-full")
"""The values of sslmode with which libpq never connects without TLS; its default falls back to no TLS."""
SHAPES: Final = {
    "AT_BASE_URL": (r"https?://[^\s/?#@\\]+(/[^\s?#]*)?", "https://host"),
    "SMS_GATEWAY_URL": (r"https?://[^\s/?#@\\]+(/[^\s?#]*)?", "https://host/messages"),
    "REGISTRY_URL": (r"https?://[^\s/?#@\\]+(/[^\s?#]*)?", "https://host/path"),
    "PESAFLOW_BASE_URL": (r"https?://[^\s/?#@\\]+(/[^\s?#]*)?", "https://host"),
    "DARAJA_BASE_URL": (r"https?://[^\s/?#@\\]+(/[^\s?#]*)?", "https://host"),
    "PUBLIC_URL": (r"https?://[^\s/?#@\\]+", "https://host"),
    "SMTP_URL": (r"smtp(s|\+starttls)?://[^\s/]+/?|off", "smtps://user:password@host, or off"),
    "REDIS_URL": (r"(rediss?|unix|sentinel|cluster)://\S*", "rediss://user:password@host:6379/0"),
    "DATABASE_URL": (
        r"(sqlite|postgres|postgresql(\+psycopg)?)://.*",
        "postgresql://user:password@host/name?sslmode=verify-full",
    ),
}
"""The pattern of each setting, and an example. SQLAlchemy knows more databases and drivers; Lango has psycopg alone."""


def unreadable(settings: PaymentFields) -> Iterator[str]:
    """The faults of settings that are no URL, or a URL of the wrong kind."""
    for name, url in _urls(settings).items():
        shape, example = SHAPES[name]
        if url and not (re.fullmatch(shape, url, re.IGNORECASE) and _can_be_read(name, url)):
            yield f"{name}: a URL like {example} is wanted; in a password / ? # @ : are written %2F %3F %23 %40 %3A"


def in_the_clear(settings: PaymentFields) -> Iterator[str]:
    """The faults of settings that connect to a host without TLS, unless the host is private (PLAINTEXT_HOSTS)."""
    allowed = settings.plaintext_hosts
    urls = {name: url for name, url in _urls(settings).items() if url and _can_be_read(name, url)}
    database = urls.pop("DATABASE_URL", "")
    urls.pop("PUBLIC_URL", None)  # we do not connect there: providers call it
    for name, url in urls.items():
        parts = urlsplit(url)
        if parts.scheme in WITHOUT_TLS and not all(_is_private(host, allowed) for host in _hosts(parts)):
            yield f"{name} speaks to a host without TLS: take a URL with TLS, or name the host in PLAINTEXT_HOSTS"
        if parts.scheme == "rediss" and not _looks_at_certificates(parts):
            yield f"{name} does not look at certificates: leave ssl_cert_reqs and ssl_check_hostname out"
    if database:
        yield from _database_faults(database_url(database), allowed)


def database_url(text: str) -> URL:
    """DATABASE_URL, parsed. Raises ArgumentError and ValueError."""
    return make_url(re.sub("^postgres://", "postgresql://", text))


def is_this_machine(host: str) -> bool:
    """Whether a host (address or usual name) is this machine, or link-local, as a cloud's metadata service is."""
    try:
        address = ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    address = getattr(address, "ipv4_mapped", None) or address
    return address.is_loopback or address.is_link_local or address.is_unspecified


def _urls(settings: PaymentFields) -> dict[str, str]:
    return {
        "AT_BASE_URL": settings.at_base_url,
        "SMS_GATEWAY_URL": settings.sms_gateway_url,
        "REGISTRY_URL": settings.registry_url,
        "PESAFLOW_BASE_URL": settings.pesaflow_base_url,
        "DARAJA_BASE_URL": settings.daraja_base_url,
        "PUBLIC_URL": settings.public_url,
        "SMTP_URL": settings.smtp_url.get_secret_value(),
        "REDIS_URL": settings.redis_url,
        "DATABASE_URL": settings.database_url,
    }


def _can_be_read(name: str, url: str) -> bool:
    """Whether the URL can be parsed as its client will: the client's own error would repeat parts of it."""
    try:
        if name == "DATABASE_URL":
            database_url(url)
        for host in _authorities(urlsplit(url)):
            _ = host.port
    except (ArgumentError, ValueError):
        return False
    return True


def _authorities(parts: SplitResult) -> list[SplitResult]:
    return [urlsplit(f"//{host}") for host in parts.netloc.rpartition("@")[2].split(",")]


def _hosts(parts: SplitResult) -> list[str]:
    """The hosts of a URL, as its client reads them: several in the authority, or one in the query (redis-py)."""
    found = [unquote(host.hostname) for host in _authorities(parts) if host.hostname]
    return found or parse_qs(parts.query).get("host", ["localhost"])


def _is_private(host: str, allowed: list[str]) -> bool:
    """Whether a host is this machine, or one that PLAINTEXT_HOSTS calls private."""
    if host.startswith(("/", "@")) or host.lower() in ("localhost", *allowed):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _looks_at_certificates(parts: SplitResult) -> bool:
    options = {name.lower(): said[-1].lower() for name, said in parse_qs(parts.query).items()}
    required, named = options.get("ssl_cert_reqs", "required"), options.get("ssl_check_hostname", "true")
    return required in ("required", "cert_required") and named in ("true", "1", "yes", "y", "t", "on")


def _database_faults(url: URL, allowed: list[str]) -> Iterator[str]:
    if url.get_backend_name() != "postgresql":
        yield "DATABASE_URL is no PostgreSQL: SQLite is for one machine, and for development"
        return
    if url.query.get("sslmode", os.environ.get("PGSSLMODE", "")) in WITH_TLS:
        return
    given = [url.host or "", *_listed(url.query.get("host")), *_listed(url.query.get("hostaddr"))]
    hosts = [host for each in given for host in each.split(",") if host] or os.environ.get("PGHOST", "").split(",")
    private = all(_is_private(host, allowed) for host in hosts if host)
    if not private or "service" in url.query or "PGSERVICE" in os.environ:
        yield "DATABASE_URL speaks to a host without TLS: add sslmode=verify-full, or name the host in PLAINTEXT_HOSTS"


def _listed(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value or ()
