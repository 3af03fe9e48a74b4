"""Where an application may go from each status: one table; and a step along it, in an agency's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from app.domain.catalogue.models import Stage, Status, stage
from app.domain.shared.errors import Invalid
from app.platform.i18n import KISWAHILI

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


@dataclass(frozen=True)
class Transition:
    """Where an agency moves an application to, in its own words."""

    status: Status
    stage: str | None = None
    note: str | None = None
    place: str | None = None
    note_sw: str | None = None
    """The note in Kiswahili, for phones that read it; never without `note`."""

    def note_in(self, language: str) -> str:
        """What a phone of this language is told: the note in Kiswahili where there is one, else as it is."""
        return (self.note_sw if language == KISWAHILI else None) or self.note or ""


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


def find_stage(session: Session, family: str, step: Transition) -> Stage:
    """The stage that a step leads to: its status' own, where it names none.

    Raises Invalid for one that the family of the service does not have, or that is of another status.
    """
    reached = stage(session, family, step.stage or step.status)
    if reached is None:
        raise Invalid(f"stage: {family} has no stage of this code")
    if reached.status != step.status:
        raise Invalid(f"stage: {reached.code} is a stage of {reached.status}, not of {step.status}")
    return reached
