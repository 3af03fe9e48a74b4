"""The catalogue: agencies, their services, and the stages that a service's applications go through.

All of it is data, loaded from CSV (`app/domain/loading.py`). A fee is never code.
"""

from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Numeric, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from app.db import Base


class Status(StrEnum):
    """What an application is, to Lango; each agency has its own words for it (see `Stage`)."""

    AWAITING_PAYMENT = "awaiting_payment"
    SUBMITTED = "submitted"
    PROCESSING = "processing"
    NEEDS_ACTION = "needs_action"
    READY = "ready_for_collection"
    COMPLETED = "completed"
    COLLECTED = "collected"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class Agency(Base):
    """A body that gives services. `short_name` (at most 24 septets) stands on screens and in SMS."""

    __tablename__ = "agencies"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    short_name: Mapped[str]
    name_sw: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    url: Mapped[str | None]


class Service(Base):
    """Something a citizen may ask for. `label` and `label_sw` (at most 32 septets) stand on a menu line."""

    __tablename__ = "services"

    code: Mapped[str] = mapped_column(primary_key=True)
    agency_code: Mapped[str] = mapped_column(ForeignKey(Agency.code), index=True)
    family: Mapped[str]
    category: Mapped[str]
    name: Mapped[str]
    name_sw: Mapped[str | None]
    label: Mapped[str]
    label_sw: Mapped[str]
    fee_kes: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    processing_days: Mapped[int | None]
    documents: Mapped[str | None]
    keywords: Mapped[str | None]
    fee_note: Mapped[str | None]
    source: Mapped[str | None]
    channel: Mapped[str]
    portal_url: Mapped[str | None]

    agency: Mapped[Agency] = relationship()

    def label_in(self, language: str) -> str:
        """The short name of the service in a language."""
        return self.label_sw if language == "sw" else self.label


class Stage(Base):
    """An agency's own word for a status, and what the citizen does next; one set for each family of services."""

    __tablename__ = "stages"

    family: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    status: Mapped[Status]
    label: Mapped[str]
    label_sw: Mapped[str]
    next: Mapped[str]
    next_sw: Mapped[str]

    def label_in(self, language: str) -> str:
        """The agency's word in a language."""
        return self.label_sw if language == "sw" else self.label

    def next_in(self, language: str) -> str:
        """The citizen's next step in a language."""
        return self.next_sw if language == "sw" else self.next


def service(session: Session, code: str) -> Service | None:
    """The service of a code."""
    return session.get(Service, code)


def agency(session: Session, code: str) -> Agency | None:
    """The agency of a code."""
    return session.get(Agency, code)


def stage(session: Session, family: str, code: str) -> Stage | None:
    """A stage of a family; each family has one, named as the status, for every status of the contract."""
    return session.get(Stage, (family, code))


def stages(session: Session, family: str) -> list[Stage]:
    """All the stages of a family."""
    return list(session.scalars(select(Stage).where(Stage.family == family).order_by(Stage.code)))
