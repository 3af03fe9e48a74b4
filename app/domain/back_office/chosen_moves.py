"""Applications chosen for a move: the stages that all of them may move to, and a preview of the SMS.

The preview is made by the code that writes the SMS, for the application in its new state. So it shows what will be
sent, unless the application, the catalogue or the settings of the phone change before.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications import applications, transitions
from app.domain.applications.applications import LONGEST_NOTE, LONGEST_PLACE, Application
from app.domain.applications.moves import Transition, find_stage, leads_from
from app.domain.applications.status_messages import as_sms, status_view
from app.domain.back_office.work_queue import reach_of
from app.domain.catalogue import catalogue_texts, models
from app.domain.catalogue.models import Stage, Status
from app.domain.messaging.sms_budget import PRICE_OF_A_PART
from app.domain.shared import references
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import Invalid, NotFound
from app.domain.staff.staff_members import Staff
from app.domain.subscribers import phones
from app.platform import gsm0338, i18n
from app.platform.db import now
from app.platform.phone_numbers import is_mobile

MOST_CHOSEN: Final = 1_000
"""The most applications of one bulk move."""
MOST_ALONE: Final = 50
"""The most applications that one person may move without a second person."""


@dataclass(frozen=True)
class Chosen:
    """A chosen application: its reference, and the version that was seen."""

    reference: str
    version: int


class Silence(StrEnum):
    """Why no SMS is sent for a move."""

    STOP = "the phone said STOP"
    NO_PHONE = "no phone"
    STAGE = "the agency sends none at this stage"
    WITHHELD = "a desk has yet to decide whose it is"


@dataclass(frozen=True)
class PreviewedSms:
    """The SMS in one language. `septets`: None where it is not GSM 03.38."""

    language: str
    body: str
    septets: int | None
    parts: int


@dataclass(frozen=True)
class PreviewedMove:
    """The preview for one application. `language`: that of its phone. `silence`: why no SMS is sent, if so."""

    reference: str
    texts: Mapping[str, PreviewedSms]
    language: str
    silence: Silence | None

    @property
    def sent(self) -> PreviewedSms | None:
        """The SMS that will be sent, if any."""
        return self.texts[self.language] if self.silence is None else None

    @property
    def price(self) -> Decimal:
        """The price of the SMS in KES."""
        return PRICE_OF_A_PART * (self.sent.parts if self.sent else 0)


def find_chosen(session: Session, staff: Staff, chosen: Collection[Chosen]) -> list[Application]:
    """The chosen applications, in that order, without duplicates.

    Raises Invalid for none or more than `MOST_CHOSEN`, NotFound where one is out of the staff member's reach.
    """
    keys = list(dict.fromkeys(references.lookup_key(each.reference) for each in chosen))
    if not 1 <= len(keys) <= MOST_CHOSEN:
        raise Invalid(f"chosen: 1 to {MOST_CHOSEN} applications are wanted")
    found, reach = applications.find_applications(session, keys), reach_of(staff)
    for key in keys:
        each = found.get(key)
        if each is None or each.is_test or not reach.has_service(each.service_code, each.agency_code):
            raise NotFound(transitions.UNKNOWN)
    return [found[key] for key in keys]


def list_changed(found: Sequence[Application], chosen: Collection[Chosen]) -> list[str]:
    """The references of the applications that have another version than the one that was seen."""
    seen = {references.lookup_key(each.reference): each.version for each in chosen}
    return [each.reference for each in found if each.version != seen.get(each.lookup)]


def list_ways(session: Session, found: Sequence[Application], language: str) -> list[tuple[Stage, str]]:
    """The stages to which all of these applications may move now, with the agency's labels.

    Of two stages of a status with the same label only the first of `list_open_stages` is returned.
    """
    said: dict[tuple[str, str], Stage] = {}
    for stage in list_open_stages(session, found):
        said.setdefault((stage.status, catalogue_texts.stage_label(session, stage, language)), stage)
    return [(stage, label) for (_status, label), stage in said.items()]


def list_open_stages(session: Session, found: Sequence[Application]) -> list[Stage]:
    """The stages to which all of these applications may move now. The stage named as its status comes first in it."""
    order = list(Status)
    families = {each.service.family for each in found}
    first, *others = (models.stages(session, family) for family in sorted(families))
    known = [{(stage.code, stage.status) for stage in stages} for stages in others]
    common = [stage for stage in first if all((stage.code, stage.status) in stages for stages in known)]
    stands = {(each.status, each.stage, each.is_paid) for each in found}
    open_to_all = [
        stage for stage in common if all(_may_go(stage, status, at, is_paid=paid) for status, at, paid in stands)
    ]
    return sorted(open_to_all, key=lambda each: (order.index(each.status), each.code != each.status, each.code))


def read_step(ways: Sequence[tuple[Stage, str]], given: Mapping[str, str]) -> Transition:
    """Read the step from the fields of a form: `way` (the code of a stage), `place`, `note` and `note_sw`.

    Raises Invalid, which names the field.
    """
    reached = next((stage for stage, _label in ways if stage.code == given.get("way")), None)
    if reached is None:
        raise Invalid("way: one of the listed is wanted")
    said = {name: " ".join(given.get(name, "").split()) for name in ("place", "note", "note_sw")}
    for name, text in said.items():
        most = LONGEST_PLACE if name == "place" else LONGEST_NOTE
        if len(text) > most or not text.isprintable():
            raise Invalid(f"{name}: at most {most} printable letters are wanted")
    kept = {name: text or None for name, text in said.items()}
    step = Transition(reached.status, reached.code, kept["note"], kept["place"], kept["note_sw"])
    transitions.check_translation(step)
    return step


def why_held(step: Transition, found: Sequence[Application], contacts: Contacts) -> str | None:
    """The field that the note policy blocks, and why (`note: ...`); None where the texts may be sent."""
    try:
        transitions.check_words(step, contacts, found[0].reference if len(found) == 1 else "")
    except Invalid as held:
        return str(held)
    return None


def preview_moves(
    session: Session, found: Sequence[Application], step: Transition, contacts: Contacts
) -> list[PreviewedMove]:
    """The previews for all applications, in every language.

    Do not use the applications afterwards: they are expunged from the session in their new state, and never written.
    """
    return [preview_move(session, each, step, contacts) for each in found]


def preview_move(session: Session, application: Application, step: Transition, contacts: Contacts) -> PreviewedMove:
    """The preview for one application, as for `preview_moves`. Raises Invalid for a stage that its service lacks."""
    phone = application.phone_number
    reached = find_stage(session, application.service.family, step)
    if application in session:
        session.expunge(application)
    applications.stand_at(application, step, reached, now(session))
    told = {
        language: status_view(session, application, language, contacts, phone=phone, note=step.note_in(language))
        for language in i18n.languages()
    }
    texts = {language: _measured(language, as_sms(language, view, contacts)) for language, view in told.items()}
    known = phones.find_phone(session, phone) if phone else None
    reads = (known.language if known else None) or i18n.ENGLISH
    silence = _silence(application, phone, wants_alerts=known is None or known.alerts)
    if silence is None and transitions.is_silenced(session, application):
        silence = Silence.STAGE
    return PreviewedMove(application.reference, texts, reads if reads in texts else i18n.ENGLISH, silence)


def _measured(language: str, body: str) -> PreviewedSms:
    folded = gsm0338.fold(body)
    return PreviewedSms(language, folded, gsm0338.septets(folded), gsm0338.parts(folded))


def _silence(application: Application, phone: str | None, *, wants_alerts: bool) -> Silence | None:
    if application.is_withheld:
        return Silence.WITHHELD
    if phone is None or not is_mobile(phone):
        return Silence.NO_PHONE
    return None if wants_alerts else Silence.STOP


def _may_go(stage: Stage, status: Status, stands_at: str, *, is_paid: bool) -> bool:
    leads = leads_from(status)
    is_another_stage = stage.status == status and stage.code != stands_at and bool(leads)
    is_unpayable = stage.status == Status.AWAITING_PAYMENT and is_paid
    return (stage.status in leads or is_another_stage) and not is_unpayable
