"""Applications: recorded by an agency, moved along one table of moves, read by the citizen."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, ForeignKey, Index, LargeBinary, bindparam, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from app.domain.applications.application_fees import Fees
from app.domain.applications.moves import COME_TO_NOTHING, Transition, find_stage, has_no_way_out, leads_from, ways_from
from app.domain.applications.partial_indexes import (
    SLOT_KEPT,
    TEST,
    TEST_ON_POSTGRESQL,
    TEST_ON_SQLITE,
    UNPAID,
    UNREMINDED,
)
from app.domain.audit import audit_log
from app.domain.catalogue.models import Service, Stage, Status
from app.domain.forms import slots
from app.domain.messaging.messages import OF_A_TEST
from app.domain.shared import references
from app.domain.shared.blind_indexes import of
from app.domain.shared.errors import Conflict, Invalid, NotAllowed, VersionConflict
from app.domain.shared.persons import AccountType, applicant_index
from app.domain.shared.purge import delete_with_all_of
from app.domain.staff.reach import Reach
from app.domain.subscribers.phones import phone_index
from app.platform.database.sealed_value import sealed_json_or_none, sealed_text, sealed_text_or_none
from app.platform.db import Base, keys, now

LONGEST_PLACE = 60
LONGEST_NOTE = 300
NOTES: Final = ("note", "note_sw")
"""What is sealed to a version: the note in the agency's words, and in Kiswahili."""
NOBODYS: Final = "TEST:"
"""Stands with the reference in place of the document of a test application: no document has a colon."""
WITHHELD: Final = "withheld:"
"""Stands before the account in `account_id` while a desk has yet to decide on what somebody else filed through it."""


