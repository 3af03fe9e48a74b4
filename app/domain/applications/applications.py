"""The tables of applications and their history: adding, moving, finding, and giving back the slot."""

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
"""The columns that are sealed to a version of the application: the note, and the note in Kiswahili."""
NOBODYS: Final = "TEST:"
"""Prefix of the ID number of a test application; the reference follows. No real ID number has a colon."""
WITHHELD: Final = "withheld:"
"""Prefix of `account_id` while a desk has yet to decide on an application that somebody else filed with the account."""


class Application(Fees, Base):
    """One application in its current state. Personal data is sealed."""

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
    """The number of the applicant's identity document, as the agency recorded it."""
    phone_index: Mapped[bytes] = mapped_column(LargeBinary(32), index=True, info=of("phone"))
    phone_sealed: Mapped[bytes]
    phone_number = sealed_text_or_none("phone")
    """The phone that gets the alerts, in E.164; None after its holder had it erased."""
    email_sealed: Mapped[bytes | None]
    email_address = sealed_text_or_none("email")
    """The e-mail address that gets the alerts, if one was given with the application."""
    answers_sealed: Mapped[bytes | None]
    answers = sealed_json_or_none("answers")
    """The answers: by the names of a form's questions, or JSON of the agency's own structure; None without any."""
    form_digest: Mapped[str | None]
    """The digest of the form version that was answered (`forms.form_versions`); None where an agency recorded it."""
    subject_sealed: Mapped[bytes | None]
    subject = sealed_json_or_none("subject")
    """The person whom the application is for, if not the applicant: for example a child's name and birth, as JSON."""
    slot_code: Mapped[str | None]
    """The appointment slot taken for it (`forms.slots`); given back when the application is rejected or cancelled."""
    reminded_at: Mapped[datetime | None]
    """When the applicant was reminded to pay, in the present step."""
    created_at: Mapped[datetime]
    is_test: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Recorded with a test key: has no real ID number (`NOBODYS`), and is in no statistics."""

    service: Mapped[Service] = relationship(lazy="joined", innerjoin=True)
    history: Mapped[list["Change"]] = relationship(order_by="Change.version", back_populates="application")

    @property
    def is_over(self) -> bool:
        """Whether its status is final."""
        return has_no_way_out(self.status)

    @property
    def is_withheld(self) -> bool:
        """Whether no phone is told of it, because a desk has yet to decide whose it is (`desk_takeover`)."""
        return (self.account_id or "").startswith(WITHHELD)

    def message_key(self, told: str) -> str:
        """The outbox key of a message about the application.

        The key for a test application has a prefix and the creation time: a real application may get the same
        reference later, and their keys must not collide.
        """
        return f"{OF_A_TEST}{self.created_at:%Y%m%d%H%M%S}:{told}" if self.is_test else told

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to; a note is bound to the version too."""
        place = f"applications.{column}:{self.reference}"
        return f"{place}:{self.version}" if column in NOTES else place


class Change(Base):
    """One step of an application's history.

    The note in Kiswahili is stored here only, not on the application: during a rolling deploy the previous release
    moves applications without knowing the column, and would leave the note of an older step there.
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
        """The place that a sealed column of this row is bound to: that of the application at this version."""
        return f"applications.{column}:{self.application.reference}:{self.version}"


@dataclass(frozen=True)
class Applicant:
    """Who applies, as the agency recorded it. Never shown, never logged."""

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

    `account_id`: the account that files it through Lango; None where an agency records it. `is_test`: a test
    application, of which neither the ID number nor the e-mail address is kept. A real application replaces a test one
    that has the same reference: the test one is deleted.
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
    """Move an application to a step: its row, its history and the audit trail. Does not check the transition table.

    Where it is rejected or cancelled, its appointment slot is given back. The caller has locked the row, so that this
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
            # an application and its change at the same version are one place
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
    """Set the status, stage, time and place of a step, and the next version. Does not set the note."""
    application.status, application.stage = step.status, reached.code
    application.version += 1
    application.since = moment
    application.place = step.place


def give_slot_back(session: Session, application: Application) -> None:
    """Give back the appointment slot of an application, if it has one. The caller has locked the row."""
    if application.slot_code:
        slots.give_back(session, application.slot_code)
        application.slot_code = None


def check_move(application: Application, step: Transition, *, versions: Collection[int] | None) -> None:
    """Raises VersionConflict as `check_version` does, NotAllowed when the transition table has no such move."""
    check_version(application, versions)
    same_status = step.status == application.status and step.stage not in (None, application.stage)
    leads = leads_from(application.status)
    if step.status not in leads and not (same_status and leads):
        raise NotAllowed(
            f"an application cannot move from {application.status} to {step.status}; {ways_from(application.status)}"
        )


def check_version(application: Application, versions: Collection[int] | None) -> None:
    """Raises VersionConflict when the present version is none of `versions`; None accepts any."""
    if versions is not None and application.version not in versions:
        known = " or ".join(map(str, sorted(versions)[:5])) or "at what was named"
        raise VersionConflict(f"the application is at version {application.version}, not {known}")


def find_application(
    session: Session, key: str, *, reach: Reach | None = None, lock: bool = False
) -> Application | None:
    """The application of a look-up key (`references.lookup_key`); `lock` selects the row FOR UPDATE.

    With a `reach`, a row outside of it is neither read nor locked, so that the response time does not reveal it.
    """
    query = select(Application).where(Application.lookup == key)
    if reach is not None:
        query = query.where(within(reach))
    return session.scalar(query.with_for_update(of=Application) if lock else query)


def within(reach: Reach) -> ColumnElement[bool]:
    """The WHERE condition that an application is within a reach."""
    condition = (Application.agency_code == reach.agency) & (Application.is_test.is_(reach.is_test))
    return condition & Application.service_code.in_(reach.services) if reach.services else condition


_OF_LOOKUPS: Final = select(Application).where(Application.lookup.in_(bindparam("lookups", expanding=True)))
"""Built once: every move by an agency uses it."""


def find_applications(session: Session, keys: Collection[str]) -> dict[str, Application]:
    """The applications of these look-up keys, by key, in one SELECT."""
    found = session.scalars(_OF_LOOKUPS, {"lookups": [*keys]})
    return {each.lookup: each for each in found}


def hears(session: Session, application: Application, phone: str | None) -> bool:
    """Whether this is the application's own phone, which gets its alerts and reads the agency's notes."""
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
