"""A step that takes a second person: one for more than 50 applications, or one whose words the policy of notes holds.

The step is kept with what was chosen (`bulk_moves`), sealed and held; the request names it. With the second person's
yes it runs in both names.
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
"""In the details of a request: the id of the step that is held."""


def needed_kind(many: int, held: str | None) -> ApprovalKind | None:
    """What a second person is asked for, if one is wanted: of so many applications, with words that are held or not."""
    if held is not None:
        return ApprovalKind.HELD_WORDS
    return ApprovalKind.BULK_MOVE if many > MOST_ALONE else None


def request_move(session: Session, plan: BulkPlan, reason: str, *, staff: Staff, contacts: Contacts) -> None:
    """Keep a step, held, and ask for a second person. Sent twice, it is asked for once.

    Raises NotFound, NotAllowed where one person may do it or one of them has changed, Invalid without a reason.
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
    wish = Wish(kind, subject, {BULK: plan.id}, reason, reach_of(staff).agency)
    bulk_moves.find_bulk(session, plan.id, staff=staff).approval_id = approvals.request_approval(
        session, wish, staff=staff
    )


def _why_plan_held(plan: BulkPlan, found: Sequence[Application], contacts: Contacts) -> str | None:
    if not plan.steps:
        return why_held(plan.step, found, contacts)
    pairs = zip(plan.steps, found, strict=True)
    return next((held for step, each in pairs if (held := why_held(step, [each], contacts))), None)


def find_request(session: Session, bulk: BulkMove) -> Approval | None:
    """The request for a second person that a step waits for, or waited for."""
    return session.get(Approval, bulk.approval_id) if bulk.approval_id else None


def start_many(
    session: Session, approval: Approval, details: Mapping[str, Any], actor: str, _contacts: Contacts
) -> None:
    """The action of `BULK_MOVE`: the worker moves them. Raises NotAllowed where every one has changed since."""
    _start(session, approval, details, actor, is_released=False)


def release_words(
    session: Session, approval: Approval, details: Mapping[str, Any], actor: str, _contacts: Contacts
) -> None:
    """The action of `HELD_WORDS` of a step: it goes out as it is. Raises NotAllowed where every one has changed."""
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
