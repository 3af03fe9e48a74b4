"""The transition table of an application's statuses, and one transition along it with the agency's texts."""

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
"""The transition table (interface: moves). Another stage of the same status is a move too, unless it is final."""

COME_TO_NOTHING: Final = (Status.REJECTED, Status.CANCELLED)
"""The statuses in which the appointment slot of an application is given back."""


@dataclass(frozen=True)
class Transition:
    """A transition that an agency requests: the target status and stage, the place, and the agency's note."""

    status: Status
    stage: str | None = None
    note: str | None = None
    place: str | None = None
    note_sw: str | None = None
    """The note in Kiswahili, for phones whose language is Kiswahili. Never given without `note`."""

    def note_in(self, language: str) -> str:
        """The note in a language: `note_sw` for Kiswahili where it is given, else `note`; empty for none."""
        return (self.note_sw if language == KISWAHILI else None) or self.note or ""


def leads_from(status: Status) -> frozenset[Status]:
    """The statuses that can follow this one; none for a status that only a newer release knows."""
    return MOVES.get(status, frozenset())


def has_no_way_out(status: Status) -> bool:
    """Whether a status is final."""
    return status in MOVES and not MOVES[status]


def ways_from(status: Status) -> str:
    """The allowed moves from a status, as the text of an error message."""
    ways = [str(each) for each in Status if each in leads_from(status)]
    here = f"{status} with another stage"
    return f"it can move to {', '.join(ways)}, or to {here}" if ways else "it has ended and moves nowhere"


def find_stage(session: Session, family: str, step: Transition) -> Stage:
    """The stage that a step leads to; where it names none, the stage whose code is that of the status.

    Raises Invalid for a stage that the family of the service does not have, or that belongs to another status.
    """
    reached = stage(session, family, step.stage or step.status)
    if reached is None:
        raise Invalid(f"stage: {family} has no stage of this code")
    if reached.status != step.status:
        raise Invalid(f"stage: {reached.code} is a stage of {reached.status}, not of {step.status}")
    return reached
