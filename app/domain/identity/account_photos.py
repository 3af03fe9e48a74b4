"""The photo of an account's holder, as a desk took it: kept sealed, beside nothing that tells whose it is."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ForeignKey, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.platform.database.sealed_value import sealed_bytes
from app.platform.db import Base, now

TAKEN_AGAIN: Final = timedelta(days=1)
"""In which a desk that sent the wrong file may send another; after that the photo stays."""


class AccountPhoto(Base):
    """One photo for an account, as `photo_images.read_photo` made it: a JPEG without anything else in it."""

    __tablename__ = "account_photos"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    image_sealed: Mapped[bytes]
    image = sealed_bytes("image")
    taken_at: Mapped[datetime]

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"account_photos.{column}:{self.account_id}"


def find_photo(session: Session, account_id: str) -> AccountPhoto | None:
    """The photo that is kept of an account's holder."""
    return session.get(AccountPhoto, account_id)


def keep_photo(session: Session, account_id: str, image: bytes) -> None:
    """Keep a photo in place of the one that is there. The account's row is held, so that no other comes in between."""
    kept = find_photo(session, account_id) or AccountPhoto(account_id=account_id)
    session.add(kept)
    kept.image, kept.taken_at = image, now(session)


def erase_photo(session: Session, account_id: str) -> None:
    """Erase the photo of an account."""
    session.execute(delete(AccountPhoto).where(AccountPhoto.account_id == account_id))
