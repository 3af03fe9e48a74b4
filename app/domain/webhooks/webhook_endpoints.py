"""Webhook endpoints: the URLs of agencies' systems, the events that each gets, and the secrets that sign them.

A URL may contain a token of the agency's, so it is sealed like the secrets. The row of a disabled endpoint is kept:
what was queued for it can be replayed when it is enabled again.
"""

import base64
import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ForeignKey, Select, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.audit import audit_log
from app.domain.catalogue.models import Agency, agency
from app.domain.shared.errors import Conflict, NotFound
from app.domain.staff.reach import check_services, read_stored, stored
from app.domain.webhooks.event_kinds import EventKind
from app.domain.webhooks.webhook_urls import read_url
from app.platform.database.sealed_value import sealed_json, sealed_text
from app.platform.db import Base, now

SECRET_BYTES: Final = 32
"""Standard Webhooks: 24 to 64."""
OVERLAP: Final = timedelta(hours=24)
"""For how long a replaced secret also signs."""
MOST: Final = 10
"""Live endpoints of an agency, real and test ones each: every event is posted to all that subscribe to it."""
MOST_SECRETS: Final = 5
"""The most secrets that sign at once: a request has a signature for each."""
FRESH: Final = timedelta(minutes=1)
"""How exactly the time of the last success is known: each update is a write that others wait for."""


class WebhookEndpoint(Base):
    """An endpoint of an agency. `events` and `services` are codes with blanks between; null: all.

    `secrets` is a list, the newest first: `[secret, until when it also signs (or null)]`. `failures` is the number of
    refused posts in a row, `failure` the result of the last of them.
    """

    __tablename__ = "webhook_endpoints"

    id: Mapped[str] = mapped_column(primary_key=True)
    agency_code: Mapped[str] = mapped_column(ForeignKey(Agency.code), index=True)
    url_sealed: Mapped[bytes]
    url = sealed_text("url")
    secrets_sealed: Mapped[bytes]
    secrets = sealed_json("secrets")
    events: Mapped[str | None]
    services: Mapped[str | None]
    is_test: Mapped[bool] = mapped_column(server_default=false())
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    disabled_for: Mapped[str | None]
    failures: Mapped[int] = mapped_column(server_default="0")
    failure: Mapped[str | None]
    failed_at: Mapped[datetime | None]
    succeeded_at: Mapped[datetime | None]

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column is bound to: its row."""
        return f"webhook_endpoints.{column}:{self.id}"


@dataclass(frozen=True)
class Endpoint:
    """What is needed to post to an endpoint. `secrets`: those that sign at present, the newest first."""

    id: str
    url: str = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False)
    is_live: bool


@dataclass(frozen=True)
class EndpointState:
    """An endpoint as its agency's operator sees it, without its secrets. Empty `events` or `services`: all."""

    id: str
    url: str = field(repr=False)
    events: frozenset[str]
    services: frozenset[str]
    is_test: bool
    created_at: datetime
    disabled_at: datetime | None
    disabled_for: str
    failures: int
    failure: str
    failed_at: datetime | None
    succeeded_at: datetime | None


def add_endpoint(
    session: Session,
    agency_code: str,
    url: str,
    *,
    actor: str,
    events: Collection[EventKind] = (),
    services: Collection[str] = (),
    is_test: bool = False,
    private_hosts: Collection[str] = (),
) -> tuple[str, str]:
    """Post these events (none: all) to a URL from now on; returns the endpoint's id, and its secret, once.

    Raises NotFound for an unknown agency, Invalid for a URL or a service that is not allowed, Conflict where the URL
    has a live endpoint already, or there are too many.
    """
    if agency(session, agency_code) is None:
        raise NotFound(f"there is no agency of the code {agency_code!r}")
    read_url(url, private_hosts)
    check_services(session, agency_code, services)
    _check_others(session, agency_code, url, is_test=is_test)
    row = WebhookEndpoint(
        id=secrets.token_hex(6),
        agency_code=agency_code,
        events=" ".join(sorted(set(events))) or None,
        services=stored(services),
        is_test=is_test,
        created_at=now(session),
    )
    secret = _new_secret()
    session.add(row)
    row.url = url
    _keep_secrets(row, [(secret, None)])
    _record(session, row, "added", actor)
    return row.id, secret


def endpoints_of(session: Session, agency_code: str) -> list[EndpointState]:
    """Every endpoint that an agency ever had, the oldest first."""
    mine = select(WebhookEndpoint).where(WebhookEndpoint.agency_code == agency_code)
    rows = session.scalars(mine.order_by(WebhookEndpoint.created_at, WebhookEndpoint.id))
    return [_state(row) for row in rows]


def find_hearing(session: Session, agency_code: str, service: str, kind: EventKind, *, is_test: bool) -> list[str]:
    """The ids of the live endpoints that subscribe to such an event of this service, the oldest first."""
    rows = session.execute(
        _live(agency_code, is_test=is_test)
        .with_only_columns(WebhookEndpoint.id, WebhookEndpoint.events, WebhookEndpoint.services)
        .order_by(WebhookEndpoint.created_at, WebhookEndpoint.id)
    )
    return [row.id for row in rows if _hears(row.events, kind) and _hears(row.services, service)]


