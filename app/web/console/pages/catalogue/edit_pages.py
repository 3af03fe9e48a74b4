"""Changing a part of a service: its form, a preview of the phone's screens, then the change or a request for it."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from flask import Response, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response as Redirect

from app.domain.back_office.catalogue import catalogue_approvals
from app.domain.catalogue import catalogue_texts
from app.domain.catalogue.changes import service_edits
from app.domain.catalogue.changes.catalogue_changes import Part, Texts, part_of
from app.domain.catalogue.changes.service_edits import ServiceEdit
from app.domain.catalogue.models import Service
from app.domain.shared.errors import NotFound, RuleViolation, VersionConflict
from app.domain.staff.roles import Permission
from app.platform.db import now
from app.platform.i18n import NAIROBI
from app.web import container
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.pages.catalogue.change_texts import changed_columns
from app.web.console.pages.catalogue.service_pages import find_shown, phones_of
from app.web.console.rendering import notice, page
from app.web.console.texts import language, mark, say
from app.web.staff_access import signed_in

blueprint = ConsoleBlueprint("console_catalogue_edit", __name__)
LONGEST: Final = 2_000
Given = Mapping[str, str]


@dataclass(frozen=True)
class EditForm:
    """A form that changes a part: its title, its fields, and the function that makes an edit (raises Invalid)."""

    part: Part
    title: str
    fields: tuple[str, ...]
    read: Callable[[Given, datetime], ServiceEdit]

    @property
    def takes_two(self) -> bool:
        """Whether its page asks for a reason, for the second person."""
        return "reason" in self.fields


def _today(moment: datetime) -> Any:
    return moment.astimezone(NAIROBI).date()


FORMS: Final[Mapping[str, EditForm]] = {
    "fee": EditForm(
        Part.FEE,
        mark("Change the fee of {service}"),
        ("amount", "all_in", "source", "since", "reason"),
        lambda given, moment: service_edits.read_fee(given, _today(moment)),
    ),
    "days": EditForm(
        Part.DAYS,
        mark("Change how long {service} takes"),
        ("days",),
        lambda given, _: service_edits.read_days(given),
    ),
    "documents": EditForm(
        Part.DOCUMENTS,
        mark("Change what is brought for {service}"),
        ("documents", "documents_sw"),
        lambda given, _: service_edits.read_documents(given),
    ),
    "closing": EditForm(
        Part.OPENING, mark("Close {service}"), ("why", "why_sw", "reopens", "reason"), service_edits.read_closing
    ),
    "opening": EditForm(Part.OPENING, mark("Open {service} again"), (), lambda *_: service_edits.open_again()),
}
"""By the last segment of the path."""
REFUSALS: Final[Mapping[str, str]] = {
    "shillings from": mark("Write shillings from 0 to 1000000 as digits, without commas: 1050."),
    "the day is wanted since": mark("Write the day since when the fee holds: today or earlier."),
    "what the fee is published": mark("Write what the fee is published in."),
    "a day is wanted": mark("Write a day, such as 2026-12-07."),
    "a whole number from": mark("Write a whole number from 0 to 3650, or nothing."),
    "as many lines": mark("Write as many lines in Kiswahili as in English."),
    "at most 8 lines": mark("Write at most 8 lines."),
    "1 to 60 letters": mark("Write 1 to 60 letters that every phone can show."),
    "a day after today": mark("Write a day after today, or nothing."),
    "this day has come": mark("This day has come meanwhile: write a later one."),
    "this is how it stands": mark("This is how it stands already: nothing would change."),
}
"""What the console says for a refusal by the domain, by how the refusal begins."""


@blueprint.page("/catalogue/services/<offered_code>/edit/<part>", Permission.EDIT_CATALOGUE)
def show_form(offered_code: str, part: str) -> Response:
    """The form, with the present values."""
    return _form(offered_code, _form_of(part), part, {}, None)


@blueprint.action("/catalogue/services/<offered_code>/edit/<part>", Permission.EDIT_CATALOGUE)
def save(offered_code: str, part: str) -> Response | Redirect:
    """Preview the phone's screens; make the change, or ask for it, where the form confirms that preview."""
    form, here, staff = _form_of(part), container(), signed_in()
    given = {name: "\n".join(request.form.get(name, "")[:LONGEST].split("\r\n")).strip() for name in form.fields}
    try:
        with here.database.transaction() as opened:
            service = find_shown(opened, offered_code)
            edit = form.read(given, now(opened))
            before = catalogue_approvals.check_edit(opened, service.code, edit, here.contacts, staff=staff)
            if request.form.get("confirmed") != _digest(given, before):
                return _form(offered_code, form, part, given, edit)
            asked = catalogue_approvals.edit_own_service(
                opened,
                service.code,
                edit,
                seen=before,
                reason=given.get("reason", ""),
                staff=staff,
                contacts=here.contacts,
            )
    except NotFound as missed:
        raise NoPage from missed
    except RuleViolation as refused:
        return _form(offered_code, form, part, given, None, _told(refused, form))
    if asked is not None:
        notice(mark("Asked. Until another person has decided, nothing is changed."))
        return redirect(url_for("console_approvals.list_approvals"), 303)
    notice(mark("Changed. Phones show it within seconds."))
    return redirect(url_for("console_catalogue.show_service", offered_code=offered_code), 303)


