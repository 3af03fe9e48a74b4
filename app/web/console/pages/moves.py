"""Moving applications, one or many: where to, with which words, what their citizens will read, and what came of it."""

from typing import Any, Final

from flask import Response, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response as Redirect

from app.domain.audit import audit_log
from app.domain.back_office import bulk_moves, bulk_runs, chosen_moves, held_moves
from app.domain.back_office.bulk_moves import BulkMove, BulkPlan, BulkState, ItemState
from app.domain.back_office.chosen_moves import Chosen, find_chosen
from app.domain.shared.errors import Invalid, NotAllowed, NotFound, RuleViolation
from app.domain.staff.approvals import ApprovalState
from app.domain.staff.roles import Permission
from app.domain.staff.staff_members import get_staff
from app.web import container
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.pages import move_forms
from app.web.console.pages.move_forms import MoveForm, step_rows, told_of
from app.web.console.pages.queue import application_path
from app.web.console.rendering import notice, page
from app.web.console.texts import mark, say
from app.web.staff_access import signed_in

LARGEST: Final = 256 * 1024
"""Bytes of a form that names 1,000 applications."""
AT_ONCE_SECONDS: Final = 2.0
"""Seconds for which the request that confirms a move carries it out itself; the worker does the rest."""
PREVIEWED: Final = "application.move_previewed"
ITEM_STATES: Final = {
    ItemState.WAITING: mark("waits"),
    ItemState.DONE: mark("moved"),
    ItemState.CHANGED: mark("left as it is: somebody had moved it meanwhile"),
    ItemState.REFUSED: mark("not moved"),
    ItemState.BROKEN: mark("not moved: something broke"),
}

blueprint = ConsoleBlueprint("console_moves", __name__)


@blueprint.page("/moves", Permission.MOVE_APPLICATIONS)
def list_moves() -> Response:
    """What was moved lately, and what waits for a second person."""
    with container().database.reading() as opened:
        found = [_bulk_line(opened, each) for each in bulk_moves.list_bulks(opened, staff=signed_in())]
    return page("moves.html", say("Moves"), found=found)


@blueprint.page("/applications/<path:reference>/move", Permission.MOVE_APPLICATIONS)
def show_move(reference: str) -> Response:
    """Where one application may go."""
    return _show_form(MoveForm((Chosen(reference, -1),), {}), {}, seen_now=True)


@blueprint.action("/moves/form", Permission.MOVE_APPLICATIONS, largest_body=LARGEST)
def choose() -> Response:
    """The form for the applications that were chosen in the queue; and again, to change the texts."""
    form = move_forms.read_form()
    if not form.chosen:
        return page(
            "move_none.html", say("Move applications"), errors={"chosen": say("Choose one application at least.")}
        )
    return _show_form(form, {})


@blueprint.action("/moves/preview", Permission.MOVE_APPLICATIONS, largest_body=LARGEST)
def preview() -> Response:
    """What citizens will read, in both languages, and what that costs."""
    form, here, staff = move_forms.read_form(), container(), signed_in()
    with here.database.reading() as opened:
        try:
            found, step = move_forms.check_form(opened, form, staff)
        except RuleViolation as refused:
            return _show_form(form, told_of(refused), seen_now=isinstance(refused, NotAllowed))
        held = chosen_moves.why_held(step, found, here.contacts)
        label = move_forms.way_label(opened, form, found)
        previews = chosen_moves.preview_moves(opened, found, step, here.contacts)
    with here.database.transaction() as opened:
        subject = previews[0].reference if len(previews) == 1 else staff.agency or ""
        audit_log.record(opened, actor=staff.actor, action=PREVIEWED, subject=subject, lines=str(len(previews)))
    needed = held_moves.needed_kind(len(previews), held)
    return page(
        "move_preview.html",
        say("What citizens will read"),
        errors=told_of(Invalid(held)) if held else {},
        form=form.with_id(),
        previews=previews,
        rows=step_rows(label, step),
        sums=move_forms.sums_of(previews),
        needed=needed,
        held=held,
        most_alone=chosen_moves.MOST_ALONE,
        **move_forms.names(),
    )