def read_endpoint(session: Session, endpoint_id: str) -> Endpoint:
    """What is needed to post to it. Raises NotFound, and DecryptionError where no key of the ring opens it."""
    row = _row(session, endpoint_id)
    moment = now(session)
    live = tuple(secret for secret, until in _secrets(row) if until is None or until > moment)
    return Endpoint(row.id, row.url, live, is_live=row.disabled_at is None)


def rotate_secret(session: Session, endpoint_id: str, *, actor: str, at_once: bool = False) -> str:
    """Give an endpoint a new secret, and return it; the older ones also sign for a day, or with `at_once` no more.

    Raises NotFound, and Conflict where too many sign already.
    """
    row, moment, secret = _row(session, endpoint_id, lock=True), now(session), _new_secret()
    before = [] if at_once else [(old, until or moment + OVERLAP) for old, until in _secrets(row)]
    before = [(old, until) for old, until in before if until > moment]
    if len(before) >= MOST_SECRETS:
        raise Conflict(f"{MOST_SECRETS} secrets sign already; the oldest ends within a day")
    _keep_secrets(row, [(secret, None), *before])
    _record(session, row, "rotated", actor)
    return secret


def disable_endpoint(session: Session, endpoint_id: str, *, actor: str, reason: str = "by an operator") -> bool:
    """Post nothing to it any more; False where it was disabled already. Raises NotFound.

    `reason` is short and plain, and names no person: "410 Gone".
    """
    row = _row(session, endpoint_id, lock=True)
    if row.disabled_at is not None:
        return False
    row.disabled_at, row.disabled_for = now(session), reason
    _record(session, row, "disabled", actor)
    return True


def enable_endpoint(session: Session, endpoint_id: str, *, actor: str) -> bool:
    """Post to it again; False where it is enabled. Raises NotFound, and Conflict where its place was taken."""
    row = _row(session, endpoint_id, lock=True)
    if row.disabled_at is None:
        return False
    _check_others(session, row.agency_code, row.url, is_test=row.is_test)
    row.disabled_at, row.disabled_for, row.failures = None, None, 0
    _record(session, row, "enabled", actor)
    return True


def record_success(session: Session, endpoint_id: str) -> None:
    """Record an accepted post, to the minute; at once if the post before it was refused."""
    row = session.get(WebhookEndpoint, endpoint_id)
    if row and (row.failures or row.succeeded_at is None or now(session) - row.succeeded_at >= FRESH):
        row = _row(session, endpoint_id, lock=True)
        row.failures, row.succeeded_at = 0, now(session)


def record_failure(session: Session, endpoint_id: str, why: str) -> int:
    """Record a refused post; returns how many in a row by now. `why` is a code: "503", "tls", "timeout"."""
    row = _row(session, endpoint_id, lock=True)
    row.failures, row.failure, row.failed_at = row.failures + 1, why, now(session)
    return row.failures


def _row(session: Session, endpoint_id: str, *, lock: bool = False) -> WebhookEndpoint:
    row = session.get(WebhookEndpoint, endpoint_id, with_for_update=lock or None, populate_existing=lock)
    if row is None:
        raise NotFound(f"there is no webhook endpoint of the id {endpoint_id!r}")
    return row


def _live(agency_code: str, *, is_test: bool) -> Select[WebhookEndpoint]:
    mine = (WebhookEndpoint.agency_code == agency_code) & WebhookEndpoint.is_test.is_(is_test)
    return select(WebhookEndpoint).where(mine, WebhookEndpoint.disabled_at.is_(None))


def _hears(listed: str | None, word: str) -> bool:
    return listed is None or word in listed.split()


def _check_others(session: Session, agency_code: str, url: str, *, is_test: bool) -> None:
    """Raises Conflict for a URL with a live endpoint, or too many. Locks the agency's row against concurrent calls."""
    session.get(Agency, agency_code, with_for_update=True)
    others = [row.url for row in session.scalars(_live(agency_code, is_test=is_test))]
    if url in others:
        raise Conflict(f"{agency_code} has a live endpoint of this url")
    if len(others) >= MOST:
        raise Conflict(f"{agency_code} has {MOST} live endpoints, as many as there may be")


def _new_secret() -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def _keep_secrets(row: WebhookEndpoint, kept: list[tuple[str, datetime | None]]) -> None:
    row.secrets = [[secret, until and until.isoformat()] for secret, until in kept]


def _secrets(row: WebhookEndpoint) -> list[tuple[str, datetime | None]]:
    return [(secret, datetime.fromisoformat(until) if until else None) for secret, until in row.secrets]


def _state(row: WebhookEndpoint) -> EndpointState:
    return EndpointState(
        id=row.id,
        url=row.url,
        events=frozenset((row.events or "").split()),
        services=read_stored(row.services),
        is_test=row.is_test,
        created_at=row.created_at,
        disabled_at=row.disabled_at,
        disabled_for=row.disabled_for or "",
        failures=row.failures,
        failure=row.failure or "",
        failed_at=row.failed_at,
        succeeded_at=row.succeeded_at,
    )


def _record(session: Session, row: WebhookEndpoint, what: str, actor: str) -> None:
    audit_log.record(session, actor=actor, action=f"webhook.{what}", subject=row.agency_code, endpoint=row.id)
