"""What an agency is told of one of its applications beside where it stands: what was filled in, paid and answered."""

import json
from typing import Any

from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.applying import citizen_replies
from app.domain.applying.subjects import read_subject
from app.domain.forms import slots
from app.domain.forms.form_versions import FormVersion
from app.platform.db import keys
from app.web.api.schemas import FeeTold, FormTold, ReplyTold, SlotTold


def details(session: Session, application: Application) -> dict[str, Any]:
    """The fields of `ApplicationHistory` that `ApplicationState` does not have, but the history."""
    return {
        "form": _form(session, application),
        "answers": _answers(session, application),
        "subject": read_subject(session, application) or None,
        "slot": _slot(session, application),
        "fee": fee_of(application),
        "replies": [
            ReplyTold(version=each.version, at=each.at, text=each.text)
            for each in citizen_replies.replies(session, application)
        ],
    }


def fee_of(application: Application) -> FeeTold | None:
    """What an application costs, where that is known."""
    base, access, total = application.base_fee_kes, application.access_fee_kes, application.total_kes
    if base is None or total is None:
        return None
    return FeeTold(base_kes=float(base), access_kes=float(access or 0), total_kes=float(total))


def _form(session: Session, application: Application) -> FormTold | None:
    form = session.get(FormVersion, application.form_digest) if application.form_digest else None
    return FormTold(name=form.name, version=form.version) if form else None


def _answers(session: Session, application: Application) -> Any:
    sealed = application.answers_sealed
    return json.loads(keys(session).open_text(sealed, application.sealed_at("answers"))) if sealed else None


def _slot(session: Session, application: Application) -> SlotTold | None:
    slot = slots.find_slot(session, application.slot_code) if application.slot_code else None
    if slot is None:
        return None
    return SlotTold(code=slot.code, calendar=slot.calendar, place=slot.place, starts_at=slot.starts_at)
