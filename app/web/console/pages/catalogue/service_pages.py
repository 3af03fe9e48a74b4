"""The services of an agency, and one of them: what it says on a phone, what can be changed of it, and its history."""

import re
from typing import Any, Final

from flask import Response, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound as NoPage

from app.domain.back_office.catalogue import agency_catalogue
from app.domain.catalogue import catalogue_texts
from app.domain.catalogue.changes import catalogue_changes
from app.domain.catalogue.changes.catalogue_changes import Part, part_of
from app.domain.catalogue.changes.edited_entries import entry_after
from app.domain.catalogue.models import Service
from app.domain.catalogue.service_sheets import shillings
from app.domain.shared.errors import NotFound
from app.domain.staff.roles import Permission
from app.platform.db import now
from app.platform.i18n import NAIROBI
from app.web import container
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.pages.catalogue.change_texts import COLUMN_NAMES, change_line, shown_value
from app.web.console.pages.catalogue.phone_screens import draw_service
from app.web.console.rendering import page
from app.web.console.texts import language, say
from app.web.staff_access import signed_in

blueprint = ConsoleBlueprint("console_catalogue", __name__)
CODE: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,69}")
LONGEST_WORDS: Final = 60


@blueprint.page("/catalogue", Permission.VIEW_CATALOGUE)
def list_services() -> Response:
    """The services of one's agency, or those that are searched for."""
    words = "".join(each for each in request.args.get("words", "") if each.isprintable())[:LONGEST_WORDS].strip()
    after = request.args.get("after", "")
    with container().database.reading() as opened:
        found = agency_catalogue.find_page(opened, signed_in(), words, after if CODE.fullmatch(after) else "")
        today = now(opened).astimezone(NAIROBI).date()
        lines = [
            {
                "path": url_for("console_catalogue.show_service", offered_code=each.code),
                "code": each.code,
                "label": catalogue_texts.service_label(opened, each, language()),
                "fee": shillings(each.fee_kes) if each.fee_kes is not None else "-",
                "days": "-" if each.processing_days is None else each.processing_days,
                "is_closed": each.is_closed_on(today),
            }
            for each in found.services
        ]
    more = url_for("console_catalogue.list_services", words=words, after=found.last) if found.last else ""
    return page("catalogue/services.html", say("Services of your agency"), words=words, services=lines, more=more)


@blueprint.page("/catalogue/services/<offered_code>", Permission.VIEW_CATALOGUE)
def show_service(offered_code: str) -> Response:
    """One service."""
    with container().database.reading() as opened:
        service = find_shown(opened, offered_code)
        title = catalogue_texts.service_label(opened, service, language())
        told: dict[str, Any] = {
            "code": service.code,
            "rows": [(say("Code"), service.code), (say("Name"), service.name), *_facts(service)],
            "is_closed": service.is_closed_on(now(opened).astimezone(NAIROBI).date()),
            "phones": phones_of(service),
            "history": [
                change_line(each)
                for each in catalogue_changes.list_changes(opened, Service.__tablename__, service.code)
            ],
        }
    return page("catalogue/service.html", title, may_edit=signed_in().may(Permission.EDIT_CATALOGUE), **told)


def find_shown(opened: Session, code: str) -> Service:
    """A service of one's own agency. Raises NotFound (404) for any other."""
    try:
        if not CODE.fullmatch(code):
            raise NotFound("there is no such service")
        return agency_catalogue.find_own_service(opened, code, staff=signed_in())
    except NotFound as missed:
        raise NoPage from missed


def phones_of(service: Service, edit: Any = None) -> list[Any]:
    """A phone's screens of a service, as it is or after an edit; none while this process's index does not have it."""
    entry = container().finder.index().by_code(service.code)
    return draw_service(entry_after(entry, service, edit)) if entry else []


def _facts(service: Service) -> list[tuple[str, str]]:
    texts = {
        name: text for part in (Part.FEE, Part.DAYS, Part.DOCUMENTS) for name, text in part_of(service, part).items()
    }
    rows = [(name, text.replace("; ", "\n") if text else text) for name, text in texts.items() if name in COLUMN_NAMES]
    return [(say(COLUMN_NAMES[name]), shown_value(name, text)) for name, text in rows]
