"""The rows that a second person is shown of an import: each distinct step, its applications, and each of its SMS."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.applications.moves import Transition
from app.domain.back_office import bulk_moves, chosen_moves
from app.domain.back_office.bulk_moves import BulkMove, BulkMoveItem
from app.domain.back_office.chosen_moves import Chosen, PreviewedMove, find_chosen, list_changed
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import RuleViolation
from app.domain.staff.approvals import Approval
from app.domain.staff.staff_members import get_staff
from app.platform import i18n
from app.web import container
from app.web.console.pages import move_forms
from app.web.console.texts import say

MOST_NAMED: Final = 50
"""References of one step that are written out."""
Row = tuple[str, str]
Line = tuple[BulkMoveItem, Application]


def held_import_rows(session: Session, approval: Approval, row: BulkMove) -> list[Row]:
    """All rows that are to be judged of an import."""
    items, contacts = bulk_moves.items_of(session, row.id), container().contacts
    chosen = [Chosen(each.reference, each.version) for each in items]
    labels = move_forms.item_labels(session, row, items)
    rows = [(say("Applications"), f"{len(items):,}")]
    try:
        found = find_chosen(session, get_staff(session, approval.asked_by), chosen)
        if changed := len(list_changed(found, chosen)):
            rows.append((say("Moved meanwhile by somebody else, and left as they are"), f"{changed:,}"))
        steps: dict[Transition, list[Line]] = {}
        for item, application in zip(items, found, strict=True):
            steps.setdefault(bulk_moves.item_step(row, item), []).append((item, application))
        previews = list[PreviewedMove]()
        for step, lines in steps.items():
            rows += _step_rows(step, lines, labels, contacts)
            shown = chosen_moves.preview_moves(session, [each for _, each in lines], step, contacts)
            names = i18n.languages()
            rows += [
                (say("The SMS in {language}", language=names[code]), text.body) for code, text in shown[0].texts.items()
            ]
            previews += shown
    except RuleViolation as refused:
        return [*rows, (say("Cannot be done now"), str(refused))]
    sums = move_forms.sums_of(previews)
    return [*rows, (say("Parts of all SMS"), f"{sums['parts']:,}"), (say("They cost"), f"KES {sums['price']}")]


def _step_rows(step: Transition, lines: list[Line], labels: Mapping[int, str], contacts: Contacts) -> list[Row]:
    """The rows of one step: how many applications, their references, and why its texts are held, if they are."""
    rows = move_forms.step_rows(f"{labels[lines[0][0].position]}: {len(lines):,}", step)
    rows.append((say("References"), ", ".join(item.reference for item, _ in lines[:MOST_NAMED])))
    found = (chosen_moves.why_held(step, [each], contacts) for _, each in lines)
    if held := next((why for why in found if why), None):
        rows.append((say("Why it is held"), " ".join(move_forms.told_of(RuleViolation(held)).values())))
    return rows
