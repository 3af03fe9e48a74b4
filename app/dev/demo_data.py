"""Sample applications and appointment dates for a development machine, so that the first dial finds something."""

import csv
from collections.abc import Iterator, Mapping
from typing import Final

from sqlalchemy.orm import Session

from app.dev import demo_slots
from app.domain.applications import applications, transitions
from app.domain.applications.applications import Applicant
from app.domain.applications.moves import Transition
from app.domain.catalogue.models import Status, service
from app.domain.catalogue_import.loader import DATA
from app.domain.shared import references
from app.domain.shared.contacts import Contacts
from app.domain.shared.persons import AccountType
from app.domain.subscribers import phones

ACTOR: Final = "samples"
WAYS: Final[Mapping[Status, tuple[Status, ...]]] = {
    Status.SUBMITTED: (),
    Status.AWAITING_PAYMENT: (),
    Status.PROCESSING: (),
    Status.NEEDS_ACTION: (Status.PROCESSING,),
    Status.READY: (Status.PROCESSING,),
    Status.COMPLETED: (Status.PROCESSING,),
    Status.COLLECTED: (Status.PROCESSING, Status.READY),
    Status.REJECTED: (Status.PROCESSING,),
    Status.CANCELLED: (),
}
"""The statuses that a sample passes through between `submitted` and its last one."""


def load(session: Session, contacts: Contacts) -> int:
    """Record the samples that are missing; returns how many applications. Their phones get the usual SMS."""
    demo_slots.load(session)
    return sum(_record(session, row, contacts) for row in _rows())


def _rows() -> Iterator[dict[str, str]]:
    with (DATA / "samples.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _record(session: Session, row: Mapping[str, str], contacts: Contacts) -> bool:
    wanted = service(session, row["service"])
    if wanted is None or applications.find_application(session, references.lookup_key(row["reference"])):
        return False
    phones.choose_language(session, row["phone"], row["language"])
    applicant = Applicant(AccountType(row["account_type"]), row["id_number"], row["phone"])
    reference = row["reference"]
    transitions.record_application(
        session, wanted, applicant, actor=ACTOR, contacts=contacts, reference=reference, ours=True
    )
    for step in _steps(row):
        transitions.apply_transition(session, row["reference"], step, actor=ACTOR, contacts=contacts)
    return True


def _steps(row: Mapping[str, str]) -> list[Transition]:
    status = Status(row["status"])
    if status == Status.SUBMITTED:
        return []
    last = Transition(status, row["stage"] or None, row["note"] or None, row["place"] or None)
    return [*map(Transition, WAYS[status]), last]
