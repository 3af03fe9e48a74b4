"""Exports of money, as CSV for a spreadsheet: what came in on some days, and what people are to give back."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Final

from flask import Response, request
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.back_office.money import money_exports
from app.domain.back_office.money.money_exports import DayRange, ExportPage, Place
from app.domain.shared.errors import RuleViolation
from app.domain.staff.roles import Permission
from app.domain.staff.staff_members import Staff
from app.platform.i18n import NAIROBI
from app.web import container
from app.web.console.actions import why_not
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.csv_files import csv_answer, write_csv
from app.web.console.rendering import page
from app.web.console.texts import say
from app.web.staff_access import signed_in

blueprint = ConsoleBlueprint("console_money_exports", __name__)
Read = Callable[[Session, DayRange, Staff, Place | None], ExportPage]
A_MONTH: Final = timedelta(days=30)


@blueprint.page("/money/exports", Permission.EXPORT_MONEY)
def choose_export() -> Response:
    """The form: which days, and which list."""
    return _form({})


@blueprint.action("/money/exports/receipts", Permission.EXPORT_MONEY)
def export_receipts() -> Response:
    """What came in."""
    return _export("receipts", money_exports.RECEIPTS, money_exports.receipts_page)


@blueprint.action("/money/exports/refunds", Permission.EXPORT_MONEY)
def export_refunds() -> Response:
    """What people are to give back, or have given back."""
    return _export("refunds", money_exports.REFUNDS, money_exports.refunds_page)


def _form(errors: dict[str, str]) -> Response:
    today = container().database.clock().astimezone(NAIROBI).date()
    given = {
        "first": request.form.get("first", (today - A_MONTH).isoformat()),
        "last": request.form.get("last", today.isoformat()),
    }
    return page("money/exports.html", say("Export money"), errors=errors, given=given)


def _export(what: str, heads: Sequence[str], read: Read) -> Response:
    here, staff = container(), signed_in()
    try:
        days = money_exports.read_days(request.form.get("first", ""), request.form.get("last", ""))
    except RuleViolation as refused:
        return _form({"first": why_not(refused)})
    with here.database.transaction() as opened:
        money_exports.record_export(opened, what, days, staff=staff)
    name = f"lango-{what}-{days.first}-{days.last}.csv"
    return csv_answer(name, _lines(here, heads, read, days, staff))


def _lines(here: Container, heads: Sequence[str], read: Read, days: DayRange, staff: Staff) -> Iterator[str]:
    """The file, a page at a time, so that only one page is held in memory."""
    yield write_csv([heads])
    after: Place | None = None
    while True:
        with here.database.reading() as opened:
            found = read(opened, days, staff, after)
        yield write_csv(found.lines)
        if found.after is None:
            return
        after = found.after
