"""The rows that a second person is shown of a held step: its applications, its texts, why it is held, and each SMS."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from app.domain.back_office import bulk_moves, chosen_moves, held_moves
from app.domain.back_office.bulk_moves import BY_ROW, BulkMove
from app.domain.back_office.chosen_moves import Chosen, find_chosen, list_changed
from app.domain.shared.errors import RuleViolation
from app.domain.staff.approvals import Approval
from app.domain.staff.staff_members import get_staff
from app.platform import i18n
from app.web import container
from app.web.console.pages import move_forms
from app.web.console.pages.importing.held_imports import held_import_rows
from app.web.console.texts import say

MOST_NAMED: Final = 50
"""References that are written out."""


def held_step_rows(session: Session, approval: Approval, details: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The rows of one step; none for a request that is about something else."""
    row = session.get(BulkMove, str(details.get(held_moves.BULK, "")))
    if row is None:
        return []
    if row.stage == BY_ROW:
        return held_import_rows(session, approval, row)
    items, step, contacts = bulk_moves.items_of(session, row.id), bulk_moves.step_of(row), container().contacts
    chosen = [Chosen(each.reference, each.version) for each in items]
    label = move_forms.stage_label(session, row, items)
    named = ", ".join(each.reference for each in items[:MOST_NAMED])
    rows = [(say("Applications"), f"{len(items):,}"), (say("References"), named), *move_forms.step_rows(label, step)]
    try:
        found = find_chosen(session, get_staff(session, approval.asked_by), chosen)
        changed = len(list_changed(found, chosen))
        held = chosen_moves.why_held(step, found, contacts)
        previews = chosen_moves.preview_moves(session, found, step, contacts)
    except RuleViolation as refused:
        return [*rows, (say("Cannot be done now"), str(refused))]
    if held:
        rows.append((say("Why it is held"), " ".join(move_forms.told_of(RuleViolation(held)).values())))
    if changed:
        rows.append((say("Moved meanwhile by somebody else, and left as they are"), f"{changed:,}"))
    names = i18n.languages()
    for code, text in previews[0].texts.items():
        rows.append((say("The SMS in {language}", language=names[code]), text.body))
    sums = move_forms.sums_of(previews)
    return [*rows, (say("Parts of all SMS"), f"{sums['parts']:,}"), (say("They cost"), f"KES {sums['price']}")]
