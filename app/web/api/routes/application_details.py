"""What an agency is told of one of its applications: where it stands, what was filled in, what it costs, replies."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import g
from sqlalchemy.orm import Session

from app.domain.applications import agency_notes, agency_reads, transitions
from app.domain.applications.applications import Application, Change
from app.domain.applications.status_messages import service_and_stage
from app.domain.applying import citizen_replies
from app.domain.applying.filed_details import declared_applicant
from app.domain.applying.subjects import read_subject
from app.domain.forms import slots
from app.domain.forms.form_versions import FormVersion
from app.domain.shared.errors import NotFound
from app.platform.i18n import ENGLISH
from app.web import container
from app.web.api.schemas.applications import (
    ApplicantTold,
    ApplicationHistory,
    ApplicationState,
    FeeTold,
    FormTold,
    HistoryStep,
    ReplyTold,
    SlotTold,
)

Told = TypeVar("Told")


def read_application(reference: str, told: Callable[[Session, Application], Told], *, part: str = "") -> Told:
    """What `told` returns for an application that the key reaches. The read is audited, a miss is counted.

    `part`: for the audit trail, which part of the application is read; empty for all of it. Raises NotFound.
    """
    with container().database.transaction() as session:
        application = agency_reads.read_for_agency(session, reference, g.key, part=part)
        if application is not None:
            return told(session, application)
    raise NotFound(transitions.UNKNOWN)


def history_of(session: Session, application: Application) -> ApplicationHistory:
    """The state of an application, what was filled in for it, and its history."""
    state = state_of(session, application).model_dump() | details(session, application)
    return ApplicationHistory(**state, history=[step_of(change) for change in application.history])


def state_of(session: Session, application: Application) -> ApplicationState:
    """Where an application stands."""
    return ApplicationState(
        reference=application.reference,
        status=application.status,
        stage=application.stage,
        stage_label=service_and_stage(session, application, ENGLISH)[1],
        service=application.service_code,
        version=application.version,
        since=application.since,
        place=application.place,
        note=agency_notes.latest(session, application),
        note_sw=agency_notes.latest_sw(session, application),
        is_test=application.is_test,
    )


def step_of(change: Change) -> HistoryStep:
    """A step of its history."""
    return HistoryStep(
        version=change.version,
        status=change.status,
        stage=change.stage,
        at=change.at,
        place=change.place,
        note=change.note,
        note_sw=change.note_sw,
        actor=change.actor,
    )


def details(session: Session, application: Application) -> dict[str, Any]:
    """The fields that `ApplicationHistory` has and `ApplicationState` has not, except `history`."""
    return {
        "applicant": _applicant(session, application),
        "form": _form(session, application),
        "answers": application.answers,
        "subject": read_subject(application) or None,
        "slot": _slot(session, application),
        "fee": fee_of(application),
        "replies": replies_to(session, application),
    }


def replies_to(session: Session, application: Application) -> list[ReplyTold]:
    """The citizen's replies to what an agency asked for."""
    found = citizen_replies.replies(session, application)
    return [
        ReplyTold(version=each.version, number=each.number, at=each.at, text=each.text, actor=each.actor)
        for each in found
    ]


def _applicant(session: Session, application: Application) -> ApplicantTold | None:
    found = declared_applicant(session, application)
    return ApplicantTold(**vars(found)) if found else None


def fee_of(application: Application) -> FeeTold | None:
    """What an application costs, where that is known."""
    base, access, total = application.base_fee_kes, application.access_fee_kes, application.total_kes
    if base is None or total is None:
        return None
    return FeeTold(base_kes=float(base), access_kes=float(access or 0), total_kes=float(total))


def _form(session: Session, application: Application) -> FormTold | None:
    form = session.get(FormVersion, application.form_digest) if application.form_digest else None
    return FormTold(name=form.name, version=form.version) if form else None


def _slot(session: Session, application: Application) -> SlotTold | None:
    slot = slots.find_slot(session, application.slot_code) if application.slot_code else None
    if slot is None:
        return None
    return SlotTold(code=slot.code, calendar=slot.calendar, place=slot.place, starts_at=slot.starts_at)
