"""Which service is applied for, what it costs and takes, who may not, and that the person agrees."""

from collections.abc import Mapping
from typing import Any, Final

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from app.domain.applying.at_desk import desk_drafts, desk_filing
from app.domain.applying.at_desk.desk_consents import WORDS, ConsentGiven, SeenDocument
from app.domain.applying.eligibility import Bar, why_barred
from app.domain.applying.filing import Barred, OpenApplication
from app.domain.catalogue import service_sheets
from app.domain.catalogue.entries import ServiceEntry
from app.domain.catalogue.search import answering
from app.domain.catalogue.search.index import Index
from app.domain.forms.definition import text_in
from app.domain.shared import references
from app.domain.shared.errors import Invalid, NotAllowed, NotFound
from app.domain.staff.roles import Permission
from app.platform.i18n import NAIROBI, languages
from app.web import container
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.pages.applying import account_headers
from app.web.console.pages.applying.account_headers import look_at_account
from app.web.console.pages.applying.consent_words import DOCUMENTS, words_in
from app.web.console.pages.applying.open_drafts import OpenDraft, open_draft, where_it_stands
from app.web.console.rendering import notice, page
from app.web.console.texts import language, mark, say
from app.web.staff_access import signed_in

APPLY: Final = Permission.APPLY_FOR_CITIZENS
LOOKED_THROUGH: Final = 40
"""Hits of a search, among which the services are shown that a desk can apply for."""
LONGEST_WORDS: Final = 100

blueprint = ConsoleBlueprint("console_applying", __name__)
blueprint.register_error_handler(NotFound, account_headers.nobody_there)


@blueprint.page("/desk/accounts/<account_id>/apply", APPLY)
def choose_service(account_id: str) -> Response:
    """The services that a desk can apply for, all or those of a search; and one's own open drafts for the account."""
    words = request.args.get("words", "").strip()[:LONGEST_WORDS]
    index = container().finder.index()
    with container().database.transaction() as opened:
        _, header = look_at_account(opened, account_id)
        mine = desk_drafts.list_desk_drafts(opened, account_id, staff=signed_in())
        begun = [_begun(open_draft(opened, each.id)) for each in mine]
    found = _found(index, words) if words else _all_here(index)
    lines = [_line(index, each) for each in found]
    title = say("Apply for a person")
    return page("applying/services.html", title, account=header, words=words, services=lines, begun=begun)


@blueprint.page("/desk/accounts/<account_id>/apply/<service_code>", APPLY)
def show_terms(account_id: str, service_code: str) -> Response:
    """The terms of a service, before the first question."""
    told = _terms(account_id, service_code)
    return page("applying/terms.html", told["service"]["name"], **told)


@blueprint.page("/desk/accounts/<account_id>/apply/<service_code>/consent", APPLY)
def show_consent(account_id: str, service_code: str) -> Response:
    """The words that are read out, and what the person says to them."""
    return _consent(account_id, service_code, {})


@blueprint.action("/desk/accounts/<account_id>/apply/<service_code>/consent", APPLY)
def begin(account_id: str, service_code: str) -> Response | Redirect:
    """Record the person's consent, and begin the form."""
    problems = _missing(request.form)
    if problems:
        return _consent(account_id, service_code, problems)
    again = request.form.get("again") == "yes"
    try:
        with container().database.transaction() as opened:
            draft = desk_filing.begin_at_desk(
                opened, account_id, service_code, _given(request.form), staff=signed_in(), again=again
            )
            return redirect(where_it_stands(open_draft(opened, draft.id)), 303)
    except OpenApplication:
        return _consent(account_id, service_code, {"again": say("Say whether another one is meant.")})
    except Invalid:
        return _consent(account_id, service_code, {"agreed": say("The words have changed: read out these.")})
    except (Barred, NotAllowed):
        notice(mark("This person cannot apply for it here now. Why is said below."))
        return redirect(url_for("console_applying.show_terms", account_id=account_id, service_code=service_code), 303)


def _terms(account_id: str, service_code: str) -> dict[str, Any]:
    index = container().finder.index()
    service = index.by_code(service_code)
    if service is None:
        raise NotFound("there is no such service")
    with container().database.transaction() as opened:
        account, header = look_at_account(opened, account_id)
        terms = desk_filing.find_terms(opened, account, service_code)
    why, instead = why_barred(terms.form, terms.bar, language()) if terms.bar else ("", "")
    if terms.bar is Bar.CLOSED:
        today = container().database.clock().astimezone(NAIROBI).date()
        why = service_sheets.closed_of(service.closure_on(today), language()) or why
    return {
        "account": header,
        "service": _line(index, service),
        "in_hand": text_in(terms.form.in_hand, language()),
        "documents": service.documents_in(language()),
        "is_barred": terms.bar is not None,
        "why": why,
        "instead": instead,
        "open_reference": references.shown(terms.open_reference) if terms.open_reference else "",
    }


def _consent(account_id: str, service_code: str, problems: Mapping[str, str]) -> Response:
    told = _terms(account_id, service_code)
    if told["is_barred"] or not told["account"].is_proven:
        return page("applying/terms.html", told["service"]["name"], **told)
    given = {name: request.form.get(name, "") for name in ("language", "document", "agreed", "again")}
    told |= {"words": [(code, words_in(code)) for code in languages()], "version": WORDS, "given": given}
    told["documents_shown"] = [(code, say(name)) for code, name in DOCUMENTS.items()]
    return page("applying/consent.html", say("The person agrees"), errors=problems, **told)


def _missing(form: Mapping[str, str]) -> dict[str, str]:
    """The errors for fields that the clerk has not filled in."""
    problems = {}
    if form.get("language") not in languages():
        problems["language"] = say("Say in which language you read it out.")
    if form.get("document") not in [*SeenDocument]:
        problems["document"] = say("Say which document the person showed.")
    if form.get("agreed") != "yes":
        problems["agreed"] = say("Without a yes of the person nothing is applied for.")
    return problems


def _given(form: Mapping[str, str]) -> ConsentGiven:
    return ConsentGiven(form["language"], SeenDocument(form["document"]), form.get("version", ""))


def _found(index: Index, words: str) -> list[ServiceEntry]:
    """The services that match the words, or the nearest where none does: of these, those that a desk can apply for."""
    hits = answering.answer(index, words, LOOKED_THROUGH).services or index.nearest(words, LOOKED_THROUGH)
    return [each for each in hits if each.form]


def _all_here(index: Index) -> list[ServiceEntry]:
    found = [each for group in index.categories() for each in index.of("category", group.code) if each.form]
    return sorted(found, key=lambda each: each.line.in_language(language()).casefold())


def _line(index: Index, service: ServiceEntry) -> dict[str, str]:
    spoken = language()
    cost = service_sheets.cost_of(index.fee(service), spoken)
    return {
        "code": service.code,
        "name": service.line.in_language(spoken),
        "agency": service.agency,
        "cost": cost or say("The office sets the fee."),
        "days": service_sheets.days_of(service.days, spoken),
    }


def _begun(found: OpenDraft) -> dict[str, Any]:
    return {"path": where_it_stands(found), "name": found.service_name, "saved_at": found.draft.saved_at}
