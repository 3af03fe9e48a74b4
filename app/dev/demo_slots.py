"""Appointment dates on a development machine, where no agency publishes any: made for the next weeks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from app.domain.forms.slots import Slot
from app.platform.db import inserting, now
from app.platform.i18n import NAIROBI

WEEKS: Final = 3
"""Weeks ahead for which dates are made, each time that the samples are loaded."""
TOWNS: Final = ("nairobi", "mombasa", "kisumu", "nakuru", "eldoret", "kisii")


@dataclass(frozen=True)
class DemoCalendar:
    """The dates of a calendar, the same at all of its places. `weekdays`: 0 is Monday. `capacity`: places per date."""

    places: tuple[str, ...]
    weekdays: tuple[int, ...]
    at: time
    capacity: int


CALENDARS: Final[Mapping[str, DemoCalendar]] = {
    "passport-biometrics": DemoCalendar((*TOWNS, "embu"), (0, 1, 2, 3, 4), time(9), 20),
    "driving-test": DemoCalendar(
        (*TOWNS, "thika", "nyeri", "machakos", "meru", "kakamega", "garissa"), (1, 3), time(8), 10
    ),
}
"""The calendars of our forms that have dates; `civil-marriage` has none, so that the preferred week is asked."""


def load(session: Session) -> None:
    """Insert the dates of the next weeks that are missing. Bookings of the others stay."""
    today = now(session).astimezone(NAIROBI).date()
    rows = [row for name in CALENDARS for row in _rows(name, today)]
    insert = inserting(session, Slot).on_conflict_do_nothing(index_elements=[Slot.code])
    session.connection().execute(insert, rows)


def _rows(name: str, today: date) -> Iterator[dict[str, Any]]:
    calendar = CALENDARS[name]
    days = (today + timedelta(days=ahead) for ahead in range(1, 7 * WEEKS + 1))
    for day in (each for each in days if each.weekday() in calendar.weekdays):
        for place in calendar.places:
            starts_at = datetime.combine(day, calendar.at, NAIROBI)
            yield {
                "code": f"{name}-{place}-{day}",
                "calendar": name,
                "place": place,
                "starts_at": starts_at,
                "capacity": calendar.capacity,
            }
