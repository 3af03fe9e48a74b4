"""API keys of agencies: shown once when they are made, stored only as a digest; each with scopes, an end and
budgets."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

from sqlalchemy import ColumnElement, ForeignKey, LargeBinary, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.audit import audit_log
from app.domain.catalogue.models import Agency, agency
from app.domain.messaging.sms_budget import OF_A_TEST_KEY, KeyBudget
from app.domain.shared.blind_indexes import of
from app.domain.shared.errors import Invalid, NotFound
from app.domain.staff.reach import Reach, check_services, read_stored, stored
from app.platform.database.sealed_value import sealed_text, sealed_text_or_none
from app.platform.db import Base, keys, now
from app.platform.phone_numbers import is_mobile


class Scope(StrEnum):
    """A scope of a key (RFC 6749, 3.3). Each route of the API declares the one that it needs."""

    READ_APPLICATIONS = "applications:read"
    WRITE_APPLICATIONS = "applications:write"
    WRITE_STATUS = "status:write"
    READ_PAYMENTS = "payments:read"
    READ_CATALOGUE = "catalogue:read"
    WRITE_CALLS = "calls:write"
    WRITE_ACCOUNTS = "accounts:write"


DEFAULT_SCOPES: Final = frozenset(Scope) - {Scope.WRITE_CALLS, Scope.WRITE_ACCOUNTS}
"""All that an agency does with its own applications. Not people's accounts, and not call requests: these belong to no
agency, and contain phone numbers."""
OF_OLD_KEYS: Final = frozenset(
    {Scope.READ_APPLICATIONS, Scope.WRITE_APPLICATIONS, Scope.WRITE_STATUS, Scope.READ_CATALOGUE}
)
"""The scopes of a key that was made before keys had scopes."""
NEVER_OF_A_TEST: Final = frozenset({Scope.WRITE_CALLS, Scope.WRITE_ACCOUNTS})
"""Scopes that no test key may have: there are no test accounts, and call requests are from real persons."""
HUDUMA: Final = "hksdp"
"""Huduma Kenya, whose desks see a person and their document: the only agency that may have `accounts:write`."""
LIFE_DAYS: Final = 365
OVERLAP_DAYS: Final = 7
LONGEST_OVERLAP_DAYS: Final = 90
"""For how long a key stays valid after it was rotated: by default, and at most."""
LONGEST_LIFE_DAYS: Final = 3650
LONGEST_NAME: Final = 60
REQUESTS_PER_MINUTE: Final = 600
SMS_PER_HOUR: Final = 20_000
TOUCHED: Final = timedelta(hours=1)
"""How exactly the time of the last use is known: each update is a write."""


class ApiKey(Base):
    """A key of an agency. Several may be live, so that one can be replaced without an interruption.

    It is looked up by a digest of its fingerprint; the fingerprint is sealed beside it, so that the digest can be
    computed anew under a new key of the ring. Neither leads back to the key. `public_id` names it in the audit trail. A
    null column has its default: an older release writes rows without these columns.
    """

    __tablename__ = "api_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_code: Mapped[str] = mapped_column(ForeignKey(Agency.code))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True, info=of("api-key"))
    fingerprint_sealed: Mapped[bytes | None]
    fingerprint = sealed_text("fingerprint")
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    public_id: Mapped[str | None] = mapped_column(index=True, unique=True)
    name: Mapped[str | None]
    scopes: Mapped[str | None]
    expires_at: Mapped[datetime | None]
    requests_per_minute: Mapped[int | None]
    sms_per_hour: Mapped[int | None]
    used_at: Mapped[datetime | None]
    services: Mapped[str | None]
    """The codes of the services that it may be used for; null: all of its agency's."""
    test_phone_sealed: Mapped[bytes | None]
    test_phone = sealed_text_or_none("test_phone")
    """Makes it a test key: what it records is marked, and messages go to this phone instead of the applicant's."""

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column is bound to: its row. The fingerprint's names none: its digest is in the
        row."""
        return "api_keys.fingerprint" if column == "fingerprint" else f"api_keys.{column}:{self.public_id}"


@dataclass(frozen=True)
class Key:
    """A key's properties for the rest of the application: whose it is and what it may do. Not the secret itself."""

    id: str
    agency: str
    name: str
    scopes: frozenset[Scope]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None
    requests_per_minute: int
    sms_per_hour: int
    services: frozenset[str] = frozenset()
    """The codes of the services that it may be used for; empty: all of its agency's."""
    test_phone: str | None = field(default=None, repr=False)

    @property
    def is_test(self) -> bool:
        """Whether all that it records and reaches is test data."""
        return self.test_phone is not None

    @property
    def reach(self) -> Reach:
        """Which applications it may be used for."""
        return Reach(self.agency, self.services, self.is_test)

    @property
    def sms_budget(self) -> KeyBudget:
        """The SMS budget that its changes use up."""
        return KeyBudget(self.id, self.sms_per_hour, OF_A_TEST_KEY if self.is_test else None)

    @property
    def actor(self) -> str:
        """The name of this key as an actor in the audit trail and in an application's history."""
        return f"agency:{self.agency}/{self.id}"


