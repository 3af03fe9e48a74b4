"""Open applications, payments and receipts by state and age, counted by the worker.

Counting reads every open application, so a page never does it: it reads what the worker has counted a few minutes ago,
and shows when that was.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Numeric, case, delete, func, insert, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, mapped_column

from app.domain.applications.applications import Application
from app.domain.applications.moves import has_no_way_out
from app.domain.catalogue.models import Status
from app.domain.payments.models import Payment, PaymentReceipt
from app.domain.reporting.periods import is_within
from app.domain.shared import counters
from app.domain.staff.reach import Reach
from app.platform.db import Base, allow_long, now

EVERY: Final = timedelta(minutes=5)
AGES: Final = (1, 3, 7, 14, 30)
"""Upper bounds of an age, in days."""
OLDER: Final = 0
"""The bucket of what is older than all of them."""
MONEY_OF: Final = timedelta(days=90)
"""Older payments and receipts are not counted."""
UNFINISHED: Final = tuple(each for each in Status if not has_no_way_out(each))


Counted = Sequence[Any]
"""The values of a row without `counted_at`, in the order of its columns."""


class Standing(StrEnum):
    """What is counted."""

    APPLICATIONS = "applications"
    PAYMENTS = "payments"
    RECEIPTS = "receipts"


class StandingCount(Base):
    """How many of one kind stand at a state, by age, when they were last counted.

    `agency_code` and `service_code` are empty for money without an application.
    """

    __tablename__ = "standing_counts"

    what: Mapped[str] = mapped_column(primary_key=True)
    agency_code: Mapped[str] = mapped_column(primary_key=True)
    service_code: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(primary_key=True)
    stage: Mapped[str] = mapped_column(primary_key=True)
    age_days: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    kes: Mapped[Decimal] = mapped_column(Numeric(14, 2))
    counted_at: Mapped[datetime]


@dataclass
class StandingRow:
    """How many stand at a state (and stage), by age in days, and their sum of money."""

    state: str
    stage: str
    ages: dict[int, int] = field(default_factory=dict)
    kes: Decimal = Decimal(0)

    @property
    def number(self) -> int:
        """How many in all."""
        return sum(self.ages.values())


@dataclass(frozen=True)
class StandingFigure:
    """The rows of one kind. `counted_at`: when; None where there are none."""

    rows: list[StandingRow]
    counted_at: datetime | None


def count_standing(session: Session) -> int:
    """Count everything again, unless that was done within `EVERY`. Always returns 0: nothing is left."""
    if not counters.mark(session, "figures: what stands where", EVERY):
        return 0
    allow_long(session.connection())
    moment = now(session)
    rows = [*_applications(session, moment), *_payments(session, moment), *_receipts(session, moment)]
    names = ("what", "agency_code", "service_code", "state", "stage", "age_days", "number", "kes")
    session.execute(delete(StandingCount))
    if rows:
        session.execute(
            insert(StandingCount), [dict(zip(names, each, strict=True)) | {"counted_at": moment} for each in rows]
        )
    return 0


def find_standing(session: Session, what: Standing, reach: Reach | None) -> StandingFigure:
    """The counts of one kind within somebody's reach; None: of all."""
    mine = is_within(reach, StandingCount.agency_code, StandingCount.service_code)
    number, kes = func.sum(StandingCount.number), func.sum(StandingCount.kes)
    place = StandingCount.state, StandingCount.stage
    query = select(*place, StandingCount.age_days, number, kes, func.max(StandingCount.counted_at))
    query = query.where(StandingCount.what == what, mine).group_by(*place, StandingCount.age_days)
    rows, counted_at = dict[tuple[str, str], StandingRow](), None
    for state, stage, age, many, money, at in session.execute(query.order_by(*place)):
        row = rows.setdefault((state, stage), StandingRow(state, stage))
        row.ages[age] = int(many)
        row.kes += Decimal(money)
        counted_at = at
    return StandingFigure([*rows.values()], counted_at)


def _age(since: InstrumentedAttribute[datetime], moment: datetime) -> ColumnElement[int]:
    return case(*((since >= moment - timedelta(days=days), days) for days in AGES), else_=OLDER)


def _applications(session: Session, moment: datetime) -> Iterable[Counted]:
    kept = Application.is_test.is_(False) & Application.status.in_(UNFINISHED)
    keys = Application.agency_code, Application.service_code, Application.status, Application.stage
    age = _age(Application.since, moment).label("age")
    query = select(literal(Standing.APPLICATIONS), *keys, age, func.count(), literal(Decimal(0)))
    return session.execute(query.where(kept).group_by(*keys, age)).all()


def _payments(session: Session, moment: datetime) -> Iterable[Counted]:
    keys = Application.agency_code, Application.service_code, Payment.state
    age, late = _age(Payment.asked_at, moment).label("age"), Payment.asked_at >= moment - MONEY_OF
    query = select(
        literal(Standing.PAYMENTS), *keys, literal("").label("stage"), age, func.count(), func.sum(Payment.amount_kes)
    )
    joined = query.join(Application, Application.id == Payment.application_id)
    return session.execute(joined.where(late, Application.is_test.is_(False)).group_by(*keys, age)).all()


def _receipts(session: Session, moment: datetime) -> Iterable[Counted]:
    agency = func.coalesce(Application.agency_code, "").label("agency")
    service = func.coalesce(Application.service_code, "").label("service")
    keys, late = (agency, service, PaymentReceipt.state), PaymentReceipt.paid_at >= moment - MONEY_OF
    age, money = _age(PaymentReceipt.paid_at, moment).label("age"), func.sum(PaymentReceipt.amount_kes)
    query = select(literal(Standing.RECEIPTS), *keys, literal("").label("stage"), age, func.count(), money)
    joined = query.outerjoin(Application, Application.id == PaymentReceipt.application_id)
    real = Application.id.is_(None) | Application.is_test.is_(False)
    return session.execute(joined.where(late, real).group_by(*keys, age)).all()
