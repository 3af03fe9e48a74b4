"""The form, one question a page, with a way back; the answers are kept on the server for a day."""

from typing import Any, Final

from flask import Response, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Redirect

from app.domain.applying.at_desk import desk_drafts
from app.domain.forms.definition import PLACES, FormQuestion, Kind, text_in
from app.domain.shared.errors import NotFound
from app.domain.staff.roles import Permission
from app.web import container
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.pages.applying import open_drafts
from app.web.console.pages.applying.given_answers import LISTED, GivenAnswer, NotAnswered, read_given
from app.web.console.pages.applying.open_drafts import OpenDraft, open_draft, where_it_stands
from app.web.console.rendering import notice, page
from app.web.console.texts import language, mark, say
from app.web.staff_access import signed_in

APPLY: Final = Permission.APPLY_FOR_CITIZENS
MANY: Final = 12
"""The number of choices beyond which a drop-down list takes the place of radio buttons."""
KEYPADS: Final = {Kind.NUMBER: "numeric", Kind.PHONE: "tel", Kind.EMAIL: "email"}
"""The keyboard that a phone or tablet shows (`inputmode`)."""

blueprint = ConsoleBlueprint("console_applying_form", __name__)
blueprint.register_error_handler(NotFound, open_drafts.no_draft)


@blueprint.page("/desk/applying/<draft_id>/questions/<question>", APPLY)
def show_question(draft_id: str, question: str) -> Response | Redirect:
    """One question, with the answer that it has."""
    with container().database.transaction() as opened:
        found = open_draft(opened, draft_id)
        asked = _asked(found, question)
        if asked is None:
            return redirect(where_it_stands(found), 303)
        if asked.name in found.answers:
            open_drafts.record_view(opened, found.draft, "account.draft_viewed")
        chosen = found.answers.get(asked.name) if asked.kind in LISTED else None
        given = GivenAnswer(found.shown(opened, asked), chosen)
        return _page(opened, found, asked, given, lines=asked.kind in LISTED)


@blueprint.action("/desk/applying/<draft_id>/questions/<question>", APPLY)
def answer(draft_id: str, question: str) -> Response | Redirect:
    """Keep an answer, and go on to what comes next."""
    given = GivenAnswer(request.form.get("answer", ""), request.form.get("chosen"))
    with container().database.transaction() as opened:
        found = open_draft(opened, draft_id)
        asked = _asked(found, question)
        if asked is None:
            return redirect(where_it_stands(found), 303)
        try:
            value = read_given(found.context(opened, asked), given)
        except NotAnswered as refused:
            return _page(opened, found, asked, given, lines=asked.kind in LISTED, problem=str(refused))
        if value is None:
            return _page(opened, found, asked, given, lines=True)
        desk_drafts.keep_answer(opened, draft_id, asked.name, value, staff=signed_in())
        return redirect(where_it_stands(open_draft(opened, draft_id)), 303)


@blueprint.action("/desk/applying/<draft_id>/drop", APPLY)
def drop(draft_id: str) -> Redirect:
    """Throw away what was answered."""
    with container().database.transaction() as opened:
        draft = desk_drafts.find_desk_draft(opened, draft_id, staff=signed_in())
        desk_drafts.drop_desk_draft(opened, draft.account_id, draft.service_code, staff=signed_in())
    notice(mark("The answers are thrown away. Nothing was sent."))
    return redirect(url_for("console_applying.choose_service", account_id=draft.account_id), 303)


def _asked(found: OpenDraft, name: str) -> FormQuestion | None:
    """The question of this name; None where it is not asked, or the form is filed."""
    if found.draft.reference:
        return None
    return next((each for each in found.asked if each.name == name), None)


def _page(
    opened: Session, found: OpenDraft, asked: FormQuestion, given: GivenAnswer, *, lines: bool, problem: str = ""
) -> Response:
    """The page of a question. `lines`: whether there are choices to show."""
    context, spoken = found.context(opened, asked), found.draft.language
    names = [each.name for each in found.asked]
    number = names.index(asked.name) + 1
    offered = [(each.value, each.label) for each in context.offers(given.typed)] if lines else []
    if asked.kind in PLACES:  # an optional place is left empty to skip it
        offered = [each for each in offered if each[0]]
    field = "chosen" if asked.kind in LISTED else "answer"
    told: dict[str, Any] = {
        "draft": found.draft,
        "question": asked,
        "kind": _box(asked, offered),
        "label": text_in(asked.label, language()),
        "hint": text_in(asked.hint, language()),
        "aloud": text_in(asked.label, spoken) if spoken != language() else "",
        "spoken": spoken,
        "offers": offered,
        "given": given,
        "places": [] if asked.kind not in PLACES else context.all_places(),
        "attributes": {"inputmode": KEYPADS[asked.kind]} if asked.kind in KEYPADS else {},
        "back": _back(found, names, number),
    }
    title = say("{service}: question {number} of {count}", service=found.service_name, number=number, count=len(names))
    return page("applying/question.html", title, errors={field: problem} if problem else {}, **told)


def _box(asked: FormQuestion, offered: list[tuple[str, str]]) -> str:
    """The kind of input field for a question."""
    if asked.kind in PLACES:
        return "place"
    if asked.kind in (Kind.AGREE, Kind.NOTE):
        return asked.kind
    if asked.kind in LISTED:
        return "select" if len(offered) > MANY else "radios"
    return "text"


def _back(found: OpenDraft, names: list[str], number: int) -> str:
    """The path of the question before; from the first one, that of the service's terms."""
    if number > 1:
        before = names[number - 2]
        return url_for("console_applying_form.show_question", draft_id=found.draft.id, question=before)
    draft = found.draft
    return url_for("console_applying.show_terms", account_id=draft.account_id, service_code=draft.service_code)
