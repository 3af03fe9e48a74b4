"""SMS by day: by network and state, their cost, and the time from the change to delivery.

The worker counts a day again as long as it may still change: a message is sent within three days, and a report on it
may come three days later. Counting is idempotent, as the rows of a day are replaced. A page reads these rows and never
a message; no phone number is decrypted, because the worker stores the network when it sends.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, Numeric, case, delete, extract, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.catalogue.models import Service
from app.domain.messaging.messages import Channel, Message, MessageState, is_real
from app.domain.reporting.periods import Period, begin_of, is_within
from app.domain.shared import counters
from app.domain.shared.purge import row_count
from app.domain.staff.reach import Reach
from app.platform.db import Base, allow_long, now
from app.platform.i18n import NAIROBI

TODAY_EVERY: Final = timedelta(minutes=10)
BEFORE_EVERY: Final = timedelta(hours=1)
OPEN_DAYS: Final = 7
"""Days that may still change, today included."""
FIRST_DAYS: Final = 90
"""How many days back are counted where nothing was counted before."""
KEPT: Final = timedelta(days=400)
BOUNDS_S: Final = (10, 30, 60, 300, 900, 3600, 43_200, 86_400)
"""The upper bounds of delivery times, in seconds."""
LONGER: Final = 0
"""The bucket of deliveries that took longer than all bounds."""
UNTRIED: Final = "not sent"
"""Stands for the network of messages that were never about to be sent."""
COST: Final = re.compile(r"KES (\d{1,9}(?:\.\d{1,6})?)")
WAITING: Final = (MessageState.PENDING, MessageState.LEASED, MessageState.ATTEMPTING, MessageState.UNKNOWN)
FAILED: Final = (MessageState.FAILED, MessageState.EXPIRED)


class DailyMessages(Base):
    """The SMS that were queued on a day (Nairobi), by what they are about, network and state.

    `agency_code` and `service_code` are empty for messages about no application.
    """

    __tablename__ = "daily_messages"

    day: Mapped[date] = mapped_column(primary_key=True)
    agency_code: Mapped[str] = mapped_column(primary_key=True)
    service_code: Mapped[str] = mapped_column(primary_key=True)
    network: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(primary_key=True)
    messages: Mapped[int]
    parts: Mapped[int]
    kes: Mapped[Decimal] = mapped_column(Numeric(14, 4))


class DeliveryTime(Base):
    """How many alerts of a day were delivered within so many seconds of their change, and not within the bound
    before."""

    __tablename__ = "delivery_times"

    day: Mapped[date] = mapped_column(primary_key=True)
    agency_code: Mapped[str] = mapped_column(primary_key=True)
    service_code: Mapped[str] = mapped_column(primary_key=True)
    up_to_seconds: Mapped[int] = mapped_column(primary_key=True)
    messages: Mapped[int]


@dataclass(frozen=True)
class AlertRow:
    """The alerts to one network: waiting, accepted by the provider, delivered, and failed."""

    network: str
    waiting: int
    sent: int
    delivered: int
    failed: int


@dataclass(frozen=True)
class CostRow:
    """The cost of the SMS of a day, as the provider reported it."""

    day: date
    messages: int
    parts: int
    kes: Decimal


def count_messages(session: Session) -> int:
    """Count today again, and from time to time the days before, unless that was done lately. Returns 0: nothing is
    left."""
    allow_long(session.connection())
    today = now(session).astimezone(NAIROBI).date()
    if counters.mark(session, "figures: SMS of today", TODAY_EVERY):
        _count_day(session, today)
    if counters.mark(session, "figures: SMS of days before", BEFORE_EVERY):
        for day in _days_before(session, today):
            _count_day(session, day)
    return 0


def find_alerts(session: Session, period: Period, reach: Reach | None) -> list[AlertRow]:
    """The SMS about applications, by network and outcome."""
    table, found = DailyMessages, dict[str, dict[str, int]]()
    query = select(table.network, table.state, func.sum(table.messages)).where(*_of(table, period, reach))
    query = query.where(table.service_code != "").group_by(table.network, table.state)
    for network, state, many in session.execute(query.order_by(table.network)):
        found.setdefault(network, {})[state] = int(many or 0)
    return [_alert_row(network, states) for network, states in found.items()]


def find_delivery_times(session: Session, period: Period, reach: Reach | None) -> dict[int, int]:
    """How many alerts were delivered within each bound; under `LONGER` those that took longer."""
    query = select(DeliveryTime.up_to_seconds, func.sum(DeliveryTime.messages))
    rows = session.execute(query.where(*_of(DeliveryTime, period, reach)).group_by(DeliveryTime.up_to_seconds))
    found = {bound: int(many or 0) for bound, many in rows}
    return {bound: found.get(bound, 0) for bound in (*BOUNDS_S, LONGER)}


def find_costs(
    session: Session, period: Period, reach: Reach | None, *, of_applications: bool = False
) -> list[CostRow]:
    """The cost of SMS on each day that had any; for an agency, those about its applications. `of_applications`: only
    those about applications, of any agency."""
    table = DailyMessages
    totals = func.sum(table.messages), func.sum(table.parts), func.sum(table.kes)
    query = select(table.day, *totals).where(*_of(table, period, reach)).group_by(table.day).order_by(table.day)
    if of_applications:
        query = query.where(table.service_code != "")
    return [
        CostRow(day, int(many or 0), int(parts or 0), Decimal(kes).quantize(Decimal("0.01")))
        for day, many, parts, kes in session.execute(query)
    ]


def purge_message_counts(session: Session) -> int:
    """Delete rows past their period; returns how many."""
    before = (now(session) - KEPT).date()
    return sum(
        row_count(session.execute(delete(table).where(table.day < before))) for table in (DailyMessages, DeliveryTime)
    )


def _days_before(session: Session, today: date) -> Iterator[date]:
    """The days that may still change, and days missed while no worker ran, the oldest first.

    None before the oldest stored message: a new installation has nothing to count.
    """
    oldest = session.scalar(select(Message.created_at).order_by(Message.id).limit(1))
    if oldest is None:
        return iter(())
    last = session.scalar(select(func.max(DailyMessages.day)).where(DailyMessages.day < today))
    first = min(today - timedelta(days=OPEN_DAYS - 1), last or today - timedelta(days=FIRST_DAYS))
    first = max(first, today - timedelta(days=FIRST_DAYS), oldest.astimezone(NAIROBI).date())
    return (first + timedelta(days=each) for each in range((today - first).days))


def _count_day(session: Session, day: date) -> None:
    """Replace the rows of a day. Rows that were written only for appearance and never to be sent are not counted."""
    for table in (DailyMessages, DeliveryTime):
        session.execute(delete(table).where(table.day == day))
    within = (Message.created_at >= begin_of(day)) & (Message.created_at < begin_of(day + timedelta(days=1)))
    sent = (Message.state != MessageState.EXPIRED) | Message.final_at.is_not(None)
    kept = within & (Message.channel == Channel.SMS) & sent & is_real()
    totals, times = dict[tuple[str, ...], list[Any]](), dict[tuple[str, str, int], int]()
    for half in (Message.erased_at.is_(None), Message.erased_at.is_not(None)):  # each half has an index
        _add_totals(session, kept & half, totals)
        _add_times(session, kept & half, times)
    names = ("agency_code", "service_code", "network", "state")
    rows = [
        {"day": day, **dict(zip(names, key, strict=True)), "messages": many, "parts": parts, "kes": kes}
        for key, (many, parts, kes) in totals.items()
    ]
    if rows:
        session.execute(insert(DailyMessages), rows)
    delivered = [
        {"day": day, "agency_code": agency, "service_code": service, "up_to_seconds": bound, "messages": many}
        for (agency, service, bound), many in times.items()
    ]
    if delivered:
        session.execute(insert(DeliveryTime), delivered)


def _add_totals(session: Session, which: ColumnElement[bool], totals: dict[tuple[str, ...], list[Any]]) -> None:
    keys = Service.agency_code, Message.service_code, Message.network, Message.state, Message.cost
    query = select(*keys, func.count(), func.coalesce(func.sum(Message.parts), 0))
    query = query.select_from(Message).outerjoin(Service, Service.code == Message.service_code)
    for agency, service, network, state, cost, many, parts in session.execute(query.where(which).group_by(*keys)):
        entry = totals.setdefault((agency or "", service or "", network or UNTRIED, state), [0, 0, Decimal(0)])
        entry[0] += many
        entry[1] += int(parts or 0)
        entry[2] += many * read_cost(cost)


def _add_times(session: Session, which: ColumnElement[bool], times: dict[tuple[str, str, int], int]) -> None:
    bound = case(*((_seconds(session) <= each, each) for each in BOUNDS_S), else_=LONGER).label("bound")
    query = select(Service.agency_code, Service.code, bound, func.count()).select_from(Message)
    query = query.join(Service, Service.code == Message.service_code)
    query = query.where(which, Message.state == MessageState.DELIVERED)
    for agency, service, up_to, many in session.execute(query.group_by(Service.agency_code, Service.code, bound)):
        times[agency, service, up_to] = times.get((agency, service, up_to), 0) + many


def read_cost(told: str | None) -> Decimal:
    """The cost of an SMS from the provider's text (`KES 0.8000`); 0 where that cannot be read."""
    found = COST.fullmatch(told or "")
    return Decimal(found[1]) if found else Decimal(0)


def _seconds(session: Session) -> ColumnElement[Any]:
    """Seconds from a message's queuing, at its change, to its delivery."""
    if session.get_bind().dialect.name == "postgresql":
        return extract("epoch", Message.final_at - Message.created_at)
    return (func.julianday(Message.final_at) - func.julianday(Message.created_at)) * 86_400


def _alert_row(network: str, states: dict[str, int]) -> AlertRow:
    waiting, failed = (sum(states.get(each, 0) for each in some) for some in (WAITING, FAILED))
    sent, delivered = states.get(MessageState.ACCEPTED, 0), states.get(MessageState.DELIVERED, 0)
    return AlertRow(network, waiting, sent, delivered, failed)


def _of(
    table: type[DailyMessages] | type[DeliveryTime], period: Period, reach: Reach | None
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    mine = is_within(reach, table.agency_code, table.service_code)
    return table.day.between(period.first, period.last), mine
