"""Appointment slots for tests and biometrics, loaded from a file, each with a capacity.

A slot is booked by one conditional UPDATE, so that of any number of concurrent bookings at most `capacity` succeed.
Where a calendar has no free slot at a place, the citizen is asked for a preferred week, and the agency answers.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import CheckConstraint, Index, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.shared.purge import row_count
from app.platform.db import Base, now
from app.platform.i18n import NAIROBI

OFFERED: Final = 10
"""Most free slots that are offered, the earliest first."""
NOTICE: Final = timedelta(hours=12)
"""A slot that begins sooner is not offered: the citizen has to travel there."""
WEEKS: Final = 5
"""Weeks that a citizen may choose from, the next one first."""
SLOT: Final = "slot:"
WEEK: Final = "week:"


class Slot(Base):
    """A date and time of a calendar at a place. `code`: its key in files; `taken`: its bookings, which no file sets."""

    __tablename__ = "slots"
    __table_args__ = (
        CheckConstraint("taken >= 0", name="taken"),
        Index("ix_slots_calendar_place_starts_at", "calendar", "place", "starts_at"),
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    calendar: Mapped[str]
    place: Mapped[str]
    starts_at: Mapped[datetime]
    capacity: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0, server_default="0")


def free_slots(session: Session, calendar: str, place: str) -> list[Slot]:
    """The next free slots of a calendar at a place; `place` is empty for a calendar without places."""
    free = (Slot.calendar == calendar) & (Slot.place == place) & (Slot.taken < Slot.capacity)
    query = select(Slot).where(free, Slot.starts_at > now(session) + NOTICE)
    return list(session.scalars(query.order_by(Slot.starts_at, Slot.code).limit(OFFERED)))


def find_slot(session: Session, code: str) -> Slot | None:
    """A slot by its code."""
    return session.get(Slot, code)


def take_slot(session: Session, code: str) -> bool:
    """Book a slot; False where it is full or has begun. `give_back` undoes a booking."""
    left = (Slot.code == code) & (Slot.taken < Slot.capacity) & (Slot.starts_at > now(session))
    return row_count(session.execute(update(Slot).where(left).values(taken=Slot.taken + 1))) == 1


def give_back(session: Session, code: str) -> None:
    """Undo a booking: its application was withdrawn, cancelled or rejected."""
    session.execute(update(Slot).where(Slot.code == code, Slot.taken > 0).values(taken=Slot.taken - 1))


def next_weeks(today: date) -> Iterator[date]:
    """The Mondays of the weeks that a citizen may choose from."""
    monday = today + timedelta(days=7 - today.weekday())
    yield from (monday + timedelta(weeks=number) for number in range(WEEKS))


def starts_on(slot: Slot) -> datetime:
    """When a slot begins, in Nairobi time."""
    return slot.starts_at.astimezone(NAIROBI)
