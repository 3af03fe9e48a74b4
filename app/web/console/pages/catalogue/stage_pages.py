"""The stages of an agency's services: the words that citizens read, and whether an SMS is sent there."""

from typing import Any

from flask import Response, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response as Redirect

from app.domain.applications.status_messages import StatusView, as_sms
from app.domain.back_office.catalogue import agency_catalogue
from app.domain.back_office.catalogue.agency_catalogue import AgencyStage
from app.domain.back_office.work_queue import reach_of, services_within
from app.domain.catalogue import catalogue_texts
from app.domain.catalogue.changes import catalogue_changes
from app.domain.catalogue.models import Stage, Status
from app.domain.shared.errors import NotFound
from app.domain.staff.roles import Permission
from app.platform import i18n
from app.platform.db import now
from app.web import container
from app.web.console.actions import perform, why_not
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.pages.catalogue.change_texts import change_line
from app.web.console.pages.catalogue.phone_screens import PhoneShown, show_text
from app.web.console.pages.catalogue.service_pages import CODE
from app.web.console.rendering import page
from app.web.console.texts import language, mark, say
from app.web.staff_access import signed_in

blueprint = ConsoleBlueprint("console_catalogue_stages", __name__)
SAMPLE = "102030405060"
"""The reference in the SMS that is shown; no application has it."""
TO_BE_DONE = frozenset({Status.AWAITING_PAYMENT, Status.NEEDS_ACTION, Status.READY})
"""Where the citizen has to do something, and may miss it without an SMS."""


@blueprint.page("/catalogue/stages", Permission.VIEW_CATALOGUE)
def list_stages() -> Response:
    """The stages, family by family."""
    with container().database.reading() as opened:
        found = agency_catalogue.list_stages(opened, staff=signed_in())
        lines = [_line(opened, each) for each in found]
    return page("catalogue/stages.html", say("Stages of your services"), stages=lines)


@blueprint.page("/catalogue/stages/<family>/<stage_code>", Permission.VIEW_CATALOGUE)
def show_stage(family: str, stage_code: str) -> Response:
    """One stage, its SMS and its history."""
    return _show(family, stage_code, {})


@blueprint.action("/catalogue/stages/<family>/<stage_code>/sms", Permission.EDIT_CATALOGUE)
def switch(family: str, stage_code: str) -> Response | Redirect:
    """Switch the SMS of a stage on or off."""
    wanted, staff = request.form.get("sms", ""), signed_in()
    if wanted not in ("on", "off"):
        return _show(family, stage_code, {"sms": say("Choose on or off.")})
    is_on = wanted == "on"
    return perform(
        lambda opened: agency_catalogue.switch_stage(opened, *_codes(family, stage_code), is_on=is_on, staff=staff),
        lambda refused: _show(family, stage_code, {"sms": why_not(refused)}),
        said=mark("Kept. It holds within seconds."),
        path=url_for("console_catalogue_stages.show_stage", family=family, stage_code=stage_code),
    )


def _codes(family: str, stage_code: str) -> tuple[str, str]:
    if not CODE.fullmatch(family) or not CODE.fullmatch(stage_code):
        raise NoPage
    return family, stage_code


def _show(family: str, stage_code: str, errors: dict[str, str]) -> Response:
    staff = signed_in()
    with container().database.reading() as opened:
        try:
            found = agency_catalogue.find_own_stage(opened, *_codes(family, stage_code), staff=staff)
        except NotFound as missed:
            raise NoPage from missed
        subject = catalogue_changes.stage_subject(reach_of(staff).agency, family, stage_code)
        told: dict[str, Any] = {
            "stage": _line(opened, found),
            "phones": _sms_of(opened, found.stage),
            "warns": found.stage.status in TO_BE_DONE,
            "may_edit": staff.may(Permission.EDIT_CATALOGUE)
            and agency_catalogue.has_family(opened, family, staff=staff),
            "history": [change_line(each) for each in catalogue_changes.list_changes(opened, "stages", subject)],
        }
    title = say("Stage: {stage}", stage=told["stage"]["label"])
    return page("catalogue/stage.html", title, errors=errors, choices=_choices(), **told)


def _choices() -> list[tuple[str, str]]:
    return [("on", say("Send the SMS")), ("off", say("Send no SMS"))]


def _line(opened: Session, found: AgencyStage) -> dict[str, Any]:
    stage, spoken = found.stage, language()
    return {
        "path": url_for("console_catalogue_stages.show_stage", family=stage.family, stage_code=stage.code),
        "switch": url_for("console_catalogue_stages.switch", family=stage.family, stage_code=stage.code),
        "family": stage.family,
        "code": stage.code,
        "label": catalogue_texts.stage_label(opened, stage, spoken),
        "next": catalogue_texts.stage_next(opened, stage, spoken),
        "sends_sms": found.sends_sms,
    }


def _sms_of(opened: Session, stage: Stage) -> list[PhoneShown]:
    """A sample of the SMS of a stage, for a service of its family, made by the code that writes the real ones."""
    staff, contacts = signed_in(), container().contacts
    services = services_within(opened, reach_of(staff))
    service = next(each for each in services if each.family == stage.family)
    shown = []
    for spoken in i18n.languages():
        told = StatusView(
            reference=SAMPLE,
            service=catalogue_texts.service_label(opened, service, spoken),
            agency=catalogue_texts.short_name(opened, service.agency_code),
            stage=catalogue_texts.stage_label(opened, stage, spoken),
            since=i18n.day(spoken, now(opened)),
            place="",
            next=catalogue_texts.stage_next(opened, stage, spoken),
            note="",
        )
        shown.append(show_text(spoken, as_sms(spoken, told, contacts)))
    return shown
