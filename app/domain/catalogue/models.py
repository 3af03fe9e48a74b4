"""The catalogue: agencies, their services, and the stages that a service's applications go through.

All of it is data, loaded from CSV (`app/domain/catalogue_import/loader.py`). A fee is never code. English and
Kiswahili have columns of their own; the texts of any other language are in `catalogue_texts`.
"""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, Numeric, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from app.platform.db import Base


class Status(StrEnum):
    """The status of an application in Lango; each agency has its own words for it (see `Stage`)."""

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


class County(Base):
    """A county; its agency is `county-CODE`. `places`: sub-counties, towns, camps, `; ` between."""

    __tablename__ = "counties"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    headquarters: Mapped[str | None]
    places: Mapped[str | None]


class Category(Base):
    """A subject under which citizens browse services; `position` 1 comes first. Labels: at most 28 septets."""

    __tablename__ = "categories"

    code: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str]
    label_sw: Mapped[str]
    position: Mapped[int]


class Service(Base):
    """A service that an agency gives. `label` and `label_sw` (at most 32 septets) stand on a menu line.

    `popular`: the rank, 1 is asked for most; most services have none. `fee_source`: where the fee comes from and since
    when. `answer`: where to go for a service that the portal does not have (channel `desk`). `form`: the form that is
    filled in to apply for it on the phone (channel `phone`); variants of one service share one. `pesaflow_service_id`:
    its id at Pesaflow, where that is not the installation's own (PESAFLOW_SERVICE_ID). `closed_at`: since when its
    agency takes no applications for it; `closed_reason`: why (at most 60 septets); `reopens_on`: the first day on
    which it does again, where known.
    """

    __tablename__ = "services"

    code: Mapped[str] = mapped_column(primary_key=True)
    agency_code: Mapped[str] = mapped_column(ForeignKey(Agency.code), index=True)
    family: Mapped[str]
    category: Mapped[str]
    name: Mapped[str]
    name_sw: Mapped[str | None]
    label: Mapped[str]
    label_sw: Mapped[str]
    popular: Mapped[int | None]
    fee_kes: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    fee_all_in: Mapped[bool | None]
    fee_source: Mapped[str | None]
    processing_days: Mapped[int | None]
    documents: Mapped[str | None]
    documents_sw: Mapped[str | None]
    keywords: Mapped[str | None]
    fee_note: Mapped[str | None]
    source: Mapped[str | None]
    confidence: Mapped[str | None]
    channel: Mapped[str]
    form: Mapped[str | None]
    pesaflow_service_id: Mapped[str | None]
    portal_url: Mapped[str | None]
    answer: Mapped[str | None]
    answer_sw: Mapped[str | None]
    closed_at: Mapped[datetime | None]
    closed_reason: Mapped[str | None]
    closed_reason_sw: Mapped[str | None]
    reopens_on: Mapped[date | None]

    agency: Mapped[Agency] = relationship()

    def is_closed_on(self, today: date) -> bool:
        """Whether no application is taken on a day, by the calendar of Nairobi."""
        return self.closed_at is not None and (self.reopens_on is None or today < self.reopens_on)


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


class StageSilence(Base):
    """A stage at which an agency sends no SMS. Its key has the agency, since agencies share families of stages."""

    __tablename__ = "stage_silences"

    agency_code: Mapped[str] = mapped_column(ForeignKey(Agency.code), primary_key=True)
    family: Mapped[str] = mapped_column(primary_key=True)
    stage: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]


class AccessFeeTier(Base):
    """What eCitizen adds to a fee from `min_kes` to `max_kes` (NULL: no upper limit)."""

    __tablename__ = "access_fee_tiers"

    min_kes: Mapped[Decimal] = mapped_column(Numeric(12, 2), primary_key=True)
    max_kes: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    access_fee_kes: Mapped[Decimal] = mapped_column(Numeric(12, 2))


class HudumaCentre(Base):
    """A centre where a citizen is helped in person. `status`: open or planned; `hours`: `08:00-17:00`, Mon-Fri."""

    __tablename__ = "huduma_centres"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    short_name: Mapped[str]
    county: Mapped[str] = mapped_column(ForeignKey(County.code))
    town: Mapped[str]
    address: Mapped[str | None]
    hours: Mapped[str | None]
    status: Mapped[str]


class Question(Base):
    """A frequently asked question, and its answer."""

    __tablename__ = "faqs"

    code: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    label: Mapped[str]
    label_sw: Mapped[str]
    answer: Mapped[str]
    answer_sw: Mapped[str]


class Synonym(Base):
    """A word that citizens use, and the words of the catalogue that it means (`;` between two meanings)."""

    __tablename__ = "synonyms"

    word: Mapped[str] = mapped_column(primary_key=True)
    means: Mapped[str]


class CatalogueLoad(Base):
    """A load of a file, if it changed rows or the file was new. Each adds 1 to the catalogue's version."""

    __tablename__ = "catalogue_loads"

    id: Mapped[int] = mapped_column(primary_key=True)
    file: Mapped[str]
    digest: Mapped[str]
    rows: Mapped[int]
    changed: Mapped[int]
    at: Mapped[datetime]


class CatalogueChange(Base):
    """A change of a part of a service, or of a stage's SMS: made in the console, or by a file that ended an edit.

    `kind`: the table; a stage's `code` is `agency/family/stage`. `part`: columns that are changed together, such as a
    fee and where it comes from. `old`, `new`: their values, as texts. `of_file`: what the files said of the part at the
    time; a file that still says so changes nothing. None where no file has the part, and where a file made the change.
    """

    __tablename__ = "catalogue_changes"
    __table_args__ = (Index("ix_catalogue_changes_read", "kind", "code", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    code: Mapped[str]
    part: Mapped[str]
    old: Mapped[dict[str, str | None]] = mapped_column(JSON)
    new: Mapped[dict[str, str | None]] = mapped_column(JSON)
    of_file: Mapped[dict[str, str | None] | None] = mapped_column(JSON(none_as_null=True))
    actor: Mapped[str]
    at: Mapped[datetime]


def version(session: Session) -> int:
    """The version of the catalogue: the number of recorded loads and of changes of services."""
    loads = select(func.count()).select_from(CatalogueLoad).scalar_subquery()
    of_services = CatalogueChange.kind == Service.__tablename__
    changes = select(func.count()).select_from(CatalogueChange).where(of_services).scalar_subquery()
    return session.scalar(select(loads + changes)) or 0


def service(session: Session, code: str) -> Service | None:
    """The service of a code."""
    return session.get(Service, code)


def agency(session: Session, code: str) -> Agency | None:
    """The agency of a code."""
    return session.get(Agency, code)


def stage(session: Session, family: str, code: str) -> Stage | None:
    """A stage of a family. Each family has one for every status, with its name as code (interface: moves)."""
    return session.get(Stage, (family, code))


def stages(session: Session, family: str) -> list[Stage]:
    """All the stages of a family."""
    return list(session.scalars(select(Stage).where(Stage.family == family).order_by(Stage.code)))