@dataclass(frozen=True)
class Terms:
    """The terms of a new key: scopes, lifetime, budgets, services."""

    scopes: Collection[Scope] = DEFAULT_SCOPES
    days: int = LIFE_DAYS
    name: str = ""
    requests_per_minute: int = REQUESTS_PER_MINUTE
    sms_per_hour: int = SMS_PER_HOUR
    services: Collection[str] = ()
    test_phone: str | None = field(default=None, repr=False)
    """In E.164. With one, it is a test key."""


def issue_key(session: Session, agency_code: str, *, actor: str, terms: Terms | None = None) -> str:
    """Make a key for an agency and return it; it cannot be read again.

    Raises NotFound for an unknown agency, Invalid for terms that are not allowed.
    """
    return _make(session, agency_code, terms or Terms(), actor)[0]


def _make(session: Session, agency_code: str, terms: Terms, actor: str) -> tuple[str, str]:
    """A new key and its id."""
    if agency(session, agency_code) is None:
        raise NotFound(f"there is no agency of the code {agency_code!r}")
    _check(agency_code, terms)
    check_services(session, agency_code, terms.services)
    key, public_id, at = f"lango-{agency_code}-{secrets.token_urlsafe(32)}", secrets.token_hex(4), now(session)
    ring, mark = keys(session), fingerprint(key)
    scopes = " ".join(sorted(terms.scopes))
    row = ApiKey(
        agency_code=agency_code,
        digest=ring.digest("api-key", mark),
        created_at=at,
        public_id=public_id,
        name=terms.name or None,
        scopes=scopes,
        expires_at=at + timedelta(days=terms.days),
        requests_per_minute=terms.requests_per_minute,
        sms_per_hour=terms.sms_per_hour,
        services=stored(terms.services),
    )
    session.add(row)
    row.fingerprint, row.test_phone = mark, terms.test_phone
    audit_log.record(session, actor=actor, action="api_key.issued", subject=agency_code, key=public_id, scopes=scopes)
    return key, public_id


def find_key(session: Session, shown: str) -> Key | None:
    """The key that a request presents, if it exists and is not revoked. It may have expired: see `has_expired`."""
    before_0003 = keys(session).digests("api-key", shown)
    digests = keys(session).digests("api-key", fingerprint(shown)) + before_0003
    row = session.scalar(select(ApiKey).where(ApiKey.digest.in_(digests), ApiKey.revoked_at.is_(None)))
    return _key(row) if row else None


def has_expired(session: Session, key: Key) -> bool:
    """Whether a key has expired, by the clock of this installation."""
    return key.expires_at <= now(session)


def touch(session: Session, key: Key) -> None:
    """Record that a key was used just now, to the hour."""
    at = now(session)
    if key.used_at is None or at - key.used_at >= TOUCHED:
        mine = (ApiKey.agency_code == key.agency) & _named(key.id)
        session.execute(update(ApiKey).where(mine).values(used_at=at))


def of_agency(session: Session, agency_code: str) -> list[Key]:
    """Every key that an agency ever had, the oldest first."""
    rows = session.scalars(select(ApiKey).where(ApiKey.agency_code == agency_code).order_by(ApiKey.id))
    return [_key(row) for row in rows]


