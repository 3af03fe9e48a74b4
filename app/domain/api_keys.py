"""The agencies' keys: shown once when they are made, kept only as a digest."""

import secrets
from datetime import datetime
from hashlib import sha256

from sqlalchemy import ForeignKey, LargeBinary, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, keys, now
from app.domain import audit
from app.domain.blind_indexes import of
from app.domain.catalogue import Agency, agency
from app.domain.errors import NotFound


class ApiKey(Base):
    """A key of an agency. Several may be live, so that one can be changed without a gap.

    It is looked up by a digest of its fingerprint, and the fingerprint is sealed beside it, so that a new key of the
    ring can make the digest anew. Neither leads back to the key.
    """

    __tablename__ = "api_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_code: Mapped[str] = mapped_column(ForeignKey(Agency.code))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True, info=of("api-key"))
    fingerprint_sealed: Mapped[bytes | None]
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    @staticmethod
    def sealed_at(column: str) -> str:
        """The place that a sealed column is bound to; its row shows by the digest, which is the fingerprint's own."""
        return f"api_keys.{column}"


def issue(session: Session, agency_code: str, *, actor: str) -> str:
    """Make a key for an agency and return it; it cannot be read again. Raises NotFound for an unknown agency."""
    if agency(session, agency_code) is None:
        raise NotFound(f"there is no agency of the code {agency_code!r}")
    key = f"lango-{agency_code}-{secrets.token_urlsafe(32)}"
    ring, mark = keys(session), fingerprint(key)
    sealed = ring.seal_text(mark, ApiKey.sealed_at("fingerprint"))
    digest = ring.digest("api-key", mark)
    session.add(ApiKey(agency_code=agency_code, digest=digest, fingerprint_sealed=sealed, created_at=now(session)))
    audit.record(session, actor=actor, action="api_key.issued", subject=agency_code)
    return key


def agency_of(session: Session, key: str) -> str | None:
    """Whose key this is; None for one that never was or is revoked."""
    live = ApiKey.revoked_at.is_(None)
    before_0003 = keys(session).digests("api-key", key)
    digests = keys(session).digests("api-key", fingerprint(key)) + before_0003
    return session.scalar(select(ApiKey.agency_code).where(ApiKey.digest.in_(digests), live))


def fingerprint(key: str) -> str:
    """What a key is known by. It is of 256 random bits: nobody finds it from this."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def revoke_all(session: Session, agency_code: str, *, actor: str) -> int:
    """End every live key of an agency; how many there were."""
    live = select(ApiKey).where(ApiKey.agency_code == agency_code, ApiKey.revoked_at.is_(None))
    found = session.scalars(live).all()
    for key in found:
        key.revoked_at = now(session)
    audit.record(session, actor=actor, action="api_key.revoked", subject=agency_code, count=str(len(found)))
    return len(found)
