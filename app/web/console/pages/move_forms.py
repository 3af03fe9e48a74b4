"""The form of a move as it goes from page to page: what was chosen, the step, and what is told about it."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from flask import request
from sqlalchemy.orm import Session

from app.domain.applications import applications
from app.domain.applications.applications import LONGEST_NOTE, LONGEST_PLACE, Application
from app.domain.applications.moves import Transition
from app.domain.applications.status_messages import service_and_stage
from app.domain.back_office import bulk_moves, chosen_moves
from app.domain.back_office.bulk_moves import BY_ROW, BulkMove, BulkMoveItem
from app.domain.back_office.chosen_moves import Chosen, PreviewedMove, Silence
from app.domain.catalogue import catalogue_texts, models
from app.domain.shared import references
from app.domain.shared.errors import NotAllowed, NotFound, RuleViolation
from app.domain.staff.staff_members import Staff
from app.platform import i18n
from app.web.console.texts import language, mark, say

WORDS: Final = ("way", "place", "note", "note_sw")
SILENCES: Final = {
    Silence.STOP: mark("The phone has said STOP."),
    Silence.NO_PHONE: mark("No mobile phone is known."),
    Silence.STAGE: mark("Your agency sends no SMS at this stage."),
    Silence.WITHHELD: mark("A desk has yet to decide whose it is."),
}
REASONS: Final = {
    "no link": mark("no link or address outside go.ke may stand in it; put a blank after a full stop"),
    "nobody may": mark("nobody may be asked for a password, PIN, code or number in it"),
    "no paybill": mark("no paybill but 222222, no till, bank account or phone to pay to may stand in it"),
    "no code": mark("no code but ours may be dialled from it, and no foreign or premium number called or texted"),
    "only letters": mark("only letters of English and Kiswahili are wanted"),
    "one of the listed": mark("choose where they go"),
    "it is wanted where": mark("write it in English too, for phones that read English"),
    "1 to 200": mark("say why, in at most 200 letters"),
    "this takes a second": mark("this takes a second person"),
    "this waits for": mark("this waits for a second person already"),
    "no row of this": mark("no row of this file can be applied"),
    "somebody has moved": mark("somebody has moved some of them meanwhile; look where each stands now"),
}
"""What the console says for a refusal by the domain, by how the refusal begins."""
FIELDS: Final = (*WORDS, "reason", "chosen")


@dataclass(frozen=True)
class MoveForm:
    """What a form carries: each application with the version that was seen, the texts, and the id of the bulk move."""

    chosen: tuple[Chosen, ...]
    given: Mapping[str, str]
    bulk_id: str = ""

    @property
    def items(self) -> str:
        """What was chosen, in one field."""
        return " ".join(f"{each.reference}:{each.version}" for each in self.chosen)

    def with_id(self) -> "MoveForm":
        """The form with a new id, under which the bulk move is kept once, however often the form is sent."""
        return replace(self, bulk_id=secrets.token_hex(8))

    def seen(self, found: Sequence[Application]) -> "MoveForm":
        """The form with the present versions."""
        return replace(self, chosen=tuple(Chosen(each.reference, each.version) for each in found))


def read_form() -> MoveForm:
    """The form that was sent."""
    listed = request.form.getlist("chosen")
    if request.form.get("all"):
        listed = request.form.get("shown", "").split()
    listed += request.form.get("items", "").split()
    pairs = (each.rpartition(":") for each in listed)
    chosen = {ref: Chosen(ref, int(seen)) for ref, _, seen in pairs if ref and _is_number(seen)}
    given = {name: request.form.get(name, "") for name in (*WORDS, "reason")}
    return MoveForm(tuple(chosen.values()), given, request.form.get("bulk", "")[:32])


def check_form(session: Session, form: MoveForm, staff: Staff) -> tuple[list[Application], Transition]:
    """The chosen applications and the step. Raises NotFound, NotAllowed where one was moved since, Invalid for
    texts."""
    found = chosen_moves.find_chosen(session, staff, form.chosen)
    if chosen_moves.list_changed(found, form.chosen):
        raise NotAllowed("somebody has moved some of them meanwhile")
    ways = chosen_moves.list_ways(session, found, language())
    return found, chosen_moves.read_step(ways, form.given)


def is_kept(session: Session, form: MoveForm, staff: Staff) -> bool:
    """Whether this form was sent before. Raises NotFound for another's move, NotAllowed for a malformed id."""
    if len(form.bulk_id) != 16 or not form.bulk_id.isalnum():
        raise NotAllowed("somebody has moved some of them meanwhile")
    known = session.get(BulkMove, form.bulk_id)
    if known is not None and known.staff_id != staff.id:
        raise NotFound(bulk_moves.UNKNOWN)
    return known is not None