def fingerprint(key: str) -> str:
    """The SHA-256 of a key. The key has 256 random bits, so it cannot be found from this."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def rotate(
    session: Session,
    agency_code: str,
    key_id: str,
    *,
    actor: str,
    days: int | None = None,
    overlap_days: int = OVERLAP_DAYS,
) -> str:
    """Make a key on the terms of another, which stays valid for some days; returns the new key.

    Its lifetime is that of the other key, unless `days` says otherwise. Raises NotFound where the agency has no live
    key of this id, Invalid for terms that are not allowed, such as a service that the agency no longer gives.
    """
    if not 0 <= overlap_days <= LONGEST_OVERLAP_DAYS:
        raise Invalid(f"overlap: 0 to {LONGEST_OVERLAP_DAYS} days are wanted")
    row = _live_row(session, agency_code, key_id)
    old = _key(row)
    if has_expired(session, old):
        raise NotFound(f"the key {old.id} of {agency_code} has ended")
    new, new_id = _make(session, agency_code, _terms_of(old, days), actor)
    row.expires_at = min(old.expires_at, now(session) + timedelta(days=overlap_days))
    told = {"key": old.id, "new": new_id, "ends": row.expires_at.isoformat()}
    audit_log.record(session, actor=actor, action="api_key.rotated", subject=agency_code, **told)
    return new


def _terms_of(key: Key, days: int | None) -> Terms:
    life = max(1, min((key.expires_at - key.created_at).days, LONGEST_LIFE_DAYS))
    return Terms(
        scopes=key.scopes,
        days=life if days is None else days,
        name=key.name,
        requests_per_minute=key.requests_per_minute,
        sms_per_hour=key.sms_per_hour,
        services=key.services,
        test_phone=key.test_phone,
    )


def revoke(session: Session, agency_code: str, key_id: str, *, actor: str) -> None:
    """Revoke one key of an agency. Raises NotFound where it has no live key of this id."""
    _end(session, _live_row(session, agency_code, key_id), actor)


def revoke_all(session: Session, agency_code: str, *, actor: str) -> int:
    """Revoke every live key of an agency; returns how many."""
    live = select(ApiKey).where(ApiKey.agency_code == agency_code, ApiKey.revoked_at.is_(None))
    found = session.scalars(live).all()
    for row in found:
        _end(session, row, actor)
    return len(found)


def _live_row(session: Session, agency_code: str, key_id: str) -> ApiKey:
    """A key that is not revoked, locked. Raises NotFound."""
    live = (ApiKey.agency_code == agency_code) & ApiKey.revoked_at.is_(None)
    row = session.scalar(select(ApiKey).where(live, _named(key_id)).with_for_update())
    if row is None:
        raise NotFound(f"{agency_code} has no live key of the id {key_id!r}")
    return row


def _end(session: Session, row: ApiKey, actor: str) -> None:
    row.revoked_at = now(session)
    audit_log.record(session, actor=actor, action="api_key.revoked", subject=row.agency_code, key=_id(row))


def _named(key_id: str) -> ColumnElement[bool]:
    """The condition of a row by the id of its key; a row of an older release has no id but its number."""
    number = int(key_id[3:]) if key_id.startswith("no-") and key_id[3:].isdecimal() else -1
    return (ApiKey.public_id == key_id) | (ApiKey.public_id.is_(None) & (ApiKey.id == number))


def _id(row: ApiKey) -> str:
    return row.public_id or f"no-{row.id}"


def _key(row: ApiKey) -> Key:
    return Key(
        id=_id(row),
        agency=row.agency_code,
        name=row.name or "",
        scopes=OF_OLD_KEYS if row.scopes is None else _known(row.scopes),
        created_at=row.created_at,
        expires_at=row.expires_at or row.created_at + timedelta(days=LIFE_DAYS),
        revoked_at=row.revoked_at,
        used_at=row.used_at,
        requests_per_minute=row.requests_per_minute or REQUESTS_PER_MINUTE,
        sms_per_hour=row.sms_per_hour if row.sms_per_hour is not None else SMS_PER_HOUR,
        services=read_stored(row.services),
        test_phone=row.test_phone,
    )


def _known(scopes: str) -> frozenset[Scope]:
    """The scopes of a row; one that only a newer release knows has no effect here."""
    return frozenset(scope for scope in Scope if scope in scopes.split())


def _check(agency_code: str, terms: Terms) -> None:
    if not terms.scopes:
        raise Invalid("scope: a key without any can do nothing")
    if Scope.WRITE_ACCOUNTS in terms.scopes and agency_code != HUDUMA:
        raise Invalid(f"scope: {Scope.WRITE_ACCOUNTS} is for {HUDUMA} alone")
    if not 1 <= terms.days <= LONGEST_LIFE_DAYS:
        raise Invalid(f"days: 1 to {LONGEST_LIFE_DAYS} are wanted")
    if len(terms.name) > LONGEST_NAME or not terms.name.isprintable():
        raise Invalid(f"name: at most {LONGEST_NAME} printable letters are wanted")
    if terms.requests_per_minute < 1 or terms.sms_per_hour < 0:
        raise Invalid("budgets: a number of requests from 1, and of SMS from 0, is wanted")
    if terms.test_phone is not None:
        _check_test(terms.test_phone, terms.scopes)


def _check_test(phone: str, scopes: Collection[Scope]) -> None:
    if not is_mobile(phone):
        raise Invalid("test phone: a Kenyan mobile number is wanted, such as +254712345678")
    if not NEVER_OF_A_TEST.isdisjoint(scopes):
        raise Invalid(f"scope: {min(NEVER_OF_A_TEST.intersection(scopes))} is for no test key: people are real")
