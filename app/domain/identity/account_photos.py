"""Photos of account holders, taken at a desk: stored sealed, with no personal data beside them."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ForeignKey, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.platform.database.sealed_value import sealed_bytes
from app.platform.db import Base, now

TAKEN_AGAIN: Final = timedelta(days=1)
"""For how long a desk may replace a photo that it has stored, such as a wrong file; after that the photo stays."""


class AccountPhoto(Base):
    """The photo of one account, as `photo_images.read_photo` returned it: a JPEG without metadata."""

    __tablename__ = "account_photos"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    image_sealed: Mapped[bytes]
    image = sealed_bytes("image")
    taken_at: Mapped[datetime]

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"account_photos.{column}:{self.account_id}"


def find_photo(session: Session, account_id: str) -> AccountPhoto | None:
    """The photo of an account; None where there is none."""
    return session.get(AccountPhoto, account_id)


def keep_photo(session: Session, account_id: str, image: bytes) -> None:
    """Store an account's photo in place of an earlier one. The caller holds the lock of the account's row."""
    kept = find_photo(session, account_id) or AccountPhoto(account_id=account_id)
    session.add(kept)
    kept.image, kept.taken_at = image, now(session)


def erase_photo(session: Session, account_id: str) -> None:
    """Erase the photo of an account."""
    session.execute(delete(AccountPhoto).where(AccountPhoto.account_id == account_id))
