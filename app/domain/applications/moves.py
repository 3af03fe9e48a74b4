"""Where an application may go from each status: one table."""

from collections.abc import Mapping
from typing import Final

from app.domain.catalogue.models import Status

MOVES: Final[Mapping[Status, frozenset[Status]]] = {
    Status.AWAITING_PAYMENT: frozenset({Status.SUBMITTED, Status.CANCELLED}),
    Status.SUBMITTED: frozenset(
        {Status.AWAITING_PAYMENT, Status.PROCESSING, Status.NEEDS_ACTION, Status.REJECTED, Status.CANCELLED}
    ),
    Status.PROCESSING: frozenset(
        {Status.READY, Status.COMPLETED, Status.NEEDS_ACTION, Status.AWAITING_PAYMENT, Status.REJECTED}
    ),
    Status.NEEDS_ACTION: frozenset({Status.PROCESSING, Status.REJECTED, Status.CANCELLED}),
    Status.READY: frozenset({Status.COLLECTED}),
    Status.COMPLETED: frozenset(),
    Status.COLLECTED: frozenset(),
    Status.REJECTED: frozenset(),
    Status.CANCELLED: frozenset(),
}
"""The table of moves (interface: moves). Besides these, a new stage of the same status is a move; nothing else is."""

COME_TO_NOTHING: Final = (Status.REJECTED, Status.CANCELLED)
"""Where a date that was taken for an application is free again."""


def leads_from(status: Status) -> frozenset[Status]:
    """Where an application of this status may go; of one that only a newer release knows, nowhere."""
    return MOVES.get(status, frozenset())


def has_no_way_out(status: Status) -> bool:
    """Whether an application of this status has come to its end."""
    return status in MOVES and not MOVES[status]


def ways_from(status: Status) -> str:
    """Where an application may go from where it stands, for who wanted it to go elsewhere."""
    ways = [str(each) for each in Status if each in leads_from(status)]
    here = f"{status} with another stage"
    return f"it can move to {', '.join(ways)}, or to {here}" if ways else "it has ended and moves nowhere"