class Application(Fees, Base):
    """One application, as it stands now. What tells something about the person is sealed."""

    __tablename__ = "applications"
    __table_args__ = (
        Index("ix_applications_unpaid", "since", sqlite_where=UNPAID, postgresql_where=UNPAID),
        Index("ix_applications_unreminded", "since", sqlite_where=UNREMINDED, postgresql_where=UNREMINDED),
        Index("ix_applications_slot_kept", "id", sqlite_where=SLOT_KEPT, postgresql_where=SLOT_KEPT),
        Index("ix_applications_tests", "created_at", sqlite_where=TEST, postgresql_where=TEST),
        Index("ix_applications_agency_listed", "agency_code", "status", "since", "id"),
        Index("ix_applications_service_listed", "service_code", "status", "since", "id"),
        Index(
            "ix_applications_test_listed",
            *("agency_code", "status", "since", "id"),
            sqlite_where=TEST_ON_SQLITE,
            postgresql_where=TEST_ON_POSTGRESQL,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    lookup: Mapped[str] = mapped_column(unique=True)
    service_code: Mapped[str] = mapped_column(ForeignKey(Service.code))
    agency_code: Mapped[str]
    status: Mapped[Status]
    stage: Mapped[str]
    since: Mapped[datetime]
    version: Mapped[int]
    place: Mapped[str | None]
    note_sealed: Mapped[bytes | None]
    note = sealed_text_or_none("note")
    account_type: Mapped[AccountType]
    applicant: Mapped[bytes] = mapped_column(LargeBinary(32), index=True, info=of("applicant"))
    account_id: Mapped[str | None] = mapped_column(index=True)
    """The account that filed it through Lango; None where an agency recorded it. See also `WITHHELD`."""
    id_sealed: Mapped[bytes]
    id_number = sealed_text("id")
    """The number of the applicant's document, as the agency took it down."""
    phone_index: Mapped[bytes] = mapped_column(LargeBinary(32), index=True, info=of("phone"))
    phone_sealed: Mapped[bytes]
    phone_number = sealed_text_or_none("phone")
    """The phone that hears of it, in E.164; None when its holder had that forgotten."""
    email_sealed: Mapped[bytes | None]
    email_address = sealed_text_or_none("email")
    """The address that hears of it, if one was given."""
    answers_sealed: Mapped[bytes | None]
    answers = sealed_json_or_none("answers")
    """What was filled in: by a form's questions, or in an agency's own shape; None where nothing."""
    form_digest: Mapped[str | None]
    """The version of the form that its answers are of (`forms.form_versions`); None where an agency recorded it."""
    subject_sealed: Mapped[bytes | None]
    subject = sealed_json_or_none("subject")
    """The person that it is for, where that is not the applicant: a child's name and birth, as JSON."""
    slot_code: Mapped[str | None]
    """The date that was taken for it (`forms.slots`) and is given back when it comes to nothing."""
    reminded_at: Mapped[datetime | None]
    """When its applicant was reminded that it is not paid."""
    created_at: Mapped[datetime]
    is_test: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Recorded with a test key, to try Lango out: under nobody's document (`NOBODYS`), and in no figure."""

    service: Mapped[Service] = relationship(lazy="joined", innerjoin=True)
    history: Mapped[list["Change"]] = relationship(order_by="Change.version", back_populates="application")

    @property
    def is_over(self) -> bool:
        """Whether it stands at a status that has no way out."""
        return has_no_way_out(self.status)

    @property
    def is_withheld(self) -> bool:
        """Whether no phone hears of it, because a desk has yet to decide whose it is (`desk_takeover`)."""
        return (self.account_id or "").startswith(WITHHELD)

    def message_key(self, told: str) -> str:
        """The key of a message that tells of it; of a test one apart from those of who has its reference later."""
        return f"{OF_A_TEST}{self.created_at:%Y%m%d%H%M%S}:{told}" if self.is_test else told

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to; a note also to its version."""
        place = f"applications.{column}:{self.reference}"
        return f"{place}:{self.version}" if column in NOTES else place


class Change(Base):
    """One step of an application's history.

    The note in Kiswahili stands here alone, not on the application as well: code of the release before moves an
    application without knowing of it, and would leave an older step's note standing there.
    """

    __tablename__ = "application_changes"

    application_id: Mapped[int] = mapped_column(ForeignKey(Application.id), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[Status]
    stage: Mapped[str]
    place: Mapped[str | None]
    note_sealed: Mapped[bytes | None]
    note = sealed_text_or_none("note")
    note_sw_sealed: Mapped[bytes | None]
    note_sw = sealed_text_or_none("note_sw")
    at: Mapped[datetime]
    actor: Mapped[str]

    application: Mapped[Application] = relationship(back_populates="history")

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to: the application's own at that version."""
        return f"applications.{column}:{self.application.reference}:{self.version}"


@dataclass(frozen=True)
class Applicant:
    """Who applies, as the agency took it down. Never shown, never logged."""

    account_type: AccountType
    id_number: str
    phone: str
    email: str | None = None

    def __repr__(self) -> str:
        return "Applicant(***)"


def add(
    session: Session,
    service: Service,
    applicant: Applicant,
    *,
    reference: str | None,
    answers: dict[str, Any] | None,
    account_id: str | None = None,
    is_test: bool = False,
) -> Application:
    """Record an application as submitted, under the agency's reference or a new one of ours.

    `account_id`: the account that files it through Lango; None where an agency records it. `is_test`: to try Lango out;
    then neither the document nor the e-mail address is kept. A real one takes its reference from a test one.
    Raises Invalid for a reference that no phone could type, Conflict for one that another application has.
    """
    reference = _fresh_reference(session, reference, is_test=is_test)
    if is_test:
        applicant = replace(applicant, id_number=f"{NOBODYS}{reference}", email=None)
    application = Application(
        reference=reference,
        lookup=references.lookup_key(reference),
        service=service,
        agency_code=service.agency_code,
        account_type=applicant.account_type,
        applicant=applicant_index(session, applicant.account_type, applicant.id_number),
        account_id=account_id,
        phone_index=phone_index(session, applicant.phone),
        status=Status.SUBMITTED,
        stage=Status.SUBMITTED,
        since=now(session),
        version=0,
        created_at=now(session),
        is_test=is_test,
    )
    session.add(application)
    application.id_number, application.phone_number = applicant.id_number, applicant.phone
    application.email_address, application.answers = applicant.email or None, answers
    return application


def place_at(session: Session, application: Application, step: Transition, *, actor: str) -> Stage:
    """Put an application at a step: its row, its history and the audit trail. Does not ask whether it may go.

    The date that was taken for it is given back where it comes to nothing; who calls this holds its row, so that this
    happens once. Raises Invalid for a stage that the service's family does not have, or that is of another status.
    """
    reached = find_stage(session, application.service.family, step)
    stand_at(application, step, reached, now(session))
    application.note = step.note or None
    application.reminded_at = None
    if application.status in COME_TO_NOTHING:
        give_slot_back(session, application)
    session.flush()
    session.add(
        Change(
            application_id=application.id,
            version=application.version,
            status=step.status,
            stage=reached.code,
            place=step.place,
            note_sealed=application.note_sealed,
            note_sw_sealed=Change.note_sw.seal(keys(session), application, step.note_sw or None),
            at=application.since,
            actor=actor,
        )
    )
    audit_log.record(
        session,
        actor=actor,
        action=f"application.{step.status}",
        subject=application.reference,
        version=str(application.version),
    )
    return reached


def stand_at(application: Application, step: Transition, reached: Stage, moment: datetime) -> None:
    """Let an application stand at a step, at its next version. The note is not its matter."""
    application.status, application.stage = step.status, reached.code
    application.version += 1
    application.since = moment
    application.place = step.place


def give_slot_back(session: Session, application: Application) -> None:
    """Free the date that was taken for an application whose row is held, if one was."""
    if application.slot_code:
        slots.give_back(session, application.slot_code)
        application.slot_code = None


def check_move(application: Application, step: Transition, *, versions: Collection[int] | None) -> None:
    """Raises VersionConflict when the caller knew other versions, NotAllowed when the table has no such move."""
    check_version(application, versions)
    same_status = step.status == application.status and step.stage not in (None, application.stage)
    leads = leads_from(application.status)
    if step.status not in leads and not (same_status and leads):
        raise NotAllowed(
            f"an application cannot move from {application.status} to {step.status}; {ways_from(application.status)}"
        )


def check_version(application: Application, versions: Collection[int] | None) -> None:
    """Raises VersionConflict when the caller knew other versions than the one there is."""
    if versions is not None and application.version not in versions:
        known = " or ".join(map(str, sorted(versions)[:5])) or "at what was named"
        raise VersionConflict(f"the application is at version {application.version}, not {known}")


def find_application(
    session: Session, key: str, *, reach: Reach | None = None, lock: bool = False
) -> Application | None:
    """The application of a look-up key (`references.lookup_key`); `lock` holds its row for a change.

    With a `reach`, what is outside is neither read nor locked: nothing that it costs tells that it is there.
    """
    query = select(Application).where(Application.lookup == key)
    if reach is not None:
        query = query.where(within(reach))
    return session.scalar(query.with_for_update(of=Application) if lock else query)


def within(reach: Reach) -> ColumnElement[bool]:
    """The condition that an application is one of those that a key reaches."""
    condition = (Application.agency_code == reach.agency) & (Application.is_test.is_(reach.is_test))
    return condition & Application.service_code.in_(reach.services) if reach.services else condition


_OF_LOOKUPS: Final = select(Application).where(Application.lookup.in_(bindparam("lookups", expanding=True)))
"""Made once: every move that an agency makes asks it."""


def find_applications(session: Session, keys: Collection[str]) -> dict[str, Application]:
    """The applications of these look-up keys, each under its own: one question for all of them."""
    found = session.scalars(_OF_LOOKUPS, {"lookups": [*keys]})
    return {each.lookup: each for each in found}


def hears(session: Session, application: Application, phone: str | None) -> bool:
    """Whether this phone is the one that hears of the application: its alerts, and what the agency notes on it."""
    own = phone is not None and phone_index(session, phone) == application.phone_index
    return own and not application.is_withheld


def _fresh_reference(session: Session, wanted: str | None, *, is_test: bool) -> str:
    if wanted is None:
        while find_application(session, drawn := references.new_reference()):
            pass
        return drawn
    if not references.FOREIGN.fullmatch(wanted) or not references.has_shape(wanted):
        raise Invalid("reference: 5 to 20 of A-Z, 0-9, hyphen and slash are wanted, a digit among them")
    key = references.lookup_key(wanted)
    known = find_application(session, key)
    if known is not None and (is_test or not known.is_test):
        raise Conflict("reference: another application has it")
    if known is not None and (held := find_application(session, key, lock=True)):
        session.expunge(held)
        delete_with_all_of(session, Application, Application.id == held.id)
    return wanted
