"""Whose list a receipt stands in, and since when it is as it stands: kept with every change of what the list shows.

An agency reads its list from where it has read to. So each row carries the agency, the service and the time of its own
last change, and is found by an index that begins with whose it is (`receipt_lists`).
"""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, event, inspect, select, text
from sqlalchemy.orm import Mapped, Mapper, object_session

from app.domain.applications.applications import Application
from app.domain.payments.payment_states import CONFIRMED
from app.platform.db import now

SHOWN: Final = ("receipt", "named", "state", "amount_kes", "channels", "reason", "application_id", "paid_at")
"""Columns of a receipt whose change is told anew."""

LISTED_BY: Final = ("is_test", "changed_at", "id")
"""What follows in an index behind whose it is."""
_COUNTS: Final = "state IN ('credited', 'surplus', 'refunded')"
UNLISTED: Final = (
    text(f"listed_state IS NOT state AND {_COUNTS}"),
    text(f"listed_state IS DISTINCT FROM state AND {_COUNTS}"),
)
"""Which receipts the release before has written: confirmed, and not listed as what they are. In SQLite's words, and in
PostgreSQL's."""


class Listing:
    """The columns by which a receipt is listed; all null until its provider has confirmed it for an application."""

    agency_code: Mapped[str | None]
    service_code: Mapped[str | None]
    is_test: Mapped[bool | None]
    changed_at: Mapped[datetime | None]
    """When anything last changed of what the list shows."""
    listed_state: Mapped[str | None]
    """The state that these columns were kept for: another one than `state` was written by the release before."""


def keep_listing(connection: Connection, row: Any, moment: datetime) -> None:
    """Bring the listing of a receipt up to what it is now: it is listed from when it counts."""
    if row.state not in CONFIRMED:
        return
    row.listed_state = str(row.state)
    whose = select(Application.agency_code, Application.service_code, Application.is_test)
    found = connection.execute(whose.where(Application.id == row.application_id)).first()
    if found is not None:
        row.agency_code, row.service_code, row.is_test = found
        row.changed_at = moment


@event.listens_for(Listing, "before_insert", propagate=True)
@event.listens_for(Listing, "before_update", propagate=True)
def _with_the_change(_mapper: Mapper[Any], connection: Connection, row: Any) -> None:
    """In the flush of the change itself: nothing that handles money has to think of it."""
    session = object_session(row)
    attributes = inspect(row).attrs
    if session is not None and any(attributes[name].history.has_changes() for name in SHOWN):
        keep_listing(connection, row, now(session))