def _form_of(part: str) -> EditForm:
    if part not in FORMS:
        raise NoPage
    return FORMS[part]


def _form(
    code: str,
    form: EditForm,
    part: str,
    given: Given,
    edit: ServiceEdit | None,
    errors: Mapping[str, str] | None = None,
) -> Response:
    if not form.fields:
        edit = service_edits.open_again()  # there is nothing to fill in: it is previewed at once
    with container().database.reading() as opened:
        service = find_shown(opened, code)
        before = part_of(service, form.part)
        title = say(form.title, service=catalogue_texts.service_label(opened, service, language()))
        told: dict[str, Any] = {
            "code": service.code,
            "part": part,
            "given": given or _as_it_stands(opened, service, form),
            "names": form.fields,
            "takes_two": form.takes_two,
            "phones": phones_of(service, edit) if edit else [],
            "changes": list(changed_columns(before, edit.texts)) if edit else [],
            "confirmed": _digest(given, before) if edit else "",
        }
    return page("catalogue/edit.html", title, errors=errors, **told)


def _as_it_stands(opened: Session, service: Service, form: EditForm) -> dict[str, str]:
    """The values that the form shows at first."""
    texts = part_of(service, form.part)
    known = {name: text or "" for name, text in texts.items()}
    if form.part is Part.FEE:
        today = now(opened).astimezone(NAIROBI).date().isoformat()
        amount = known["fee_kes"].removesuffix(".00")
        return {"amount": amount, "all_in": known["fee_all_in"], "source": "", "since": today}
    if form.part is Part.DAYS:
        return {"days": known["processing_days"]}
    if form.part is Part.DOCUMENTS:
        return {name: text.replace("; ", "\n") for name, text in known.items()}
    return {"why": known["closed_reason"], "why_sw": known["closed_reason_sw"], "reopens": known["reopens_on"]}


def _digest(given: Given, before: Texts) -> str:
    """A digest of an edit and the present values, so that only what was previewed is done. The reason is left out."""
    said = {name: text for name, text in given.items() if name != "reason"}
    return hashlib.sha256(json.dumps([said, before], sort_keys=True).encode()).hexdigest()


def _told(refused: RuleViolation, form: EditForm) -> dict[str, str]:
    """What is wrong, beside the field that it is about."""
    first = form.fields[0] if form.fields else "confirm"
    if isinstance(refused, VersionConflict):
        return {first: say("Somebody has changed this since. Look how it stands now, and begin again.")}
    name, _, why = str(refused).partition(": ")
    if name not in form.fields:
        name, why = first, str(refused).partition(": ")[2] or str(refused)
    found = next((say(text) for begins, text in REFUSALS.items() if why.startswith(begins)), None)
    return {name: found or say("This cannot be done: {why}", why=why)}
