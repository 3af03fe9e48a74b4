"""What a citizen answers when an agency wants something: kept with the step that asked, for the agency to read.

The status stays the agency's: an answer moves nothing.
"""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.applications.applications import Application
from app.platform.db import Base


class CitizenReply(Base):
    """The answer to one step of an application (`needs_action`); None of a text where only *done* was said."""

    __tablename__ = "citizen_replies"

    application_id: Mapped[int] = mapped_column(ForeignKey(Application.id), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    """1 for the first answer to this step."""
    reply_sealed: Mapped[bytes | None]
    at: Mapped[datetime]

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"citizen_replies.{column}:{self.application_id}:{self.version}:{self.number}"
