"""The columns by which agencies list receipts: whose a receipt is, and when it last changed; set with every change.

An agency reads its list from where it stopped. So each row has the agency, the service and the time of its own last
change, and is found by an index that begins with the agency (`receipt_lists`).
"""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, event, inspect, select, text
from sqlalchemy.orm import Mapped, Mapper, object_session

from app.domain.applications.applications import Application
from app.domain.payments.payment_states import CONFIRMED
from app.platform.db import now

SHOWN: Final = ("receipt", "named", "state", "amount_kes", "channels", "reason", "application_id", "paid_at")
"""Columns of a receipt whose change puts it into the list again."""

LISTED_BY: Final = ("is_test", "changed_at", "id")
"""The columns of the index after the agency and service."""
_COUNTS: Final = "state IN ('credited', 'surplus', 'refunded')"
UNLISTED: Final = (
    text(f"listed_state IS NOT state AND {_COUNTS}"),
    text(f"listed_state IS DISTINCT FROM state AND {_COUNTS}"),
)
"""The SQL condition of receipts that the previous release has written: confirmed, and not listed in their present
state. For SQLite, and for PostgreSQL."""


class Listing:
    """The columns by which a receipt is listed; all null until its provider has confirmed it for an application."""

    agency_code: Mapped[str | None]
    service_code: Mapped[str | None]
    is_test: Mapped[bool | None]
    changed_at: Mapped[datetime | None]
    """When anything that the list shows last changed."""
    listed_state: Mapped[str | None]
    """The state for which these columns were set: if it differs from `state`, the previous release wrote the row."""


def keep_listing(connection: Connection, row: Any, moment: datetime) -> None:
    """Set the listing columns of a receipt from its present state; a receipt that does not count yet is not listed."""
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
    """Runs in the flush of the change itself, so that no caller has to do it."""
    session = object_session(row)
    attributes = inspect(row).attrs
    if session is not None and any(attributes[name].history.has_changes() for name in SHOWN):
        keep_listing(connection, row, now(session))
