"""Citizens with accounts who apply: each session is led to one hop of a form, or of the menu of an application."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import Application
from app.domain.applications.moves import Transition
from app.domain.applying import filing
from app.domain.applying.application_drafts import DraftedApplication
from app.domain.applying.citizen_replies import CitizenReply
from app.domain.applying.filing import Filing
from app.domain.catalogue.models import Status
from app.domain.forms import form_versions
from app.domain.forms.slots import Slot
from app.domain.idempotency.hop_effects import Effect
from app.domain.messaging.messages import Message
from app.domain.shared import references
from app.platform.db import now
from tests.database.holder import PASSWORD, do, login, opened
from tests.faults.callers import Dialler
from tests.outgoing import phone

LICENCE: Final = "dl-renew-3"
DATE: Final = "faults-1"
"""The code of the only date for driving tests: it has as many places as there are citizens to take them."""
TO_THE_FORM: Final = ("4", "driving test booking", "1", PASSWORD, "1")
"""From the first screen to the first question."""
CAR: Final = ("PDL-12345", "1/9/2025", "2")
TO_THE_DATE: Final = (*TO_THE_FORM, *CAR, "2", "Rocky", "1")
TO_OWN: Final = ("3", PASSWORD, "2", "1")
"""From the first screen to the one application."""
ERRANDS: Final = {
    "is asked on": (*TO_THE_FORM, *CAR, "2"),
    "is told that it is saved": (*TO_THE_FORM, *CAR),
    "submits": (*TO_THE_DATE, "1", "98", "1"),
    "withdraws": (*TO_OWN, "1", "1"),
    "answers the office": (*TO_OWN, "1", "1", "Imekamilika leo"),
}
"""The answers of each errand, hop after hop; the last one is the hop that is tested."""
EFFECTS: Final = len(ERRANDS) - 1
"""How many errands have an effect in the database: to be asked the next question has none."""
CONTINUED: Final = {
    "is asked on": ("1", PASSWORD),
    "is told that it is saved": ("2", "4", "driving test booking", "1", PASSWORD, "1"),
}
"""The answers that resume a form at the next dial: from the checkpoint, or from the saved draft."""
people: Final = count(30_000_000)
"""Numbers of IDs and of phones that no other test uses."""


@dataclass(frozen=True)
class Applicant:
    """One citizen's session, and the errand that it is led to."""

    errand: str
    account_id: str
    who: Dialler = field(repr=False)

    @property
    def answers(self) -> tuple[str, ...]:
        """All answers, the last one of which is the errand."""
        return ERRANDS[self.errand]

    def lead(self, url: str) -> None:
        """Go to the screen that the last answer is for."""
        shown = self.who.walk(url, self.answers[:-1])
        assert shown is not None
        assert shown.startswith("CON "), shown

    def act(self, url: str) -> str | None:
        """Give the last answer."""
        return self.who.hop(url, "*".join(self.answers))

    def go_on(self, url: str) -> str | None:
        """Dial anew, and resume the form."""
        return Dialler(self.who.phone).walk(url, CONTINUED[self.errand])


def publish_date(container: Container, *, capacity: int, code: str = DATE, hours: int = 96) -> None:
    """Add a date for driving tests in Nairobi."""
    with container.database.transaction() as session:
        starts_at = now(session) + timedelta(hours=hours)
        session.add(
            Slot(code=code, calendar="driving-test", place="nairobi", starts_at=starts_at, capacity=capacity, taken=0)
        )


def taken(container: Container, code: str = DATE) -> int:
    """How many places of a date are taken."""
    with container.database.reading() as session:
        return session.get_one(Slot, code).taken


def crowd(container: Container) -> list[Applicant]:
    """An applicant for each errand, with an account, and with an application where the errand needs one."""
    return [applicant(container, errand) for errand in ERRANDS]


def applicant(container: Container, errand: str) -> Applicant:
    """An applicant for an errand."""
    number = next(people)
    mine = phone(number)
    made = Applicant(errand, opened(container, str(number), phone=mine, password=PASSWORD), Dialler(mine))
    if errand in ("withdraws", "answers the office"):
        reference = _file(container, made)
        if errand == "answers the office":
            for status in (Status.SUBMITTED, Status.NEEDS_ACTION):
                step = Transition(status, note="Bring your old licence" if status == Status.NEEDS_ACTION else None)
                do(container, transitions.apply_transition, reference, step, actor="test", contacts=container.contacts)
    return made


def _file(container: Container, applicant: Applicant) -> str:
    """File the renewal of a licence; its reference."""
    who, fee = login(container, applicant.account_id), None
    index = container.finder.index()
    service = index.by_code(LICENCE)
    assert service is not None
    assert service.form is not None
    with container.database.reading() as session:
        digest = form_versions.current_digest(session, service.form)
    assert digest is not None
    fee = index.fee(service)
    wanted = Filing(LICENCE, digest, {"licence_number": "DL-123456"}, applicant.who.phone)
    filed = do(container, filing.file_application, who, wanted, fee=fee, contacts=container.contacts, language="en")
    return filed.reference


def without_references(container: Container, applicant: Applicant, shown: str | None) -> str | None:
    """The screen with the applicant's own references replaced by `{reference}`."""
    with container.database.reading() as session:
        mine = select(Application.reference).where(Application.account_id == applicant.account_id)
        for each in session.scalars(mine):
            for written in (references.shown(each), each):
                shown = shown and shown.replace(written, "{reference}")
    return shown


def counts(container: Container) -> Counter[str]:
    """How many rows there are of all that an errand may write."""
    with container.database.reading() as session:
        found = {table.__tablename__: _number(session, table) for table in LEFT}
        statuses = select(Application.status, func.count()).group_by(Application.status)
        by_status = {f"applications {status}": number for status, number in session.execute(statuses)}
    return Counter(found | by_status | {"places taken": taken(container)})


LEFT: Final = (Effect, Message, Application, CitizenReply, DraftedApplication)


def _number(session: Session, table: type[Effect | Message | Application | CitizenReply | DraftedApplication]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0