def form_told(session: Session, form: MoveForm, found: Sequence[Application]) -> dict[str, Any]:
    """What the page of the form shows."""
    ways = chosen_moves.list_ways(session, found, language())
    lines = [(each.reference, *service_and_stage(session, each, language())) for each in found]
    return {
        "form": form,
        "lines": lines,
        "ways": [("", say("Choose")), *((stage.code, label) for stage, label in ways)],
        "has_ways": bool(ways),
        "longest_note": LONGEST_NOTE,
        "longest_place": LONGEST_PLACE,
    }


def way_label(session: Session, form: MoveForm, found: Sequence[Application]) -> str:
    """The label of the stage that was chosen."""
    ways = chosen_moves.list_ways(session, found, language())
    return next((label for stage, label in ways if stage.code == form.given.get("way")), "")


def stage_label(session: Session, bulk: BulkMove, items: Sequence[BulkMoveItem]) -> str:
    """The label of the stage of a bulk move, as the service of its first application names it."""
    if bulk.stage == BY_ROW:
        return say("As the file says, each row its own")
    first = bulk_moves.find_item(session, items[0]) if items else None
    stage = models.stage(session, first.service.family, bulk.stage) if first else None
    return catalogue_texts.stage_label(session, stage, language()) if stage else bulk.stage


def item_labels(session: Session, bulk: BulkMove, items: Sequence[BulkMoveItem]) -> dict[int, str]:
    """The label of each item's stage, by position, of a bulk move whose items have their own steps; else nothing."""
    if bulk.stage != BY_ROW:
        return {}
    found = applications.find_applications(session, {references.lookup_key(each.reference) for each in items})
    labels = dict[int, str]()
    for item in items:
        step, there = bulk_moves.item_step(bulk, item), found.get(references.lookup_key(item.reference))
        stage = models.stage(session, there.service.family, step.stage or step.status) if there else None
        labels[item.position] = (
            catalogue_texts.stage_label(session, stage, language()) if stage else step.stage or step.status
        )
    return labels


def step_rows(label: str, step: Transition) -> list[tuple[str, str]]:
    """The rows of a step."""
    said = [
        (say("Where to"), label),
        (say("Place"), step.place),
        (say("Note in English"), step.note),
        (say("Note in Kiswahili"), step.note_sw),
    ]
    return [(name, value) for name, value in said if value]


def sums_of(previews: Sequence[PreviewedMove]) -> dict[str, Any]:
    """Sums: phones by language, applications without an SMS by reason, the parts of all SMS, and their cost."""
    sent = [each for each in previews if each.sent is not None]
    names = i18n.languages()
    by_language = [(names[code], sum(each.language == code for each in sent)) for code in names]
    silent = [(say(SILENCES[why]), sum(each.silence is why for each in previews)) for why in Silence]
    return {
        "total": len(previews),
        "languages": by_language,
        "silent": [each for each in silent if each[1]],
        "parts": sum(each.sent.parts for each in sent if each.sent),
        "price": f"{sum((each.price for each in sent), Decimal(0)):,.2f}",
    }


def names() -> dict[str, Any]:
    """The names of languages and reasons, for templates."""
    return {"language_names": i18n.languages(), "silences": SILENCES, "shown": references.shown}


def told_of(refused: RuleViolation) -> dict[str, str]:
    """A refusal beside its field, in the reader's language."""
    where, _, why = str(refused).partition(": ")
    if where not in FIELDS:
        where, why = "chosen", str(refused)
    told = next((say(text) for begins, text in REASONS.items() if why.startswith(begins)), why)
    labels = {"note": say("Note in English"), "note_sw": say("Note in Kiswahili"), "place": say("Place")}
    return {where: f"{labels[where]}: {told}" if where in labels else told[:1].upper() + told[1:]}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
