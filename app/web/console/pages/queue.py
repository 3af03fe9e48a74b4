"""The work queue: what waits at somebody's agency, the longest unchanged first; lines are chosen there to be moved."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

from flask import Response, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Redirect

from app.domain.applications.agency_queries.application_lists import ListedApplication
from app.domain.applications.status_messages import stage_of
from app.domain.back_office import work_queue
from app.domain.back_office.work_queue import COUNTED, LOOKED_AT, OPEN, QueueQuestion
from app.domain.catalogue import catalogue_texts
from app.domain.catalogue.models import Status
from app.domain.shared import references
from app.domain.shared.errors import NotFound
from app.domain.staff.roles import Permission
from app.domain.staff.staff_members import Staff
from app.platform.i18n import NAIROBI
from app.web import container
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.csv_files import BYTE_ORDER_MARK, csv_answer, write_csv
from app.web.console.rendering import page
from app.web.console.texts import language, mark, say
from app.web.staff_access import signed_in

LINES: Final = ("50", "250", "1000")
"""How many lines a page may have, the first unless another is chosen."""
MOST_DAYS: Final = 3650
MOST_PAGES: Final = 50
"""Pages of 1,000 lines that one file has at most."""
HEADS: Final = (mark("Reference"), mark("Service"), mark("Status"), mark("Stage"), mark("Since"), mark("Place"))
FILTERS: Final = ("service", "stands", "days", "place", "lines")

blueprint = ConsoleBlueprint("console_queue", __name__)


@blueprint.page("/applications", Permission.VIEW_APPLICATIONS)
def list_applications() -> Response | Redirect:
    """Redirects to one application by its reference; else a page of those that wait."""
    staff = signed_in()
    wanted = request.args.get("reference", "").strip()
    if wanted and (path := _find(staff, wanted)):
        return redirect(path, 303)
    errors = {"reference": say("Your agency has no application of this reference.")} if wanted else {}
    given = {name: request.args.get(name, "").strip() for name in FILTERS}
    with container().database.transaction() as opened:
        asked = replace(_asked(given), after=_after(request.args.get("after", "")))
        found = work_queue.list_queue(opened, staff, asked, language())
        told = _choices(opened, staff)
    after = f"{found.last[0].isoformat()}_{found.last[1]}" if found.last else ""
    return page(
        "queue.html",
        say("Applications"),
        errors=errors,
        given=given | {"reference": wanted},
        found=found.lines,
        path_of=application_path,
        more=_more(given, after) if after else "",
        is_first="after" not in request.args,
        may_move=staff.may(Permission.MOVE_APPLICATIONS),
        looked_at=f"{LOOKED_AT:,}",
        line_counts=[(each, each) for each in LINES],
        **told,
    )


@blueprint.action("/applications/export", Permission.VIEW_APPLICATIONS)
def export_applications() -> Response:
    """The whole filtered list as CSV, without personal data. The export is audited."""
    staff, here, lang = signed_in(), container(), language()
    given = {name: request.form.get(name, "").strip() for name in FILTERS}
    asked = _asked(given | {"lines": LINES[-1]})
    with here.database.transaction() as opened:
        work_queue.record_export(opened, staff, asked)
        names = {status: status_name(opened, status) for status in Status}
        within = work_queue.services_within(opened, work_queue.reach_of(staff))
        services = {each.code: catalogue_texts.service_label(opened, each, lang) for each in within}
    heads = [say(each) for each in HEADS]
    cut = say("Cut here: filter the list to take the rest.")

    def lines() -> Iterator[str]:
        """The file, a page at a time."""
        yield BYTE_ORDER_MARK + write_csv([heads])
        question = asked
        for _ in range(MOST_PAGES):
            with here.database.reading() as opened:
                found = work_queue.read_queue(opened, staff, question, lang)
            yield write_csv(_exported(each, names, services) for each in found.lines)
            if found.last is None:
                return
            question = replace(question, after=found.last)
        yield write_csv([[cut]])

    return csv_answer("lango-applications.csv", lines())


def _exported(line: ListedApplication, names: Mapping[Status, str], services: Mapping[str, str]) -> list[str]:
    since = line.since.astimezone(NAIROBI).isoformat(timespec="seconds")
    service = services.get(line.service, line.service)
    reference = references.shown(line.reference)  # one number would lose the zeros before it in a spreadsheet
    return [reference, service, names.get(line.status, line.status), line.stage_label, since, line.place or ""]


def application_path(reference: str) -> str:
    """The path of the page of an application."""
    return f"{url_for('console_queue.list_applications')}/{quote(reference)}"


def status_name(session: Session, status: Status) -> str:
    """What a status is called on a page."""
    return catalogue_texts.stage_label(session, stage_of(session, "general", status, status), language())


def _find(staff: Staff, text: str) -> str | None:
    with container().database.reading() as opened:
        try:
            return application_path(work_queue.find_by_reference(opened, staff, text).reference)
        except NotFound:
            return None


def _asked(given: Mapping[str, str]) -> QueueQuestion:
    """The filters of the form; a value that is none of the choices counts as not chosen."""
    status, _, stage = given["stands"].partition("/")
    days = given["days"] if given["days"].isascii() and given["days"].isdecimal() else "0"
    return QueueQuestion(
        limit=int(given["lines"] if given["lines"] in LINES else LINES[0]),
        statuses=(Status(status),) if status in set(Status) else OPEN,
        stage=stage or None,
        service=given["service"] or None,
        older_than=min(int(days[:6]), MOST_DAYS),
        place=given["place"],
    )


def _after(text: str) -> tuple[datetime, int] | None:
    at, _, number = text.partition("_")
    try:
        moment, place = datetime.fromisoformat(at), int(number)
    except ValueError:
        return None
    return (moment, place) if moment.tzinfo is not None and 0 <= place < 2**62 else None


def _choices(opened: Session, staff: Staff) -> dict[str, Any]:
    """What the form offers, and how many wait at each status."""
    reach, lang = work_queue.reach_of(staff), language()
    services = work_queue.services_within(opened, reach)
    labels = {each.code: catalogue_texts.service_label(opened, each, lang) for each in services}
    statuses = [(str(each), status_name(opened, each)) for each in Status]
    stages = [
        (f"{stage.status}/{stage.code}", f"- {label}")
        for stage, label in work_queue.stages_within(opened, reach, lang)
        if stage.code != stage.status
    ]
    stands = [
        each
        for status, name in statuses
        for each in [(status, name), *(one for one in stages if one[0].partition("/")[0] == status)]
    ]
    counts = work_queue.count_waiting(opened, staff)
    return {
        "services": labels,
        "service_choices": [("", say("All services")), *labels.items()],
        "stands_choices": [("", say("All that are not finished")), *stands],
        "counts": [
            (url_for("console_queue.list_applications", stands=status), name, _counted(counts[Status(status)]))
            for status, name in statuses
            if Status(status) in counts
        ],
    }


def _counted(many: int) -> str:
    return say("more than {number}", number=f"{COUNTED:,}") if many > COUNTED else f"{many:,}"


def _more(given: Mapping[str, str], after: str) -> str:
    """The URL of the next page, with the same filters."""
    named: dict[str, Any] = {name: value for name, value in given.items() if value}
    return url_for("console_queue.list_applications", **named, after=after)