@blueprint.action("/moves/confirm", Permission.MOVE_APPLICATIONS, largest_body=LARGEST)
def confirm() -> Response | Redirect:
    """Move them, exactly as previewed. Sent twice, it is done once."""
    form, here, staff = move_forms.read_form(), container(), signed_in()
    try:
        with here.database.transaction() as opened:
            if not move_forms.is_kept(opened, form, staff):
                found, step = move_forms.check_form(opened, form, staff)
                if held_moves.needed_kind(len(found), chosen_moves.why_held(step, found, here.contacts)) is not None:
                    raise Invalid("reason: this takes a second person")
                bulk_moves.keep_bulk(opened, BulkPlan(form.bulk_id, step, form.chosen), staff=staff, is_held=False)
    except NotFound as missed:
        raise NoPage from missed
    except RuleViolation as refused:
        if not _was_sent(form):
            return _show_form(form, told_of(refused), seen_now=isinstance(refused, NotAllowed))
    bulk_runs.move_while(here.database, form.bulk_id, here.contacts, seconds=AT_ONCE_SECONDS)
    return redirect(url_for("console_moves.show_bulk", bulk_id=form.bulk_id), 303)


@blueprint.action("/moves/ask", Permission.MOVE_APPLICATIONS, largest_body=LARGEST)
def ask() -> Response | Redirect:
    """Ask a second person, and say why; nothing is moved before."""
    form, here, staff = move_forms.read_form(), container(), signed_in()
    try:
        with here.database.transaction() as opened:
            if not move_forms.is_kept(opened, form, staff):
                _found, step = move_forms.check_form(opened, form, staff)
                plan = BulkPlan(form.bulk_id, step, form.chosen)
                held_moves.request_move(
                    opened, plan, request.form.get("reason", ""), staff=staff, contacts=here.contacts
                )
    except NotFound as missed:
        raise NoPage from missed
    except RuleViolation as refused:
        if not _was_sent(form):
            return _show_form(form, told_of(refused), seen_now=isinstance(refused, NotAllowed))
    notice(mark("A second person is asked. Nothing is moved before they say yes."))
    return redirect(url_for("console_moves.show_bulk", bulk_id=form.bulk_id), 303)


@blueprint.page("/moves/<bulk_id>", Permission.MOVE_APPLICATIONS)
def show_bulk(bulk_id: str) -> Response:
    """The progress of a bulk move, and the result of each item."""
    with container().database.reading() as opened:
        try:
            row = bulk_moves.find_bulk(opened, bulk_id, staff=signed_in())
        except NotFound as missed:
            raise NoPage from missed
        told = _bulk_line(opened, row)
        step, items = bulk_moves.step_of(row), bulk_moves.items_of(opened, bulk_id)
        label, goes = move_forms.stage_label(opened, row, items), move_forms.item_labels(opened, row, items)
    return page(
        "move.html",
        say("A move of {number}", number=f"{len(items):,}"),
        bulk=told,
        rows=step_rows(label, step),
        items=items,
        goes=goes,
        item_states=ITEM_STATES,
        path_of=application_path,
    )


def _show_form(form: MoveForm, errors: dict[str, str], *, seen_now: bool = False) -> Response:
    """The form, with what was typed. `seen_now`: with the present versions, since the page shows the present states."""
    with container().database.reading() as opened:
        try:
            found = find_chosen(opened, signed_in(), form.chosen)
        except NotFound as missed:
            raise NoPage from missed
        except Invalid as refused:
            return page("move_none.html", say("Move applications"), errors=told_of(refused))
        told = move_forms.form_told(opened, form.seen(found) if seen_now else form, found)
    return page("move_form.html", say("Move applications"), errors=errors, path_of=application_path, **told)


def _was_sent(form: MoveForm) -> bool:
    """Whether the form was refused because a copy of it, sent a moment before, has been kept already."""
    with container().database.reading() as opened:
        return opened.get(BulkMove, form.bulk_id) is not None


def _bulk_line(opened: Session, row: BulkMove) -> dict[str, Any]:
    counts, asked = bulk_moves.count_items(opened, row.id), held_moves.find_request(opened, row)
    return {
        "id": row.id,
        "by": get_staff(opened, row.staff_id).name,
        "at": row.created_at,
        "is_held": row.state is BulkState.HELD,
        "total": sum(counts.values()),
        "waiting": counts[ItemState.WAITING],
        "done": counts[ItemState.DONE],
        "left": sum(counts[each] for each in (ItemState.CHANGED, ItemState.REFUSED, ItemState.BROKEN)),
        "next_at": row.next_at,
        "released_by": row.released_by,
        "approval_id": row.approval_id,
        "is_refused": asked is not None and asked.state not in (ApprovalState.WAITING, ApprovalState.APPROVED),
        "approval_state": asked.state if asked else "",
    }
