"""The agencies' keys: shown once when they are made, kept only as a digest."""

import secrets
from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, keys, now
from app.domain import audit
from app.domain.catalogue import Agency, agency
from app.domain.errors import NotFound


class ApiKey(Base):
    """A key of an agency. Several may be live, so that one can be changed without a gap."""

    __tablename__ = "api_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_code: Mapped[str] = mapped_column(ForeignKey(Agency.code))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


def issue(session: Session, agency_code: str, *, actor: str) -> str:
    """Make a key for an agency and return it; it cannot be read again. Raises NotFound for an unknown agency."""
    if agency(session, agency_code) is None:
        raise NotFound(f"there is no agency of the code {agency_code!r}")
    key = f"lango-{agency_code}-{secrets.token_urlsafe(32)}"
    digest = keys(session).digest("api-key", key)
    session.add(ApiKey(agency_code=agency_code, digest=digest, created_at=now(session)))
    audit.record(session, actor=actor, action="api_key.issued", subject=agency_code)
    return key


def agency_of(session: Session, key: str) -> str | None:
    """Whose key this is; None for one that never was or is revoked."""
    live = ApiKey.revoked_at.is_(None)
    digests = keys(session).digests("api-key", key)
    return session.scalar(select(ApiKey.agency_code).where(ApiKey.digest.in_(digests), live))


def revoke_all(session: Session, agency_code: str, *, actor: str) -> int:
    """End every live key of an agency; how many there were."""
    live = select(ApiKey).where(ApiKey.agency_code == agency_code, ApiKey.revoked_at.is_(None))
    found = session.scalars(live).all()
    for key in found:
        key.revoked_at = now(session)
    audit.record(session, actor=actor, action="api_key.revoked", subject=agency_code, count=str(len(found)))
    return len(found)
