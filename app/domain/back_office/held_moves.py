"""Bulk moves that need a second person: for more than 50 applications, or with texts that the note policy blocks.

The move is stored with its applications (`bulk_moves`) in the state HELD; the approval request contains its id. After
the approval it runs with both persons as the actor.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.back_office import bulk_moves
from app.domain.back_office.bulk_moves import BulkMove, BulkPlan
from app.domain.back_office.chosen_moves import MOST_ALONE, Chosen, find_chosen, list_changed, why_held
from app.domain.back_office.work_queue import reach_of
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import NotAllowed
from app.domain.staff import approvals
from app.domain.staff.approvals import Approval, ApprovalKind, Wish
from app.domain.staff.staff_members import Staff, get_staff

BULK: Final = "bulk"
"""The key in the details of a request for the id of the held move."""


def needed_kind(many: int, held: str | None) -> ApprovalKind | None:
    """The kind of approval that a move needs; None where it needs none. `held`: why its texts are blocked, if so."""
    if held is not None:
        return ApprovalKind.HELD_WORDS
    return ApprovalKind.BULK_MOVE if many > MOST_ALONE else None


def request_move(session: Session, plan: BulkPlan, reason: str, *, staff: Staff, contacts: Contacts) -> None:
    """Store a move as HELD and request an approval. Idempotent: a form that is sent twice makes one request.

    Raises NotFound, NotAllowed where one person may do it or an application has changed, Invalid without a reason.
    """
    found = find_chosen(session, staff, plan.chosen)
    kind = needed_kind(len(found), _why_plan_held(plan, found, contacts))
    if kind is None:
        raise NotAllowed("this takes no second person")
    if list_changed(found, plan.chosen):
        raise NotAllowed("somebody has moved some of them meanwhile")
    if not bulk_moves.keep_bulk(session, plan, staff=staff, is_held=True):
        return
    subject = found[0].reference if len(found) == 1 else plan.id
    services = {each.service_code for each in found}
    wish = Wish(kind, subject, {BULK: plan.id}, reason, reach_of(staff).agency, services)
    bulk_moves.find_bulk(session, plan.id, staff=staff).approval_id = approvals.request_approval(
        session, wish, staff=staff
    )


def _why_plan_held(plan: BulkPlan, found: Sequence[Application], contacts: Contacts) -> str | None:
    if not plan.steps:
        return why_held(plan.step, found, contacts)
    pairs = zip(plan.steps, found, strict=True)
    return next((held for step, each in pairs if (held := why_held(step, [each], contacts))), None)


def find_request(session: Session, bulk: BulkMove) -> Approval | None:
    """The approval request of a move, if it has one."""
    return session.get(Approval, bulk.approval_id) if bulk.approval_id else None


def start_many(
    session: Session, approval: Approval, details: Mapping[str, Any], actor: str, _contacts: Contacts
) -> None:
    """The action of `BULK_MOVE`: let the worker carry it out. Raises NotAllowed where every application has changed."""
    _start(session, approval, details, actor, is_released=False)


def release_words(
    session: Session, approval: Approval, details: Mapping[str, Any], actor: str, _contacts: Contacts
) -> None:
    """The action of `HELD_WORDS`: carry it out as it is. Raises NotAllowed where every application has changed."""
    _start(session, approval, details, actor, is_released=True)


def _start(session: Session, approval: Approval, details: Mapping[str, Any], actor: str, *, is_released: bool) -> None:
    bulk_id = str(details.get(BULK, ""))
    asker = get_staff(session, approval.asked_by)
    chosen = [Chosen(each.reference, each.version) for each in bulk_moves.items_of(session, bulk_id)]
    if not chosen:
        raise NotAllowed("what was asked for is not kept any more")
    found = find_chosen(session, asker, chosen)
    if len(list_changed(found, chosen)) == len(found):
        raise NotAllowed("somebody has moved all of them since this was asked for")
    released_by = get_staff(session, approval.decided_by).username if is_released and approval.decided_by else None
    bulk_moves.start_bulk(session, bulk_id, actor=actor, released_by=released_by)
